"""Cases of the transformers variant: the library's own `generate` and logits warpers know the answers."""

import numpy as np
import torch
from comparing import case, compare
from transformers import GPT2Config, GPT2LMHeadModel
from transformers.generation.logits_process import TemperatureLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

ENTRY = "generate"
torch.set_num_threads(1)


def cases(rng):
    def model(words, layers, width, heads):
        config = {"vocab_size": words, "n_positions": 24, "n_embd": width, "n_layer": layers, "n_head": heads}
        config |= {"bos_token_id": None, "eos_token_id": None, "tie_word_embeddings": True}
        state = {}
        for name, value in GPT2LMHeadModel(GPT2Config(**config)).state_dict().items():
            shape = tuple(value.shape)
            if name != "lm_head.weight":  # tied to wte
                gain = 1.0 if name.endswith(("ln_1.weight", "ln_2.weight", "ln_f.weight")) else 0.0
                state[name] = gain + rng.normal(size=shape) * (0.3 if len(shape) == 1 else 1 / shape[0] ** 0.5)
        for name in ("transformer.wte.weight", "transformer.wpe.weight"):
            state[name] = rng.normal(size=state[name].shape) * 0.8
        return {"config": config, "state": state}

    def prompt(count, words):
        return rng.integers(0, words, size=count).tolist()

    small, larger = model(17, 1, 8, 2), model(23, 2, 12, 3)
    while True:  # until every filter and the stop matter
        sampled = {**larger, "ids": prompt(4, 23), "uniforms": rng.random(9).tolist(), "temperature": 2.2, "top_k": 0, "top_p": 1.0, "eos": None}
        greedy = {**small, "ids": prompt(5, 17), "uniforms": rng.random(8).tolist(), "temperature": 0.0, "top_k": 0, "top_p": 1.0, "eos": None}
        told = answer(sampled)[4:]
        stops = [place for place in range(2, 8) if told[place] not in told[:place]]
        if stops and len({tuple(answer(sampled | more)) for more in ({}, {"top_k": 6}, {"top_p": 0.6}, {"top_k": 6, "top_p": 0.6}, {"temperature": 1.0})}) == 5:
            break
    logits = rng.normal(size=30) * 3
    return [
        case("分布：温度 0.7", "distribution: temperature 0.7", call="distribution", logits=logits, temperature=0.7, top_k=0, top_p=1.0),
        case("分布：top-k", "distribution: top-k", call="distribution", logits=logits, temperature=1.0, top_k=7, top_p=1.0),
        case("分布：三者依次进行", "distribution: all three in order", call="distribution", logits=logits / 2, temperature=1.4, top_k=12, top_p=0.8),
        case("生成：贪心，与库的 generate 相同", "generate: greedy, as the library's generate", **greedy),
        case("生成：贪心，两层", "generate: greedy, two layers", **sampled | {"temperature": 0.0}),
        case("生成：采样", "generate: sampled", **sampled),
        case("生成：采样，top-k 与 top-p", "generate: sampled with top-k and top-p", **sampled | {"top_k": 6, "top_p": 0.6}),
        case("生成：遇到 EOS 停止", "generate: stops at EOS", **sampled | {"eos": told[stops[0]]}),
    ]  # fmt: skip


def oracle(case):
    args = case.args
    if case.call == "distribution":
        return filtered(torch.from_numpy(args["logits"]), args).numpy()
    ids = answer(args)
    return {"ids": ids, "fed": len(ids) - 1}


def check(case, got, want):
    if case.call == "generate" and isinstance(got, dict) and got.get("fed") == want["fed"] + 1:
        got = got | {"fed": want["fed"]}  # the last token may be fed, though nothing comes after it
    return compare(got, want)


def filtered(logits, args):
    scores = logits[None]
    warpers = [TemperatureLogitsWarper(args["temperature"])] if args["temperature"] != 1 else []
    warpers += [TopKLogitsWarper(args["top_k"])] if args["top_k"] else []
    warpers += [TopPLogitsWarper(args["top_p"])] if args["top_p"] < 1 else []
    for warper in warpers:
        scores = warper(None, scores)
    return scores.softmax(-1)[0]


@torch.inference_mode()
def answer(args):
    model = GPT2LMHeadModel(GPT2Config(**args["config"])).double().eval()
    model.load_state_dict({name: torch.from_numpy(value) for name, value in args["state"].items()}, strict=False)
    ids = torch.tensor([args["ids"]])
    if not args["temperature"]:
        ids = model.generate(ids, attention_mask=torch.ones_like(ids), do_sample=False, max_new_tokens=len(args["uniforms"]), pad_token_id=0)
        return ids[0].tolist()
    out = list(args["ids"])
    for u in args["uniforms"]:
        shares = filtered(model(torch.tensor([out]), use_cache=False).logits[0, -1], args)
        out.append(int(np.searchsorted(shares.cumsum(0).numpy(), u, side="right")))
        if out[-1] == args["eos"]:
            break
    return out
