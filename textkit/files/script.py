"""The form that plans and the journal share: a file's findings with their edits in the offsets of their passes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from textkit.files.load import Reading
from textkit.model.document import Document
from textkit.model.errors import InputError
from textkit.model.finding import Edit
from textkit.model.outcome import Fate
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
