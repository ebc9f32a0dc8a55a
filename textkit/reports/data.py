"""Findings, files and totals as data: the one shape that JSON, JSONL, plans and the journal share.

The schema is published in ``docs/schema/report-1.schema.json``. Keys are stable; what may be absent is named below.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from textkit.model.outcome import Fate

if TYPE_CHECKING:
    from textkit.model.finding import Related, Rule, Severity, Trust
    from textkit.model.outcome import FileResult, Outcome, SourceChange, Summary
    from textkit.model.source import Segment
    from textkit.model.spectrum import Spectrum, Standing

SCHEMA_VERSION = 1

Json = dict[str, object]

# Inside JSON strings an escape says the same as the character: lone surrogates could not be written as UTF-8,
# and C1 controls, separators and bidirectional controls would act on the terminal that shows the JSON.
UNSAFE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


ENCODER = json.JSONEncoder(ensure_ascii=False, default=str)
# What ENCODER makes for each value anew, where Python has it; without a look out for circles, which no data of ours has.
_make: Any = vars(json.encoder).get("c_make_encoder")
_encode = _make and _make(
    None, str, encode_basestring, None, ": ", ", ", ENCODER.sort_keys, ENCODER.skipkeys, ENCODER.allow_nan
)


def dumps(value: object) -> str:
    """``value`` as JSON on one line that can be written as UTF-8 whatever it holds; readable, not ASCII."""
    return _safe("".join(_encode(value, 0)) if _encode else ENCODER.encode(value))


def _safe(text: str) -> str:
    if text.isprintable():  # as most is, and told faster than by searching
        return text
    return UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def _string(text: str) -> str:
    return _safe(encode_basestring(text))


MANY = 1000  # strings that are remembered
_word = lru_cache(MANY)(_string)  # of paths and roles, which come again and again
EMPTY = '""'


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


def finding_line(outcome: Outcome) -> str:
    """``dumps(finding_json(outcome))`` in a third of the time: a large file of records has hundreds of thousands."""
    o, place = outcome, outcome.place
    more = "" if o.byte_offset is None else f', "byte_offset": {o.byte_offset}'
    if o.record is not None:
        more += f', "record": {_string(o.record)}'
    return (
        f'{{"id": "{o.id}", {_head(o.rule, o.severity, o.trust, o.fate, o.reason, o.path)}'
        f'"line": {place.line}, "column": {place.column}, "end_line": {place.end_line}, '
        f'"end_column": {place.end_column}, "offset": {place.offset}, "end_offset": {place.end_offset}, '
        f'"message": {_string(o.message)}, "evidence": {dumps(dict(o.evidence))}, '
        f'"related": [{", ".join([_related_line(r) for r in o.related])}], '
        f'"edits": [{", ".join([_edit_line(*e) for e in o.edits])}]{more}}}'
    )


_HEADS: dict[tuple[str, ...], str] = {}


def _head(rule: Rule, severity: Severity, trust: Trust, fate: Fate, reason: str, path: str) -> str:
    """The members that are the same in many findings."""
    asked = (rule.code, severity, trust, fate, reason, path)
    known = _HEADS.get(asked)
    if known is not None:
        return known
    if len(_HEADS) > MANY:
        _HEADS.clear()
    told = {
        "rule": rule.code,
        "name": rule.name,
        "step": rule.step,
        "severity": str(severity),
        "trust": str(trust),
        "fate": str(fate),
        "reason": reason if fate is Fate.WITHHELD else None,
        "path": path,
    }
    known = _HEADS[asked] = f"{dumps(told)[1:-1]}, "
    return known


def _edit_line(offset: int, end_offset: int, before: str, after: str) -> str:
    return f'{{"offset": {offset}, "end_offset": {end_offset}, "before": {_string(before)}, "after": {_string(after) if after else EMPTY}}}'


def _related_line(related: Related) -> str:
    place = related.place
    more = "" if related.record is None else f', "record": {_string(related.record)}'
    return (
        f'{{"path": {_word(related.path)}, "line": {place.line}, "column": {place.column}, '
        f'"end_line": {place.end_line}, "end_column": {place.end_column}, "role": {_word(related.role)}{more}}}'
    )


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


def file_json(result: FileResult) -> tuple[str, str]:
    """A file as JSON up to its changes, and from behind them on: between the two go the changes, apart by ``, ``.

    ``segments`` is empty unless there are several; ``records``, ``unread`` (records that could not be
    read) and ``facts`` come where known.
    """
    head: Json = {
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
    }
    tail: Json = {"error": result.error or None}
    if result.records:
        tail["records"] = result.records
    if result.unread:
        tail["unread"] = [u._asdict() for u in result.unread]
        tail["unread_more"] = result.unread_more
    if result.facts:
        tail["facts"] = dict(result.facts)
    return f'{dumps(head)[:-1]}, "changes": [', f"], {dumps(tail)[1:]}"


def _segment(segment: Segment) -> Json:
    return {
        "encoding": segment.encoding,
        "byte_offset": segment.start,
        "end_byte_offset": segment.end,
        "offset": segment.offset,
    }


def change_line(change: SourceChange) -> str:
    """A change of the source as JSON; ``move``, ``line`` and ``record`` are there only where they apply."""
    offset, end_offset, before, after, findings, move, line, record = change
    names = ", ".join([f'"{name}"' for name in findings])
    more = f', "move": {move}' if move else ""
    if line:
        more += f', "line": {line}'
    if record is not None:
        more += f', "record": {_string(record)}'
    return f'{_edit_line(offset, end_offset, before, after)[:-1]}, "findings": [{names}]{more}}}'


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
    """The totals as data: counts by rule, fate and severity, and the proof that every character is accounted for.

    ``spectrum`` is there only where it was asked for.
    """
    data: Json = {
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
    if summary.spectrum:
        data["spectrum"] = _spectrum(summary.spectrum)
    return data


def _spectrum(spectrum: Spectrum) -> Json:
    return {
        "threshold": spectrum.threshold,
        "bars": [list(bar) for bar in spectrum.bars],
        "pairs": [
            {
                "similarity": pair.similarity,
                "first": _standing(pair.first),
                "second": _standing(pair.second),
                "differs": [list(d) for d in pair.differs],
            }
            for pair in spectrum.pairs
        ],
    }


def _standing(standing: Standing) -> Json:
    data: Json = {"path": standing.path, "line": standing.place.line, "column": standing.place.column}
    if standing.record is not None:
        data["record"] = standing.record
    return data
