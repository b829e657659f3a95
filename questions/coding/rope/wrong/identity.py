# reason.zh: 原样返回输入，没有旋转
# reason.en: returns the input and rotates nothing
# caught_by: interleaved pairs, positions from 0
import numpy as np


def rope(x, positions, base=10000.0, interleaved=True):
    return np.array(x)
