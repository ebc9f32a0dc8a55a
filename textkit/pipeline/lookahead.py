"""What the steps behind rejoin will make of a text, asked while rejoin is still at work on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from textkit.model.check import Check, CorpusCheck
from textkit.model.document import Document
from textkit.model.policy import Policy
from textkit.pipeline.engine import Engine
from textkit.pipeline.likely_copies import likely_copies

Build = Callable[[Sequence[str], Mapping[str, Mapping[str, Any]], Policy], list[tuple[str, Check | CorpusCheck]]]

LOSS = 0.1  # share of a text that may go before it matters how much of it is text at all


@dataclass(frozen=True, eq=False)
class Lookahead:
    """Normalize and dedupe with their options, under the policy of the run. They are asked whichever verb runs, so that a
    chain of filters is ``clean``. ``build`` makes the checks of steps with their options, as the registry does.
    """

    options: Mapping[str, Mapping[str, Any]]
    policy: Policy
    build: Build

    def __call__(self, document: Document) -> Iterator[Document]:
        """The text of ``document`` normalized, and then, where dedupe takes something away, without it, as if it were the
        only text of the run. The source of what is given is that text, so that it leads back there.
        """
        asked = document.text, document.path, document.record, document.line
        normalized = _normalized(self, *asked)
        yield normalized
        left = _left(self, *asked)
        if left.text != normalized.text:
            yield left

    @cached_property
    def normalize(self) -> Engine:
        return self._engine("normalize")

    @cached_property
    def dedupe(self) -> Engine:
        # Nearly all that is safe to join is joined by now; passages are only told of.
        return self._engine("dedupe", unit="line", passages=0)

    @cached_property
    def of_likely(self) -> Engine:
        """The same of likely copies alone, however much of the text they are."""
        return self._engine("dedupe", unit="line", passages=0, likely=likely_copies, max_loss=1)

    @cached_property
    def little(self) -> float:
        """The share of a text that surely is not too much to lose."""
        return min(LOSS, float(self.options.get("dedupe", {}).get("max_loss", 1)) / 4)

    def _engine(self, name: str, **more: object) -> Engine:
        return Engine.of(self.build((name,), {name: {**self.options.get(name, {}), **more}}, self.policy), self.policy)

    def __getstate__(self) -> dict[str, object]:
        return {
            "options": self.options,
            "policy": self.policy,
            "build": self.build,
        }  # engines are made again in another process


@lru_cache(maxsize=1)  # a text is asked about until nothing is found in it any more
def _normalized(lookahead: Lookahead, text: str, path: str, record: str | None, line: int) -> Document:
    return lookahead.normalize.alone(Document.of_record(path, text, record, line))


@lru_cache(maxsize=1)
def _left(lookahead: Lookahead, text: str, path: str, record: str | None, line: int) -> Document:
    normalized = _normalized(lookahead, text, path, record, line)
    if not any(likely_copies([line for line in normalized.text.split("\n") if line.strip()])):
        return normalized
    if not lookahead.policy.unsafe:  # else copies go that are like others inside alone
        left = lookahead.of_likely.alone(normalized)
        if len(normalized.text) - len(left.text) <= lookahead.little * len(normalized.text):
            return left
    return lookahead.dedupe.alone(normalized)
