"""Text that was garbled and lost bytes on the way: no encoding leads back.

Found: ``锟斤拷`` (U+FFFD written as UTF-8 and read as GBK: the original was gone before), ``烫烫烫`` and ``屯屯屯``
(memory that a program never filled, read as GBK), and U+FFFD that stands in the file itself. The characters are gone;
only another copy of the text has them. Nothing is changed.

Left alone: a single U+FFFD that this reading made of an undecodable byte (``undecodable-byte`` speaks about it), the
characters 锟, 斤, 拷, 烫 and 屯 in words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from textkit.model.document import Document
from textkit.model.finding import Finding, Rule, Severity, Trust
from textkit.model.span import Span

RULE = Rule(
    "DEC003",
    "mojibake-lost",
    "decode",
    "Characters were lost before the file was written: 锟斤拷, 烫烫烫, U+FFFD.",
    Trust.ADVICE,
    Severity.WARNING,
    fixable=False,
    flagged="今天锟斤拷锟斤拷下雨",
    unflagged="一斤烫手的山芋",
    page=__doc__,
)

# Two U+FFFD are six bytes, EF BF BD EF BF BD: three Han in GBK. A cut run may begin or end within the three.
_LOST = re.compile("(?:锟斤拷)+(?:锟斤?)?|烫{3,}|屯{3,}|\ufffd+")
_REASON = {
    "锟": "U+FFFD read as GBK",
    "烫": "unfilled memory",
    "屯": "unfilled memory",
    "\ufffd": "replacement character",
}


@dataclass(frozen=True)
class MojibakeLost:
    """DEC003. One finding a run."""

    rules: tuple[Rule, ...] = (RULE,)
    triggers: frozenset[str] | None = frozenset("锟烫屯\ufffd")

    def check(self, document: Document) -> Sequence[Finding]:
        # Offsets of bytes we could not decode hold as long as nothing has changed the text.
        ours = set() if document.passes else {f.offset for f in document.source.faults}
        found = []
        for match in _LOST.finditer(document.text):
            first = match[0][0]
            if first == "\ufffd" and any(o in ours for o in range(*match.span())):
                continue
            evidence = {"kind": "lost", "cause": _REASON[first], "characters": len(match[0])}
            message = f"beyond repair: {_REASON[first]}; only another copy has these characters"
            found.append(Finding(RULE, Span(*match.span()), message, Trust.ADVICE, Severity.WARNING, (), evidence))
        return found
