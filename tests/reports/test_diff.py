"""Unified diffs read off changes: applied to the text before they give the text after."""

import re
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from textkit.model.changes import ChangeSet
from textkit.model.finding import Edit
from textkit.model.outcome import SourceChange
from textkit.reports.diff import unified


def patched(before: str, diff: str) -> str:
    """``before`` with ``diff`` applied as ``patch`` does: strictly by line numbers, contexts compared."""
    lines = before.split("\n")
    lines = [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    out: list[str] = []
    at = 0
    body = [f"{line}\n" for line in diff.split("\n")[:-1]]
    for number, line in enumerate(body):
        if line.startswith(("--- ", "+++ ")) and number < 2:
            continue
        if head := re.fullmatch(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n", line):
            start = int(head[1]) - (head[2] != "0")
            out += lines[at:start]
            assert len(out) == int(head[3]) - (head[4] != "0")
            at = start
            continue
        if line.startswith("\\"):
            continue
        bare = number + 1 < len(body) and body[number + 1].startswith("\\")
        text = line[1:-1] if bare else line[1:]
        if line[0] in " -":
            assert lines[at] == text
            at += 1
        if line[0] in " +":
            out.append(text)
    return "".join(out + lines[at:])


def changed(before: str, edits: list[tuple[int, int, str]]) -> tuple[str, list[SourceChange]]:
    changes = ChangeSet.of([Edit(*e) for e in edits])
    listed = [SourceChange(c.start, c.end, before[c.start : c.end], c.after, ()) for c in changes]
    return changes.apply(before), listed


@st.composite
def texts_and_edits(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]]]:
    before = draw(st.text("ab\n\r", max_size=40))
    spots = sorted(draw(st.lists(st.integers(0, len(before)), max_size=8)))
    edits = []
    last = -1
    for start, end in zip(spots[::2], spots[1::2], strict=False):
        if start > last:
            edits.append((start, end, draw(st.text("cd\n", max_size=3))))
            last = end
    return before, edits


@given(texts_and_edits())
@settings(max_examples=100, deadline=None)
def test_a_diff_of_changes_gives_the_text_after(case: tuple[str, list[tuple[int, int, str]]]) -> None:
    before, edits = case
    after, changes = changed(before, edits)
    assert patched(before, "".join(unified(before, after, "a", False, changes))) == after


@given(st.text("ab\n", max_size=30), st.text("ab\n", max_size=30))
@settings(max_examples=100, deadline=None)
def test_a_diff_without_changes_gives_the_text_after(before: str, after: str) -> None:
    assert patched(before, "".join(unified(before, after, "a"))) == after


def test_equal_texts_have_no_diff() -> None:
    assert list(unified("a\n", "a\n", "a")) == []


def test_hunks_show_three_lines_around() -> None:
    before = "".join(f"{n}\n" for n in range(1, 21))
    after, changes = changed(before, [(before.index("9"), before.index("9") + 1, "neun")])
    assert "".join(unified(before, after, "x.txt", False, changes)) == (
        "--- a/x.txt\n+++ b/x.txt\n@@ -6,7 +6,7 @@\n 6\n 7\n 8\n-9\n+neun\n 10\n 11\n 12\n"
    )


def test_a_join_is_two_lines_into_one() -> None:
    before = "春天\n来了。\n"
    after, changes = changed(before, [(2, 3, "")])
    body = "".join(unified(before, after, "x", False, changes)).split("@@\n")[1]
    assert body == "-春天\n-来了。\n+春天来了。\n"


def test_a_missing_last_newline_is_said() -> None:
    after, changes = changed("a\nb", [(3, 3, "\n")])
    body = "".join(unified("a\nb", after, "x", False, changes)).split("@@\n")[1]
    assert body == " a\n-b\n\\ No newline at end of file\n+b\n"


def test_a_terminal_gets_colour_and_no_escapes_of_the_text() -> None:
    shown = "".join(unified("a\x1b[2J\r\n", "b\r\n", "x\x1b", True))
    assert "\x1b[2J" not in shown
    assert "\x1b[31m-a␛[2J\x1b[0m\n\x1b[32m+b\x1b[0m\n" in shown


def test_a_terminal_without_colour_gets_no_escapes_of_the_text_either() -> None:
    shown = "".join(unified("a\x1b[2J\n", "b", "x\x1b", terminal=True))
    assert shown == "--- a/x␛\n+++ b/x␛\n@@ -1 +1 @@\n-a␛[2J\n+b\n\\ No newline at end of file\n"


def test_cost_grows_with_the_text_alone() -> None:
    """A search for equal lines would take minutes here."""
    before = "x\n" * 100_000
    after, changes = changed(before, [(k, k + 1, "y") for k in range(0, len(before), 40)])
    started = time.process_time()
    assert sum(line.startswith("+y") for line in unified(before, after, "a", False, changes)) == 5_000
    assert time.process_time() - started < 5
