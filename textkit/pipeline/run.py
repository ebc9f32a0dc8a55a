"""Many inputs through one engine: one by one or in several processes, with the same result.

Between two stages the documents are spooled, not held: only the facts that the next check asks for stay in memory.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import Any, Generic, Protocol, Self, TypeVar

from textkit.model.check import Key
from textkit.model.document import Document
from textkit.model.errors import TextkitError
from textkit.model.finding import Finding
from textkit.pipeline.engine import Engine

IN_MEMORY = 64 << 20  # bytes of spooled documents that stay in memory before they go to a file
WORTH_A_POOL = 4 << 20  # bytes of input below which starting processes costs more than it saves


class Work(Protocol):
    """What is loaded from one input: its documents, and whatever writing them back takes."""

    @property
    def documents(self) -> tuple[Document, ...]: ...
    def with_documents(self, documents: tuple[Document, ...]) -> Self: ...


I = TypeVar("I")  # noqa: E741 - an input
W = TypeVar("W", bound=Work)
Facts = dict[Key, object]


@dataclass(frozen=True)
class _Station(Generic[I, W]):
    """The work on one input in one process."""

    engine: Engine
    load: Callable[[I], W]

    def first(self, one: I) -> tuple[W, Facts] | TextkitError:
        try:
            work = self.load(one)
            return self._stage(0, work, {})
        except TextkitError as error:
            return error

    def later(self, stage: int, job: tuple[bytes, Mapping[Key, Sequence[Finding]]]) -> tuple[W, Facts] | TextkitError:
        try:
            return self._stage(stage, pickle.loads(job[0]), job[1])  # noqa: S301 - our own spool
        except TextkitError as error:
            return error

    def _stage(self, stage: int, work: W, found: Mapping[Key, Sequence[Finding]]) -> tuple[W, Facts]:
        documents = tuple(self.engine.work(stage, d, found.get(d.key, ())) for d in work.documents)
        facts = {}
        if self.engine.stages[stage].corpus:
            facts = {d.key: self.engine.facts(stage, d) for d in documents}
        return work.with_documents(documents), facts


def run(
    engine: Engine,
    inputs: Sequence[I],
    load: Callable[[I], W],
    *,
    jobs: int = 1,
    extra: Callable[[int], Facts] = lambda _: {},
) -> Iterator[tuple[I, W | TextkitError]]:
    """Each input with what became of it, in the order of ``inputs``; an input that failed with its error.

    ``extra`` gives facts of documents that are compared with and never changed, for the check behind a stage.
    ``jobs`` is the number of processes.
    """
    station: _Station[I, W] = _Station(engine, load)
    if jobs <= 1 or len(inputs) < 2:
        yield from _run(station, inputs, map, extra)
        return
    with ProcessPoolExecutor(min(jobs, len(inputs))) as pool:
        yield from _run(station, inputs, partial(pool.map, chunksize=max(1, len(inputs) // (jobs * 8))), extra)


def _run(
    station: _Station[I, W], inputs: Sequence[I], mapper: Callable[..., Iterator[Any]], extra: Callable[[int], Facts]
) -> Iterator[tuple[I, W | TextkitError]]:
    last = len(station.engine.stages) - 1
    done: Iterator[tuple[W, Facts] | TextkitError] = mapper(station.first, inputs)
    alive = list(inputs)
    for stage in range(last):
        spool: _Spool = _Spool()
        facts: Facts = extra(stage)
        standing: list[I] = []
        keys: list[list[Key]] = []
        for one, result in zip(alive, done, strict=True):
            if isinstance(result, TextkitError):
                yield one, result
                continue
            spool.put(result[0])
            standing.append(one)
            keys.append([d.key for d in result[0].documents])
            facts.update(result[1])
        found = station.engine.judge(stage, facts)
        del facts
        per_file = ({k: found[k] for k in ks if k in found} for ks in keys)
        done = mapper(partial(station.later, stage + 1), zip(spool, per_file, strict=True))
        alive = standing
    for one, result in zip(alive, done, strict=True):
        yield one, result if isinstance(result, TextkitError) else result[0]


class _Spool:
    """Pickled objects in the order they came, in memory while they are few."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed with the object
        self._sizes: list[int] = []

    def put(self, thing: object) -> None:
        blob = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
        self._file.write(blob)
        self._sizes.append(len(blob))

    def __iter__(self) -> Iterator[bytes]:
        self._file.seek(0)
        for size in self._sizes:
            yield self._file.read(size)


def processes(asked: int | None, size: int) -> int:
    """How many processes to use: as asked, else one for small inputs and every processor we may use for large ones."""
    if asked:
        return asked
    return len(os.sched_getaffinity(0)) if size >= WORTH_A_POOL and hasattr(os, "sched_getaffinity") else 1
