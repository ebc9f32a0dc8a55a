"""Many inputs through one engine, part by part: in this process or in several, with the same result.

Between two stages the parts are spooled, not held: only the facts that the next check asks for stay in memory.
"""

from __future__ import annotations

import os
import pickle
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence, Sized
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar

from textkit.model.check import Untouched
from textkit.model.document import Document, Key
from textkit.model.errors import TextkitError, no_room
from textkit.model.finding import Finding
from textkit.pipeline.engine import Engine

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

IN_MEMORY = 8 << 20  # bytes of spooled parts that stay in memory before they go to a file
WORTH_A_POOL = 2 << 20  # bytes of input below which starting processes costs more than it saves
BATCH = 1 << 20  # bytes that are sent to another process at once; small files go in groups
SMALL = 16  # small files in a group
HEARD = 0.2  # seconds in which Ctrl-C, which ends the other processes too, is heard of here


class Work(Protocol):
    """A part of an input as loaded: its documents, and whatever writing them back takes.

    ``span`` is the path and the numbers that the keys of its documents are made of, ``documents`` are all of them,
    ``untouched`` the same of records in which nothing was found, ``some`` those of some keys, and ``having`` gives the part with what has become of some documents.
    """

    @property
    def span(self) -> tuple[str, range]: ...
    def documents(self) -> Iterable[Document]: ...
    def untouched(self) -> Untouched | None: ...
    def some(self, keys: Iterable[Key]) -> Iterable[Document]: ...
    def having(self, documents: Iterable[Document]) -> Self: ...


I = TypeVar("I")  # noqa: E741 - an input
W = TypeVar("W", bound=Work)
Facts = MutableMapping[Key, object]
Collected = Any  # what the container of facts can be updated with
Judged = Mapping[Key, Iterable[Finding]]
Result = tuple[W, Collected] | TextkitError
Job = tuple[bytes, Mapping[Key, Sequence[Finding]]]  # a part and what was found in it


I_in = TypeVar("I_in", contravariant=True)
W_out = TypeVar("W_out", bound=Work, covariant=True)


class Loading(Protocol[I_in, W_out]):
    """How an input is cut into slices, each small, and a slice is loaded: cut here, loaded in any process."""

    def cut(self, one: I_in, /) -> Iterable[Sized]: ...
    def __call__(self, part: Any, /) -> W_out: ...


@dataclass(frozen=True)
class _Station(Generic[I, W]):
    """The work on one part in one process."""

    engine: Engine
    load: Loading[I, W]

    def first(self, part: object) -> Result[W]:
        if isinstance(part, TextkitError):
            return part
        try:
            return self._stage(0, self.load(part), {})
        except TextkitError as error:
            return error

    def later(self, stage: int, job: Job) -> Result[W]:
        try:
            return self._stage(stage, pickle.loads(job[0]), job[1])  # noqa: S301 - our own spool
        except TextkitError as error:
            return error

    def _stage(self, stage: int, work: W, found: Mapping[Key, Sequence[Finding]]) -> tuple[W, Collected]:
        engine = self.engine
        collects, checks = engine.stages[stage].corpus is not None, engine.checks(stage)
        if not found and engine.takes_columns(stage):
            records = work.untouched()
            together = None if records is None else engine.facts_of_records(stage, records)
            if together is not None:
                return work, together
        met: list[Document] = []
        facts: list[tuple[Key, object]] = []
        for document in work.some(found) if engine.idle(stage) else work.documents():
            key = document.key
            done = document
            if checks or key in found:
                done = engine.work(stage, document, found.get(key, ()))
            if done.passes:
                met.append(done)
            if collects:
                facts.append((key, engine.facts(stage, done)))
        return work.having(met) if met else work, facts


def run(
    engine: Engine,
    inputs: Sequence[I],
    load: Loading[I, W],
    *,
    jobs: int = 1,
    extra: Callable[[int, Facts], None] = lambda _stage, _facts: None,
    heard: Callable[[Judged, Iterable[Key]], None] = lambda _judged, _keys: None,
) -> Iterator[tuple[I, W | TextkitError]]:
    """Each input with what became of it, part by part, in the order of ``inputs``; one that failed with its error,
    behind which none of its parts comes.

    ``extra`` adds facts of documents that are compared with and never changed to those for the check behind a stage.
    ``heard`` is told what such a check found, and the keys of all documents. ``jobs`` is the number of processes.
    """
    station: _Station[I, W] = _Station(engine, load)
    if jobs <= 1:
        yield from _run(station, inputs, map, extra, heard)
        return
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

    # Ctrl-C reaches every process of the terminal: the others end without a word, and we tell of it.
    try:
        with ProcessPoolExecutor(jobs, initializer=_end_without_a_word) as pool:
            yield from _run(station, inputs, partial(_pooled, pool, jobs), extra, heard)
    except BrokenProcessPool as error:
        time.sleep(HEARD)
        raise TextkitError(
            "another process of the run was ended from outside", hint="Too little memory? Try `--jobs 1`."
        ) from error


