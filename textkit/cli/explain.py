"""`textkit explain`."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from textkit.cli.convert import To
from textkit.cli.dedupe import Against, DedupeOptions
from textkit.cli.driver import Session
from textkit.cli.guard import refuse_update
from textkit.cli.options import ReadOptions, ReportOptions, RuleOptions
from textkit.cli.rejoin import Stitch
from textkit.cli.request import Request
from textkit.cli.terminal import colored, prepare_stdout, width_of_stdout
from textkit.files.chunk import Chunk
from textkit.files.load import Work
from textkit.model.document import Document
from textkit.model.errors import InputError, TextkitError, UsageError
from textkit.model.outcome import Outcome
from textkit.pipeline.registry import all_rules, breaks_at, distance, find_rule, left_alone_at
from textkit.reports.explain import place_page
from textkit.reports.rules import rule_page

PLACE = re.compile(r"(?P<path>.+):(?P<line>[0-9]+)(?::[0-9]+)?\Z", re.DOTALL)


def explain(
    what: Annotated[
        str, typer.Argument(help="A rule (near-duplicate, DUP002) or a place (FILE:LINE).", metavar="RULE|FILE:LINE")
    ],
    paths: Annotated[
        list[str] | None, typer.Argument(help="For a place: what else was looked at.", metavar="PATH")
    ] = None,
    stitch: Stitch = False,
    to: To = None,
    against: Against = None,
    *,
    dedupe: DedupeOptions,
    rules: RuleOptions,
    read: ReadOptions,
    report: ReportOptions,
) -> int:
    """A rule, or a place: which rules spoke there, on what evidence, how far from the threshold, which copy was kept.

    textkit explain near-duplicate
    textkit explain seeds/a.txt:147
    textkit explain new.txt:3 seeds/
    textkit explain new.txt:3 --against seeds/ --threshold 0.9
    """
    prepare_stdout()
    refuse_update(rules)
    rule = find_rule(what)
    if rule is not None:
        sys.stdout.write(rule_page(rule))
        return 0
    place = PLACE.match(what)
    if place is None or not Path(place["path"]).is_file():
        raise _unknown(what, place)
    request = Request(
        "explain",
        (place["path"], *(paths or ())),
        rules,
        read,
        report=report,
        options={"dedupe": dedupe.told(), **({"convert": {"to": to}} if to else {})},
        stitch=stitch,
        against=tuple(against or ()),
    )
    return _explain_place(request, place["path"], int(place["line"]))


def _unknown(what: str, place: re.Match[str] | None) -> Exception:
    if place is not None:
        return InputError("no such file", place["path"], "Name a place as FILE:LINE, for example seeds/a.txt:147")
    names = [r.name for r in all_rules()] + [r.code for r in all_rules()]
    close = difflib.get_close_matches(what, names, n=1)
    hint = f"Did you mean {close[0]}?" if close else "`textkit rules` lists them; a place is FILE:LINE."
    return UsageError("is neither a rule nor a place", what, hint)


def _explain_place(request: Request, path: str, line: int) -> int:
    session = Session(request)
    report = request.report
    # Who asks why wants to hear every rule, and what would be done.
    found: list[Outcome] = []
    text = ""
    thoughts: Sequence[tuple[str, str]] = ()
    shown = Path(path).as_posix()
    known = False
    last = 0
    for one, parts in session.files():
        try:
            for done in parts:
                if one.path == shown:
                    told, last = _line(done.work, line, session.settings.of("normalize"))
                    text, thoughts = told or (text, thoughts)
                    known = known or told is not None
                found += [o for o in done.found if _speaks_of(o, shown, line)]
        except TextkitError as error:
            session.fail(error)
            known = known or one.path == shown
    if not known:
        raise InputError(f"has {last} line{'s' * (last != 1)}", f"{path}:{line}", "Name a line that is there.")
    place_page(
        f"{shown}:{line}",
        text,
        found,
        thoughts,
        lambda o: distance(o.rule, o.evidence, session.settings.of(o.rule.step)),
        alone=len(session.inputs) == 1 and not request.against,
        color=colored(report.color, sys.stdout),
        width=width_of_stdout(),
        out=sys.stdout,
    )
    return 2 if session.errors else 0


def _line(
    work: Work, line: int, options: Mapping[str, object]
) -> tuple[tuple[str, Sequence[tuple[str, str]]] | None, int]:
    """The text of a line (of a record, its field), why parts of it are left alone under normalize's ``options``, and what is
    thought of the breaks around it; ``None`` if it is not in this part. And the number of the last line there.
    """
    if isinstance(work, Chunk):
        lines = work.span[1]
        return ((work.parsed()[line - work.first].text or "", ()) if line in lines else None), lines.stop - 1
    source = work.document.source
    before = Document(source, source.text)
    last = len(before.lines)
    if not 1 <= line <= last:
        return None, last
    thoughts = (*left_alone_at(before, line, options), *breaks_at(before, line))
    return (before.lines.content(line - 1).slice(before.text), thoughts), last


def _speaks_of(outcome: Outcome, path: str, line: int) -> bool:
    if outcome.path == path and outcome.place.line <= line <= outcome.place.end_line:
        return True
    return any(r.path == path and r.place.line <= line <= r.place.end_line for r in outcome.related)
