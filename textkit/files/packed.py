"""A piece of a long text in the journal: what its passes did, as arrays from which all else is computed.

A very dirty text has a finding every fifty bytes. With a line for each the journal would be several times the text, and
most of a run's time would go into it. So a piece is one line: for each pass where its findings stand, what row of a
table each is of, and what it replaced by what. The source is had by taking the passes back, the last first; ids, lines
and columns are computed when someone asks for single findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain, compress
from operator import sub
from typing import NamedTuple

from textkit.files.script import Line, inverted
from textkit.model.batch import Batch, Row
from textkit.model.changes import ChangeSet
from textkit.model.document import Document
from textkit.model.finding import Rule, Severity, Trust
from textkit.model.outcome import Fate
from textkit.model.passes import VERDICTS, Pass
from textkit.model.piece import Piece, Traits
from textkit.model.source import Source

Told = Callable[[Document, int], Iterable[Line]]
"""What gives the finding lines of the pieces of one text, asked in their order; each piece has a number."""


def packed(number: int, document: Document, removed: Sequence[str]) -> Line:
    """The line of a piece. Its passes are those of tables; ``removed`` is all that each took, put together."""
    told = [_packed(done, took) for done, took in zip(document.passes, removed, strict=True)]
    sizes = {"in": len(document.source.text), "out": len(document.text)}
    return {"type": "piece", "document": number, **sizes, "passes": told}


def _packed(done: Pass, removed: str) -> Line:
    batch = done.findings
    assert isinstance(batch, Batch)
    line = {
        "step": done.step,
        "rows": [[row.rule.code, row.rule.name, row.trust.value] for row in batch.rows],
        "numbers": batch.numbers.tolist(),
        "gaps": list(map(sub, batch.starts, chain((0,), batch.starts))),
        "sizes": list(map(sub, batch.ends, batch.starts)),
        "lengths": list(map(len, batch.afters)),
        "befores": removed,
        "afters": "".join(batch.afters),
    }
    return line | {"verdicts": list(done.verdicts)} if any(done.verdicts) else line


def _unpacked(line: Line, base: int) -> tuple[Pass, ChangeSet]:
    """A pass, and the changes that take it back."""
    rows = [
        Row(Rule(code, name, line["step"], "", Trust(t), Severity.INFO, True), "", Trust(t))
        for code, name, t in line["rows"]
    ]
    batch, changes, back = Batch(rows), ChangeSet(), ChangeSet()
    verdicts = bytes(line.get("verdicts") or len(line["numbers"]))
    made = [VERDICTS[v][0] is Fate.APPLIED for v in verdicts]
    starts = list(accumulate(line["gaps"]))
    afters = list(_parted(line["afters"], line["lengths"]))
    for start, size, number, after in zip(starts, line["sizes"], line["numbers"], afters, strict=True):
        batch.add(start, start + size, number, after)
    shift = 0
    befores = _parted(line["befores"], compress(line["sizes"], made))
    for k, before in zip(compress(range(len(made)), made), befores, strict=True):
        start, end, after = batch.starts[k], batch.ends[k], afters[k]
        changes.add(start, end, after, (base + k,))
        back.add(start + shift, start + shift + len(after), before, (base + k,))
        shift += len(after) - len(before)
    return Pass(line["step"], batch, verdicts, changes, base), back


def _parted(text: str, lengths: Iterable[int]) -> Iterator[str]:
    at = 0
    for length in lengths:
        yield text[at : at + length]
        at += length


class Part(NamedTuple):
    """A piece as the journal has it: its line, what was written of it, and its source."""

    line: Line
    written: str
    source: str
    offset: int  # characters and line ends before it
    lines: int

    def document(self, path: str, last: bool) -> Document:
        """The piece as it was when the run was done; what was taken back since stands there again."""
        passes: list[Pass] = []
        for told in self.line["passes"]:
            passes.append(_unpacked(told, sum(len(p.findings) for p in passes))[0])
        text = self.source
        for done in passes:
            text = done.changes.apply(text)
        piece = Piece(self.offset, self.lines, last, Traits())
        return Document(Source(path, self.source, 0), text, tuple(passes), piece=piece)


def parts(lines: Iterable[Line], take: Callable[[int], str]) -> Iterator[Part]:
    """The pieces of an output, of which ``take`` gives the next characters."""
    offset = ends = 0
    for line in lines:
        written = take(line["out"])
        if "changes" in line:  # some findings were taken back since
            source = inverted(line["changes"]).apply(written)
        else:
            source = written
            for told in reversed(line["passes"]):
                source = _unpacked(told, 0)[1].apply(source)
        yield Part(line, written, source, offset, ends)
        offset += len(source)
        ends += source.count("\n") + source.count("\r") - source.count("\r\n")
