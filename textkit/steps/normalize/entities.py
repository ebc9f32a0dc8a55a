"""Character references of HTML left in a text: ``&nbsp;``, ``&ldquo;``, ``&#x4E2D;``.

They come from web pages saved or scraped without being parsed, or parsed once where they had been escaped twice.
``&ldquo;两个面向&rdquo;`` becomes ``“两个面向”``. One level only: ``&amp;lt;`` is left, for its author may have written
about ``&lt;``. Left alone: references without a semicolon (``AT&T``, ``?a=1&copy=2``), everything in code, addresses
and markup, in Markdown ``&lt;``, ``&#91;`` and others (decoding would make markup), in a line
with tags these and spaces (it is HTML itself), and references that would, decoded, form
a new reference with what stands beside them. Safe: a reference has one meaning. Source: the HTML standard, section
on named character references.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from textkit.judgement.protected import protection
from textkit.language.entities import REFERENCE, meaning
from textkit.model.batch import Batch, Row
from textkit.model.document import Document
from textkit.model.finding import Finding
from textkit.steps.normalize.rule_support import Line, is_marked, rule

RULE = rule(
    "NRM001",
    "html-entity",
    "A character reference of HTML stands for a character.",
    "卡尔&middot;马克思",
    "R&D经费",
    __doc__,
)
ROWS = (Row(RULE, "HTML character reference"),)
_GOES_ON = re.compile(r"#?[A-Za-z0-9]{1,32};")
_TAG = re.compile("</?[A-Za-z][A-Za-z0-9]{0,20}[ />]")
_MARKUP = frozenset("<>&")
_MARKDOWN = _MARKUP | frozenset("[]*_`|\\#")


@dataclass(frozen=True)
class Entities:
    """``entities``: ``decode`` or ``keep``."""

    rules = (RULE,)
    triggers = frozenset("&")

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch = document.text, Batch(ROWS)
        source = _Source(text)
        for m in REFERENCE.finditer(text):
            char = meaning(m[0])
            if not char or (char in _MARKDOWN and is_marked(document)) or _forms_another(text, m, char):
                continue
            if (char in _MARKUP or char.isspace()) and source.at(m.start()):
                continue
            if not protection(text, document.markdown).touches(m.start(), m.end()):
                batch.add(m.start(), m.end(), 0, char)
        return batch


class _Source:
    """Whether a line is HTML itself (it holds a tag), in which a reference to a space or a sign of markup is right."""

    def __init__(self, text: str) -> None:
        self._text, self._line = text, Line(text)
        self._start, self._tagged = -1, False

    def at(self, offset: int) -> bool:
        start, end = self._line.at(offset)
        if start != self._start:
            self._start, self._tagged = start, _TAG.search(self._text, start, end) is not None
        return self._tagged


def _forms_another(text: str, m: re.Match[str], char: str) -> bool:
    """Whether the decoded character may be part of a reference that was not there before: an ``&`` before a name, and
    any letter or digit (nobody writes those as references but to hide an address).
    """
    if char == "&":
        return _GOES_ON.match(text, m.end()) is not None
    return char.isascii() and (char.isalnum() or char in "#;")
