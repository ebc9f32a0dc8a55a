"""The shape of a check: a pure function from a document to findings, with the rules it speaks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from textkit.model.document import Document, Key
from textkit.model.finding import Finding, Rule


@runtime_checkable
class Check(Protocol):
    """A rule, or a table of alike rules: one pass over one document.

    ``triggers`` are the characters without which nothing can be found (``None``: always look). ``check`` gets a
    document and returns findings in that document's offsets, sorted by place, edits of different findings never
    overlapping; it changes nothing and remembers nothing.
    """

    @property
    def rules(self) -> tuple[Rule, ...]: ...
    @property
    def triggers(self) -> frozenset[str] | None: ...
    def check(self, document: Document) -> Sequence[Finding]: ...


@runtime_checkable
class CorpusCheck(Protocol):
    """A rule over several documents, in two pure halves.

    ``collect`` turns one document into small, picklable facts (run per file, in parallel); a ``reference`` is compared
    with and has no findings. ``gather`` gives the empty container that the facts are put into by key as they come; it
    may pack them, and must let go of those of a key that is deleted. ``judge`` gets that container and returns the
    findings of each document, in that document's offsets: whether a key is in what it returns is asked of every
    document, and its findings, made when they are asked for, only of those that have some.
    """

    @property
    def rules(self) -> tuple[Rule, ...]: ...
    def collect(self, document: Document, reference: bool = False) -> object: ...
    def gather(self) -> MutableMapping[Key, object]: ...
    def judge(self, facts: Mapping[Key, object]) -> Mapping[Key, Iterable[Finding]]: ...


class Untouched(NamedTuple):
    """Records of one file as they were read, in columns: the line, the name and the text of each."""

    path: str
    lines: list[int]
    names: list[str | None]
    texts: list[str]


class RecordCheck(Check, Protocol):
    """A check that can tell at once that it finds nothing in any of many records, as most do."""

    def passes_over(self, records: Untouched) -> bool: ...


class RecordsCheck(CorpusCheck, Protocol):
    """A check that takes in many records at once, which costs a fraction of one after the other.

    ``collect_records`` gives what ``update`` of its container takes, or ``None`` where it wants to see each of them.
    """

    def collect_records(self, records: Untouched) -> object: ...
