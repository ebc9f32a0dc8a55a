"""What `explain` tells of a line that is left as it is: what of it is protected, and whether the whole file is."""

from __future__ import annotations

from textkit.judgement.code import is_program
from textkit.judgement.protected import protected_spans
from textkit.model.document import Document
from textkit.model.span import Span

BY_NAME = "a program or data by its name, of which normalize touches nothing but line ends (--programs clean)"
PROTECTED = "protected as an address, code, a formula, a table or markup, touched only by the rules that own it"


def left_alone(document: Document, line: int, programs: str) -> list[tuple[str, Span]]:
    """Why parts of ``line`` (from 1) are left alone, each with its place in the document's own text; ``programs`` is the
    policy of that name.
    """
    whole = document.lines.content(line - 1)
    if programs == "keep" and is_program(document.path):
        return [(BY_NAME, whole)]
    inside = (
        Span(max(s.start, whole.start), min(s.end, whole.end))
        for s in protected_spans(document.text, document.markdown)
    )
    return [(PROTECTED, span) for span in inside if span.start < span.end]
