# reason.zh: 按通道丢弃只支持四维输入
# reason.en: drops channels of four-dimensional input only
# caught_by: channels without further axes
import numpy as np


def dropout(x, p, u, training):
    if not training:
        return x
    out, keep = np.zeros_like(x), u >= p
    out[keep] = x[keep] / (1 - p)
    return out


def dropout_backward(dy, p, u, training):
    return dropout(dy, p, u, training)


def dropout_channels(x, p, u, training):
    one_per_channel = u[:, :, None, None]
    return dropout(x, p, np.broadcast_to(one_per_channel, x.shape), training)
