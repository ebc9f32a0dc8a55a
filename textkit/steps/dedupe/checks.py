"""Duplicates over all documents of a run: collect keys per file, judge them together, say what goes and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import cast

from textkit.model.check import Untouched
from textkit.model.document import Document, Key
from textkit.model.finding import Finding, Rule
from textkit.steps.dedupe.facts import Facts, Together, collect, collect_records
from textkit.steps.dedupe.options import Options
from textkit.steps.dedupe.rules import RULES


@dataclass(frozen=True)
class Duplicates:
    """The check of the step, in two pure halves."""

    options: Options = field(default_factory=Options)

    @property
    def rules(self) -> tuple[Rule, ...]:
        return RULES

    def collect(self, document: Document, reference: bool = False) -> Facts:
        """The paragraphs of one document with their keys and places."""
        facts = collect(document, self.options.unit, self.options.likely)
        return facts._replace(reference=True) if reference else facts

    def collect_records(self, records: Untouched) -> Together | None:
        """The same of many records at once."""
        return None if self.options.likely else collect_records(records, self.options.unit)

    def gather(self) -> MutableMapping[Key, object]:
        """Where the facts of all documents are put: in columns."""
        from textkit.steps.dedupe.corpus import Corpus

        return cast("MutableMapping[Key, object]", Corpus())

    def judge(self, facts: Mapping[Key, object]) -> Mapping[Key, Iterable[Finding]]:
        """The findings of each document, made when they are asked for; documents under ``against`` have none."""
        from textkit.steps.dedupe.corpus import Corpus
        from textkit.steps.dedupe.findings import Findings
        from textkit.steps.dedupe.judge import judge
        from textkit.steps.dedupe.rows import Rows

        corpus = facts if isinstance(facts, Corpus) else Corpus()
        if corpus is not facts:
            for key in facts:
                corpus[key] = cast("Facts", facts[key])
        return Findings(judge(Rows(corpus, self.options))) if corpus.exempt else {}
