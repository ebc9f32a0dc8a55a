"""What was found at one place: every rule that spoke there, its evidence, and what it would do."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TextIO

from textkit.model.outcome import Fate, Outcome
from textkit.reports.visible import visible

WHY = {
    "unsafe": "its fix is unsafe: --unsafe applies it",
    "stitch": "it reaches across other text: --stitch applies it",
    "max-loss": "the file would lose more than --max-loss allows",
    "plan": "the plan refuses it, or what it stood on",
}
LONG = 240  # characters of a text shown whole
ALIKE = 3  # findings of one rule with one message that are shown; the rest is counted


def place_page(
    place: str,
    text: str,
    found: Sequence[Outcome],
    thoughts: Sequence[tuple[str, str]],
    distance: Callable[[Outcome], tuple[str, str] | None],
    *,
    alone: bool,
    color: bool,
    width: int | None,
    out: TextIO,
) -> None:
    """Write the page of ``place``, a line whose text is ``text``: what spoke there, and the ``thoughts`` on
    what was left alone and on its breaks, each a heading and what it is about.

    ``alone``: no other file was looked at. ``distance`` says of a finding which of its evidence had to reach a
    threshold, and how far it is beyond.
    """
    from rich.console import Console
    from rich.text import Text

    console = Console(
        file=out, width=width, force_terminal=color, no_color=not color, highlight=False, markup=False, emoji=False
    )
    place = visible(place)
    console.print(Text(place, style="bold"))
    console.print(Text(f"  {_cut(text)}"))
    if not found:
        console.print("\nNo rule spoke here.")
        if alone:
            console.print(
                Text(f"No other file was looked at; for copies there, name them: textkit explain {place} PATH")
            )
    for outcome, more in _thinned(found):
        rule = outcome.rule
        console.print()
        if more:
            console.print(Text(f"{rule.code} {rule.name}: {more} more like these"))
            continue
        head = Text(f"{rule.code} {rule.name}", style="bold")
        console.print(Text.assemble(head, f"  {outcome.severity}, {outcome.trust}, {outcome.fate}"))
        for line in _lines(outcome, distance(outcome)):
            console.print(Text(f"  {line}"))
        console.print(Text(f"  more: textkit explain {rule.name}", style="dim"))
    for heading, evidence in thoughts:
        console.print()
        console.print(Text(heading, style="bold"))
        console.print(Text(f"  {visible(evidence)}"))


def _thinned(found: Sequence[Outcome]) -> Iterator[tuple[Outcome, int]]:
    """The findings to show, and with the last of those left out, which are like ``ALIKE`` before them, how many they are."""
    alike = Counter((o.rule.code, o.message) for o in found)
    met: Counter[tuple[str, str]] = Counter()
    for outcome in found:
        kind = (outcome.rule.code, outcome.message)
        met[kind] += 1
        if met[kind] <= ALIKE:
            yield outcome, 0
        elif met[kind] == alike[kind]:
            yield outcome, alike[kind] - ALIKE


def _lines(outcome: Outcome, distance: tuple[str, str] | None) -> list[str]:
    p = outcome.place
    measured, beyond = distance or ("", "")
    lines = [f"{visible(outcome.path)}:{p.line}:{p.column} to {p.end_line}:{p.end_column}", visible(outcome.message)]
    if outcome.fate is Fate.WITHHELD:
        lines.append(f"withheld: {WHY.get(outcome.reason, outcome.reason)}")
    for name, value in outcome.evidence.items():
        if name == "kept_text":
            continue
        if isinstance(value, dict):
            ranked = sorted(value.items(), key=lambda item: -abs(item[1]) if isinstance(item[1], (int, float)) else 0)
            lines.append(f"{name}: " + ", ".join(f"{k} {v}" for k, v in ranked))
        else:
            told = _cut(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
            lines.append(f"{name}: {told}" + (f", {beyond}" if name == measured else ""))
    lines += [f"{r.role}: {visible(r.path)}:{r.place.line}:{r.place.column}" for r in outcome.related]
    for edit in outcome.edits[:5]:
        lines.append(f"{_cut(edit.before) or '(nothing)'} -> {_cut(edit.after) or '(nothing)'}")
    return lines


def _cut(text: str) -> str:
    shown = text if len(text) <= LONG else f"{text[: LONG // 2]} … {text[-LONG // 2 :]} ({len(text)} characters)"
    return visible(shown.replace("\n", "⏎").replace("\r", ""))
