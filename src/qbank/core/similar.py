"""Find questions that ask the same thing in nearly the same words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from qbank.core.text import normalise

SAME = 0.72  # share of common pairs of characters from which two questions are near-duplicates

# Phrases that many questions share and that say nothing of what is asked.
_STOCK_ZH = """
如何 怎样 怎么 什么 哪些 哪种 为什么 为何 是 有 请 请问 解释 介绍 说明 简述 描述 谈谈 一下 区别 不同
大模型 大语言模型 模型 训练中 训练过程中 过程中 在 中 的 了 和 与 及 以及 它 各 常见 方法 问题 处理
解决 进行 应该 需要 考虑 一般 通常 吗 呢 深度学习 人工智能 训练 过程 优化 提高 提升 避免 防止 限制
性能 能力 效果 实现 选择 合适 影响 上 ai
"""
_STOCK_EN = """
how what why which when where who is are was were do does did can could should would you your we our
it its they them the a an of to in on for and or with by at from as this that these those explain
describe please between difference differences differ models model large language llm llms training
method methods problem problems use used using need one
"""
_STOCK = re.compile(
    "|".join(sorted(_STOCK_ZH.split(), key=len, reverse=True))
    + rf"|\b(?:{'|'.join(_STOCK_EN.split())})\b|[^\w]+|_"
)


def essence(question: str) -> str:
    """Return a question in normal form without stock phrases, marks and spaces."""
    return _STOCK.sub("", normalise(question))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of pairs that two texts have in common, 0 to 1 (Dice's coefficient)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def pairs(text: str) -> Counter[str]:
    """Return the neighbouring pairs of characters of the essence of a question."""
    core = essence(text)
    return Counter(core[at : at + 2] for at in range(len(core) - 1))


class Questions:
    """Questions by the rare pairs of characters that they hold, so that a look-up compares few of them."""

    def __init__(self, questions: Mapping[str, Iterable[str]]) -> None:
        """Index the wordings of each question by its id."""
        self._pairs = [
            (id_, found) for id_, texts in questions.items() for text in texts if (found := pairs(text))
        ]
        self._common = Counter(pair for _, found in self._pairs for pair in found)
        self._holding: dict[str, list[int]] = defaultdict(list)
        for number, (_, found) in enumerate(self._pairs):
            for pair in self._rarest(found):
                self._holding[pair].append(number)

    def like(self, id_: str, text: str) -> Iterator[tuple[str, float]]:
        """Yield the other questions that are near-duplicates of this wording, most alike first."""
        mine = pairs(text)
        candidates = {number for pair in self._rarest(mine) for number in self._holding.get(pair, ())}
        found: dict[str, float] = {}
        for number in candidates:
            other, theirs = self._pairs[number]
            score = likeness(mine, theirs)
            if other != id_ and score >= max(SAME, found.get(other, 0.0)):
                found[other] = score
        yield from sorted(found.items(), key=lambda item: (-item[1], item[0]))

    def _rarest(self, found: Counter[str]) -> list[str]:
        """Return the rarest pairs, of which two near-duplicates share at least one.

        Texts of a and b pairs that share at least SAME/2*(a+b) of them share at least SAME/(2-SAME)*a. Hence
        they share one of the first a - SAME/(2-SAME)*a + 1, in an order common to all texts.
        """
        by_rarity = sorted(found, key=lambda pair: (self._common[pair], pair))
        kept = int(found.total() * (1 - SAME / (2 - SAME))) + 1
        chosen, total = [], 0
        for pair in by_rarity:
            if total >= kept:
                break
            chosen.append(pair)
            total += found[pair]
        return chosen
