"""JSON and JSONL: valid by the published schema, the same facts in both, and safe to write whatever is in the text."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.sample import COMMA, NEAR, first_file, outcome, related, run
from textkit.model.outcome import Fate, FileResult, Outcome, Unread
from textkit.reports import dumps, finding_json
from textkit.reports.data import finding_line

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/report-1.schema.json").read_text("utf-8"))
REPORT = jsonschema.Draft202012Validator(SCHEMA)
LINE = jsonschema.Draft202012Validator({"$defs": SCHEMA["$defs"], **SCHEMA["$defs"]["line"]})

KEYS = ["id", "rule", "name", "step", "severity", "trust", "fate", "reason", "path", "line", "column", "end_line",
    "end_column", "offset", "end_offset", "message", "evidence", "related", "edits"]  # fmt: skip


def hostile(text: str) -> list[tuple[FileResult, list[Outcome]]]:
    """One file whose text, path, message, evidence and record are all ``text``."""
    whole = f"{text}x"
    found = [
        outcome(
            whole, COMMA, 0, len(whole), text, path=text, after=text, record=text, byte_offset=3, fate=Fate.WITHHELD,
            reason="plan", evidence={"kind": text, "differs": [[text, text]], text: 1},
            related=(related(whole, 0, 1, "kept", text),),
        )
    ]  # fmt: skip
    result = FileResult(text, encoding="utf-8", changes=1, facts={"note": text}, records=1)
    unread = FileResult(text, encoding="utf-8", records=1, unread=(Unread(1, text),), unread_more=1)
    return [(result, found), (FileResult(text, error=text), []), (unread, [])]


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_json_is_one_valid_object() -> None:
    data = json.loads(run("json"))
    REPORT.validate(data)
    assert list(data) == ["schema_version", "files", "findings", "summary"]
    assert data["summary"]["proof"] == {"in": 247, "removed": 45, "added": 3, "out": 205, "ok": True}


def test_the_schema_refuses_what_the_contract_does_not_name() -> None:
    data = json.loads(run("json"))
    data["findings"][0]["colour"] = "red"
    with pytest.raises(jsonschema.ValidationError):
        REPORT.validate(data)
    del data["findings"][0]["colour"], data["findings"][0]["trust"]
    with pytest.raises(jsonschema.ValidationError):
        REPORT.validate(data)


def test_jsonl_says_the_same_in_lines() -> None:
    whole = json.loads(run("json"))
    lines = [json.loads(line) for line in run("jsonl").splitlines()]
    for line in lines:
        LINE.validate(line)
    kinds = [line.pop("type") for line in lines]
    assert kinds[-1] == "summary"
    assert lines[-1].pop("schema_version") == 1
    assert [x for x, k in zip(lines, kinds, strict=True) if k == "file"] == whole["files"]
    assert [x for x, k in zip(lines, kinds, strict=True) if k == "finding"] == whole["findings"]
    assert lines[-1] == whole["summary"]


def test_keys_stand_in_the_order_of_the_contract() -> None:
    _, found = first_file()
    for one in found:
        assert list(finding_json(one)) == KEYS


def test_a_reason_is_given_only_where_something_is_withheld() -> None:
    text = "abc"
    made = [outcome(text, NEAR, 0, 3, "m", fate=fate, reason="unsafe") for fate in Fate]
    assert [finding_json(o)["reason"] for o in made] == ["unsafe" if f is Fate.WITHHELD else None for f in Fate]


@given(st.text(st.characters(codec=None), min_size=1, max_size=20))  # every code point, lone surrogates too
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_written_and_read_again(text: str) -> None:
    written = run("json", hostile(text)).encode("utf-8")  # raises if a lone surrogate is left
    data = json.loads(written)
    REPORT.validate(data)
    assert data["findings"][0]["edits"][0]["before"] == _joined(f"{text}x")
    for line in run("jsonl", hostile(text)).encode("utf-8").split(b"\n")[:-1]:
        LINE.validate(json.loads(line))


def _joined(text: str) -> str:
    """``text`` as JSON gives it back: two surrogates that make a pair are one character."""
    return str(json.loads(json.dumps(text)))


@given(st.text(st.characters(codec=None), min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_the_quick_way_writes_what_the_encoder_would(text: str) -> None:
    found = [o for _, of in (*hostile(text), first_file()) for o in of]
    assert [finding_line(o) for o in found] == [dumps(finding_json(o)) for o in found]


def test_what_would_steer_a_terminal_is_escaped() -> None:
    written = dumps({"k": "\x1b[2J\x9b31m\u202e\u2028\x7f\ud800文"})
    assert written == '{"k": "\\u001b[2J\\u009b31m\\u202e\\u2028\\u007f\\ud800文"}'
