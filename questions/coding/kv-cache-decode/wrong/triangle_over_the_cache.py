# reason.zh: 因果掩码的三角放在了最前面的 T 列（缓存），而不是最后的 T 列
# reason.en: puts the triangle of the causal mask on the first T columns instead of the last T
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
    mask = np.ones((new, cached + new))
    mask[:, :new] = np.tri(new)
    scores = np.where(mask, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    joined = np.einsum("bhts,bhsd->bthd", weights, v).reshape(batch, new, heads * width)
    return joined @ wo, k, v
