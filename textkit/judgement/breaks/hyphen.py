"""A hyphen at the end of a line: put there by the setting of the line, or part of the word?

Decided by the text itself first: a word that stands elsewhere in it, whole or hyphenated, is written so here too. Then
by the list of English words, in a text that is English. A hyphen between two words that are none together is kept, and so
is one where words may have hyphens in a text that shows none that its setting put there; one that cuts off what is no word
is dissolved, and in doubt it is kept: a hyphen left is repaired later, one deleted is not.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import islice, pairwise

from textkit.language import words as english
from textkit.language.lazy_pattern import lazy_pattern

HYPHENS = "-\u2010"
SOFT = "\u00ad"
# What PDF readers leave of any hyphen at a line end; PDFium puts them where a printed hyphen ends a line of text.
# And what OCR makes of one that it takes for a sign of the setting (ABBYY, Transkribus).
OCR = "\u00ac"
STAND_INS = f"\ufffe\x02{OCR}"
LONGEST = 60  # characters; no word is longer
LETTERS = r"[^\W\d_\u2e80-\U0010ffff]+"
WORD = lazy_pattern(rf"{LETTERS}(?:[-\u2010]{LETTERS})*")
CUT = lazy_pattern(f"[{HYPHENS}{SOFT}{STAND_INS}] ?[\r\n]")
LEFT = lazy_pattern(rf"({LETTERS})$")
RIGHT = lazy_pattern(LETTERS)
SUSPENDED = lazy_pattern(r"(?:and|or|to|nor|und|oder|bis|sowie|et|ou|y|e|o|en|of|och|og)(?![\w-])")
CODE = re.compile(r"[/\\_@=:#]|^-|\.\w")
SIGNS_OF_NAMES = frozenset("`_/\\@=#$")  # beside a name in a program, which is no word: it has lost its hyphens
SHORT_WORDS = frozenset({
    "am", "an", "as", "at", "be", "by", "do", "ex", "go", "he", "if", "in", "is", "it", "me", "my", "no", "of", "on", "or",
    "so", "to", "up", "us", "we",
})  # fmt: skip
ENDINGS = ("s", "d", "ed")
SAMPLE = 3000  # words of a text, by which its language is told
SHORTEST = 4  # letters of a word that tells the language
ROWS, SHORT, LONG = 20, 20, 120  # lines of a column that show how it is set, and between how many characters those have
ENOUGH = 2  # hyphens at line ends that show a text to be hyphenated


def _is_name_in_a_program(text: str, match: re.Match[str]) -> bool:
    """Whether what ``match`` found in ``text`` has a sign of a program beside it, or a capital inside."""
    start, end = match.span()
    if text[start - 1 : start] in SIGNS_OF_NAMES or text[end : end + 1] in SIGNS_OF_NAMES:
        return True
    rest = text[start + 1 : end]
    return not (rest.islower() or not rest or rest.isupper())


class Hyphens:
    """How one text writes its words. ``cuts`` counts the words that it cuts by a hyphen at a line end."""

    def __init__(self, text: str) -> None:
        words: list[str] = []
        pairs: list[str] = []
        halves: list[tuple[str, str]] = []
        before = ""
        for match in WORD.finditer(text):
            was, cut = before, CUT.match(text, match.end()) is not None
            word = match.group().lower()
            if was:
                halves.append((was, word))
            before = word if cut else ""
            if was or cut:  # halves are no words of the text
                continue
            if "-" in word or "\u2010" in word:
                parts = re.split("[-\u2010]", word)
                words += parts
                pairs += [f"{a}-{b}" for a, b in pairwise(parts)]
            elif not _is_name_in_a_program(text, match):
                words.append(word)
        self._words, self._pairs, self._halves = Counter(words), Counter(pairs), halves
        self._text = text
        self.english = self._is_english()

    @cached_property
    def _whole(self) -> bool:
        """Whether the setting of an English text breaks no words: many lines, and none of them ends inside a word."""
        if not self.english or any(self._is_broken(*halves) for halves in self._halves):
            return False
        return sum(SHORT < len(line) < LONG for line in self._text.splitlines()) >= ROWS

    def _is_broken(self, before: str, behind: str) -> bool:
        """Whether two halves are one word, and nothing that is written with a hyphen."""
        a, b = re.split("[-\u2010]", before)[-1], re.split("[-\u2010]", behind)[0]
        return english.is_word(a + b) and not (self._is_first(a, False) and self._is_second(b))

    def _is_english(self) -> bool:
        """Whether at least half of the words in running text are English."""
        seen = islice(((w, n) for w, n in self._words.items() if len(w) >= SHORTEST), SAMPLE)
        return sum(n if english.is_word(w) else -n for w, n in seen) >= 0

    def _is_first(self, letters: str, capital: bool) -> bool:
        """Whether the left side of a hyphen is a word of its own, or such as hyphens follow."""
        return self._is_word(letters) or letters in english.PREFIXES or (capital and english.is_name(letters))

    def _is_second(self, letters: str) -> bool:
        """Whether the right side is one: *white-aproned* has an ending that *apron* alone has not."""
        endings = (ending for ending in ENDINGS if letters.endswith(ending))
        return self._is_word(letters) or any(self._is_word(letters.removesuffix(ending)) for ending in endings)

    def _is_word(self, letters: str) -> bool:
        if len(letters) < 3:
            return letters in SHORT_WORDS
        return self._words[letters] > 0 or english.is_word(letters)

    def decide(self, tail: str, head: str) -> str:
        """What stands between ``tail``, whose hyphen is taken off, and ``head``: nothing, ``-``, or ``- `` with a space."""
        tail, head = tail[-LONGEST:], head[:LONGEST]
        left, right = LEFT.search(tail), RIGHT.match(head)
        token = (tail.split() or [""])[-1]
        if CODE.search(token):
            return "-"
        if left is None or right is None:
            return "- " if SUSPENDED.match(head) else "-"
        a, b = left.group(), right.group()
        small = b[0].islower() or (a.isupper() and b.isupper() and len(b) > 1)
        a, b = a.lower(), b.lower()
        whole, parted = self._words[a + b], self._pairs[f"{a}-{b}"]
        if whole or parted:
            return "" if whole > parted else "-"
        if not small or min(len(a), len(b)) < 2:  # nobody cuts off one letter
            return "-"
        if self._whole:
            return "- " if SUSPENDED.match(head) else "-"
        if self.english and (english.is_word(a + b) or (tail[left.start()].isupper() and english.is_name(a + b))):
            return ""
        if SUSPENDED.match(head):
            return "- "
        if self._is_first(a, tail[left.start()].isupper()) and self._is_second(b):
            return "-"
        return "" if self.english or len(self._halves) >= ENOUGH else "-"
