"""``junit``: a suite a file, a case a rule that spoke there; it fails where a look would exit with 1.

The form is the one Jenkins, GitLab and Azure read. XML cannot hold most control characters, nor lone surrogates:
they become U+FFFD, and control characters inside a line are shown spelled out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO
from xml.sax.saxutils import escape, quoteattr

from textkit.reports.base import Gathers, RuleFound
from textkit.reports.concise import line_of
from textkit.reports.visible import counted, visible, xml_safe

if TYPE_CHECKING:
    from textkit.model.outcome import FileResult, RunInfo, Summary
    from textkit.reports.base import Style

PLACES = 50  # lines in the text of one case: what a person still reads in a test report


class JunitReport(Gathers):
    """Suites stream; the totals of each stand in its first tag."""

    def __init__(self, out: TextIO, style: Style) -> None:
        del style
        super().__init__(PLACES)
        self.out = out

    def begin(self, run: RunInfo) -> None:
        name = quoteattr(f"textkit {run.verb}")
        self.out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name={name}>\n')

    def file(self, result: FileResult) -> None:
        cases = [_case(result.path, group) for group in self.found(result).groups()]
        failures = sum(failed for failed, _ in cases)
        whole = _tag(result.path, "textkit")
        for line, message in result.troubles:
            told = message if result.error else f"{result.path}:{line}: {message}"
            cases.append((False, f"{whole}>\n<error message={_attribute(told)}/>\n</testcase>\n"))
        if not cases:
            cases.append((False, f"{whole}/>\n"))
        counts = f'tests="{len(cases)}" failures="{failures}" errors="{len(result.troubles)}"'
        self.out.write(f"<testsuite name={_attribute(result.path)} {counts}>\n")
        for _, case in cases:
            self.out.write(case)
        self.out.write("</testsuite>\n")

    def end(self, summary: Summary) -> None:
        del summary
        self.out.write("</testsuites>\n")


def _case(path: str, group: RuleFound) -> tuple[bool, str]:
    """Whether one rule fails in one file, and its case."""
    rule = group.rule
    lines = [line_of(o) for o in group.shown]
    if group.total > len(lines):
        lines.append(f"and {counted(group.total - len(lines))} more")
    text = escape(xml_safe("\n".join(lines)))
    head = _tag(path, f"{rule.code} {rule.name}")
    if group.failing:
        message = _attribute(f"{counted(group.failing)} × {rule.summary}")
        severity = group.shown[0].severity
        return True, f'{head}>\n<failure type="{severity}" message={message}>{text}</failure>\n</testcase>\n'
    return False, f"{head}>\n<system-out>{text}</system-out>\n</testcase>\n"


def _tag(path: str, name: str) -> str:
    return f"<testcase classname={_attribute(path)} name={_attribute(name)}"


def _attribute(text: str) -> str:
    return quoteattr(xml_safe(visible(text)))
