"""Reference documents that are kept on disk, made ready for the check over all documents, and found again."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textkit._version import __version__
from textkit.model.document import Key
from textkit.pipeline.engine import Engine
from textkit.settings import Settings

if TYPE_CHECKING:
    from textkit.model.document import Document
    from textkit.steps.dedupe.options import Options
    from textkit.steps.dedupe.stored import Builder

PACKAGE = Path(__file__).parent.parent
# Others' code that has a say in what a file reads as.
OTHERS = ("chardet", "opencc", "numpy")
# The threshold from which look-ups ask for grams long enough to be worth while.
LEAST = Fraction(4, 5)
# Settings that do not reach what is read.
SILENT = ("jobs", "lang", "strict", "exclude", "baseline", "profile")


class Volume(NamedTuple):
    """A folder that ``Writer`` has filled, and a byte for each of its documents: 1 for those that are passed over."""

    folder: Path
    hidden: bytes


@dataclass(frozen=True)
class Indexed:
    """The check behind ``stage`` of ``engine``, as one whose references can be kept on disk."""

    engine: Engine
    stage: int
    options: Options

    @classmethod
    def of(cls, engine: Engine, stage: int) -> Indexed | None:
        """None if there is no check there that can, or not with its options."""
        from textkit.steps.dedupe.checks import Duplicates

        corpus = engine.stages[stage].corpus
        if corpus is None or not isinstance(corpus[1], Duplicates) or corpus[1].options.threshold < LEAST:
            return None
        return cls(engine, stage, corpus[1].options)

    def identity(self, reading: object, settings: Settings, folder: Path) -> str:
        """What the facts of a reference depend on beside its bytes: the program, and how it was told to read.

        ``folder``: what patterns in ``settings`` are relative to.
        """
        told: list[object] = [_program(), reading, self.options.unit, self.options.passages]
        turns = self.engine.stages[0].turns
        if self.stage or any(r.fixable for _, check in turns for r in check.rules):  # they change what is compared
            data = {k: v for k, v in settings.data().items() if k not in SILENT}
            options = {k: v for k, v in settings.options.items() if k != "dedupe"}
            told += [[name for name, _ in turns], json.dumps(data | {"options": repr(sorted(options.items()))}), folder]
        return sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()

    def writer(self, folder: Path) -> Writer:
        """What writes a volume into ``folder``."""
        from textkit.steps.dedupe.stored import Builder

        return Writer(self, Builder(folder, self.options.passages))

    def recall(self, volumes: Sequence[Volume], new: Iterable[object]) -> Iterator[tuple[Key, object]] | None:
        """The facts in ``volumes`` that the verdict on the documents with the facts ``new`` can turn on. None: they
        cannot be told from the others at less cost than comparing all. Raises ``OSError`` if a volume is damaged.
        """
        import numpy as np

        from textkit.steps.dedupe.candidates import Candidates
        from textkit.steps.dedupe.facts import Facts
        from textkit.steps.dedupe.lookup import TooMuch
        from textkit.steps.dedupe.stored import Damaged, Segment

        try:
            masks = [np.frombuffer(v.hidden, np.bool_) if any(v.hidden) else None for v in volumes]
            segments = [Segment.open(v.folder, mask) for v, mask in zip(volumes, masks, strict=True)]
            return iter(list(Candidates(segments, self.options).of([f for f in new if isinstance(f, Facts)])))
        except TooMuch:
            return None
        except (Damaged, ValueError, LookupError) as e:
            raise OSError(f"a volume is damaged: {e}") from e


class Writer:
    """Writes a volume. Documents must come in order of path and line. Methods raise ``OSError``."""

    def __init__(self, indexed: Indexed, builder: Builder) -> None:
        self._indexed, self._builder = indexed, builder

    @property
    def documents(self) -> int:
        """How many there are so far."""
        return self._builder.documents

    def add(self, document: Document) -> None:
        """Add a document as it was read."""
        from textkit.steps.dedupe.facts import Facts

        engine = self._indexed.engine
        ready = engine.work(0, document)
        facts = engine.facts(self._indexed.stage, ready, reference=True)
        assert isinstance(facts, Facts)
        self._builder.add(ready.key, facts)

    def finish(self) -> None:
        self._builder.finish()

    def discard(self) -> None:
        self._builder.discard()


def _program() -> Mapping[str, str]:
    """What tells this program from another version of it."""
    files = []
    for folder, below, names in os.walk(PACKAGE):
        below[:] = [name for name in below if name != "__pycache__"]
        for path in [os.path.join(folder, name) for name in names]:  # noqa: PTH118 - a tenth of the time
            found = os.stat(path)  # noqa: PTH116
            files.append((os.path.relpath(path, PACKAGE), found.st_size, found.st_mtime_ns))
    told = {"textkit": __version__, "files": repr(sorted(files)), "python": sys.version, "byteorder": sys.byteorder}
    for name in OTHERS:
        spec = find_spec(name)  # importlib.metadata would know the version, and takes longer than a look-up does
        found_in = Path(spec.origin).parent.parent if spec and spec.origin else None
        told[name] = repr(sorted(p.name for p in found_in.glob(f"{name}-*"))) if found_in else ""
    return told
