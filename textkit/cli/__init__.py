"""The command line: one file a command. Only this package knows Typer.

A command is imported when it is the one that was called, or when all are listed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Annotated, cast

import typer

from textkit._version import __version__
from textkit.cli.options import Command, Group, command, guarded

NAMES = (
    "inspect", "decode", "rejoin", "normalize", "convert", "dedupe", "flag", "clean", "check", "apply", "explain", "undo",
    "rules", "config",
)  # fmt: skip


class Commands(Mapping[str, Callable[..., int]]):
    """The functions of the commands by name, in the order of the help page."""

    def __getitem__(self, name: str) -> Callable[..., int]:
        if name not in NAMES:
            raise KeyError(name)
        return cast("Callable[..., int]", getattr(import_module(f"textkit.cli.{name}"), name))

    def __iter__(self) -> Iterator[str]:
        return iter(NAMES)

    def __len__(self) -> int:
        return len(NAMES)


COMMANDS = Commands()


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"textkit {__version__}")
        raise typer.Exit


def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Clean, trustworthy paragraphs from text that a machine read off a page.

    Nothing is lost, nothing is guessed silently, everything can be explained and undone.
    """


def app(arguments: Sequence[str] | None = None) -> None:
    """Run the command line on ``arguments`` (default: those of the process); ends with ``SystemExit``."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # Completion and help want all commands; a run wants one, and the others take time to load.
    wanted = given[:1] if given[:1] and given[0] in NAMES else NAMES
    made = typer.Typer(
        name="textkit",
        add_completion=len(wanted) > 1,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode="rich",
    )
    made.callback(cls=Group)(main)
    for name in wanted:
        made.command(name, cls=Command)(command(COMMANDS[name]))
    if len(wanted) == 1:
        made.command("help", hidden=True)(lambda: None)  # with one command alone Typer would drop its name
    sys.exit(guarded(lambda: _code(made, given)))


def _code(made: typer.Typer, given: list[str]) -> int:
    """The exit code of ``made``, run on what was ``given``; help and usage are told here, outside of all commands."""
    try:
        made(args=given, prog_name="textkit")
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # of which Typer makes an exit code of its own
            return 0
        return end.code if isinstance(end.code, int) else 0
    return 0
