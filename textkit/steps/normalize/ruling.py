"""What the rules of this step share: how a rule is written down, and what a line is written in."""

from __future__ import annotations

import re
from functools import lru_cache

from textkit.judgement.protected import like_markdown
from textkit.language.han import HAN, HANGUL, KANA, MARKS
from textkit.model.document import Document
from textkit.model.finding import Rule, Severity, Trust

HAN_RE = re.compile(f"[{HAN}]")
LATIN_RE = re.compile("[A-Za-zÀ-ɏ]")
# An address or a file name counts as one word.
WORD_RE = re.compile("[A-Za-zÀ-ɏ][A-Za-z0-9À-ɏ.@_/:%&=?#+-]*+")
OTHER_RE = re.compile(f"[{KANA}{HANGUL}]")
_MARKS = frozenset(MARKS)


def rule(
    code: str,
    name: str,
    summary: str,
    flagged: str,
    unflagged: str,
    page: str | None,
    *,
    trust: Trust = Trust.SAFE,
    severity: Severity = Severity.INFO,
) -> Rule:
    """A rule of this step; only rules that are mere advice cannot fix."""
    fixable = trust is not Trust.ADVICE
    return Rule(code, name, "normalize", summary, trust, severity, fixable, flagged, unflagged, page or "")


def is_han(ch: str) -> bool:
    """Like ``language.han.is_han``, with the commonest range asked first: it is called once a mark."""
    return "\u4e00" <= ch <= "\u9fff" or HAN_RE.match(ch) is not None


def is_chinese(ch: str) -> bool:
    """Whether a character is Han or a Chinese mark; the empty string is not."""
    return "\u4e00" <= ch <= "\u9fff" or ch in _MARKS or HAN_RE.match(ch) is not None


def is_latin(ch: str) -> bool:
    return LATIN_RE.match(ch) is not None


def places(document: Document, chars: frozenset[str], but: str = "") -> list[int]:
    """Where ``chars`` stand in the text, in order; ``but`` is a pattern that rules out some behind the character itself.

    Each of those that are there at all is sought by itself, unless they are many: a search for one character passes over
    others ten times as fast as a search for a class.
    """
    there = sorted(document.signs & chars)
    if len(there) > _MANY:
        return [m.start() for m in _sought("".join(there), but).finditer(document.text)]
    found = [m.start() for ch in there for m in _sought(ch, but).finditer(document.text)]
    found.sort()
    return found


_MANY = 9


@lru_cache(maxsize=256)
def _sought(chars: str, but: str) -> re.Pattern[str]:
    return re.compile((f"[{re.escape(chars)}]" if len(chars) > 1 else re.escape(chars)) + but)


class Line:
    """The line around an offset, remembered: asked in order of place, a text is read once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.start = self.end = -1

    def at(self, offset: int) -> tuple[int, int]:
        """Start and end (without the line end) of the line that holds ``offset``."""
        if not self.start <= offset <= self.end:
            self.start = self.text.rfind("\n", 0, offset) + 1
            end = self.text.find("\n", offset)
            self.end = len(self.text) if end < 0 else end
        return self.start, self.end


_HAN_RUN, _OTHER_RUN = re.compile(f"[{HAN}]+"), re.compile(f"[{KANA}{HANGUL}]+")
_FOREIGN_SHARE = 0.7  # Japanese prose has more kana than kanji; a Chinese text that quotes Japanese has far fewer
_HAN_A_WORD = 0.6  # ideographs count as so many words each: Chinese words are between one and two long
# GB/T 7714—2015: authors, title, mark of the kind, each ended by a half-width dot.
_REFERENCE = re.compile(
    rf"^\[\d{{1,3}}\] ?[{HAN}]{{2,4}}(?:, ?[{HAN}]{{2,4}}){{0,5}}\.|\[(?:[MCNJDRSPGZA]|EB|DB|CP|DS)(?:/(?:OL|CD|DK|MT))?\][.,]"
)
_LATIN_FIRST = re.compile("[\"'“‘(]?[A-Za-z]")
_LOWER = re.compile(" [a-z]+(?:[ ,.;:!?]|$)")  # names and products are capitalized; a sentence has words that are not


def count_scripts(text: str) -> tuple[int, int]:
    """How many kana and Hangul ``text`` holds, and how many ideographs: counted in runs, a sixth of the time."""
    return sum(map(len, _OTHER_RUN.findall(text))), sum(map(len, _HAN_RUN.findall(text)))


@lru_cache(maxsize=1)
def _scripts(text: str) -> tuple[int, int]:
    """The same, without the ideographs where there is nothing else. The last answer is remembered, since the passes often
    see the same text.
    """
    return count_scripts(text) if OTHER_RE.search(text) else (0, 0)


def is_foreign(other: int, han: int) -> bool:
    """Whether a text has so many kana and Hangul that a heading of Han alone is not Chinese either."""
    return other > 0 and other >= _FOREIGN_SHARE * han


def is_marked(document: Document) -> bool:
    """Whether the text that ``document`` is, or is a piece of, is Markdown by name or by what it shows."""
    return document.traits.marked > 0 if document.traits else like_markdown(document.text, document.markdown)


class Writing:
    """What the lines of one text are written in, asked by offset and remembered a line at a time."""

    def __init__(self, document: Document) -> None:
        self.text = text = document.text
        other, han = (document.traits.other, document.traits.han) if document.traits else _scripts(text)
        self.other, self._all_foreign = other > 0, is_foreign(other, han)
        self._line = Line(text)
        self._start = -1
        self._counted = ""
        self._han = self._words = 0

    def _count(self, offset: int) -> str:
        """The line at ``offset``, whose ideographs and Latin words have been counted."""
        start, end = self._line.at(offset)
        if start != self._start:
            self._start = start
            self._counted = line = self.text[start:end]
            self._han = len(HAN_RE.findall(line))
            self._words = len(WORD_RE.findall(line))
        return self._counted

    def chinese(self, offset: int) -> bool:
        """Whether the line at ``offset`` is a Chinese one: as many ideographs as Latin words, at the least."""
        if self.text[slice(*self._line.at(offset))].isascii():
            return False
        self._count(offset)
        return self._han >= max(1, self._words) and not self.foreign(offset)

    def latin(self, offset: int) -> bool:
        """Whether the line at ``offset`` has more Latin words than ideographs."""
        self._count(offset)
        return self._words > self._han

    def latin_clause(self, offset: int) -> bool:
        """Whether Latin words are so many in the line that a mark before one may belong to a Latin sentence."""
        self._count(offset)
        return self._han < 4 * self._words and self._han < 12

    def latin_prose(self, offset: int) -> bool:
        """Whether the line at ``offset`` is a Latin sentence with Chinese names in it (We met in 上海, 苏州 and 北京.)."""
        if not _LATIN_FIRST.match(self.text, self._line.at(offset)[0]):
            return False
        line = self._count(offset)
        return 2 <= self._words > self._han * _HAN_A_WORD and _LOWER.search(line) is not None

    def reference(self, offset: int) -> bool:
        """Whether the line is an entry of a list of sources, whose marks are ASCII by custom."""
        start, end = self._line.at(offset)
        return self.text.find("[", start, end) >= 0 and _REFERENCE.search(self.text[start:end]) is not None

    def foreign(self, offset: int) -> bool:
        """Whether the line holds kana or Hangul, or the text more of them than Han: its marks follow other customs."""
        if not self.other:
            return False
        return self._all_foreign or OTHER_RE.search(self.text, *self._line.at(offset)) is not None
