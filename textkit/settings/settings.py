"""What a run was asked to do: the tree of settings, and how the command line changes it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from textkit.model.patterns import Patterns
from textkit.settings.selection import Layer, Selection, check_word, means

if TYPE_CHECKING:
    from textkit.model.finding import Rule

# The contract's order. `convert` is left out until someone names it: it needs to be told where to.
STEPS = ("decode", "rejoin", "normalize", "dedupe", "flag")
BEHIND_CONVERT = ("dedupe", "flag")  # they judge the text as it will be written
UNTOLD = ("selection", "origin", "said")  # of the settings as data: told apart, or how they came to be
LAYER = ("select", "extend_select", "ignore")


def with_convert(steps: tuple[str, ...]) -> tuple[str, ...]:
    """``steps`` with `convert` among them: where it stands, else before the steps that judge what is written."""
    if "convert" in steps:
        return steps
    at = next((n for n, step in enumerate(steps) if step in BEHIND_CONVERT), len(steps))
    return (*steps[:at], "convert", *steps[at:])


@dataclass(frozen=True)
class Settings:
    """Everything a configuration file or the command line can say.

    ``steps`` are those of `clean`, in order. ``options`` holds, for each step that was told something, its options by
    name (underscores), ready for the step's ``Options(**…)``. ``per_file_ignores`` are pairs of a pattern, relative to
    the folder of the configuration, and the rules that are not to speak there. ``jobs`` 0 leaves the number of
    processes to the program. ``field`` and ``id`` name the text and the name of a record. ``profile`` is the one that was named, if any, with
    its options among ``options`` (see ``profiles``). ``baseline`` is a file, as it was written where it was named.
    ``origin`` is the file that the settings were read from, if one was, and ``said`` the keys that it has a value for.
    """

    selection: Selection = dataclasses.field(default_factory=Selection)
    unsafe: bool = False
    stitch: bool = False
    strict: bool = False
    steps: tuple[str, ...] = STEPS
    jobs: int = 0
    lang: str = "en"
    exclude: tuple[str, ...] = ()
    field: str = "text"
    id: str = "id"
    profile: str = ""
    baseline: str = ""
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    options: Mapping[str, Mapping[str, object]] = dataclasses.field(default_factory=dict)
    origin: str = dataclasses.field(default="", repr=False, compare=False)
    said: frozenset[str] = dataclasses.field(default=frozenset(), repr=False, compare=False)

    def of(self, step: str) -> Mapping[str, object]:
        """The options of ``step`` that were set."""
        return self.options.get(step, {})

    def exempt(self, rule: Rule, path: str) -> str | None:
        """The pattern of ``per-file-ignores`` that silences ``rule`` in ``path`` (relative to the configuration)."""
        for pattern, words in self.per_file_ignores:
            if any(means(word, rule) for word in words) and self.covers(pattern, path):
                return pattern
        return None

    def covers(self, pattern: str, path: str) -> bool:
        """Whether a pattern of ``per-file-ignores`` is about ``path`` (relative to the configuration)."""
        return _compiled(pattern).covers(path)

    def words(self) -> tuple[str, ...]:
        """All words that select or silence rules."""
        told = [w for layer in self.selection.layers for name in LAYER for w in getattr(layer, name)]
        return (*told, *(word for _, words in self.per_file_ignores for word in words))

    def check(self, rules: Sequence[Rule]) -> None:
        """Raise ``UsageError`` for a word, selecting or silencing, that means none of ``rules``."""
        self.selection.check(rules)
        for pattern, words in self.per_file_ignores:
            for word in words:
                check_word(word, rules, f"{self.origin}: per-file-ignores.{pattern}".removeprefix(": "))

    def data(self) -> dict[str, object]:
        """The settings as JSON-ready values, for a plan, a journal or a report."""
        plain = {f.name: _plain(getattr(self, f.name)) for f in fields(self) if f.name not in UNTOLD}
        layers = [{name: list(getattr(layer, name)) for name in LAYER} for layer in self.selection.layers]
        return {"selection": layers, **plain}


@lru_cache
def _compiled(pattern: str) -> Patterns:
    return Patterns.of([pattern])


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in value]
    return value


def merge(settings: Settings, **command_line: object) -> Settings:
    """``settings`` with what the command line says on top; ``None`` and empty lists say nothing.

    Keys are the fields of ``Settings``; ``select``, ``extend_select`` and ``ignore`` (iterables of words) become one
    more layer of the selection; ``options`` is merged step by step and option by option (``None`` says nothing there
    either). Raises ``TypeError`` for another key.
    """
    said = {k: v for k, v in command_line.items() if v is not None}
    select, extend_select, ignore = (_words(said.pop(name, ())) for name in LAYER)
    layer = Layer(select, extend_select, ignore)
    if layer != Layer():
        said["selection"] = Selection((*settings.selection.layers, layer))
    told = said.pop("options", {})
    assert isinstance(told, Mapping)
    merged = {step: dict(options) for step, options in settings.options.items()}
    for step, options in told.items():
        merged.setdefault(step, {}).update({k: v for k, v in options.items() if v is not None})
    known = {f.name for f in fields(settings)}
    if not known >= said.keys():
        raise TypeError(f"no settings: {', '.join(sorted(said.keys() - known))}")
    return replace(settings, **said, options={k: v for k, v in merged.items() if v})  # type: ignore[arg-type]


def _words(value: object) -> tuple[str, ...]:
    assert isinstance(value, Iterable)
    return tuple(value)
