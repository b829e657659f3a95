"""Cases of conv2d; the oracle sums products output by output, and differentiates by differences.

The output is linear in each of x, w and b, so that a difference with step 1 is the derivative itself.
"""

import numpy as np
from comparing import case

ENTRY = "conv2d"


def cases(rng):
    def layer(x, w, bias=True, **settings):
        args = {"x": rng.normal(size=x), "w": rng.normal(size=w), **settings}
        if bias:
            args["b"] = rng.normal(size=w[0])
        return args

    def backward(x, w, **settings):
        args = layer(x, w, bias=False, **settings)
        return {**args, "dout": rng.normal(size=_forward(**args).shape)}

    return [
        case("长方形的图和核", "an oblong image and kernel", **layer((2, 3, 6, 8), (4, 3, 3, 2))),
        case("没有偏置，方核", "square kernel, no bias", **layer((1, 2, 5, 7), (3, 2, 3, 3), bias=False)),
        case("步长 2，除不尽的部分舍去", "stride 2, the remainder left out",
             **layer((2, 2, 6, 9), (3, 2, 3, 2), stride=2)),
        case("补零", "zero padding", **layer((1, 2, 4, 5), (3, 2, 3, 3), padding=2)),
        case("空洞卷积", "dilation", **layer((2, 2, 7, 9), (3, 2, 2, 3), dilation=3)),
        case("分两组", "two groups", **layer((2, 4, 5, 6), (6, 2, 2, 3), groups=2)),
        case("逐通道卷积", "depthwise", **layer((1, 3, 5, 4), (6, 1, 3, 2), groups=3, padding=1)),
        case("1×1 的核", "a 1 × 1 kernel", **layer((2, 5, 4, 3), (2, 5, 1, 1))),
        case("核与图一样大", "a kernel as large as the image", **layer((2, 3, 4, 5), (2, 3, 4, 5))),
        case("全部选项一起", "all options together",
             **layer((2, 4, 9, 10), (2, 2, 3, 2), stride=3, padding=1, dilation=2, groups=2)),
        case("梯度：步长 1", "gradients: stride 1",
             call="conv2d_backward", **backward((2, 3, 4, 5), (2, 3, 2, 3))),
        case("梯度：步长 2，补零，有舍去的边", "gradients: stride 2, padding, pixels left out",
             call="conv2d_backward", **backward((2, 2, 5, 6), (3, 2, 3, 2), stride=2, padding=1)),
        case("梯度：步长大于核", "gradients: a stride beyond the kernel",
             call="conv2d_backward", **backward((1, 2, 6, 5), (2, 2, 2, 1), stride=3)),
    ]


def _forward(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    batch, channels, height, width = x.shape
    filters, depth, rows, columns = w.shape

    def starts(size, kernel):
        reach = dilation * (kernel - 1)
        return [start for start in range(-padding, size + padding, stride) if start + reach < size + padding]

    tops, lefts = starts(height, rows), starts(width, columns)
    out = np.zeros((batch, filters, len(tops), len(lefts)))
    for f in range(filters):
        first = f // (filters // groups) * depth
        for (p, top), (q, left) in ((a, b) for a in enumerate(tops) for b in enumerate(lefts)):
            for i, j in np.ndindex(rows, columns):
                row, column = top + i * dilation, left + j * dilation
                if 0 <= row < height and 0 <= column < width:
                    out[:, f, p, q] += x[:, first : first + depth, row, column] @ w[f, :, i, j]
            if b is not None:
                out[:, f, p, q] += b[f]
    return out


def oracle(case):
    args = dict(case.args)
    if case.call == "conv2d":
        return _forward(**args)
    dout = args.pop("dout")
    args["b"] = np.zeros(len(args["w"]))
    base, found = _forward(**args), {}
    for name in ("x", "w", "b"):
        found[name] = np.zeros(args[name].shape)
        for place in np.ndindex(args[name].shape):
            moved = args[name].copy()
            moved[place] += 1
            found[name][place] = ((_forward(**{**args, name: moved}) - base) * dout).sum()
    return found
