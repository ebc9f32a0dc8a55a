"""Files of records as a whole: read in chunks, written line by line, annotated, in little memory."""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard

from tests.cli.run import Ran, textkit
from tests.texts import SENTENCES
from textkit.files import records as module
from textkit.files.compression import decompressed, form
from textkit.judgement import paragraphs
from textkit.judgement.breaks.decisions import Decisions
from textkit.pipeline.outcomes import NAMED

BRIDGE = "村里的老人们说，这座石桥是一百多年前由全村人一起出钱修建的，桥头还立着一块碑。"
FIELD = "秋天到了，田野里一片金黄，农民们忙着收割稻谷，家家户户的院子里都晒满了粮食。"
WORKER = FIELD.replace("农民", "工人")
OTHER = "图书馆周六开放到晚上九点，读者可以凭证借阅五本书，为期一个月，逾期须缴纳少量费用。"


def line(name: object, text: object, **more: object) -> str:
    return json.dumps({"id": name, "text": text, **more}, ensure_ascii=False) + "\n"


LINES = [
    line("a", BRIDGE, source="x"),
    line("b", FIELD),
    '{"id": "broken", "text"\n',
    line("c", OTHER),
    line("d", BRIDGE.replace("，", ",")),
    "\n",
    line("e", WORKER),
    line(None, None),
    '{"text":"' + OTHER + '", "id" : 7.10}\n',
]
DROPPED = [LINES[k] for k in (0, 1, 2, 3, 5, 6, 7)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "textkit.toml").touch()
    (tmp_path / "r.jsonl").write_text("".join(LINES), "utf-8")
    return tmp_path


def dedupe(folder: Path, *arguments: str, **more: Any) -> Ran:
    return textkit("dedupe", *arguments, "--unit", "document", cwd=folder, **more)


def said(text: str) -> list[dict[str, Any]]:
    return [json.loads(one) for one in text.splitlines()]


# -- chunks -----------------------------------------------------------------------------------------------------------


def many(count: int, seed: int = 1) -> str:
    """Records with copies among them, some of them with something to normalize."""
    dice = random.Random(seed)
    texts = ["".join(dice.sample(SENTENCES, 3)) for _ in range(count // 2)]
    return "".join(line(n, dice.choice(texts).replace("，", dice.choice("，,"))) for n in range(count))


@pytest.mark.parametrize("verb", [["dedupe", "--unit", "document"], ["clean"], ["normalize"], ["flag"]])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_result_does_not_depend_on_chunks_or_jobs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: list[str], jobs: str
) -> None:
    (tmp_path / "textkit.toml").touch()
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text(many(60, seed=ord(name)), "utf-8")
    made = []
    for size, number in ((module.CHUNK, "1"), (300, jobs), (5000, jobs)):
        monkeypatch.setattr(module, "CHUNK", size)
        where = [] if verb == ["flag"] else ["-o", "out/"]
        ran = textkit(*verb, "a.jsonl", "b.jsonl", *where, "--jobs", number, "--report", "r.json", cwd=tmp_path)
        assert ran.code == (1 if verb == ["flag"] else 0), ran.err
        report = json.loads((tmp_path / "r.json").read_text("utf-8"))
        report["summary"]["run"] = None
        made.append((report, [p.read_bytes() for p in sorted((tmp_path / "out").glob("*.jsonl"))]))
    assert made[0] == made[1] == made[2]
    assert made[0][0]["findings"]
    assert made[0][0]["summary"]["proof"]["ok"]


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("text", "line 3: is not JSON"),
        ("concise", "r.jsonl:3:1: error is not JSON"),
        ("github", "::error file=r.jsonl,line=3,title=textkit::is not JSON"),
        ("gitlab", '"begin": 3, "end": 3'),
        ("junit", '<error message="r.jsonl:3: is not JSON'),
        ("sarif", '"region": {"startLine": 3}'),
        ("json", '"unread": [{"line": 3, "message": "is not JSON'),
        ("jsonl", '"unread": [{"line": 3, "message": "is not JSON'),
    ],
)
def test_every_report_names_the_record_that_could_not_be_read(folder: Path, form: str, told: str) -> None:
    assert told in dedupe(folder, "r.jsonl", "--format", form).text


