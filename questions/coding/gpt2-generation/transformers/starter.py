import torch


def distribution(logits, temperature, top_k=0, top_p=1.0):
    """温度、top-k、top-p 依次过滤后的概率。The probabilities after temperature, top-k and top-p, in this order.

    logits: (V,) 张量 tensor    返回 returns: (V,) 张量，和为 1，a tensor that sums to 1
    """
    raise NotImplementedError


def generate(model, ids, uniforms, temperature, top_k=0, top_p=1.0, eos=None):
    """自己写循环，不调用 model.generate；每个词元只喂给模型一次。
    Write the loop yourself, without model.generate; feed each token to the model once only.

    model: GPT2LMHeadModel，eval 模式 in evaluation mode    ids: list of int
    uniforms: [0, 1) 中的浮点数列表，每个生成一个词元，a list of floats in [0, 1), one for each new token
    返回 returns: list of int，含提示，with the prompt
    """
    raise NotImplementedError
