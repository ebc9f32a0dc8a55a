"""What ends a line: CRLF and CR become LF, and so do the separators NEL, LS, PS, VT and FF.

CR and CRLF come from Windows and old Macintosh files, VT from manual line breaks in word processors, FF from page
ends in the output of ``pdftotext``, LS and PS from web editors, NEL from mainframes. A separator that stands beside a
line end or at an end of the text is dropped, so that no blank line is made. Safe: nothing but white space changes.
Sources: Unicode Standard Annex 14; Unicode Standard, section 5.8.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from textkit.language.invisible import LINE_SEPARATORS
from textkit.model.batch import Batch, Row
from textkit.model.document import Document
from textkit.model.finding import Finding
from textkit.steps.normalize.rule_support import rule

LINE_END = rule("NRM002", "line-end", "A line ends in CRLF or CR.", "甲\r\n乙\r\n", "甲\n乙\n", __doc__)
SEPARATOR = rule(
    "NRM003", "line-separator", "A separator other than LF parts two lines.", "甲\u2028乙\n", "甲\n乙\n", __doc__
)
ROWS = (Row(LINE_END, "line end other than LF"), Row(SEPARATOR, "line separator other than LF"))
_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]+")


@dataclass(frozen=True)
class Separators:
    """Every line ends in LF."""

    rules = (LINE_END, SEPARATOR)
    triggers = LINE_SEPARATORS | {"\r"}

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch = document.text, Batch(ROWS)
        for m in _END.finditer(text):
            start, end = m.span()
            if text[start] == "\r":
                batch.add(start, end - 1 if end - start == 2 else end, 0, "" if end - start == 2 else "\n")
                continue
            beside = start == 0 or end == len(text) or text[start - 1] in "\r\n" or text[end] in "\r\n"
            batch.add(start, end, 1, "" if beside else "\n")
        return batch
