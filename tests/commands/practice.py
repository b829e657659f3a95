"""A bank of five short entries and a draft, so that no correction of a real entry changes these tests."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qbank.core.fingerprint import fingerprint
from tests.bank.conftest import checked, dump

TOPICS = {
    "schema": 1,
    "topics": [
        {"slug": "overfitting", "name": {"zh": "过拟合", "en": "Overfitting"}, "aliases": ["generalisation"]},
        {"slug": "training", "name": {"zh": "训练", "en": "Training"}},
    ],
}
DROPOUT, STOPPING, DECAY = "overfitting/dropout", "overfitting/early-stopping", "overfitting/weight-decay"
CLIPPING, WARMUP, DRAFT = "training/clipping", "training/warm-up", "training/draft"
GRADED = (DROPOUT, STOPPING, DECAY, CLIPPING, WARMUP)

ANSWERS = {
    DROPOUT: "训练时随机置零一部分神经元，推理时关闭 dropout。",
    STOPPING: "Stop when the validation loss has not improved, then restore the best checkpoint.",
    DECAY: "weight decay 每一步都收缩权重。",
    CLIPPING: "把梯度的范数限制在阈值之内，clip the gradient norm。",
    WARMUP: "warm-up：前几百步用很小的学习率。",
}


def write_practice(folder: Path) -> Path:
    """Write the bank into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "topics.yaml").write_text(dump(TOPICS), "utf-8")
    for entry in _entries():
        file = folder / f"{entry['id']}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(dump(entry), "utf-8")
    return folder


def _entries() -> list[dict[str, Any]]:
    return [
        _entry(
            DROPOUT,
            1,
            ("dropout 在训练和推理时有什么不同？", "How does dropout differ in training and inference?"),
            ("训练时随机置零并除以 1-p，推理时关闭。", "Zero at random in training, off at inference."),
            [
                _point("mask", 2, "训练时随机置零", "zeroes units at random", [["随机置零", "at random"]]),
                _point("off", 1, "推理时关闭", "off at inference", [["推理", "inference"], ["关闭", "off"]]),
                _point("scale", 1, "保留的除以 1-p", "divides what is kept by 1-p", [["除以", "divide*"]]),
            ],
            _mistake("推理时也要随机丢弃神经元", "Inference drops units at random too", "off"),
        ),
        _entry(
            STOPPING,
            2,
            ("早停怎么做？", "How is early stopping done?"),
            (
                "验证损失不再改善就停，恢复最佳检查点。",
                "Stop on no improvement; restore the best checkpoint.",
            ),
            [
                _point(
                    "stop",
                    2,
                    "验证指标不再改善就停止",
                    "stops when validation no longer improves",
                    [["验证", "validation"], ["不再改善", "not improved", "no improvement"]],
                ),
                _point(
                    "best",
                    2,
                    "恢复最佳检查点",
                    "restores the best checkpoint",
                    [["最佳", "best"], ["恢复", "restor*"]],
                ),
            ],
            _mistake("最后一份权重就是最好的模型", "The last weights are the best model", "best"),
        ),
        _entry(
            DECAY,
            3,
            ("权重衰减为什么能抑制过拟合？", "Why does weight decay curb overfitting?"),
            ("它收缩权重，函数更平滑。", "It shrinks weights, so the function is smoother."),
            [
                _point("shrink", 1, "收缩权重", "shrinks the weights", [["收缩", "shrink*"]]),
                _point("smooth", 1, "函数更平滑", "the function is smoother", [["平滑", "smooth*"]]),
            ],
            _mistake("权重衰减会放大权重", "Weight decay enlarges the weights", "shrink"),
        ),
        _entry(
            CLIPPING,
            4,
            ("梯度裁剪做什么？", "What does gradient clipping do?"),
            ("按范数限制梯度。", "It bounds the norm of the gradient."),
            [
                _point(
                    "norm",
                    1,
                    "限制梯度的范数",
                    "bounds the gradient norm",
                    [["范数", "norm"], ["限制", "clip*"]],
                )
            ],
            _mistake("裁剪解决梯度消失", "Clipping cures vanishing gradients", "norm"),
        ),
        _entry(
            WARMUP,
            5,
            ("学习率预热有什么用？", "What is learning-rate warm-up for?"),
            ("避免早期不稳定。", "It avoids early instability."),
            [
                _point(
                    "small", 1, "先用小学习率", "starts with a small rate", [["小的学习率", "small rate"]]
                ),
                _point("stable", 1, "避免早期不稳定", "avoids early instability", [["不稳定", "instab*"]]),
            ],
            _mistake("预热让训练更快", "Warm-up makes training faster", "stable"),
        ),
        {
            "schema": 1,
            "id": DRAFT,
            "kind": "concept",
            "topic": "training",
            "question": {"zh": "批大小怎么选？"},
            "answer": {"zh": "看显存和噪声。"},
        },
    ]


def _entry(
    id_: str,
    difficulty: int,
    question: tuple[str, str],
    short: tuple[str, str],
    points: Sequence[dict[str, Any]],
    mistake: dict[str, Any],
) -> dict[str, Any]:
    entry = checked(id_) | {
        "kind": "concept",
        "difficulty": difficulty,
        "question": dict(zip(("zh", "en"), question, strict=True)),
        "short": dict(zip(("zh", "en"), short, strict=True)),
        "answer": {"zh": f"{short[0]}这是完整的答案。\n", "en": f"{short[1]} This is the whole answer.\n"},
        "key_points": list(points),
        "mistakes": [mistake],
        "follow_ups": [{"q": {"zh": "还有呢？", "en": "What else?"}, "a": {"zh": "没有", "en": "Nothing"}}],
    }
    for name in ("aliases", "numeric", "seeds", "covers", "related", "former_ids", "waive"):
        entry.pop(name, None)
    entry["refs"] = [{**entry["refs"][0], "supports": [points[0]["id"]]}]
    return entry | {"review": {"state": "checked", "checked": "2026-01-31", "hash": fingerprint(entry)}}


def _point(id_: str, weight: int, zh: str, en: str, match: list[list[str]]) -> dict[str, Any]:
    return {
        "id": id_,
        "weight": weight,
        "must": True,
        "zh": zh,
        "en": en,
        "match": match,
        "aliases": [zh, en],
    }


def _mistake(zh: str, en: str, point: str) -> dict[str, Any]:
    return {"zh": zh, "en": en, "point": point, "why": {"zh": "恰好相反。", "en": "It is the reverse."}}
