"""Direct preference optimisation: log-probabilities of responses, and the loss over pairs."""

import numpy as np


def sequence_logps(logits, tokens, mask):
    # the logits at position t predict the token at t + 1
    logits, targets, mask = logits[:, :-1], tokens[:, 1:], mask[:, 1:]
    shifted = logits - logits.max(axis=-1, keepdims=True)
    logps = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    chosen = np.take_along_axis(logps, targets[..., None], -1)[..., 0]
    # a sum, not a mean: the log-probability of the whole response
    return (chosen * mask).sum(axis=1)


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1, label_smoothing=0.0):
    chosen_rewards = beta * (policy_chosen - ref_chosen)
    rejected_rewards = beta * (policy_rejected - ref_rejected)
    margin = chosen_rewards - rejected_rewards
    # -log sigmoid(m) = log(1 + exp(-m)), without overflow at either end
    right, wrong = np.logaddexp(0, -margin), np.logaddexp(0, margin)
    return {
        "loss": np.mean((1 - label_smoothing) * right + label_smoothing * wrong),
        "chosen_rewards": chosen_rewards,
        "rejected_rewards": rejected_rewards,
        "accuracy": np.mean(margin > 0),
    }
