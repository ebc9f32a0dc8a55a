"""textkit as a library: text or bytes in, clean text out, with every finding and the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textkit.model.changes import ChangeSet
from textkit.model.document import Document
from textkit.model.outcome import Outcome, SourceChange
from textkit.model.policy import Policy
from textkit.pipeline.engine import Engine
from textkit.pipeline.outcomes import outcomes, prove, source_changes
from textkit.pipeline.registry import build
from textkit.reading import read_bytes
from textkit.settings import STEPS


@dataclass(frozen=True)
class Result:
    """What became of one text.

    ``before`` is the text as decoded, ``text`` the result; ``outcomes`` are all findings in order of place, offsets in
    ``before``; ``changes`` lead from ``before`` to ``text``.
    """

    before: str
    text: str
    outcomes: Sequence[Outcome]
    changes: Sequence[SourceChange]
    origin: ChangeSet


def process(
    text: str | bytes,
    steps: Sequence[str],
    *,
    path: str = "-",
    unsafe: bool = False,
    stitch: bool = False,
    options: Mapping[str, Mapping[str, object]] | None = None,
) -> Result:
    """Take one text through ``steps`` (names of verbs that are steps, in order).

    ``bytes`` are decoded first. ``path`` gives the type (Markdown by ``.md``) and stands in the outcomes; ``options``
    are those of each step by name. Raises ``textkit.TextkitError``, for bytes that are no text a ``ReadingError``.
    """
    if isinstance(text, bytes):
        source = read_bytes(text, path)
        document = Document(source, source.text)
    else:
        document = Document.of(text, path)
    told = {name: dict(given) for name, given in (options or {}).items()}
    if "dedupe" in steps:
        told.setdefault("dedupe", {}).setdefault("unsafe", unsafe)
    policy = Policy(unsafe, stitch)
    document = Engine.of(build(steps, told, policy), policy).alone(document)
    prove(document)
    told_of = outcomes(document, writes=True)
    changes = source_changes(document, {o.number: o.id for o in told_of})
    return Result(document.source.text, document.text, told_of, changes, document.origin)


def clean(
    text: str | bytes,
    *,
    path: str = "-",
    unsafe: bool = False,
    stitch: bool = False,
    options: Mapping[str, Mapping[str, object]] | None = None,
) -> Result:
    """The whole job on one text: decode, rejoin, normalize, dedupe, then flag what is left. See ``process``."""
    return process(text, STEPS, path=path, unsafe=unsafe, stitch=stitch, options=options)
