"""Paragraphs in columns are the paragraphs that were put in, and the keys in arrays are the keys."""

from __future__ import annotations

import re
from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textkit.dedupe import key
from textkit.model.check import Untouched
from textkit.model.document import Document
from textkit.model.span import Span
from textkit.steps.dedupe import codes as codes_module
from textkit.steps.dedupe import corpus as corpus_module
from textkit.steps.dedupe import folding as folding_module
from textkit.steps.dedupe.checks import Duplicates
from textkit.steps.dedupe.codes import Codes
from textkit.steps.dedupe.corpus import Corpus, hashes, unique
from textkit.steps.dedupe.facts import Facts, collect
from textkit.steps.dedupe.folding import Folding
from textkit.steps.dedupe.options import Options

# Characters that fold to none, one and several, beyond 16 bits, and halves of surrogate pairs.
ODD = "天地玄黄，。 aＡé㈱①２😀𠀀𝟘\ud800\udc00한"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(ODD, min_size=1, max_size=12), min_size=1, max_size=8))
def test_keys_in_arrays_are_the_keys(texts: list[str]) -> None:
    folding = Folding()
    points, sizes = folding.keys(texts)
    back = {alias: chr(code) for code, alias in ((c, ord(a)) for c, a in folding.aliases.items())}
    said = str(points.tobytes(), "utf-16-le", "surrogatepass").translate(back)
    ends = np.cumsum(sizes).tolist()
    assert [said[b - n : b] for b, n in zip(ends, sizes.tolist(), strict=True)] == [key(t) for t in texts]


def test_keys_take_32_bits_when_aliases_run_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding_module, "ALIASES", range(0xDC00, 0xDC02))
    corpus = Corpus()
    texts = ["天地😀玄", "玄黄𠀀天", "宇宙𠀁洪", "天地😀玄"]
    for n, text in enumerate(texts):
        corpus["a.jsonl", n + 1] = collect(Document.of_record("a.jsonl", text, None, n + 1), "document")
        corpus._fold()
    codes, numbers = corpus.keyed()
    assert codes.points.dtype == np.uint32
    assert [codes.key(n) for n in numbers.tolist()] == [key(t) for t in texts]
    assert numbers[0] == numbers[3]


def plain(text: str, path: str = "a.txt") -> Document:
    return Document.of(text, path)


@pytest.mark.parametrize("in_memory", [32 << 20, 8])
def test_facts_come_back_as_they_went_in(in_memory: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus_module, "IN_MEMORY", in_memory)
    text = "第一段的文字在这里。\n\n第二段被\n折断了，接着说。\n\n第三段。\n"
    put = {
        ("a.txt", 0): collect(plain(text), "paragraph"),
        ("b.txt", 0): collect(plain(text, "b.txt"), "line"),
        ("empty.txt", 0): collect(plain("", "empty.txt"), "paragraph"),
    }
    corpus = Corpus()
    for where, facts in put.items():
        corpus[where] = facts
    assert dict(corpus) == put
    assert list(corpus) == list(put)
    corpus.keyed()
    assert dict(corpus) == put


def test_a_record_comes_back_with_the_place_it_has() -> None:
    corpus = Corpus()
    document = Document.of_record("a.jsonl", "一条记录的文字。", "x7", 12)
    corpus[document.key] = collect(document, "document")
    (item,) = corpus["a.jsonl", 12].items
    (piece,) = item.pieces
    assert piece.place == document.where(Span(0, 8))
    assert (piece.start, piece.end, piece.first, piece.last) == (0, 8, 0, 8)


# Texts of records, some of which are no prose by their markup, no paragraph, or several.
RECORDS = (
    "一条记录的文字。", "另一条，有两行。\n第二行。", "", "第三条记录。", " \u3000 ", "前后有空白。 \r\n", "这一行在这里\n折断了，接着说。",
    "# 标题", "1. `名字`", "12、| 一 | 二 |", "“$x$”", "``", "![图](a.png)", "{% raw %}", "  #标签不是标题", "价格是 $5，不是公式。",
    "前面有字 $$x + y$$ 后面也有。", "<pre>代码</pre>", "<b>粗体</b>的字", '{"键": "值"}', "[1, 2]", "[注] 见下文。", "````", "--- ",
    "int main() {", "\\begin{x}", "…… 《书》", "1) 12. 3、 $a$", "x" * 5000 + "|",
)  # fmt: skip


