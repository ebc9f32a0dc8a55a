"""The options that commands share, in groups, and the decorator that gives them to a command.

A group is a dataclass of annotated fields; a command that takes a group as an argument gets all its options.
"""

from __future__ import annotations

import contextlib
import dataclasses
import inspect
import os
import sys
import typing
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from functools import partial, wraps
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from textkit.model.errors import TextkitError


class Format(StrEnum):
    """What ``--format`` takes: the forms of a report on stdout."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    JSONL = "jsonl"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"


class Color(StrEnum):
    """What ``--color`` takes; ``auto``: on a terminal."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Lang(StrEnum):
    """What ``--lang`` takes: the languages of reports."""

    EN = "en"
    ZH = "zh"


Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH", help="Files and folders; `-` or nothing reads stdin.", show_default=False),
]


def option(help_: str, *names: str, panel: str, metavar: str | None = None) -> Any:
    """A Typer option in a help panel."""
    return typer.Option(*names, help=help_, rich_help_panel=panel, metavar=metavar, show_default=False)


class Profile(StrEnum):
    """What ``--profile`` takes; what each sets stands in ``docs/profiles.md``."""

    NEWS = "news"
    OCR = "ocr"
    WEB = "web"
    MARKDOWN = "markdown"
    STRICT = "strict"


RULES, READ, WRITE, SHOW = "Rules", "Reading", "Writing", "Reporting"


@dataclass(frozen=True)
class RuleOptions:
    """Which rules speak, and how far they go."""

    select: Annotated[
        list[str] | None, option("Only these rules: codes, prefixes or names.", "--select", panel=RULES)
    ] = None
    ignore: Annotated[list[str] | None, option("All rules but these.", "--ignore", panel=RULES)] = None
    extend_select: Annotated[list[str] | None, option("These rules as well.", "--extend-select", panel=RULES)] = None
    unsafe: Annotated[bool, option("Apply unsafe fixes too.", "--unsafe", panel=RULES)] = False
    config: Annotated[str | None, option("This configuration file.", "--config", panel=RULES, metavar="FILE")] = None
    isolated: Annotated[bool, option("No configuration file.", "--isolated", panel=RULES)] = False
    profile: Annotated[Profile | None, option("Options for a kind of source (news).", "--profile", panel=RULES)] = None
    baseline: Annotated[
        str | None,
        option(
            "Findings in this file are known: told of, never applied, no failure.",
            "--baseline",
            panel=RULES,
            metavar="FILE",
        ),
    ] = None
    update_baseline: Annotated[
        bool, option("Write what is found now into the file of --baseline.", "--update-baseline", panel=RULES)
    ] = False


@dataclass(frozen=True)
class ReadOptions:
    """How inputs are read."""

    encoding: Annotated[
        str | None, option("Read as this encoding.", "--encoding", "--from", panel=READ, metavar="NAME")
    ] = None
    languages: Annotated[
        str | None, option("Languages to expect, the likeliest first (zh,ja,ko,en).", "--languages", panel=READ)
    ] = None
    encodings: Annotated[
        str | None, option("Consider these encodings only.", "--encodings", panel=READ, metavar="NAMES")
    ] = None
    stdin_filename: Annotated[
        str | None, option("Treat stdin as this file.", "--stdin-filename", panel=READ, metavar="NAME")
    ] = None
    field: Annotated[
        str | None, option("The field of records that holds the text.", "--field", panel=READ, metavar="NAME")
    ] = None
    id: Annotated[str | None, option("The field of records that names them.", "--id", panel=READ, metavar="NAME")] = (
        None
    )
    force_exclude: Annotated[bool, option("Skip ignored files even when named.", "--force-exclude", panel=READ)] = False
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            min=0,
            help="Processes to use (0: as many as help).",
            rich_help_panel=READ,
            metavar="N",
            show_default=False,
        ),
    ] = None


@dataclass(frozen=True)
class LookOptions:
    """How a verb that writes nothing shows what would change."""

    check: Annotated[bool, option("Write nothing, which is how this verb works.", "--check", panel=WRITE)] = False
    diff: Annotated[bool, option("Show what would change as a unified diff.", "--diff", panel=WRITE)] = False

    @property
    def write(self) -> WriteOptions:
        return WriteOptions(check=self.check, diff=self.diff)


@dataclass(frozen=True)
class WriteOptions:
    """Where results go."""

    output: Annotated[
        str | None,
        option("Write here; `-` is stdout.", "--output", "-o", panel=WRITE, metavar="DIR|FILE|-"),
    ] = None
    in_place: Annotated[bool, option("Change the files themselves.", "--in-place", panel=WRITE)] = False
    check: Annotated[bool, option("Write nothing, report what would change.", "--check", panel=WRITE)] = False
    diff: Annotated[bool, option("Write nothing, show a unified diff.", "--diff", panel=WRITE)] = False
    to_encoding: Annotated[
        str | None, option("Write in this encoding.", "--to-encoding", panel=WRITE, metavar="NAME")
    ] = None
    journal: Annotated[
        str | None,
        option("Keep the journal for `undo` here (for filters: keep one).", "--journal", panel=WRITE, metavar="DIR"),
    ] = None


