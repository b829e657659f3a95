# reason.zh: 只在缓存为空时加掩码，分块预填充看见了未来
# reason.en: masks only when the cache is empty, so a chunk sees its future
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
    scores = scores if cached else np.where(np.tri(new, cached + new, k=cached), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    joined = np.einsum("bhts,bhsd->bthd", weights, v).reshape(batch, new, heads * width)
    return joined @ wo, k, v
