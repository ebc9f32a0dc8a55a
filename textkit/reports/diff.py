"""``--diff``: unified diffs whose hunks are read off the changes, not searched for.

A line diff by search takes the square of the lines on bad input (a file of one repeated line). The changes say where
the texts differ, so the cost here is that of reading both texts once. Lines end at LF, as ``patch`` and ``git apply``
have it; ``\\ No newline at end of file`` stands where they put it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textkit.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from textkit.model.outcome import SourceChange

CONTEXT = 3  # lines, what diff -u shows
RED, GREEN, CYAN, BOLD, PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[36m", "\x1b[1m", "\x1b[0m"
NO_NEWLINE = "\\ No newline at end of file\n"


class Block(NamedTuple):
    """Whole lines ``[start, end)`` of the text before, and ``[out, out_end)`` of the text after that replace them."""

    start: int
    end: int
    out: int
    out_end: int


def unified(
    before: str,
    after: str,
    path: str,
    color: bool = False,
    changes: Sequence[SourceChange] | None = None,
    *,
    terminal: bool = False,
) -> Iterator[str]:
    """The diff from ``before`` to ``after`` in lines with their ends; nothing if they are equal.

    ``changes`` are those of the file's result; without them everything between the first and the last line that
    differ is one hunk. For a ``terminal``, and with ``color``, hidden characters are spelled out.
    """
    if before == after:
        return
    blocks = list(_whole_lines(before, after, changes)) if changes else [_between(before, after)]
    name, terminal = visible(path), terminal or color
    yield _shown("", f"--- a/{name}\n", BOLD if color else "", terminal)
    yield _shown("", f"+++ b/{name}\n", BOLD if color else "", terminal)
    line, out_line, done, out_done = 1, 1, 0, 0
    for hunk in _hunks(before, blocks):
        start = _back(before, hunk[0].start, CONTEXT)
        end = _on(before, hunk[-1].end, CONTEXT)
        out = hunk[0].out - (hunk[0].start - start)
        line += before.count("\n", done, start)
        out_line += after.count("\n", out_done, out)
        done, out_done = start, out
        body, removed, added = _body(before, after, hunk, start, end)
        yield _shown(
            "", f"@@ -{_range(line, removed)} +{_range(out_line, added)} @@\n", CYAN if color else "", terminal
        )
        for mark, text in body:
            yield _shown(mark, text, {"-": RED, "+": GREEN}.get(mark, "") if color else "", terminal)
            if not text.endswith("\n"):
                yield NO_NEWLINE if terminal else f"\n{NO_NEWLINE}"


def _whole_lines(before: str, after: str, changes: Iterable[SourceChange]) -> Iterator[Block]:
    """The changes widened to whole lines of both texts; those that share a line become one block."""
    start = end = out = out_end = -1  # the block being built; its end may still lie inside a line
    size = len(before)
    shift = 0  # how far the text behind the last change has moved
    for change in changes:
        if start >= 0:
            at = _line_end(before, after, end, out_end)
            if change.offset < at or (at == size and change.offset == at and not before.endswith("\n")):
                pass  # it begins on a line the block already has
            else:
                yield Block(start, at, out, out_end + at - end)
                start = -1
        if start < 0:
            start = before.rfind("\n", 0, change.offset) + 1
            out = start + shift
        shift += len(change.after) - (change.end_offset - change.offset)
        end, out_end = change.end_offset, change.end_offset + shift
    if start >= 0:
        at = _line_end(before, after, end, out_end)
        yield Block(start, at, out, out_end + at - end)


def _line_end(before: str, after: str, end: int, out_end: int) -> int:
    """Where, at or behind ``end``, a line begins in both texts."""
    if (end == 0 or before[end - 1] == "\n") and (out_end == 0 or after[out_end - 1] == "\n"):
        return end
    found = before.find("\n", end)
    return len(before) if found < 0 else found + 1


def _between(before: str, after: str) -> Block:
    """One block over everything that is not equal at both ends."""
    low, high = 0, min(len(before), len(after))
    while low < high:  # the common beginning, by halving
        middle = (low + high + 1) // 2
        low, high = (middle, high) if before[low:middle] == after[low:middle] else (low, middle - 1)
    start = before.rfind("\n", 0, low) + 1
    rest = min(len(before), len(after)) - start
    low, high = 0, rest
    while low < high:
        middle = (low + high + 1) // 2
        same = before[len(before) - middle : len(before) - low] == after[len(after) - middle : len(after) - low]
        low, high = (middle, high) if same else (low, middle - 1)
    end = _line_end(before, after, len(before) - low, len(after) - low)
    return Block(start, end, start, len(after) - (len(before) - end))


def _hunks(before: str, blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Blocks whose contexts touch, together."""
    hunk: list[Block] = []
    for block in blocks:
        if hunk and _on(before, hunk[-1].end, 2 * CONTEXT) < block.start:
            yield hunk
            hunk = []
        hunk.append(block)
    if hunk:
        yield hunk


def _body(before: str, after: str, hunk: list[Block], start: int, end: int) -> tuple[list[tuple[str, str]], int, int]:
    """The lines of one hunk with their marks, and how many lines it has before and after."""
    body: list[tuple[str, str]] = []
    at = start
    for block in hunk:
        body += [(" ", t) for t in _lines(before[at : block.start])]
        body += [("-", t) for t in _lines(before[block.start : block.end])]
        body += [("+", t) for t in _lines(after[block.out : block.out_end])]
        at = block.end
    body += [(" ", t) for t in _lines(before[at:end])]
    added = sum(mark != "-" for mark, _ in body)
    return body, sum(mark != "+" for mark, _ in body), added


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    last = lines.pop()
    return [f"{line}\n" for line in lines] + ([last] if last else [])


def _back(text: str, at: int, lines: int) -> int:
    """The beginning of the line ``lines`` above the one that begins at ``at``."""
    for _ in range(lines):
        if at == 0:
            break
        at = text.rfind("\n", 0, at - 1) + 1
    return at


def _on(text: str, at: int, lines: int) -> int:
    """The beginning of the line ``lines`` below the one that begins at ``at``."""
    for _ in range(lines):
        found = text.find("\n", at)
        if found < 0:
            return len(text)
        at = found + 1
    return at


def _range(line: int, count: int) -> str:
    """A range as diff writes it: one line without its count, none as the line it stands behind."""
    return str(line) if count == 1 else f"{line},{count}" if count else f"{line - 1},0"


def _shown(mark: str, text: str, paint: str, terminal: bool) -> str:
    if not terminal:
        return mark + text
    line = visible(text.removesuffix("\n").removesuffix("\r"))
    return f"{paint}{mark}{line}{PLAIN}\n" if paint else f"{mark}{line}\n"
