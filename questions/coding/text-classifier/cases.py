"""Cases of text-classifier; the oracle cuts the padding off and reads one text at a time."""

import numpy as np
from comparing import Difference, case, compare

ENTRY = "features"
ACCURACY = 0.95
TRUTH = {}  # query texts -> their classes: no argument, so that no solution can read them


def cases(rng):
    def weights(words, longest, d, f):
        shapes = {"token": (words, d), "position": (longest, d), "wq": (d, d), "wk": (d, d), "wv": (d, d), "wo": (d, d)}
        shapes |= {"w1": (d, f), "w2": (f, d)}
        return {name: rng.normal(size=shape) / (shape[0] ** 0.5 if name[0] == "w" else 1) for name, shape in shapes.items()}

    def texts(lengths, longest, words=11):
        ids = rng.integers(1, words, size=(len(lengths), longest))
        return np.where(np.arange(longest) < np.array(lengths)[:, None], ids, 0)

    hostile = rng.normal(size=(2, 4, 3))
    hostile[0, 2:], hostile[1, 3, 1] = np.inf, np.nan
    gaps = texts([6, 6], 6)
    gaps[0, [0, 1, 4]] = gaps[1, 0] = 0
    params = weights(11, 7, 6, 5)
    short = texts([3, 4, 1], 4)
    encoder = weights(WORDS, 15, 48, 64)
    encoder |= {"position": encoder["position"] * 0.1, "wo": encoder["wo"] * 0.5, "w2": encoder["w2"] * 0.5}
    ids, labels = keywords(rng, 400, 12)
    queries, truth = keywords(rng, 200, 15)
    TRUTH[queries.tobytes()] = truth
    blank = texts([2, 5, 0], 5)
    TRUTH[blank.tobytes()] = np.zeros(3, int)
    return [
        case(
            "池化：长短不一", "pooling: texts of unequal length",
            call="masked_mean", x=rng.normal(size=(3, 5, 4)) + 1, mask=texts([2, 5, 1], 5) > 0,
        ),
        case(
            "池化：一条全是填充", "pooling: one text of padding only",
            call="masked_mean", x=rng.normal(size=(3, 4, 2)), mask=texts([0, 3, 4], 4) > 0,
        ),
        case(
            "池化：填充处是 inf 和 NaN", "pooling: inf and NaN at padded positions",
            call="masked_mean", x=hostile, mask=np.array([[True, True, False, False], [True, True, True, False]]),
        ),
        case("编码：没有填充", "features: no padding", ids=texts([4, 4], 4), params=weights(11, 4, 6, 7), heads=3),
        case("编码：右侧有填充", "features: padding on the right", ids=short, params=params, heads=2),
        case(
            "编码：同样的文本，填充更长", "features: the same texts with longer padding",
            ids=np.pad(short, ((0, 0), (0, 3))), params=params, heads=2,
        ),
        case("编码：填充在左侧和中间", "features: padding on the left and inside", ids=gaps, params=weights(11, 8, 8, 5), heads=2),
        case("编码：一条全是填充", "features: one text of padding only", ids=texts([2, 0, 3], 3), params=weights(11, 5, 4, 6), heads=1),
        case(
            "分类头：损失与梯度", "head: loss and gradients",
            call="head_gradients", inputs=rng.normal(size=(5, 4)), labels=rng.permutation([0, 2, 1, 2, 2]),
            w=rng.normal(size=(4, 3)), b=rng.normal(size=3),
        ),
        case(
            "分类头：logits 很大", "head: large logits",
            call="head_gradients", inputs=rng.normal(size=(4, 3)) + np.array([[0.0, 0, 0], [9, 0, 0], [400, 0, 0], [-400, 0, 0]]),
            labels=np.array([1, 0, 3, 2]), w=rng.normal(size=(3, 4)) + np.array([[3.0], [0], [0]]), b=np.array([1500.0, 0, -900, 300]),
        ),
        case(
            "训练分类头：3 步", "fit: three steps",
            call="fit", inputs=rng.normal(size=(6, 3)), labels=rng.permutation([0, 1, 1, 3, 0, 2]), classes=5, steps=3, lr=0.7,
        ),
        case(
            "没有训练，得分全部并列：取编号小的", "no step of training, all scores equal: the smaller class",
            call="classify", ids=short, labels=np.array([1, 2, 1]), queries=blank,
            params=params, heads=2, classes=3, steps=0, lr=0.5,
        ),
        case(
            "关键词任务：准确率至少 0.95", "keyword task: accuracy of at least 0.95",
            call="classify", trained=True, ids=ids, labels=labels, queries=queries,
            params=encoder, heads=4, classes=3, steps=400, lr=2.0,
        ),
    ]  # fmt: skip


