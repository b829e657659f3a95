# reason.zh: 所有头都用第一个头的掩码
# reason.en: uses the first head's mask for all heads
# caught_by: multi-head: a mask for each head
import numpy as np


def attention(q, k, v, mask=None):
    scores = q @ k.swapaxes(-1, -2) / np.sqrt(q.shape[-1])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    # a finite start: in a row that sees nothing, -inf minus -inf would be NaN
    top = scores.max(axis=-1, keepdims=True, initial=np.finfo(float).min)
    weights = np.exp(scores - top)
    # the largest visible score adds exp(0), so the sum is at least 1 unless the row sees nothing
    return weights / np.maximum(weights.sum(axis=-1, keepdims=True), 1) @ v


def layer_norm(x, gain, bias):
    centred = x - x.mean(axis=-1, keepdims=True)
    return centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-5) * gain + bias


def multi_head(x, params, heads, mask=None):
    batch, length, width = x.shape

    def split(name):  # (B, T, d) -> (B, heads, T, d // heads): head h owns neighbouring columns
        return (x @ params[name]).reshape(batch, length, heads, width // heads).swapaxes(1, 2)

    if mask is not None and mask.ndim == 4:
        mask = mask[:, :1]
    out = attention(split("wq"), split("wk"), split("wv"), mask)
    # heads move back beside their columns before the reshape: otherwise positions and heads mix
    return out.swapaxes(1, 2).reshape(batch, length, width) @ params["wo"]


def transformer_block(x, params, heads, causal=False, lengths=None, pre_norm=True):
    length = x.shape[1]
    mask = np.ones((1, 1, length, length), bool)
    if causal:
        mask = np.tril(mask)
    if lengths is not None:  # padding is hidden as a key, in every head and for every query
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
