"""Cases of lora-linear; the oracle sums products one by one, and differentiates by differences.

The output is linear in each of a, b and x, so that a difference with step 1 is the derivative itself.
"""

import numpy as np
from comparing import case

ENTRY = "lora_linear"


def cases(rng):
    def layer(lead, inputs, outputs, rank, alpha, bias=False, dropout=0.0, backward=False):
        args = {
            "x": rng.normal(size=(*lead, inputs)),
            "weight": rng.normal(size=(outputs, inputs)),
            "a": rng.normal(size=(rank, inputs)),
            "b": rng.normal(size=(outputs, rank)),
            "alpha": alpha,
        }
        if bias:
            args["bias"] = rng.normal(size=outputs)
        if dropout:
            # some kept and some dropped in every row, whatever the seed
            order = rng.permuted(np.broadcast_to(np.arange(inputs), (*lead, inputs)), axis=-1)
            args["dropout"] = np.where(order < round(dropout * inputs), 0.0, 1 / (1 - dropout))
        if backward:
            args["grad"] = rng.normal(size=(*lead, outputs))
        return args

    def weights(inputs, outputs, rank, alpha):
        args = layer((1,), inputs, outputs, rank, alpha)
        del args["x"]
        return args

    fresh = layer((4,), 6, 3, 2, 4.0, bias=True)
    fresh["b"] = np.zeros((3, 2))
    start = layer((4,), 6, 3, 2, 16.0, backward=True)
    start["b"] = np.zeros((3, 2))
    return [
        case("一批序列，有偏置", "a batch of sequences, with a bias", **layer((2, 3), 5, 7, 2, 8.0, bias=True)),
        case("alpha 小于秩", "alpha below the rank", **layer((4,), 6, 5, 3, 2.0)),
        case("B 为 0 时等于原来的层", "with B = 0 it is the frozen layer", **fresh),
        case("方阵权重", "square weight", **layer((3,), 4, 4, 2, 6.0, bias=True)),
        case("单个向量，秩 1", "a single vector, rank 1", **layer((), 5, 3, 1, 4.0)),
        case("dropout 只作用于低秩支路", "dropout acts on the low-rank branch only",
             **layer((2, 3), 8, 5, 3, 12.0, bias=True, dropout=0.25)),
        case("并入权重", "merging", call="merge_lora", **weights(5, 7, 2, 8.0)),
        case("并入方阵", "merging into a square weight", call="merge_lora", **weights(4, 4, 3, 2.0)),
        case("一批序列的梯度", "gradients of a batch of sequences",
             call="lora_grads", **layer((2, 3), 5, 7, 2, 8.0, backward=True)),
        case("有 dropout 的梯度", "gradients with dropout",
             call="lora_grads", **layer((3,), 8, 4, 3, 2.0, dropout=0.5, backward=True)),
        case("训练开始时（B = 0）的梯度", "gradients at the start, with B = 0", call="lora_grads", **start),
    ]


def _forward(x, weight, a, b, alpha, bias=None, dropout=None):
    outputs, inputs = weight.shape
    rank = a.shape[0]
    out = np.zeros((*x.shape[:-1], outputs))
    for place in np.ndindex(out.shape):
        *lead, o = place
        row = x[tuple(lead)]
        masked = row if dropout is None else row * dropout[tuple(lead)]
        total = 0.0 if bias is None else bias[o]
        for i in range(inputs):
            total += weight[o, i] * row[i]
            for r in range(rank):
                total += alpha / rank * b[o, r] * a[r, i] * masked[i]
        out[place] = total
    return out


def oracle(case):
    args = case.args
    if case.call == "lora_linear":
        return _forward(**args)
    if case.call == "merge_lora":
        # the weight of a layer is what it does to the unit vectors
        return _forward(np.eye(args["weight"].shape[1]), **args).T
    args = dict(args)
    grad = args.pop("grad")
    base, found = _forward(**args), {}
    for name in ("a", "b", "x"):
        found[name] = np.zeros(args[name].shape)
        for place in np.ndindex(args[name].shape):
            moved = args[name].copy()
            moved[place] += 1
            found[name][place] = ((_forward(**{**args, name: moved}) - base) * grad).sum()
    return found
