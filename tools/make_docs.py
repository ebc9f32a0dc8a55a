"""Write the reference pages of rules, commands and profiles in docs/ from the rules, commands and profiles themselves.

`python tools/make_docs.py` writes them; the tests compare them with what it would write.
"""

from __future__ import annotations

import dataclasses
import inspect
import json
import typing
from fractions import Fraction
from pathlib import Path

import typer

from textkit.cli import COMMANDS
from textkit.model.finding import Rule
from textkit.pipeline.registry import STEP_NAMES, OptionKinds, all_rules, profile, step
from textkit.reports.rules import HEADS
from textkit.settings import ABOUT, PROFILES
from textkit.settings.schema import schema

DOCS = Path(__file__).parents[1] / "docs"


def rules_page() -> str:
    """All rules by step, each with its page."""
    rules = all_rules()
    lines = [
        "# Rules",
        "",
        "Written by `tools/make_docs.py`; `textkit rules` and `textkit explain NAME` show the same.",
        "",
        "| code | name | step | trust | severity | default | fix |",
        "|---|---|---|---|---|---|---|",
    ]
    for r in rules:
        fix = "yes" if r.fixable else "no"
        default = "on" if r.default else "off"
        lines.append(f"| {r.code} | [{r.name}](#{r.name}) | {r.step} | {r.trust} | {r.severity} | {default} | {fix} |")
    step = ""
    for r in rules:
        if r.step != step:
            step = r.step
            lines += ["", f"## {step}"]
        lines += ["", f'<a id="{r.name}"></a>', f"### {r.code} {r.name}", "", r.summary, "", *_page(r)]
    return "\n".join(lines).rstrip() + "\n"


def _page(rule: Rule) -> list[str]:
    lines = ["```text", rule.page.strip(), "```"] if rule.page.strip() else []
    for head, text, words in zip(HEADS, (rule.flagged, rule.unflagged), rule.cases, strict=True):
        if text or words:
            shown = [repr(line)[1:-1] if not line.isprintable() else line for line in (text or words).split("\n")]
            asked = f" with `{rule.needs}`" if rule.needs and head == HEADS[0] else ""
            lines += ["", f"{head}{asked}:", "", "```text", *shown, "```"]
    return lines


def commands_page() -> str:
    """All commands with their arguments and options."""
    lines = ["# Commands", "", "Written by `tools/make_docs.py`; `textkit VERB --help` shows the same."]
    for name, function in COMMANDS.items():
        about, _, examples = inspect.getdoc(function).partition("\n\n")  # type: ignore[union-attr]
        lines += ["", f"## textkit {name}", "", about.replace("\n", " "), "", "```sh", *examples.split("\n"), "```", ""]
        lines += ["| option | meaning |", "|---|---|", *_options(function)]
    return "\n".join(lines).rstrip() + "\n"


def _options(function: typing.Any) -> list[str]:
    rows: list[str] = []
    hints = typing.get_type_hints(function, include_extras=True)
    hints.pop("return", None)
    for name, hint in hints.items():
        if dataclasses.is_dataclass(hint):
            kinds = typing.get_type_hints(hint, include_extras=True)
            rows += [_row(f.name, kinds[f.name]) for f in dataclasses.fields(hint)]
        else:
            rows.append(_row(name, hint))
    return rows


def _row(name: str, hint: typing.Any) -> str:
    told = hint.__metadata__[0]
    if isinstance(told, typer.models.ArgumentInfo):
        shown = f"`{told.metavar or name.upper()}`"
    else:
        # Typer keeps the first name of an annotated option in the place of its default.
        names = [n for n in (told.default, *(told.param_decls or ())) if isinstance(n, str)]
        shown = ", ".join(f"`{n}`" for n in names or [f"--{name.replace('_', '-')}"])
        shown += f" `{told.metavar}`" if told.metavar else ""
    return f"| {shown} | {told.help} |"


def profiles_page() -> str:
    """What each profile is for, and what it sets."""
    lines = [
        "# Profiles",
        "",
        "Written by `tools/make_docs.py` from the tables the program goes by; `textkit config --profile NAME` shows what holds.",
        "",
        'A profile sets the options for one kind of source: `--profile NAME`, or `profile = "NAME"` in the configuration.',
        f"`{PROFILES[0]}` is the default. An option that is said singly goes before a profile named in the same place, and the",
        "command line before the file.",
        "",
        *(f"- `{name}`: {about}" for name, about in ABOUT.items()),
        "",
        "An empty cell is the default.",
        "",
        f"| option | default | {' | '.join(f'`{name}`' for name in PROFILES[1:])} |",
        "|---|---|" + "---|" * len(PROFILES[1:]),
    ]
    rows = {name: profile(name) for name in PROFILES}
    for one in STEP_NAMES:
        options = step(one).Options()
        for field in dataclasses.fields(options):
            default = getattr(options, field.name)
            values = [rows[name].get(one, {}).get(field.name, default) for name in PROFILES]
            if any(v != default for v in values):
                cells = ["" if v == default else _value(v) for v in values[1:]]
                lines.append(f"| `{one}.{field.name.replace('_', '-')}` | {_value(default)} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    return f"`{float(value):g}`" if isinstance(value, Fraction) else f"`{value}`"


def config_schema() -> str:
    """The schema of configuration files."""
    return json.dumps(schema(OptionKinds()), indent=2, ensure_ascii=False) + "\n"


PAGES = {
    "rules.md": rules_page,
    "commands.md": commands_page,
    "profiles.md": profiles_page,
    "schema/config.schema.json": config_schema,
}

if __name__ == "__main__":
    for page, make in PAGES.items():
        (DOCS / page).write_text(make(), "utf-8")
