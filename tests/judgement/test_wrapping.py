"""Where a column may have cut lines: what is spared the judgement must hold no wrapped line."""

from __future__ import annotations

import time

import pytest

from textkit.judgement.breaks import decide
from textkit.judgement.wrapping import SHORT_TEXT, stretches
from textkit.model.finding import Trust

PARAGRAPH = "清晨的码头上已经有人在忙，几个工人把一筐筐鲜鱼从船上搬下来，码放在路边等着过秤，海风里带着浓浓的咸味，远处的灯塔还亮着。"
WRAPPED = [PARAGRAPH[k : k + 18] for k in range(0, len(PARAGRAPH), 18)] * 6

WHOLE = [
    ("one paragraph a line", [PARAGRAPH] * 5),
    ("sentences of one length, each with its stop", ["会议在市政府礼堂如期举行。"] * 6),
    ("references", ["[3]: https://example.org/a/b/c"] * 6),
    ("one heading between paragraphs", [PARAGRAPH, "码头上的一天", PARAGRAPH, PARAGRAPH]),
    ("two lines", ["前进前进", "前进"]),
]


@pytest.mark.parametrize(("reason", "lines"), WHOLE)
def test_nothing_is_wrapped(reason: str, lines: list[str]) -> None:
    assert stretches(lines) == [], reason


def test_a_short_text_is_one_stretch() -> None:
    assert stretches([PARAGRAPH, *WRAPPED]) == [range(len(WRAPPED) + 1)]


def test_a_column_in_a_long_text_is_found_with_a_margin() -> None:
    lines = [PARAGRAPH * 3] * SHORT_TEXT + WRAPPED + [PARAGRAPH * 3] * SHORT_TEXT
    (found,) = stretches(lines)
    assert found.start < SHORT_TEXT
    assert found.stop > SHORT_TEXT + len(WRAPPED)
    assert len(found) < 3 * SHORT_TEXT / 2


def test_columns_far_apart_are_found_each() -> None:
    apart = [PARAGRAPH * 3] * SHORT_TEXT
    found = stretches([*WRAPPED, *apart, *WRAPPED, *apart, *WRAPPED])
    first = [0, *(k * (len(WRAPPED) + SHORT_TEXT) for k in (1, 2))]
    assert len(found) == len(first)
    for stretch, start in zip(found, first, strict=True):
        assert stretch.start <= start < start + len(WRAPPED) <= stretch.stop


@pytest.mark.parametrize("width", [12, 16, 20, 28, 40])
def test_every_wrapped_line_lies_in_a_stretch(width: int) -> None:
    text = PARAGRAPH.replace("。", "，") * 3 + PARAGRAPH
    lines = [text[k : k + width] for k in range(0, len(text), width)]
    joined = [d for d in decide("\n".join(lines)).joins() if d.trust is Trust.SAFE and d.names[:1] == ("col",)]
    assert joined
    assert stretches(lines) == [range(len(lines))]


@pytest.mark.parametrize("line", ["村", "村" * 40, "a" * 300, "，"])
def test_many_equal_lines_are_fast(line: str) -> None:
    start = time.process_time()
    stretches([line] * 50_000)
    assert time.process_time() - start < 5
