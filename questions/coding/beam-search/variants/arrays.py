import numpy as np


def beam_search(step, beam_width, eos, max_length, length_penalty=0.0):
    tokens = np.zeros((1, 0), dtype=int)
    totals = np.zeros(1)
    done = []
    while len(tokens) and tokens.shape[1] < max_length:
        logps = np.stack([step(list(row)) for row in tokens])
        V = logps.shape[1]
        flat = (totals[:, None] + logps).ravel()
        keep = np.argsort(flat)[::-1][:beam_width]
        keep = keep[np.isfinite(flat[keep])]
        tokens = np.concatenate([tokens[keep // V], (keep % V)[:, None]], axis=1)
        totals = flat[keep]
        over = tokens[:, -1] == eos
        done += list(zip(tokens[over].tolist(), totals[over]))
        tokens, totals = tokens[~over], totals[~over]
    done += list(zip(tokens.tolist(), totals))
    done = [(t, s / len(t) ** length_penalty) for t, s in done]
    done.sort(key=lambda d: d[1], reverse=True)
    return done[:beam_width]