def test_pages_name_the_records_that_could_not_be_read_and_count_the_rest(folder: Path) -> None:
    (folder / "r.jsonl").write_text(LINES[2] * (NAMED + 5), "utf-8")
    dedupe(folder, "r.jsonl", "--report", "r.md", "--report", "r.html")
    for page in ("r.md", "r.html"):
        text = (folder / page).read_text("utf-8").replace("\\", "")
        assert text.count("is not JSON") == NAMED
        assert f"line {NAMED}: is not JSON" in text
        assert "and 5 more" in text


def test_what_is_wrong_with_a_record_is_told_once_with_its_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 1)
    ran = dedupe(folder, "r.jsonl", "-o", "out.jsonl", "-q")
    assert ran.code == 2
    assert ran.err.count("r.jsonl:3: is not JSON") == 1
    assert ran.err.count("\n") == 1
    assert (folder / "out.jsonl").read_text("utf-8") == "".join(DROPPED)


def test_records_of_stdin_are_filtered(folder: Path) -> None:
    ran = dedupe(folder, "--stdin-filename", "in.jsonl", "-q", stdin="".join(LINES).encode())
    assert ran.text == "".join(DROPPED)
    assert ran.code == 2
    assert "in.jsonl:3:" in ran.err


def test_an_empty_file_of_records_stays_empty(folder: Path) -> None:
    (folder / "e.jsonl").touch()
    assert dedupe(folder, "e.jsonl", "-o", "out.jsonl").code == 0
    assert (folder / "out.jsonl").read_bytes() == b""


