"""Normalize: the characters of a text as Chinese print has them, without touching what they say.

Many small rules, each with its traps; no blanket compatibility mapping. Policies are options, and every option's
default is what a newspaper's text needs.
"""

from __future__ import annotations

from dataclasses import dataclass

from textkit.model.check import Check
from textkit.model.finding import Rule
from textkit.steps.normalize import (
    brackets,
    doubtful,
    edges,
    entities,
    forms,
    gaps,
    invisible,
    marks,
    programs,
    quotes,
    repeats,
    runs,
    separators,
    spacing,
    stops,
    width,
)  # fmt: skip


@dataclass(frozen=True)
class Options:
    """The policies of this step; the first value named is the default."""

    latin_space: str = "keep"  # keep | remove | insert: room between Han and Latin
    han_space: str = "smart"  # smart (letter-spaced runs only) | remove | keep
    number_space: str = "habit"  # habit (as the text itself writes numbers) | keep
    marks: str = "fullwidth"  # fullwidth | keep: ASCII marks in Chinese
    fullstop: str = "keep"  # keep | 。: the full-width dot as a full stop
    brackets: str = "context"  # context | fullwidth | keep
    width: str = "ascii"  # ascii | keep: full-width letters and digits
    quotes: str = "keep"  # keep | curly | corner: style of quotation marks
    straight: str = "pair"  # pair | keep: straight quotation marks
    ellipsis: str = "on"  # on | off
    dash: str = "on"  # on | off
    middot: str = "on"  # on | off
    repeat: str = "single"  # single | keep
    radicals: str = "on"  # on | off: radicals and other odd forms
    compat: str = "on"  # on | off: compatibility ideographs
    variation: str = "strip"  # strip | keep
    private_use: str = "flag"  # flag | drop | map: what the code tables and fonts are known to mean
    private_map: tuple[tuple[str, str], ...] = ()  # for map: further pairs of a private character and its meaning
    entities: str = "decode"  # decode | keep
    indent: str = "strip"  # strip | keep | two: two full-width spaces before each paragraph of Chinese prose
    max_blank: int | str = "keep"  # keep, or how many blank lines may stand in a row
    stray: str = "strip"  # strip | flag: residue at line ends
    programs: str = "keep"  # keep | clean: files that are programs or data by name

    def __post_init__(self) -> None:
        for name, values in CHOICES.items():
            value = getattr(self, name)
            if value not in values:
                raise ValueError(f"{name}: {value!r} is none of {', '.join(values)}")
        if self.max_blank != "keep" and not str(self.max_blank).isdigit():
            raise ValueError(f"max_blank: {self.max_blank!r} is neither keep nor a number")
        for pair in self.private_map:
            if len(pair[0]) != 1 or not doubtful.is_private(pair[0]) or any(map(doubtful.is_private, pair[1])):
                raise ValueError(f"private_map: {pair[0]!r} is no private character, or {pair[1]!r} holds one")


ON_OFF = ("on", "off")
CHOICES = {
    "latin_space": ("keep", "remove", "insert"),
    "han_space": ("smart", "remove", "keep"),
    "number_space": ("habit", "keep"),
    "marks": ("fullwidth", "keep"),
    "fullstop": ("keep", "。"),
    "brackets": ("context", "fullwidth", "keep"),
    "width": ("ascii", "keep"),
    "quotes": ("keep", "curly", "corner"),
    "straight": ("pair", "keep"),
    "ellipsis": ON_OFF,
    "dash": ON_OFF,
    "middot": ON_OFF,
    "repeat": ("single", "keep"),
    "radicals": ON_OFF,
    "compat": ON_OFF,
    "variation": ("strip", "keep"),
    "private_use": ("flag", "drop", "map"),
    "entities": ("decode", "keep"),
    "indent": ("strip", "keep", "two"),
    "stray": ("strip", "flag"),
    "programs": ("keep", "clean"),
}
"""The values of each policy, its default first."""


