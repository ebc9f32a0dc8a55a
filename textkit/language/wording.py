"""How likely the English words on both sides of a break are to belong together.

Where ``seam`` counts characters, words are too many: they are put into classes of words that stand among the same
neighbours, and for each two classes the table says how much more often than by chance one follows the other, one to four
words later. Of three words on each side of a break, every two that are at most four apart are heard. The table is shipped
as package data, made by ``tools/train_wording.py``, and loaded when the first break is weighed. (Classes from neighbours:
Brown et al., "Class-based n-gram models of natural language", 1992; found here by k-means over the neighbours.)
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from textkit.language import words
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.packed import headed
from textkit.language.seam import Columns, Seam

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VERSION: Final = 1
GAPS: Final = 4  # words that two are apart at the most
STEP: Final = 0.5  # nats; what is kept of each two classes is a multiple of it
LOWEST: Final = 8  # steps below nought
SIDE: Final = 3  # words heard on each side
REACH: Final = 48  # characters that hold as many

# What two words a number of words apart say, against what they would if they were the only ones: rounded from a logistic
# regression on text kept back.
SHARE: Final = (0.8, 0.4, 0.4, 0.4)

START, END, NAME, NUMBER, SIGN = "<s>", "</s>", "^", "0", "%"  # no words, but counted as such
SUFFIXES: Final = (
    "ing", "ed", "ly", "tion", "s", "er", "ness", "ment", "al", "ive", "ous", "able", "ity", "y", "e", "n", ""
)  # fmt: skip
KINDS: Final = (START, END, NAME, NUMBER, SIGN, *(f"~{suffix}" for suffix in SUFFIXES))  # of words not in the table
TOKEN: Final = lazy_pattern(r"[A-Za-z]+(?:[’'][A-Za-z]+)*|\d+(?:[,.]\d+)*|[^\W\d_]+|[^\s\w]|_")
STOPS: Final = ".!?"
QUOTES: Final = "“‘\"('"
CUT: Final = re.compile(r"([A-Za-z]+)-$")
WHOLE, TORN = 4.0, -1.0  # nats for two halves round a hyphen that are a word, and that are none
CAPITAL = -2.0  # nats for a common word to have a capital inside a sentence
SMALL = -5.0  # nats for a sentence to begin with a small letter


def kind(word: str) -> str:
    """What a word counts as that is not in the table: a name, or any word with its ending."""
    if word.startswith(NAME):
        return NAME
    if not word[0].isalpha():
        return SIGN
    return "~" + next(
        suffix for suffix in SUFFIXES if word.endswith(suffix) and len(word) >= len(suffix) + 3 * (suffix != "")
    )


def tokens(text: str, opens: bool = True) -> list[str]:
    """The words, numbers and marks of ``text``; ``opens``: it begins a sentence.

    Words are lowered; one with a capital inside a sentence has ``^`` before it, for it may be a name.
    """
    found: list[str] = []
    for part in TOKEN.findall(text):
        if part[0].isalpha():
            word = part.lower().replace("’", "'")
            found.append(word if opens or part[0].islower() or word.split("'")[0] == "i" else NAME + word)
            opens = False
        elif part[0].isdigit():
            found.append(NUMBER)
            opens = False
        else:
            speech = part in QUOTES and (opens or found[-1:] == [","])
            opens = part in STOPS or speech or (opens and part in "”’)")
            found.append(part)
    return found


class Table:
    """The classes of words, and what each two say at each distance."""

    def __init__(self, data: bytes) -> None:
        import numpy as np

        head, rest = headed(data, VERSION)
        listed = head["words"].split(" ")
        self._class: dict[str, int] = dict(zip(listed, rest[: len(listed)], strict=True))
        many = head["classes"]
        steps = np.frombuffer(rest, np.uint8, GAPS * many * many, len(listed)).reshape(GAPS, many, many)
        # One class more, of what is not there: it says nothing.
        self._table = np.zeros((GAPS, many + 1, many + 1))
        self._table[:, :many, :many] = (steps.astype(float) - LOWEST) * STEP * np.array(SHARE)[:, None, None]
        self._nothing = many
        self._start, self._end, self._stop = (self._class[word] for word in (START, END, "."))
        self._tail, self._head = lru_cache(1 << 15)(self._last), lru_cache(1 << 15)(self._first)

    def _number(self, word: str) -> int:
        found = self._class.get(word)
        return self._class[kind(word)] if found is None else found

    def _last(self, tail: str) -> tuple[int, ...]:
        """The classes of the last words of ``tail``, the very last first."""
        # Where the text is cut, the first word may be half a word, and whether it begins a sentence is not known.
        found = [self._number(word) for word in reversed(tokens(tail, opens=False)[-SIDE:])]
        return (*found, *[self._nothing] * (SIDE - len(found)))

    def _first(self, head: str, opens: bool) -> tuple[int, ...]:
        found = [self._number(word) for word in tokens(head, opens)[:SIDE]]
        return (*found, *[self._nothing] * (SIDE - len(found)))

    def _sum(self, tails: NDArray[np.int64], heads: NDArray[np.int64]) -> NDArray[np.float64]:
        """What the words of each row say together, the nearest of each side in the first column."""
        import numpy as np

        total = np.zeros(len(tails))
        for i in range(tails.shape[1]):
            for j in range(min(heads.shape[1], GAPS - i)):
                total += self._table[i + j, tails[:, i], heads[:, j]]
        return total

    def columns(self, seams: Sequence[tuple[str, str]]) -> Columns:
        """What the table says about each ``(tail, head)``, as ``seam.columns`` does."""
        import numpy as np

        if not seams:
            return Columns(np.zeros(0), np.zeros(0), np.zeros(0))
        stopped = [ends_sentence(tail) for tail, _ in seams]
        tails = np.array([self._tail(tail[-REACH:]) for tail, _ in seams], np.int64)
        heads = np.array(
            [self._head(head[:REACH], own) for (_, head), own in zip(seams, stopped, strict=True)], np.int64
        )
        first = np.array([self._head(head[:REACH], True) for _, head in seams], np.int64)
        starts = np.array([[self._start]] * len(seams), np.int64)
        small = np.array([head[:1].islower() for _, head in seams])
        stop = np.array(stopped)
        going = self._sum(tails, heads) + np.array([_letters(tail, head) for tail, head in seams])
        going += np.where(stop & small, SMALL, 0.0)
        beginning = self._sum(starts, first) + np.where(small, SMALL, 0.0)
        closing = np.maximum(
            self._sum(tails, np.full((len(seams), 1), self._stop)),
            self._sum(tails, np.full((len(seams), 1), self._end)),
        )
        return Columns(going - beginning, going, closing)


def ends_sentence(tail: str) -> bool:
    """Whether ``tail`` ends with a full stop, or with one and quotes or brackets behind it."""
    return tail.rstrip("”’\")]'")[-1:] in tuple(STOPS)


def _letters(tail: str, head: str) -> float:
    """What the letters at a break say: two halves of a word, a capital where none belongs."""
    cut = CUT.search(tail)
    if cut is not None and head[:1].isalpha():
        right = re.match("[A-Za-z]*", head)
        whole = (cut[1] + (right[0] if right else "")).lower()
        return WHOLE if words.is_word(whole) or words.is_name(whole) else TORN
    return CAPITAL if _misplaced(tail, head) else 0.0


def _misplaced(tail: str, head: str) -> bool:
    """Whether ``head`` begins with a common word that has a capital though no sentence begins there."""
    first = _first_token(head)
    if not first[:1].isupper() or ends_sentence(tail):
        return False
    word = first.lower()
    return word != "i" and words.is_word(word)


def _first_token(head: str) -> str:
    """The word, number or mark that ``head`` begins with."""
    found = TOKEN.match(head)
    return found[0] if found else ""


@cache
def table() -> Table:
    """The shipped table, read once."""
    return Table(files("textkit.language").joinpath("data", "wording.xz").read_bytes())


def columns(seams: Sequence[tuple[str, str]]) -> Columns:
    """What the shipped table says about each ``(tail, head)``, in nats; a few words of each side are enough."""
    return table().columns(seams)


def weigh(seams: Sequence[tuple[str, str]], capitals: Container[str]) -> list[Seam]:
    """``columns`` seam by seam, for a text that writes ``capitals`` so inside its sentences."""
    said = [column.tolist() for column in columns(seams)]
    for k, (tail, head) in enumerate(seams):
        if _misplaced(tail, head) and _first_token(head) in capitals:
            said[1][k] -= CAPITAL
    return list(map(Seam, *said))
