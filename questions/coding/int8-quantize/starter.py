import numpy as np


def quantize(x, symmetric=True, axis=None):
    """量化到 int8。Quantise to int8.

    x: 任意形状 any shape    axis: None（整个张量 per tensor）或一个轴 or one axis（逐通道 per channel）
    返回 returns: {"q": int8，与 x 同形 like x, "scale": float64, "zero_point": int}，
        后两个的维数与 x 相同，被归约的轴长度为 1 both with the ndim of x, reduced axes of size 1
    """
    raise NotImplementedError


def dequantize(q, scale, zero_point):
    """反量化。Dequantise.

    返回 returns: float64，与 q 同形 like q
    """
    raise NotImplementedError


def quantized_matmul(x, w):
    """用整数做矩阵乘。A matrix product in integers.

    x: (M, K)    w: (K, N)
    返回 returns: (M, N) float64
    """
    raise NotImplementedError
