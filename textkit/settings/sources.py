"""Every setting with its value and where that comes from: what `textkit config` shows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from textkit.settings.profiles import PROFILES
from textkit.settings.settings import LAYER, Settings

DEFAULT, COMMAND_LINE = "default", "command line"
_TOLD_APART = frozenset({"selection", "per_file_ignores", "options", "origin", "said"})  # or not at all
Options = Mapping[str, Mapping[str, object]]


class Told(NamedTuple):
    """A setting: its key as a configuration file spells it (``dedupe.min-length``), its value, and who says so."""

    key: str
    value: object
    origin: str


def told(
    settings: Settings, file: Settings, named: str | None, of_profile: Options, defaults: Options
) -> Iterator[Told]:
    """All settings in force, in the order of the documentation.

    ``file`` are those of the configuration file alone, ``named`` is the profile of the command line, if one was given;
    ``of_profile`` are the options of the profile in force, ``defaults`` all options of the steps.
    """
    for word in LAYER:
        layers = [(getattr(layer, word), layer.origin or COMMAND_LINE) for layer in settings.selection.layers]
        yield from [Told(_key(word), list(w), o) for w, o in layers if w] or [Told(_key(word), [], DEFAULT)]
    for field in fields(Settings):
        name = field.name
        if name == "profile":
            origin = COMMAND_LINE if named else _of_file(file, name)
            yield Told(name, settings.profile or PROFILES[0], origin)
        elif name not in _TOLD_APART:
            value = getattr(settings, name)
            origin = COMMAND_LINE if value != getattr(file, name) else _of_file(file, name)
            yield Told(_key(name), None if value == field.default == "" else value, origin)
    for pattern, words in settings.per_file_ignores:
        yield Told(f"per-file-ignores.{json.dumps(pattern, ensure_ascii=False)}", list(words), file.origin)
    yield from _of_steps(settings, file, named, of_profile, defaults)


def _of_file(file: Settings, name: str) -> str:
    """Who says a setting that the command line says nothing about."""
    return file.origin if name in file.said else DEFAULT


def _of_steps(
    settings: Settings, file: Settings, named: str | None, of_profile: Options, defaults: Options
) -> Iterator[Told]:
    """The options of all steps."""
    profile = f"profile {settings.profile or PROFILES[0]}"
    for step, options in defaults.items():
        for name, default in options.items():
            in_file, in_profile = name in file.of(step), name in of_profile.get(step, {})
            if in_profile and (named or not in_file):
                origin = f"{profile}, {COMMAND_LINE if named else file.origin or DEFAULT}"
            else:
                origin = file.origin if in_file else DEFAULT
            yield Told(f"{step}.{_key(name)}", settings.of(step).get(name, default), origin)


def _key(name: str) -> str:
    return name.replace("_", "-")


def toml(value: object) -> str:
    """``value`` as TOML; nothing is an empty text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return str(exact) if Fraction(exact) == value else json.dumps(str(value))
    if isinstance(value, Enum):
        return toml(value.value)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(toml, value))}]"
    if value is None:
        return '""'
    return str(value) if isinstance(value, (int, float)) else _quoted(str(value))


def _quoted(text: str) -> str:
    """A basic string of TOML: its escapes are those of JSON, but for the slash, and DEL is one more."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
