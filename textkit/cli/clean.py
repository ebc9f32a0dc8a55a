"""`textkit clean`."""

from __future__ import annotations

from typing import Annotated

from textkit.cli.convert import To
from textkit.cli.dedupe import Against, DedupeOptions, Removed
from textkit.cli.options import WRITE, Paths, ReadOptions, ReportOptions, RuleOptions, WriteOptions, option
from textkit.cli.perform import perform
from textkit.cli.rejoin import Stitch
from textkit.cli.request import Request
from textkit.settings import STEPS

PlanFile = Annotated[
    str | None,
    option("Write nothing but a plan, one line a finding, for `apply`.", "--plan", panel=WRITE, metavar="FILE"),
]


def clean_steps(to: str | None) -> tuple[str, ...] | None:
    """The steps of `clean`: those of the configuration, with `convert` in its place if it was asked for."""
    if to is None:
        return None
    at = STEPS.index("dedupe")
    return (*STEPS[:at], "convert", *STEPS[at:])


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
            steps=clean_steps(to),
            options={"dedupe": dedupe.told(), **({"convert": {"to": to}} if to else {})},
            stitch=stitch,
            against=tuple(against or ()),
            plan=plan,
            removed=removed,
        )
    )
