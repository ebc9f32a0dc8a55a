"""Taking back runs on records, on compressed files and on encodings that do not give their bytes back."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from tests.cli.run import textkit
from textkit.files.compression import compressed

BRIDGE = "村里的老人们说,这座石桥是一百多年前由全村人一起出钱修建的,桥头还立着一块碑。"
FIELD = "秋天到了,田野里一片金黄,农民们忙着收割稻谷。"
RECORDS = "".join(
    json.dumps({"id": n, "text": text}, ensure_ascii=False) + "\n"
    for n, text in enumerate([BRIDGE, FIELD, BRIDGE, "另一段没有什么问题。"])
).encode()
PACKED: dict[str, Callable[[bytes], bytes]] = {
    "r.jsonl": bytes,
    "r.jsonl.gz": lambda data: gzip.compress(data, 1),
    "r.jsonl.zst": lambda data: (
        zstandard.ZstdCompressor(level=19).compress(data[:9]) + zstandard.ZstdCompressor().compress(data[9:])
    ),
}
UNPACKED: dict[str, Callable[[bytes], bytes]] = {"r.jsonl": bytes, "r.jsonl.gz": gzip.decompress}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "textkit.toml").touch()
    return tmp_path


def applied(folder: Path) -> list[str]:
    """The ids of what the last run applied."""
    lines = textkit("undo", "last", "-v", cwd=folder).text.splitlines()
    return [line.split()[0] for line in lines if line.startswith("  ") and "applied" in line]


@pytest.mark.parametrize("unit", ["paragraph", "document"])
@pytest.mark.parametrize("turn", [1, -1])
@pytest.mark.parametrize("name", PACKED)
def test_findings_of_records_in_any_order_and_then_the_rest(folder: Path, name: str, turn: int, unit: str) -> None:
    file = folder / name
    data = PACKED[name](RECORDS)
    file.write_bytes(data)
    assert textkit("clean", name, "--in-place", "--unit", unit, cwd=folder).code == 0
    assert file.read_bytes() != data
    ids = applied(folder)[::turn]
    assert len(ids) > 4
    for one in ids[: len(ids) // 2]:
        assert textkit("undo", "last", "--finding", one, cwd=folder).code == 0
    middle = file.read_bytes()
    assert middle != data
    for one in ids[len(ids) // 2 :]:
        assert textkit("undo", "last", "--finding", one, cwd=folder).code == 0
    assert file.read_bytes() == data
    assert textkit("undo", "last", cwd=folder).code == 0
    assert file.read_bytes() == data


@pytest.mark.parametrize("name", UNPACKED)
def test_a_record_whose_field_was_emptied_stays_when_another_finding_goes(folder: Path, name: str) -> None:
    file = folder / name
    data = PACKED[name](RECORDS)
    file.write_bytes(data)
    textkit("clean", name, "--in-place", cwd=folder)
    before = UNPACKED[name](file.read_bytes()).splitlines()
    assert b'"text": ""' in before[2]
    assert textkit("undo", "last", "--finding", applied(folder)[0], cwd=folder).code == 0
    after = UNPACKED[name](file.read_bytes()).splitlines()
    assert after[0] != before[0]
    assert after[1:] == before[1:]
    assert textkit("undo", "last", cwd=folder).code == 0
    assert file.read_bytes() == data


@pytest.mark.parametrize("name", PACKED)
def test_records_nothing_touches_keep_their_bytes(folder: Path, name: str) -> None:
    data = PACKED[name]('{"text": "没有问题。"}\n{"text": 5}\n'.encode())
    (folder / name).write_bytes(data)
    textkit("clean", name, "-o", "out/", cwd=folder)
    assert (folder / "out" / name).read_bytes() == data
    textkit("clean", name, "--in-place", cwd=folder)
    assert (folder / name).read_bytes() == data


@pytest.mark.parametrize("where", [["-o", "out/"], ["--in-place"]])
def test_a_run_undone_twice_is_undone_already(folder: Path, where: list[str]) -> None:
    (folder / "u.txt").write_text(BRIDGE + "\n", "utf-8")
    textkit("clean", "u.txt", *where, cwd=folder)
    one = applied(folder)[0]
    assert textkit("undo", "last", cwd=folder).code == 0
    for more in ([], ["--finding", one]):
        again = textkit("undo", "last", *more, cwd=folder)
        assert again.code == 0
        assert "undone already" in again.text
    assert (folder / "u.txt").read_text("utf-8") == BRIDGE + "\n"
    assert not (folder / "out" / "u.txt").exists()


def test_a_finding_taken_back_twice(folder: Path) -> None:
    (folder / "u.txt").write_text(BRIDGE + "\n", "utf-8")
    textkit("clean", "u.txt", "--in-place", cwd=folder)
    one = applied(folder)[0]
    assert textkit("undo", "last", "--finding", one, cwd=folder).code == 0
    once = (folder / "u.txt").read_bytes()
    assert "undone already" in textkit("undo", "last", "--finding", one, cwd=folder).text
    assert (folder / "u.txt").read_bytes() == once


@pytest.mark.parametrize(
    ("data", "more"),
    [
        pytest.param(BRIDGE.encode("gb18030") + b"\xff\n" + BRIDGE.encode(), [], id="mixed and damaged"),
        pytest.param(b"\xff\xfe" + BRIDGE.encode("utf-16-le"), [], id="with a mark"),
        pytest.param(BRIDGE.encode(), ["--to-encoding", "utf-16"], id="to another encoding"),
        pytest.param("\ufeff".encode() * 2 + BRIDGE.encode(), ["--ignore", "NRM002"], id="a mark in the text"),
        # Both have the same bytes in gb18030.
        pytest.param(("\ufe10\ue78d" + BRIDGE).encode(), ["--to-encoding", "gb18030"], id="characters of one code"),
    ],
)
def test_bytes_come_back_whatever_the_encodings(folder: Path, data: bytes, more: list[str]) -> None:
    file = folder / "u.txt"
    file.write_bytes(data)
    ran = textkit("normalize", "u.txt", "--in-place", *more, cwd=folder)
    assert ran.code == 0, ran.err
    written = file.read_bytes()
    assert written != data
    assert textkit("undo", "last", "--finding", applied(folder)[-1], cwd=folder).code == 0
    assert file.read_bytes() != written
    assert textkit("undo", "last", cwd=folder).code == 0
    assert file.read_bytes() == data


def test_bytes_that_can_be_computed_are_not_kept(folder: Path) -> None:
    file = folder / "r.jsonl.gz"
    for data, kept in ((PACKED["r.jsonl.gz"](RECORDS), True), (b"".join(compressed([RECORDS], file.name)), False)):
        file.write_bytes(data)
        ran = textkit("normalize", file.name, "--in-place", "--journal", f"kept{kept}", cwd=folder)
        assert ran.code == 0
        assert bool(list((folder / f"kept{kept}").rglob("*.raw"))) == kept
        assert textkit("undo", "last", "--journal", f"kept{kept}", cwd=folder).code == 0
        assert file.read_bytes() == data