@pytest.mark.parametrize("unit", ["paragraph", "line", "document"])
def test_many_at_once_are_taken_in_like_one_by_one(unit: Literal["paragraph", "line", "document"]) -> None:
    documents = [
        *(Document.of_record("a.jsonl", text, f"n{n}" if n % 2 else None, n + 1) for n, text in enumerate(RECORDS)),
        *(Document.of_record("b.jsonl", text, "x", n + 7) for n, text in enumerate(RECORDS) if text),
    ]
    one_by_one, at_once = Corpus(), Corpus()
    for d in documents:
        one_by_one[d.key] = collect(d, unit)
    check = Duplicates(Options(unit=unit))
    for path in ("a.jsonl", "b.jsonl", "c.jsonl"):
        some = [d for d in documents if d.path == path]
        taken = check.collect_records(
            Untouched(path, [d.line for d in some], [d.record for d in some], [d.text for d in some])
        )
        assert taken is not None
        at_once.update(taken)
    assert dict(at_once) == dict(one_by_one)
    rows = len(one_by_one.exempt)
    assert any(one_by_one.exempt) is (unit != "document")
    assert [at_once.place(row) for row in range(rows)] == [one_by_one.place(row) for row in range(rows)]
    (codes, numbers), (others, again) = at_once.keyed(), one_by_one.keyed()
    assert [codes.key(n) for n in numbers.tolist()] == [others.key(n) for n in again.tolist()]


def test_sentences_are_taken_in_one_by_one() -> None:
    records = Untouched("a.jsonl", [1], [None], ["一句。两句。"])
    assert Duplicates(Options(unit="sentence")).collect_records(records) is None
    assert Duplicates(Options(likely=lambda lines: [True] * len(lines))).collect_records(records) is None


def test_documents_taken_back_are_gone() -> None:
    corpus = Corpus()
    for name in ("a.txt", "b.txt"):
        corpus[name, 0] = collect(plain("同样的一段文字，写得足够长，可以拿来比较。\n", name), "line")
    del corpus["a.txt", 0]
    assert list(corpus) == [("b.txt", 0)]
    assert ("a.txt", 0) not in corpus
    with pytest.raises(KeyError):
        del corpus["a.txt", 0]
    _, numbers = corpus.keyed()
    assert numbers.tolist() == [-1, 0]


def coded(texts: list[str]) -> Codes:
    offsets = np.concatenate((np.zeros(1, np.int64), np.cumsum([len(t) for t in texts], dtype=np.int64)))
    return Codes(np.frombuffer("".join(texts).encode("utf-16-le"), np.uint16), offsets)


@pytest.mark.parametrize("enough", [True, False])
@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("天地玄黄", max_size=5), max_size=12))
def test_each_key_once_from_short_to_long(enough: bool, texts: list[str]) -> None:
    """Also where the first hashes of different keys are the same."""
    with pytest.MonkeyPatch.context() as patch:
        if not enough:
            patch.setattr(corpus_module, "hashes", lambda codes, seed: hashes(codes, seed) * np.uint64(seed > 1))
        codes, numbers = unique(coded(texts), ())
    assert [codes.key(n) for n in numbers.tolist()] == texts
    assert sorted(set(texts)) == sorted(codes.key(n) for n in range(len(codes)))
    assert (np.diff(codes.lengths) >= 0).all()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("天地12玄黄", max_size=6), min_size=1, max_size=12))
def test_a_hash_is_of_the_characters_by_their_places_wherever_the_text_stands(texts: list[str]) -> None:
    digits = np.zeros(1 << 16, np.bool_)
    digits[[ord("1"), ord("2")]] = True
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(codes_module, "STRETCH", 8)
        whole, bare = hashes(coded(texts), 1), hashes(coded(texts), 3, without=digits)
    alone = [int(hashes(coded([text]), 1)[0]) for text in texts]
    assert whole.tolist() == alone
    assert bare.tolist() == [int(hashes(coded([re.sub("[12]", "", text)]), 3)[0]) for text in texts]
    assert len(set(alone)) == len(set(texts) - {""}) + ("" in texts)


def test_partial_documents_keep_the_numbers_of_their_paragraphs() -> None:
    facts = collect(plain("甲段的文字。\n\n乙段的文字。\n\n丙段的文字。\n"), "line")
    some = Facts(facts.path, None, facts.items[1:], facts.length, True, True, (1, 2))
    corpus = Corpus()
    corpus["a.txt", 0] = some
    assert corpus["a.txt", 0] == some
