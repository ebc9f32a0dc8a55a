"""A line that was written in one encoding and read in another.

Found: lines such as ``鍙戝竷`` (UTF-8 read as GBK), ``ä¸­æ–‡`` (UTF-8 read as Windows-1252), ``ÖÐÎÄ`` (GBK read as
Latin-1), GBK read as Big5 or Shift_JIS and the other way round; twice over too. Such text comes from a database or
an archive whose encoding was declared wrongly, from a mail program, from a terminal: the file itself is valid, so no
reader can notice.

Before ``鍙戝竷鏃ユ湡``, after ``发布日期``.

Repaired only where undoing the detour is exact: the garbled line encodes without loss in the encoding it was read in,
decodes strictly in the one it was written in, and both steps repeated forwards give the very same garbled line. On top
of that the result must be far more plausible, as a whole and by the character. What does not fulfil all of it
is left alone: text in rare characters, names, kana, frames, quotations, text that speaks about mojibake in the middle
of a clean line. Shift_JIS and Big5 hold some characters twice; where the two spellings of one read nearly equally well,
the likelier is taken, and ``doubtful`` in the evidence gives the other (``at`` in the repaired text, ``read`` and ``or``).
With more than one such place in ten characters the repair is unsafe.

Where the program that read the line put U+FFFD or ``?`` in place of bytes it could not read, the characters that are
whole are led back, and each lost one is marked with U+FFFD. The way back is exact there too: ``lost`` in the evidence
keeps what was left of each lost character (``at`` in the repaired text, without what is not seen; its bytes, ``??``
for each mark of loss), and with those in their places the repaired text gives the garbled line, bit for bit. Such a
line is UTF-8, every broken sequence in it holds a mark of loss, and at least half of what it said is whole; other
lines with losses are only told (see ``mojibake-lost``).

Zero-width and control characters, soft hyphens and the like that stand in a garbled line are stepped over and keep
their places. Where a line as a whole leads nowhere, its parts between line separators other than LF are tried. In a text
where thousands of odd lines lead nowhere, the others are tried only on ways that were found in it before.

The measure of plausibility is the share of each character in Chinese, Japanese, Korean and western prose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from textkit.model.document import Document
from textkit.model.finding import Edit, Finding, Rule, Severity, Trust
from textkit.model.span import Span
from textkit.steps.decode.effort import Effort
from textkit.steps.decode.garbling import Repair, beside
from textkit.steps.decode.hidden_characters import led_back, without_hidden
from textkit.steps.decode.losses import NO_BYTE
from textkit.steps.decode.suspects import judged, parts, suspects

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

CLOSE = 4  # lines from one garbled line to the next within which those between them went the same way if they can


@dataclass(frozen=True)
class Mojibake:
    """DEC002. Whole lines, each judged by itself; short ones also by the line beside them."""

    rules: tuple[Rule, ...] = (RULE,)
    triggers: frozenset[str] | None = None

    def check(self, document: Document) -> Sequence[Finding]:
        if document.text.isascii():
            return []
        lines, effort = document.lines, Effort.on(document.text)
        found: dict[int, Repair] = {}
        split: dict[int, list[Finding]] = {}
        for number, line, verdict in suspects(document):
            if verdict:
                found[number] = verdict
            else:
                at = lines.content(number).start
                for start, end in parts(line):
                    verdict = judged(line[start:end], effort)
                    if verdict:
                        split.setdefault(number, []).append(_finding(Span(at + start, at + end), verdict))
        for number in [*found, *reversed(found)]:
            _spread(document, found, number)
        for before, after in pairwise(sorted(found)):
            if after - before <= CLOSE and found[before].path == found[after].path:
                _fill(document, found, before, after)
        findings = [f for number in split.keys() - found.keys() for f in split[number]]
        findings += [_finding(lines.content(number), repair) for number, repair in found.items()]
        return sorted(findings, key=lambda f: f.span)


def _spread(document: Document, found: dict[int, Repair], number: int) -> None:
    """Add the lines beside line ``number`` that are too short to tell by themselves but went the same way."""
    lines = document.lines
    for step in (1, -1):
        beyond = number + step
        while 0 <= beyond < len(lines) and beyond not in found:
            line = lines.content(beyond).slice(document.text)
            repair = led_back(line, lambda text: beside(text, found[number].path)) if line else None
            if without_hidden(line).strip() and repair is None:
                break
            if repair:
                found[beyond] = repair
            beyond += step


def _fill(document: Document, found: dict[int, Repair], before: int, after: int) -> None:
    """Add the lines between two that went the same way, with less evidence than beside one."""
    for number in range(before + 1, after):
        line = document.lines.content(number).slice(document.text)
        repair = led_back(line, lambda text: beside(text, found[before].path, both=True))
        if repair:
            found[number] = repair


def _finding(span: Span, repair: Repair) -> Finding:
    way = ", then ".join(f"{written} read as {read}" for read, written in reversed(repair.path))
    evidence: dict[str, object] = {
        "kind": "losses" if repair.lost else "mojibake",
        "path": [{"read_as": read, "written_in": written} for read, written in repair.path],
        "margin": round(repair.gain, 1),
    }
    if repair.lost:
        evidence["lost"] = [
            {"at": spot.at, "characters": spot.count, "bytes": spot.remains.hex(" ").replace(NO_BYTE.hex(), "??")}
            for spot in repair.lost
        ]
    message = f"garbled, with losses: {way}" if repair.lost else f"garbled: {way}"
    if repair.doubts:
        evidence["doubtful"] = [{"at": doubt.at, "read": doubt.read, "or": doubt.other} for doubt in repair.doubts]
        message += "; not sure: " + ", ".join(f"{doubt.read} may be {doubt.other}" for doubt in repair.doubts)
    trust = Trust.SAFE if repair.safe else Trust.UNSAFE
    return Finding(RULE, span, message, trust, Severity.WARNING, (Edit(span.start, span.end, repair.text),), evidence)
