"""``inspect``: what is in each file, as facts, and how much was found; the worst files first."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TextIO

from rich import box
from rich.table import Table
from rich.text import Text

from textkit.reports.base import SEVERITIES, Gathers
from textkit.reports.excerpt import percent
from textkit.reports.text import STYLES, console
from textkit.reports.visible import counted, visible
from textkit.reports.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textkit.model.outcome import FileResult, RunInfo, Summary
    from textkit.reports.base import Style

STEPS = ("decode", "rejoin", "normalize", "convert", "dedupe", "flag")  # in the order of the whole job
NUMBER = re.compile(r"[\d,.]*")
WIDE = 110  # cells from which on a table holds all facts; below it every file is a short list


class Row(NamedTuple):
    """One file: what the report keeps of it."""

    path: str
    error: str
    facts: dict[str, str]
    steps: dict[str, int]
    severities: tuple[int, ...]

    @property
    def rank(self) -> tuple[object, ...]:
        return (not self.error, *(-n for n in self.severities), self.path)


class InspectReport(Gathers):
    """Keeps one small row a file, and writes them at the end."""

    def __init__(self, out: TextIO, style: Style) -> None:
        super().__init__(1)
        self.style = style
        self.words = Words(style.lang)
        self.console = console(out, style)
        self.rows: list[Row] = []

    def begin(self, run: RunInfo) -> None:
        del run

    def file(self, result: FileResult) -> None:
        found = self.found(result)
        by_step: Counter[str] = Counter()
        for group in found.groups():
            by_step[group.rule.step] += group.total
        steps = {step: by_step[step] for step in STEPS if by_step[step]}
        facts = self._facts(result)
        self.rows.append(Row(result.path, result.error, facts, steps, tuple(found.severities[s] for s in SEVERITIES)))

    def end(self, summary: Summary) -> None:
        self.rows.sort(key=lambda row: row.rank)
        if self.console.width >= WIDE and len(self.rows) > 1:
            self._table()
        else:
            for row in self.rows:
                self._block(row)
        if not self.style.quiet:
            found = sum(sum(row.severities) for row in self.rows)
            note = f" · {self.words('inspected')}" if len(self.rows) > 1 else ""
            line = f"{self.words.number(len(self.rows), 'files')} · {self.words.number(found, 'findings')}{note}"
            self.console.print(Text(line))
        for line in summary.next_step:
            self.console.print(Text(visible(line), style="bold"), soft_wrap=True)

    def _facts(self, result: FileResult) -> dict[str, str]:
        encoding = f"{result.encoding} + BOM" if result.bom else result.encoding
        facts = {self.words("encoding"): f"{encoding} ({percent(result.confidence)})"} if result.encoding else {}
        if len(result.segments) > 1:
            facts[self.words("encoding")] = ", ".join(dict.fromkeys(s.encoding for s in result.segments))
        facts[self.words("characters")] = counted(result.characters_in)
        given: Mapping[str, object] = result.facts
        return facts | {self.words.named(name): _value(value) for name, value in given.items()}

    def _found(self, row: Row) -> Text:
        """The findings by severity, then by step."""
        line = Text()
        for severity, n in zip(SEVERITIES, row.severities, strict=True):
            if n:
                line.append(", " if line else "").append(f"{counted(n)} {severity}", STYLES.get(severity, ""))
        if row.steps:
            by_step = ", ".join(f"{visible(step)} {counted(n)}" for step, n in row.steps.items())
            line.append(f" ({by_step})", "dim")
        return line or Text("0")

    def _block(self, row: Row) -> None:
        self.console.print(Text(visible(row.path), style="bold"), soft_wrap=True)
        grid = Table.grid(padding=(0, 2))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        if row.error:
            grid.add_row(Text(f"  {self.words('error')}", style="bold red"), Text(visible(row.error)))
        else:
            for name, value in row.facts.items():
                grid.add_row(Text(f"  {name}", style="dim"), Text(value))
            grid.add_row(Text(f"  {self.words('findings')}", style="dim"), self._found(row))
        self.console.print(grid)
        self.console.print()

    def _table(self) -> None:
        names = list(dict.fromkeys(name for row in self.rows for name in row.facts))
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
        table.add_column(self.words("file"), overflow="fold")
        for name in names:
            number = all(NUMBER.fullmatch(row.facts.get(name, "")) for row in self.rows)
            table.add_column(name, overflow="fold", justify="right" if number else "left")
        table.add_column(self.words("findings"), overflow="fold")
        for row in self.rows:
            path = Text(visible(row.path), style="bold")
            if row.error:
                table.add_row(
                    path, *[""] * len(names), Text(f"{self.words('error')}: {visible(row.error)}", style="bold red")
                )
            else:
                table.add_row(path, *(Text(row.facts.get(name, "")) for name in names), self._found(row))
        self.console.print(table)
        self.console.print()


def _named(name: str) -> str:
    return visible(str(name).replace("_", " "))


def _value(value: object) -> str:
    """A fact in words: counts with their thousands apart, mappings and lists in one line."""
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: ""}[value]
    if isinstance(value, int):
        return counted(value)
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, dict):
        return ", ".join(f"{_named(k)} {_value(v)}" for k, v in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(_value(v) for v in value)
    return visible(str(value))
