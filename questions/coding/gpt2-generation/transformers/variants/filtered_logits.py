import torch
from transformers import DynamicCache


def distribution(logits, temperature, top_k=0, top_p=1.0):
    if temperature == 0:
        out = torch.zeros_like(logits)
        out[logits.argmax()] = 1
        return out
    z = logits / temperature
    if top_k > 0:
        z = z.masked_fill(z < torch.topk(z, top_k).values[-1], -torch.inf)
    if top_p < 1:
        small, where = torch.sort(z)
        drop = small.softmax(0).cumsum(0) <= 1 - top_p
        drop[-1] = False
        z = z.index_fill(0, where[drop], -torch.inf)
    return z.softmax(0)


def generate(model, ids, uniforms, temperature, top_k=0, top_p=1.0, eos=None):
    cache = DynamicCache(config=model.config)
    tokens = [*ids]
    read = 0
    with torch.no_grad():
        for u in uniforms:
            new = torch.tensor(tokens[read:])[None]
            place = torch.arange(read, len(tokens))[None]
            logits = model(new, past_key_values=cache, position_ids=place, use_cache=True).logits
            read = len(tokens)
            acc = 0.0
            for token, share in enumerate(distribution(logits[0, -1], temperature, top_k, top_p).tolist()):
                acc += share
                if acc > u:
                    break
            tokens.append(token)
            if eos is not None and token == eos:
                return tokens
    return tokens
