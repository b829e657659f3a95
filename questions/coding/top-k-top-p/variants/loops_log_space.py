import numpy as np


def filter_probs(logits, temperature=1.0, top_k=0, top_p=1.0):
    out = np.zeros_like(logits)
    for b in range(len(logits)):
        ids = sorted(range(logits.shape[1]), key=lambda i: -logits[b, i])
        if temperature == 0:
            out[b, ids[0]] = 1.0
            continue
        if top_k > 0:
            ids = ids[:top_k]
        x = logits[b, ids] / temperature
        logp = x - np.logaddexp.reduce(x)
        mass, n = 0.0, 0
        for lp in logp:
            n += 1
            mass += np.exp(lp)
            if mass >= top_p:
                break
        logp = logp[:n] - np.logaddexp.reduce(logp[:n])
        out[b, ids[:n]] = np.exp(logp)
    return out
