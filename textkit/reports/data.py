"""Findings, files and totals as data: the one shape that JSON, JSONL, plans and the journal share.

The schema is published in ``docs/schema/report-1.schema.json``. Keys are stable; what may be absent is named below.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from textkit.model.outcome import Fate

if TYPE_CHECKING:
    from textkit.model.finding import Related
    from textkit.model.outcome import FileResult, Outcome, SourceChange, Summary
    from textkit.model.source import Segment

SCHEMA_VERSION = 1

Json = dict[str, object]

# Inside JSON strings an escape says the same as the character: lone surrogates could not be written as UTF-8,
# and C1 controls, separators and bidirectional controls would act on the terminal that shows the JSON.
UNSAFE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


ENCODER = json.JSONEncoder(ensure_ascii=False, default=str)


def dumps(value: object) -> str:
    """``value`` as JSON on one line that can be written as UTF-8 whatever it holds; readable, not ASCII."""
    text = ENCODER.encode(value)
    return UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def finding_json(outcome: Outcome) -> Json:
    """A finding as data. ``byte_offset`` and ``record`` are there only where they apply."""
    place = outcome.place
    data: Json = {
        "id": outcome.id,
        "rule": outcome.rule.code,
        "name": outcome.rule.name,
        "step": outcome.rule.step,
        "severity": str(outcome.severity),
        "trust": str(outcome.trust),
        "fate": str(outcome.fate),
        "reason": outcome.reason if outcome.fate is Fate.WITHHELD else None,
        "path": outcome.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "offset": place.offset,
        "end_offset": place.end_offset,
        "message": outcome.message,
        "evidence": dict(outcome.evidence),
        "related": [_related(r) for r in outcome.related],
        "edits": [
            {"offset": e.offset, "end_offset": e.end_offset, "before": e.before, "after": e.after}
            for e in outcome.edits
        ],
    }
    if outcome.byte_offset is not None:
        data["byte_offset"] = outcome.byte_offset
    if outcome.record is not None:
        data["record"] = outcome.record
    return data


def _related(related: Related) -> Json:
    place = related.place
    data: Json = {
        "path": related.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "role": related.role,
    }
    if related.record is not None:
        data["record"] = related.record
    return data


def file_json(result: FileResult) -> Json:
    """A file as data. ``segments`` is empty unless there are several; ``facts`` and ``records`` come where known."""
    data: Json = {
        "path": result.path,
        "output": result.output,
        "encoding": result.encoding or None,
        "confidence": round(result.confidence, 4),
        "bom": result.bom,
        "segments": [_segment(s) for s in result.segments] if len(result.segments) > 1 else [],
        "candidates": [{"encoding": name, "confidence": round(sure, 4)} for name, sure in result.candidates],
        "characters_in": result.characters_in,
        "characters_out": result.characters_out,
        "proof": _proof(result),
        "changes": [_change(c) for c in result.changes],
        "error": result.error or None,
    }
    if result.records:
        data["records"] = result.records
    if result.facts:
        data["facts"] = dict(result.facts)
    return data


def _segment(segment: Segment) -> Json:
    return {
        "encoding": segment.encoding,
        "byte_offset": segment.start,
        "end_byte_offset": segment.end,
        "offset": segment.offset,
    }


def _change(change: SourceChange) -> Json:
    data: Json = {
        "offset": change.offset,
        "end_offset": change.end_offset,
        "before": change.before,
        "after": change.after,
        "findings": list(change.findings),
    }
    if change.move:
        data["move"] = change.move
    if change.line:
        data["line"] = change.line
    if change.record is not None:
        data["record"] = change.record
    return data


def _proof(counts: FileResult | Summary) -> Json:
    """That every character is accounted for: in - removed + added = out."""
    return {
        "in": counts.characters_in,
        "removed": counts.removed,
        "added": counts.added,
        "out": counts.characters_out,
        "ok": counts.ok,
    }


def summary_json(summary: Summary) -> Json:
    """The totals as data: counts by rule, fate and severity, and the proof that every character is accounted for."""
    return {
        "files": summary.files,
        "failed": summary.failed,
        "changed": summary.changed,
        "findings": sum(summary.rules.values()),
        "failing": summary.failing,
        "by_rule": dict(sorted(summary.rules.items())),
        "by_fate": {str(k): n for k, n in sorted(summary.fates.items())},
        "by_severity": {str(k): n for k, n in sorted(summary.severities.items())},
        "proof": _proof(summary),
        "run": summary.run or None,
    }
