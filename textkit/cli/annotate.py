"""`dedupe --annotate`: what was found about a record, in a further field of the record.

The field is one object, so that nothing a corpus has of its own is in the way and one name takes it out again. Each of
its members has one type in all records, as readers that infer a schema (Arrow, DuckDB, Spark) need:

    {"cluster": 3, "role": "copy", "kept": "a17", "kept_path": "old.jsonl", "kept_line": 12, "kind": "near",
     "similarity": 0.9412, "fate": "withheld", "reason": "unsafe"}

A record that others are copies of has ``cluster`` and the role ``kept``. One that only an advice speaks of has no
``cluster``. ``kept`` is the name of the kept record, where it has one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from textkit.files.records import is_records
from textkit.model.document import Document, Key
from textkit.model.errors import UsageError
from textkit.model.finding import Finding
from textkit.model.outcome import Fate, Outcome


def refuse_to_annotate(paths: Iterable[str], unit: object) -> None:
    """Raise ``UsageError`` for an input that has no records, or where they are not compared as wholes."""
    for path in paths:
        if not is_records(path):
            raise UsageError(
                "has no records to annotate", path, "Give a file of records (.jsonl, .parquet), or use --report FILE."
            )
    if unit != "document":
        raise UsageError(f"tells of whole records, not of units of {unit}", "--annotate", "Add: --unit document")


class KeptRecords:
    """The records that copies name as the one that stays, by path and line, with their cluster."""

    def __init__(self, judged: Mapping[Key, Iterable[Finding]], keys: Iterable[Key]) -> None:
        self._clusters: dict[str, dict[int, object]] = {}
        for key in keys:
            for finding in judged.get(key, ()):
                cluster = finding.evidence.get("cluster")
                for r in finding.related if cluster is not None else ():
                    if r.role == "kept":
                        self._clusters.setdefault(r.path, {})[r.place.line] = cluster

    def notes(self, path: str, lines: range, pairs: Sequence[tuple[Document, Sequence[Outcome]]]) -> dict[int, object]:
        """The field's value for each record of these lines that something is to be said of."""
        made: dict[int, object] = {}
        kept = self._clusters.get(path)
        if kept:
            made = {n: {"cluster": kept[n], "role": "kept"} for n in lines if n in kept}
        for document, found in pairs:
            told = [o for o in found if o.rule.step == "dedupe" and o.fate is not Fate.SUPPRESSED]
            copy = next((o for o in told if "cluster" in o.evidence), None)
            if copy or (told and document.line not in made):
                made[document.line] = _note(copy or told[0])
        return made


def _note(outcome: Outcome) -> dict[str, object]:
    evidence = outcome.evidence
    note: dict[str, object] = {}
    if "cluster" in evidence:
        note = {"cluster": evidence["cluster"], "role": "copy"}
    kept = next((r for r in outcome.related if r.role == "kept"), None)
    if kept:
        if kept.record is not None:
            note["kept"] = kept.record
        note |= {"kept_path": kept.path, "kept_line": kept.place.line}
    note |= {name: evidence[name] for name in ("kind", "similarity") if name in evidence}
    note["fate"] = str(outcome.fate)
    if outcome.reason:
        note["reason"] = outcome.reason
    return note
