"""Blocks: several paragraphs in a row that repeat several in a row elsewhere, as a page printed twice has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textkit.steps.dedupe.rows import Rows
from textkit.steps.dedupe.verdict import Gone

# Paragraphs between two repeated ones that may be too short to be copies themselves: a heading, a byline.
BETWEEN = 2


class Block(NamedTuple):
    """Rows ``members`` repeat rows ``kept``, one for one."""

    number: int
    members: tuple[int, ...]
    kept: tuple[int, ...]

    @property
    def first(self) -> int:
        return self.members[0]


def blocks(removals: Sequence[Gone], rows: Rows) -> dict[int, Block]:
    """The block of each row that belongs to one; numbered from 1 in order of place.

    ``removals`` are in order of place. A block goes on from one copy to the next where both stand the same few
    paragraphs further in their documents as what they are copies of, and what lies between has equal keys.
    """
    found: dict[int, Block] = {}
    run: list[Gone] = []
    number = 0
    for r in [*removals, None]:
        if r is not None and run and _goes_on(run[-1], r, rows):
            run.append(r)
            continue
        if len(run) > 1:
            number += 1
            block = Block(number, tuple(g.gone for g in run), tuple(g.kept for g in run))
            found.update(dict.fromkeys(block.members, block))
        run = [r] if r is not None else []
    return found


def _goes_on(last: Gone, r: Gone, rows: Rows) -> bool:
    document, number = rows.document, rows.corpus.number
    if rows.corpus.line[int(document[r.gone])]:  # records have no neighbours
        return False
    if document[r.gone] != document[last.gone] or document[r.kept] != document[last.kept]:
        return False
    step = number[r.gone] - number[last.gone]
    if not 0 < step <= BETWEEN + 1 or number[r.kept] - number[last.kept] != step:
        return False
    if r.gone - last.gone != step or r.kept - last.kept != step:  # what lies between is not here
        return False
    return all(rows.key[last.gone + k] == rows.key[last.kept + k] for k in range(1, step))