def checks(options: Options) -> tuple[Check, ...]:
    """The passes of this step, in the order they must run.

    1. Line ends and unseen characters first: they hide what stands beside what.
    2. Forms and widths next, so that every later pattern meets one form of each character. References come after them
       (what is code must not change under them), and what they stood for goes the same way.
    3. Line ends before marks (whether a mark is the last of its line decides about it), spaces inside words and
       numbers before marks (a mark is judged by its neighbours).
    4. Quotation marks and brackets before the marks beside them; ellipses before single marks.
    5. Spaces beside marks, dashes, middle dots and repeated marks when all marks are Chinese; then the policies about
       spaces (what goes, goes twice: marks are judged by their neighbours, and are made Chinese in between).
    6. Indents and the end of the text; last what is only reported, on the text as it will be.
    """
    o = options
    decoded = o.entities == "decode"
    characters: tuple[tuple[bool, Check], ...] = (
        (o.radicals == "on", forms.Decomposed()),
        (o.radicals == "on", forms.Forms(o.compat)),
        (o.width == "ascii", width.Width()),
    )
    every: tuple[tuple[bool, Check], ...] = (
        (o.private_use != "flag", doubtful.PrivateUse(o.private_use, o.private_map)),
        (True, separators.Separators()),
        (True, invisible.Invisible(o.variation)),
        *characters,
        *((decoded, check) for check in (entities.Entities(), invisible.Invisible(o.variation, report=False))),
        *((decoded and wanted, check) for wanted, check in characters),
        (o.fullstop != "keep", stops.FullStops()),
        (True, edges.Trailing(o.stray)),
        (o.width == "ascii", spacing.CircleForZero()),
        (o.han_space == "remove", gaps.HanSpaces()),
        (o.latin_space == "remove", gaps.LatinSpaces(o.latin_space)),
        (o.han_space == "smart", spacing.SpacedOut()),
        (o.han_space != "keep", spacing.SplitNumber()),
        (o.straight == "pair", quotes.AngleQuotes()),
        (o.quotes == "curly", quotes.QuoteStyle(o.quotes)),
        (o.straight == "pair", quotes.StraightQuotes(o.quotes == "corner")),
        (o.brackets != "keep", brackets.Brackets(o.brackets)),
        (o.fullstop != "keep", stops.FullStops()),  # again: a bracket before the dot is Chinese only now
        (o.ellipsis == "on", runs.Ellipses()),
        (o.marks == "fullwidth", marks.Marks()),
        (o.marks == "fullwidth", gaps.BesideMarks()),
        (o.dash == "on", runs.Dashes()),
        (o.middot == "on", runs.MiddleDots()),
        (o.repeat == "single", repeats.Repeats()),
        (o.quotes == "corner", quotes.QuoteStyle(o.quotes)),
        (o.han_space == "remove", gaps.HanSpaces()),
        (o.number_space == "habit" and o.latin_space == "keep", gaps.NumberSpaces()),
        (o.latin_space != "keep", gaps.LatinSpaces(o.latin_space)),
        (o.indent != "keep", edges.Indent(o.indent)),
        (True, edges.Ending(o.max_blank)),
        (True, doubtful.Doubtful()),
    )
    asked = tuple(check for wanted, check in every if wanted)
    of_lines = (separators.LINE_END, edges.NEWLINE)
    return asked if o.programs == "clean" else tuple(programs.ButPrograms(check, of_lines) for check in asked)


RULES: tuple[Rule, ...] = (
    entities.RULE,
    separators.LINE_END,
    separators.SEPARATOR,
    *invisible.Invisible.rules,
    *forms.RULES,
    width.RULE,
    edges.TRAILING,
    edges.RESIDUE,
    *(spacing.SPACED, spacing.SPLIT, spacing.CIRCLE),
    *(runs.ELLIPSIS, runs.DASH, runs.DOT),
    *(quotes.STRAIGHT, quotes.UNPAIRED, quotes.ANGLE, quotes.STYLE),
    brackets.RULE,
    *marks.TABLE.values(),
    stops.RULE,
    *(gaps.BESIDE, gaps.NUMBER, gaps.LATIN, gaps.BETWEEN),
    *(repeats.RULE, repeats.CONFLICT),
    *(edges.INDENT, edges.NEWLINE, edges.BLANK),
    *(doubtful.PRIVATE, doubtful.STROKE, doubtful.MISREAD),
)
