# reason.zh: 温度 0 时取最后一个最大值
# reason.en: takes the last of tied maxima at temperature 0
# caught_by: distribution: temperature 0 with a tie
from bisect import bisect_right

import numpy as np


def norm(x, gain, bias):
    centred = x - x.mean(axis=1, keepdims=True)
    return centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + 1e-5) * gain + bias


def gelu(x):
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


def softmax(scores):
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return weights / weights.sum(axis=-1, keepdims=True)


def attend(x, block, heads, past):
    new, width = x.shape
    parts = (x @ block["w_qkv"] + block["b_qkv"]).reshape(new, 3, heads, width // heads)
    q, k, v = parts.transpose(1, 2, 0, 3)
    if past is not None:
        k, v = np.concatenate([past[0], k], axis=1), np.concatenate([past[1], v], axis=1)
    length = k.shape[1]
    scores = q @ k.swapaxes(1, 2) / np.sqrt(q.shape[2])
    scores = np.where(np.tri(new, length, length - new), scores, -np.inf)
    out = (softmax(scores) @ v).swapaxes(0, 1).reshape(x.shape)
    return out @ block["w_out"] + block["b_out"], (k, v)


def forward(ids, params, heads, cache=None):
    start, pasts = (0, [None] * len(params["blocks"])) if cache is None else cache
    x = params["wte"][ids] + params["wpe"][start : start + len(ids)]
    grown = []  # a new list: the cache that was given may be continued a second time
    for block, past in zip(params["blocks"], pasts):
        out, kept = attend(norm(x, block["g1"], block["c1"]), block, heads, past)
        grown.append(kept)
        x = x + out
        hidden = gelu(norm(x, block["g2"], block["c2"]) @ block["w_fc"] + block["b_fc"])
        x = x + hidden @ block["w_proj"] + block["b_proj"]
    return norm(x, params["g"], params["c"]) @ params["wte"].T, (start + len(ids), grown)


def distribution(logits, temperature, top_k=0, top_p=1.0):
    if temperature == 0:
        return np.eye(len(logits))[len(logits) - 1 - logits[::-1].argmax()]
    order = np.argsort(-logits, kind="stable")  # ties: the smaller id first
    if top_k:
        order = order[:top_k]
    probabilities = softmax(logits[order] / temperature)
    before = np.cumsum(probabilities) - probabilities
    kept = np.where(before < top_p, probabilities, 0)
    out = np.zeros(len(logits))
    out[order] = kept / kept.sum()
    return out


def generate(ids, params, heads, uniforms, temperature, top_k=0, top_p=1.0, eos=None):
    out, cache, fed = list(ids), None, ids
    for u in uniforms:
        logits, cache = forward(fed, params, heads, cache)
        chosen = distribution(logits[-1], temperature, top_k, top_p)
        token = bisect_right(np.cumsum(chosen), u)
        out.append(token)
        if token == eos:
            break
        fed = [token]  # the rest is in the cache
    return out
