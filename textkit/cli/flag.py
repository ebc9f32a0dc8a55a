"""`textkit flag`."""

from __future__ import annotations

from textkit.cli.options import LookOptions, Paths, ReadOptions, ReportOptions, RuleOptions
from textkit.cli.perform import perform
from textkit.cli.request import Request


def flag(
    paths: Paths = None, *, rules: RuleOptions, read: ReadOptions, look: LookOptions, report: ReportOptions
) -> int:
    """Truncated sentences, unbalanced quotes, residue and boilerplate; changes nothing.

    textkit flag seeds/
    textkit flag page.txt --format concise
    textkit flag seeds/ --select truncated-tail,truncated-head
    """
    return perform(Request("flag", tuple(paths or ()), rules, read, look.write, report, steps=("flag",)))
