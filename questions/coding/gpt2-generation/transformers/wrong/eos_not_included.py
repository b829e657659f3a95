# reason.zh: 遇到 EOS 时没有把它放进结果
# reason.en: leaves EOS itself out of the result
# caught_by: generate: stops at EOS
import torch


def distribution(logits, temperature, top_k=0, top_p=1.0):
    order = torch.sort(logits, descending=True, stable=True).indices
    if temperature == 0:
        return torch.nn.functional.one_hot(order[0], len(logits)).to(logits.dtype)
    if top_k:
        order = order[:top_k]
    probabilities = torch.softmax(logits[order] / temperature, dim=0)
    before = probabilities.cumsum(dim=0) - probabilities
    kept = torch.where(before < top_p, probabilities, 0.0)
    return torch.zeros_like(logits).scatter(0, order, kept / kept.sum())


@torch.inference_mode()
def generate(model, ids, uniforms, temperature, top_k=0, top_p=1.0, eos=None):
    out, cache = list(ids), None
    fed = torch.tensor([ids])
    for u in uniforms:
        step = model(input_ids=fed, past_key_values=cache, use_cache=True)
        cache = step.past_key_values
        total = distribution(step.logits[0, -1], temperature, top_k, top_p).cumsum(dim=0)
        token = int((total <= u).sum())
        if token == eos:
            break
        out.append(token)
        fed = torch.tensor([[token]])  # the rest is in the cache
    return out
