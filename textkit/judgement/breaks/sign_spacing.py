"""Whether anything stands between two ends of Latin letters, digits and signs: a space, or nothing inside an expression.

Signs say it themselves, brackets and numbers behind a comma are written as the same text writes them inside its lines:
``Vec<T>`` and ``f(x)``, but *the lamp (an old one)*; ``1,200``, but ``[1, 2]``.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from textkit.judgement.breaks.page_language import page_language
from textkit.language.lazy_pattern import lazy_pattern

CJK = lazy_pattern("[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
NEAR = 40  # characters to each side that show a text to be Chinese or Japanese
BINDING = "=<&|/\\@#$"  # signs that stand apart on both sides or on neither
OPERATOR_END, OPERATOR = re.compile(r"[=<>&|/\\+*-]+$"), re.compile(r"[=>&|/\\+*-]+")
ADDRESS = lazy_pattern(r"(?:\w+://|www\.|[~.]?/)\S*[?%_-]$|\S*\.\w+\?$")  # a web address or a path that goes on …
SITE = re.compile(r"(?:\w+://|www\.|[~.]?/)\S*$")
QUERY = re.compile(r"[\w%]+=\S")  # … as addresses do
PATH = re.compile(r"/\w[\w.-]*/")
OPENING = "([{<"
CUT_BEHIND = "/|"  # signs inside of words behind which lines are cut
ASSIGNED = re.compile(r"[a-z][a-z-]*[=-]\w")  # what an option of a command goes on with
BRACKET = lazy_pattern(r"(?<![A-Za-z0-9_!])([A-Za-z0-9_!]{1,40})( ?)([(\[{<])(?=\S)")
BEHIND_SIGN = re.compile(r"([=<&|/\\@#$])( ?)(?=([(\[{<]))")
WORD = re.compile(r"[A-Za-z0-9_!]{1,40}$")
TAG_GOES_ON, TAG_OPEN = re.compile(r"/?[A-Za-z][^<>]*>"), re.compile(r"<[A-Za-z][^<>]*$")
OPTION = re.compile(r"(?<!\S)--?[A-Za-z]")  # git log --all
DASH = re.compile(r"(?<=\S) --? (?=\S)")  # the lamp - an old one
BEGINS_WORD = lazy_pattern(
    r"(?:[’:]|\.{1,3}|[%!?])\w|\.{1,2}/\w|\.{2,3}[,;\])]|::[,;\s]|[?%],"
)  # a word without its head, a year without its century, a file, a role, signs that are spoken of
DASHES = "—–―"
TYPED = re.compile(r"[^\s-]--$")  # a dash behind a word, as typewriters have it …
TIGHT, SPACED = (
    lazy_pattern(r"[^\s-]--[^\s-]"),
    lazy_pattern(r"[^\s-]-- "),
)  # … with nothing behind it, and with a space
COMMA = re.compile(r",( ?)(?!\d{3}(?!\d))\d")
THOUSANDS = re.compile(r"\d{3}(?!\d)")


class Signs:
    """The habits of one text: spaces before brackets, by the word before, before dashes, and between a comma and a number.
    Each is learned when it is asked for.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _brackets(self) -> Counter[tuple[str, str]]:
        """How much oftener nothing than a space stands between each word and bracket, and before each bracket at all."""
        found: Counter[tuple[str, str]] = Counter()
        for word, space, bracket in BRACKET.findall(self._text):
            sign = -1 if space else 1
            found[word, bracket] += sign
            found["", bracket] += sign
        return found

    @cached_property
    def _behind_signs(self) -> Counter[tuple[str, str]]:
        """The same of each sign that binds and each bracket behind it."""
        found: Counter[tuple[str, str]] = Counter()
        for sign, space, bracket in BEHIND_SIGN.findall(self._text):
            found[sign, bracket] += -1 if space else 1
        return found

    @cached_property
    def _dashes(self) -> int:
        text = self._text
        return sum(text.count(dash) - text.count(f"\n{dash}") - 2 * text.count(f" {dash}") for dash in DASHES)

    @cached_property
    def _tight(self) -> bool:
        """Whether nothing stands behind two hyphens that are a dash, as far as lines show it."""
        return len(TIGHT.findall(self._text)) >= len(SPACED.findall(self._text))

    @cached_property
    def _commas(self) -> int:
        return sum(-1 if space else 1 for space in COMMA.findall(self._text))

    @cached_property
    def _options(self) -> bool:
        """Whether words behind hyphens are options of commands, and hyphens no dashes."""
        return len(OPTION.findall(self._text)) > len(DASH.findall(self._text))

    def prose(self, tail: str, head: str) -> bool:
        """Whether ``tail`` and ``head`` are of an English text, whose lines are cut at spaces, be they of code or not."""
        return page_language(self._text) == "en" and CJK.search(tail[-NEAR:] + head[:NEAR]) is None

    def bound(self, tail: str, head: str) -> bool:
        """Whether nothing stands between ``tail`` and ``head``."""
        a, b = tail[-1], head[0]
        before = tail[-2:-1]
        if BEGINS_WORD.match(head) and (a.isalnum() or a in ",;") and not SITE.match(tail[-NEAR * 4 :].split()[-1]):
            return False
        if a in DASHES:  # one, or the two of Chinese
            return not tail.rstrip(DASHES)[-1:].isspace()
        if a == "-" and TYPED.search(tail[-3:]):
            return self._tight
        if a == "{":
            return not before.isspace()
        if b in DASHES:
            return self._dashes >= 0 and not head.lstrip(DASHES)[:1].isspace()
        if b == "}" and tail[tail.rfind("{") + 1 :][:1] == " ":
            return False
        if b in ",.;:!?)]}%”’" or a in "([{“‘":
            return True
        if self.prose(tail, head):
            return self._in_prose(tail, head)
        if a == "]" and b in "[(":  # a link, or a place in a table of tables
            return True
        if (a == "<" and TAG_GOES_ON.match(head)) or (b == ">" and TAG_OPEN.search(tail[-NEAR:])):
            return True
        if a == "-" and b.isalpha() and tail.rstrip("-")[-1:] in ("", " ") and not tail.endswith("---"):
            return self._options
        if b in OPENING:
            word = WORD.search(tail[-NEAR:])
            if word is not None:
                return self._opened(word[0], b, tail, head)
        if a in BINDING or a == b == "-":
            sign = OPERATOR_END.search(tail[-NEAR:])
            before = tail[: len(tail) - len(sign[0])][-1:] if sign else before
            return not before.isspace() or a in "@#$\\"
        if b in "=>&|/\\" and b != head and a not in ",;" and not PATH.match(head):
            sign = OPERATOR.match(head[:NEAR])
            return not head[sign.end() if sign else 1 :][:1].isspace()
        if '"' in (a, b):
            odd = tail.count('"') % 2 == 1
            return odd if a != b else False
        if a in "?%_-" and ADDRESS.match(tail[-NEAR * 4 :].split()[-1]):
            return a != "?" or QUERY.match(head) is not None
        if a == "," and b.isdigit() and self._commas < 0 and not THOUSANDS.match(head):
            return False
        if (a.isdigit() or a in ".,") and b.isdigit():
            return CJK.search(tail[-NEAR:] + head[:NEAR]) is not None
        return False

    def _in_prose(self, tail: str, head: str) -> bool:
        """Whether nothing stands between two lines of English: behind few signs is a line cut without a space."""
        a, b = tail[-1], head[0]
        if a == "-" and b.isalpha() and tail.rstrip("-")[-1:] in ("", " ") and not tail.endswith("---"):
            return (self._options or ASSIGNED.match(head) is not None) and not (b.isupper() and tail.endswith("--"))
        if b in OPENING:
            word = WORD.search(tail[-NEAR:])
            if word is None and a in BINDING:
                return self._behind_signs[a, b] > 0
            return word is not None and self._brackets[word[0], b] > 0
        if a in CUT_BEHIND or (a == b == "-"):
            sign = OPERATOR_END.search(tail[-NEAR:])
            before = tail[: len(tail) - len(sign[0])][-1:] if sign else tail[-2:-1]
            return not before.isspace()
        if a in "?%_-" and ADDRESS.match(tail[-NEAR * 4 :].split()[-1]):
            return a != "?" or QUERY.match(head) is not None
        return False

    def _opened(self, word: str, bracket: str, tail: str, head: str) -> bool:
        """Whether a bracket follows a word at once: as elsewhere in the text, or as in code inside Chinese or Japanese."""
        known = self._brackets[word, bracket] or self._brackets["", bracket]
        return known > 0 if known else CJK.search(tail[-NEAR:] + head[:NEAR]) is not None
