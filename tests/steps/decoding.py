"""What the decode step finds in a text, and the text with its edits made."""

from textkit.model.document import Document
from textkit.model.finding import Finding, Trust
from textkit.steps.decode import Options, checks


def findings(document: Document) -> list[Finding]:
    return [f for check in checks(Options()) for f in check.check(document)]


def mended(text: str) -> str:
    for finding in reversed([f for f in findings(Document.of(text)) if f.rule.name == "mojibake"]):
        assert finding.trust is Trust.SAFE
        for edit in finding.edits:
            text = text[: edit.start] + edit.after + text[edit.end :]
    return text


def via(text: str, *path: tuple[str, str]) -> str:
    """``text`` garbled: each pair is (written in, read in)."""
    for written, read in path:
        text = text.encode(written).decode(read)
    return text


def applied(text: str, *trusts: Trust) -> str:
    edits = [e for f in findings(Document.of(text)) if f.trust in trusts for e in f.edits]
    for edit in sorted(edits, key=lambda e: -e.start):
        text = text[: edit.start] + edit.after + text[edit.end :]
    return text
