"""What the steps behind rejoin will make of a text, asked while rejoin is still at work on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from textkit.model.document import Document
from textkit.model.finding import Edit, Finding
from textkit.model.passes import Policy, conduct
from textkit.model.span import Span
from textkit.pipeline.engine import Engine


@dataclass(frozen=True, eq=False)
class Foresight:
    """Normalize, and of dedupe what needs no search, with their options and under the policy of the run. They are asked
    whichever verb runs, so that a chain of filters is ``clean``.
    """

    options: Mapping[str, Mapping[str, Any]]
    policy: Policy

    def __call__(self, document: Document) -> Document:
        """The text of ``document`` normalized, and without lines that stand in it before. The source of what is returned is
        that text, so that it leads back there. The last one is remembered.
        """
        return _form(self, document.text, document.path, document.record, document.line)

    @cached_property
    def engine(self) -> Engine:
        from textkit.pipeline.registry import build

        return Engine.of(build(("normalize",), self.options), self.policy)

    def copies(self, document: Document) -> Iterator[Finding]:
        """The removals of lines that stand in ``document`` before, word for word, each with the blank lines behind it."""
        from textkit.dedupe import key
        from textkit.steps.dedupe import Options
        from textkit.steps.dedupe.rules import EXACT

        least = Options(**self.options.get("dedupe", {})).min_length
        lines = document.text.splitlines(keepends=True)
        seen: set[str] = set()
        gone, start, stop = False, 0, 0  # whether the last line that is not blank goes, with all up to ``stop``
        for line in [*lines, "."]:
            said = line.strip()
            if said:
                if gone:
                    yield Finding(EXACT, Span(start, stop), "", EXACT.trust, EXACT.severity, (Edit(start, stop, ""),))
                gone, start = said in seen and len(key(said)) >= least, stop
                seen.add(said)
            stop += len(line)

    def __getstate__(self) -> dict[str, object]:
        return {"options": self.options, "policy": self.policy}  # the engine is made again in another process


@lru_cache(maxsize=1)
def _form(foresight: Foresight, text: str, path: str, record: str | None, line: int) -> Document:
    document = foresight.engine.work(0, Document.of_record(path, text, record, line))
    return conduct(document, "dedupe", list(foresight.copies(document)), foresight.policy)
