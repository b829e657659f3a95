"""From text to the tokens that a search compares: stems of Latin words, and pairs of Chinese characters."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from qbank.core.text import is_cjk
from qbank.core.traditional import TO_SIMPLIFIED

_RUN = re.compile(r"[A-Za-z0-9]+(?:[_.+#/'-][A-Za-z0-9]+)*[+#]*|[\u3400-\u4dbf\u4e00-\u9fff]+")
_SEPARATOR = re.compile(r"[_./'-]+")
_CAMEL = re.compile(r"(?:[A-Z]?[a-z]{2,})(?:[A-Z][a-z]{2,})+")
_HUMP = re.compile(r"[A-Z]?[a-z]+")
_TAIWAN = {  # what the same thing is called elsewhere, once its characters are Simplified
    "资料": "数据", "记忆体": "显存", "程式": "程序", "网路": "网络", "最佳化": "优化", "排程": "调度",
    "影像": "图像", "演算法": "算法", "软体": "软件", "讯息": "消息", "品质": "质量", "模组": "模块",
    "伺服器": "服务器", "快取": "缓存", "丛集": "集群", "函式": "函数", "过度配适": "过拟合",
    "过适": "过拟合", "连结": "连接", "推论": "推理", "批次正规化": "批归一化", "正规化": "归一化",
    "批次": "批", "遮罩": "掩码", "填补": "填充", "杂讯": "噪声", "侦测": "检测", "物件": "目标",
    "语意": "语义", "平行": "并行", "分散式": "分布式", "执行绪": "线程", "频宽": "带宽", "位元": "比特",
    "硬体": "硬件", "晶片": "芯片", "预设": "默认", "资讯": "信息", "类神经": "神经", "机率": "概率",
    "储存": "存储", "一般化": "泛化", "修剪": "剪枝", "线上": "在线", "倒传递": "反向传播",
    "活化函": "激活函", "大型语言": "大语言", "断词": "分词", "布署": "部署", "负载平衡": "负载均衡",
    "遮蔽": "掩码", "过度拟合": "过拟合", "转移学习": "迁移学习", "增强式学习": "强化学习",
    "提早停止": "早停", "解析度": "分辨率", "巢状": "嵌套", "平滑化": "平滑", "建议系统": "推荐系统",
    "权杖": "词元",
}  # fmt: skip
ENDINGS = (
    "ization",
    "isation",
    "ation",
    "ising",
    "izing",
    "ised",
    "ized",
    "iser",
    "izer",
    "ise",
    "ize",
    "ing",
    "ed",
    "er",
)
_SHORTEST = 4  # letters that are left of a word without its ending


@dataclass(frozen=True, slots=True)
class Tokens:
    """One text as a search sees it; each field is a sequence of words with a space between.

    Attributes:
        title: Stems and pairs of characters, in the order of the text; a line of it for each wording.
        joined: Two neighbouring Latin words, or the parts of one, written as one (`drop out` → `dropout`).
        sound: The title's pairs of characters as pinyin, and its initials.
        body: As `title`, of the text below it.
    """

    title: str
    joined: str
    sound: str
    body: str


def tokens_of(title: str, body: str) -> Tokens:
    """Return the tokens of an entry.

    Args:
        title: What it is asked by: a line a wording.
        body: What it says.
    """
    spoken = [run for run in runs(title) if is_cjk(run[0])]
    return Tokens(
        title="\n".join(" ".join(sequence(line)) for line in title.splitlines()),
        joined=" ".join(dict.fromkeys(_joined(title))),
        sound=" ".join(dict.fromkeys(sound for run in spoken for sound in _sounds(run))),
        body=" ".join(sequence(body)),
    )


def runs(text: str) -> list[str]:
    """Return the Latin words, in their own case, and the runs of Simplified Chinese of a text."""
    folded = unicodedata.normalize("NFKC", text)
    simple = folded.translate(TO_SIMPLIFIED)
    if simple != folded:
        for theirs, ours in _TAIWAN.items():
            simple = simple.replace(theirs, ours)
    return _RUN.findall(simple)


def sequence(text: str) -> Iterator[str]:
    """Yield the tokens of a text in their order."""
    for run in runs(text):
        yield from tokens(run)


def tokens(run: str) -> list[str]:
    """Return the tokens of one run: its pairs of characters (or the only one), or its parts' stems."""
    if is_cjk(run[0]):
        return [first + second for first, second in pairwise(run)] or [run]
    return list(_stems(run))


@lru_cache(4096)
def _stems(run: str) -> tuple[str, ...]:
    return tuple(stem(part) for part in parts(run))


def parts(run: str) -> list[str]:
    """Split a Latin word where it is put together (`fine-tuning`, `FlashAttention`); in small letters."""
    pieces = [piece for piece in _SEPARATOR.split(run) if piece]
    return [
        part.lower()
        for piece in pieces
        for part in (_HUMP.findall(piece) if _CAMEL.fullmatch(piece) else (piece,))
    ]


@lru_cache(4096)
def stem(word: str) -> str:
    """Return what the forms of a word share: without plural, -ing, -ed, -ation, in US or UK spelling."""
    if len(word) <= _SHORTEST or not word.isalpha():
        return word
    word = word.replace("our", "or") if word.endswith(("our", "ours")) else word
    if word.endswith("ies"):
        word = f"{word[:-3]}y"
    elif word.endswith("sses"):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    ending = next((one for one in ENDINGS if word.endswith(one) and len(word) - len(one) >= _SHORTEST), "")
    word = word.removesuffix(ending)
    if ending and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST else word


def written(form: str) -> str:
    """Return a phrase of tokens as a person would write it: overlapping pairs of characters as one run."""
    text = ""
    for token in form.split(" "):
        if text and is_cjk(token[0]) and text[-1] == token[0]:
            text += token[1:]
        else:
            text += f" {token}" if text else token
    return text


def join(first: str, second: str) -> str:
    """Return two Latin words as one token."""
    return stem(first + second)


def _joined(title: str) -> Iterator[str]:
    for line in title.splitlines():
        before = ""
        for run in runs(line):
            if is_cjk(run[0]):
                before = ""
                continue
            inner = parts(run)
            if len(inner) > 1:
                yield stem("".join(inner))
            for part in inner:
                if before:
                    yield join(before, part)
                before = part


def _sounds(run: str) -> Iterator[str]:
    from qbank.core import pinyin  # noqa: PLC0415  # late: the table, only when an entry is compiled

    for options in pinyin.pairs(run):
        yield from options
    yield from pinyin.initials(run)
