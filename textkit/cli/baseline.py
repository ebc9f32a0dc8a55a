"""`--update-baseline`, and what a run tells of the entries of `--baseline` that silence nothing any more."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from textkit.cli.baseline_file import read_baseline, texts_of, write_baseline
from textkit.cli.driver import Done, Session
from textkit.cli.request import Request
from textkit.files.links import resolved
from textkit.model.baseline import Baseline, Contents, Entry
from textkit.model.errors import TextkitError, UsageError
from textkit.model.outcome import Fate
from textkit.model.span import Span
from textkit.pipeline.registry import all_rules

# Runs until the file holds all that is found beside it: what is known is not applied, so that later rules see another
# text. From the second run on nothing is applied that the first would have, and there is nothing more to find.
ROUNDS = 10


@dataclass
class Seen:
    """The findings of a run as entries: those that are known, and those that are new."""

    known: Counter[Entry] = field(default_factory=Counter)
    new: Counter[Entry] = field(default_factory=Counter)
    texts: dict[Entry, str] = field(default_factory=dict)

    def add(self, done: Done, identity: str) -> None:
        """Take in a part of the file ``identity``."""
        for document, found in done.pairs:
            contents = Contents(document)
            for o in found:
                if o.fate is not Fate.SUPPRESSED:
                    span = Span(o.place.offset, o.place.end_offset)
                    entry = Entry(identity, o.rule.code, contents.key(span))
                    (self.known if o.fate is Fate.BASELINE else self.new)[entry] += 1
                    self.texts.setdefault(entry, contents.excerpt(span))


def update_baseline(request: Request) -> None:
    """Write the file of ``--baseline``: all that ``request`` finds, and what it held of files and rules that this run
    does not look at. Raises ``TextkitError``.
    """
    _keep_stdin()
    session = Session(request, Baseline({}, Path()), heard=False)
    file = session.baseline_file
    if file is None:
        raise UsageError("say which file", "--update-baseline", "For example: --baseline textkit-baseline.json")
    if session.writes or request.plan:
        raise UsageError(
            "what is written is no longer found", "--update-baseline", "Leave out where to write, or add --check."
        )
    now = Seen()
    done: set[str] = set()
    for _ in range(ROUNDS):
        now, done = _seen(Session(request, Baseline(now.known + now.new, Path()), heard=False), now)
        if not now.new:
            break
    found = now.known + now.new
    old = read_baseline(file, session.root) if file.exists() else None
    texts = texts_of(file) if old else {}
    if old:
        judged = _Judged(session, old, done)
        found.update({e: n for e, n in old.entries.items() if not judged(e) and not judged.forgotten(e)})
    names = {rule.code: rule.name for rule in all_rules()}
    write_baseline(file, found, names, texts | now.texts)


def _seen(session: Session, before: Seen) -> tuple[Seen, set[str]]:
    """What a run finds, and the files that it went through."""
    seen, done = Seen(texts=before.texts), set[str]()
    for one, parts in session.files():
        identity = session.identity(one)
        of_file = Seen(texts=seen.texts)
        try:
            for part in parts:
                of_file.add(part, identity)
        except TextkitError:
            continue  # the run that follows tells of it
        seen.known += of_file.known
        seen.new += of_file.new
        done.add(identity)
    return seen, done


class _Judged:
    """Whether a run would have found what an entry stands for: it went through the file and listened to the rule.

    Where rules compare files, what they find in one turns on the others: the run must have gone through all of them.
    """

    def __init__(self, session: Session, baseline: Baseline, done: Set[str]) -> None:
        folders = [resolved(Path(a)) for a in session.request.paths if a != "-" and Path(a).is_dir()]
        paths = {entry.path for entry in baseline.entries}
        self._done = done
        self._alone, together = session.heard_rules()
        # Files that are gone, and would have been among those of the run.
        self._forgotten = {p for p in baseline.gone if any(f in (session.root / p).parents for f in folders)}
        if not session.request.staged and paths <= {*done, *self._forgotten}:
            self._alone |= together

    def __call__(self, entry: Entry) -> bool:
        return entry.path in self._done and entry.rule in self._alone

    def forgotten(self, entry: Entry) -> bool:
        """Whether it is of a file that is no longer there to find anything in."""
        return entry.path in self._forgotten


def _keep_stdin() -> None:
    """Make stdin, which is read several times, start anew each time it has come to its end."""
    if sys.stdin is not None and not sys.stdin.isatty():
        sys.stdin = io.TextIOWrapper(_Again(sys.stdin), encoding="utf-8")


class _Again(io.BufferedIOBase):
    """The bytes of ``stream``, read when they are first asked for, and again whenever they were read to the end."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._held: io.BytesIO | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        if self._held is None:
            self._held = io.BytesIO(self._stream.buffer.read())
        data = self._held.read(size)
        if size is None or size < 0 or (not data and size):
            self._held.seek(0)
        return data


def leftovers(session: Session, used: Mapping[Entry, int], done: Set[str]) -> Iterator[str]:
    """A message on entries of the baseline that no finding needs any more, if there are some."""
    baseline, file = session.policy.baseline, session.baseline_file
    if baseline is None or file is None or session.request.rules.update_baseline:
        return
    judged = _Judged(session, baseline, done)
    unused = sorted(e for e, count in baseline.entries.items() if judged(e) and used.get(e, 0) < count)
    if unused:
        first = unused[0]
        said = "1 entry silences" if len(unused) == 1 else f"{len(unused)} entries silence"
        yield f"{file}: unused exemption: {said} nothing any more, such as {first.rule} in {first.path}; --update-baseline drops them"
