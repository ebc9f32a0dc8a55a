"""Files that are programs or data by name (``page.py``, ``names.csv``): one block of code, whatever stands in them.

What looks like a slip in them may be what they are about: a table of radicals, a pattern, a key. Their content shows most
of it, but not all. So nothing but line ends is touched, as in a fence; the policy ``programs`` says otherwise, and text
that comes without a name is judged by what stands in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textkit.judgement.code import is_program
from textkit.model.batch import Batch
from textkit.model.check import Check
from textkit.model.document import Document
from textkit.model.finding import Finding, Rule


@dataclass(frozen=True)
class ButPrograms:
    """``inner``, of which in such files only the rules ``heard`` are."""

    inner: Check
    heard: tuple[Rule, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        return self.inner.rules

    @property
    def triggers(self) -> frozenset[str] | None:
        return self.inner.triggers

    def check(self, document: Document) -> Sequence[Finding]:
        if not is_program(document.path):
            return self.inner.check(document)
        if not any(rule in self.heard for rule in self.inner.rules):
            return Batch(())
        found = self.inner.check(document)
        assert isinstance(found, Batch)
        return found.only(self.heard.__contains__)
