"""What the rules of this step share: how a rule is written down, and what a line is written in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, wraps
from itertools import chain

from textkit.judgement.fences import fences
from textkit.judgement.protected import Ranges, like_markdown, shown_blocks, shown_in_line
from textkit.language.han import HAN, HANGUL, KANA, MARKS
from textkit.language.lazy_pattern import lazy_pattern
from textkit.model.document import Document, beyond_ascii
from textkit.model.finding import Rule, Severity, Trust
from textkit.model.span import Span
from textkit.steps.normalize.spots import Chars, Seeds, found_at, spots

HANS, OTHERS = Chars(HAN), Chars(f"{KANA}{HANGUL}")
HAN_RE = lazy_pattern(f"[{HAN}]")
LATIN_RE = re.compile("[A-Za-zÀ-ɏ]")
# An address or a file name counts as one word.
WORD_RE = re.compile("[A-Za-zÀ-ɏ][A-Za-z0-9À-ɏ.@_/:%&=?#+-]*+")
OTHER_RE = lazy_pattern(f"[{KANA}{HANGUL}]")
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
    needs: str = "",
) -> Rule:
    """A rule of this step; only rules that are mere advice cannot fix. ``needs``: the options it is silent without."""
    fixable = trust is not Trust.ADVICE
    return Rule(code, name, "normalize", summary, trust, severity, fixable, flagged, unflagged, page or "", needs=needs)


def is_han(ch: str) -> bool:
    """Like ``language.han.is_han``, with the commonest range asked first: it is called once a mark."""
    return "\u4e00" <= ch <= "\u9fff" or HAN_RE.match(ch) is not None


def is_chinese(ch: str) -> bool:
    """Whether a character is Han or a Chinese mark; the empty string is not."""
    return "\u4e00" <= ch <= "\u9fff" or ch in _MARKS or HAN_RE.match(ch) is not None


def is_latin(ch: str) -> bool:
    """Whether a character is a Latin letter; the empty string is not."""
    return LATIN_RE.match(ch) is not None


def places(
    document: Document, chars: frozenset[str], but: str = "", wide: bool = False, seeds: Seeds | None = None
) -> list[int]:
    """Where ``chars`` stand in the text, in order; ``but`` is a pattern that rules out some behind the character itself,
    and ``wide`` rules out lines without East Asian writing. ``seeds`` hold wherever that leaves some.

    Each of those that are there at all is sought by itself, unless they are many: a search for one character passes over
    others ten times as fast as a search for a class.
    """
    text, there = document.text, sorted(document.signs & chars)
    if seeds and there and (known := spots(text)):
        one = _sought("".join(there), but)
        return [m.start() for m in found_at(one, text, known.places(seeds, wide_lines(text) if wide else None))]
    ranges = wide_lines(text) if wide else ((0, len(text)),)
    signs = (
        there if len(there) <= _MANY and len(ranges) * _FAR_APART <= len(text) else ["".join(there)] if there else []
    )
    patterns = [_sought(ch, but) for ch in signs]
    found = [m.start() for start, end in ranges for p in patterns for m in p.finditer(text, start, end)]
    if len(patterns) > 1:
        found.sort()
    return found


def matches(pattern: re.Pattern[str], text: str, seeds: Seeds | None = None) -> Iterator[re.Match[str]]:
    """What ``pattern`` matches in the lines that hold East Asian writing; ``seeds`` hold wherever it does."""
    if seeds and (known := spots(text)):
        return found_at(pattern, text, known.places(seeds, wide_lines(text)))
    return chain.from_iterable(pattern.finditer(text, start, end) for start, end in wide_lines(text))


@lru_cache(maxsize=1)
def wide_lines(text: str) -> tuple[tuple[int, int], ...]:
    """The lines of ``text`` that hold East Asian writing, as ranges with their line ends, but for fenced code; between two
    that are near, ASCII ones with them. Nearly all rules of this step speak of such lines only, and most of a technical
    text are others.
    """
    mostly = _wide_share(text) > _MOSTLY_WIDE
    return tuple(_outside(fences(text), _but_narrow(text) if mostly else _among_ascii(text)))


def hardly_wide(text: str) -> bool:
    """Whether ``text`` is ASCII but for a few, so that what is not is soon counted."""
    return _wide_share(text) < _HARDLY_WIDE


def _wide_share(text: str) -> float:
    """How many bytes of UTF-8 a character of ``text`` takes, by a sample."""
    sample = "".join([text[i : i + _SAMPLE] for i in range(0, len(text), _SAMPLED)])
    return len(sample.encode("utf-8", "replace")) / max(1, len(sample))


def _outside(spans: Sequence[Span], ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """``ranges`` without what lies in ``spans``; both are in order of place."""
    k = 0
    for at, end in ranges:
        while k < len(spans) and spans[k].start < end:
            if at < spans[k].start:
                yield at, spans[k].start
            at = max(at, spans[k].end)
            if at >= end:
                break
            k += 1
        if at < end:
            yield at, end


def _among_ascii(text: str) -> list[tuple[int, int]]:
    """Lines with East Asian writing among many without."""
    at, size = 0, len(text)
    found: list[tuple[int, int]] = []
    while at < size:
        behind = min(at + _STRETCH, size)
        if text[at:behind].isascii():
            at = behind
            continue
        start = max(text.rfind("\n", 0, at) + 1, found[-1][1] if found else 0)
        at = text.find("\n", min(at + _SAMPLED, size) - 1) + 1 or size
        for m in _WIDE_REST.finditer(text, start, at):
            _add(text, found, max(text.rfind("\n", start, m.start()) + 1, start), min(m.end() + 1, size))
    return found


def _but_narrow(text: str) -> Iterator[tuple[int, int]]:
    """All lines but those that hold none though they are not ASCII."""
    at = 0
    for m in chain(_NARROW_FIRST.finditer(text, 0, text.find("\n") + 1 or len(text)), _NARROW.finditer(text)):
        start, end = m.start() + (m[0][0] == "\n"), m.end() + 1
        if not _WIDE.search(text, start, end):
            if at < start:
                yield at, start
            at = min(end, len(text))
    if at < len(text):
        yield at, len(text)


def _add(text: str, found: list[tuple[int, int]], start: int, end: int) -> None:
    """Put a range behind others. It becomes one with the last if little stands between, for to begin a search costs more
    than to search a little: but only over ASCII, in which no rule for wide lines finds anything.
    """
    if found and start - found[-1][1] < _NEAR and text[found[-1][1] : start].isascii():
        start = found.pop()[0]
    found.append((start, end))


class Shown:
    """What is marked as code or formula: looked for where a place is asked about, in order of place."""

    def __init__(self, document: Document) -> None:
        self._text, self._marked = document.text, not document.signs.isdisjoint("`~$")
        self._line = Line(document.text)
        self._start, self._inside = -1, Ranges(())

    def touch(self, start: int, end: int) -> bool:
        """Whether ``[start, end)``, which lies in one line, is shown as code or a formula."""
        if not self._marked:
            return False
        line, behind = self._line.at(start)
        if line != self._start:
            self._start, self._inside = line, shown_in_line(self._text[line:behind])
        return self._inside.touch(start - line, end - line) or shown_blocks(self._text).touch(start, end)


_MANY = 9  # characters
_FAR_APART = 2000  # characters: where parts are shorter on average, it costs more to begin a search than to search
_STRETCH = 512  # characters that are looked at in one go
_SAMPLE, _SAMPLED = 64, 4096  # characters that are looked at of so many, to see what a text is like
_MOSTLY_WIDE = 1.6  # bytes a character: where so much is wide, it is faster to take ASCII lines along
_HARDLY_WIDE = 1.1  # bytes a character
_NEAR = 64  # characters
# A line that is not ASCII and holds no wide character, though perhaps one of the pairs below.
_NARROW_LINE = "[\\x00-\\x09\\x0b-\\x7f]*+[\\x80-\u2e7f][\\x00-\\x09\\x0b-\u2e7f]*+(?=\n|\\Z)"
_NARROW, _NARROW_FIRST = lazy_pattern(f"\n{_NARROW_LINE}"), lazy_pattern(f"\\A{_NARROW_LINE}")
# From the radicals on, and the pairs …… and ——; other marks of Chinese that stand before are Latin as well.
# Said by what they are not, which is the shorter list: Python compiles a class character by character.
_FROM_RADICALS = "[^\x00-\u2e7f]"
_WIDE_SIGN = "[^\x00-\u2013\u2015-\u2025\u2027-\u2e7f](?:(?<![…—])|(?<=…)(?=…)|(?<=—)(?=—))"
_WIDE = lazy_pattern(_WIDE_SIGN)
# The rest of a line with one, and the lines behind it whose first is near.
_WIDE_REST = lazy_pattern(f"{_WIDE_SIGN}[^\n]*+(?:\n[\x00-\x7f]{{0,{_NEAR}}}+{_FROM_RADICALS}[^\n]*+)*+")


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


_HAN_RUN = lazy_pattern(f"[{HAN}]+")
# The high bytes of UTF-16 that only Han has, those that only Hangul has, and those that kana and Hangul share with marks.
_HIGH_OF_HAN = bytes((*range(0x34, 0x4D), *range(0x4E, 0xA0), 0xF9, 0xFA))
_HIGH_OF_HANGUL = bytes((0x11, *range(0xAC, 0xD8)))
_HIGH_OF_SOME = bytes((0x30, 0x31, 0xA9, 0xFF))
_OTHER_OF_SOME = lazy_pattern(f"[{KANA}\u3130-\u318f\ua960-\ua97f]")
_MARK_OF_SOME = lazy_pattern(
    "[\u3000-\u3040\u30a0\u30fb\u3100-\u312f\u3190-\u31ef\ua900-\ua95f\ua980-\ua9ff\uff00-\uff65\uffa0-\uffff]"
)
_HIGH_OF_PAIRS = bytes(range(0xD8, 0xE0))
_EXTENDED = lazy_pattern("[\u4d00-\u4dbf]")  # the rest of its high byte are hexagrams
_FOREIGN_SHARE = 0.7  # Japanese prose has more kana than kanji; a Chinese text that quotes Japanese has far fewer
_LONGEST_NAME = 4  # ideographs: of people and places; a part of a sentence is longer somewhere in its line
_TOUCHING = lazy_pattern(f"[A-Za-z0-9](?=[{HAN}])|[{HAN}](?=[A-Za-z0-9])")
_HAN_A_WORD = 0.6  # ideographs count as so many words each: Chinese words are between one and two long
# GB/T 7714—2015: authors, title, mark of the kind, each ended by a half-width dot.
_REFERENCE = lazy_pattern(
    r"^\[\d{1,3}\] ?[^\n。]{1,300}[,.] ?(?:19|20)\d\d(?:[,.;:(][^\n。]{0,40})?\.?$|"  # … or whatever ends in a year
    rf"^\[\d{{1,3}}\] ?[{HAN}]{{2,4}}(?:, ?[{HAN}]{{2,4}}){{0,5}}\.|\[(?:[MCNJDRSPGZA]|EB|DB|CP|DS)(?:/(?:OL|CD|DK|MT))?\][.,]"
)
# What a line may begin with before its first word: an indent, the signs of a list, a quotation, a heading, emphasis, code.
_LATIN_FIRST = re.compile(r"[ \t\u3000]*+(?:[-*+>#]++ |\d{1,3}[.)] ){0,3}+[\"'“‘(\[*_`]{0,4}+[A-Za-z]")
_LOWER = re.compile(" [a-z]+(?:[ ,.;:!?]|$)")  # names and products are capitalized; a sentence has words that are not


def count_scripts(text: str) -> tuple[int, int]:
    """How many kana and Hangul ``text`` holds, and how many ideographs: counted by their high bytes, for a fraction of what
    it takes to count them one by one.
    """
    if known := spots(text, at_once=True):
        return known.count(OTHERS), known.count(HANS)
    text = "".join(beyond_ascii(text))
    high = text.encode("utf-16-le", "surrogatepass")[1::2]
    han, some = _count_of(_HIGH_OF_HAN, high) + text.count("〇"), _count_of(_HIGH_OF_SOME, high)
    if 0x4D in high:
        han += len(_EXTENDED.findall(text))
    if _count_of(_HIGH_OF_PAIRS, high):
        planes = text.encode("utf-32-le", "surrogatepass")[2::4]
        han += planes.count(2) + planes.count(3)
    # Among ideographs they are fewer than the marks, else the marks are: few are soon counted.
    of_some = some - len(_MARK_OF_SOME.findall(text)) if some > han else len(_OTHER_OF_SOME.findall(text))
    return _count_of(_HIGH_OF_HANGUL, high) + of_some, han


def _count_of(wanted: bytes, data: bytes) -> int:
    return len(data) - len(data.translate(None, wanted))


def count_other(text: str) -> int:
    """How many kana and Hangul ``text`` holds, where they are few."""
    if known := spots(text, at_once=True):
        return known.count(OTHERS)
    return sum(len(OTHER_RE.findall(stretch)) for stretch in beyond_ascii(text))


def holds_other(text: str) -> bool:
    """Whether ``text`` holds kana or Hangul."""
    return any(OTHER_RE.search(stretch) for stretch in beyond_ascii(text))


@lru_cache(maxsize=1)
def _scripts(text: str) -> tuple[int, int]:
    """The same, without the ideographs where there is nothing else. The last answer is remembered, since the passes often
    see the same text.
    """
    return count_scripts(text) if holds_other(text) else (0, 0)


def is_foreign(other: int, han: int) -> bool:
    """Whether a text has so many kana and Hangul that a heading of Han alone is not Chinese either."""
    return other > 0 and other >= _FOREIGN_SHARE * han


def is_marked(document: Document) -> bool:
    """Whether the text that ``document`` is, or is a piece of, is Markdown by name or by what it shows."""
    return document.traits.marked > 0 if document.traits else like_markdown(document.text, document.markdown)


def _count(line: str) -> tuple[int, int]:
    """How many ideographs a line holds, and how many Latin words."""
    return sum(map(len, _HAN_RUN.findall(line))), len(WORD_RE.findall(line))


_REMEMBERED = 1000  # characters: passes ask about the same lines, most of which are shorter
_remembered = lru_cache(maxsize=16384)(_count)


def _once_a_line(ask: Callable[[Writing, int], bool]) -> Callable[[Writing, int], bool]:
    """A question about a line, answered once while it is the one asked about: each of its marks may ask, and it may be long."""

    @wraps(ask)
    def asked(writing: Writing, offset: int) -> bool:
        start, _ = writing.line.at(offset)
        if start != writing.asked:
            writing.asked, writing.answers = start, {}
        answer = writing.answers.get(ask)
        if answer is None:
            answer = writing.answers[ask] = ask(writing, offset)
        return answer

    return asked


class Writing:
    """What the lines of one text are written in, asked by offset and remembered a line at a time."""

    def __init__(self, document: Document) -> None:
        self.text = text = document.text
        other, han = (document.traits.other, document.traits.han) if document.traits else _scripts(text)
        self.other, self.all_foreign = other > 0, is_foreign(other, han)
        self.line = Line(text)
        self.asked, self.answers = -1, dict[object, bool]()
        self._start = -1
        self._counted = ""
        self._han = self._words = 0

    def _count(self, offset: int) -> str:
        """The line at ``offset``, whose ideographs and Latin words have been counted."""
        start, end = self.line.at(offset)
        if start != self._start:
            self._start = start
            self._counted = line = self.text[start:end]
            self._han, self._words = _remembered(line) if end - start < _REMEMBERED else _count(line)
        return self._counted

    @_once_a_line
    def chinese(self, offset: int) -> bool:
        """Whether the line at ``offset`` is a Chinese one: as many ideographs as Latin words, at the least."""
        if self.text[slice(*self.line.at(offset))].isascii():
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

    @_once_a_line
    def latin_prose(self, offset: int) -> bool:
        """Whether the line at ``offset`` is a Latin sentence with Chinese names in it (We met in 上海, 苏州 and 北京.)."""
        if not _LATIN_FIRST.match(self.text, self.line.at(offset)[0]):
            return False
        line = self._count(offset)
        if self._words < 2 or not _LOWER.search(line):
            return False
        return self._words > self._han * _HAN_A_WORD or self._names(line)

    def _names(self, line: str) -> bool:
        """Whether all Chinese of a line are names set apart, no more than its Latin words: He saw 上海, 杭州, and 苏州."""
        if line.rstrip()[-1:] not in (".", "?", "!"):
            return False  # a term and what it means: Staging area (暂存区)
        names = _HAN_RUN.findall(line)
        return (
            len(names) <= self._words
            and max(map(len, names), default=0) <= _LONGEST_NAME
            and not _TOUCHING.search(line)
        )

    @_once_a_line
    def reference(self, offset: int) -> bool:
        """Whether the line is an entry of a list of sources, whose marks are ASCII by custom."""
        start, end = self.line.at(offset)
        return self.text.find("[", start, end) >= 0 and _REFERENCE.search(self.text[start:end]) is not None

    @_once_a_line
    def foreign(self, offset: int) -> bool:
        """Whether the line holds kana or Hangul, or the text more of them than Han: its marks follow other customs."""
        if not self.other:
            return False
        return self.all_foreign or OTHER_RE.search(self.text, *self.line.at(offset)) is not None
