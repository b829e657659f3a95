"""Cases of auc; the oracle counts pairs."""

import numpy as np
from comparing import case

ENTRY = "auc"
RTOL = 1e-9


def cases(rng):
    def drawn(size, positives, levels=0):
        labels = np.zeros(size, dtype=int)
        labels[rng.permutation(size)[:positives]] = 1
        scores = rng.normal(size=size) + 0.7 * labels
        return {"labels": labels, "scores": np.round(scores * levels) if levels else scores}

    def grouped(sizes, positives, levels=0):
        parts = [drawn(size, count, levels) for size, count in zip(sizes, positives)]
        order = rng.permutation(sum(sizes))
        names = np.repeat(rng.permutation(90)[: len(sizes)] - 20, sizes)  # neither in order nor from 0
        return {
            "labels": np.concatenate([part["labels"] for part in parts])[order],
            "scores": np.concatenate([part["scores"] + 2 * rng.normal() for part in parts])[order],
            "groups": names[order],
        }

    close = drawn(40, 15)
    close["scores"] = 1e6 + 1e-6 * rng.permutation(40)
    closer = drawn(40, 15)
    closer["scores"] = 0.5 + 1e-13 * rng.permutation(40)  # float64 tells them apart: around 0.5 its step is 1.1e-16
    return [
        case("没有并列", "no ties", **drawn(25, 9)),
        case("很多并列", "many ties", **drawn(60, 25, levels=1)),
        case("分数全部相同", "all scores equal", labels=np.array([0, 1, 1, 0, 1]), scores=np.full(5, 0.3)),
        case("完全排反", "ranked the wrong way round", labels=np.array([1, 1, 0, 0, 0]), scores=np.array([-3.0, 0, 0.5, 2, 8])),
        case("正样本很少", "few positives", **drawn(200, 3, levels=5)),
        case("只有一类", "one class only", labels=np.ones(4, dtype=int), scores=rng.normal(size=4)),
        case("分数相差极小", "scores very close together", **close),
        case("分数相差 1e-13", "scores 1e-13 apart", **closer),
        case("3000 个样本", "3000 samples", **drawn(3000, 400, levels=20)),
        case("GAUC：四组", "GAUC of four groups", call="gauc", **grouped([5, 12, 8, 3], [2, 5, 1, 2])),
        case("GAUC：有只含一类的组", "GAUC with groups of one class", call="gauc", **grouped([4, 9, 6, 5], [0, 4, 6, 2], levels=2)),
        case("GAUC：每组都只有一类", "GAUC of groups of one class only", call="gauc", **grouped([3, 4], [0, 4])),
    ]


def pairs(labels, scores):
    positive, negative = scores[labels == 1], scores[labels == 0]
    if not len(positive) or not len(negative):
        return float("nan")
    won = sum(np.sum(score > negative) + np.sum(score == negative) / 2 for score in positive)
    return float(won / (len(positive) * len(negative)))


def oracle(case):
    given = case.args
    if case.call == "auc":
        return pairs(**given)
    labels, scores, groups = (given[name] for name in ("labels", "scores", "groups"))
    found = [(pairs(labels[groups == one], scores[groups == one]), int(np.sum(groups == one))) for one in sorted(set(groups.tolist()))]
    found = [(value, size) for value, size in found if value == value]
    return sum(value * size for value, size in found) / sum(size for _, size in found) if found else float("nan")
