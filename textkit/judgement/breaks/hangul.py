"""Whether a Korean text breaks its lines between words, where a space goes back, or inside them too."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise

from textkit.language.later import later

SYLLABLE = "\uac00-\ud7a3"
PAIR = later(rf"(?<=[{SYLLABLE}])( ?)(?=[{SYLLABLE}])")
WORD = later(rf"[{SYLLABLE}]+")
MANY = 100  # line ends that are enough to tell a habit
# Nats for lines that are broken anywhere: of a line as wide as the widest, where words would leave them ragged, and of
# another; of a word of the text that a cut would have made of the two sides; and before anything is seen.
EVEN, UNEVEN, KNOWN_WHOLE, PRIOR_ANYWHERE = 0.9, -2.5, 3.0, -1.0
SLACK = 2  # columns: a syllable takes two
KNOWN = 1.0  # nats for a space for each side that is a word of the text
PRIOR = 4.0  # counts that the habit of all syllables is worth beside that of one

# Of the syllables in the Korean documentation of React (CC BY 4.0), those seen 150 times or more between syllables: which
# stand before a space six times in ten, and which six times in a hundred at the most; the same of those behind a space.
LAST = frozenset("가게고과께는당된될두든떤런럼로록른를며면몇야와은을의째한할히")
NOT_LAST = frozenset(
    "감값같개객거검것겠결계공관규까내넌노누니단달대동되됩디따떻렇레렌려루르립마많먼메명문므바반받방배법벤변보분불"
    "브비빌사생설세순습실싶아않애언없었엘연영예오완외용움워원유으응읽입있작점조좋줍집참채처최추출커컴케코콘클타테"
    "텍텐특파패퍼페포표프플피필하함합항핸했향현호확환활"
)
FIRST = frozenset(
    "감값같개객것관구내노느대동두따때또렌릴마많매메모무반받발방배번변불비사새선설수순실싶아않알애앱업없연영예오완"
    "외위읽있전좋중참채초최추커컴코콘클통특패페표프피필함핸호확활"
)
NOT_FIRST = frozenset(
    "게겠근까께넌는능니된드든딩떤떻러럼렇려력록류르른를름릭립링며면므법벤산션습신야었에와용운워으은을음져즈째츠치"
    "칙케택터텐트튼티팅퍼행히"
)
# Syllables that end one word in a hundred and more in the Korean documentation of React and Vue (MIT), and hardly a heading:
# particles, endings of verbs that another word follows.
BINDING = frozenset("는를을이로에의가할은한서지고면해와게된도야과만여나더든른두될")
OFTEN, SELDOM = 0.85, 0.02  # share of spaces beside them, about


class Hangul:
    """The habits of one text: where its syllables are set apart, and how even its lines are."""

    def __init__(self, text: str) -> None:
        self._before: dict[str, list[int]] = {}
        self._after: dict[str, list[int]] = {}
        self._all = [1, 1]
        lines = text.split("\n")
        # What stands at the ends of a line may be half a word.
        self._words: Counter[str] = Counter(word for line in lines for word in WORD.findall(line)[1:-1])
        for match in PAIR.finditer(text):
            start, end = match.span()
            spaced = end > start
            self._all[spaced] += 1
            self._before.setdefault(text[start - 1], [0, 0])[spaced] += 1
            self._after.setdefault(text[end], [0, 0])[spaced] += 1
        self._anywhere = self._cut_anywhere(lines)

    def _cut_anywhere(self, lines: list[str]) -> bool:
        """Whether lines are broken inside words too: they are then equally wide, and words end where they like.

        The odds of that against breaks between words alone, from the lines that go on in Korean.
        """
        rows = [line.strip() for line in lines]
        broken = [(a, b) for a, b in pairwise(rows) if a and b and WORD.match(a[-1]) and WORD.match(b[0])][:MANY]
        if not broken:
            return False
        sizes = sorted(_width(tail) for tail, _ in broken)
        widest = sizes[len(sizes) * 9 // 10]  # few lines stick out, by a mark at their end
        share = self._all[1] / sum(self._all)
        odds = PRIOR_ANYWHERE
        for tail, head in broken:
            odds += EVEN if abs(widest - _width(tail)) <= SLACK else UNEVEN
            known = self._words[_last(tail) + _first(head)] > 0
            between = -KNOWN_WHOLE if known else self._between(tail, head, share) - math.log(share / (1 - share))
            odds += math.log(share + (1 - share) * math.exp(-between))
        return odds > 0

    def _between(self, tail: str, head: str, share: float) -> float:
        """The log-odds of a space between two lines, by the syllables beside the break."""
        before = self._odds(self._before, tail[-1], _expected(tail[-1], LAST, NOT_LAST, share))
        after = self._odds(self._after, head[0], _expected(head[0], FIRST, NOT_FIRST, share))
        return before + after - math.log(share / (1 - share))

    def apart(self, tail: str, head: str) -> bool:
        """Whether a space belongs between a line that ends and one that begins with a syllable."""
        if not self._anywhere:
            return True
        left, right = _last(tail), _first(head)
        if self._words[left + right]:  # the text has the word that a cut would have made
            return False
        share = self._all[1] / sum(self._all)
        return self._between(tail, head, share) + KNOWN * ((self._words[left] > 0) + (self._words[right] > 0)) > 0

    @staticmethod
    def _odds(table: dict[str, list[int]], syllable: str, share: float) -> float:
        """The log-odds of a space beside one syllable, drawn towards the share that is expected of it."""
        none, some = table.get(syllable, (0, 0))
        return math.log((some + PRIOR * share) / (none + PRIOR * (1 - share)))


def _last(tail: str) -> str:
    """The word, or the piece of one, that a line ends with."""
    words: list[str] = WORD.findall(tail[-20:])
    return words[-1]


def _first(head: str) -> str:
    """The word, or the piece of one, that a line begins with."""
    words: list[str] = WORD.findall(head[:20])
    return words[0]


def _width(line: str) -> int:
    """The columns of a line."""
    return len(line) + sum(map(len, WORD.findall(line)))


def _expected(syllable: str, often: frozenset[str], seldom: frozenset[str], share: float) -> float:
    return OFTEN if syllable in often else SELDOM if syllable in seldom else share


def last_syllable(s: str) -> str:
    """What the last syllable of a Korean line says: ``binding`` where something must follow, else ``other``; nothing where
    the line ends otherwise.
    """
    if not "\uac00" <= s[-1] <= "\ud7a3":
        return ""
    return "binding" if s[-1] in BINDING else "other"
