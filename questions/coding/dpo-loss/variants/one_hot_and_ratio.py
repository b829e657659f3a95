import numpy as np


def sequence_logps(logits, tokens, mask):
    B, T, V = logits.shape
    top = logits.max(-1, keepdims=True)
    logz = top + np.log(np.sum(np.exp(logits - top), -1, keepdims=True))
    onehot = np.eye(V)[tokens[:, 1:]]
    per_token = np.einsum("btv,btv->bt", (logits - logz)[:, : T - 1], onehot)
    return np.where(mask[:, 1:] > 0, per_token, 0).sum(-1)


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1, label_smoothing=0.0):
    h = beta * ((policy_chosen - policy_rejected) - (ref_chosen - ref_rejected))
    # identity: -log sigmoid(-h) = h - log sigmoid(h)
    base = np.maximum(-h, 0) + np.log1p(np.exp(-np.abs(h)))
    return dict(
        loss=float((base + label_smoothing * h).sum() / h.size),
        chosen_rewards=beta * policy_chosen - beta * ref_chosen,
        rejected_rewards=beta * policy_rejected - beta * ref_rejected,
        accuracy=float(((policy_chosen - ref_chosen) > (policy_rejected - ref_rejected)).mean()),
    )
