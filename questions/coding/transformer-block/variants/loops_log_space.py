import numpy as np


def attention(q, k, v, mask=None):
    scores = np.matmul(q, np.moveaxis(k, -1, -2)) / q.shape[-1] ** 0.5
    seen = np.broadcast_to(np.bool_(True) if mask is None else mask, scores.shape)
    out = np.zeros((*scores.shape[:-1], v.shape[-1]))
    for place in np.ndindex(scores.shape[:-1]):
        visible = np.flatnonzero(seen[place])
        if len(visible):
            row = scores[place][visible]
            log_total = np.logaddexp.reduce(row)
            out[place] = np.exp(row - log_total) @ v[place[:-1]][visible]
    return out


def layer_norm(x, gain, bias):
    flat = x.reshape(-1, x.shape[-1])
    rows = []
    for row in flat:
        mean = sum(row) / len(row)
        variance = sum((value - mean) ** 2 for value in row) / len(row)
        rows.append((row - mean) / (variance + 1e-5) ** 0.5 * gain + bias)
    return np.array(rows).reshape(x.shape)


def multi_head(x, params, heads, mask=None):
    size = x.shape[-1] // heads
    full = None if mask is None else np.broadcast_to(mask, (x.shape[0], heads, x.shape[1], x.shape[1]))
    parts = []
    for h in range(heads):
        mine = slice(h * size, h * size + size)
        q, k, v = (x @ params[name][:, mine] for name in ("wq", "wk", "wv"))
        parts.append(attention(q, k, v, None if full is None else full[:, h]))
    return np.concatenate(parts, axis=-1) @ params["wo"]


def transformer_block(x, params, heads, causal=False, lengths=None, pre_norm=True):
    batch, length, _ = x.shape
    mask = np.zeros((batch, 1, length, length), bool)
    for b in range(batch):
        for t in range(length):
            end = t + 1 if causal else length
            if lengths is not None:
                end = min(end, int(lengths[b]))
            mask[b, 0, t, :end] = True
    h = layer_norm(x, params["g1"], params["c1"]) if pre_norm else x
    x = x + multi_head(h, params, heads, mask)
    x = x if pre_norm else layer_norm(x, params["g1"], params["c1"])
    h = layer_norm(x, params["g2"], params["c2"]) if pre_norm else x
    hidden = h @ params["w1"] + params["b1"]
    hidden[hidden < 0] = 0
    x = x + hidden @ params["w2"] + params["b2"]
    return x if pre_norm else layer_norm(x, params["g2"], params["c2"])
