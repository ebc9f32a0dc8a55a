"""Full lines that end sentences, judged again by how long the paragraphs are that they divide."""

from __future__ import annotations

import pytest

from tests.judgement import lined
from textkit.judgement.breaks import Decision, decide, engine, judge, lengths, weights
from textkit.judgement.breaks.reading import read
from textkit.judgement.breaks.register import SPOKEN, register
from textkit.model.finding import Trust

OPEN = "村里的人都到河边去看那条新修的水渠怎么样"  # a full line in mid-sentence …
FULL = "他们在那里站了很久很久然后才慢慢走回家。"  # … one that ends a sentence …
LAST = "晚上下了雨。"  # … and a last line
TALE = "村里的人都到河边去看，那条新修的水渠怎么样了，孩子们跟在后面跑，大人边走边说今年的收成，老人坐在门口晒着太阳，"
COLUMNS = 40


def told(lines: list[str], joined: set[int], at: int) -> list[str]:
    return lined.told(lengths.names, lengths.NAMES, lines, joined, at)


def paragraphs(*sizes: int) -> tuple[list[str], set[int]]:
    return lined.paragraphs(OPEN, LAST, sizes)


@pytest.mark.parametrize(
    ("before", "behind", "said"),
    [
        (1, 1, ["piece -5|some", "whole -2|some", "lines 1 1"]),
        (3, 3, ["piece -1|some", "whole 1|some", "lines 3 2"]),
        (1, 5, ["piece -2|some", "whole 1|some", "lines 1 4"]),
        (12, 9, ["piece 2|some", "whole 4|some", "lines 6 6"]),
    ],
)
def test_two_pieces_and_both_together_against_the_other_paragraphs(before: int, behind: int, said: list[str]) -> None:
    lines, joined = paragraphs(*[4] * 6)
    start = len(lines)
    at = start + before - 1
    lines += [*[OPEN] * (before - 1), FULL, *[OPEN] * (behind - 1), LAST]
    joined.update(k for k in range(start, len(lines) - 1) if k != at)
    found = told(lines, joined, at)
    assert [found[0], found[1], found[4]] == said
    # Whatever was thought of the break itself, its pieces are the same and no other paragraphs.
    assert told(lines, joined | {at}, at) == found


def test_few_paragraphs_say_little() -> None:
    few, joined = paragraphs(8)
    many, known = paragraphs(*[8] * 9)
    seen = [told([*lines, FULL, LAST], inside, len(lines))[1] for lines, inside in ((few, joined), (many, known))]
    assert seen == ["whole -2|few", "whole -3|many"]


def test_lengths_that_differ_say_less() -> None:
    alike, joined = paragraphs(*[5] * 10)
    unlike, known = paragraphs(*[1, 1, 2, 5, 9, 14, 14, 1, 9, 3])
    seen = [told([*lines, FULL, LAST], inside, len(lines))[2] for lines, inside in ((alike, joined), (unlike, known))]
    assert seen == ["piece -6 spread", "piece -3 spread"]


def prose(*sizes: int) -> list[str]:
    return lined.prose(TALE, sizes)


def full(lines: list[str]) -> Decision:
    return lined.decision(lines, FULL)


