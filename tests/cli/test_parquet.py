"""Parquet as records, on the command line: what the same records do as lines of JSON, and nothing else is touched."""

from __future__ import annotations

import datetime
import json
import random
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cli.run import Ran, textkit
from tests.texts import SENTENCES
from textkit.files import parquet
from textkit.files import records as module

TEXT = "秋天到了，田野里一片金黄，农民们忙着收割稻谷，家家户户的院子里都晒满了粮食。"
OTHER = "图书馆周六开放到晚上九点，读者可以凭证借阅五本书，为期一个月，逾期须缴纳少量费用。"
TEXTS = [TEXT, "　　" + OTHER, TEXT.replace("，", ","), None, "第１章"]
CODECS = {"text": "ZSTD", "id": "GZIP", "day": "SNAPPY", "nested.a": "NONE", "nested.b.list.element": "SNAPPY"}


def table(texts: list[str | None]) -> pa.Table:
    """These texts, with columns of other kinds that JSON has no form for beside them."""
    count = len(texts)
    return pa.table(
        {
            "id": list(range(10, 10 + count)),
            "text": pa.array(texts, pa.string()),
            "day": [datetime.date(2020, 1, 1) + datetime.timedelta(n) for n in range(count)],
            "nested": [{"a": n, "b": [n] * (n % 3)} if n % 2 else None for n in range(count)],
            "raw": [bytes([n % 256]) for n in range(count)],
        }
    ).replace_schema_metadata({"mine": "kept"})


def write(path: Path, made: pa.Table, rows: int = 2) -> bytes:
    pq.write_table(made, path, compression={**CODECS, "raw": "NONE"}, row_group_size=rows)
    return path.read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "textkit.toml").touch()
    write(tmp_path / "r.parquet", table(TEXTS))
    return tmp_path


def rows(path: Path) -> list[dict[str, Any]]:
    return list(pq.read_table(path).to_pylist())


def done(run: Ran) -> Ran:
    assert run.code == 0, run.err
    return run


def test_the_text_alone_is_written_anew(folder: Path) -> None:
    done(textkit("normalize", "r.parquet", "-o", "out.parquet", cwd=folder))
    texts = [row["text"] for row in rows(folder / "out.parquet")]
    assert texts == [TEXT, OTHER, TEXT, None, "第1章"]
    before, after = pq.ParquetFile(folder / "r.parquet"), pq.ParquetFile(folder / "out.parquet")
    assert after.schema_arrow.equals(before.schema_arrow, check_metadata=True)
    assert after.read().drop(["text"]).equals(before.read().drop(["text"]))
    assert manner(after) == manner(before)


def manner(file: pq.ParquetFile) -> list[object]:
    groups = [file.metadata.row_group(n) for n in range(file.num_row_groups)]
    return [(g.num_rows, [g.column(n).compression for n in range(g.num_columns)]) for g in groups]


def test_copies_go_with_their_rows(folder: Path) -> None:
    done(textkit("dedupe", "r.parquet", "--unit", "document", "--id", "id", "-o", "out.parquet", cwd=folder))
    assert [row["id"] for row in rows(folder / "out.parquet")] == [10, 11, 13, 14]
    told = textkit("dedupe", "r.parquet", "--unit", "document", "--id", "id", "--format", "jsonl", cwd=folder).text
    finding = json.loads(told.splitlines()[1])
    assert (finding["line"], finding["record"]) == (3, "12")


@pytest.mark.parametrize("verb", [["dedupe", "--unit", "document"], ["clean"], ["normalize"], ["rejoin"]])
@pytest.mark.parametrize("size", [1, 300, module.CHUNK])
def test_rows_come_out_as_lines_of_json_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: list[str], size: int
) -> None:
    dice = random.Random(size)
    pool = ["".join(dice.sample(SENTENCES, 3)) for _ in range(8)]
    texts = [dice.choice(pool).replace("，", dice.choice("，,\n")) for _ in range(25)]
    page = (TEXT + OTHER) * 3
    texts.append("\n".join(page[at : at + 20] for at in range(0, len(page), 20)))
    (tmp_path / "textkit.toml").touch()
    write(tmp_path / "r.parquet", table([*texts]), rows=7)
    lines = [json.dumps({"id": n, "text": t}, ensure_ascii=False) + "\n" for n, t in enumerate(texts, 10)]
    (tmp_path / "r.jsonl").write_text("".join(lines), "utf-8")
    monkeypatch.setattr(module, "CHUNK", size)
    for ending in ("parquet", "jsonl"):
        done(textkit(*verb, f"r.{ending}", "-o", f"out.{ending}", cwd=tmp_path))
    expected = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    found = rows(tmp_path / "out.parquet")
    assert [{"id": row["id"], "text": row["text"]} for row in found] == expected
    assert found != pq.read_table(tmp_path / "r.parquet").to_pylist()


