"""``text`` as long as there is nothing to lay out: most runs find nothing, and to load what draws tables takes a
sixteenth of a run over one small file.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from textkit.reports.visible import visible
from textkit.reports.words import Words

if TYPE_CHECKING:
    from textkit.model.outcome import FilePart, FileResult, RunInfo, Summary
    from textkit.reports.base import Style
    from textkit.reports.text import TextReport


class BriefReport:
    """The report of a terminal: its last lines where there is nothing else to show and they fit, else a ``TextReport``."""

    def __init__(self, out: TextIO, style: Style) -> None:
        self._out = out
        self._style = style

    @cached_property
    def _full(self) -> TextReport:
        from textkit.reports.text import TextReport

        return TextReport(self._out, self._style)

    def begin(self, run: RunInfo) -> None:
        del run

    def part(self, part: FilePart) -> None:
        if part.outcomes:
            self._full.part(part)

    def file(self, result: FileResult) -> None:
        if "_full" in vars(self) or result.error or result.troubles or self._style.verbose:
            self._full.file(result)

    def end(self, summary: Summary) -> None:
        lines = [] if self._style.quiet else last_lines(summary, Words(self._style.lang))
        plain = not (self._style.color or summary.spectrum) and all(map(self._fits, lines))
        if "_full" in vars(self) or not plain:
            self._full.end(summary)
            return
        for line in lines:
            self._out.write(f"{line}\n")

    def _fits(self, line: str) -> bool:
        """Whether ``line`` surely stands on one line: no character is wider than two cells."""
        return len(line) + sum(not c.isascii() for c in line) <= (self._style.width or 0)


def last_lines(summary: Summary, words: Words) -> list[str]:
    """What is told of a run in which nothing was found: of how many files, that nothing was lost, and what to do next."""
    files = words.number(summary.files, "files")
    clean = [words("clean", files=files)] if summary.files else []
    return [*clean, words.accounts(summary), *([""] if summary.next_step else []), *map(visible, summary.next_step)]
