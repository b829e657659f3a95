"""Cases of dropout; the oracle goes number by number."""

import numpy as np
from comparing import case

ENTRY = "dropout"


def cases(rng):
    def drawn(*shape, p, training=True, channels=False):
        return {"x": rng.normal(size=shape) + 3, "p": p, "u": rng.uniform(size=shape[:2] if channels else shape), "training": training}

    def back(*shape, **rest):
        given = drawn(*shape, **rest)
        return {"dy": given.pop("x") - 3, **given}

    edge = drawn(2, 5, p=0.25)
    edge["u"][:, :3] = [0.25, 0.0, 0.2499]
    none = drawn(3, 4, p=0.0)
    none["u"][0, 0] = 0.0
    return [
        case("训练，p = 0.3", "training, p = 0.3", **drawn(6, 9, p=0.3)),
        case("训练，p = 0.8", "training, p = 0.8", **drawn(4, 3, 8, p=0.8)),
        case("推理时原样输出", "inference changes nothing", **drawn(3, 7, p=0.4, training=False)),
        case("u 恰等于 p 时保留", "u equal to p is kept", **edge),
        case("p = 0 时全部保留", "p = 0 keeps everything", **none),
        case("p = 1 时全为零", "p = 1 drops everything", **drawn(5, 4, p=1.0)),
        case("p = 1 的推理", "inference with p = 1", **drawn(2, 3, p=1.0, training=False)),
        case("反向", "backward", call="dropout_backward", **back(5, 11, p=0.4)),
        case("推理时的反向", "backward in inference", call="dropout_backward", **back(4, 6, p=0.6, training=False)),
        case("按通道丢弃", "drops channels", call="dropout_channels", **drawn(6, 5, 3, 2, p=0.45, channels=True)),
        case("按通道：序列，推理", "channels of sequences in inference", call="dropout_channels", **drawn(3, 4, 5, p=0.5, training=False, channels=True)),
        case("按通道：两个维度", "channels without further axes", call="dropout_channels", **drawn(7, 6, p=0.5, channels=True)),
    ]  # fmt: skip


def oracle(case):
    given = case.args
    x = given["dy"] if case.call == "dropout_backward" else given["x"]
    out = np.empty_like(x)
    for index in np.ndindex(x.shape):
        uniform = given["u"][index[:2] if case.call == "dropout_channels" else index]
        if not given["training"]:
            out[index] = x[index]
        elif uniform < given["p"]:
            out[index] = 0
        else:
            out[index] = x[index] / (1 - given["p"])
    return out
