"""Cases of gan-gaussian; the oracle differentiates the losses with complex steps, one parameter at a time."""

import numpy as np
from comparing import Difference, case, compare

ENTRY = "d_loss_and_grads"
MEAN, WITHIN = 3.0, 0.6


def cases(rng):
    def network(inputs, hidden, outputs, scale=1.0):
        return {
            "w1": rng.normal(size=(inputs, hidden)),
            "b1": rng.normal(size=hidden),
            "w2": rng.normal(size=(hidden, outputs)) * scale,
            "b2": rng.normal(size=outputs) * scale,
        }

    def fresh(inputs, hidden, outputs):
        net = network(inputs, hidden, outputs, hidden**-0.5)
        return net | {"b1": np.zeros(hidden), "b2": np.zeros(outputs)}

    def batch(*shape):
        return rng.normal(size=shape)

    def game(steps, **rates):
        nets = {"g": network(3, 4, 2), "d": network(2, 5, 1)}
        return {**nets, "real": batch(steps, 6, 2), "noise": batch(steps, 4, 3), **rates}

    sure = network(2, 5, 1)
    sure |= {"w2": np.zeros((5, 1)), "b2": np.array([-900.0])}
    torn = network(1, 4, 1)
    torn["w2"] *= 20_000
    points = batch(5, 1)  # three are real and fake at once: D cannot be right about both
    return [
        case("判别器：6 真 4 假", "discriminator: 6 real, 4 fake", d=network(2, 5, 1), real=batch(6, 2), fake=batch(4, 2)),
        case("判别器：真假各一", "discriminator: one of each", d=network(3, 4, 1), real=batch(1, 3), fake=batch(1, 3)),
        case("判别器：logit 极大", "discriminator: huge logits", d=torn, real=points, fake=points[1:4].copy()),
        case("生成器", "generator", call="g_loss_and_grads", g=network(3, 4, 2), d=network(2, 5, 1), z=batch(6, 3)),
        case("生成器：D 确信是假的", "generator: D is sure of the fakes", call="g_loss_and_grads", g=network(2, 3, 2),
             d=sure | {"w2": batch(5, 1)}, z=batch(4, 2)),
        case("训练一步", "one step of training", call="train", **game(1, lr_g=0.1, lr_d=0.3)),
        case("训练三步", "three steps of training", call="train", **game(3, lr_g=0.2, lr_d=0.1)),
        case("lr_d = 0 时 D 不变", "D stays as it is with lr_d = 0", call="train", **game(2, lr_g=0.3, lr_d=0.0)),
        case("学会一维高斯的均值", "learns the mean of a Gaussian", call="train", trained=True, g=fresh(2, 16, 1), d=fresh(1, 16, 1),
             real=MEAN + 0.5 * batch(600, 32, 1), noise=batch(600, 32, 2), lr_g=0.05, lr_d=0.3),
    ]  # fmt: skip


def run(net, x):
    return np.tanh(x @ net["w1"] + net["b1"]) @ net["w2"] + net["b2"]


def softplus(a):
    top = np.maximum(a.real, 0)
    return top + np.log(np.exp(a - top) + np.exp(-top))


def d_loss(d, real, fake):
    return softplus(-run(d, real)).mean() + softplus(run(d, fake)).mean()


def g_loss(g, d, z):
    return softplus(-run(d, run(g, z))).mean()


def gradients(loss, net):
    found = {name: np.zeros_like(value) for name, value in net.items()}
    for name, value in net.items():
        for index in np.ndindex(value.shape):
            moved = value.astype(complex)
            moved[index] += 1e-30j
            found[name][index] = loss({**net, name: moved}).imag / 1e-30
    return found


def oracle(case):
    if case.trained:
        return None
    given = case.args
    g, d = given.get("g"), given["d"]
    if case.call == "d_loss_and_grads":
        return float(d_loss(**given)), gradients(lambda net: d_loss(net, given["real"], given["fake"]), d)
    if case.call == "g_loss_and_grads":
        return float(g_loss(**given)), gradients(lambda net: g_loss(net, d, given["z"]), g)
    for real, z in zip(given["real"], given["noise"]):
        grads = gradients(lambda net: d_loss(net, real, run(g, z)), d)
        d = {name: d[name] - given["lr_d"] * grads[name] for name in d}
        grads = gradients(lambda net: g_loss(net, d, z), g)
        g = {name: g[name] - given["lr_g"] * grads[name] for name in g}
    return g, d


def check(case, got, want):
    if not case.trained:
        return compare(got, want)
    found = compare(got, (case.args["g"], case.args["d"]), atol=np.inf)  # kinds and shapes
    if found:
        return found
    mean = float(run(got[0], np.random.default_rng(0).normal(size=(4000, 2))).mean())
    if abs(mean - MEAN) < WITHIN:
        return None
    return Difference(
        f"生成样本的均值是 {mean:.2f}，应在 {MEAN} ± {WITHIN} 内", f"the samples have mean {mean:.2f}, not within {MEAN} ± {WITHIN}"
    )
