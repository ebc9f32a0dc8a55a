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

Build = Callable[[Sequence[str], Mapping[str, Mapping[str, Any]], Policy], list[tuple[str, Check | CorpusCheck]]]

LEAST = 20  # characters; dedupe takes no shorter line away
EDGE = 32  # characters at both ends of a line of which a copy has most, also one that was cut off …
SHARE = 0.5  # … in runs of so many of them as another line has; a copy at the threshold of dedupe has 0.6
RUN = 6  # characters


@dataclass(frozen=True, eq=False)
class Foresight:
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

    def _engine(self, name: str, **more: object) -> Engine:
        return Engine.of(self.build((name,), {name: {**self.options.get(name, {}), **more}}, self.policy), self.policy)

    def __getstate__(self) -> dict[str, object]:
        return {
            "options": self.options,
            "policy": self.policy,
            "build": self.build,
        }  # engines are made again in another process


@lru_cache(maxsize=1)  # a text is asked about until nothing is found in it any more
def _normalized(foresight: Foresight, text: str, path: str, record: str | None, line: int) -> Document:
    return foresight.normalize.alone(Document.of_record(path, text, record, line))


@lru_cache(maxsize=1)
def _left(foresight: Foresight, text: str, path: str, record: str | None, line: int) -> Document:
    normalized = _normalized(foresight, text, path, record, line)
    return foresight.dedupe.alone(normalized) if may_have_copies(normalized.text) else normalized


def may_have_copies(text: str) -> bool:
    """Whether a line of ``text`` is so like others that it may be a copy: what asking dedupe itself would cost ten times as
    much. At times it is none.
    """
    seen: set[str] = set()
    for line in text.split("\n"):
        said = line.strip()
        if len(said) < LEAST:
            continue
        edges = [{edge[k : k + RUN] for k in range(len(edge) - RUN + 1)} for edge in (said[:EDGE], said[-EDGE:])]
        if any(len(runs & seen) >= SHARE * len(runs) for runs in edges):
            return True
        seen.update(*edges)
    return False
