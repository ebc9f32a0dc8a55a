"""Small pages of many kinds, written for this test: what is damaged in each, and that nothing else is named.

Each row of ``pages.tsv`` is a page, what is to be found in the line, and the line. ``-`` is nothing, ``t`` and ``h`` a cut
end and beginning, ``b`` both, ``m`` a mark without its partner, ``g`` garbled, ``x`` misread, ``r`` said twice, ``?`` left
open. ``~`` before it: known to be judged wrong so far; mark it right once it is.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from textkit.model.document import Document
from textkit.steps.flag import Options, checks

ROWS = [
    row.split("\t", 2)
    for row in (Path(__file__).parents[2] / "fixtures" / "flag" / "pages.tsv").read_text("utf-8").splitlines()
]
PAGES = [(name, [row[1:] for row in rows]) for name, rows in groupby(ROWS, lambda row: row[0])]
FOUND = {
    "FLAG001": "t",
    "FLAG002": "h",
    "FLAG003": "m",
    "FLAG004": "m",
    "FLAG007": "g",
    "FLAG008": "g",
    "FLAG009": "g",
    "FLAG010": "r",
    "FLAG013": "x",
    "FLAG014": "x",
}


@pytest.mark.parametrize(("name", "rows"), PAGES, ids=[name for name, _ in PAGES])
def test_what_is_named_on_a_page(name: str, rows: list[list[str]]) -> None:
    (check,) = checks(Options())
    document = Document.of("\n".join(text for _, text in rows) + "\n")
    found: dict[int, set[str]] = {}
    for finding in check.check(document):
        found.setdefault(document.place(finding.span).line, set()).add(FOUND.get(finding.rule.code, finding.rule.code))
    for line, (said, text) in enumerate(rows, 1):
        wanted = {"-": set(), "b": {"t", "h"}}.get(said.lstrip("~"), {said.lstrip("~")})
        if said != "?":
            assert (found.get(line, set()) == wanted) is not said.startswith("~"), text


def test_there_are_pages_of_many_kinds() -> None:
    assert len(PAGES) > 50
    assert sum(said.startswith("~") for _, rows in PAGES for said, _ in rows) < 20
