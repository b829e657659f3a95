import numpy as np

PAD, BOS = 0, 1


def _softmax(s):
    s = np.exp(s - s.max(axis=-1, keepdims=True))
    return s / s.sum(axis=-1, keepdims=True)


def attend(state, memory, mask, w):
    keys = memory @ w.T
    alpha = _softmax(np.where(mask, (keys @ state[..., None])[..., 0], -np.inf))
    return (alpha[:, None] @ memory)[:, 0], alpha


def _encoder(p, source):
    h = [np.zeros((source.shape[0], p["u"].shape[0]))]
    for j in range(source.shape[1]):
        live = (source[:, j] != PAD)[:, None].astype(float)
        h.append(live * np.tanh(p["e"][source[:, j]] + h[-1] @ p["u"]) + (1 - live) * h[-1])
    return h


def _decoder_states(p, inputs, first):
    states = [first]
    for t in range(inputs.shape[1]):
        states.append(np.tanh(p["f"][inputs[:, t]] + states[-1] @ p["v"]))
    return states


def loss_and_grads(p, source, target):
    # without input feeding the decoder's states do not depend on the attention: attend for all steps at once
    hot_in = np.eye(len(p["f"]))
    h = _encoder(p, source)
    memory, mask = np.stack(h[1:], 1), source != PAD
    inputs = np.concatenate([np.full((len(target), 1), BOS), target], axis=1)[:, :-1]
    states = _decoder_states(p, inputs, h[-1])
    q = np.stack(states[1:], 1)
    keys = memory @ p["w"].T
    alpha = _softmax(np.where(mask[:, None], q @ keys.swapaxes(1, 2), -np.inf))
    features = np.concatenate([q, alpha @ memory], axis=2)
    prob = _softmax(features @ p["o"])
    logits = features @ p["o"]
    lse = np.logaddexp.reduce(logits, axis=2)
    on = target != PAD
    picked = np.take_along_axis(logits, target[..., None], axis=2)[..., 0]
    loss = (lse - picked)[on].mean()

    delta = (prob - np.eye(prob.shape[2])[target]) * on[..., None] / on.sum()
    width = q.shape[2]
    g = {"o": np.einsum("btf,btv->fv", features, delta)}
    d_features = delta @ p["o"].T
    dq, dc = d_features[..., :width], d_features[..., width:]
    da = dc @ memory.swapaxes(1, 2)
    ds = alpha * (da - (alpha * da).sum(-1, keepdims=True))
    dq = dq + ds @ keys
    d_keys = ds.swapaxes(1, 2) @ q
    d_memory = alpha.swapaxes(1, 2) @ dc + d_keys @ p["w"]
    g["w"] = np.einsum("bsd,bse->de", d_keys, memory)
    g["f"], g["v"], carry = np.zeros_like(p["f"]), np.zeros_like(p["v"]), 0.0
    for t in range(inputs.shape[1] - 1, -1, -1):
        z = (dq[:, t] + carry) * (1 - q[:, t] ** 2)
        g["f"] += hot_in[inputs[:, t]].T @ z
        g["v"] += states[t].T @ z
        carry = z @ p["v"].T
    g["e"], g["u"] = np.zeros_like(p["e"]), np.zeros_like(p["u"])
    for j in range(source.shape[1] - 1, -1, -1):
        carry = carry + d_memory[:, j]
        live = mask[:, j, None]
        z = np.where(live, carry * (1 - memory[:, j] ** 2), 0)
        g["e"] += np.eye(len(p["e"]))[source[:, j]].T @ z
        g["u"] += h[j].T @ z
        carry = np.where(live, z @ p["u"].T, carry)
    return loss, g


def greedy_decode(p, source, steps):
    h = _encoder(p, source)
    memory, state = np.stack(h[1:], 1), h[-1]
    out = np.full((len(source), steps + 1), BOS)
    for t in range(steps):
        state = np.tanh(p["f"][out[:, t]] + state @ p["v"])
        context = attend(state, memory, source != PAD, p["w"])[0]
        out[:, t + 1] = np.argmax(np.hstack([state, context]) @ p["o"], axis=1)
    return out[:, 1:]
