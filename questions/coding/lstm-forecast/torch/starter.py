import torch


def lstm_cell(x, h, c, w, u, b):
    """一步，参数是 float64 张量。One step; arguments are float64 tensors.

    x: (B, I)    h, c: (B, H)    w: (I, 4H)    u: (H, 4H)    b: (4H,)    列的次序 columns: i, f, g, o
    返回 returns: h, c，均为 both (B, H)
    """
    raise NotImplementedError


def lstm(x, w, u, b):
    """从零状态跑完整个序列。The whole sequence, from zero states.

    x: (B, T, I)    返回 returns: (B, T, H)，每一步之后的 h，h after every step
    """
    raise NotImplementedError


def gradients(x, y, params):
    """损失与全部梯度，可以用自动微分。The loss and all gradients; autograd is allowed.

    x: (B, T, I)    y: (B,)    params: w, u, b, v (H,), d (1,)
    返回 returns: loss (标量张量 scalar tensor), {"w", "u", "b", "v", "d"}
    """
    raise NotImplementedError


def train(x, y, params, steps, lr):
    """带动量的全批量梯度下降。Full-batch gradient descent with momentum.

    返回 returns: 新的参数字典 a new dict of parameters
    """
    raise NotImplementedError


def forecast(series, queries, params, steps, lr):
    """在 series 上训练，预测每个窗口的下一个值。Train on series, forecast the value after each window.

    series: (N,)    queries: (M, L)    返回 returns: (M,)
    """
    raise NotImplementedError
