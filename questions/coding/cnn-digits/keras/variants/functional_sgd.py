import os

os.environ.setdefault("KERAS_BACKEND", "torch")

import keras
import numpy as np


def prepare(images):
    return np.expand_dims(images, -1).astype("float32") / 16.0


def build(filters, units):
    pixels = keras.Input(shape=(8, 8, 1))
    x = keras.layers.Conv2D(filters, (3, 3), padding="valid")(pixels)
    x = keras.layers.ReLU()(x)
    x = keras.layers.MaxPool2D((2, 2))(x)
    x = keras.layers.Reshape((9 * filters,))(x)
    x = keras.layers.Dense(units)(x)
    x = keras.layers.Activation("relu")(x)
    return keras.Model(pixels, keras.layers.Dense(10)(x))


def train(model, images, labels, epochs):
    onehot = np.eye(10, dtype="float32")[labels]
    model.compile(keras.optimizers.SGD(0.1, momentum=0.9), keras.losses.CategoricalCrossentropy(from_logits=True))
    model.fit(prepare(images), onehot, batch_size=48, epochs=epochs, verbose=0)


def recognise(model, images):
    return np.argmax(keras.ops.convert_to_numpy(model(prepare(images), training=False)), axis=-1)