WORDS = 25  # 1 to 12 are keywords, four a class; 13 to 24 say nothing


def keywords(rng, count, longest):
    """Return texts of 4 to 10 words with one keyword, padded on the right, and their classes."""
    labels = rng.integers(0, 3, size=count)
    lengths = rng.integers(4, 11, size=count)
    ids = np.where(np.arange(longest) < lengths[:, None], rng.integers(13, WORDS, size=(count, longest)), 0)
    ids[np.arange(count), rng.integers(0, lengths)] = 1 + 4 * labels + rng.integers(0, 4, size=count)
    return ids, labels


def oracle(case):
    args = case.args
    if case.call == "masked_mean":
        x, mask = args["x"], args["mask"]
        return np.array([row[seen].sum(axis=0) / max(seen.sum(), 1) for row, seen in zip(x, mask)])
    if case.call == "features":
        return np.array([represent(row, args["params"], args["heads"]) for row in args["ids"]])
    if case.call == "head_gradients":
        return slopes(args["inputs"], args["labels"], args["w"], args["b"])
    if case.call == "classify":
        return TRUTH[args["queries"].tobytes()]
    w, b = np.zeros((args["inputs"].shape[1], args["classes"])), np.zeros(args["classes"])
    for _ in range(args["steps"]):
        _, dw, db = slopes(args["inputs"], args["labels"], w, b)
        w, b = w - args["lr"] * dw, b - args["lr"] * db
    return w, b


def check(case, got, want):
    if case.call != "classify":
        return compare(got, want)
    if not isinstance(got, np.ndarray) or got.shape != want.shape or got.dtype.kind not in "iu":
        return compare(got, want)
    right = float((got == want).mean())
    if right >= ACCURACY:
        return None
    return Difference(
        f"准确率是 {right:.3f}，至少应为 {ACCURACY}",
        f"the accuracy is {right:.3f}; at least {ACCURACY} is asked for",
        expected=f">= {ACCURACY}", got=f"{right:.3f}",
    )  # fmt: skip


def represent(row, params, heads):
    """The vector of one text without its padding."""
    places = np.flatnonzero(row)
    width = params["token"].shape[1]
    if not len(places):
        return np.zeros(width)
    x = np.array([params["token"][row[place]] + params["position"][place] for place in places])
    before, size = normal(x), width // heads
    for h in range(heads):
        mine = slice(h * size, (h + 1) * size)
        q, k, v = (before @ params[name][:, mine] for name in ("wq", "wk", "wv"))
        for t, query in enumerate(q):
            scores = np.array([key @ query for key in k]) / size**0.5
            share = np.exp(scores - np.logaddexp.reduce(scores))
            x[t] += share @ v @ params["wo"][mine]
    hidden = normal(x) @ params["w1"]
    return normal(x + (hidden * (hidden > 0)) @ params["w2"]).sum(axis=0) / len(places)


def normal(x):
    return np.array([(row - row.mean()) / (row.var() + 1e-5) ** 0.5 for row in x])


def slopes(inputs, labels, w, b):
    """Loss and gradients of the head, sample by sample and class by class."""
    loss, dw, db = 0.0, np.zeros(w.shape), np.zeros(b.shape)
    for x, label in zip(inputs, labels):
        logits = [float(x @ column + one) for column, one in zip(w.T, b)]
        total = np.logaddexp.reduce(logits)
        loss += (total - logits[label]) / len(labels)
        for k, logit in enumerate(logits):
            rate = (np.exp(logit - total) - (k == label)) / len(labels)
            dw[:, k] += rate * x
            db[k] += rate
    return loss, dw, db
