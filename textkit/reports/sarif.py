"""``sarif``: SARIF 2.1.0 (OASIS standard, 27 March 2020), as code scanning services read it.

Columns count code points and lines end at LF, CRLF or CR, both said in the file. Paths are relative to the project
root. Fingerprints are the findings' ids, which hold no line numbers, so a finding that only moved stays the same one.

GitHub takes 25,000 results a run and keeps 5,000 of them, the worst first, and shows 100 places of one result: the
same is written here, and a notification says what was left out.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, TextIO
from urllib.parse import quote

from textkit.model.finding import Severity
from textkit.model.outcome import Fate
from textkit.reports.base import SEVERITIES
from textkit.reports.data import Json, dumps
from textkit.reports.visible import counted

if TYPE_CHECKING:
    from textkit.model.finding import Related, Rule
    from textkit.model.outcome import FilePart, FileResult, Outcome, RunInfo, Summary
    from textkit.model.span import Place
    from textkit.reports.base import Style

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
RESULTS, PLACES = 5_000, 100  # GitHub's limits: "SARIF support for code scanning", section on limits
ROOT = "PROJECTROOT"
NOT_BYTES = re.compile("[\ud800-\udc7f\udd00-\udfff]")  # surrogates that stand for no byte of a file name
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


class SarifReport:
    """Results are kept as text, at most 5,000 of each severity, and written at the end, the worst first."""

    def __init__(self, out: TextIO, style: Style) -> None:
        del style
        self.out = out
        self.version = ""
        self.command = ""
        self.rules: dict[str, tuple[int, Rule]] = {}
        self.kept: dict[Severity, list[str]] = {s: [] for s in SEVERITIES}
        self.seen: Counter[Severity] = Counter()
        self.done: Counter[Severity] = Counter()  # of ``seen``, those in files that are done
        self.known = 0  # of ``rules``, those that spoke there
        self.errors: list[Json] = []

    def begin(self, run: RunInfo) -> None:
        self.version = run.version
        self.command = run.verb

    def part(self, part: FilePart) -> None:
        for outcome in part.outcomes:
            self.seen[outcome.severity] += 1
            if len(self.kept[outcome.severity]) < RESULTS:
                self.kept[outcome.severity].append(dumps(self._result(outcome)))

    def file(self, result: FileResult) -> None:
        if result.error:
            self.seen = Counter(self.done)
            for severity, kept in self.kept.items():
                del kept[self.done[severity] :]
            for code in list(self.rules)[self.known :]:
                del self.rules[code]
        for line, message in result.troubles:
            place: Json = {"artifactLocation": artifact(result.path)}
            if not result.error:
                place["region"] = {"startLine": line}
            note: Json = {"level": "error", "message": {"text": message}, "locations": [{"physicalLocation": place}]}
            self.errors.append(note)
        self.done = Counter(self.seen)
        self.known = len(self.rules)

    def end(self, summary: Summary) -> None:
        results = [line for severity in SEVERITIES for line in self.kept[severity]][:RESULTS]
        self.out.write(f'{{"version": "2.1.0", "$schema": "{SCHEMA}", "runs": [{{\n"results": [')
        for number, line in enumerate(results):
            self.out.write((",\n" if number else "\n") + line)
        self.out.write("],\n")
        rest = dumps(self._run(summary, len(results)))
        self.out.write(rest[1:-1] + "}]}\n")

    def _run(self, summary: Summary, written: int) -> Json:
        """All of the run but its results: known only when the files are through."""
        total = sum(self.seen.values())
        notes = list(self.errors)
        if total > written:
            by = ", ".join(f"{counted(self.seen[s])} {s}" for s in SEVERITIES if self.seen[s])
            text = (
                f"{counted(total - written)} of {counted(total)} findings ({by}) are left out, the least severe first."
            )
            notes.append({"level": "note", "message": {"text": text}})
        invocation: Json = {"executionSuccessful": summary.failed == 0}
        if notes:
            invocation["toolExecutionNotifications"] = notes
        return {
            "tool": {
                "driver": {
                    "name": "textkit",
                    "version": self.version,
                    "semanticVersion": self.version,
                    "rules": [_descriptor(rule) for _, rule in self.rules.values()],
                }
            },
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the project textkit ran in."}}},
            "automationDetails": {"id": f"textkit/{self.command}/"},
            "invocations": [invocation],
            "properties": {"findings": total, "results": written},
        }

    def _result(self, outcome: Outcome) -> Json:
        number = self.rules.setdefault(outcome.rule.code, (len(self.rules), outcome.rule))[0]
        result: Json = {
            "ruleId": outcome.rule.code,
            "ruleIndex": number,
            "level": LEVELS[outcome.severity],
            "message": {"text": outcome.message},
            "locations": [_location(outcome.path, outcome.place, outcome.record)],
            "partialFingerprints": {"textkitFinding/v1": outcome.id, "primaryLocationLineHash": outcome.id},
            "properties": {"trust": str(outcome.trust), "fate": str(outcome.fate), "evidence": dict(outcome.evidence)},
        }
        if outcome.related:
            result["relatedLocations"] = [_related(k, r) for k, r in enumerate(outcome.related[:PLACES], 1)]
        if outcome.fate in (Fate.WOULD_APPLY, Fate.WITHHELD) and outcome.edits:
            result["fixes"] = [_fix(outcome)]
        if outcome.fate is Fate.SUPPRESSED:
            result["suppressions"] = [{"kind": "inSource"}]
        elif outcome.fate is Fate.BASELINE:
            result["suppressions"] = [{"kind": "external", "justification": "in the baseline"}]
        return result


def artifact(path: str) -> Json:
    """A path as a URI: relative to the project root, or absolute where it is; ``-`` is standard input."""
    uri = quote(NOT_BYTES.sub("\ufffd", path).encode("utf-8", "surrogateescape"), safe="/-._~!$&'()*+,;=@")
    return {"uri": f"file://{uri}"} if uri.startswith("/") else {"uri": uri, "uriBaseId": ROOT}


def _location(path: str, place: Place, record: str | None) -> Json:
    region: Json = {"startLine": place.line}
    if record is None:  # in a record columns count in the field, which SARIF cannot say
        region.update(startColumn=place.column, endLine=place.end_line, endColumn=place.end_column)
        region.update(charOffset=place.offset, charLength=place.end_offset - place.offset)
    location: Json = {"physicalLocation": {"artifactLocation": artifact(path), "region": region}}
    if record is not None:
        location["logicalLocations"] = [{"name": record, "kind": "object"}]
    return location


def _related(number: int, related: Related) -> Json:
    return {"id": number, "message": {"text": related.role}, **_location(related.path, related.place, related.record)}


def _fix(outcome: Outcome) -> Json:
    """The edits as one fix: all of them or none."""
    replacements = [
        {
            "deletedRegion": {"charOffset": e.offset, "charLength": e.end_offset - e.offset},
            "insertedContent": {"text": e.after},
        }
        for e in outcome.edits
    ]
    return {
        "description": {"text": outcome.rule.summary},
        "artifactChanges": [{"artifactLocation": artifact(outcome.path), "replacements": replacements}],
    }


def _descriptor(rule: Rule) -> Json:
    descriptor: Json = {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.page.strip() or rule.summary},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.step, rule.name], "trust": str(rule.trust)},
    }
    return descriptor
