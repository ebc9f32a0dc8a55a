"""What stands at the ends of lines and of the text: spaces, residue of page furniture, indents, blank lines.

* ``trailing-space``: white space before a line end, from copying and from padded columns. In Markdown (by
  name, or by what the text shows) two spaces are a line break and stay.
* ``trailing-residue``: a lone ``|`` behind the last sentence of a line, left of a navigation bar or of a table's
  border. It goes if a sentence ended before it and no other bar stands in the line: a table row has several.
* ``indent``: white space before a paragraph, the layout of Chinese print. It goes before Chinese text; before Latin
  text and code, and in Markdown, spaces may be structure and stay. A line with further tabs is a row of a table.
* ``final-newline``: a text that holds anything ends in exactly one LF (POSIX: a line ends in a newline); blank lines
  at the end go. An empty text stays empty.
* ``blank-lines``: more blank lines in a row than the policy allows.

Safe: but for the residue nothing but white space goes, and no line is joined or parted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textkit.judgement.protected import protection
from textkit.language.han import CLOSING, HAN, MARKS
from textkit.language.lazy_pattern import lazy_pattern
from textkit.model.batch import Batch, Row
from textkit.model.document import Document
from textkit.model.finding import Finding, Trust
from textkit.steps.normalize.rule_support import is_marked, rule, wide_lines
from textkit.steps.normalize.spots import LF, Chars, Mask, Window, found_at, spots

_PAGE = __doc__
TRAILING = rule(
    "NRM030", "trailing-space", "White space stands before a line end.", "正文。  \n下文。\n", "正文。\n下文。\n", _PAGE
)
RESIDUE = rule(
    "NRM031",
    "trailing-residue",
    "A lone bar stands behind the last sentence of a line.",
    "正文结束。 |\n",
    "| 甲 | 乙 |\n",
    _PAGE,
)
INDENT = rule(
    "NRM070", "indent", "White space stands before a paragraph.", "　　正文。\n", "def f():\n    return 1\n", _PAGE
)
NEWLINE = rule("NRM071", "final-newline", "The text does not end in exactly one line end.", "正文。", "正文。\n", _PAGE)
BLANK = rule(
    "NRM072",
    "blank-lines",
    "More blank lines than the policy allows stand in a row.",
    "甲\n\n\n\n乙\n",
    "甲\n\n乙\n",
    _PAGE,
    needs="--max-blank 1",
)

_GAP = " \t\u3000"
_BARS = "|｜"
_ENDED = frozenset("。！？…" + CLOSING + ".!?)\"'")  # ASCII ones too: a later pass makes them Chinese
_END = "".join(map(re.escape, sorted(_ENDED)))
# A line end behind white space, or behind a bar that stands behind what ends a sentence, or behind white space as most
# bars of tables do. Begins with one character, which is fast to search for.
_TAIL = re.compile(
    f"\n(?:(?<=[{_GAP}].)|(?<=[{_BARS}].)(?:(?<=[{_END}]..)|(?<=[{_END}][{_GAP}]..)|(?<=[{_GAP}][{_GAP}]..)))",
    re.DOTALL,
)
_FIRST = lazy_pattern(f"[{HAN}{re.escape(MARKS)}\u3001-\u303f\uff01-\uff5e]")
_INDENT = re.compile(f"\n[{_GAP}]++(?=[^\n])")
_FIRST_INDENT = re.compile(f"[{_GAP}]++(?=[^\n])")
_LINE_START = re.compile(f"^[{_GAP}]*+(?=[^\n])", re.MULTILINE)
_PROSE = re.compile("[^\n。！？…]{0,1000}[。！？…]")  # a headline has no full stop


@dataclass(frozen=True)
class Trailing:
    """``stray``: ``strip`` the residue at line ends, or ``flag`` it."""

    stray: str = "strip"
    rules = (TRAILING, RESIDUE)
    triggers = frozenset(_GAP + _BARS)

    def check(self, document: Document) -> Sequence[Finding]:
        text, strip = document.text, self.stray == "strip"
        markdown = is_marked(document)
        batch = Batch((
            Row(TRAILING, "white space before a line end"),
            Row(RESIDUE, "residue at a line end", Trust.SAFE if strip else Trust.ADVICE),
        ))  # fmt: skip
        for start, end in _tails(text):
            run = text[start:end]
            residue = _is_residue(text, start, run)
            if residue and not protection(text, document.markdown).touches(start, end):
                start = start if strip else start + len(run.rstrip(_GAP))
                if not strip:
                    batch.add(end - len(run), start, 1, "")
            else:
                start, residue = start + len(run.rstrip(_GAP)), False
            hard_break = text[start:end] == "  " and text[start - 1 : start] not in ("", "\n") and markdown
            if start < end and not hard_break and not protection(text, document.markdown).touches(start, end):
                batch.add(start, end, 1 if residue and strip else 0, "")
        return batch


def _tails(text: str) -> Iterator[tuple[int, int]]:
    """The white space and bars at the ends of lines."""
    known = spots(text)
    found = found_at(_TAIL, text, known.places(_seeds)) if known else _TAIL.finditer(text)
    for end in (*(m.start() for m in found), len(text)):
        start = end
        while start and text[start - 1] in _TAIL_SIGNS:
            start -= 1
        if start < end:
            yield start, end


_TAIL_SIGNS = frozenset(_GAP + _BARS)
_OF_TAIL = Chars(_TAIL_SIGNS)


def _seeds(at: Window) -> Mask:
    return at(LF) & at(_OF_TAIL, -1)


def _is_residue(text: str, start: int, run: str) -> bool:
    """Whether ``run``, the tail of a line, holds the only bar of a line whose sentence has ended before it."""
    if run.count("|") + run.count("｜") != 1 or start == 0 or text[start - 1] not in _ENDED:
        return False
    line = text.rfind("\n", 0, start) + 1
    return text.find("|", line, start) < 0 and text.find("｜", line, start) < 0


@dataclass(frozen=True)
class Indent:
    """``indent``: ``strip``, or ``two``, by which each line of Chinese prose begins with two full-width spaces."""

    indent: str = "strip"
    rules = (INDENT,)

    @property
    def triggers(self) -> frozenset[str] | None:
        return frozenset(_GAP) if self.indent == "strip" else None

    def check(self, document: Document) -> Sequence[Finding]:
        if self.indent == "two":
            return self._indented(document)
        text, batch = document.text, Batch((Row(INDENT, "white space before a paragraph"),))
        markdown = is_marked(document)
        if markdown and "\u3000" not in document.signs:
            return batch
        for start, end in _indents(text):
            if "\u3000" not in text[start:end] and (markdown or not _FIRST.match(text, end) or _is_row(text, end)):
                continue
            if not protection(text, document.markdown).at(start):
                batch.add(start, end, 0, "")
        return batch

    def _indented(self, document: Document) -> Sequence[Finding]:
        text, batch = document.text, Batch((Row(INDENT, "indent of a paragraph"),))
        if is_marked(document) or document.line:
            return batch
        for m in _LINE_START.finditer(text):
            start, end = m.span()
            if m[0] == "\u3000\u3000" or _is_row(text, end) or protection(text, False).at(end):
                continue
            if _FIRST.match(text, end) and _PROSE.match(text, end):
                batch.add(start, end, 0, "\u3000\u3000")
        return batch


def _indents(text: str) -> Iterator[tuple[int, int]]:
    """The white space at the beginnings of lines that hold East Asian writing and perhaps of others."""
    for start, end in wide_lines(text):
        if first := _FIRST_INDENT.match(text, start, end):
            yield first.span()
        for m in _INDENT.finditer(text, start, end):
            yield m.start() + 1, m.end()


def _is_row(text: str, start: int) -> bool:
    """Whether the line goes on with a tab: then it is a row of a table."""
    end = text.find("\n", start)
    return text.find("\t", start, len(text) if end < 0 else end) >= 0


@dataclass(frozen=True)
class Ending:
    """The text ends in one line end; ``max_blank`` bounds the blank lines in a row (``keep``: no bound)."""

    max_blank: int | str = "keep"
    rules = (NEWLINE, BLANK)
    triggers = None

    def check(self, document: Document) -> Sequence[Finding]:
        text = document.text
        batch = Batch((Row(NEWLINE, "the text must end in one line end"), Row(BLANK, "blank lines")))
        if not text:
            return batch
        body = len(text.rstrip("\n"))
        if self.max_blank != "keep":
            allowed = int(self.max_blank) + 1
            for m in re.finditer(rf"(?<!\n)\n{{{allowed + 1},}}+", text[:body]):
                batch.add(m.start() + allowed, m.end(), 1, "")
        goes_on = document.piece is not None and not document.piece.last
        if len(text) - body != 1 and not document.line and not goes_on:  # a record's field is no file
            batch.add(min(body + 1, len(text)), len(text), 0, "" if body < len(text) else "\n")
        return batch
