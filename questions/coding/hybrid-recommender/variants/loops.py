import math

import numpy as np


def _cos(a, b):
    d = math.sqrt(float(a @ a)) * math.sqrt(float(b @ b))
    return float(a @ b) / d if d else 0.0


def user_cf(ratings, user, k):
    sims = [(v, _cos(ratings[user], ratings[v])) for v in range(len(ratings)) if v != user]
    sims.sort(key=lambda p: (-round(p[1], 9), p[0]))
    out = np.zeros(ratings.shape[1])
    for i in range(len(out)):
        num = den = 0.0
        for v, s in sims[:k]:
            if ratings[v, i]:
                num += s * ratings[v, i]
                den += s
        if den:
            out[i] = num / den
    return out


def item_cf(ratings, user):
    out = np.zeros(ratings.shape[1])
    seen = np.nonzero(ratings[user])[0]
    for i in range(len(out)):
        num = den = 0.0
        for j in seen:
            if j != i:
                s = _cos(ratings[:, i], ratings[:, j])
                num += s * ratings[user, j]
                den += s
        out[i] = num / den if den else 0.0
    return out


def content(ratings, features, user):
    profile = sum(r * f for r, f in zip(ratings[user], features))
    return np.array([_cos(profile, f) for f in features])


def blend(ratings, features, user, k, weights):
    if not ratings[user].any():
        return np.array([float(np.count_nonzero(column)) for column in ratings.T])
    unseen = [i for i in range(ratings.shape[1]) if ratings[user, i] == 0]
    score = np.full(ratings.shape[1], -np.inf)
    score[unseen] = 0
    for w, s in zip(weights, (user_cf(ratings, user, k), item_cf(ratings, user), content(ratings, features, user))):
        m = max((s[i] for i in unseen), default=0)
        for i in unseen:
            score[i] += w * s[i] / m if m > 0 else 0
    return score


def recommend(ratings, features, user, k, weights, top):
    score = blend(ratings, features, user, k, weights)
    unseen = [i for i in range(ratings.shape[1]) if ratings[user, i] == 0]
    return sorted(unseen, key=lambda i: (-round(float(score[i]), 9), i))[:top]
