"""A paragraph as the judgement sees it, and what is said of one that goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from textkit.steps.dedupe.relate import Relation
from textkit.steps.dedupe.written import Written


@dataclass(eq=False, slots=True)
class Paragraph:
    """A paragraph in the judgement: which document and item it is, and the number of its key.

    ``fixed`` paragraphs always stay: reference documents and exempt regions.
    """

    document: int
    number: int
    key: int
    written: Written
    path: str
    offset: int
    fixed: bool
    preferred: bool
    reference: bool

    @property
    def whole(self) -> bool:
        return self.written.whole


class Removal(NamedTuple):
    """``gone`` is a copy of ``kept``; it ``goes`` in this run, or is withheld and stays."""

    gone: Paragraph
    kept: Paragraph
    relation: Relation
    goes: bool
    also: tuple[Paragraph, ...] = ()  # other copies that stay and reach it
