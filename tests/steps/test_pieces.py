"""Long texts in pieces: what is found and changed is what is found and changed in the whole."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.texts import PIECES, SENTENCES
from textkit.files.pieces import cut_up
from textkit.judgement.piece_boundaries import BACK, cut, sound
from textkit.model.document import Document
from textkit.model.outcome import Outcome, SourceChange
from textkit.model.piece import NotInPieces, Piece, Traits
from textkit.model.policy import Policy
from textkit.model.source import Source
from textkit.pipeline.engine import Engine
from textkit.pipeline.outcomes import outcomes, source_changes
from textkit.pipeline.pieces import Watch
from textkit.steps.normalize import Options, checks
from textkit.steps.normalize.pieces import Guess

Told = tuple[str, list[Outcome], list[SourceChange]]

ODD = [
    "```", "~~~ py", "&#96;&#96;&#96;", "$$", "$$ x, y $$", "$ a,b $", "甲|乙", "---|---", "| 表,格 |", "# 题目", "[a](b)",
    "他说“甲\n乙,丙K!”后", "甲。”", "かな、", "これはかなの文。", "한국", "ｶﾀｶﾅ", "组织 100 多人，", "3人分5组到6个村走访7户8次，",
    "来了 3 人", "达到 9 8 . 7 %", "表\n1 2 . 3 %", "\u2028", "\x0b", "\x85", " \n", "\u200b\n", "\n\n\n", "\r\n", "　　", "    ",
    "1,甲,乙\n", "2,丙,丁\n", "# 注,释\n", "n = 3\n", "    丙,丁\n", "'丙, 丁'\n", "f(\n", "2,问？,b\n3,问？,c\n4,问？,d\n", "“ 5 ”\n", "——\n", "name.a = 甲,乙\n", "&nbsp;\n", "\"甲\"", "(乙)", "甲。。", "⼈⺠", "\u202e", "א", "I2O23年", "http://a.cn/甲,乙",
]  # fmt: skip
LINES = [*SENTENCES, *PIECES, *ODD, "一二三四五。", "正文,如此."]


def told(documents: list[Document]) -> Told:
    seen: dict[bytes, int] = {}
    found: list[Outcome] = []
    changes: list[SourceChange] = []
    for document in documents:
        here = outcomes(document, writes=True, seen=seen)
        changes += source_changes(document, {o.number: o.id for o in here})
        found += [o._replace(number=0, turn=0) for o in here]
    return "".join(d.text for d in documents), found, changes


def whole(engine: Engine, text: str, path: str = "a.txt") -> Told:
    return told([engine.work(0, Document.of(text, path))])


def cut_apart(text: str, size: int) -> list[tuple[str, bool]]:
    return list(cut_up([text[k : k + 7] for k in range(0, len(text), 7)] or [""], partial(cut, ahead=BACK), size))


def in_pieces(engine: Engine, text: str, size: int, path: str = "a.txt") -> tuple[Told, int]:
    """What comes of the text in pieces, with how many there were. Raises ``NotInPieces``."""
    parts = cut_apart(text, size)
    guess = Guess()
    for part, _ in parts:
        guess.add(part)
    try:
        return _once(engine, parts, guess.traits, path), len(parts)
    except NotInPieces as error:
        if error.traits is None:
            raise
        return _once(engine, parts, error.traits, path), len(parts)


def _once(engine: Engine, parts: list[tuple[str, bool]], traits: Traits, path: str) -> Told:
    watch, done = Watch(), []
    offset = line = 0
    for part, last in parts:
        source = Source.of(part, path)
        document = engine.work(0, Document(source, part, piece=Piece(offset, line, last, traits)))
        watch.see(document)
        done.append(document)
        offset += len(part)
        line += part.count("\n") + part.count("\r") - part.count("\r\n")
    return told(done)


def engines() -> Iterator[Engine]:
    for options in (
        Options(),
        Options(latin_space="insert", han_space="remove", quotes="corner", max_blank=1, fullstop="。", indent="two"),
        Options(latin_space="remove", quotes="curly", private_use="drop", stray="flag", brackets="fullwidth"),
    ):
        yield Engine.of([("normalize", c) for c in checks(options)], Policy())


ENGINES = list(engines())


@given(
    st.lists(st.one_of(st.sampled_from(LINES), st.just("\n")), max_size=60).map("".join),
    st.sampled_from(ENGINES),
    st.sampled_from(("a.txt", "a.md")),
)
@settings(max_examples=200, deadline=None)
def test_pieces_are_done_as_the_whole(text: str, engine: Engine, path: str) -> None:
    try:
        done, _ = in_pieces(engine, text, 12, path)
    except NotInPieces:
        return
    assert done == whole(engine, text, path)


def test_most_texts_can_be_done_in_pieces() -> None:
    rng = random.Random(5)
    cut = 0
    for _ in range(60):
        lines = [
            "".join(rng.choices(LINES if rng.random() < 0.3 else SENTENCES, k=rng.randint(1, 3))) for _ in range(30)
        ]
        text = "\n".join(lines)
        try:
            done, pieces = in_pieces(ENGINES[0], text, 60)
        except NotInPieces:
            continue
        assert done == whole(ENGINES[0], text)
        cut += pieces > 3
    assert cut > 20


def test_no_cut_is_made_in_a_program() -> None:
    program = "    说明: 甲, 乙\n" * 9 + "x = [\n" + "    '丙, 丁',\n" * 9 + "]\n"
    text = "正文,一行。\n" * 40 + program + "正文,一行。\n" * 40
    done, pieces = in_pieces(ENGINES[0], text, 40)
    assert pieces > 4
    assert done == whole(ENGINES[0], text)


def test_no_piece_begins_indented_for_it_would_be_code() -> None:
    text = ("正文,一行。\n    甲, 乙。\n" * 9 + "\n    甲, 乙\n    丙, 丁\n\n") * 9
    done, pieces = in_pieces(ENGINES[0], text, 20, "a.md")
    assert pieces > 4
    assert done == whole(ENGINES[0], text, "a.md")


def test_a_piece_that_begins_or_ends_in_a_program_is_told() -> None:
    assert sound("# 甲: 乙\n正文。\n    甲: 乙\n", False, False)
    assert not sound("# 甲: 乙\nx = 1\n正文。\n", False, True)
    assert not sound("正文。\nx = 1\n    甲: 乙\n", True, False)


@pytest.mark.parametrize(
    ("text", "path", "why"),
    [
        ("正文一行。\n&#96;&#96;&#96;\n甲,乙。\n丙,丁。\n" * 31, "a.txt", "references that become a fence"),
        ("甲乙丙丁\u2028\u200b\n正文一行。\n" * 31, "a.md", "a line that becomes blank"),
        ("正文一行，如此。\n\u00a0\u00a0\u00a0\u00a0甲，乙。\n" * 31, "a.md", "a line that becomes indented"),
        (
            "# 甲\n" + "正文,一行。\n" * 49 + "<!-- textkit: off -->\n" + "正文,一行。\n" * 49,
            "a.md",
            "what its author has exempted",
        ),
    ],
)
def test_what_belongs_together_after_all_is_told(text: str, path: str, why: str) -> None:
    assert len(cut_apart(text, 20)) > 2
    with pytest.raises(NotInPieces):
        in_pieces(ENGINES[0], text, 20, path)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "正文，一行。\n" * 40 + "```\n甲,乙\n" + "丙,丁\n" * 40 + "```\n戊,己。\n",
            {"NRM051"},
        ),  # of the last line alone
        ("これはかなの文です、と。\n" * 60 + "東京--大阪\n" * 40, set()),  # where kana abound, no line is Chinese
        ("3人分5组到6个村走访7户8次，\n" * 30 + "于是组织 100 多人，参加。\n", {"NRM061"}),  # the habit of the others
    ],
)
def test_the_whole_text_has_its_say(text: str, found: set[str]) -> None:
    done, pieces = in_pieces(ENGINES[0], text, 20)
    assert pieces > 2
    assert {o.rule.code for o in done[1]} == found
    assert done == whole(ENGINES[0], text)
