"""A line of a text as it is looked at."""

from __future__ import annotations

from typing import NamedTuple

from textkit.model.span import Span


class Line(NamedTuple):
    """One line that is not blank. ``span`` is its content without outer white space, ``s`` that content folded.

    A piece of a row that was cut has the width of the ``row`` in columns, and all but its first are ``piece``.
    """

    span: Span
    s: str
    blanks: int  # blank lines before it, since the last line that is not blank
    indent: int  # columns
    alone: bool  # in an exempt region, or too long to judge
    row: int = 0
    piece: bool = False


class Sizes(NamedTuple):
    """What a break behind a line would make, in words: the shorter piece, and both together, against the paragraphs around
    whose ends are plain; and the shorter of the pieces up to the next full lines that end sentences, by itself.
    """

    piece: str
    whole: str
    near: str


NO_SIZES = Sizes("", "", "")
