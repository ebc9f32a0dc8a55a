"""The few sentences that a run ends with, in English and Chinese."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textkit.cli.options import asked, known
from textkit.files.targets import plan_outputs
from textkit.model.errors import UsageError
from textkit.model.outcome import Fate, Summary

if TYPE_CHECKING:
    from textkit.cli.driver import Session
    from textkit.cli.request import Request
    from textkit.files.inputs import Input

STEP_NOUNS = {
    "dedupe": ("paragraphs would go", "段将删去"),
    "rejoin": ("breaks would be joined", "处断行将接合"),
}
OTHERS = ("changes would be made", "处将改动")
WHOLE_FILE = "DUP008"


def summary_line(verb: str, summary: Summary, lang: str, annotated: bool = False, run: str = "") -> str:
    """What a writing run or a filter says on stderr; ``annotated``: nothing was applied, and records say what was found.

    ``run`` is what `undo` has to be told to take it back.
    """
    applied = summary.fates[Fate.WOULD_APPLY if annotated else Fate.APPLIED]
    withheld = summary.fates[Fate.WITHHELD]
    reported = summary.fates[Fate.REPORTED]
    if lang == "zh":
        proof = "字符核对无误" if summary.ok else "字符核对有误"
        counts = f"{'标注可删' if annotated else '改动'} {applied} 处，保留待定 {withheld} 处，仅报告 {reported} 处"
        line = f"textkit {verb}：{summary.files} 个文件，{counts}；{proof}"
        return line + (f"；撤销：textkit undo {run}" if run else "")
    proof = "every character accounted for" if summary.ok else "CHARACTERS UNACCOUNTED FOR"
    line = f"textkit {verb}: {many(summary.files, 'file')}, {applied} {'annotated as copies that would go' if annotated else 'applied'}, {withheld} withheld, {reported} reported; {proof}"
    return line + (f"; undo: textkit undo {run}" if run else "")


def many(count: int, noun: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def next_step(request: Request, session: Session, summary: Summary) -> tuple[str, ...]:
    """How a look ends: what would happen, how to make it happen, how to ask why."""
    if session.writes or request.verb == "inspect":
        return ()
    zh = session.settings.lang == "zh"
    would, needs = summary.fates[Fate.WOULD_APPLY], summary.fates[Fate.WITHHELD]
    old = summary.fates[Fate.BASELINE]
    found = sum(summary.rules.values()) - old
    if not found:
        told = (f"没有新问题，基线内 {old} 处。" if zh else f"Nothing new was found; {old} in the baseline.",)
        unread = summary.failed or not summary.files
        return () if unread else told if old else ("没有发现问题。" if zh else "Nothing was found.",)
    noun = STEP_NOUNS.get(request.verb, OTHERS)[zh]
    files = summary.would[WHOLE_FILE] if request.verb == "dedupe" else 0  # each is one finding, of many paragraphs
    what = _counted_zh(would - files, noun, files) if zh else _counted(would - files, noun, files)
    lines = [f"{what}，{needs} 处需要您决定。" if zh else f"{what}, {needs} {'needs' if needs == 1 else 'need'} you."]
    if not would and not needs:
        lines = [f"共 {found} 处，均无可改动。" if zh else f"{found} found, nothing to change."]
    if request.staged:
        return (*lines, *_gate(request, zh))
    verb = "clean" if request.verb in ("check", "flag") else request.verb
    if request.verb != "flag" and (would or needs):
        if request.plan and request.plan != "-":
            command = f"apply {shlex.quote(request.plan)}"
        else:
            command = " ".join([verb, *(shlex.quote(p) for p in request.paths or ("-",))]) + _again()
        lines.append(f"{'写出' if zh else 'Write'}: textkit {command} {_where(session.inputs)}")
    # What `convert` has from the configuration, `explain` has to be told: it explains what `clean` does.
    typed = request.verb != "convert" or "to" in request.options["convert"]
    to = "" if typed else f" --to {session.settings.of('convert')['to']}"
    lines.append(f"{'原因' if zh else 'Why'}: textkit explain FILE:LINE{_again('explain')}{to}")
    return tuple(lines)


def _where(inputs: Sequence[Input]) -> str:
    """Where the outputs of ``inputs`` can go: in place where no one folder could take them all."""
    if len(inputs) == 1 and not inputs[0].walked:
        return "-o FILE"
    try:
        plan_outputs(inputs, "cleaned/", in_place=False)
    except UsageError:
        return "--in-place"
    return "-o cleaned/"


def _again(verb: str = "") -> str:
    """The options of this run, to be given again; those alone that ``verb`` knows, where it is another."""
    given = asked()
    if verb and given:
        from textkit.cli import COMMANDS  # which would load this module in turn

        given = {name: words for name, words in given.items() if name in known(COMMANDS[verb])}
    return "".join(f" {shlex.quote(word)}" for words in given.values() for word in words)


def _gate(request: Request, zh: bool) -> tuple[str, ...]:
    """How a look at what is staged ends: what to do about a commit that is refused."""
    beside = "".join(f" {shlex.quote(p)}" for p in request.against)
    keep = " ".join(["textkit check --staged", *(f"--against {shlex.quote(p)}" for p in request.against)])
    if zh:
        return f"原因: textkit explain FILE:LINE{beside}", f"确认保留: {keep} --baseline FILE --update-baseline"
    return f"Why: textkit explain FILE:LINE{beside}", f"To keep them: {keep} --baseline FILE --update-baseline"


def _counted(would: int, noun: str, files: int) -> str:
    if would == 1:
        noun = noun.replace("paragraphs", "paragraph").replace("breaks", "break").replace("changes", "change")
    if not files:
        return f"{would} {noun}"
    what, _, verb = noun.partition(" ")
    paragraphs = f"{would} {what} and " if would else ""
    return f"{paragraphs}{many(files, 'file')} {verb}"


def _counted_zh(would: int, noun: str, files: int) -> str:
    if not files:
        return f"{would} {noun}"
    return f"{f'{would} 段、' if would else ''}{files} 个文件{noun.removeprefix('段')}"
