import numpy as np


def lora_linear(x, weight, a, b, alpha, bias=None, dropout=None):
    """带 LoRA 的线性层。A linear layer with LoRA.

    x: (..., I)    weight: (O, I)    a: (r, I)    b: (O, r)    bias: (O,)    dropout: 与 x 同形 like x
    返回 returns: (..., O)
    """
    raise NotImplementedError


def merge_lora(weight, a, b, alpha):
    """把 LoRA 并入权重。Merge LoRA into the weight.

    返回 returns: (O, I)
    """
    raise NotImplementedError


def lora_grads(grad, x, weight, a, b, alpha, dropout=None):
    """反向传播。Backward pass.

    grad: (..., O)，损失对输出的梯度 gradient of the loss with respect to the output
    返回 returns: {"a": (r, I), "b": (O, r), "x": (..., I)}
    """
    raise NotImplementedError