def test_undo_gives_back_the_bytes(folder: Path) -> None:
    data = (folder / "r.parquet").read_bytes()
    done(textkit("clean", "r.parquet", "--in-place", cwd=folder))
    assert (folder / "r.parquet").read_bytes() != data
    assert "第１章" in textkit("undo", "last", "--diff", cwd=folder).text
    done(textkit("undo", "last", cwd=folder))
    assert (folder / "r.parquet").read_bytes() == data


@pytest.mark.parametrize("where", [["--in-place"], ["-o", "out.parquet"]])
def test_one_finding_is_taken_back(folder: Path, where: list[str]) -> None:
    data = (folder / "r.parquet").read_bytes()
    target = folder / where[-1] if where[-1] != "--in-place" else folder / "r.parquet"
    done(textkit("dedupe", "r.parquet", "--unit", "document", *where, cwd=folder))
    assert len(rows(target)) == 4
    done(textkit("undo", "last", "--finding", finding_of(folder), cwd=folder))
    assert rows(target) == table(TEXTS).to_pylist()
    if where == ["--in-place"]:
        assert target.read_bytes() == data


def finding_of(folder: Path) -> str:
    """The id of the one finding of the last run."""
    shown = textkit("undo", "last", "-v", "--check", cwd=folder).text
    return next(line.split()[0] for line in shown.splitlines() if "DUP" in line)


def test_a_part_is_not_taken_back_where_the_source_is_gone(folder: Path) -> None:
    done(textkit("dedupe", "r.parquet", "--unit", "document", "-o", "out.parquet", cwd=folder))
    name, written = finding_of(folder), (folder / "out.parquet").read_bytes()
    write(folder / "r.parquet", table([OTHER]))
    run = textkit("undo", "last", "--finding", name, cwd=folder)
    assert run.code == 2
    assert "out.parquet" in run.err
    assert "Undo the whole run" in run.err
    assert (folder / "out.parquet").read_bytes() == written


def test_what_nothing_changes_stays_byte_for_byte(folder: Path) -> None:
    data = write(folder / "r.parquet", table([TEXT, OTHER]), rows=1)
    done(textkit("clean", "r.parquet", "-o", "out.parquet", cwd=folder))
    assert (folder / "out.parquet").read_bytes() == data


def test_a_plan_is_carried_out(folder: Path) -> None:
    assert textkit("clean", "r.parquet", "--plan", "plan.jsonl", cwd=folder).code == 1
    done(textkit("apply", "plan.jsonl", "-o", "planned.parquet", cwd=folder))
    done(textkit("clean", "r.parquet", "-o", "out.parquet", cwd=folder))
    assert rows(folder / "planned.parquet") == rows(folder / "out.parquet")


def test_annotations_are_a_column_of_one_type(folder: Path) -> None:
    annotate = ("--unit", "document", "--annotate", "--id", "id")
    done(textkit("dedupe", "r.parquet", *annotate, "-o", "once.parquet", cwd=folder))
    once = pq.read_table(folder / "once.parquet")
    assert once.drop(["dedupe"]).equals(pq.read_table(folder / "r.parquet"))
    notes = once.column("dedupe").to_pylist()
    assert [note and note["role"] for note in notes] == ["kept", None, "copy", None, None]
    assert (notes[2]["kept"], notes[2]["kept_line"], notes[2]["fate"]) == ("10", 1, "would-apply")
    done(textkit("dedupe", "once.parquet", *annotate, "-o", "twice.parquet", cwd=folder))
    twice = pq.read_table(folder / "twice.parquet")
    assert twice.schema.equals(once.schema)
    assert twice.column("dedupe").to_pylist()[2] == {**notes[2], "kept_path": "once.parquet"}


@pytest.mark.parametrize("kind", [pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())])
def test_text_of_other_types_keeps_its_type(folder: Path, kind: pa.DataType) -> None:
    if pa.types.is_dictionary(kind):
        column = pa.array(TEXTS).dictionary_encode()
    else:
        column = pa.array(TEXTS, pa.string()).cast(kind)
    pq.write_table(pa.table({"text": column}), folder / "r.parquet")
    done(textkit("normalize", "r.parquet", "-o", "out.parquet", cwd=folder))
    assert [row["text"] for row in rows(folder / "out.parquet")] == [TEXT, OTHER, TEXT, None, "第1章"]
    schemas = [pq.read_schema(folder / name) for name in ("r.parquet", "out.parquet")]
    assert schemas[0] == schemas[1]


