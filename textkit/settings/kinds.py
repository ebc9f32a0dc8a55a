"""What kinds of value an option may have, and how a value from TOML, JSON or a caller becomes one."""

from __future__ import annotations

import dataclasses
import difflib
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

# bool, int, float, str, Fraction; tuple[str, ...] for a list of strings, tuple[tuple[str, str], ...] for pairs of them;
# a Literal, an Enum or a tuple of strings for a choice; and unions of these, also with None.
Kind = Any
Fields = Mapping[str, Kind]


class WrongKindError(ValueError):
    """The value is not of the kind; the message says what was expected, ``close`` what was perhaps meant."""

    def __init__(self, message: str, close: str = "") -> None:
        super().__init__(message)
        self.close = close

    def about(self, value: object) -> str:
        """The message with the value that was found."""
        shown = str(value) if isinstance(value, Decimal) else repr(value)
        return f"{self}, found {shown[:60]}{self.close}"


def fields_of(options: type) -> dict[str, Kind]:
    """The options of a dataclass by name, with their kinds: what `load` wants to know of a step."""
    hints = typing.get_type_hints(options)
    return {f.name: hints[f.name] for f in dataclasses.fields(options) if f.init}


def normal(key: str) -> str:
    """An option's name as the program spells it; dashes and underscores are equal."""
    return key.replace("-", "_")


def read(value: object, kind: Kind) -> object:
    """``value`` as a ``kind``; raises ``WrongKindError``.

    Fractions are read from the digits as written (``0.85`` is 17/20, not the nearest binary number), so that
    comparing with a threshold is exact.
    """
    choices = _choices(kind)
    if choices is not None:
        wanted = list(choices)
        if not isinstance(value, (str, Enum)) or str(getattr(value, "value", value)) not in choices:
            raise WrongKindError(f"expected one of {', '.join(wanted)}", suggestion(str(value), wanted))
        return choices[str(getattr(value, "value", value))]
    origin: object = typing.get_origin(kind)
    if origin is types.UnionType or origin is typing.Union:
        return _read_any(value, [k for k in typing.get_args(kind) if k is not type(None)], typing.get_args(kind))
    reader = _READERS.get(kind if isinstance(kind, type) else str(kind))
    if reader is None:
        raise TypeError(f"options of kind {kind!r} cannot be configured")
    return reader(value)


def _choices(kind: Kind) -> dict[str, object] | None:
    """What may be written and what it means, if ``kind`` is a choice."""
    origin: object = typing.get_origin(kind)
    if origin is typing.Literal:
        return {str(v): v for v in typing.get_args(kind)}
    if isinstance(kind, tuple):
        return {v: v for v in kind}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {str(v.value): v for v in kind}
    return None


def _read_any(value: object, kinds: list[Kind], allowed: tuple[Kind, ...]) -> object:
    if value is None and type(None) in allowed:
        return None
    said = []
    for kind in kinds:
        try:
            return read(value, kind)
        except WrongKindError as e:
            said.append(str(e).removeprefix("expected "))
    raise WrongKindError("expected " + " or ".join(said))


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise WrongKindError("expected true or false")
    return value


def _integer(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise WrongKindError("expected a whole number")
    return value


def _fraction(value: object) -> Fraction:
    if isinstance(value, (int, float, Decimal, Fraction, str)) and not isinstance(value, bool):
        try:
            return Fraction(str(value))
        except (ValueError, ZeroDivisionError):
            pass
    raise WrongKindError("expected a number such as 0.85 or a fraction such as '17/20'")


def _float(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise WrongKindError("expected a number")
    return float(value)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise WrongKindError("expected text in quotes")
    return value


def _strings(value: object) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise WrongKindError("expected a list of texts in quotes")
    items = tuple(value)
    if not all(isinstance(item, str) for item in items):
        raise WrongKindError("expected a list of texts in quotes")
    return items


def _pairs(value: object) -> tuple[tuple[str, str], ...]:
    if isinstance(value, Mapping):
        value = list(value.items())
    if isinstance(value, (list, tuple)):
        pairs = [tuple(row) for row in value if isinstance(row, (list, tuple)) and len(row) == 2]
        if len(pairs) == len(value) and all(isinstance(word, str) for pair in pairs for word in pair):
            return tuple(pairs)
    raise WrongKindError("expected a table of texts such as { a = 'b' }, or a list of pairs")


_READERS: dict[object, Callable[[object], object]] = {
    bool: _boolean,
    int: _integer,
    float: _float,
    Fraction: _fraction,
    str: _string,
    str(tuple[str, ...]): _strings,
    str(tuple[tuple[str, str], ...]): _pairs,
}


def suggestion(written: str, known: Iterable[str]) -> str:
    """``; did you mean …?`` if something known looks like what was written, else nothing."""
    # 0.6 is difflib's own measure of a good match; capitals are not what tells names apart here.
    folded = {k.casefold(): k for k in known}
    close = difflib.get_close_matches(written.casefold(), folded, n=1, cutoff=0.6)
    return f"; did you mean {folded[close[0]]}?" if close else ""
