"""What the rules of this step share: how a rule is written down, and what a line is written in."""

from __future__ import annotations

import re

from textkit.language.han import HAN, HANGUL, KANA, MARKS
from textkit.model.finding import Rule, Severity, Trust

HAN_RE = re.compile(f"[{HAN}]")
LATIN_RE = re.compile("[A-Za-zÀ-ɏ]")
# An address or a file name counts as one word.
WORD_RE = re.compile("[A-Za-zÀ-ɏ][A-Za-z0-9À-ɏ.@_/:%&=?#+-]*+")
OTHER_RE = re.compile(f"[{KANA}{HANGUL}]")
KANA_RE = re.compile(f"[{KANA}]")
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


_FOREIGN_SHARE = 0.7  # Japanese prose has more kana than kanji; a Chinese text that quotes Japanese has far fewer
_HAN_A_WORD = 0.6  # ideographs count as so many words each: Chinese words are between one and two long
# GB/T 7714—2015: authors, title, mark of the kind, each ended by a half-width dot.
_REFERENCE = re.compile(
    rf"^\[\d{{1,3}}\] ?[{HAN}]{{2,4}}(?:, ?[{HAN}]{{2,4}}){{0,5}}\. |\[(?:[MCNJDRSPGZA]|EB|DB|CP|DS)(?:/(?:OL|CD|DK|MT))?\][.,]"
)
_LATIN_FIRST = re.compile("[\"'“‘(]?[A-Za-z]")
_LOWER = re.compile(" [a-z]+[ ,]")  # names and products are capitalized; a sentence has words that are not


class Writing:
    """What the lines of one text are written in, asked by offset and remembered a line at a time."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.other = OTHER_RE.search(text) is not None
        # Where kana and Hangul abound, a heading of Han alone is not Chinese either.
        self._all_foreign = self.other and len(OTHER_RE.findall(text)) >= _FOREIGN_SHARE * len(HAN_RE.findall(text))
        self._line = Line(text)
        self._start = -1
        self._han = self._words = 0
        self._foreign = self._prose = self._reference = False

    def _look(self, offset: int) -> None:
        start, end = self._line.at(offset)
        if start == self._start:
            return
        self._start = start
        line = self.text[start:end]
        self._han = len(HAN_RE.findall(line))
        self._words = len(WORD_RE.findall(line))
        self._foreign = self._all_foreign or (self.other and OTHER_RE.search(line) is not None)
        self._reference = "[" in line and _REFERENCE.search(line) is not None
        self._prose = (
            2 <= self._words > self._han * _HAN_A_WORD and _LATIN_FIRST.match(line) is not None and bool(_LOWER.search(line))
        )

    def chinese(self, offset: int) -> bool:
        """Whether the line at ``offset`` is a Chinese one: as many ideographs as Latin words, at the least."""
        self._look(offset)
        return self._han >= max(1, self._words) and not self._foreign

    def latin_clause(self, offset: int) -> bool:
        """Whether Latin words are so many in the line that a mark before one may belong to a Latin sentence."""
        self._look(offset)
        return self._han < 4 * self._words and self._han < 12

    def latin_prose(self, offset: int) -> bool:
        """Whether the line at ``offset`` is a Latin sentence with Chinese names in it (We met in 上海, 苏州 and 北京.)."""
        self._look(offset)
        return self._prose

    def reference(self, offset: int) -> bool:
        """Whether the line is an entry of a list of sources, whose marks are ASCII by custom."""
        self._look(offset)
        return self._reference

    def foreign(self, offset: int) -> bool:
        """Whether the line holds kana or Hangul, or the text more of them than Han: its marks follow other customs."""
        if not self.other:
            return False
        self._look(offset)
        return self._foreign
