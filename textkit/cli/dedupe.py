"""`textkit dedupe`."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Annotated

from textkit.cli.options import WRITE, Paths, ReadOptions, ReportOptions, RuleOptions, WriteOptions, option
from textkit.cli.perform import perform
from textkit.cli.request import Request

PANEL = "Duplicates"

Against = Annotated[
    list[str] | None,
    option("Compare with these files and folders, which are never changed.", "--against", panel=PANEL, metavar="PATH"),
]
Removed = Annotated[str | None, option("Collect what went as lines of JSON.", "--removed", panel=WRITE, metavar="FILE")]

Annotate = Annotated[
    bool,
    option(
        'Drop no record; those in a cluster get a field "dedupe" with cluster, role (copy, kept), kept, kept_path, '
        "kept_line, kind, similarity, fate and reason.",
        "--annotate",
        panel=WRITE,
    ),
]


@dataclass(frozen=True)
class DedupeOptions:
    """What counts as a duplicate, and which copy stays."""

    threshold: Annotated[
        str | None,
        option("Similarity from which copies are near (over 0.5 to 1; 0.85).", "--threshold", panel=PANEL, metavar="X"),
    ] = None
    min_length: Annotated[
        int | None, option("Key characters below which nothing is removed (20).", "--min-length", panel=PANEL)
    ] = None
    passages: Annotated[
        int | None, option("Length from which a shared passage is told of (50).", "--passages", panel=PANEL)
    ] = None
    keep: Annotated[
        str | None,
        option("Which copy stays: complete, longest, first, central.", "--keep", panel=PANEL, metavar="POLICY"),
    ] = None
    prefer: Annotated[
        list[str] | None, option("Copies in these paths stay.", "--prefer", panel=PANEL, metavar="PATH")
    ] = None
    unit: Annotated[
        str | None,
        option("What is compared: paragraph, line, sentence, document.", "--unit", panel=PANEL, metavar="UNIT"),
    ] = None
    within: Annotated[bool, option("Only copies within one file.", "--within", panel=PANEL)] = False
    across: Annotated[bool, option("Only copies in different files.", "--across", panel=PANEL)] = False
    max_loss: Annotated[
        str | None,
        option("Share of a file that may go otherwise than as exact copies (0.5).", "--max-loss", panel=PANEL),
    ] = None
    effort: Annotated[
        int | None,
        option("How much to look at for one paragraph before it is left unexamined.", "--effort", panel=PANEL),
    ] = None
    allow_template: Annotated[
        bool, option("Treat texts that differ in figures only as copies.", "--allow-template", panel=PANEL)
    ] = False
    borderline: Annotated[
        int | None,
        option(
            "Show how alike pairs are, and the N nearest the threshold on either side.",
            "--borderline",
            panel=PANEL,
            metavar="N",
        ),
    ] = None

    def told(self) -> dict[str, object]:
        """The options that were given."""
        given = {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}
        given["prefer"] = tuple(self.prefer) if self.prefer else None
        return {name: value for name, value in given.items() if value not in (None, False)}


def dedupe(
    paths: Paths = None,
    against: Against = None,
    removed: Removed = None,
    annotate: Annotate = False,
    *,
    dedupe: DedupeOptions,
    rules: RuleOptions,
    read: ReadOptions,
    write: WriteOptions,
    report: ReportOptions,
) -> int:
    """Exact and near-duplicate paragraphs, truncated copies, excerpts and passages, in a file and across files.

    textkit dedupe seeds/
    textkit dedupe seeds/ -o cleaned/ --removed removed.jsonl
    textkit dedupe new.txt --against seeds/
    textkit dedupe corpus.jsonl --unit document --annotate -o annotated.jsonl
    """
    return perform(
        Request(
            "dedupe",
            tuple(paths or ()),
            rules,
            read,
            write,
            report,
            ("dedupe",),
            {"dedupe": ({"unit": "document"} if annotate else {}) | dedupe.told()},
            against=tuple(against or ()),
            removed=removed,
            annotate=annotate,
        )
    )
