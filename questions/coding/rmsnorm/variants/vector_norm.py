import numpy as np


def rmsnorm(x, gain, eps=1e-6):
    D = x.shape[-1]
    norm = np.linalg.norm(x.astype(np.float32) if x.dtype == np.float16 else x, axis=-1, keepdims=True)
    # cast back before the gain, as LLaMA does
    return (x / np.hypot(norm / np.sqrt(D), np.sqrt(eps))).astype(x.dtype) * gain


def rmsnorm_backward(grad, x, gain, eps=1e-6):
    D = x.shape[-1]
    inverse = (np.einsum("...i,...i->...", x, x) / D + eps) ** -0.5
    along = np.einsum("...i,i,...i->...", grad, gain, x)
    dx = inverse[..., None] * grad * gain - (inverse**3 * along / D)[..., None] * x
    return dx, np.einsum("ni,ni,n->i", grad.reshape(-1, D), x.reshape(-1, D), inverse.reshape(-1))
