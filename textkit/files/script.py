"""The form that plans and the journal share: a file's findings with their edits in the offsets of their passes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from json.encoder import encode_basestring_ascii as escaped
from typing import Any

from textkit.files.load import Reading
from textkit.model.batch import Batch
from textkit.model.changes import ChangeSet
from textkit.model.document import Document
from textkit.model.errors import InputError
from textkit.model.finding import Edit, Finding, Trust
from textkit.model.outcome import Fate, Outcome
from textkit.model.passes import VERDICTS
from textkit.model.replay import Recorded

Line = dict[str, Any]


def file_line(path: str, sha256: str, how: Reading, findings: int) -> Line:
    """The line of one input in a plan: enough to read it again in the same way and to see that it is the same."""
    return {
        "type": "file",
        "path": path,
        "sha256": sha256,
        "encoding": how.encoding,
        "field": how.field,
        "id": how.id_field,
        "findings": findings,
    }


def finding_lines(document: Document, told: Mapping[int, Line]) -> Iterator[Line]:
    """The findings of ``document`` in order of their passes.

    ``told`` is each finding as data by its number; its edits are replaced by those in the offsets of its pass.
    """
    for turn, done in enumerate(document.passes):
        for number, finding, (fate, _) in done:
            yield {
                "type": "finding",
                **told[number],
                "edits": [_edit(e) for e in finding.edits],
                "document": document.line,
                "pass": turn,
                "accept": fate is Fate.APPLIED,
                "made": fate is Fate.APPLIED,
            }


def journal_lines(document: Document, found: Iterable[Outcome], number: int, accepted: bool = True) -> Iterator[str]:
    """The findings of ``document``, the one with this ``number`` in its file, as the journal keeps them: what taking them
    back needs, and what says which is which. ``accepted``: those that could be applied were.
    """
    told = {o.number: o for o in found}
    for turn, done in enumerate(document.passes):
        for k, verdict in enumerate(done.verdicts, done.base):
            o = told[k]
            made = JSON[accepted and VERDICTS[verdict][0] is Fate.APPLIED]
            edits = ", ".join(
                [
                    f'{{"offset": {start}, "end_offset": {end}, "after": {escaped(after)}'
                    + (f', "move": {move}}}' if move else "}")
                    for start, end, after, move in edits_of(done.findings, k - done.base)
                ]
            )
            yield (
                f'{{"type": "finding", "id": "{o.id}", "rule": "{o.rule.code}", "name": "{o.rule.name}", '
                f'"fate": "{o.fate}", "line": {o.place.line}, "column": {o.place.column}, "edits": [{edits}], '
                f'"document": {number}, "pass": {turn}, "accept": {made}, "made": {made}}}\n'
            )


JSON = {False: "false", True: "true"}


def edits_of(findings: Sequence[Finding], k: int) -> Iterable[tuple[int, int, str, int]]:
    """The edits of one of ``findings``; those of a table are had without making the finding."""
    if isinstance(findings, Batch):
        advice = findings.rows[findings.numbers[k]].trust is Trust.ADVICE
        return () if advice else ((findings.starts[k], findings.ends[k], findings.afters[k], 0),)
    return [(e.start, e.end, e.after, e.move) for e in findings[k].edits]


def changes_line(changes: ChangeSet, text: str) -> list[list[object]]:
    """Changes with what they replaced, as data."""
    return [[c.start, c.end, text[c.start : c.end], c.after] for c in changes]


def inverted(changes: list[list[Any]]) -> ChangeSet:
    """From the output to the source, by the recorded changes of the source."""
    made, shift = [], 0
    for start, end, before, after in changes:
        made.append(Edit(start + shift, start + shift + len(after), before))
        shift += len(after) - (end - start)
    back = ChangeSet()
    for edit in made:  # already in order; an insertion inverted may be empty beside the next
        back.add(edit.start, edit.end, edit.after, (0,))
    return back


def _edit(edit: Edit) -> Line:
    data: Line = {"offset": edit.start, "end_offset": edit.end, "after": edit.after}
    return data | {"move": edit.move} if edit.move else data


Script = tuple[list[list[Recorded]], dict[int, Line]]  # the passes of a document, and its finding lines by number


def recorded(lines: Iterable[Line], path: str, refused: frozenset[str] = frozenset()) -> dict[int, Script]:
    """The passes of each document (by its line; 0 for plain text) from finding lines, and the lines by number.

    Findings whose id is in ``refused`` are not accepted. Raises ``InputError`` for a line that says too little.
    """
    scripts: dict[int, Script] = {}
    for line in lines:
        try:
            passes, numbered = scripts.setdefault(int(line["document"]), ([], {}))
            while len(passes) <= int(line["pass"]):
                passes.append([])
            number = len(numbered)
            edits = tuple(
                Edit(int(e["offset"]), int(e["end_offset"]), str(e["after"]), int(e.get("move", 0)))
                for e in line["edits"]
            )
            accept = line["accept"]
            if not isinstance(accept, bool):
                raise TypeError
            accept = accept and line["id"] not in refused and bool(edits)
            passes[int(line["pass"])].append(Recorded(number, edits, bool(line["made"]), accept))
            numbered[number] = line
        except (KeyError, TypeError, ValueError) as e:
            raise InputError(
                f"a finding line is damaged ({line.get('id', '?')})",
                path,
                'Only "accept" may be edited: true or false.',
            ) from e
    return scripts


def fallen_ids(numbers: Iterable[int], numbered: Mapping[int, Line]) -> Sequence[str]:
    """The ids of findings by number, in order."""
    return [str(numbered[n]["id"]) for n in sorted(numbers)]