def test_text_that_is_not_utf_8_is_carried_along(folder: Path) -> None:
    broken = b"\xe7\xa7 broken"
    column = pa.array(["　" + TEXT, None, "x"]).cast(pa.binary())
    column = pa.array([column[0].as_py(), broken, b"x"], pa.binary()).view(pa.string())
    pq.write_table(pa.table({"text": column, "n": [1, 2, 3]}), folder / "r.parquet")
    run = textkit("normalize", "r.parquet", "-o", "out.parquet", cwd=folder)
    assert run.code == 2
    assert "r.parquet:2: is not UTF-8" in run.err
    written = pq.read_table(folder / "out.parquet").column("text").cast(pa.binary()).to_pylist()
    assert written == [TEXT.encode(), broken, b"x"]


def test_a_file_without_rows_stays_one(folder: Path) -> None:
    write(folder / "r.parquet", table([]))
    done(textkit("clean", "r.parquet", "-o", "out.parquet", cwd=folder))
    assert rows(folder / "out.parquet") == []


def test_known_rows_are_compared_with(folder: Path) -> None:
    write(folder / "new.parquet", table(["今天没有下雨，孩子们在操场上玩了整整一个下午，晚饭也没有回家吃。", TEXT]))
    run = textkit("dedupe", "new.parquet", "--against", "r.parquet", "--unit", "document", "--check", cwd=folder)
    assert run.code == 1
    assert "r.parquet:1" in textkit("dedupe", "new.parquet", "--against", "r.parquet", cwd=folder).text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["r.parquet", "--field", "body"], "no column 'body' (columns: id, text, day, nested, raw)"),
        (["r.parquet", "--field", "id"], "the column 'id' holds int64, not text"),
        (["cut.parquet"], "cut.parquet: the Parquet cannot be read"),
        (["r.parquet", "-o", "out.jsonl"], "Parquet is written as Parquet only"),
        (["a.txt", "-o", "out.parquet"], "a.txt is no Parquet"),
        (["-", "--stdin-filename", "x.parquet"], "Parquet cannot be read from stdin"),
    ],
)
def test_what_cannot_be_done_is_said(folder: Path, arguments: list[str], said: str) -> None:
    (folder / "cut.parquet").write_bytes((folder / "r.parquet").read_bytes()[:300])
    (folder / "a.txt").write_text(TEXT, "utf-8")
    run = textkit("clean", *arguments, stdin=b"PAR1", cwd=folder)
    assert run.code == 2
    assert said in " ".join(run.err.split())
    assert not (folder / "out.parquet").exists()
    assert not (folder / "out.jsonl").exists()


def test_without_pyarrow_the_other_files_are_done(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.txt").write_text("　　" + TEXT, "utf-8")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    run = textkit("clean", "r.parquet", "a.txt", "-o", "out/", cwd=folder)
    assert run.code == 2
    assert "pyarrow, which is not installed" in run.err
    assert (folder / "out" / "a.txt").read_text("utf-8") == TEXT + "\n"


def test_damage_costs_the_file_alone(folder: Path) -> None:
    data, codes = (folder / "r.parquet").read_bytes(), set()
    for seed in range(60):
        dice, damaged = random.Random(seed), bytearray(data)
        for _ in range(dice.choice((1, 3, 20))):
            damaged[dice.randrange(len(data))] = dice.randrange(256)
        (folder / "damaged.parquet").write_bytes(damaged)
        run = textkit("clean", "damaged.parquet", "-o", "out/", cwd=folder)
        assert run.code == 0 or "damaged.parquet" in run.err
        codes.add(run.code)
    assert codes == {0, 2}


def test_a_name_of_a_column_that_is_not_utf_8_is_told(folder: Path) -> None:
    data = (folder / "r.parquet").read_bytes()
    (folder / "r.parquet").write_bytes(data.replace(b"nested", b"n\xc3sted"))
    run = textkit("clean", "r.parquet", cwd=folder)
    assert run.code == 2
    assert "the Parquet cannot be read" in run.err


@pytest.mark.parametrize("verb", [["normalize"], ["dedupe", "--unit", "document"]])
def test_texts_are_not_written_beside_the_columns_of_another_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, verb: list[str]
) -> None:
    opened = parquet.RowWriter._open

    def changed_meanwhile(writer: parquet.RowWriter) -> None:
        write(folder / "r.parquet", table([*reversed(TEXTS)]))
        opened(writer)

    monkeypatch.setattr(parquet.RowWriter, "_open", changed_meanwhile)
    run = textkit(*verb, "r.parquet", "-o", "out.parquet", cwd=folder)
    assert run.code == 2
    assert "r.parquet: was changed while it was read" in run.err
    assert not (folder / "out.parquet").exists()
