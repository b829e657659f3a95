"""What is sown into good entries: one fault each."""

from collections.abc import Sequence

Edits = Sequence[tuple[str, str]]

KV, PTQ, GRADIENTS = (
    "inference/kv-cache-memory",
    "compression/ptq-vs-qat",
    "training/vanishing-exploding-gradients",
)
PADDING_ZH = "这一句没有内容，只是为了让文字变长而写。"
PADDING_EN = "This sentence only makes the text longer. "
ASKED_PTQ = "zh: 训练后量化（PTQ）与量化感知训练（QAT）有什么区别？大模型一般选哪种？"
MORE_FOLLOW_UPS = "  - q:\n      zh: 还有呢？\n      en: 'And?'\n    see: compression/ptq-vs-qat\n" * 3
SATURATION = (
    "    match:\n      - [饱和, sigmoid, tanh, saturat*]\n      - [relu, gelu, swish, 激活, activation*]\n"
)
JACOBIAN = """\
      - [梯度, 导数, gradient*, derivative*]
      - [连乘, 相乘, 链式法则, 雅可比, product of, jacobian*, chain rule, multipl*]
      - [深度, 逐层, 各层, 每层, 时间步, 指数, depth, per layer, per-layer, layers, time step*, exponential*]
"""
NUMBER_ZH = "    zh: 给出正确数值，如 LLaMA-7B 每 token 512 KiB、4096 token 约 2 GiB\n"

