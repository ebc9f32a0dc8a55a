"""The command line: one file a command. Only this package knows Typer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from textkit._version import __version__
from textkit.cli import (
    apply,
    check,
    clean,
    convert,
    decode,
    dedupe,
    explain,
    flag,
    inspect,
    normalize,
    rejoin,
    rules,
    undo,
)
from textkit.cli.options import command

app = typer.Typer(
    name="textkit",
    help="Clean, trustworthy paragraphs from text that a machine read off a page.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode="rich",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"textkit {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Clean, trustworthy paragraphs from text that a machine read off a page.

    Nothing is lost, nothing is guessed silently, everything can be explained and undone.
    """


COMMANDS: dict[str, Callable[..., int]] = {
    "inspect": inspect.inspect,
    "decode": decode.decode,
    "rejoin": rejoin.rejoin,
    "normalize": normalize.normalize,
    "convert": convert.convert,
    "dedupe": dedupe.dedupe,
    "flag": flag.flag,
    "clean": clean.clean,
    "check": check.check,
    "apply": apply.apply,
    "explain": explain.explain,
    "undo": undo.undo,
    "rules": rules.rules,
}
for _name, _function in COMMANDS.items():
    app.command(_name)(command(_function))
