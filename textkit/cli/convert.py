"""`textkit convert`."""

from __future__ import annotations

from typing import Annotated

from textkit.cli.options import Paths, ReadOptions, ReportOptions, RuleOptions, WriteOptions, option
from textkit.cli.perform import perform
from textkit.cli.request import Request
from textkit.model.errors import UsageError

To = Annotated[
    str | None,
    option("Convert by this OpenCC configuration: s2t, t2s, s2twp …", "--to", panel="Rules", metavar="NAME"),
]
Term = Annotated[
    list[str] | None,
    option("A word that stays as it is; may be given again.", "--term", panel="Rules", metavar="WORD"),
]
Word = Annotated[
    list[str] | None,
    option("A word and what it becomes, as in 软件=軟體; may be given again.", "--word", panel="Rules", metavar="A=B"),
]
RoundTrip = Annotated[
    str | None,
    option("What the way back does not give back: off, report.", "--round-trip", panel="Rules", metavar="POLICY"),
]


def _pair(word: str) -> tuple[str, str]:
    before, sign, after = word.partition("=")
    if not before or not sign:
        raise UsageError(
            f"{word!r} is no pair", "--word", "Write a word, an equals sign and what it becomes: 软件=軟體"
        )
    return before, after


def convert(
    paths: Paths = None,
    to: To = None,
    term: Term = None,
    word: Word = None,
    round_trip: RoundTrip = None,
    *,
    rules: RuleOptions,
    read: ReadOptions,
    write: WriteOptions,
    report: ReportOptions,
) -> int:
    """Simplified and traditional Chinese, with a ledger of ambiguous characters.

    textkit convert page.txt --to s2t
    cat page.txt | textkit convert --to t2s > simplified.txt
    textkit convert book/ --to s2twp -o taiwan/ --term 简体字 --word 软件=軟體
    """
    told: dict[str, object] = {"to": to} if to else {}
    if round_trip:
        told["round_trip"] = round_trip
    if term:
        told["terms"] = tuple(term)
    if word:
        told["words"] = tuple(map(_pair, word))
    options = {"convert": told}
    return perform(Request("convert", tuple(paths or ()), rules, read, write, report, ("convert",), options))
