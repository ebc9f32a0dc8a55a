"""`textkit rules`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from textkit.cli.options import Color
from textkit.cli.perform import colored, width_of_stdout
from textkit.pipeline.registry import all_rules
from textkit.reports import dumps
from textkit.reports.rules import rule_json, rule_table


def rules(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, one object a line.")] = False,
    color: Annotated[Color, typer.Option("--color", help="Colours.", show_default=False)] = Color.AUTO,
) -> int:
    """The list of rules: code, name, step, trust, severity, default, whether it can fix.

    textkit rules
    textkit rules --json
    """
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    listed = all_rules()
    if as_json:
        sys.stdout.writelines(dumps(rule_json(r)) + "\n" for r in listed)
    else:
        rule_table(listed, sys.stdout, color=colored(color, sys.stdout), width=width_of_stdout())
    return 0
