"""Pages of paragraphs in full lines, and what lengths say of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from textkit.judgement.breaks import Decision, decide, engine
from textkit.judgement.breaks.page import Page
from textkit.judgement.breaks.reading import read

Names = Callable[
    [Page, Sequence[tuple[int, int]], Sequence[bool], Iterable[int]], Iterator[tuple[int, list[str]]]
]  # as ``lengths.names``


def told(names: Names, prefix: str, lines: list[str], joined: set[int], at: int) -> list[str]:
    """What lengths say behind line ``at``, where the breaks behind the lines ``joined`` are joins; without the ``prefix``."""
    page = read("\n".join(lines))
    pairs = [(i, i + 1) for i in range(len(lines) - 1)]
    ((number, found),) = names(page, pairs, [i in joined for i, _ in pairs], [at])
    assert number == at
    return [name.removeprefix(prefix) for name in found]


def paragraphs(full: str, last: str, sizes: Sequence[int]) -> tuple[list[str], set[int]]:
    """Paragraphs of so many lines, all ``full`` but the last, and the lines inside of them."""
    lines: list[str] = []
    joined: set[int] = set()
    for size in sizes:
        joined.update(range(len(lines), len(lines) + size - 1))
        lines += [*[full] * (size - 1), last]
    return lines, joined


def prose(tale: str, sizes: Sequence[int]) -> list[str]:
    """Paragraphs of so many lines out of ``tale``, of which each goes on from the one above."""
    found: list[str] = []
    for size in sizes:
        for k in range(size):
            at = 20 * len(found) % len(tale)
            found.append((tale * 2)[at : at + 20 if k < size - 1 else at + 9].strip("，、") + "。" * (k == size - 1))
    return found


def decision(lines: list[str], line: str) -> Decision:
    """The decision behind the one line that is ``line``."""
    text = "\n".join(lines)
    engine.forget()
    return next(d for d in decide(text) if d.tail.slice(text) == line)
