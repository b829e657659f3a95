# reason.zh: 推理时也更新了滑动统计量，方差用的是有偏的
# reason.en: updates the running statistics in inference as well, there with the biased variance
# caught_by: inference uses the running statistics
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
        running_var = (1 - momentum) * running_var + momentum * var * count / (count - 1)
    else:
        running_mean = (1 - momentum) * running_mean + momentum * x.mean(axis=axes)
        running_var = (1 - momentum) * running_var + momentum * x.var(axis=axes)
    scale = gamma / np.sqrt(var + eps)
    return (x - mean.reshape(wide)) * scale.reshape(wide) + beta.reshape(wide), running_mean, running_var


def batchnorm_backward(dy, x, gamma, eps=1e-5):
    axes, wide = _shapes(x)
    inverse = 1 / np.sqrt(x.var(axis=axes, keepdims=True) + eps)
    normal = (x - x.mean(axis=axes, keepdims=True)) * inverse
    dx = dy - dy.mean(axis=axes, keepdims=True) - normal * (dy * normal).mean(axis=axes, keepdims=True)
    return dx * inverse * gamma.reshape(wide), (dy * normal).sum(axis=axes), dy.sum(axis=axes)