@dataclass(frozen=True)
class ReportOptions:
    """What is shown."""

    format: Annotated[Format | None, option("What stdout shows in a look.", "--format", panel=SHOW)] = None
    report: Annotated[
        list[str] | None,
        option(
            "Write a report, form by ending: .html .md .json .jsonl .sarif .xml.",
            "--report",
            panel=SHOW,
            metavar="FILE",
        ),
    ] = None
    strict: Annotated[bool, option("Exit with 1 on findings in any run.", "--strict", panel=SHOW)] = False
    exit_zero: Annotated[bool, option("Exit with 0 whatever is found.", "--exit-zero", panel=SHOW)] = False
    lang: Annotated[Lang | None, option("Language of reports.", "--lang", panel=SHOW)] = None
    quiet: Annotated[bool, option("Findings only.", "--quiet", "-q", panel=SHOW)] = False
    verbose: Annotated[int, typer.Option("--verbose", "-v", count=True, help="Every place.", rich_help_panel=SHOW)] = 0
    no_progress: Annotated[bool, option("No progress bar.", "--no-progress", panel=SHOW)] = False
    color: Annotated[Color, option("Colours.", "--color", panel=SHOW)] = Color.AUTO


class _Lean:
    """A command whose absent options, plain words and choices are taken as they are.

    Typer asks pydantic about each of them, and loading that takes longer than a small file does. Whatever is not
    obviously right goes the long way, which says what is wrong.
    """

    def get_params(self, ctx: Any) -> list[Any]:
        parameters: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for parameter in parameters:
            parameter.process_value = partial(_taken, parameter)
        return parameters


_running: ContextVar[Any] = ContextVar("_running", default=None)


class Command(_Lean, TyperCommand):
    """A verb. While it runs, ``asked`` knows what it was given."""

    def invoke(self, ctx: Any) -> Any:
        _running.set(ctx)
        return super().invoke(ctx)


class Group(_Lean, TyperGroup):
    """All verbs."""


def _taken(parameter: Any, ctx: Any, value: Any) -> Any:
    kind = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)
    if value is None or type(value) is kind:
        plain = not parameter.required or value is not None
    elif kind == list[str] and isinstance(value, (list, tuple)) and value and all(type(v) is str for v in value):
        plain, value = True, list(value)
    elif isinstance(kind, type) and issubclass(kind, StrEnum) and value in list(kind):
        plain, value = True, kind(value)
    elif kind is int and isinstance(value, str) and value.isascii() and value.isdecimal():
        plain, value = True, int(value)
    else:
        plain = False
    if not plain:
        return type(parameter).process_value(parameter, ctx, value)
    return parameter.callback(ctx, parameter, value) if parameter.callback else value


def command(function: Callable[..., int]) -> Callable[..., None]:
    """A command whose arguments that are groups become the options of the group.

    The function returns the exit code. Our own errors become one clear line and exit code 2; a closed pipe is quiet;
    Ctrl-C ends with 130.
    """
    parameters, groups = _parameters(function)

    @wraps(function)
    def run(**given: Any) -> None:
        told = {
            name: group(**{f.name: given.pop(f.name) for f in dataclasses.fields(group)})
            for name, group in groups.items()
        }
        raise typer.Exit(guarded(lambda: function(**given, **told)))

    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    del run.__wrapped__
    return run


def _parameters(function: Callable[..., int]) -> tuple[list[inspect.Parameter], dict[str, type]]:
    """The parameters of a command with those of its groups, and the groups by the name of their argument."""
    signature = inspect.signature(function)
    hints = typing.get_type_hints(function, include_extras=True)
    groups: dict[str, type] = {}
    parameters: list[inspect.Parameter] = []
    for name, parameter in signature.parameters.items():
        if dataclasses.is_dataclass(hints[name]):
            groups[name] = hints[name]
            kinds = typing.get_type_hints(hints[name], include_extras=True)
            parameters += [
                inspect.Parameter(f.name, inspect.Parameter.KEYWORD_ONLY, default=f.default, annotation=kinds[f.name])
                for f in dataclasses.fields(hints[name])
            ]
        else:
            parameters.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=hints[name]))
    return parameters, groups


def known(function: Callable[..., int]) -> set[str]:
    """The names of the arguments and options of a command."""
    return {p.name for p in _parameters(function)[0]}


HOW_TO_LOOK = {"output", "in_place", "check", "diff", "update_baseline"}


def asked() -> dict[str, list[str]]:
    """The options of this run's command line as they would be typed again, by name; none of those that say where to
    write, how to look and what to show.
    """
    context, found = _running.get(), dict[str, list[str]]()
    for p in context.command.params if context else ():
        value = context.params.get(p.name)
        shows = getattr(p, "rich_help_panel", None) == SHOW or p.name in HOW_TO_LOOK
        if p.param_type_name == "option" and not shows and not (value is None or value is False):
            values = value if isinstance(value, (list, tuple)) else [value]
            found[p.name] = [p.opts[0]] if value is True else [w for v in values for w in (p.opts[0], str(v))]
    return found


def guarded(run: Callable[[], int]) -> int:
    """The exit code of ``run``, whatever happens in it that a user can cause."""
    try:
        code = run()
        sys.stdout.flush()
        return code
    except TextkitError as error:
        complain(str(error))
        return error.exit_code
    except BrokenPipeError:
        _let_go_of_stdout()
        return 0
    except OSError as error:
        unnamed = "the current folder" if isinstance(error, FileNotFoundError) else "stdout"
        complain(f"{error.filename or unnamed}: {error.strerror or error}")
        _let_go_of_stdout()
        return 2
    except KeyboardInterrupt:
        complain("interrupted; nothing was left half-written")
        return 130


def _let_go_of_stdout() -> None:
    """Python flushes stdout once more at exit: give it something that takes the rest."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """One message on stderr, with control characters made visible."""
    shown = "".join(c if c.isprintable() or c == "\n" else f"\\x{ord(c):02x}" for c in message)
    print(f"textkit: {shown}", file=sys.stderr)
