"""Full lines of Japanese that end sentences, judged again by how long the paragraphs are that they divide."""

from __future__ import annotations

import pytest

from tests.judgement import lined
from textkit.judgement.breaks import Decision, decide, engine, judge, lengths_japanese, weights
from textkit.judgement.breaks.reading import read
from textkit.model.finding import Trust

OPEN = "村の人はみな川のそばへ出かけて新しい水路"  # a full line in mid-sentence …
FULL = "をながめてからゆっくりと家に帰りました。"  # … one that ends a sentence …
LAST = "夜は雨でした。"  # … and a last line
TALE = (
    "村の人はみな川のそばへ出かけて新しい水路を見に行き、子どもたちはそのあとから走り、年よりは門のところで日にあたり、"
)


def told(lines: list[str], joined: set[int], at: int) -> list[str]:
    return lined.told(lengths_japanese.names, lengths_japanese.NAMES, lines, joined, at)


def paragraphs(*sizes: int) -> tuple[list[str], set[int]]:
    return lined.paragraphs(OPEN, LAST, sizes)


@pytest.mark.parametrize(
    ("before", "behind", "said"),
    [
        (1, 1, ["rank piece 0|some", "rank whole 3|some", "ranks 0 3 of 3"]),
        (3, 3, ["rank piece 2|some", "rank whole 1|some", "ranks 2 1 of 3"]),
        (12, 9, ["rank piece 3|some", "rank whole 0|some", "ranks 3 0 of 3"]),
    ],
)
def test_two_pieces_and_both_together_among_the_other_paragraphs(before: int, behind: int, said: list[str]) -> None:
    lines, joined = paragraphs(2, 2, 4, 4, 4, 8)
    start = len(lines)
    at = start + before - 1
    lines += [*[OPEN] * (before - 1), FULL, *[OPEN] * (behind - 1), LAST]
    joined.update(k for k in range(start, len(lines) - 1) if k != at)
    found = told(lines, joined, at)
    assert found[3:] == said
    # Whatever was thought of the break itself, its pieces are the same and no other paragraphs.
    assert told(lines, joined | {at}, at) == found


def test_sentences_are_counted_on_both_sides() -> None:
    lines, joined = paragraphs(*[3] * 6)
    start = len(lines)
    two = "はい。" + OPEN[:17]
    lines += [two, FULL, OPEN, FULL, two, LAST]
    joined.update((start, start + 2, start + 3, start + 4))
    assert told(lines, joined, start + 1)[:3] == ["sentences 2 3", "sentences piece 1|some", "sentences whole 2|some"]


def prose(*sizes: int) -> list[str]:
    return lined.prose(TALE, sizes)


def full(lines: list[str]) -> Decision:
    return lined.decision(lines, FULL)


def looked_again(decision: Decision) -> bool:
    return any(name.startswith(lengths_japanese.NAMES) for name in decision.names)


def test_only_where_nothing_but_the_room_may_tell() -> None:
    lines = [*prose(*[3] * 6), *prose(2)[:1], FULL, *prose(3, 3, 3)]
    assert looked_again(full(lines))
    assert not looked_again(full([line + "\n" * (len(line) < 15) for line in lines]))
    assert looked_again(full([f"{line}\n" for line in lines]))  # blank lines behind all say nothing


def test_lines_with_room_and_lines_in_mid_sentence_are_judged_once() -> None:
    text = "\n".join([*prose(*[3] * 6), *prose(2)[:1], FULL, *prose(3, 3, 3)])
    engine.forget()
    again = [d.tail.slice(text) for d in decide(text) if looked_again(d)]
    assert again == [FULL]


def told_by_lengths(decision: Decision) -> float:
    """How many nats lengths add."""
    return sum(weights()[name] for name in decision.names if name.startswith(lengths_japanese.NAMES))


def test_a_line_by_itself_is_hardly_a_paragraph_among_long_ones() -> None:
    among_long = full([*prose(*[8] * 4), FULL, *prose(*[8] * 5)])
    among_short = full([*prose(*[2] * 10), FULL, *prose(8, *[2] * 10)])
    assert told_by_lengths(among_long) > told_by_lengths(among_short) + 0.2


def test_how_sure_a_join_has_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [*prose(*[3] * 6), *prose(2)[:1], FULL, *prose(3, 3, 3)]
    page, i = read("\n".join(lines)), lines.index(FULL)
    names = ["col", f"{lengths_japanese.NAMES}sentences 1 3"]
    trusts = []
    for confidence in (judge.SURE_OTHER - 0.01, judge.SURE_OTHER):
        monkeypatch.setattr(judge, "probability", lambda _, confidence=confidence: confidence)
        trusts.append(judge.weighed(page, i, i + 1, names, None, None).trust)
    assert trusts == [Trust.UNSAFE, Trust.SAFE]
