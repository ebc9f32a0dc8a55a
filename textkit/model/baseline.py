"""Findings that are known and accepted: still told of, never applied, and no reason to fail.

A finding is known by what it speaks of, not by where: its rule, its file, its record, the source text of its span and
the lines it touches. So it stays known when other lines come and go, and is new when its own line changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from textkit.model.batch import Batch
from textkit.model.document import Document
from textkit.model.finding import Finding
from textkit.model.span import LINE_END, Span

EXCERPT = 60  # characters of the text that an entry shows, for who reads the file


class Entry(NamedTuple):
    """What is known: findings of ``rule`` (a code) in ``path`` whose content has the hash ``key``."""

    path: str
    rule: str
    key: str


class Contents:
    """The hashes of what findings of one document speak of. Lines are hashed once, however many findings they have."""

    def __init__(self, document: Document) -> None:
        self._text = document.source.text
        self._lines = document.source_lines
        self._record = document.record or ""
        self._known: dict[tuple[int, int], bytes] = {}

    def key(self, span: Span) -> str:
        """The hash for a span of the source. How lines end, and whether the last one does, does not matter."""
        first, last = self._lines.number(span.start), self._lines.number(max(span.start, span.end - 1))
        digest = self._known.get((first, last))
        if digest is None:
            whole = self._text[self._lines.starts[first] : self._lines.span(last).end]
            digest = self._known[first, last] = blake2b(_bytes(whole), digest_size=16).digest()
        spoken = _bytes(span.slice(self._text))
        return blake2b(
            b"%b%b\0%b" % (digest, self._record.encode("utf-8", "surrogatepass"), spoken), digest_size=8
        ).hexdigest()

    def excerpt(self, span: Span) -> str:
        """What the span says, cut short."""
        text = " ".join(span.slice(self._text).split())
        return text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"


def _bytes(text: str) -> bytes:
    return LINE_END.sub("\n", text).rstrip("\n").encode("utf-8", "surrogatepass")


Keys = Mapping[str, Mapping[str, int]]  # how often a key is known, by code


@dataclass(frozen=True)
class Baseline:
    """How often each entry is known; paths are relative to ``root``.

    Entries of files that are no longer there hold for every file, since theirs may have got another name.
    """

    entries: Mapping[Entry, int]
    root: Path
    gone: frozenset[str] = frozenset()
    _of: dict[str, Keys] = field(default_factory=dict, repr=False, compare=False)
    _files: dict[str, list[Entry]] = field(default_factory=dict, repr=False, compare=False)

    def __reduce__(self) -> tuple[object, ...]:
        return Baseline, (self.entries, self.root, self.gone)  # what is looked up is looked up again in other processes

    def identity(self, path: str) -> str:
        """A path as the user is shown it, as entries have it."""
        real = Path(path).resolve() if path != "-" else None
        return real.relative_to(self.root).as_posix() if real and real.is_relative_to(self.root) else path

    def concerns(self, path: str, codes: Iterable[str]) -> bool:
        """Whether anything is known of rules with these codes in ``path``."""
        known = self._known(path)
        return bool(known) and any(code in known for code in codes)

    def knows(self, document: Document, findings: Sequence[Finding]) -> Set[int]:
        """The numbers of those of ``findings`` (of one pass over ``document``, in order) that are known."""
        if not self.concerns(document.path, codes_of(findings)):
            return frozenset()
        known, contents = self._known(document.path), Contents(document)
        used: Counter[tuple[str, str]] = Counter()
        found = set()
        for number, finding in enumerate(findings):
            keys = known.get(finding.rule.code)
            if not keys:
                continue
            key = contents.key(document.sources(finding.span)[0])
            used[finding.rule.code, key] += 1
            if used[finding.rule.code, key] <= keys.get(key, 0):
                found.add(number)
        return found

    def _known(self, path: str) -> Keys:
        known = self._of.get(path)
        if known is None:
            if not self._files:
                for entry in self.entries:
                    self._files.setdefault("" if entry.path in self.gone else entry.path, []).append(entry)
            made: dict[str, dict[str, int]] = {}
            for entry in (*self._files.get("", ()), *self._files.get(self.identity(path), ())):
                keys = made.setdefault(entry.rule, {})
                keys[entry.key] = keys.get(entry.key, 0) + self.entries[entry]
            known = self._of[path] = made
        return known


def codes_of(findings: Sequence[Finding]) -> Collection[str]:
    """The codes of the rules that speak in ``findings``, without making one of them where they are a table's."""
    return {row.rule.code for row in findings.rows} if isinstance(findings, Batch) else {f.rule.code for f in findings}
