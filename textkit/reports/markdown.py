"""``markdown``: totals, then each file with its findings in tables, for a pull request or a notebook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO

from textkit.reports.base import Gathers
from textkit.reports.excerpt import differs, excerpt, percent, place_name, related, source_of
from textkit.reports.spool import Spool
from textkit.reports.survey import filled, pair_cells
from textkit.reports.tally import Tally
from textkit.reports.visible import counted, visible
from textkit.reports.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textkit.model.outcome import FileResult, Outcome, RunInfo, Summary
    from textkit.model.spectrum import Spectrum
    from textkit.reports.base import Style

ROWS = 50  # of one rule in one file; with ``verbose`` all
MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~$&^=:@-])")


class MarkdownReport(Gathers):
    """The totals stand first, so the files wait in a temporary file."""

    def __init__(self, out: TextIO, style: Style) -> None:
        super().__init__(10**9 if style.verbose else ROWS)
        self.out = out
        self.words = Words(style.lang)
        self.tally = Tally()
        self.body = Spool()
        self.head = ""

    def begin(self, run: RunInfo) -> None:
        paths = " ".join(escaped(p) for p in run.paths)
        self.head = f"# {self.words('title')}\n\ntextkit {escaped(run.version)} {escaped(run.verb)} {paths}\n\n"

    def file(self, result: FileResult) -> None:
        found = self.found(result)
        self.tally.add(found.groups())
        if not (found.total or result.troubles):
            return
        self._lines("", f"## {escaped(result.path)}", "")
        if result.error:
            self._lines(f"**{self.words('error')}**: {escaped(result.error)}")
            return
        counts = f"{counted(result.characters_in)} → {counted(result.characters_out)} {self.words('characters')}"
        self._lines(f"{escaped(result.encoding)} · {counts} · {self.words.number(found.total, 'findings')}", "")
        for depth, line in enumerate(self.words.unread(result, len(result.unread))):
            self._lines(f"- {escaped(line)}" if depth else f"**{escaped(line)}**\n")
        if not found.total:
            return
        words = self.words
        self._lines(_row(words("rule"), words("place"), words("fate"), words("before_after"), words("message")))
        self._lines("|---|---:|---|---|---|")
        for group in found.groups():
            for outcome in group.shown:
                self._lines(self._finding(result, outcome))
            if group.total > len(group.shown):
                more = words("more", n=group.total - len(group.shown))
                self._lines(_row(group.rule.code, "", "", "", more))

    def end(self, summary: Summary) -> None:
        words, fates = self.words, self.tally.fates()
        self.out.write(self.head)
        proof = words("proof", i=summary.characters_in, r=summary.removed, a=summary.added, o=summary.characters_out)
        counts = words(
            "counts",
            files=words.number(summary.files, "files"),
            findings=words.number(self.tally.total, "findings"),
            rules=words.number(len(self.tally.rules), "rules"),
        )
        self.out.write(f"{counts}. {proof}: {words('proof_ok' if summary.ok else 'proof_bad')}.\n\n")
        if self.tally.total:
            head = [words("rule"), words("name"), words("severity"), words("found"), *map(words.fate, fates)]
            self.out.write(_row(*head) + "\n|---|---|---|---:|" + "---:|" * len(fates) + "\n")
        for count in self.tally.ordered():
            cells = [counted(count.fates[f]) if count.fates[f] else "" for f in fates]
            self.out.write(_row(count.rule.code, count.rule.name, count.severity, counted(count.total), *cells) + "\n")
        for line in self._spectrum(summary.spectrum) if summary.spectrum else ():
            self.out.write(line + "\n")
        for line in self.body:
            self.out.write(line + "\n")
        self.body.close()

    def _spectrum(self, spectrum: Spectrum) -> Iterator[str]:
        """How many pairs are how alike, and those nearest the threshold."""
        words = self.words
        yield f"\n## {words('spectrum', t=f'{spectrum.threshold:g}')}\n"
        yield _row(words("alike"), words("found")) + "\n|---:|---:|"
        for similarity, count in filled(spectrum):
            yield _row(f"{similarity:.2f}", counted(count))
        if spectrum.pairs:
            yield "\n" + _row(words("alike"), words("place"), words("place"), words("differs")) + "\n|---:|---|---|---|"
        for pair in spectrum.pairs:
            yield _row(*map(escaped, pair_cells(pair)))

    def _lines(self, *lines: str) -> None:
        for line in lines:
            self.body.write(line)

    def _finding(self, result: FileResult, outcome: Outcome) -> str:
        parts = excerpt(outcome, source_of(result, outcome))
        if pairs := differs(outcome):
            shown = ", ".join(f"{escaped(kept)} → **{escaped(here)}**" for kept, here in pairs)
        else:
            shown = "".join(_marked(kind, escaped(text)) for kind, text in parts)
        message = escaped(outcome.message)
        if "similarity" in outcome.evidence:
            message += f" ({percent(outcome.evidence['similarity'])})"
        for place in related(outcome, "kept", "continuation", "partner"):
            message += (
                f"; {place.role} {escaped(place_name(place.path, place.place.line, place.place.column, outcome.path))}"
            )
        where = f"{outcome.place.line}:{outcome.place.column}"
        fate = self.words.fate(outcome.fate, outcome.reason)
        return _row(f"{outcome.rule.code} {outcome.rule.name}", where, fate, shown, message)


def escaped(text: str) -> str:
    """``text`` as Markdown that means nothing but itself: marks escaped, hidden characters spelled out."""
    return MARKUP.sub(r"\\\1", visible(text)).encode("utf-8", "replace").decode("utf-8")


def _marked(kind: str, text: str) -> str:
    if not text.strip():
        return text
    return {"gone": f"~~{text}~~", "new": f"**{text}**"}.get(kind, text)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"
