"""What the paragraphs of a text are like on the whole, so that one of them can be compared with the others.

What looks cut in one text is the manner of another: in a list of goods no line has a stop, in old prose paragraphs begin
in ways that few others do. And what is left of a cut paragraph is shorter than those that are whole.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from textkit.judgement.cut_conventions import RARELY, UNTOLD, Conventions, whole_times
from textkit.judgement.kinds import stripped
from textkit.language import beginnings, edges
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.sentences import SPACE, ends_sentence

QUOTES: Final = "“‘「『\"'" + SPACE
LINE: Final = 34  # characters; a shorter paragraph may be a line of a list, a heading or the like
LEAST: Final = 12  # characters of a paragraph that counts as whole
LABEL: Final = 8  # characters; a shorter line is not asked about
ODD: Final = -0.5  # log-odds of the first three characters below which a beginning is not a common one
FEW_WHOLE, FEW_LINES = 8, 5  # paragraphs, lines
WHOLE: Final = -1.5  # log-odds of the last three characters from which a clause may end with them
SEVERAL: Final = 4  # paragraphs without a stop that make a habit
MANY: Final = 8  # such that make it sure: fewer may have lost theirs, in a text that is damaged much
# Share of the long paragraphs that are whole but for their stop: of texts without that habit, their cut ones counted, and
# the share from which it is one. By judgement; twice the nats that follow lose cut ends of texts without the habit.
OFTEN: Final = 0.1
# Share of stops left out, times how many times likelier whole sentences than cut ones end as a line does, from which that
# line is hardly cut: three times the share of lines that are, by judgement.
HARDLY: Final = 0.45
DEFINED: Final = 2  # paragraphs behind a colon that make a manner
_MARKUP: Final = frozenset("#|-*")
_PAUSES: Final = frozenset("：:；;，,、")
_CLAUSES: Final = lazy_pattern(r"[，,。！？!?]")

# What is set apart from the prose before it, which often leads to it without a stop or a colon.
_ITEM: Final = r"[-*+•●·]\s|\d{1,3}[.、)）]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]|[一二三四五六七八九十]{1,3}、"
_SET_APART: Final = (
    ("list", lazy_pattern(_ITEM)),
    ("quote", lazy_pattern(">")),
    ("speech", lazy_pattern("[“「『]")),
    ("table", lazy_pattern(r"\|")),
    ("picture", lazy_pattern(r"!\[|\[!\[|<(?:img|figure|picture|p|div|center)\b")),
    ("heading", lazy_pattern(r"#|===|\*\*")),
)
_SIGNS: Final = frozenset("-*+•●·0123456789（(①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳一二三四五六七八九十>“「『|![<#=")  # these begin with
LED: Final = frozenset(("list", "quote", "table", "picture"))  # which a line without a stop may lead to


def set_apart(text: str, after: str) -> str:
    """What ``after``, the paragraph behind ``text``, is where it is set apart from prose: a list, a quotation, a table, a
    picture or a heading, or ``""``.
    """
    after = after.lstrip()
    if text[:1] == ">" == after[:1]:
        after = after.lstrip("> ")
    if after[:1] not in _SIGNS:  # as most prose has it
        return ""
    return next((name for name, sign in _SET_APART if sign.match(after)), "")


def _is_long(text: str) -> bool:
    return len(text) >= LINE and text[0] not in _MARKUP and text[-1] not in _PAUSES


def _is_built(text: str) -> bool:
    """Whether ``text`` is a line of clauses that is not set apart, as most sentences are and few headings."""
    if len(text) < LABEL or text[0] in _MARKUP or text[-1] in _PAUSES:
        return False
    return _CLAUSES.search(text, 0, len(text) - 1) is not None and set_apart("", text) not in LED


def _three(text: str) -> float | None:
    edge = edges.tail(text)
    return None if edge is None else edge.three


def may_end(text: str) -> bool:
    """Whether a clause may end as ``text`` does."""
    three = _three(text)
    return three is not None and three >= WHOLE


def _step(value: float, low: int, high: int) -> int:
    return max(low, min(high, round(value)))


@dataclass
class CutContext:
    """The ``paragraphs`` of a text, as they stand in it."""

    paragraphs: list[str] = field(repr=False)

    @cached_property
    def texts(self) -> list[str]:
        """The paragraphs without what stands around them."""
        return list(map(stripped, self.paragraphs))

    @cached_property
    def beginnings(self) -> list[float | None]:
        """Log-odds of the first three characters of each of ``texts``, behind quotes, to begin something."""
        return edges.heads([text.lstrip(QUOTES) for text in self.texts])

    @cached_property
    def _ended(self) -> list[bool | None]:
        """Whether each of ``texts`` ends as a sentence does; ``None`` where it is very short."""
        return [ends_sentence(text) if len(text) >= LABEL else None for text in self.texts]

    @cached_property
    def _texts(self) -> list[tuple[str, bool]]:
        """Each paragraph that is not very short, and whether it ends as a sentence does."""
        return [(text, ended) for text, ended in zip(self.texts, self._ended, strict=True) if ended is not None]

    @cached_property
    def _whole(self) -> list[int]:
        """The numbers of the paragraphs that are whole."""
        texts = self.texts
        return [k for k, ended in enumerate(self._ended) if ended and len(texts[k]) >= LEAST and texts[k][0] != "#"]

    @cached_property
    def _lengths(self) -> list[int]:
        return sorted([len(self.texts[k]) for k in self._whole])

    @cached_property
    def _odd(self) -> float:
        """The share of the whole paragraphs that begin as few do."""
        beginnings = self.beginnings
        said = [three for k in self._whole if (three := beginnings[k]) is not None]
        return sum([three <= ODD for three in said]) / max(1, len(said))

    @cached_property
    def _lines(self) -> tuple[int, int]:
        """How many short lines there are, and how many of them have no stop."""
        ended = [
            e for text, e in self._texts if len(text) < LINE and text[0] not in _MARKUP and text[-1] not in _PAUSES
        ]
        return len(ended), len(ended) - sum(ended)

    @cached_property
    def _long(self) -> tuple[int, int]:
        """How many paragraphs are no short lines, and how many of them have no stop."""
        ended = [e for text, e in self._texts if _is_long(text)]
        return len(ended), len(ended) - sum(ended)

    @property
    def _few(self) -> str:
        return "few" if len(self._whole) < FEW_WHOLE else "many"

    def open(self, text: str) -> str:
        """How many of the other short lines have no stop, in quarters; ``text`` (stripped) has none."""
        known, open_ = self._lines
        if LABEL <= len(text) < LINE and text[0] not in _MARKUP:
            known, open_ = known - 1, open_ - 1
        return "none" if known <= 0 else f"{_step(4 * open_ / known, 0, 4)}{'few' if known < FEW_LINES else ''}"

    def usual(self, text: str) -> str:
        """How many of the other paragraphs that are no short lines have no stop, in eighths; ``text`` (stripped) has none."""
        known, open_ = self._long
        if _is_long(text):
            known, open_ = known - 1, open_ - 1
        return "none" if known <= 0 else f"{_step(8 * open_ / known, 0, 5)}{'few' if known < FEW_WHOLE else ''}"

    @cached_property
    def _left_out(self) -> tuple[int, int]:
        """How many paragraphs are no short lines, and how many of them have no stop and end as clauses do."""
        return self._long[0], sum(not ended and _is_long(text) and may_end(text) for text, ended in self._texts)

    def _others_left_out(self, text: str) -> tuple[int, int]:
        """The same of the others than ``text``."""
        known, left = self._left_out
        return (known - 1, left - may_end(text)) if _is_long(text) else (known, left)

    @cached_property
    def _habit(self) -> Conventions:
        """What the lines that are built as sentences tell of how the text uses stops."""
        built = [(text, ended) for text, ended in self._texts if _is_built(text)]
        open_ = [text for text, ended in built if not ended]
        said = dict(zip(open_, edges.tails(open_), strict=True))
        return Conventions([(len(text), ended, said.get(text)) for text, ended in built])

    def habit(self, text: str) -> float:
        """Nats by which the text leaves out the stop of a whole paragraph oftener than others; ``text`` (stripped) has none.
        Infinite where so many others have none and end as clauses may that ``text``, which ends so too, is hardly cut.
        """
        known, left = self._others_left_out(text)
        among = left / known if left >= SEVERAL and left > OFTEN * known else 0.0
        three = _three(text)
        omitted = self._habit.share(len(text), three if _is_built(text) else False)
        if (among and left >= MANY and may_end(text)) or omitted * whole_times(three) > HARDLY:
            return math.inf
        return math.log(max(among, RARELY, omitted if omitted > UNTOLD else 0.0) / RARELY)

    @cached_property
    def _led(self) -> tuple[int, int]:
        """How many paragraphs lead to what is set apart from prose, and how many of them have neither stop nor colon."""
        pairs = zip(self.paragraphs, self.paragraphs[1:], strict=False)
        led = [
            text
            for before, after in pairs
            if set_apart(before, after) in LED
            and len(text := stripped(before)) >= LABEL
            and text[0] not in _MARKUP
            and set_apart("", text) not in LED
        ]
        return len(led), sum(not ends_sentence(text) and text[-1] not in _PAUSES for text in led)

    def leads(self, text: str) -> str:
        """How many of the other paragraphs before a list and the like have neither stop nor colon; ``text`` has none."""
        known, open_ = self._led
        if len(text) >= LABEL and text[0] not in _MARKUP and set_apart("", text) not in LED:
            known, open_ = known - 1, open_ - 1
        return "alone" if known <= 0 else f"{_step(4 * open_ / known, 0, 2)}"

    @cached_property
    def defines(self) -> bool:
        """Whether several paragraphs begin with a colon, as definitions in Markdown and speeches behind a name do."""
        return sum(paragraph.lstrip()[:1] in ("：", ":") for paragraph in self.paragraphs) >= DEFINED

    def tail_names(self, text: str, built: str) -> list[str]:
        """The evidence that ``text`` (stripped, without a stop) is cut at its end."""
        return [f"tail lines {self.open(text)}|{built}", f"tail usual {self.usual(text)}|{built}"]

    def head_names(self, text: str) -> list[str]:
        """The evidence that ``text`` (stripped) is cut at its beginning."""
        longer = bisect_left(self._lengths, len(text)) / max(1, len(self._lengths))
        return [f"head longer {_step(8 * longer, 0, 8)}|{self._few}"]

    def alone_names(self, text: str) -> list[str]:
        """The same where no cut end stands before it; behind one it tells nothing that the end does not."""
        inside = beginnings.inside(text.lstrip(QUOTES))
        return [
            f"head among {_step(10 * self._odd, 0, 8)}|{self._few}",
            f"head among {_step(5 * self._odd, 0, 4)}|{_step(inside / 2, -2, 4)}|{self._few}",
        ]