# codes, entry, edits, what stands in the line of the finding
SEEDS: list[tuple[str, str, Edits, str]] = [
    ("E103", KV, [("推理显存为什么一直涨", "TODO")], "TODO"),
    ("E103", KV, [("[kv-cache, gqa, memory, serving]", "[TODO, gqa, memory, serving]")], "[TODO"),
    ("E104", KV, [("如何计算与压缩？", "如何计算与压缩")], "如何计算与压缩"),
    ("E104", KV, [("Why does MLA compress further?", "Why does MLA compress further")], "compress further"),
    ("E105", KV, [(NUMBER_ZH, "")], "en: 'Give a correct"),
    ("E106", PTQ, [("时才考虑 QAT。", "时才考虑 QAT。" + PADDING_ZH * 4)], "zh: PTQ 不更新权重"),
    ("E106", PTQ, [("low-bit activations.'", f"low-bit activations. {PADDING_EN * 8}'")], "en: 'PTQ leaves"),
    (
        "E107",
        PTQ,
        [
            ("不等于 QAT。\n", f"不等于 QAT。{PADDING_ZH * 50}\n"),
            ("not QAT.\n", f"not QAT. {PADDING_EN * 65}\n"),
        ],
        "zh: |",
    ),
    ("E108", PTQ, [("不等于 QAT。\n", f"不等于 QAT。{PADDING_ZH * 25}\n")], "answer:"),
    ("E109", KV, [("tags: [kv-cache, gqa, memory, serving]", "tags: [kv-cache]")], "tags:"),
    ("E109", KV, [("follow_ups:\n", f"follow_ups:\n{MORE_FOLLOW_UPS}")], "follow_ups:"),
    ("E109", PTQ, [("tags: [quantization, ptq, qat, int8, int4]", "tags: [a, b, c, d, e, f, g]")], "tags:"),
    ("E201", KV, [("where $S$ is the length", "where $T$ is the length")], "where $T$"),
    ("E202", KV, [("the KV heads from 32 to 8", "the KV heads from 32 to 9")], "en: |"),
    ("E203", KV, [("    GQA cuts the KV heads", "    - GQA cuts the KV heads")], "answer:"),
    ("E301", KV, [("Past K and V never", "Past K and $V never")], "and $V"),
    (
        "E302",
        PTQ,
        [("对称量化令 $z=0$", "对称量化令 ${z=0$"), ("quantisation sets $z=0$", "quantisation sets ${z=0$")],
        "对称量化令 ${z",
    ),
    (
        "E303",
        PTQ,
        [
            ("对称量化令 $z=0$", "对称量化令 $\\zeroed=0$"),
            ("quantisation sets $z=0$", "quantisation sets $\\zeroed=0$"),
        ],
        "对称量化令 $\\zeroed",
    ),
    (
        "E304",
        PTQ,
        [
            ("对称量化令 $z=0$", "对称量化令 $\\hat{zz}=0$"),
            ("quantisation sets $z=0$", "quantisation sets $\\hat{zz}=0$"),
        ],
        "对称量化令 $\\hat",
    ),
    ("E401", GRADIENTS, [("    must: true\n", "")] * 3, "key_points:"),
    ("E402", GRADIENTS, [(SATURATION, "")], "- id: saturation"),
    ("E403", GRADIENTS, [("    supports: [init]", "    supports: [diagnose]")], "- id: init"),
    ("E404", GRADIENTS, [("    point: clipping", "    point: clopping")], "point: clopping"),
    ("E404", GRADIENTS, [("    supports: [init]", "    supports: [init, inits]")], "supports: [init, inits]"),
    (
        "E405",
        KV,
        [
            ("[访存, 带宽", "[访存, 塞, 带宽"),
            ("      - [缓存, cache*]\n      - [变慢, 更慢, 越慢, slow*, 每步都要读, every step]\n", ""),
        ],
        "[访存, 塞",
    ),
    ("E406", KV, [("[缓存, cache*]", "[缓存*, cache*]")], "[缓存*, cache*]"),
    ("E406", KV, [("[缓存, cache*]", "[缓存, cache*, ca*he]")], "ca*he"),
    ("E501", KV, [("'2309.06180'", "'2309.0618'")], "'2309.0618'"),
    ("E501", KV, [("'2309.06180'", "'2313.06180'")], "'2313.06180'"),
    (
        "E502 E504",
        KV,
        [("year: 2024\n    arxiv: '2405.04434'", "year: 2023\n    arxiv: '2405.04434'")],
        "year: 2023\n    arxiv: '2405.04434'",
    ),
    ("E503", KV, [("'2309.06180'", "'2309.06181'")], "'2309.06181'"),
    ("E504", KV, [("title: The Llama 3 Herd of Models", "title: The Llama 3 Flock of Models")], "Flock"),
    (
        "E504",
        KV,
        [("year: 2024\n    arxiv: '2405.04434'", "year: 2025\n    arxiv: '2405.04434'")],
        "year: 2025",
    ),
    (
        "E601",
        KV,
        [("  - inference/paged-attention\n", "  - inference/paged-attentions\n")],
        "- inference/paged-attentions",
    ),
    (
        "E601",
        KV,
        [("  - inference/paged-attention\n", "  - inference/kv-cache-memory\n")],
        "  - inference/kv-cache-memory",
    ),
    (
        "E601",
        KV,
        [("    see: inference/paged-attention\n", "    see: inference/paged-attentions\n")],
        "see: inference/paged-attentions",
    ),
    ("E602", KV, [("related:\n", "covers: [inference/nothing]\nrelated:\n")], "covers:"),
    ("E604", KV, [("related:\n", "former_ids: [compression/ptq-vs-qat]\nrelated:\n")], "former_ids:"),
    ("E605", PTQ, [("fixes: [E19]", "fixes: [E99]")], "fixes: [E99]"),
    ("E605", PTQ, [("fixes: [E19]", "fixes: [E10]")], "fixes: [E10]"),
    ("E701", KV, [("expr: 2*32*32*128*2\n", "expr: 2*32*32*128*two\n")], "two"),
    ("E702", KV, [("expr: 2*32*32*128*2\n", "expr: 2*32*8*128*2\n")], "expect: 524288"),
    ("E703", KV, [("shown: ['524288']", "shown: ['524289']")], "shown: ['524289']"),
    ("E801", KV, [("用显存换计算。query", "用显存换计算。某些query")], "某些query"),
    ("E802", KV, [("缓存后每步", "缓存后,每步")], "缓存后,"),
    (
        "E803",
        KV,
        [("总量随 batch 线性增长。", f"总量随 batch 线性增长{'而且没有什么可以避免这件事情的发生' * 6}。")],
        "而且没有",
    ),
    (
        "E803",
        PTQ,
        [("The number of parameters stays;", f"The number of parameters stays {'as it was and ' * 9}so;")],
        "as it was",
    ),
    ("E804", GRADIENTS, [("只把过大的梯度变小，", "只把过大的梯度变小，不治梯度弥散，")], "不治梯度弥散"),
    (
        "E804",
        GRADIENTS,
        [("it does nothing for small ones", "it does nothing for gradient fading")],
        "gradient fading",
    ),
    ("E805", KV, [("**为什么需要。** ", "**为什么需要。** 众所周知，")], "众所周知"),
    ("E806", GRADIENTS, [("按值裁剪会改变方向。", "加深网络能解决梯度消失。")], "加深网络能"),
    ("E901", PTQ, [(ASKED_PTQ, "zh: 什么是 KV cache，它占多少显存？怎样计算与压缩？")], "怎样计算与压缩"),
    ("E911", KV, [("[访存, 带宽, bandwidth, memory-bound, memory bound]", "[roofline, 屋顶线]")], ""),
    ("E912", PTQ, [("zh: INT4 一定比 FP16 推理更快", "zh: 对称量化令 $z=0$")], ""),
]
