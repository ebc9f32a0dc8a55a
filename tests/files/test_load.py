"""Encodings as told on the command line: kept, changed, refused with one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import textkit

TEXT = "村里的老人们说这座石桥\n是一百多年前修建的。\n"
WARNING = "is written as UTF-8"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "textkit.toml").touch()
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "r.jsonl").write_text('{"text": "没有,问题。"}\n', "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--encoding", "undefined"], "unknown encoding 'undefined'"),
        (["--encoding", "idna"], "unknown encoding 'idna'"),
        (["--encodings", "nonsense"], "unknown encoding 'nonsense'"),
        (["--languages", "xx"], "zh, ja, ko, en"),
        (["--to-encoding", "nonsense"], "unknown encoding 'nonsense'"),
        (["--to-encoding", "rot13"], "unknown encoding 'rot13'"),
        (["--to-encoding", "base64"], "unknown encoding 'base64'"),
        (["--to-encoding", "idna"], "unknown encoding 'idna'"),
    ],
)
def test_a_name_that_means_nothing(folder: Path, options: list[str], says: str) -> None:
    for name in ("a.txt", "r.jsonl"):
        ran = textkit("normalize", name, "-o", "out/", *options, cwd=folder)
        assert ran.code == 2
        assert says in ran.err
        assert "Traceback" not in ran.err
        assert not (folder / "out" / name).exists()


@pytest.mark.parametrize("encodings", ["big5", "big5,utf-8", "Big5-HKSCS,gb2312", "gbk,big5,utf-16"])
def test_narrow_names_may_be_expected(folder: Path, encodings: str) -> None:
    (folder / "b.txt").write_bytes("村裡的老人說話".encode("big5", "ignore") * 3 + b"\xff\x80\n")
    ran = textkit("decode", "b.txt", "-o", "out/", "--encodings", encodings, cwd=folder)
    assert ran.code == 0, ran.err
    assert (folder / "out" / "b.txt").read_text("utf-8").startswith("村裡的老人說話")


@pytest.mark.parametrize(
    ("name", "begins", "codec"),
    [
        ("utf-16", b"\xff\xfe", "utf-16-le"),
        ("UTF-32", b"\xff\xfe\0\0", "utf-32-le"),
        ("utf-8-sig", b"\xef\xbb\xbf", "utf-8"),
        ("utf-16-be", b"", "utf-16-be"),
        ("gbk", b"", "gbk"),
    ],
)
def test_encodings_with_a_mark_are_written_with_it(folder: Path, name: str, begins: bytes, codec: str) -> None:
    (folder / "a.txt").write_text("没有问题。\n", "utf-8")
    assert textkit("normalize", "a.txt", "-o", "out/", "--to-encoding", name, cwd=folder).code == 0
    assert (folder / "out" / "a.txt").read_bytes() == begins + "没有问题。\n".encode(codec)


@pytest.mark.parametrize(
    ("data", "warned"),
    [
        pytest.param(TEXT.encode(), False, id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf" + TEXT.encode(), False, id="a mark that is kept"),
        pytest.param(TEXT.encode("gb18030"), False, id="another encoding, kept"),
        pytest.param(TEXT.encode() + b"\xff" + TEXT.encode(), True, id="UTF-8, damaged"),
        pytest.param(b"\xef\xbb\xbf" + TEXT.encode() + b"\xff", True, id="a mark that is lost"),
        pytest.param(TEXT.encode("gb18030") * 3 + TEXT.encode() * 3, True, id="two encodings"),
    ],
)
def test_who_keeps_encodings_says_where_it_does_not(folder: Path, data: bytes, warned: bool) -> None:
    (folder / "a.txt").write_bytes(data)
    ran = textkit("rejoin", "a.txt", "-o", "out/", cwd=folder)
    assert (WARNING in ran.err) == warned
    if warned:
        assert not (folder / "out" / "a.txt").read_bytes().startswith(b"\xef\xbb\xbf")
        (folder / "out" / "a.txt").read_bytes().decode("utf-8")
    assert WARNING not in textkit("decode", "a.txt", "-o", "out2/", cwd=folder).err


def test_records_have_one_encoding(folder: Path) -> None:
    for options in (["--encoding", "gbk"], ["--to-encoding", "gbk"], ["--to-encoding", "utf-8-sig"]):
        ran = textkit("normalize", "r.jsonl", "-o", "out/", *options, cwd=folder)
        assert ran.code == 2
        assert "records are read and written as UTF-8" in ran.err
    for options in (["--encoding", "utf8"], ["--to-encoding", "UTF-8"]):
        assert textkit("normalize", "r.jsonl", "-o", "out/", *options, cwd=folder).code == 0
