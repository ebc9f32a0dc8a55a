"""The file of known findings that `--baseline` names, read and written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from textkit.files.atomic import write_atomic
from textkit.model.baseline import Baseline, Entry
from textkit.model.errors import ConfigError
from textkit.reports import dumps

VERSION = 1


def read_baseline(file: Path, root: Path) -> Baseline:
    """The baseline in ``file``, with paths relative to ``root``. Raises ``ConfigError``."""
    root = root.resolve()
    entries: dict[Entry, int] = {}
    try:
        data = json.loads(file.read_bytes())
        if data["schema_version"] != VERSION:
            raise ConfigError(f"has the form {data['schema_version']!r}, not {VERSION}", str(file), "Write it anew.")
        for row in data["findings"]:
            entry = Entry(str(row["path"]), str(row["rule"]), str(row["key"]))
            entries[entry] = entries.get(entry, 0) + int(row["count"])
    except OSError as e:
        hint = f"Write one with: textkit check PATH --baseline {file} --update-baseline"
        raise ConfigError(f"the baseline cannot be read: {e.strerror}", str(file), hint) from e
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as e:
        raise ConfigError("is no baseline", str(file), "Write it anew with --update-baseline.") from e
    paths = {entry.path for entry in entries} - {"-"}
    return Baseline(entries, root, frozenset(p for p in paths if not (root / p).exists()))


def texts_of(file: Path) -> dict[Entry, str]:
    """What the entries of a file that could be read show of the text."""
    rows = json.loads(file.read_bytes())["findings"]
    return {Entry(str(r["path"]), str(r["rule"]), str(r["key"])): str(r.get("text", "")) for r in rows}


def write_baseline(
    file: Path, found: Mapping[Entry, int], names: Mapping[str, str], texts: Mapping[Entry, str]
) -> None:
    """Write how often each entry was ``found``; ``names`` of rules by code, ``texts`` to show."""
    write_atomic(file, (line.encode("utf-8") for line in _lines(found, names, texts)))


def _lines(found: Mapping[Entry, int], names: Mapping[str, str], texts: Mapping[Entry, str]) -> Iterator[str]:
    """The file: an entry a line in order, so that a change of one is a change of one line."""
    yield f'{{"schema_version": {VERSION},\n"findings": ['
    for number, entry in enumerate(sorted(found)):
        row = {
            "path": entry.path,
            "rule": entry.rule,
            "name": names.get(entry.rule, ""),
            "key": entry.key,
            "count": found[entry],
            "text": texts.get(entry, ""),
        }
        yield (",\n" if number else "\n") + dumps(row)
    yield "\n]}\n" if found else "]}\n"
