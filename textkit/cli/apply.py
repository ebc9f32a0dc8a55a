"""`textkit apply`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from textkit.cli.options import Color, WriteOptions, complain
from textkit.cli.replay_plan import Carried, carry_out
from textkit.cli.terminal import colored
from textkit.model.errors import InputError, UsageError


def apply(
    plan: Annotated[str, typer.Argument(help="A plan written by `clean --plan`; `-` is stdin.", metavar="PLAN")],
    *,
    write: WriteOptions,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 on findings in any run.")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever was found.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
    color: Annotated[Color, typer.Option("--color", help="Colours of a diff.", show_default=False)] = Color.AUTO,
) -> int:
    """Carry out a plan exactly: what it accepts is done, what it refuses is not. Refused if an input has changed.

    textkit clean seeds/ --plan plan.jsonl
    textkit apply plan.jsonl -o cleaned/
    textkit apply plan.jsonl --diff
    """
    run, files = read_plan(plan)
    done: Carried = carry_out(run, files, write, quiet, colored(color, sys.stdout))
    for line in done.fallen:
        complain(line)
    if done.errors:
        return 2
    looks = write.check or write.diff
    return int(done.failing > 0 and (looks or strict) and not exit_zero)


_File = tuple[dict[str, Any], list[dict[str, Any]]]  # the line of a file, and those of its findings
_FILE_KEYS = {"path", "sha256", "encoding", "field", "id"}
_HOW = "Write one with: textkit clean PATH --plan FILE"


def read_plan(path: str) -> tuple[dict[str, Any], list[_File]]:
    """The run line, and each file's line with its findings, wherever they stand behind it. Raises ``InputError`` and
    ``UsageError``.
    """
    run: dict[str, Any] | None = None
    files: dict[str, _File] = {}  # by path
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        data, kind = _parsed(line, f"{path}:{number}")
        if kind == "run":
            run = data
        elif kind == "file" and data.keys() >= _FILE_KEYS:
            files[str(data["path"])] = (data, [])
        elif kind == "finding" and str(data.get("path")) in files:
            files[str(data.get("path"))][1].append(data)
        else:
            raise InputError(f"a line of type {kind!r} stands out of place or is not whole", f"{path}:{number}")
    if run is None or not isinstance(run.get("paths"), list) or not isinstance(run.get("settings"), dict):
        raise UsageError("is no plan: it has no whole line of type run", path, _HOW)
    for header, findings in files.values():
        if len(findings) != header.get("findings"):
            raise InputError(
                f"{header.get('findings')} findings are announced and {len(findings)} are there",
                f"{path}: {header.get('path')}",
                'Leave every line in place; refuse a finding with "accept": false.',
            )
    return run, list(files.values())


def _text(path: str) -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8") if path == "-" else Path(path).read_text("utf-8")
    except OSError as e:
        raise InputError(f"cannot be read: {e.strerror}", path, _HOW) from e
    except UnicodeDecodeError as e:
        raise InputError(f"is not UTF-8 (byte {e.start})", path, "Write it anew with `clean --plan`.") from e


def _parsed(line: str, where: str) -> tuple[dict[str, Any], object]:
    """What a line says, and of which type it is."""
    try:
        data: dict[str, Any] = json.loads(line)
        return data, data["type"]
    except (ValueError, KeyError, TypeError) as e:
        raise InputError("is no line of a plan", where, 'Only "accept" may be edited.') from e
