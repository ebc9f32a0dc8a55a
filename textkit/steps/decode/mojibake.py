"""A line that was written in one encoding and read in another.

Found: lines such as ``鍙戝竷`` (UTF-8 read as GBK), ``ä¸­æ–‡`` (UTF-8 read as Windows-1252), ``ÖÐÎÄ`` (GBK read as
Latin-1), GBK read as Big5 or Shift_JIS and the other way round; twice over too. Such text comes from a database or
an archive whose encoding was declared wrongly, from a mail program, from a terminal: the file itself is valid, so no
reader can notice.

Before ``鍙戝竷鏃ユ湡``, after ``发布日期``.

Repaired only where undoing the detour is exact: the garbled line encodes without loss in the encoding it was read in,
decodes strictly in the one it was written in, and both steps repeated forwards give the very same garbled line. On top
of that the result must be far more plausible, as a whole and by the character. What does not fulfil all of it
is left alone: text in rare characters, names, kana, quotations, text that speaks about mojibake in the middle of a
clean line. Where a character of the garbled line has two spellings that read equally well (Shift_JIS and Big5 hold some
twice), the repair is unsafe.

Where the program that read the line put U+FFFD or ``?`` in place of bytes it could not read, what stands between two
losses is led back by itself, if that is exact as above. What a loss has left of a character leads nowhere: to put
U+FFFD there, one for each lost character, is a second finding, and unsafe, as it drops bytes that say something about
the character. Such a line is UTF-8, every broken sequence in it holds a mark of loss, and at least half of what
it said is whole; other lines with losses are only told (see ``mojibake-lost``).

Zero-width and control characters, soft hyphens and the like that stand in a garbled line are stepped over and keep
their places. Where a line as a whole leads nowhere, its parts between line separators other than LF are tried.

The measure of plausibility is the share of each character in Chinese, Japanese, Korean and western prose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textkit.model.document import Document
from textkit.model.finding import Edit, Finding, Rule, Severity, Trust
from textkit.model.span import Span
from textkit.steps.decode.ambiguous import Effort
from textkit.steps.decode.detours import Detour, Repair, beside
from textkit.steps.decode.losses import Remains
from textkit.steps.decode.suspects import judged, parts, suspects
from textkit.steps.decode.unseen import bare, led_back

RULE = Rule(
    "DEC002",
    "mojibake",
    "decode",
    "A line was written in one encoding and read in another, and can be read again exactly.",
    Trust.SAFE,
    Severity.WARNING,
    fixable=True,
    flagged="鍙戝竷鏃ユ湡",
    unflagged="发布日期：2024年",
    page=__doc__,
)


@dataclass(frozen=True)
class Mojibake:
    """DEC002. Whole lines, each judged by itself; short ones also by the line beside them."""

    rules: tuple[Rule, ...] = (RULE,)
    triggers: frozenset[str] | None = None

    def check(self, document: Document) -> Sequence[Finding]:
        if document.text.isascii():
            return []
        lines, effort = document.lines, Effort()
        found: dict[int, Repair] = {}
        left: dict[int, Remains] = {}
        split: dict[int, list[Finding]] = {}
        for number, line, verdict in suspects(document):
            if isinstance(verdict, Repair):
                found[number] = verdict
            elif verdict:
                left[number] = verdict
            else:
                at = lines.content(number).start
                for start, end in parts(line):
                    verdict = judged(line[start:end], effort)
                    split.setdefault(number, []).extend(_findings(Span(at + start, at + end), verdict))
        for number in [*found, *reversed(found)]:
            _spread(document, found, number)
        findings = [f for number in split.keys() - found.keys() for f in split[number]]
        for number, verdict in (found | left).items():
            findings += _findings(lines.content(number), verdict)
        return sorted(findings, key=lambda f: f.span)


def _spread(document: Document, found: dict[int, Repair], number: int) -> None:
    """Add the lines beside line ``number`` that are too short to tell by themselves but went the same way."""
    lines = document.lines
    for step in (1, -1):
        beyond = number + step
        while 0 <= beyond < len(lines) and beyond not in found:
            line = lines.content(beyond).slice(document.text)
            repair = led_back(line, lambda text: beside(text, found[number].path)) if line else None
            if bare(line).strip() and repair is None:
                break
            if repair:
                found[beyond] = repair
            beyond += step


def _findings(span: Span, verdict: Repair | Remains | None) -> list[Finding]:
    """One finding for a line that leads back as a whole. With losses two, of which the second costs characters."""
    if verdict is None:
        return []
    if isinstance(verdict, Repair):
        trust = Trust.SAFE if verdict.certain else Trust.UNSAFE
        edits = (Edit(span.start, span.end, verdict.text),)
        return [_told(span, verdict.path, verdict.gain, "mojibake", trust, edits)]
    at, rest = span.start, verdict
    kinds = (
        ("parts", Trust.SAFE, rest.exact),
        ("losses", Trust.UNSAFE, rest.broken),
    )
    return [
        _told(span, rest.path, rest.gain, kind, trust, tuple(Edit(at + a, at + b, after) for a, b, after in stretches))
        for kind, trust, stretches in kinds
        if stretches
    ]


def _told(
    span: Span, path: tuple[Detour, ...], gain: float, kind: str, trust: Trust, edits: tuple[Edit, ...]
) -> Finding:
    way = ", then ".join(f"{written} read as {read}" for read, written in reversed(path))
    evidence = {
        "kind": kind,
        "path": [{"read_as": read, "written_in": written} for read, written in path],
        "margin": round(gain, 1),
    }
    message = {"mojibake": "garbled", "parts": "garbled between losses", "losses": "what losses left of characters"}[
        kind
    ]
    return Finding(RULE, span, f"{message}: {way}", trust, Severity.WARNING, edits, evidence)
