"""The shape of a check: a pure function from a document to findings, with the rules it speaks for."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol, overload, runtime_checkable

from textkit.model.finding import Edit, Finding, Rule, Trust
from textkit.model.span import Span

if TYPE_CHECKING:
    from textkit.model.document import Document


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table of alike rules: the rule, and what each of its findings says."""

    rule: Rule
    message: str
    trust: Trust = Trust.SAFE


@dataclass
class Batch(Sequence[Finding]):
    """Many alike findings of one edit each, kept as arrays; a ``Finding`` is made when someone reads it.

    Added in order of place and never overlapping.
    """

    rows: Sequence[Row]
    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))
    numbers: array[int] = field(default_factory=lambda: array("l"))
    afters: list[str] = field(default_factory=list)

    def add(self, start: int, end: int, number: int, after: str) -> None:
        """Record that row ``number`` replaces ``[start, end)`` by ``after``."""
        self.starts.append(start)
        self.ends.append(end)
        self.numbers.append(number)
        self.afters.append(after)

    def only(self, wants: Callable[[Rule], bool]) -> Batch:
        """Those of rules that are wanted; the very same where all are."""
        if all(wants(row.rule) for row in self.rows):
            return self
        kept = Batch(self.rows)
        for start, end, number, after in zip(self.starts, self.ends, self.numbers, self.afters, strict=True):
            if wants(self.rows[number].rule):
                kept.add(start, end, number, after)
        return kept

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, i: int) -> Finding: ...
    @overload
    def __getitem__(self, i: slice) -> Sequence[Finding]: ...
    def __getitem__(self, i: int | slice) -> Finding | Sequence[Finding]:
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(len(self)))]
        row = self.rows[self.numbers[i]]
        start, end = self.starts[i], self.ends[i]
        edits = () if row.trust is Trust.ADVICE else (Edit(start, end, self.afters[i]),)
        return Finding(row.rule, Span(start, end), row.message, row.trust, row.rule.severity, edits)


class Advice(Sequence[Finding]):
    """Findings of one rule that change nothing, each made when someone reads it."""

    rule: Rule


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


Key = tuple[str, int]  # a document's path and, for a record, its line (else 0)


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
