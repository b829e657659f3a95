import numpy as np


def filter_probs(logits, temperature=1.0, top_k=0, top_p=1.0):
    """温度、top-k、top-p 之后的采样分布。The sampling distribution after temperature, top-k and top-p.

    logits: (B, V)    temperature >= 0    top_k: 0 不截断 means no top-k    0 < top_p <= 1
    返回 returns: (B, V)，每行和为 1 each row sums to 1
    """
    raise NotImplementedError
