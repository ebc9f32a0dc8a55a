"""`textkit inspect`."""

from __future__ import annotations

from textkit.cli.options import LookOptions, Paths, ReadOptions, ReportOptions, RuleOptions
from textkit.cli.perform import perform
from textkit.cli.request import Request


def inspect(
    paths: Paths = None, *, rules: RuleOptions, read: ReadOptions, look: LookOptions, report: ReportOptions
) -> int:
    """What is here: encoding and how sure, line ends, script, width, paragraphs, findings by step; worst files first.

    textkit inspect seeds/
    textkit inspect page.txt --format json
    cat page.txt | textkit inspect
    """
    return perform(Request("inspect", tuple(paths or ()), rules, read, look.write, report))
