"""``markdown``: totals, then each file with its findings in tables, for a pull request or a notebook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO

from textkit.reports.base import by_rule
from textkit.reports.excerpt import differs, excerpt, percent, place_name, related, source_of
from textkit.reports.spool import Spool
from textkit.reports.tally import Tally
from textkit.reports.visible import counted, visible
from textkit.reports.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textkit.model.outcome import FileResult, Outcome, RunInfo, Summary
    from textkit.reports.base import Style

ROWS = 50  # of one rule in one file; with ``verbose`` all
MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~$&^=:@-])")


class MarkdownReport:
    """The totals stand first, so the files wait in a temporary file."""

    def __init__(self, out: TextIO, style: Style) -> None:
        self.out = out
        self.words = Words(style.lang)
        self.rows = 10**9 if style.verbose else ROWS
        self.tally = Tally()
        self.body = Spool()
        self.head = ""

    def begin(self, run: RunInfo) -> None:
        paths = " ".join(escaped(p) for p in run.paths)
        self.head = f"# {self.words('title')}\n\ntextkit {escaped(run.version)} {escaped(run.verb)} {paths}\n\n"

    def file(self, result: FileResult, outcomes: Sequence[Outcome]) -> None:
        self.tally.add(outcomes)
        if not outcomes and not result.error:
            return
        self._lines("", f"## {escaped(result.path)}", "")
        if result.error:
            self._lines(f"**{self.words('error')}**: {escaped(result.error)}")
            return
        counts = f"{counted(result.characters_in)} → {counted(result.characters_out)} {self.words('characters')}"
        self._lines(f"{escaped(result.encoding)} · {counts} · {self.words.number(len(outcomes), 'findings')}", "")
        words = self.words
        self._lines(_row(words("rule"), words("place"), words("fate"), words("before_after"), words("message")))
        self._lines("|---|---:|---|---|---|")
        for group in by_rule(outcomes):
            for outcome in group[: self.rows]:
                self._lines(self._finding(result, outcome))
            if len(group) > self.rows:
                more = words("more", n=len(group) - self.rows)
                self._lines(_row(group[0].rule.code, "", "", "", more))

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
        for line in self.body:
            self.out.write(line + "\n")
        self.body.close()

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
