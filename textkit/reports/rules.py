"""The list of rules, and the page of one, as a reader of the terminal meets them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from textkit.model.finding import Rule

HEADS = ("Flagged", "Not flagged")
Json = dict[str, object]


def rule_json(rule: Rule) -> Json:
    """A rule as data."""
    return {
        "code": rule.code,
        "name": rule.name,
        "step": rule.step,
        "trust": str(rule.trust),
        "severity": str(rule.severity),
        "default": rule.default,
        "fixable": rule.fixable,
        "summary": rule.summary,
    }


def rule_table(rules: Sequence[Rule], out: TextIO, *, color: bool, width: int | None) -> None:
    """Write all rules as a table."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("code", "name", "step", "trust", "severity", "default", "fix", "what it says"):
        table.add_column(head, no_wrap=head != "what it says", ratio=1 if head == "what it says" else None)
    for r in rules:
        table.add_row(
            r.code,
            r.name,
            r.step,
            r.trust,
            r.severity,
            "on" if r.default else "off",
            "yes" if r.fixable else "no",
            r.summary,
        )
    Console(
        file=out, width=width, force_terminal=color, no_color=not color, highlight=False, markup=False, emoji=False
    ).print(table)


def rule_page(rule: Rule) -> str:
    """The page of one rule as plain text: what it says, what it flags and what it leaves alone."""
    fix = f"fix: {rule.trust}" if rule.fixable else "no fix"
    lines = [
        f"{rule.code} {rule.name} ({rule.step}, {rule.severity}, {fix}, {'on' if rule.default else 'off'} by default)",
        "",
        rule.summary,
    ]
    if rule.page:
        lines += ["", rule.page.strip()]
    for head, text, words in zip(HEADS, (rule.flagged, rule.unflagged), rule.cases, strict=True):
        if text or words:
            asked = f" with {rule.needs}" if rule.needs and head == HEADS[0] else ""
            lines += ["", f"{head}{asked}:", *(_quoted(text) if text else [f"    {words}"])]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> list[str]:
    shown = (line.translate(_VISIBLE) for line in text.splitlines() or [""])
    return [f"    {line}" for line in shown]


_VISIBLE = {c: f"\\x{c:02x}" for c in (*range(32), 127, *range(128, 160))} | {
    c: f"\\u{c:04x}" for c in (0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x2060, 0xFEFF, 0xFFFC)
}
