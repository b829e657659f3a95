import numpy as np


def forward(ids, params, heads, cache=None):
    """GPT-2 前向。The forward pass of GPT-2.

    ids: 新词元的列表，长度 T，a list of the T new tokens    cache: 你自己的结构，或 None，yours, or None
    params: wte (V, d)  wpe (P, d)  g c (d,)  blocks: 列表 a list of
            g1 c1 g2 c2 (d,)  w_qkv (d, 3d)  b_qkv (3d,)  w_out (d, d)  b_out (d,)
            w_fc (d, f)  b_fc (f,)  w_proj (f, d)  b_proj (d,)
    返回 returns: logits (T, V), cache
    """
    raise NotImplementedError


def distribution(logits, temperature, top_k=0, top_p=1.0):
    """过滤后的概率。The probabilities after filtering.

    logits: (V,)    返回 returns: (V,)，和为 1，sums to 1
    """
    raise NotImplementedError


def generate(ids, params, heads, uniforms, temperature, top_k=0, top_p=1.0, eos=None):
    """生成至多 len(uniforms) 个词元。Generate at most len(uniforms) tokens.

    ids: list of int    uniforms: [0, 1) 中的浮点数列表，a list of floats in [0, 1)
    返回 returns: list of int，含提示，with the prompt
    """
    raise NotImplementedError
