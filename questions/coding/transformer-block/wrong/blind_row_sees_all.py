# reason.zh: 什么也看不见的行照样对全部分数做 softmax，而不是 0，例如掩码只是给分数加上 -1e9
# reason.en: takes the softmax over all scores in a row that sees nothing instead of giving 0, as when the mask merely adds -1e9
# caught_by: attention: one row that sees nothing
import numpy as np


def attention(q, k, v, mask=None):
    scores = q @ k.swapaxes(-1, -2) / np.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores + np.where(mask, 0, -1e9)
    top = scores.max(axis=-1, keepdims=True, initial=np.finfo(float).min)
    weights = np.exp(scores - top)
    return weights / np.maximum(weights.sum(axis=-1, keepdims=True), 1) @ v


def layer_norm(x, gain, bias):
    centred = x - x.mean(axis=-1, keepdims=True)
    return centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-5) * gain + bias


def multi_head(x, params, heads, mask=None):
    batch, length, width = x.shape

    def split(name):
        return (x @ params[name]).reshape(batch, length, heads, width // heads).swapaxes(1, 2)

    out = attention(split("wq"), split("wk"), split("wv"), mask)
    return out.swapaxes(1, 2).reshape(batch, length, width) @ params["wo"]


def transformer_block(x, params, heads, causal=False, lengths=None, pre_norm=True):
    length = x.shape[1]
    mask = np.ones((1, 1, length, length), bool)
    if causal:
        mask = np.tril(mask)
    if lengths is not None:
        mask = mask & (np.arange(length) < lengths[:, None])[:, None, None]

    def attend(h):
        return multi_head(h, params, heads, mask)

    def feed(h):
        return np.maximum(h @ params["w1"] + params["b1"], 0) @ params["w2"] + params["b2"]

    for layer, gain, bias in ((attend, "g1", "c1"), (feed, "g2", "c2")):
        if pre_norm:
            x = x + layer(layer_norm(x, params[gain], params[bias]))
        else:
            x = layer_norm(x + layer(x), params[gain], params[bias])
    return x
