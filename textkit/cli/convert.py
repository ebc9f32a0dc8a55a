"""`textkit convert`."""

from __future__ import annotations

from typing import Annotated

from textkit.cli.driver import Request
from textkit.cli.options import Paths, ReadOptions, ReportOptions, RuleOptions, WriteOptions, option
from textkit.cli.perform import perform
from textkit.model.errors import UsageError

To = Annotated[
    str | None,
    option("Convert by this OpenCC configuration: s2t, t2s, s2twp …", "--to", panel="Rules", metavar="NAME"),
]


def convert(
    paths: Paths = None,
    to: To = None,
    *,
    rules: RuleOptions,
    read: ReadOptions,
    write: WriteOptions,
    report: ReportOptions,
) -> int:
    """Simplified and traditional Chinese, with a ledger of ambiguous characters.

    textkit convert page.txt --to s2t
    cat page.txt | textkit convert --to t2s > simplified.txt
    textkit convert book/ --to s2twp -o taiwan/
    """
    if to is None:
        raise UsageError("say what to convert to", "convert", "For example: textkit convert PATH --to s2t")
    options = {"convert": {"to": to}}
    return perform(Request("convert", tuple(paths or ()), rules, read, write, report, ("convert",), options))
