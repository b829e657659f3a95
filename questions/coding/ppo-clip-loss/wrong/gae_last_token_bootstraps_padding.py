# reason.zh: 最后一个 token 的下一步价值取了其后填充处的值，而不是 0
# reason.en: takes the value stored on the padding after the last token as its next value, instead of 0
# caught_by: GAE: responses of unequal length
import numpy as np


def gae(rewards, values, mask, gamma=1.0, lam=0.95):
    advantages = np.zeros_like(rewards)
    running = np.zeros(len(rewards))
    following = np.zeros(len(rewards))
    for t in range(rewards.shape[1])[::-1]:
        delta = rewards[:, t] + gamma * following - values[:, t]
        running = (delta + gamma * lam * running) * mask[:, t]
        following = values[:, t]
        advantages[:, t] = running
    return {"advantages": advantages, "returns": (advantages + values) * mask}


def ppo_loss(logps, old_logps, advantages, values, old_values, returns, mask, clip=0.2, value_coef=0.5):
    ratio = np.exp((logps - old_logps) * mask)
    clipped = np.clip(ratio, 1 - clip, 1 + clip)
    policy = -np.minimum(ratio * advantages, clipped * advantages)
    near = old_values + np.clip(values - old_values, -clip, clip)
    value = np.maximum((values - returns) ** 2, (near - returns) ** 2) / 2
    tokens = mask.sum()
    policy_loss, value_loss = (policy * mask).sum() / tokens, (value * mask).sum() / tokens
    cut = clipped * advantages < ratio * advantages
    return {
        "loss": policy_loss + value_coef * value_loss,
        "policy_loss": policy_loss,
        "value_loss": value_loss,
        "clip_fraction": (cut * mask).sum() / tokens,
    }
