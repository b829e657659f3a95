# reason.zh: 掩码只有 T × T，有缓存时对不上
# reason.en: builds a mask of T × T, which does not fit once there is a cache
# caught_by: chunked prefill: 3 new, 4 cached
import numpy as np


def decode(x, past_k, past_v, wq, wk, wv, wo):
    batch, new, _ = x.shape
    _, heads, cached, width = past_k.shape

    def project(w):
        return (x @ w).reshape(batch, new, heads, width).swapaxes(1, 2)

    k = np.concatenate([past_k, project(wk)], axis=2)
    v = np.concatenate([past_v, project(wv)], axis=2)
    scores = np.einsum("bhtd,bhsd->bhts", project(wq), k) / np.sqrt(width)
    if new > 1:
        scores = np.where(np.tri(new), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    joined = np.einsum("bhts,bhsd->bthd", weights, v).reshape(batch, new, heads * width)
    return joined @ wo, k, v
