import numpy as np

PAD, BOS = 0, 1


class T:
    """A batch of values on a tape."""

    def __init__(self, a, *parents):
        self.a, self.parents, self.g = a, parents, 0

    def __add__(self, o):
        return T(self.a + o.a, (self, lambda g: g), (o, lambda g: g))

    def __matmul__(self, o):
        return T(self.a @ o.a, (self, lambda g: g @ o.a.T), (o, lambda g: self.a.T @ g))

    def tanh(self):
        y = np.tanh(self.a)
        return T(y, (self, lambda g: g * (1 - y * y)))

    def rows(self, index):
        hot = np.eye(len(self.a))[index]
        return T(self.a[index], (self, lambda g: hot.T @ g))

    def choose(self, keep, other):
        return T(np.where(keep, self.a, other.a), (self, lambda g: g * keep), (other, lambda g: g * ~keep))


def join(a, b):
    n = a.a.shape[1]
    return T(np.hstack([a.a, b.a]), (a, lambda g: g[:, :n]), (b, lambda g: g[:, n:]))


def _focus(query, memory, mask):
    stack = np.stack([h.a for h in memory], 1)
    s = np.matmul(stack, query.a[:, :, None])[:, :, 0]
    s[~mask] = -np.inf
    e = np.exp(s - s.max(1)[:, None])
    alpha = e / e.sum(1)[:, None]

    def slope(g):
        u = np.matmul(stack, g[:, :, None])[:, :, 0]
        return alpha * (u - np.einsum("bs,bs->b", alpha, u)[:, None])

    parents = [(query, lambda g: np.einsum("bs,bse->be", slope(g), stack))]
    for j, h in enumerate(memory):
        parents.append((h, lambda g, j=j: alpha[:, j, None] * g + slope(g)[:, j, None] * query.a))
    return T(np.einsum("bs,bse->be", alpha, stack), *parents), alpha


def attend(state, memory, mask, w):
    context, alpha = _focus(T(state) @ T(w), [T(h) for h in memory.swapaxes(0, 1)], mask)
    return context.a, alpha


def _encode(q, source):
    h, memory = T(np.zeros((len(source), len(q["u"].a)))), []
    for j in range(source.shape[1]):
        h = (q["e"].rows(source[:, j]) + h @ q["u"]).tanh().choose(source[:, j, None] != PAD, h)
        memory.append(h)
    return memory


def _step(q, token, state, memory, mask):
    state = (q["f"].rows(token) + state @ q["v"]).tanh()
    return state, join(state, _focus(state @ q["w"], memory, mask)[0]) @ q["o"]


def _back(ends):
    order, seen = [], set()
    stack = [(t, False) for t, _ in ends]
    while stack:
        t, done = stack.pop()
        if done:
            order.append(t)
        elif id(t) not in seen:
            seen.add(id(t))
            stack.append((t, True))
            stack.extend((parent, False) for parent, _ in t.parents)
    for t, g in ends:
        t.g = t.g + g
    for t in reversed(order):
        for parent, rule in t.parents:
            parent.g = parent.g + rule(t.g)


def loss_and_grads(p, source, target):
    q = {k: T(a) for k, a in p.items()}
    memory = _encode(q, source)
    state, token, total, ends = memory[-1], np.full(len(source), BOS), 0.0, []
    n = np.count_nonzero(target)
    for t in range(target.shape[1]):
        state, logits = _step(q, token, state, memory, source != PAD)
        token = target[:, t]
        top = logits.a.max(1, keepdims=True)
        e = np.exp(logits.a - top)
        hot, on = np.eye(e.shape[1])[token], (token != PAD)[:, None]
        total += (on[:, 0] * (np.log(e.sum(1)) + top[:, 0] - (logits.a * hot).sum(1))).sum() / n
        ends.append((logits, on * (e / e.sum(1, keepdims=True) - hot) / n))
    _back(ends)
    return total, {k: v.g + np.zeros_like(v.a) for k, v in q.items()}


def greedy_decode(p, source, steps):
    q = {k: T(a) for k, a in p.items()}
    memory = _encode(q, source)
    state, words = memory[-1], [np.full(len(source), BOS)]
    for _ in range(steps):
        state, logits = _step(q, words[-1], state, memory, source != PAD)
        words.append(np.argmax(logits.a, axis=1))
    return np.array(words[1:]).T
