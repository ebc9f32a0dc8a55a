"""`textkit rules`."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from textkit.cli.options import Color
from textkit.cli.terminal import colored, prepare_stdout, width_of_stdout
from textkit.pipeline.registry import all_rules
from textkit.reports import SCHEMA_VERSION, dumps
from textkit.reports.rules import rule_json, rule_table
from textkit.settings import Layer, Selection, split_words


class ListFormat(StrEnum):
    """The forms of a list of rules."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


def rules(
    select: Annotated[
        list[str] | None, typer.Option("--select", help="Only these: codes, prefixes or names.", show_default=False)
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", help="All but these.", show_default=False)] = None,
    extend_select: Annotated[
        list[str] | None, typer.Option("--extend-select", help="These as well.", show_default=False)
    ] = None,
    form: Annotated[
        ListFormat | None, typer.Option("--format", help="A table, one JSON object, or one a line.", show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format jsonl.")] = False,
    color: Annotated[Color, typer.Option("--color", help="Colours.", show_default=False)] = Color.AUTO,
) -> int:
    """The list of rules: code, name, step, trust, severity, default, whether it can fix.

    With `--select`, `--ignore` or `--extend-select`, those that a run with the same words listens to.

    textkit rules
    textkit rules --select FLAG --ignore residue
    textkit rules --format json
    """
    prepare_stdout()
    listed = all_rules()
    layer = Layer(split_words(select), split_words(extend_select), split_words(ignore))
    if layer != Layer():
        selection = Selection((layer,))
        selection.check(listed)
        listed = tuple(rule for rule in listed if selection.matches(rule))
    if form is ListFormat.JSON:
        rows = ",\n".join(dumps(rule_json(r)) for r in listed)
        sys.stdout.write(f'{{"schema_version": {SCHEMA_VERSION},\n"rules": [\n{rows}\n]}}\n')
    elif form is ListFormat.JSONL or (as_json and form is None):
        sys.stdout.writelines(dumps(rule_json(r)) + "\n" for r in listed)
    else:
        rule_table(listed, sys.stdout, color=colored(color, sys.stdout), width=width_of_stdout())
    return 0
