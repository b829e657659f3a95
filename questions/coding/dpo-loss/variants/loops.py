import math

import numpy as np


def sequence_logps(logits, tokens, mask):
    B, T, V = logits.shape
    out = []
    for b in range(B):
        s = 0.0
        for t in range(1, T):
            if mask[b, t] == 1:
                row = logits[b, t - 1]
                s += row[tokens[b, t]] - np.logaddexp.reduce(row)
        out.append(s)
    return np.array(out)


def neg_log_sigmoid(x):
    return math.log1p(math.exp(-x)) if x >= 0 else -x + math.log1p(math.exp(x))


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1, label_smoothing=0.0):
    wins, loss = 0, 0.0
    rc, rr = [], []
    for pc, pr, fc, fr in zip(policy_chosen, policy_rejected, ref_chosen, ref_rejected):
        rc.append(beta * (pc - fc))
        rr.append(beta * (pr - fr))
        h = rc[-1] - rr[-1]
        loss += (1 - label_smoothing) * neg_log_sigmoid(h) + label_smoothing * neg_log_sigmoid(-h)
        wins += rc[-1] > rr[-1]
    n = len(rc)
    rc, rr = np.array(rc), np.array(rr)
    return {"loss": loss / n, "chosen_rewards": rc, "rejected_rewards": rr, "accuracy": wins / n}
