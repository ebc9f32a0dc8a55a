"""`textkit rejoin`."""

from __future__ import annotations

from typing import Annotated

from textkit.cli.options import Paths, ReadOptions, ReportOptions, RuleOptions, WriteOptions, option
from textkit.cli.perform import perform
from textkit.cli.request import Request

Stitch = Annotated[bool, option("Reconnect certain fragments across other articles too.", "--stitch", panel="Rules")]


def rejoin(
    paths: Paths = None,
    stitch: Stitch = False,
    *,
    rules: RuleOptions,
    read: ReadOptions,
    write: WriteOptions,
    report: ReportOptions,
) -> int:
    """Hard-wrapped and column-cut lines back into paragraphs.

    textkit rejoin page.txt
    pdftotext paper.pdf - | textkit rejoin > paper.txt
    textkit rejoin scans/ --stitch -o joined/
    """
    return perform(Request("rejoin", tuple(paths or ()), rules, read, write, report, ("rejoin",), stitch=stitch))
