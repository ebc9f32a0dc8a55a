"""How alike pairs are about the threshold, as each report for people shows it."""

import pytest

from tests.reports.sample import run
from textkit.model.span import Place
from textkit.model.spectrum import NearPair, Spectrum, Standing

FIRST = Standing("a.txt", None, Place(0, 30, 1, 1, 1, 31))
SECOND = Standing("a.txt", None, Place(64, 94, 5, 1, 5, 31))
RECORD = Standing("b.jsonl", "r7", Place(0, 30, 3, 1, 3, 31))
ABOVE = NearPair(0.8671, FIRST, SECOND, (("木", "铁"),))
BELOW = NearPair(0.8249, FIRST, RECORD, (("", "|"),))
SPECTRUM = Spectrum(0.85, ((0.81, 0), (0.82, 40), (0.83, 0), (0.86, 1)), (ABOVE, BELOW))


def test_on_a_terminal_bars_are_as_long_as_their_share_and_stand_above_the_pairs() -> None:
    lines = run("text", spectrum=SPECTRUM, width=100).splitlines()
    start = next(k for k, line in enumerate(lines) if "How alike (threshold 0.85)" in line)
    bars = {line.split()[0]: line.count("█") for line in lines[start + 1 : start + 4]}
    assert bars == {"0.82": 40, "0.83": 0, "0.86": 1}
    assert lines[start + 4].split() == ["86.7", "%", "a.txt:1:1", "a.txt:5:1", "木→铁"]
    assert lines[start + 5].split() == ["82.4", "%", "a.txt:1:1", "b.jsonl:3:1", "(r7)", "∅→|"]


def test_markdown_has_a_row_for_each_bar_and_each_pair() -> None:
    rows = run("markdown", spectrum=SPECTRUM).partition("How alike (threshold 0.85)")[2].splitlines()
    assert [row for row in rows if row.startswith("| 0.8")] == ["| 0.82 | 40 |", "| 0.83 | 0 |", "| 0.86 | 1 |"]
    assert "| 86.7 % | a.txt\\:1\\:1 | a.txt\\:5\\:1 | 木→铁 |" in rows
    assert "| 82.4 % | a.txt\\:1\\:1 | b.jsonl\\:3\\:1 \\(r7\\) | ∅→\\| |" in rows


def test_the_page_shows_the_pairs() -> None:
    page = run("html", spectrum=SPECTRUM)
    for shown in ("How alike (threshold 0.85)", "86.7 %", "b.jsonl:3:1 (r7)", "木→铁"):
        assert shown in page


@pytest.mark.parametrize("bars", [(), ((0.81, 0),)])
def test_where_there_are_no_pairs_it_is_said(bars: tuple[tuple[float, int], ...]) -> None:
    shown = run("text", spectrum=Spectrum(0.85, bars, ()), width=100)
    assert f"no pairs of different texts between {0.81 if bars else 0.85} and 1" in shown


def test_without_it_nothing_is_said() -> None:
    for form in ("text", "markdown", "html"):
        assert "How alike" not in run(form)
