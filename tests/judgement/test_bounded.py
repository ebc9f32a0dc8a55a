"""No join makes a line that is too long for the steps behind it."""

from __future__ import annotations

import pytest

from textkit.judgement.breaks import decide, engine

ROWS = [
    "县里今年投资修建的水库大坝已经完工，附近",
    "三个乡镇的农田从明年春天起都可以用上这里",
    "的水，农民们说再也不用为天旱发愁，县长在",
    "完工典礼上表示今后还要修好通往各个村子的",
    "水渠，让每一亩田都能浇上水。",
]
TEXT = "\n".join(ROWS) + "\n"


def test_a_paragraph_is_joined_in_lines_that_are_short_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the limit of a line set so low that only two of these rows are one."""
    assert [d.join for d in decide(TEXT)] == [True] * 4
    monkeypatch.setattr(engine, "LONGEST", 2 * len(ROWS[0]))
    bounded = [d for d in decide(f"{TEXT}\n{TEXT}") if d.head.end < len(TEXT)]
    assert [d.join for d in bounded] == [True, False, True, False]
    assert {d.names for d in bounded if not d.join} == {("too-long",)}
