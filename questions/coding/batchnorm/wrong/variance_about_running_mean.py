# reason.zh: 滑动方差取自对更新后的滑动均值的偏差，而不是对这一批的均值
# reason.en: takes the new running variance about the updated running mean instead of the mean of the batch
# caught_by: training on two dimensions
import numpy as np


def _shapes(x):
    """The axes that share one channel, and the shape that broadcasts a channel's number over x."""
    axes = tuple(axis for axis in range(x.ndim) if axis != 1)
    return axes, [x.shape[1] if axis == 1 else 1 for axis in range(x.ndim)]


def batchnorm(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    axes, wide = _shapes(x)
    mean, var = running_mean, running_var
    if training:
        mean, var = x.mean(axis=axes), x.var(axis=axes)
        count = x.size / len(mean)
        running_mean = (1 - momentum) * running_mean + momentum * mean
        spread = ((x - running_mean.reshape(wide)) ** 2).sum(axis=axes) / (count - 1)
        running_var = (1 - momentum) * running_var + momentum * spread
    scale = gamma / np.sqrt(var + eps)
    return (x - mean.reshape(wide)) * scale.reshape(wide) + beta.reshape(wide), running_mean, running_var


def batchnorm_backward(dy, x, gamma, eps=1e-5):
    axes, wide = _shapes(x)
    inverse = 1 / np.sqrt(x.var(axis=axes, keepdims=True) + eps)
    normal = (x - x.mean(axis=axes, keepdims=True)) * inverse
    dx = dy - dy.mean(axis=axes, keepdims=True) - normal * (dy * normal).mean(axis=axes, keepdims=True)
    return dx * inverse * gamma.reshape(wide), (dy * normal).sum(axis=axes), dy.sum(axis=axes)
