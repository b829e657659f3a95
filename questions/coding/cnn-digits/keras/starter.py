import os

os.environ.setdefault("KERAS_BACKEND", "torch")

import keras  # noqa: E402
import numpy as np  # noqa: E402


def prepare(images):
    """把 0 到 16 的像素变成 0 到 1，并加上通道轴。Pixels from 0 to 16 become 0 to 1, and get a channel axis.

    images: (N, 8, 8) uint8    返回 returns: (N, 8, 8, 1) float32
    """
    raise NotImplementedError


def build(filters, units):
    """未编译的模型，输出 logits。A model, not compiled, whose output is logits.

    Conv2D(filters, 3, relu) -> MaxPooling2D(2) -> Flatten -> Dense(units, relu) -> Dense(10)，都带偏置 all with bias
    """
    raise NotImplementedError


def train(model, images, labels, epochs):
    """编译并训练 model。Compile and train the model.

    images: (N, 8, 8) uint8    labels: (N,) int    优化器由你选择 the optimiser is yours
    """
    raise NotImplementedError


def recognise(model, images):
    """返回 returns: (N,) int，每张图的数字 the digit of each image"""
    raise NotImplementedError