def test_only_where_nothing_but_the_room_may_tell() -> None:
    lines = [*prose(*[3] * 6), *prose(2)[:1], FULL, *prose(3, 3, 3)]
    assert any(name.startswith(lengths.NAMES) for name in full(lines).names)
    apart = [line + "\n" * (len(line) < COLUMNS // 2) for line in lines]
    assert not any(name.startswith(lengths.NAMES) for name in full(apart).names)
    evenly = [f"{line}\n" for line in lines]  # which says nothing
    assert any(name.startswith(lengths.NAMES) for name in full(evenly).names)


def test_a_line_by_itself_is_hardly_a_paragraph_among_long_ones() -> None:
    among_long = full([*prose(*[8] * 4), FULL, *prose(*[8] * 5)])
    among_short = full([*prose(*[2] * 10), FULL, *prose(8, *[2] * 10)])
    assert among_long.confidence > among_short.confidence + 0.2


@pytest.mark.parametrize(
    ("spoken", "told", "sure"),
    [
        (False, True, judge.SURE_LONG),
        (True, True, judge.SURE_LONG_TALK),
        (False, False, judge.SURE_FULL),
        (True, False, judge.SURE_FULL),
    ],
)
def test_how_sure_a_join_has_to_be(spoken: bool, told: bool, sure: float, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join([*prose(*[3] * 6), FULL, *prose(3, 3, 3)])
    page = read(text if spoken else text.translate({ord(c): "树" for c in SPOKEN}))
    assert (register(page.text) == "talk") is spoken
    i = text.split("\n").index(FULL)
    names = ["col", *[f"{lengths.NAMES}lines 1 3"] * told]
    trusts = []
    for confidence in (sure - 0.01, sure):
        monkeypatch.setattr(judge, "probability", lambda _, confidence=confidence: confidence)
        trusts.append(judge.weighed(page, i, i + 1, names, None, None).trust)
    assert trusts == [Trust.UNSAFE, Trust.SAFE]


ENGLISH_OPEN = "the men of the village went down to the river to see the"  # as in Chinese: a line in mid-sentence …
ENGLISH_FULL = "They stood there for a long time and then went home too."  # … one that ends a sentence …
ENGLISH_LAST = "It rained that night."  # … and a last line


def english(*sizes: int) -> list[str]:
    """Paragraphs of so many lines, the last one short."""
    return [
        line
        for size in sizes
        for line in [*[f"And {ENGLISH_OPEN[4:]}", *[ENGLISH_OPEN] * size][: size - 1], ENGLISH_LAST]
    ]


def names_of(lines: list[str], joined: set[int], at: int) -> list[str]:
    page = read("\n".join(lines))
    pairs = [(i, i + 1) for i in range(len(lines) - 1)]
    ((_, names),) = lengths.names(page, pairs, [i in joined for i, _ in pairs], [at])
    assert all(name.startswith(lengths.ENGLISH_NAMES) for name in names)
    return [name.removeprefix(lengths.ENGLISH_NAMES) for name in names]


@pytest.mark.parametrize(
    ("before", "behind", "said"),
    [
        (1, 1, ["piece -4", "whole -2", "end stop|1"]),
        (3, 3, ["piece -1", "whole 1", "end stop|2"]),
        (9, 9, ["piece 2", "whole 3", "end stop|3"]),
    ],
)
def test_english_pieces_against_the_other_paragraphs(before: int, behind: int, said: list[str]) -> None:
    lines = english(*[4] * 6)
    start = len(lines)
    joined = {k for k in range(start) if lines[k] != ENGLISH_LAST}
    at = start + before - 1
    lines += [*[ENGLISH_OPEN] * (before - 1), ENGLISH_FULL, *[ENGLISH_OPEN] * (behind - 1), ENGLISH_LAST]
    joined.update(k for k in range(start, len(lines) - 1) if k != at)
    found = names_of(lines, joined, at)
    assert [found[0], found[1], found[4]] == said


def test_an_open_line_by_itself_behind_is_told() -> None:
    lines = [*english(4, 4, 4), ENGLISH_FULL, ENGLISH_OPEN, *english(4)]
    joined = {k for k, line in enumerate(lines) if line != ENGLISH_LAST and k not in (12, 13)}
    assert names_of(lines, joined, 12)[-1] == "end none|1"
    known = weights()
    open_, whole = (known[f"{lengths.ENGLISH_NAMES}end {end}|1"] for end in ("none", "stop"))
    assert open_ < -1 < 0 < whole  # a heading, before which a paragraph ends


@pytest.mark.parametrize(("told", "sure"), [(True, judge.SURE_LONG_ENGLISH), (False, judge.SURE_ENGLISH)])
def test_how_sure_a_join_of_english_has_to_be(told: bool, sure: float, monkeypatch: pytest.MonkeyPatch) -> None:
    page = read("\n".join([*english(4, 4, 4), ENGLISH_OPEN, ENGLISH_FULL, *english(4)]))
    names = ["col", *[f"{lengths.ENGLISH_NAMES}piece 1"] * told]
    trusts = []
    for confidence in (sure - 0.01, sure):
        monkeypatch.setattr(judge, "probability", lambda _, confidence=confidence: confidence)
        trusts.append(judge.weighed(page, 13, 14, names, None, None).trust)
    assert trusts == [Trust.UNSAFE, Trust.SAFE]


def test_english_is_asked_where_neither_indents_nor_blank_lines_tell() -> None:
    lines = [*english(3, 4, 3, 5), ENGLISH_OPEN, ENGLISH_FULL, *english(4, 3, 4)]

    def asked(text: str) -> bool:
        engine.forget()
        found = next(d for d in decide(text) if d.tail.slice(text) == ENGLISH_FULL)
        return any(name.startswith(lengths.ENGLISH_NAMES) for name in found.names)

    assert asked("\n".join(lines))
    assert not asked("\n".join(line + "\n" * (line == ENGLISH_LAST) for line in lines))
