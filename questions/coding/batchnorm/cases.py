"""Cases of batchnorm; the oracle goes channel by channel and differentiates with complex steps."""

import numpy as np
from comparing import case

ENTRY = "batchnorm"


def cases(rng):
    def drawn(*shape, training=True, **rest):
        channels = shape[1]
        spread = rng.uniform(0.5, 3, channels).reshape(-1, *[1] * (len(shape) - 2))
        return {
            "x": rng.normal(size=shape) * spread + 2 * rng.normal(size=spread.shape),
            "gamma": rng.normal(size=channels),
            "beta": rng.normal(size=channels),
            "running_mean": rng.normal(size=channels),
            "running_var": rng.uniform(0.2, 4, channels),
            "training": training,
            **rest,
        }

    def back(*shape, **rest):
        given = drawn(*shape)
        return {"dy": rng.normal(size=shape) + 0.5, "x": given["x"], "gamma": given["gamma"], **rest}

    far = drawn(9, 3)
    far["x"] += 1e6
    constant = drawn(5, 3)
    constant["x"][:, 1] = 0.75
    return [
        case("训练：二维输入", "training on two dimensions", **drawn(6, 3)),
        case("训练：图像", "training on images", **drawn(2, 3, 4, 5)),
        case("训练：序列，换 momentum 与 eps", "training on sequences, other momentum and eps", momentum=0.7, eps=0.3, **drawn(3, 2, 4)),
        case("推理：用滑动统计量", "inference uses the running statistics", **drawn(4, 5, training=False)),
        case("推理：只有一个样本", "inference on a single image", eps=0.05, **drawn(1, 3, 2, 4, training=False)),
        case("均值远大于标准差", "a mean far larger than the deviation", **far),
        case("某个通道是常数", "a constant channel", **constant),
        case("反向：二维输入", "backward on two dimensions", call="batchnorm_backward", **back(7, 4)),
        case("反向：图像", "backward on images", call="batchnorm_backward", **back(3, 2, 3, 4)),
        case("反向：两个样本，eps 较大", "backward on two samples, large eps", call="batchnorm_backward", eps=0.5, **back(2, 5)),
    ]


def normal(values, eps):
    centred = values - values.sum() / values.size
    return centred / np.sqrt((centred * centred).sum() / values.size + eps)


def oracle(case):
    given = case.args
    x, eps = given["x"], given.get("eps", 1e-5)
    if case.call == "batchnorm_backward":
        dx, dgamma, dbeta = np.zeros_like(x), np.zeros(x.shape[1]), np.zeros(x.shape[1])
        for channel in range(x.shape[1]):
            dy = given["dy"][:, channel]
            dgamma[channel], dbeta[channel] = (dy * normal(x[:, channel], eps)).sum(), dy.sum()
            for index in np.ndindex(dy.shape):
                moved = x[:, channel].astype(complex)
                moved[index] += 1e-30j
                dx[:, channel][index] = given["gamma"][channel] * (dy * normal(moved, eps)).sum().imag / 1e-30
        return dx, dgamma, dbeta
    y, mean, var = np.empty_like(x), given["running_mean"].copy(), given["running_var"].copy()
    for channel in range(x.shape[1]):
        values = x[:, channel]
        if given["training"]:
            part, keep = normal(values, eps), 1 - given.get("momentum", 0.1)
            centre = values.sum() / values.size
            mean[channel] = keep * mean[channel] + (1 - keep) * centre
            var[channel] = keep * var[channel] + (1 - keep) * ((values - centre) ** 2).sum() / (values.size - 1)
        else:
            part = (values - mean[channel]) / np.sqrt(var[channel] + eps)
        y[:, channel] = given["gamma"][channel] * part + given["beta"][channel]
    return y, mean, var