def _end_without_a_word() -> None:
    """Let Ctrl-C end this process at once, from now on."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put Ctrl-C off until what starts processes is done; they start as deaf, and say themselves when they can end."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _run(
    station: _Station[I, W],
    inputs: Sequence[I],
    mapper: Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]],
    extra: Callable[[int, Facts], None],
    heard: Callable[[Judged, Iterable[Key]], None],
) -> Iterator[tuple[I, W | TextkitError]]:
    engine = station.engine
    owners: deque[I] = deque()
    failed: dict[int, tuple[I, TextkitError]] = {}  # by the place of the input; told of when its turn comes
    place = {id(one): n for n, one in enumerate(inputs)}
    results = _until_failed(_owned(mapper(station.first, _slices(inputs, station.load, owners)), owners))
    for stage in range(len(engine.stages) - 1):
        spool: _Spool[I] = _Spool()
        facts = engine.gather(stage)
        for one, result in results:
            if isinstance(result, TextkitError):
                for key in spool.forget(one):
                    if key in facts:
                        del facts[key]
                failed[place[id(one)]] = one, result
                continue
            spool.put(one, result[0])
            facts.update(result[1])
        extra(stage, facts)
        judged = engine.judge(stage, facts)
        del facts
        heard(judged, spool.keys())
        jobs = ((blob, engine.found(stage, judged, keys)) for blob, keys in spool)
        results = _until_failed(zip(spool.owners(), mapper(partial(station.later, stage + 1), jobs), strict=True))
    waiting = deque(sorted(failed))
    for one, result in results:
        while waiting and waiting[0] < place[id(one)]:
            yield failed[waiting.popleft()]
        yield one, result if isinstance(result, TextkitError) else result[0]
    yield from (failed[n] for n in waiting)


def _slices(inputs: Iterable[I], load: Loading[I, W], owners: deque[I]) -> Iterator[object]:
    """The slices of all inputs, an error for one that cannot be cut; ``owners`` gets the input of each."""
    for one in inputs:
        try:
            for part in load.cut(one):
                owners.append(one)
                yield part
        except TextkitError as error:
            owners.append(one)
            yield error


def _owned(results: Iterable[Result[W]], owners: deque[I]) -> Iterator[tuple[I, Result[W]]]:
    for result in results:
        yield owners.popleft(), result


def _until_failed(results: Iterable[tuple[I, Result[W]]]) -> Iterator[tuple[I, Result[W]]]:
    """``results`` without those of an input that has failed already."""
    failed: object = None
    for one, result in results:
        if one is not failed:
            yield one, result
        if isinstance(result, TextkitError):
            failed = one


def _pooled(
    pool: ProcessPoolExecutor, jobs: int, function: Callable[[Any], Any], parts: Iterable[Any]
) -> Iterator[Any]:
    """``function`` of each part, in order, by the pool; a few are under way at a time, so that none pile up."""
    waiting: deque[Future[list[Any]]] = deque()
    for batch in _batches(parts):
        with _undisturbed():
            waiting.append(pool.submit(_each, function, batch))
        if len(waiting) > 2 * jobs:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _batches(parts: Iterable[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    size = 0
    for part in parts:
        batch.append(part)
        size += len(part[0]) if isinstance(part, tuple) else len(part) if isinstance(part, Sized) else 0
        if size >= BATCH or len(batch) >= SMALL:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _each(function: Callable[[Any], Any], parts: Sequence[Any]) -> list[Any]:
    return [function(part) for part in parts]


class _Spool(Generic[I]):
    """Pickled parts in the order they came, in memory while they are few, with the keys of their documents."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed with the object
        self._parts: list[tuple[I, int, int, tuple[str, range]]] = []  # owner, place, size, span

    def put(self, one: I, part: Work) -> None:
        blob = pickle.dumps(part, pickle.HIGHEST_PROTOCOL)
        self._parts.append((one, self._file.tell(), len(blob), part.span))
        try:
            self._file.write(blob)
        except OSError as e:
            raise no_room(e) from e

    def forget(self, one: I) -> list[Key]:
        """Leave out the parts of ``one``, which come last; the keys of their documents."""
        gone: list[Key] = []
        while self._parts and self._parts[-1][0] is one:
            path, numbers = self._parts.pop()[3]
            gone += [(path, n) for n in numbers]
        return gone

    def owners(self) -> Iterator[I]:
        return (p[0] for p in self._parts)

    def keys(self) -> Iterator[Key]:
        """The keys of all documents, and of lines that hold none."""
        return ((path, n) for *_, (path, numbers) in self._parts for n in numbers)

    def __iter__(self) -> Iterator[tuple[bytes, Iterator[Key]]]:
        for _, at, size, (path, numbers) in self._parts:
            self._file.seek(at)
            yield self._file.read(size), ((path, n) for n in numbers)


def processes(asked: int | None, size: int) -> int:
    """How many processes to use: as asked, else one for small inputs and every processor we may use for large ones."""
    if asked:
        return asked
    return len(os.sched_getaffinity(0)) if size >= WORTH_A_POOL and hasattr(os, "sched_getaffinity") else 1
