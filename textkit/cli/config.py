"""`textkit config`."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from textkit.cli.guard import refuse_update
from textkit.cli.options import ReportOptions, RuleOptions
from textkit.cli.resolve_settings import configured
from textkit.cli.terminal import prepare_stdout
from textkit.model.errors import InputError
from textkit.pipeline import registry
from textkit.reports.visible import visible
from textkit.settings import PROFILES
from textkit.settings.schema import schema
from textkit.settings.sources import Told, told, toml


def config(
    path: Annotated[
        str, typer.Argument(help="The file or folder whose settings are asked for.", metavar="PATH", show_default=False)
    ] = ".",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, one setting a line.")] = False,
    as_schema: Annotated[
        bool, typer.Option("--schema", help="The JSON Schema of configuration files instead.")
    ] = False,
    *,
    rules: RuleOptions,
    report: ReportOptions,
) -> int:
    """Every setting with its value and where it comes from, as a configuration file would say it.

    textkit config
    textkit config seeds/a.txt --profile ocr
    textkit config --json
    """
    prepare_stdout()
    refuse_update(rules)
    if as_schema:
        print(json.dumps(schema(registry.OptionKinds()), indent=2, ensure_ascii=False))
        return 0
    start = Path(path)
    if not start.exists():
        raise InputError("no such file or folder", path, "Settings are looked for at and above it.")
    settings, of_file, file = configured(start, rules, report, baseline=rules.baseline)
    settings.check(registry.all_rules())
    named = rules.profile.value if rules.profile else None
    defaults = {
        name: {option: getattr(registry.step(name).Options(), option) for option in kinds}
        for name, kinds in registry.OptionKinds().items()
    }
    rows = list(told(settings, of_file, named, registry.profile(settings.profile or PROFILES[0]), defaults))
    _print(rows, as_json, str(file) if file else "")
    return 0


def _print(rows: list[Told], as_json: bool, file: str) -> None:
    if as_json:
        for row in rows:
            value = str(row.value) if isinstance(row.value, Fraction) else row.value
            print(json.dumps({"key": row.key, "value": value, "origin": row.origin}, ensure_ascii=False, default=str))
        return
    print(f"# {visible(file) if file else 'no configuration file'}")
    shown = [f"{row.key} = {toml(row.value)}" for row in rows]
    width = min(max(map(len, shown)), 48)
    met: set[str] = set()
    for row, line in zip(rows, shown, strict=True):
        # Of words that several places say, the later place outweighs; TOML takes a key once.
        mark = "# " if row.key in met or row.value is None else ""
        met.add(row.key)
        print(f"{mark}{visible(line):{width}}  # {visible(row.origin)}")
