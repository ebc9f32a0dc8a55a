"""``html``: one file to look at, keep and mail. No network, no fonts, no outside script.

Totals and the proof, a table of rules and one of files, clusters of copies with what differs in them, and every
finding with its place and its text before and after. What a run of any size needs is bounded: rows go through a
temporary file, a rule shows at most 500 places of a file and the page at most 20,000, and what is left out is counted.

All text is escaped by the template, hidden characters are spelled out, and a content security policy lets nothing run
but the page's own script, by its hash: markup in a text stays text twice over.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, TextIO

from textkit.model.outcome import Fate
from textkit.reports.base import SEVERITIES, FileFound, Gathers
from textkit.reports.clusters import Clusters
from textkit.reports.excerpt import differs, excerpt, percent, place_name, related, source_of
from textkit.reports.spool import Spool
from textkit.reports.survey import filled, pair_cells
from textkit.reports.tally import Tally
from textkit.reports.visible import counted, shorten, visible
from textkit.reports.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textkit.model.finding import Related
    from textkit.model.outcome import FilePart, FileResult, Outcome, RunInfo, Summary
    from textkit.reports.base import Style
    from textkit.reports.data import Json

GROUP_ROWS = 500  # places shown of one rule in one file
PAGE_ROWS = 20_000  # places shown in all: about 6 MB, what a browser opens and filters at once
FILE_ROWS = 5_000  # files in the table
HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


class HtmlReport(Gathers):
    """Gathers small rows while files go by; the page is written at the end, the totals first."""

    def __init__(self, out: TextIO, style: Style) -> None:
        super().__init__(GROUP_ROWS)
        self.out = out
        self.words = Words(style.lang)
        self.tally = Tally()
        self.files = Spool()
        self.sections = Spool()
        self.clusters = Clusters()
        self.left = PAGE_ROWS
        self.run: RunInfo | None = None

    def begin(self, run: RunInfo) -> None:
        self.run = run

    def part(self, part: FilePart) -> None:
        super().part(part)
        self.clusters.part(part.outcomes)

    def file(self, result: FileResult) -> None:
        found = self.found(result)
        self.tally.add(found.groups())
        self.clusters.file(result)
        number = self.files.count
        told = self._file(result, found, number)
        self.files.write(json.dumps(told))
        if told["section"]:
            self.sections.write(json.dumps(self._section(result, found, number)))

    def end(self, summary: Summary) -> None:
        for chunk in self._template(summary):
            self.out.write(chunk)
        self.files.close()
        self.sections.close()
        self.clusters.close()

    # -- rows -------------------------------------------------------------------------------------------------------

    def _file(self, result: FileResult, found: FileFound, number: int) -> Json:
        encodings = ", ".join(dict.fromkeys(s.encoding for s in result.segments)) or result.encoding
        return {
            "number": number,
            "section": bool(found.total or result.troubles),
            "path": visible(result.path),
            "error": visible(result.error),
            "encoding": f"{encodings} + BOM" if result.bom else encodings,
            "sure": percent(result.confidence),
            "in": result.characters_in,
            "removed": result.removed,
            "added": result.added,
            "out": result.characters_out,
            "ok": result.ok,
            "findings": found.total,
            "severities": [found.severities[s] for s in SEVERITIES],
        }

    def _section(self, result: FileResult, found: FileFound, number: int) -> Json:
        """One file with its findings by rule, no more of them than may be shown."""
        groups = []
        for group in found.groups():
            shown = group.shown[: self.left]
            self.left -= len(shown)
            rule = group.rule
            groups.append(
                {
                    "code": rule.code,
                    "name": rule.name,
                    "summary": visible(rule.summary),
                    "severity": str(group.shown[0].severity),
                    "total": group.total,
                    "hidden": group.total - len(shown),
                    "rows": [self._row(result, o) for o in shown],
                }
            )
        return {
            "number": number,
            "path": visible(result.path),
            "error": visible(result.error),
            "candidates": [f"{name} ({percent(sure)})" for name, sure in result.candidates],
            "unread": self.words.unread(result, len(result.unread)),
            "findings": found.total,
            "groups": groups,
        }

    def _row(self, result: FileResult, outcome: Outcome) -> Json:
        source = source_of(result, outcome)
        parts = [list(p) for p in excerpt(outcome, source) if p.text]
        place = outcome.place
        onward = [self._onward(outcome, r.role, r.path, r.place.line, r.place.column) for r in self._others(outcome)]
        return {
            "place": f"{place.line}:{place.column}",
            "record": visible(outcome.record or ""),
            "fate": str(outcome.fate),
            "reason": outcome.reason if outcome.fate is Fate.WITHHELD else "",
            "message": visible(shorten(outcome.message, 300)),
            "parts": parts,
            "lang": "zh" if any(HAN.search(text) for _, text in parts) else "",
            "differs": [[visible(shorten(a, 40, 20)), visible(shorten(b, 40, 20))] for a, b in differs(outcome)[:20]],
            "similarity": percent(outcome.evidence.get("similarity")),
            "onward": onward,
        }

    def _others(self, outcome: Outcome) -> list[Related]:
        return related(outcome, "continuation", "kept", "partner", "member")[:10]

    def _onward(self, outcome: Outcome, role: str, path: str, line: int, column: int) -> str:
        word = {"continuation": self.words("goes_on"), "kept": self.words("kept")}.get(role, role)
        if role == "partner" and outcome.rule.name == "truncated-head":
            word = self.words("comes_from")
        return f"{word} {place_name(path, line, column, outcome.path)}"

    # -- the page ---------------------------------------------------------------------------------------------------

    def _template(self, summary: Summary) -> Iterator[str]:
        """The page in pieces, as the template makes them."""
        from jinja2 import Environment, StrictUndefined

        folder = files("textkit.reports") / "templates"
        css, script = ((folder / name).read_text("utf-8") for name in ("report.css", "report.js"))
        environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        environment.filters["counted"] = counted
        page = environment.from_string((folder / "report.html.j2").read_text("utf-8"))
        rules = self.tally.ordered()
        stream = page.stream(
            run=self.run,
            paths=" ".join(visible(p) for p in self.run.paths) if self.run else "",
            words=self.words,
            summary=summary,
            total=self.tally.total,
            told=self.sections.count,
            needs=sum(n for fate, n in summary.fates.items() if fate in (Fate.WITHHELD, Fate.REPORTED)),
            applied=summary.fates[Fate.APPLIED] + summary.fates[Fate.WOULD_APPLY],
            rules=rules,
            most=max((r.total for r in rules), default=1),
            fates=self.tally.fates(),
            next_step=[visible(line) for line in summary.next_step],
            files=self._first(self.files, FILE_ROWS),
            more_files=max(0, self.files.count - FILE_ROWS),
            clusters=self.clusters.shown(self.words),
            cluster_total=self.clusters.total,
            cluster_hidden=self.clusters.hidden,
            spectrum=summary.spectrum,
            bars=filled(summary.spectrum) if summary.spectrum else (),
            tallest=max((n for _, n in summary.spectrum.bars), default=1) if summary.spectrum else 1,
            pairs=list(map(pair_cells, summary.spectrum.pairs)) if summary.spectrum else (),
            sections=map(json.loads, self.sections),
            css=css,
            script=script,
            policy=_policy(css, script),
        )
        stream.enable_buffering(200)
        return iter(stream)

    def _first(self, spool: Spool, count: int) -> Iterator[Json]:
        for _, line in zip(range(count), spool, strict=False):
            yield json.loads(line)


def _policy(css: str, script: str) -> str:
    """A content security policy that allows this style sheet and this script, and nothing else at all."""
    style, run = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (css, script))
    return (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{run}'; "
        "base-uri 'none'; form-action 'none'"
    )
