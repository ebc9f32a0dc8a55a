"""A long text in pieces: what must be known of the whole, and whether the pieces have kept to it.

Nearly all of this step looks no further than a line. Three questions are asked about the text as a whole: does it hold
kana or Hangul, and so many that it is not Chinese; does it show that it is Markdown; does it write numbers close. The
answers are guessed from the text as it was read (``Guess``), and each piece is normalized by them. Since the passes
change what the answers come from, each piece is looked at afterwards in all the forms it went through (``survey``):
where what all of them say is the guess, every pass has seen of its piece what it would have seen of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable

from textkit.judgement.piece_boundaries import cut, sound
from textkit.judgement.protected import like_markdown
from textkit.model.document import Document
from textkit.model.piece import Traits
from textkit.steps.normalize.doubtful import MISREAD, STROKE
from textkit.steps.normalize.edges import BLANK, INDENT, NEWLINE
from textkit.steps.normalize.gaps import NUMBER, habit, habit_at_least, writes_close
from textkit.steps.normalize.rule_support import (
    OTHER_RE,
    count_other,
    count_scripts,
    hardly_wide,
    holds_other,
    is_foreign,
)  # fmt: skip

# The rules that speak when numbers have been looked at: the text before the first of them is what was counted.
_BEHIND_NUMBERS = frozenset(r.code for r in (NUMBER, INDENT, NEWLINE, BLANK, STROKE, MISREAD))
Form = tuple[
    str, str, str, str
]  # a text, what was taken from the one before and put in, and the code of a rule that did
_EVERY = 8  # one piece in so many is counted for the guess, but for those of which little is to be counted
_MARGIN = 4  # what comes behind may hold so many times the kana


class Guess:
    """The answers as the text itself suggests them, from its pieces in order; and where it may be cut."""

    cut = staticmethod(cut)

    def __init__(self) -> None:
        import numpy  # noqa: F401 - texts in pieces are long enough for ``spots``

        self.traits = Traits()
        self._seen = 0

    def add(self, text: str) -> None:
        """Take in a piece as it was read."""
        found = self.traits
        other = not found.other and holds_other(text)
        marked = not found.marked and like_markdown(text, False)
        self.traits += Traits(other, 2 * other, marked)
        if self._seen % _EVERY == 0 or hardly_wide(text):
            self.traits += Traits(*count_scripts(text)) + habit(text)
        self._seen += 1


class Survey:
    """The least and the most that all pieces showed, each in any of its forms."""

    def __init__(self) -> None:
        self._low = self._high = Traits()

    def add(self, document: Document, forms: Iterable[Form]) -> bool:
        """Take in what became of a piece; false if what was cut there belongs together with what stands beside it.

        ``forms`` are those it went through.
        """
        piece = document.piece
        assert piece is not None
        if document.exempt:  # what its author has exempted may go on behind it
            return False
        mixed = OTHER_RE.search("".join(document.signs)) is not None  # no form held a character that is not in there
        counts: list[tuple[int, int, int]] = []
        marked, numbers, counting = [], "", True
        for text, removed, added, by in forms:
            if not sound(text, piece.offset == 0, piece.last):
                return False
            counting = counting and by not in _BEHIND_NUMBERS
            numbers = text if counting else numbers
            marked.append(like_markdown(text, document.markdown))
            if not counts:
                counts.append(self._scripts(text, mixed))
            else:
                (other, han), (gone, lost) = count_scripts(added), count_scripts(removed)
                others, least, most = counts[-1]
                counts.append((others + other - gone, max(0, least + han - lost), most + han))
        near, close = habit_at_least(numbers, self._low)
        others_of, least_of, most_of = zip(*counts, strict=True)
        self._low += Traits(min(others_of), min(least_of), all(marked)) + near
        self._high += Traits(max(others_of), max(most_of), any(marked)) + close
        return True

    def _scripts(self, text: str, mixed: bool) -> tuple[int, int, int]:
        """How many kana and Hangul ``text`` holds (``mixed``: some), and how many ideographs at the least and at the most:
        those are counted where it matters or costs little, until they are so many that the text is surely Chinese.
        """
        if hardly_wide(text) or (mixed and is_foreign(_MARGIN * max(1, self._high.other), self._low.han)):
            other, han = count_scripts(text)
            return other, han, han
        other = count_other(text) if mixed else 0
        if is_foreign(_MARGIN * (self._high.other + other), self._low.han):
            other, han = count_scripts(text)
            return other, han, han
        return other, 0, len(text)

    def traits(self) -> Traits | None:
        """Those of the whole text, if its answers were the same all the way."""
        low, high = self._low, self._high
        one = Traits(low.other, high.han, low.marked, low.near, low.far)
        other = Traits(high.other, low.han, high.marked, high.near, high.far)
        return one if self.answers(one) == self.answers(other) else None

    @staticmethod
    def answers(traits: Traits) -> tuple[bool, ...]:
        """What rules want to know of the whole text."""
        other = traits.other
        return other > 0, is_foreign(other, traits.han), traits.marked > 0, writes_close(traits)
