"""`textkit clean`."""

from __future__ import annotations

from typing import Annotated

from textkit.cli.convert import To
from textkit.cli.dedupe import Against, DedupeOptions, Removed
from textkit.cli.options import WRITE, Paths, ReadOptions, ReportOptions, RuleOptions, WriteOptions, option
from textkit.cli.perform import perform
from textkit.cli.rejoin import Stitch
from textkit.cli.request import Request

PlanFile = Annotated[
    str | None,
    option("Write nothing but a plan, one line a finding, for `apply`.", "--plan", panel=WRITE, metavar="FILE"),
]


def clean(
    paths: Paths = None,
    stitch: Stitch = False,
    to: To = None,
    against: Against = None,
    removed: Removed = None,
    plan: PlanFile = None,
    *,
    dedupe: DedupeOptions,
    rules: RuleOptions,
    read: ReadOptions,
    write: WriteOptions,
    report: ReportOptions,
) -> int:
    """The whole job: decode, rejoin, normalize, (convert,) dedupe, then flag what is left.

    textkit clean seeds/ -o cleaned/ --report cleaned/report.html
    cat page.txt | textkit clean > page-clean.txt
    textkit clean seeds/ --plan plan.jsonl
    """
    return perform(
        Request(
            "clean",
            tuple(paths or ()),
            rules,
            read,
            write,
            report,
            options={"dedupe": dedupe.told(), **({"convert": {"to": to}} if to else {})},
            stitch=stitch,
            against=tuple(against or ()),
            plan=plan,
            removed=removed,
        )
    )