def test_a_file_that_fails_on_the_way_was_never_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither is any of it written, nor does another file lose a copy of what is in it."""
    monkeypatch.setattr(module, "CHUNK", 100)
    dice = random.Random(3)
    noise = "".join(line(n, f"{dice.random()}") for n in range(400))
    (folder / "a.jsonl.gz").write_bytes(gzip.compress((line("a", BRIDGE) + noise).encode())[:-900])
    (folder / "b.jsonl").write_text(line("b", BRIDGE), "utf-8")
    for verb in ("dedupe", "normalize"):
        more = ["--unit", "document"] if verb == "dedupe" else []
        ran = textkit(verb, "a.jsonl.gz", "b.jsonl", *more, "-o", f"{verb}/", "--report", "r.jsonl", cwd=folder)
        assert ran.code == 2
        assert "damaged or cut off" in ran.err
        assert not (folder / verb / "a.jsonl.gz").exists()
        assert (folder / verb / "b.jsonl").read_text("utf-8") == line("b", BRIDGE)
        assert {f["path"] for f in said((folder / "r.jsonl").read_text("utf-8")) if f["type"] == "finding"} == set()
        assert not list(folder.rglob(".textkit-*.tmp"))


# -- compression ------------------------------------------------------------------------------------------------------

PACKED: dict[str, Callable[[bytes], bytes]] = {
    "r.jsonl": bytes,
    "r.jsonl.gz": gzip.compress,
    "r.jsonl.zst": zstandard.ZstdCompressor().compress,
}


@pytest.mark.parametrize("source", PACKED)
@pytest.mark.parametrize("target", ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"])
@pytest.mark.parametrize("changed", [True, False])
def test_outputs_are_compressed_as_their_own_ending_says(folder: Path, source: str, target: str, changed: bool) -> None:
    lines = [one for one in LINES if changed or one in DROPPED]
    data = PACKED[source]("".join(lines).encode())
    (folder / source).write_bytes(data)
    dedupe(folder, source, "-o", target)
    written = (folder / target).read_bytes()
    assert decompressed(written, target).read().decode() == "".join(DROPPED)
    if not changed and form(source) == form(target):
        assert written == data
    assert textkit("undo", "last", cwd=folder).code == 0
    assert not (folder / target).exists()


def test_a_finding_is_taken_back_in_an_output_of_another_form(folder: Path) -> None:
    (folder / "r.jsonl.gz").write_bytes(gzip.compress("".join(LINES).encode()))
    dedupe(folder, "r.jsonl.gz", "-o", "out.jsonl")
    one = said(dedupe(folder, "r.jsonl.gz", "--format", "jsonl").text)[1]["id"]
    assert textkit("undo", "last", "--finding", one, cwd=folder).code == 0
    assert (folder / "out.jsonl").read_text("utf-8") == "".join(LINES[:8])


# -- what is told beside the output -----------------------------------------------------------------------------------


def test_what_went_is_collected(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 200)
    dedupe(folder, "r.jsonl", "-o", "out.jsonl", "--removed", "gone.jsonl")
    gone = said((folder / "gone.jsonl").read_text("utf-8"))
    assert [(g["line"], g["record"], g["kept"]["line"]) for g in gone] == [(5, "d", 1), (9, "7.10", 4)]
    assert gone[1]["text"] == OTHER


def test_a_plan_of_records_is_carried_out_and_taken_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 200)
    before = (folder / "r.jsonl").read_bytes()
    textkit("clean", "r.jsonl", "--unit", "document", "--plan", "plan.jsonl", cwd=folder)
    plan = said((folder / "plan.jsonl").read_text("utf-8"))
    assert plan[1]["findings"] == len(plan) - 2
    assert textkit("apply", "plan.jsonl", "--in-place", cwd=folder).code == 0
    assert (folder / "r.jsonl").read_text("utf-8") == "".join(DROPPED)
    assert textkit("undo", "last", cwd=folder).code == 0
    assert (folder / "r.jsonl").read_bytes() == before


@pytest.mark.parametrize("number", [1, 5, 9])
def test_explain_finds_a_record_in_any_chunk(folder: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(module, "CHUNK", 200)
    ran = textkit("explain", f"r.jsonl:{number}", cwd=folder)
    assert json.loads(LINES[number - 1])["text"][:10] in ran.text
    assert "has 9 lines" in textkit("explain", "r.jsonl:10", cwd=folder).err


# -- annotations ------------------------------------------------------------------------------------------------------

COPY = {"role": "copy", "kept": "a", "kept_path": "r.jsonl", "kept_line": 1, "kind": "exact",
    "similarity": 1.0, "fate": "would-apply"}  # fmt: skip


@pytest.mark.parametrize("size", [100, 1 << 20])
def test_annotated_records_lose_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(module, "CHUNK", size)
    ran = textkit("dedupe", "r.jsonl", "--annotate", "-o", "out.jsonl", cwd=folder)
    assert "2 annotated" in ran.err
    out = (folder / "out.jsonl").read_text("utf-8").splitlines(keepends=True)
    assert len(out) == len(LINES)
    notes = {}
    for before, after in zip(LINES, out, strict=True):
        if before != after:
            made = json.loads(after)
            notes[made["id"]] = made.pop("dedupe")
            assert made == json.loads(before)
            assert after.startswith(before.rstrip("}\n"))
    assert notes["a"] == {"cluster": notes["d"].pop("cluster"), "role": "kept"}
    assert notes["d"] == COPY
    assert notes[7.10]["kept"] == "c"
    near = notes["e"]
    assert (near["kept"], near["kind"], near["fate"], near["reason"]) == ("b", "near", "withheld", "unsafe")
    assert notes["b"] == {"cluster": near["cluster"], "role": "kept"}
    assert set(notes) == {"a", "b", "c", "d", "e", 7.10}


def test_annotating_again_writes_the_same_and_undo_takes_it_back(folder: Path) -> None:
    before = (folder / "r.jsonl").read_bytes()
    textkit("dedupe", "r.jsonl", "--annotate", "--in-place", cwd=folder)
    once = (folder / "r.jsonl").read_bytes()
    assert once != before
    textkit("dedupe", "r.jsonl", "--annotate", "-o", "again.jsonl", cwd=folder)
    assert (folder / "again.jsonl").read_bytes() == once
    runs = [text.split()[0] for text in textkit("undo", cwd=folder).text.splitlines()]
    one = textkit("undo", runs[0], "-v", cwd=folder).text.splitlines()[1].split()[0]
    assert "annotated" in textkit("undo", runs[0], "--finding", one, cwd=folder).err
    assert textkit("undo", runs[0], cwd=folder).code == 0
    assert (folder / "r.jsonl").read_bytes() == before


def test_a_kept_record_of_another_file_is_told_of(folder: Path) -> None:
    (folder / "old.jsonl").write_text(line("o", BRIDGE), "utf-8")
    textkit("dedupe", "r.jsonl", "old.jsonl", "--prefer", "old.jsonl", "--annotate", "-o", "out/", cwd=folder)
    (old,) = said((folder / "out" / "old.jsonl").read_text("utf-8"))
    first = json.loads((folder / "out" / "r.jsonl").read_text("utf-8").splitlines()[0])
    assert old["dedupe"]["role"] == "kept"
    assert first["dedupe"]["cluster"] == old["dedupe"]["cluster"]
    assert (first["dedupe"]["kept"], first["dedupe"]["kept_path"]) == ("o", "old.jsonl")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["r.jsonl", "t.txt", "-o", "out/"], "t.txt: has no records to annotate"),
        (["r.jsonl", "--unit", "paragraph", "-o", "out.jsonl"], "--unit document"),
    ],
)
def test_only_whole_records_are_annotated(folder: Path, arguments: list[str], says: str) -> None:
    (folder / "t.txt").write_text(BRIDGE, "utf-8")
    ran = textkit("dedupe", *arguments, "--annotate", cwd=folder)
    assert ran.code == 2
    assert says in ran.err
    assert not (folder / "out").exists()


# -- memory -----------------------------------------------------------------------------------------------------------

MEASURE = """
import resource, sys
from textkit.cli import app
try:
    app(sys.argv[1:])
