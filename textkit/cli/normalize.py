"""`textkit normalize`."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Annotated

from textkit.cli.options import Paths, ReadOptions, ReportOptions, RuleOptions, WriteOptions, option
from textkit.cli.perform import perform
from textkit.cli.request import Request

PANEL = "Policies (the first value is the default)"


def policy(values: str, help_: str, name: str) -> object:
    """An option that names a policy."""
    return option(f"{help_}: {values}.", name, panel=PANEL, metavar="POLICY")


@dataclass(frozen=True)
class Policies:
    """The policies of the step."""

    latin_space: Annotated[
        str | None, policy("keep, remove, insert", "Room between Han and Latin", "--latin-space")
    ] = None
    han_space: Annotated[str | None, policy("smart, remove, keep", "Spaces between Han", "--han-space")] = None
    number_space: Annotated[str | None, policy("habit, keep", "Spaces beside numbers", "--number-space")] = None
    marks: Annotated[str | None, policy("fullwidth, keep", "ASCII marks in Chinese", "--marks")] = None
    fullstop: Annotated[str | None, policy("keep, 。", "The full-width dot as a full stop", "--fullstop")] = None
    brackets: Annotated[str | None, policy("context, fullwidth, keep", "ASCII brackets", "--brackets")] = None
    width: Annotated[str | None, policy("ascii, keep", "Full-width letters and digits", "--width")] = None
    quotes: Annotated[str | None, policy("keep, curly, corner", "Style of quotation marks", "--quotes")] = None
    straight: Annotated[str | None, policy("pair, keep", "Straight quotation marks", "--straight")] = None
    ellipsis: Annotated[str | None, policy("on, off", "Ellipses", "--ellipsis")] = None
    dash: Annotated[str | None, policy("on, off", "Dashes", "--dash")] = None
    middot: Annotated[str | None, policy("on, off", "Middle dots", "--middot")] = None
    repeat: Annotated[str | None, policy("single, keep", "Repeated marks", "--repeat")] = None
    radicals: Annotated[str | None, policy("on, off", "Radicals in place of characters", "--radicals")] = None
    compat: Annotated[str | None, policy("on, off", "Compatibility ideographs", "--compat")] = None
    variation: Annotated[str | None, policy("strip, keep", "Variation selectors", "--variation")] = None
    private_use: Annotated[str | None, policy("flag, drop, map", "Private-use characters", "--private-use")] = None
    entities: Annotated[str | None, policy("decode, keep", "HTML entities", "--entities")] = None
    indent: Annotated[str | None, policy("strip, keep, two", "Indents", "--indent")] = None
    max_blank: Annotated[str | None, policy("keep, N", "Blank lines in a row", "--max-blank")] = None
    stray: Annotated[str | None, policy("strip, flag", "Residue at line ends", "--stray")] = None
    programs: Annotated[str | None, policy("keep, clean", "Programs and data by name", "--programs")] = None

    def told(self) -> dict[str, object]:
        """The policies that were given."""
        given = {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}
        return {name: value for name, value in given.items() if value is not None}


def normalize(
    paths: Paths = None,
    *,
    policies: Policies,
    rules: RuleOptions,
    read: ReadOptions,
    write: WriteOptions,
    report: ReportOptions,
) -> int:
    """Characters: invisible ones, radicals, width, punctuation, quotes, spaces, indents, residue, line ends.

    textkit normalize page.txt --diff
    cat page.txt | textkit normalize > page-normal.txt
    textkit normalize notes.md --latin-space insert --in-place
    """
    options = {"normalize": policies.told()}
    return perform(Request("normalize", tuple(paths or ()), rules, read, write, report, ("normalize",), options))
