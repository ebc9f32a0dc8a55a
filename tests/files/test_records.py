"""Records: only the text's value changes, whatever else stands on the line."""

from __future__ import annotations

import gzip
import io
import json

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from textkit.files import records as module
from textkit.files.compression import compressed, decompressed
from textkit.files.records import (
    Fields,
    Record,
    annotate,
    is_records,
    members,
    read_chunks,
    rewrite,
    split,
)
from textkit.model.errors import InputError


def records(data: bytes | str, field: str = "text", size: int | None = None) -> list[Record]:
    """The records of a file, which is read in chunks of about ``size`` bytes."""
    found: list[Record] = []
    for chunk in read_chunks(io.BytesIO(data.encode() if isinstance(data, str) else data), "p.jsonl", size):
        found += module.records(chunk, len(found) + 1, Fields(field, "id"), "p.jsonl")
    return found


def one(line: str | bytes, field: str = "text") -> Record:
    (record,) = records(line, field)
    return record


def rewritten(line: str, text: str) -> str:
    return rewrite(line.encode(), "text", text).decode()


@pytest.mark.parametrize(
    ("line", "text", "name"),
    [
        ('{"text": "中文", "id": "k"}\n', "中文", "k"),
        ('{"id":7.10,"text":"a\\n\\u4e2d\\ud83d\\ude00"}\r\n', "a\n中😀", "7.10"),
        ('  {\t"te\\u0078t" : "x" } ', "x", None),
        ('{"text":"first","text":"last"}', "last", None),  # as every JSON reader has it
        ('{"a":{"text":"inner","b":[1,{}]},"text":"outer"}', "outer", None),
        ('{"text":"tab\there"}', "tab\there", None),
        ('\ufeff{"text":"behind a BOM"}', "behind a BOM", None),
        ('{"text":"lone \\ud800 half"}', "lone \ud800 half", None),
        ('{"text":""}', "", None),
        ('{"text":"a","n":1' + "0" * 5000 + ',"id":true}', "a", None),
    ],
)
def test_reads(line: str, text: str, name: str | None) -> None:
    record = one(line)
    assert (record.text, record.id, record.problem) == (text, name, None)
    assert rewritten(line, text) == line


@pytest.mark.parametrize("line", ["\n", "  \r\n", '{"text":null,"id":"k"}\n'])
def test_no_text_is_no_problem(line: str) -> None:
    record = one(line)
    assert record.text is None
    assert record.problem is None


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("not JSON", "no JSON object"),
        ('["text"]', "no JSON object"),
        ('{"text":"a"', "comma"),
        ('{"text":"a"} {}', "follows the object"),
        ('{"text" "a"}', "colon"),
        ("{text:1}", "key in double quotes"),
        ('{"text":"a",}', "key in double quotes"),
        ('{"text":"a\\q"}', "not JSON"),
        ('{"text":"open', "not JSON"),
        ('{"text":}', "not JSON"),
        ('{"text":5}', "no string"),
        ('{"body":"a","id":"k"}', "its fields: body, id"),
        (b'{"text":"\xff"}', "not UTF-8"),
        ('{"text":' + "[" * 100_000, "nested"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_and_the_next_is_read(line: str | bytes, why: str) -> None:
    raw = line.encode() if isinstance(line, str) else line
    found = records(b'{"text":"before"}\n' + raw + b'\n{"text":"behind"}')
    assert [r.text for r in found] == ["before", None, "behind"]
    assert found[1].problem is not None
    assert found[1].problem.where == "p.jsonl:2"
    assert why in found[1].problem.what


def test_utf16_is_refused_as_a_whole() -> None:
    with pytest.raises(InputError, match="UTF-16"):
        records('{"text":"a"}\n'.encode("utf-16"))


@pytest.mark.parametrize(
    ("line", "text", "expected"),
    [
        ('{ "n":1e5 ,"text" :"旧", "x":[ 1 ] }\r\n', "新\n", '{ "n":1e5 ,"text" :"新\\n", "x":[ 1 ] }\r\n'),
        ('{"text":"\\u65e7"}', "新😀", '{"text":"\\u65b0\\ud83d\\ude00"}'),
        ('{"text":"a","t":"\\u65e7"}', "新", '{"text":"\\u65b0","t":"\\u65e7"}'),  # the record's habit
        ('{"text":"a","t":"旧"}', "新", '{"text":"新","t":"旧"}'),
        ('{"text":"旧\\u3000"}', "新\u3000", '{"text":"新\u3000"}'),  # a mixture is no habit of escaping
        ('{"text":"a\\\\u65e7"}', "新", '{"text":"新"}'),  # a backslash and letters, no escape
        ('{"text":"a\\u0001"}', "新", '{"text":"新"}'),  # control characters have no other form
        ('{"text":"a\\ud800"}', "新\ud800", '{"text":"新\\ud800"}'),  # nor has half a pair
        ('{"text":"a","text":"b"}', "c", '{"text":"a","text":"c"}'),
        ('\ufeff{"text":"a"}', "b", '\ufeff{"text":"b"}'),
    ],
)
def test_rewrites_the_value_alone(line: str, text: str, expected: str) -> None:
    assert rewritten(line, text) == expected


@pytest.mark.parametrize("line", ['{"text":null}', '{"text":5}', '{"body":"a"}'])
def test_a_record_without_text_cannot_be_rewritten(line: str) -> None:
    with pytest.raises(ValueError, match="no text"):
        rewritten(line, "a")


@pytest.mark.parametrize(
    ("line", "annotated"),
    [
        ('{"text":"a"}\n', '{"text":"a", "cluster": 3, "kept": "文"}\n'),
        ("{ }", '{"cluster": 3, "kept": "文" }'),
        ('{"cluster":1,"text":"a" }\r\n', '{"cluster":3,"text":"a", "kept": "文" }\r\n'),
        ('\ufeff{"text":"\\u65e7"}', '\ufeff{"text":"\\u65e7", "cluster": 3, "kept": "\\u6587"}'),
    ],
)
def test_annotations_stand_behind_and_only_once(line: str, annotated: str) -> None:
    values = {"cluster": 3, "kept": "文"}
    once = annotate(line.encode(), values)
    assert once == annotated.encode()
    assert annotate(once, values) == once


def test_which_files_hold_records() -> None:
    assert [n for n in ("a.jsonl", "A.JSONL.GZ", "a.jsonl.zst", "a.json", "jsonl", "a.txt.gz") if is_records(n)] == [
        "a.jsonl",
        "A.JSONL.GZ",
        "a.jsonl.zst",
    ]


DATA = b'{"text":"a"}\n' * 5000 + b'{"text":"last"}'


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"])
def test_compression_by_ending(name: str) -> None:
    packed = b"".join(compressed(iter([DATA[:100], DATA[100:]]), name))
    assert packed == b"".join(compressed(iter([DATA[:100], DATA[100:]]), name)), "holds no time and no name"
    assert decompressed(packed, name).read() == DATA
    assert decompressed(io.BytesIO(packed + packed), name).read() == DATA * 2, "several frames in a row"
    assert b"".join(compressed([], "a.jsonl")) == decompressed(b"".join(compressed([], name)), name).read()


def test_others_can_read_what_is_compressed() -> None:
    assert gzip.decompress(b"".join(compressed([DATA], "a.gz"))) == DATA
    assert zstandard.ZstdDecompressor().decompressobj().decompress(b"".join(compressed([DATA], "a.zst"))) == DATA


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst"])
@pytest.mark.parametrize(
    "damage",
    [
        lambda p: p[:-9],
        lambda p: p[:4],
        lambda p: b"nonsense here",
        lambda p: p + p[:9],
        lambda p: p[:20] + bytes(255 - b for b in p[20:40]) + p[40:],  # the body, which has its own kind of error
    ],
)
def test_damaged_compression_is_an_error_that_names_the_file(name: str, damage: object) -> None:
    packed = b"".join(compressed([DATA], name))
    with pytest.raises(InputError, match="damaged or cut off") as caught:
        list(read_chunks(decompressed(damage(packed), name), name))  # type: ignore[operator]
    assert caught.value.where == name


# -- laws -------------------------------------------------------------------------------------------------------------

TEXT = st.text(st.characters(codec=None), max_size=12)  # surrogates without partner among them
SAFE_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | SAFE_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SAFE_TEXT, inner, max_size=3),
    max_leaves=6,
)


