# reason.zh: 像素除以了 255
# reason.en: divides the pixels by 255
# caught_by: prepare: pixels from 0 to 1, channels last
import os

os.environ.setdefault("KERAS_BACKEND", "torch")

import keras  # noqa: E402
import numpy as np  # noqa: E402
from keras import layers  # noqa: E402


def prepare(images):
    return (images[..., None] / 255).astype(np.float32)


def build(filters, units):
    return keras.Sequential(
        [
            keras.Input((8, 8, 1)),
            layers.Conv2D(filters, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(units, activation="relu"),
            layers.Dense(10),  # logits: the loss does the softmax
        ]
    )


def train(model, images, labels, epochs):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss=loss)
    model.fit(prepare(images), labels, epochs=epochs, batch_size=64, verbose=0)


def recognise(model, images):
    return model.predict_on_batch(prepare(images)).argmax(axis=1)
