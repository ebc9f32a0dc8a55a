"""Finding and reading a configuration file."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from textkit.model.errors import ConfigError
from textkit.settings.kinds import Fields, WrongKindError, normal, read, suggestion
from textkit.settings.profiles import PROFILES
from textkit.settings.selection import Layer, Selection
from textkit.settings.settings import LAYER, Settings

CONFIG_FILE = "textkit.toml"
PYPROJECT = "pyproject.toml"
LANGUAGES = ("en", "zh")
_STRINGS = tuple[str, ...]
TOP: Fields = {
    "select": _STRINGS,
    "extend_select": _STRINGS,
    "ignore": _STRINGS,
    "unsafe": bool,
    "stitch": bool,
    "strict": bool,
    "steps": _STRINGS,
    "jobs": int,
    "lang": LANGUAGES,
    "exclude": _STRINGS,
    "field": str,
    "id": str,
    "profile": PROFILES,
    "baseline": str,
}
_IGNORES = "per_file_ignores"


def load(
    start: Path, *, config: Path | None = None, isolated: bool = False, known: Mapping[str, Fields]
) -> tuple[Settings, Path | None]:
    """The settings in force for ``start`` (a file or folder) and the file that says them, if one does.

    That file is ``config`` if given; else, in the nearest folder at or above ``start`` that has either, `textkit.toml`
    or a `pyproject.toml` with a table `[tool.textkit]`. ``isolated`` looks for none. ``known`` names the steps and
    their options with their kinds (see ``kinds``). Raises ``ConfigError``, which names file and key.
    """
    if config is not None:
        table = _read(config)
        if config.name == PYPROJECT:
            table = _own_table(table, config) or {}
        return interpret(table, str(config), known), config
    if isolated:
        return Settings(), None
    for file, table in _candidates(start.resolve()):
        return interpret(table, str(file), known), file
    return Settings(), None


def _candidates(start: Path) -> Iterator[tuple[Path, Mapping[str, object]]]:
    """The configurations at and above ``start``, the nearest first."""
    for folder in (start, *start.parents):
        own, shared = folder / CONFIG_FILE, folder / PYPROJECT
        if own.is_file():
            yield own, _read(own)
        elif shared.is_file():
            table = _own_table(_read_shared(shared), shared)
            if table is not None:
                yield shared, table


def _read(file: Path) -> Mapping[str, object]:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as e:
        raise ConfigError(f"cannot be read: {e.strerror}", str(file), "--isolated does without configuration.") from e
    except UnicodeDecodeError as e:
        raise ConfigError(f"is not UTF-8 (byte {e.start})", str(file), "TOML files are always UTF-8.") from e
    try:
        return tomllib.loads(text, parse_float=Decimal)  # Decimal keeps the digits of a threshold
    except tomllib.TOMLDecodeError as e:
        raise ConfigError(f"is not TOML: {e}", str(file)) from e


def _read_shared(file: Path) -> Mapping[str, object]:
    """A `pyproject.toml`, which is not ours: damage in one that never mentions us is none of our business."""
    try:
        return _read(file)
    except ConfigError:
        if file.is_file() and b"tool.textkit" in file.read_bytes():
            raise
        return {}


def _own_table(table: Mapping[str, object], file: Path) -> Mapping[str, object] | None:
    tools = table.get("tool")
    own = tools.get("textkit") if isinstance(tools, Mapping) else None
    if own is not None and not isinstance(own, Mapping):
        raise ConfigError("expected a table", f"{file}: tool.textkit")
    return own


def interpret(table: Mapping[str, object], origin: str, known: Mapping[str, Fields]) -> Settings:
    """The settings that a parsed configuration means; ``origin`` names it in errors. Raises ``ConfigError``."""
    values: dict[str, object] = {}
    options: dict[str, Mapping[str, object]] = {}
    ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    for key, value in _keys(table, origin, (*TOP, _IGNORES, *known), lambda key: _of_a_step(key, known)):
        name = normal(key)
        where = f"{origin}: {key}"
        if name in TOP:
            values[name] = _value(value, TOP[name], where)
        elif name == _IGNORES:
            rows = _table(value, where)
            ignores = tuple((k, _strings(v, f"{where}.{k}")) for k, v in rows.items())
        else:
            rows = _table(value, where)
            fields = known[name]
            options[name] = {
                normal(k): _value(v, fields[normal(k)], f"{where}.{k}") for k, v in _keys(rows, where, tuple(fields))
            }
    layer = Layer(**{name: values.pop(name, ()) for name in LAYER}, origin=origin)  # type: ignore[arg-type]
    selection = Selection((layer,)) if layer != Layer(origin=origin) else Selection()
    said = frozenset(normal(key) for key in table)
    settings = replace(
        Settings(origin=origin, said=said),
        **values,  # type: ignore[arg-type]
        selection=selection,
        per_file_ignores=ignores,
        options=options,
    )
    check_steps(settings.steps, tuple(known), origin)
    if settings.jobs < 0:
        raise ConfigError("expected 0 (as many as useful) or a number of processes", f"{origin}: jobs")
    return settings


def check_steps(steps: tuple[str, ...], known: tuple[str, ...], origin: str) -> None:
    """Raise ``ConfigError`` unless ``steps`` are known and each stands once."""
    for number, step in enumerate(steps):
        if known and step not in known:
            raise ConfigError(f"no step is called {step!r}{suggestion(step, known)}", f"{origin}: steps")
        if step in steps[:number]:
            raise ConfigError(f"{step!r} stands twice", f"{origin}: steps", "Each step runs once.")


def _keys(
    table: Mapping[str, object], where: str, known: tuple[str, ...], elsewhere: Callable[[str], str] = lambda _: ""
) -> Iterator[tuple[str, object]]:
    """The entries of ``table``, each checked to be known and to be there once. ``elsewhere`` suggests a key of another
    table for one that is like none of this.
    """
    shown = [k.replace("_", "-") for k in known]
    met: set[str] = set()
    for key, value in table.items():
        name = normal(key)
        if name not in known:
            close = suggestion(key, shown) or elsewhere(key)
            listed = f"Known are: {', '.join(sorted(shown))}." if shown and not close else ""
            raise ConfigError(f"unknown key {key!r}{close}", where, listed)
        if name in met:
            raise ConfigError(f"{key!r} stands twice", where, "Dashes and underscores mean the same.")
        met.add(name)
        yield key, value


def _of_a_step(key: str, known: Mapping[str, Fields]) -> str:
    """A suggestion where a key at the top looks like an option of a step."""
    for step, fields in known.items():
        close = suggestion(key, [name.replace("_", "-") for name in fields])
        if close:
            return f"{close.removesuffix('?')} in [{step}]?"
    return ""


def _value(value: object, kind: object, where: str) -> object:
    try:
        return read(value, kind)
    except WrongKindError as e:
        raise ConfigError(e.about(value), where) from e


def _table(value: object, where: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise ConfigError(f"expected a table, found {str(value)[:60]!r}", where)
    return value


def _strings(value: object, where: str) -> tuple[str, ...]:
    words = _value(value, _STRINGS, where)
    assert isinstance(words, tuple)
    return words
