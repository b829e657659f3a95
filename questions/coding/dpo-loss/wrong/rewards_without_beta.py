# reason.zh: 返回的奖励没有乘 beta
# reason.en: returns rewards without beta
# caught_by: a random batch
import numpy as np


def sequence_logps(logits, tokens, mask):
    logits, targets, mask = logits[:, :-1], tokens[:, 1:], mask[:, 1:]
    shifted = logits - logits.max(axis=-1, keepdims=True)
    logps = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    chosen = np.take_along_axis(logps, targets[..., None], -1)[..., 0]
    return (chosen * mask).sum(axis=1)


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1, label_smoothing=0.0):
    chosen_rewards = beta * (policy_chosen - ref_chosen)
    rejected_rewards = beta * (policy_rejected - ref_rejected)
    margin = chosen_rewards - rejected_rewards
    right, wrong = np.logaddexp(0, -margin), np.logaddexp(0, margin)
    return {
        "loss": np.mean((1 - label_smoothing) * right + label_smoothing * wrong),
        "chosen_rewards": chosen_rewards / beta,
        "rejected_rewards": rejected_rewards / beta,
        "accuracy": np.mean(margin > 0),
    }
