"""``text``: what a person reads in a terminal. Findings by rule, copies in a table, totals, and what to do next.

Everything from files goes through ``visible`` and into ``Text`` objects, so neither escape sequences nor rich's markup
in it mean anything; widths are counted in terminal cells. Without colour, marks say what colour would.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO, cast

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from textkit.model.finding import Severity
from textkit.model.outcome import Fate, FilePart
from textkit.reports.bars import print_spectrum
from textkit.reports.base import FileFound, Gathers, RuleFound
from textkit.reports.excerpt import Part, differs, excerpt, percent, place_name, related, source_of
from textkit.reports.survey import block_lines
from textkit.reports.tally import Tally
from textkit.reports.visible import counted, shorten, visible
from textkit.reports.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textkit.model.finding import Related
    from textkit.model.outcome import FileResult, Outcome, RunInfo, Summary
    from textkit.reports.base import Style

PLACES = 3  # a rule with more findings in a file shows these and its count (the contract, section 2)
COPIES = 20  # rows of the table of copies in a file
LONG = 32  # characters of a text before or after that are shown, and half as many of its end
STYLES = {
    "gone": "red strike",
    "new": "green",
    "mark": "bold underline",
    Severity.ERROR: "bold red",
    Severity.WARNING: "yellow",
}
PADDING = re.compile(r" +((?:\x1b\[[0-9;]*m)*)$", re.MULTILINE)
MARKS = {"gone": ("[-", "-]"), "new": ("{+", "+}"), "mark": ("»", "«")}


class Trimmed:
    """A stream without the spaces that rich pads its lines with."""

    def __init__(self, out: TextIO) -> None:
        self.out = out

    def write(self, text: str) -> int:
        return self.out.write(PADDING.sub(r"\1", text))

    def flush(self) -> None:
        self.out.flush()


def console(out: TextIO, style: Style) -> Console:
    """A console that writes what it is given and nothing of its own: no markup, no highlighting, no cursor moves."""
    return Console(
        file=cast("TextIO", Trimmed(out)),
        force_terminal=style.color,
        force_interactive=False,
        no_color=not style.color,
        color_system="standard" if style.color else None,  # whether to colour was decided by the caller, not by TERM
        width=style.width,
        height=25 if style.width else None,  # with a width alone rich takes 80 on a dumb terminal
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )


class _Copies:
    """The copies in one file: counted, and the first of them by cluster, which are all that is shown."""

    def __init__(self, places: int) -> None:
        self.places = places
        self.found = FileFound(1)
        self.shown: list[Outcome] = []

    def add(self, copies: Sequence[Outcome]) -> None:
        if copies:
            self.found.add(copies)
            self.shown = sorted([*self.shown, *copies], key=_by_cluster)[: self.places]


def _by_cluster(copy: Outcome) -> tuple[str, int]:
    return str(copy.evidence["cluster"]).zfill(12), copy.place.offset


class TextReport(Gathers):
    """The report of a terminal. Files without a finding are passed over in silence, and what the baseline holds is
    counted and not shown, except with ``verbose``.
    """

    def __init__(self, out: TextIO, style: Style) -> None:
        super().__init__(10**9 if style.verbose else PLACES)
        self.style = style
        self.words = Words(style.lang)
        self.console = console(out, style)
        self.tally = Tally()
        self.copies = _Copies(10**9 if style.verbose else COPIES)
        self.known = FileFound(1)

    def begin(self, run: RunInfo) -> None:
        del run

    def part(self, part: FilePart) -> None:
        known = [] if self.style.verbose else [o for o in part.outcomes if o.fate is Fate.BASELINE]
        if known:
            self.known.add(known)
            part = FilePart([o for o in part.outcomes if o.fate is not Fate.BASELINE])
        copies = [o for o in part.outcomes if "cluster" in o.evidence]
        self.copies.add(copies)
        super().part(FilePart([o for o in part.outcomes if "cluster" not in o.evidence]) if copies else part)

    def file(self, result: FileResult) -> None:
        groups, copies = self.found(result).groups(), self.copies
        known, self.known = self.known, FileFound(1)
        self.copies = _Copies(copies.places)
        if result.error:
            copies, known = self.copies, self.known
        self.tally.add(known.groups())
        self.tally.add(groups)
        self.tally.add(copies.found.groups())
        total = sum(g.total for g in groups) + copies.found.total
        if not (total or result.troubles or self.style.verbose):
            return
        self._heading(result, total)
        shown = not copies.shown
        for group in groups:
            if not shown and group.shown[0].severity is Severity.INFO:  # copies stand behind what is as grave
                self._copies(result, copies)
                shown = True
            self._group(result, group)
        if not shown:
            self._copies(result, copies)
        self.console.print()

    def end(self, summary: Summary) -> None:
        if self.style.quiet:
            return
        if self.tally.total:
            self._totals()
        elif summary.files > summary.failed:
            files = self.words.number(summary.files - summary.failed, "files")
            self.console.print(Text(self.words("clean", files=files)))
        if summary.failed:
            self.console.print(
                Text(self.words("failed", files=self.words.number(summary.failed, "files")), style="bold red")
            )
        if summary.spectrum:
            print_spectrum(self.console, summary.spectrum, self.words)
        self.console.print(Text(self.words.accounts(summary), style="" if summary.ok else "bold red"))
        if summary.next_step:
            self.console.print()
        for line in summary.next_step:
            self.console.print(Text(visible(line), style="bold"), soft_wrap=True)

    # -- one file ---------------------------------------------------------------------------------------------------

    def _heading(self, result: FileResult, count: int) -> None:
        self.console.print(Text(visible(result.path), style="bold"), soft_wrap=True)
        if result.error:
            self.console.print(Text(f"  {self.words('error')}: {visible(result.error)}", style="bold red"))
            for name, sure in result.candidates:
                self.console.print(Text(f"    {self.words('candidates')} {name} ({percent(sure)})"))
            return
        encoding = f"{result.encoding} + {self.words('with_bom')}" if result.bom else result.encoding
        facts = (
            [encoding]
            if result.confidence >= 1
            else [f"{encoding} ({self.words('sure')} {percent(result.confidence)})"]
        )
        if result.records:
            facts.append(self.words.number(result.records, "records"))
        moved = f" → {counted(result.characters_out)}" if result.characters_out != result.characters_in else ""
        facts.append(f"{counted(result.characters_in)}{moved} {self.words('characters')}")
        facts.append(self.words.number(count, "findings"))
        self.console.print(Text("  " + " · ".join(filter(None, facts)), style="dim"))
        for depth, line in enumerate(self.words.unread(result, len(result.unread) if self.style.verbose else PLACES)):
            self.console.print(Text(f"    {line}" if depth else f"  {line}", style="" if depth else "bold red"))

    def _group(self, result: FileResult, group: RuleFound) -> None:
        """The findings of one rule in one file: its count and what became of them, then the places."""
        rule, severity = group.rule, group.shown[0].severity
        fates = {self.words.fate(fate, reason): n for (fate, reason), n in group.fates.items()}
        line = Text("  ")
        line.append(rule.code, "bold").append(f" {rule.name}", STYLES.get(severity, "")).append("  ")
        line.append(", ".join(f"{counted(n)} {fate}" for fate, n in fates.items())).append(f" · {severity}", "dim")
        self.console.print(line)
        messages = group.messages
        cut = rule.name.startswith("truncated-")  # where such a sentence goes on is said at each place
        if len(messages) == 1 and not cut:
            self.console.print(Padding(Text(visible(group.shown[0].message), style="dim"), (0, 0, 0, 4)))
        grid = Table.grid(padding=(0, 1))
        grid.add_column(justify="right", no_wrap=True, min_width=9)
        grid.add_column(overflow="fold")
        for outcome in group.shown:
            body = self._body(result, outcome)
            said = str(outcome.evidence.get("kind", "")) if cut else outcome.message if len(messages) > 1 else ""
            if said:
                body.append("  " if body else "").append(visible(said), "dim")
            grid.add_row(Text(self._place(outcome)), body)
        if group.total > len(group.shown):
            grid.add_row("", Text(self.words("all_places", n=group.total - len(group.shown)), style="dim"))
        self.console.print(grid)

    def _place(self, outcome: Outcome) -> str:
        place = outcome.place
        return f"{place.line}:{place.column}" if outcome.record is None else f"{place.line} {visible(outcome.record)}"

    def _body(self, result: FileResult, outcome: Outcome) -> Text:
        source = source_of(result, outcome)
        body = self.marked(excerpt(outcome, source, long=LONG))
        onward = related(outcome, "continuation")
        for place in onward:
            body.append(f" → {self.words('goes_on')} ", "dim").append(self._named(place, outcome.path))
            if source is not None and place.path == outcome.path:
                body.append(f" {visible(shorten(source[place.place.offset : place.place.end_offset], 12))}")
        if outcome.rule.name == "truncated-tail" and not onward:
            body.append(f"  {self.words('nowhere')}", "dim")
        for place in related(outcome, "partner", "kept", "member")[:PLACES]:
            role = self.words("comes_from") if outcome.rule.name == "truncated-head" else place.role
            body.append(f"  {role} {self._named(place, outcome.path)}", "dim")
        return body

    def _named(self, place: Related, here: str) -> str:
        return place_name(place.path, place.place.line, place.place.column, here)

    def marked(self, parts: Iterable[Part]) -> Text:
        """Parts with what goes and what comes told apart: by colour, or by marks where there is none."""
        line = Text()
        for kind, text in parts:
            if not text:
                continue
            opening, closing = ("", "") if self.style.color or kind not in MARKS else MARKS[kind]
            line.append(f"{opening}{text}{closing}", STYLES.get(kind, ""))
        return line

    # -- tables -----------------------------------------------------------------------------------------------------

    def _copies(self, result: FileResult, copies: _Copies) -> None:
        """Paragraphs that are copies: how alike, what becomes of them, which copy stays, what differs."""
        words = self.words
        title = Text(f"  {words('duplicates')}", style="bold").append(
            f" · {words.number(copies.found.total, 'findings')}", "dim"
        )
        self.console.print(title)
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
        table.add_column(words("place"), no_wrap=True, justify="right")
        table.add_column(words("rule"), no_wrap=True)
        table.add_column(words("kind"), no_wrap=True)
        table.add_column(words("alike"), no_wrap=True, justify="right")
        table.add_column(words("fate"))
        table.add_column(words("kept"), overflow="fold")
        table.add_column(words("differs"), overflow="fold", ratio=1)
        for outcome in copies.shown:
            kept = related(outcome, "kept")
            table.add_row(
                Text(self._place(outcome)),
                Text(outcome.rule.code, "bold"),
                Text(visible(str(outcome.evidence.get("kind", "")))),
                Text(percent(outcome.evidence.get("similarity"))),
                Text(words.fate(outcome.fate, outcome.reason)),
                Text(", ".join(self._named(k, outcome.path) for k in kept)),
                self._difference(result, outcome),
            )
        self.console.print(Padding(table, (0, 0, 0, 2)))
        for line in block_lines(copies.shown, words):
            self.console.print(Text(f"  {visible(line)}", style="dim"))
        more = copies.found.total - len(copies.shown)
        if more:
            self.console.print(Text("  " + words("all_places", n=more), style="dim"))

    def _difference(self, result: FileResult, outcome: Outcome) -> Text:
        """The words that differ, or what the copy reads: ``=`` where it reads the same, its end where it is cut."""
        line = Text()
        for kept, here in differs(outcome):
            line.append(" " if line else "")
            line += self.marked(
                [Part("gone", visible(shorten(kept, 20, 8))), Part("new", visible(shorten(here, 20, 8)))]
            )
        if line:
            return line
        source = source_of(result, outcome)
        text = source[outcome.place.offset : outcome.place.end_offset].rstrip("\r\n") if source is not None else ""
        kind = outcome.evidence.get("kind")
        size = 14 if self.console.width >= 100 else 7  # wide characters that stay on one line of the column
        shown = f"…{text[-size:]}" if kind == "truncated" else shorten(text, size)
        return Text(visible(f"= {shown}" if kind == "exact" else shown), style="dim")

    def _totals(self) -> None:
        """One row a rule, one column a fate that occurs."""
        words, fates = self.words, self.tally.fates()
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False, show_footer=True)
        table.add_column(words("rule"), words("total"), no_wrap=True)
        table.add_column(words("name"), overflow="fold")
        table.add_column(words("severity"), no_wrap=True)
        table.add_column(words("found"), counted(self.tally.total), justify="right", no_wrap=True)
        for fate in fates:
            total = sum(count.fates[fate] for count in self.tally.rules.values())
            table.add_column(words.fate(fate), counted(total), justify="right", no_wrap=True)
        for count in self.tally.ordered():
            cells = [
                Text(counted(count.fates[f]) if count.fates[f] else "·", "" if count.fates[f] else "dim") for f in fates
            ]
            severity = Text(str(count.severity), STYLES.get(count.severity, ""))
            table.add_row(
                Text(count.rule.code, "bold"), Text(count.rule.name), severity, Text(counted(count.total)), *cells
            )
        self.console.print(table)
        self.console.print()
