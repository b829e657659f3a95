import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from qbank.core.entry import Entry
from qbank.screen.console import Screen, make
from qbank.screen.glyphs import ASCII
from qbank.screen.spans import Lines, plain

QUESTIONS = Path(__file__).parents[2] / "questions"

MakeScreen = Callable[..., Screen]


class Utf8(io.StringIO):
    encoding = "utf-8"


@pytest.fixture
def screen() -> MakeScreen:
    """Make a screen that is 24 rows high and writes into memory."""

    def of(columns: int = 80, language: str = "zh", *, ascii_: bool = False, **options: Any) -> Screen:
        stream = options.pop("stream", None) or Utf8()
        made = make(language=language, columns=columns, stream=stream, **options)
        return replace(made, fixed_rows=24, glyphs=ASCII if ascii_ else made.glyphs)

    return of


def drawn(lines: Lines) -> str:
    return "\n".join(plain(each).rstrip() for each in lines) + "\n"


def plain_entry(**fields: Any) -> dict[str, Any]:
    """Return the plain form of a small entry with everything that a view shows."""
    return {
        "id": "overfitting/dropout",
        "kind": "concept",
        "topic": "overfitting",
        "difficulty": 3,
        "tags": ["regularization", "dropout"],
        "question": {
            "zh": "为什么 dropout 在推理阶段要关闭？它与 L2 正则化的作用机制有什么不同？",
            "en": "Why is dropout turned off at inference, and how does its mechanism differ from L2?",
        },
        "short": {
            "zh": "训练时按概率 $p$ 置零并除以 $1-p$，期望不变，所以推理时关闭；"
            "L2 不引入随机性，只把权重向 0 收缩。",
            "en": "Training zeroes units with probability $p$ and divides by $1-p$, so the expectation "
            "is kept and inference needs no noise; L2 adds no randomness, it shrinks the weights to zero.",
        },
        "answer": {"zh": ANSWER_ZH, "en": ANSWER_EN},
        "key_points": [
            {
                "id": "mask",
                "weight": 2,
                "must": True,
                "zh": "随机丢弃 → 隐式集成",
                "en": "Random masks → ensemble",
            },
            {"id": "off", "must": True, "zh": "推理使用完整网络", "en": "Inference uses the whole network"},
            {
                "id": "scale",
                "must": True,
                "zh": "inverted dropout：训练时除以 $(1 - p)$ 以保持期望不变",
                "en": "Inverted dropout divides by $(1 - p)$ during training to keep the expectation",
            },
            {"id": "l2", "zh": "L2：在损失中加权重的平方惩罚", "en": "L2 adds a penalty on squared weights"},
        ],
        "mistakes": [
            {
                "zh": "推理时也要随机丢弃神经元",
                "en": "Inference drops units at random too",
                "why": {"zh": "那样输出带噪声，期望已在训练时对齐。", "en": "That makes the output noisy."},
                "point": "off",
            }
        ],
        "follow_ups": [
            {
                "q": {"zh": "AdamW 为什么把权重衰减解耦？", "en": "Why does AdamW decouple weight decay?"},
                "a": {
                    "zh": "自适应步长会缩放 L2 的梯度。",
                    "en": "Adaptive steps would rescale the gradient of L2.",
                },
            },
            {
                "q": {"zh": "MC dropout 是什么？", "en": "What is MC dropout?"},
                "a": {},
                "see": "overfitting/mc",
            },
        ],
        "refs": [
            {
                "id": "dropout",
                "title": "Dropout: A Simple Way to Prevent Neural Networks from Overfitting",
                "year": 2014,
                "url": "https://jmlr.org/papers/v15/srivastava14a.html",
            }
        ],
        "related": ["overfitting/l2", "overfitting/planned"],
        **fields,
    }


def make_entry(state: str = "checked", **fields: Any) -> Entry:
    return Entry.of(plain_entry(**fields), state=state, hash_="0123456789abcdef")


def bank_entries() -> list[Entry]:
    """Return every entry of the bank that ships, as its file has it."""
    files = sorted(QUESTIONS.glob("*/*.yaml"))
    return [Entry.of(yaml.safe_load(file.read_text("utf-8")), state="draft", hash_="") for file in files]


ANSWER_ZH = """\
## 训练与推理

**训练时**每个神经元以概率 $p$ 被置零，保留下来的激活值除以 $1-p$（inverted dropout），因此推理时无需缩放：
$$E[m \\odot h / (1-p)] = h$$

- 相当于对指数多个子网络做集成，
  权重共享。
- 推理用完整网络；见 `model.eval()`。
  1. 关闭随机性
  2. 固定 BN 的统计量

| 方法 | 随机性 | 作用 |
|---|---|---|
| dropout | 有 | 隐式集成 |
| L2 | 无 | 收缩权重，$\\lambda\\|w\\|^2$ |

```python
h = h * mask / (1 - p)  # 训练
```

参考[原论文](https://jmlr.org/papers/v15/srivastava14a.html)。
"""
ANSWER_EN = """\
## Training and inference

**In training** every unit is zeroed with probability $p$ and what is kept is divided by $1-p$
(inverted dropout), so inference needs no scaling:
$$E[m \\odot h / (1-p)] = h$$

- It resembles an ensemble of exponentially many subnetworks
  that share weights.
- Inference uses the whole network; see `model.eval()`.
  1. no randomness
  2. fixed BN statistics

| method | random | effect |
|---|---|---|
| dropout | yes | implicit ensemble |
| L2 | no | shrinks weights, $\\lambda\\|w\\|^2$ |

```python
h = h * mask / (1 - p)  # training
```

See the [paper](https://jmlr.org/papers/v15/srivastava14a.html).
"""
