"""Full lines of Korean that end sentences, judged again by how long the paragraphs are that they divide."""

from __future__ import annotations

import pytest

from tests.judgement import lined
from textkit.judgement.breaks import Decision, judge, lengths_japanese, weights
from textkit.judgement.breaks.reading import read
from textkit.model.finding import Trust

OPEN = "마을 사람들은 모두 강가로 나가서 새 물길을"  # a full line in mid-sentence …
FULL = "바라보고 나서 저녁에 천천히 집으로 돌아왔다."  # … one that ends a sentence …
LAST = "밤에는 비가 왔다."  # … and a last line
TALE = (
    "마을사람들은모두강가로나가새물길을보러갔고아이들은그뒤를따라달렸으며노인들은문앞에서햇볕을쬐고있었는데저녁이되자"
)


def prose(*sizes: int) -> list[str]:
    return [line.replace("。", ".") for line in lined.prose(TALE, sizes)]


def page_of(*sizes: int) -> list[str]:
    return [*prose(*sizes), *prose(2)[:1], FULL, *prose(3, 3, 3)]


def looked_again(decision: Decision) -> bool:
    return any(name.startswith(lengths_japanese.KOREAN_NAMES) for name in decision.names)


def test_sentences_end_in_stops_with_a_space_or_a_line_end_behind() -> None:
    lines, joined = lined.paragraphs(OPEN, LAST, [3] * 6)
    start = len(lines)
    lines += ["그렇다. 3.5점이다! 마을 사람들은 모두 강가로", FULL, OPEN, LAST]
    joined.update((start, start + 2))
    found = lined.told(lengths_japanese.names, lengths_japanese.KOREAN_NAMES, lines, joined, start + 1)
    assert found[0] == "sentences 3 1"


def test_only_where_nothing_but_the_room_may_tell() -> None:
    lines = page_of(*[3] * 6)
    assert looked_again(lined.decision(lines, FULL))
    assert not looked_again(lined.decision([line + "\n" * (len(line) < 15) for line in lines], FULL))
    assert looked_again(lined.decision([f"{line}\n" for line in lines], FULL))  # blank lines behind all say nothing
    assert not looked_again(lined.decision(lines, lines[0]))


def test_how_sure_a_join_has_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = page_of(*[3] * 6)
    page, i = read("\n".join(lines)), lines.index(FULL)
    names = ["col", f"{lengths_japanese.KOREAN_NAMES}sentences 1 3"]
    trusts = []
    for confidence in (judge.SURE_LONG_KOREAN - 0.01, judge.SURE_LONG_KOREAN):
        monkeypatch.setattr(judge, "probability", lambda _, confidence=confidence: confidence)
        trusts.append(judge.weighed(page, i, i + 1, names, None, None).trust)
    assert trusts == [Trust.UNSAFE, Trust.SAFE]


def told_by_lengths(decision: Decision) -> float:
    """How many nats lengths add."""
    return sum(weights()[name] for name in decision.names if name.startswith(lengths_japanese.KOREAN_NAMES))


def test_a_line_by_itself_is_hardly_a_paragraph_among_long_ones() -> None:
    among_long = lined.decision([*prose(*[8] * 4), FULL, *prose(*[8] * 5)], FULL)
    among_short = lined.decision([*prose(*[2] * 10), FULL, *prose(8, *[2] * 10)], FULL)
    assert told_by_lengths(among_long) > told_by_lengths(among_short) + 0.2
