"""`textkit decode`."""

from __future__ import annotations

from textkit.cli.options import Paths, ReadOptions, ReportOptions, RuleOptions, WriteOptions
from textkit.cli.perform import perform
from textkit.cli.request import Request


def decode(
    paths: Paths = None,
    *,
    rules: RuleOptions,
    read: ReadOptions,
    write: WriteOptions,
    report: ReportOptions,
) -> int:
    """Bytes of any encoding, mixed or damaged, to UTF-8; mojibake mended.

    textkit decode page.txt -o page-utf8.txt
    cat page.txt | textkit decode > page-utf8.txt
    textkit decode scans/ --encoding gb18030 -o utf8/
    """
    return perform(Request("decode", tuple(paths or ()), rules, read, write, report, ("decode",)))
