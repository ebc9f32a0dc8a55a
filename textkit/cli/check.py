"""`textkit check`."""

from __future__ import annotations

from textkit.cli.clean import clean_steps
from textkit.cli.convert import To
from textkit.cli.dedupe import Against, DedupeOptions
from textkit.cli.driver import Request
from textkit.cli.options import Paths, ReadOptions, ReportOptions, RuleOptions
from textkit.cli.perform import perform
from textkit.cli.rejoin import Stitch


def check(
    paths: Paths = None,
    stitch: Stitch = False,
    to: To = None,
    against: Against = None,
    *,
    dedupe: DedupeOptions,
    rules: RuleOptions,
    read: ReadOptions,
    report: ReportOptions,
) -> int:
    """What `clean` would change and flag; writes nothing, exits with 1 if there is something.

    textkit check seeds/
    textkit check seeds/ --format github
    textkit check new.txt --against seeds/ --select DEC,DUP
    """
    return perform(
        Request(
            "check",
            tuple(paths or ()),
            rules,
            read,
            report=report,
            steps=clean_steps(to),
            options={"dedupe": dedupe.told(), **({"convert": {"to": to}} if to else {})},
            stitch=stitch,
            against=tuple(against or ()),
        )
    )
