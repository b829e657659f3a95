"""Cases of hybrid-recommender; the oracle goes pair by pair, without arrays."""

from math import inf, sqrt

import numpy as np
from comparing import case, compare

ENTRY = "recommend"


def cases(rng):
    def ratings(users, items, share=0.5):
        drawn = rng.integers(1, 6, (users, items)) * (rng.uniform(size=(users, items)) < share)
        for user in range(users):  # every user has seen something, and not everything
            drawn[user, rng.permutation(items)[:2]] = [rng.integers(1, 6), 0]
        return drawn.astype(float)

    def world(users, items, width, share=0.5):
        return {"ratings": ratings(users, items, share), "features": rng.uniform(0, 0.5, (items, width))}

    lonely = ratings(5, 6)
    lonely[:, 2], lonely[3] = 0, 0  # an item nobody rated, a user who rated nothing
    twins = np.array([[5.0, 3, 0, 0], [5, 3, 2, 0], [5, 3, 0, 2], [5, 3, 0, 2]])
    plain = world(4, 7, 3)
    plain["features"][[1, 4]] = 0
    cold = world(9, 40, 3, 0.4)
    cold["ratings"][2] = 0
    tied = world(4, 6, 2)
    tied["ratings"][0] = [0, 0, 4, 0, 0, 0]
    tied["features"] = np.array([[0, 1.0], [1, 2e-5], [1, 0], [1, 0], [2, 0], [0, 0]])
    finished = world(4, 5, 3)
    finished["ratings"][1] = [4, 1, 5, 2, 3]
    unlike = world(4, 6, 3)
    unlike["ratings"][0] = [5, 4, 0, 0, 0, 0]
    unlike["ratings"][1:, :2], unlike["ratings"][1:, 2:] = 0, np.array([[3, 0, 4, 1], [0, 2, 4, 0], [5, 1, 0, 0]])
    blended = world(8, 12, 5, 0.4)  # of a user whose best item by content is one already seen
    blended["ratings"][4] = [5, 1, *[0] * 10]
    blended["features"][0] = [3, 0, 0, 0, 0]
    return [
        case("用户协同过滤，k = 2", "user-based, k = 2", call="user_cf", ratings=ratings(6, 9, 0.6), user=1, k=2),
        case("k 比其他用户多", "k beyond the other users", call="user_cf", ratings=ratings(4, 6), user=3, k=10),
        case("邻居并列时取编号小的", "tied neighbours: the lower number", call="user_cf", ratings=twins, user=0, k=1),
        case("有用户没评过分", "a user without ratings among the others", call="user_cf", ratings=lonely, user=3, k=3),
        case("物品协同过滤", "item-based", call="item_cf", ratings=ratings(7, 5, 0.6), user=2),
        case("没人评过的物品", "an item that nobody rated", call="item_cf", ratings=lonely, user=0),
        case("基于内容", "content-based", call="content", user=0, **world(3, 8, 4)),
        case("特征全零的物品", "items without features", call="content", user=2, **plain),
        case("三路混合的分数", "blended scores", call="blend", user=4, k=3, weights=np.array([0.5, 0.3, 0.4]), **blended),
        case("只推荐没看过的", "unseen items only, fewer than asked", user=1, k=2, weights=np.array([1.0, 1.0, 1.0]), top=20,
             **world(5, 9, 3)),
        case("并列时编号小的在前", "ties: the lower number first", user=0, k=2, weights=np.array([0.0, 0.0, 1.0]), top=5, **tied),
        case("新用户按热度", "cold user: by popularity", user=2, k=2, weights=np.array([0.2, 0.3, 0.5]), top=30, **cold),
        case("全都看过", "everything is seen", user=1, k=2, weights=np.array([1.0, 1.0, 1.0]), top=3, **finished),
        case("没有相似的人和物", "nobody and nothing alike", call="blend", user=0, k=2, weights=np.array([0.6, 0.2, 0.7]), **unlike),
    ]  # fmt: skip


def cosine(a, b):
    top, left, right = (sum(x * y for x, y in zip(p, q)) for p, q in ((a, b), (a, a), (b, b)))
    return top / sqrt(left * right) if left * right else 0.0


def mean_of(pairs):
    weight = sum(similarity for similarity, _ in pairs)
    return sum(similarity * rating for similarity, rating in pairs) / weight if weight > 0 else 0.0


def user_scores(ratings, user, k):
    others = [(-round(cosine(ratings[user], row), 9), other) for other, row in enumerate(ratings) if other != user]
    near = [(cosine(ratings[user], ratings[other]), ratings[other]) for _, other in sorted(others)[:k]]
    return [mean_of([(alike, row[item]) for alike, row in near if row[item] > 0]) for item in range(len(ratings[0]))]


def item_scores(ratings, user):
    columns, mine = list(zip(*ratings)), ratings[user]
    return [
        mean_of([(cosine(columns[i], columns[j]), mine[j]) for j in range(len(mine)) if mine[j] > 0 and j != i])
        for i in range(len(mine))
    ]


def content_scores(ratings, features, user):
    profile = [sum(rating * row[f] for rating, row in zip(ratings[user], features)) for f in range(len(features[0]))]
    return [cosine(profile, row) for row in features]


def oracle(case):
    given = {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in case.args.items()}
    ratings, user = given["ratings"], given["user"]
    if case.call == "user_cf":
        return np.array(user_scores(**given))
    if case.call == "item_cf":
        return np.array(item_scores(**given))
    if case.call == "content":
        return np.array(content_scores(**given))
    unseen = [item for item, rating in enumerate(ratings[user]) if not rating]
    score = [-inf] * len(ratings[user])
    if not any(ratings[user]):
        score = [float(sum(row[item] > 0 for row in ratings)) for item in unseen]
    else:
        parts = user_scores(ratings, user, given["k"]), item_scores(ratings, user)
        parts = *parts, content_scores(ratings, given["features"], user)
        largest = [max((part[item] for item in unseen), default=0) or 1 for part in parts]
        for item in unseen:
            score[item] = sum(weight * part[item] / most for weight, part, most in zip(given["weights"], parts, largest))
    if case.call == "blend":
        return np.array(score)
    return np.array(sorted(unseen, key=lambda item: (-round(score[item], 9), item))[: given["top"]], dtype=int)


def check(case, got, want):
    if case.call in ("", ENTRY) and isinstance(got, (list, tuple)):
        got = np.array(got, dtype=None if got else int)
    return compare(got, want)
