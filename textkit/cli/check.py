"""`textkit check`."""

from __future__ import annotations

from typing import Annotated

from textkit.cli.convert import To
from textkit.cli.dedupe import Against, DedupeOptions
from textkit.cli.options import READ, LookOptions, Paths, ReadOptions, ReportOptions, RuleOptions, option
from textkit.cli.perform import perform
from textkit.cli.rejoin import Stitch
from textkit.cli.request import Request

Staged = Annotated[
    bool,
    option(
        "What the next commit would change, as staged in git; without PATH all of it. No --max-loss unless given.",
        "--staged",
        panel=READ,
    ),
]


def check(
    paths: Paths = None,
    stitch: Stitch = False,
    to: To = None,
    against: Against = None,
    staged: Staged = False,
    *,
    dedupe: DedupeOptions,
    rules: RuleOptions,
    read: ReadOptions,
    look: LookOptions,
    report: ReportOptions,
) -> int:
    """What `clean` would change and flag; writes nothing, exits with 1 if there is something.

    textkit check seeds/
    textkit check seeds/ --format github
    textkit check new.txt --against seeds/ --select DEC,DUP
    textkit check --staged --against seeds/
    """
    return perform(
        Request(
            "check",
            tuple(paths or ()),
            rules,
            read,
            look.write,
            report,
            options={
                "dedupe": ({"max_loss": "1"} if staged else {}) | dedupe.told(),
                **({"convert": {"to": to}} if to else {}),
            },
            stitch=stitch,
            against=tuple(against or ()),
            staged=staged,
        )
    )
