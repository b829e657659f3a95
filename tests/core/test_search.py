"""Understanding a query, and ranking."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.core.query import understand
from qbank.core.search import Document, rank
from tests.core.memory_index import MemoryIndex, document

NAMES = (
    ("梯度消失", "vanishing gradients", "vanishing gradient"),
    ("知识蒸馏", "knowledge distillation", "KD"),
    ("分组查询注意力", "grouped-query attention", "GQA"),
    ("过拟合", "overfitting"),
    ("微调", "fine-tuning"),
    ("量化", "quantization"),
    ("显存不足", "out of memory", "OOM"),
    ("动量", "momentum", "Nesterov"),
)
DOCUMENTS = (
    document(
        "training/vanishing",
        "什么是梯度消失和梯度爆炸？\nWhat are vanishing and exploding gradients?\n梯度弥散",
        "连乘的雅可比使梯度指数缩小。\nProducts of Jacobians shrink gradients.",
    ),
    document(
        "dl-basics/residual",
        "残差连接解决了什么问题？\nWhat do residual connections solve?",
        "缓解梯度消失。\nThey ease vanishing gradients.",
    ),
    document(
        "inference/kv-cache", "什么是 KV cache？\nWhat is a KV cache?\nkey value cache size", "GQA 压缩。"
    ),
    document("training/clipping", "为什么要做梯度裁剪？\nWhy clip gradients?\nclip_grad_norm_", "限制范数。"),
    document("overfitting/dropout", "dropout 在训练与推理时有何不同？\nHow does dropout differ?\n随机失活"),
    document("compression/distil", "知识蒸馏的温度有什么用？\nWhat is the temperature for?"),
    document("finetuning/choice", "微调还是检索？\nFine-tuning or retrieval?"),
    document("compression/aware", "量化感知训练怎么做？\nHow is quantization-aware training done?"),
    document("training/momentum", "Nesterov 动量是什么？\nWhat is Nesterov momentum? Is it nested?"),
    document("training/memory", "OOM 了怎么办？\nWhat helps against OOM?"),
    document("compression/quantization", "量化是什么？\nWhat is quantization?"),
    document("overfitting/detect", "怎么判断过拟合？\nHow is overfitting detected?"),
)
INDEX = MemoryIndex(DOCUMENTS, NAMES)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("梯度消失", "training/vanishing"),
        ("梯度消矢", "training/vanishing"),  # typed by its sound
        ("梯度會消失", "training/vanishing"),
        ("過擬合", "overfitting/detect"),
        ("过拟和", "overfitting/detect"),
        ("vanishing gradients", "training/vanishing"),
        ("vanishng gradeints", "training/vanishing"),
        ("overfiting", "overfitting/detect"),
        ("quantizaton", "compression/quantization"),  # a slip in an ending that is no part of the stem
        ("tidu xiaoshi", "training/vanishing"),
        ("tiduxiaoshi", "training/vanishing"),
        ("tdxs", "training/vanishing"),
        ("ＫＶ　ｃａｃｈｅ", "inference/kv-cache"),
        ("KD", "compression/distil"),
        ("knowledge distillation", "compression/distil"),
        ("drop out", "overfitting/dropout"),
        ("nn.Dropout", "overfitting/dropout"),
        ("DropOut", "overfitting/dropout"),
        ("finetuning", "finetuning/choice"),
        ("fine tuning", "finetuning/choice"),
        ("clip grad norm", "training/clipping"),
        ("resid", "dl-basics/residual"),
        ("请问一下什么是过拟合呢", "overfitting/detect"),
        ("could you please explain to me what overfitting is", "overfitting/detect"),
        ("grouped query attention", "inference/kv-cache"),
        ("弥散", "training/vanishing"),
        ("量化感", "compression/aware"),  # a name that is still being typed
        ("量化了", "compression/quantization"),
        ("你先讲讲 dropout 吧", "overfitting/dropout"),  # a lone character says nothing beside a word
        ("Nester", "training/momentum"),  # a beginning that looks like a word with an ending
        ("vanishinggradients", "training/vanishing"),
        ("out of memory", "training/memory"),  # a name with a word that questions are wrapped in
        ("请简述一下 dropout 并举例说明", "overfitting/dropout"),
        ("Hi, what exactly is overfitting? Thanks in advance!", "overfitting/detect"),
        ("【面经】二面 手撕题：知识蒸馏，求解答", "compression/distil"),
    ],
)
def test_finds(query: str, first: str) -> None:
    """It puts what is meant first: by name, sound, initials, other characters, slips, joined or split."""
    hits = rank(query, INDEX)

    assert hits[0].id == first
    assert not hits[0].weak


def test_title_before_body() -> None:
    """It ranks an entry about a thing above one that mentions it."""
    assert [hit.id for hit in rank("梯度消失", INDEX)][:2] == ["training/vanishing", "dl-basics/residual"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "？？",
        "\x00",
        "😀",
        '"',
        "*",
        "红烧肉怎么做",
        "asdfghjkl",
        "what is the capital of France",
        "qqqqq",
    ],
)
def test_nothing_is_meant(query: str) -> None:
    """It finds nothing for nonsense, marks and other matters."""
    assert rank(query, INDEX) == []


@pytest.mark.parametrize("query", ["什么是", "度", "what is"])
def test_too_little_is_weak(query: str) -> None:
    """It marks as weak what only the words of any question, or one character, find."""
    hits = rank(query, INDEX)

    assert hits
    assert all(hit.weak for hit in hits)


def test_a_wording_that_holds_little_is_whole() -> None:
    """It finds by its own words an entry whose words say nothing to any index."""
    index = MemoryIndex([*DOCUMENTS, document("a/b", "为什么慢"), document("a/c", "解码为什么慢")], NAMES)

    assert rank("解码为什么慢", index)[0] == replace(
        rank("解码为什么慢", index)[0], id="a/c", score=100.0, weak=False
    )
    assert rank("为什么慢", index)[0].id == "a/b"


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("我的显卡一跑久了梯度就会消失得一干二净到底该拿它咋办才好", "training/vanishing"),
        ("yesterday my colleague said that overfitting ruined her weekend", "overfitting/detect"),
    ],
)  # fmt: skip
def test_a_story_is_understood(told: str, meant: str) -> None:
    """It shows, marked weak, what a long story is about though most of its words say nothing."""
    hits = rank(told, INDEX)

    assert hits[0].id == meant
    assert hits[0].weak


@pytest.mark.parametrize(
    "told",
    ["下个周末全家人打算一起去海边放风筝然后再吃火锅", "who won the chess game in the park last sunday"],
)
def test_a_story_of_something_else(told: str) -> None:
    """It shows nothing where no telling word of a long story stands in a wording."""
    assert rank(told, INDEX) == []


def test_half_of_a_query_is_weak() -> None:
    """It marks what holds too little of the query."""
    hits = rank("KV cache 混凝土", INDEX)

    assert [hit.id for hit in hits] == ["inference/kv-cache"]
    assert hits[0].weak


def test_an_empty_bank() -> None:
    """It finds nothing where nothing is."""
    assert rank("梯度消失", MemoryIndex([])) == []


@pytest.mark.parametrize(
    ("query", "matched"),
    [
        ("梯度消失", ("梯度消失",)),
        ("vanishing gradients", ("梯度消失", "vanishing", "gradients")),
        ("tdxs", ("梯度消失",)),
        ("梯度消矢", ("梯度消失",)),
        ("exploding", ("exploding",)),
    ],
)
def test_what_matched_is_named_as_it_stands_there(query: str, matched: tuple[str, ...]) -> None:
    """It names the entry's own words: through a slip, the sound, or the other language."""
    assert set(matched) <= set(rank(query, INDEX)[0].matched)


