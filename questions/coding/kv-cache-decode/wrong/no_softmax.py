# reason.zh: 没有做 softmax，直接用分数加权
# reason.en: weights the values by the scores, without a softmax
# caught_by: prefill: an empty cache
import numpy as np


def decode(x, past_k, past_v, wq, wk, wv, wo):
    batch, new, _ = x.shape
    _, heads, cached, width = past_k.shape

    def project(w):
        return (x @ w).reshape(batch, new, heads, width).swapaxes(1, 2)

    k = np.concatenate([past_k, project(wk)], axis=2)
    v = np.concatenate([past_v, project(wv)], axis=2)
    scores = np.einsum("bhtd,bhsd->bhts", project(wq), k) / np.sqrt(width)
    scores = np.where(np.tri(new, cached + new, k=cached), scores, 0.0)
    joined = np.einsum("bhts,bhsd->bthd", scores, v).reshape(batch, new, heads * width)
    return joined @ wo, k, v
