# reason.zh: 只有解码器词嵌入的梯度累加对了；编码器的用 +=，批内重复的词元只算了一次
# reason.en: adds to the encoder's embedding gradient with `+=`, which counts a repeated token once; the decoder's is right
# caught_by: loss and gradients, repeated tokens
import numpy as np

PAD, BOS = 0, 1


def attend(state, memory, mask, w):
    scores = np.einsum("be,bse->bs", state @ w, memory)
    scores = np.where(mask, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    return np.einsum("bs,bse->be", weights, memory), weights


def _encode(p, source):
    h, memory = np.zeros((len(source), len(p["u"]))), []
    for token in source.T:
        new = np.tanh(p["e"][token] + h @ p["u"])
        h = np.where(token[:, None] != PAD, new, h)
        memory.append(h)
    return np.stack(memory, axis=1)


def _step(p, token, state, memory, mask):
    state = np.tanh(p["f"][token] + state @ p["v"])
    context, weights = attend(state, memory, mask, p["w"])
    features = np.concatenate([state, context], axis=1)
    return state, weights, features, features @ p["o"]


def loss_and_grads(p, source, target):
    rows, width, mask, known = np.arange(len(source)), len(p["u"]), source != PAD, target != PAD
    memory = _encode(p, source)
    inputs = np.full_like(target, BOS)
    inputs[:, 1:] = target[:, :-1]
    states, kept, loss = [memory[:, -1]], [], 0
    for t in range(target.shape[1]):
        state, weights, features, logits = _step(p, inputs[:, t], states[-1], memory, mask)
        log_p = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
        loss -= (log_p[rows, target[:, t]] * known[:, t]).sum() / known.sum()
        d_logits = np.exp(log_p)
        d_logits[rows, target[:, t]] -= 1
        states.append(state)
        kept.append((weights, features, d_logits * known[:, t, None] / known.sum()))

    grads = {name: np.zeros_like(value) for name, value in p.items()}
    d_memory, d_state = np.zeros_like(memory), 0
    for t in reversed(range(target.shape[1])):
        weights, features, d_logits = kept[t]
        grads["o"] += features.T @ d_logits
        d_features = d_logits @ p["o"].T
        d_context = d_features[:, width:]
        d_weights = np.einsum("be,bse->bs", d_context, memory)
        d_scores = weights * (d_weights - (weights * d_weights).sum(axis=1, keepdims=True))
        pulled = np.einsum("bs,bse->be", d_scores, memory)
        state = states[t + 1]
        grads["w"] += state.T @ pulled
        d_memory += (
            weights[:, :, None] * d_context[:, None] + d_scores[:, :, None] * (state @ p["w"])[:, None]
        )
        d_z = (d_state + d_features[:, :width] + pulled @ p["w"].T) * (1 - state**2)
        np.add.at(grads["f"], inputs[:, t], d_z)
        grads["v"] += states[t].T @ d_z
        d_state = d_z @ p["v"].T
    for s in reversed(range(source.shape[1])):
        d_state = d_state + d_memory[:, s]
        real = mask[:, s, None]
        d_z = d_state * real * (1 - memory[:, s] ** 2)
        grads["e"][source[:, s]] += d_z
        if s:
            grads["u"] += memory[:, s - 1].T @ d_z
        d_state = d_z @ p["u"].T + d_state * ~real
    return loss, grads


def greedy_decode(p, source, steps):
    memory = _encode(p, source)
    state, token, out = memory[:, -1], np.full(len(source), BOS), []
    for _ in range(steps):
        state, _, _, logits = _step(p, token, state, memory, source != PAD)
        token = logits.argmax(axis=1)
        out.append(token)
    return np.stack(out, axis=1)