def test_reasons() -> None:
    """It says what was found and what each is worth, the most first."""
    (hit, *_) = rank("KV cache size", INDEX)
    worth = [points for _, points in hit.reasons]

    assert {"kv", "cach", "size"} <= {name for name, _ in hit.reasons}
    assert worth == sorted(worth, reverse=True)


def test_corrections_are_noted() -> None:
    """It says what it read as what."""
    assert understand("gradeint", INDEX).corrections == [("gradeint", "gradient")]
    assert understand("gradient", INDEX).corrections == []


words = st.sampled_from([word for one in DOCUMENTS for word in one.title.split()])
queries = st.one_of(st.text(max_size=20), st.lists(words, max_size=4).map(" ".join))


@given(queries, st.permutations(DOCUMENTS))
def test_order_of_the_bank_does_not_count(query: str, documents: list[Document]) -> None:
    """It gives the same hits however the entries came, best first."""
    hits = rank(query, INDEX)

    assert rank(query, MemoryIndex(documents, NAMES)) == hits
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 <= hit.score <= 100 for hit in hits)


@given(
    st.sampled_from([(one.id, line) for one in DOCUMENTS for line in one.title.splitlines()]),
    st.text(max_size=80),
)
def test_a_wording_finds_its_entry(asked: tuple[str, str], other: str) -> None:
    """It puts an entry first that is asked by its own words, whatever else is added to the bank."""
    id_, line = asked
    more = MemoryIndex([*DOCUMENTS, document("zz/other", f"{other}?", line)], NAMES)

    assert rank(line, INDEX)[0].id == id_
    assert rank(line, more)[0].id == id_


@given(st.text(alphabet='"*-(){}:^NEAROTD +过拟合\x00\ud800', max_size=30))
def test_any_query(query: str) -> None:
    """It takes whatever is typed."""
    assert len(rank(query, INDEX)) <= len(DOCUMENTS)