@st.composite
def lines(draw: st.DrawFn) -> str:
    """An object with a field ``text`` somewhere, in some writer's spelling."""
    members = draw(st.dictionaries(SAFE_TEXT, JSON, max_size=3))
    order = draw(st.permutations([*members, "text"]))
    values = {**members, "text": draw(SAFE_TEXT)}
    ends = draw(st.sampled_from(["", "\n", "\r\n", " \n"]))
    separators = draw(st.sampled_from([(",", ":"), (", ", ": "), (" ,\t", " : ")]))
    ascii_only = draw(st.booleans())
    return json.dumps({k: values[k] for k in order}, ensure_ascii=ascii_only, separators=separators) + ends


@settings(max_examples=100, deadline=None)
@given(lines(), TEXT)
def test_rewriting_changes_the_value_alone(line: str, text: str) -> None:
    before = json.loads(line)
    assert one(line).text == before["text"]
    assert rewritten(line, before["text"]) == line
    made = rewritten(line, text)
    value = next(m for m in members(line) if m.key == "text")
    assert made.startswith(line[: value.start])
    assert made.endswith(line[value.end :])
    again = one(made)
    # Half a pair before its other half is, in JSON, the pair: there is no other spelling for two halves in a row.
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert again.text == whole
    assert {**json.loads(made), "text": 0} == {**before, "text": 0}


@settings(max_examples=100, deadline=None)
@given(st.lists(lines() | SAFE_TEXT, max_size=5), st.booleans())
def test_however_it_is_cut_a_file_has_the_same_records(parts: list[str], mark: bool) -> None:
    data = ("\ufeff" * mark + "".join(parts)).encode()
    whole = [r[:3] for r in records(data)]
    assert [n for n, _, _ in whole] == list(range(1, len(split(data)) + 1))
    for size in (1, 7, 40):
        chunks = list(read_chunks(io.BytesIO(data), "p.jsonl", size))
        assert b"".join(chunks) == data
        assert all(chunk.endswith(b"\n") for chunk in chunks[:-1])
        assert [r[:3] for r in records(data, size=size)] == whole


@settings(max_examples=100, deadline=None)
@given(lines() | SAFE_TEXT | JSON.map(json.dumps))
def test_the_quick_reading_says_what_the_careful_one_says(line: str) -> None:
    for got in records(line):
        careful = module._record(got.line, split(line.encode())[got.line - 1], Fields("text", "id"), "p.jsonl")
        assert got[:3] == careful[:3]
        assert str(got.problem) == str(careful.problem)