except SystemExit as stop:
    print(stop.code, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no resource module")
def test_records_go_through_in_little_memory(tmp_path: Path) -> None:
    """What 15,000 records say of a hundred thousand commas would be a quarter of a gigabyte if it were held."""
    (tmp_path / "textkit.toml").touch()
    dice = random.Random(5)
    with (tmp_path / "r.jsonl").open("w", encoding="utf-8") as file:
        for n in range(15_000):
            file.write(line(n, "".join(dice.sample(SENTENCES, 8)).replace("，", ",")))
    peaks = []
    for name in ("few.jsonl", "r.jsonl"):
        if name == "few.jsonl":
            (tmp_path / name).write_text(line(1, "好,的。"), "utf-8")
        options = ["--select", "ascii-comma", "-o", f"out/{name}", "--report", "r.json"]
        command = [sys.executable, "-c", MEASURE, "normalize", name, *options]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        code, peak = ran.stderr.splitlines()[-1].split()
        assert code == "0"
        peaks.append(int(peak) / (1 << 20 if sys.platform == "darwin" else 1 << 10))
    assert (tmp_path / "r.json").stat().st_size > 40_000_000
    assert peaks[1] < peaks[0] + 60, peaks


def test_a_fault_of_ours_is_told_with_the_record_that_shows_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = line("x", f"{BRIDGE}\n{FIELD}")
    (folder / "r.jsonl").write_text(line("a", BRIDGE) + broken + line("b", FIELD), "utf-8")

    def fail(text: str, markdown: bool = False) -> Decisions:
        raise IndexError(text[:2])

    monkeypatch.setattr(paragraphs, "decide", fail)
    ran = textkit("dedupe", "r.jsonl", cwd=folder)
    assert ran.code == 2
    assert "r.jsonl:2: rule DUP001 failed: IndexError: 村里" in ran.err
