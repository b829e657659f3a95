import numpy as np


def _unit(a):
    n = np.sqrt(np.einsum("ij,ij->i", a, a))
    return np.divide(a, n[:, None], out=np.zeros_like(a), where=n[:, None] > 0)


def _ratio(a, b):
    return np.divide(a, b, out=np.zeros(len(a)), where=b > 0)


def _order(s):
    return np.lexsort((np.arange(len(s)), -np.round(s, 9)))


def user_cf(ratings, user, k):
    unit = _unit(ratings)
    others = np.delete(np.arange(len(ratings)), user)
    sim = unit[others] @ unit[user]
    pick = _order(sim)[:k]
    near, sim = ratings[others[pick]], sim[pick]
    return _ratio((sim[:, None] * near).sum(0), (sim[:, None] * (near != 0)).sum(0))


def item_cf(ratings, user):
    unit = _unit(np.ascontiguousarray(ratings.T))
    sim = unit @ unit.T
    sim -= np.diag(np.diag(sim))
    seen = np.flatnonzero(ratings[user])
    return _ratio(sim[:, seen] @ ratings[user, seen], sim[:, seen].sum(1))


def content(ratings, features, user):
    return _unit(features) @ _unit((ratings[user] @ features)[None])[0]


def blend(ratings, features, user, k, weights):
    if not np.any(ratings[user]):
        return np.count_nonzero(ratings, axis=0).astype(float)
    seen = ratings[user] != 0
    parts = np.stack([user_cf(ratings, user, k), item_cf(ratings, user), content(ratings, features, user)])
    parts[:, seen] = 0
    best = parts.max(axis=1, keepdims=True)
    out = np.asarray(weights) @ (parts / np.where(best > 0, best, 1))
    out[seen] = -np.inf
    return out


def recommend(ratings, features, user, k, weights, top):
    items = np.where(ratings[user] == 0)[0]
    return items[_order(blend(ratings, features, user, k, weights)[items])[:top]]
