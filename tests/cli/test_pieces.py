"""A long text goes through normalize piece by piece, and nobody sees it but in the memory it takes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.cli.run import textkit
from tests.texts import SENTENCES
from textkit.cli.record import telling
from textkit.files import pieces
from textkit.files.journal import find_run
from textkit.files.undo import findings

DIRT = ["甲,乙来了.", "１２月", "思 想 教 育 。", "⼈民\u200b的", "“好!”他说", "(一)总则", "第一...", "か"]


@pytest.fixture
def text() -> str:
    rng = random.Random(3)
    lines = ["".join(rng.choices([*SENTENCES, *DIRT], k=3)) for _ in range(400)]
    return "\n".join([*lines, *lines[:100]])  # some lines stand there twice


@pytest.fixture
def folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "textkit.toml").touch()
    (tmp_path / "a.txt").write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def cuts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Texts from 2,000 bytes on are cut into pieces of about 1,000 characters; how many pieces each text had."""
    made: list[int] = []
    original = pieces.cut_up

    def counted(blocks, cut, size, path=""):  # type: ignore[no-untyped-def]
        made.append(0)
        for piece in original(blocks, cut, size, path):
            made[-1] += 1
            yield piece

    monkeypatch.setattr(pieces, "BLOCK", 500)
    monkeypatch.setattr(pieces, "cut_up", counted)
    defaults = pieces.Pieces.__init__
    monkeypatch.setattr(pieces.Pieces, "__init__", lambda self, guess: defaults(self, guess, 2000, 1000))
    return made


def journal(folder: Path) -> list[dict[str, object]]:
    """The findings of the last run as its journal tells them, but for the offsets in their passes."""
    entry = find_run(folder / ".textkit", "last").entries[0]
    lines = findings(entry, folder, telling)
    found = [{k: v for k, v in x.items() if k not in ("edits", "document", "pass")} for x in lines]
    return sorted(found, key=lambda x: (x["line"], x["column"], x["id"]))


def test_the_same_text_findings_and_ids(folder: Path, request: pytest.FixtureRequest) -> None:
    assert textkit("normalize", "a.txt", "-o", "whole.txt", cwd=folder).code == 0
    told = journal(folder)
    made: list[int] = request.getfixturevalue("cuts")
    ran = textkit("normalize", "a.txt", "-o", "b.txt", cwd=folder)
    assert ran.code == 0
    assert made[0] > 5
    assert (folder / "b.txt").read_bytes() == (folder / "whole.txt").read_bytes()
    assert journal(folder) == told
    assert len({x["id"] for x in told}) == len(told) > 500


def test_what_was_not_applied_is_told_as_well(folder: Path, request: pytest.FixtureRequest) -> None:
    (folder / "textkit.toml").write_text('[per-file-ignores]\n"*.txt" = ["ascii-comma"]\n', "utf-8")
    with (folder / "a.txt").open("a", encoding="utf-8") as file:
        file.write("\n丙。，丁㇐\n" * 3)
    assert textkit("normalize", "a.txt", "-o", "whole.txt", cwd=folder).code == 0
    told = journal(folder)
    request.getfixturevalue("cuts")
    ran = textkit("normalize", "a.txt", "-o", "b.txt", cwd=folder)
    assert "per-file-ignores" not in ran.err
    assert journal(folder) == told
    assert {str(x["fate"]) for x in told} == {"applied", "suppressed", "reported"}
    assert textkit("undo", "last", "-v", cwd=folder).out.count(b"conflicting-marks  reported") == 3


def test_findings_are_told_until_the_output_changes(folder: Path, cuts: list[int]) -> None:
    assert textkit("normalize", "a.txt", "--in-place", cwd=folder).code == 0
    one = str(journal(folder)[0]["id"])
    with (folder / "a.txt").open("a", encoding="utf-8") as file:
        file.write("更多。\n")
    ran = textkit("undo", "last", "-v", cwd=folder)
    assert ran.code == 2
    assert "edited since" in ran.err
    assert textkit("undo", "last", "--finding", one, cwd=folder).code == 2


def test_a_filter_gives_the_same_text(folder: Path, text: str, cuts: list[int]) -> None:
    whole = textkit("normalize", "a.txt", "-o", "-", "--report", "r.json", "--exit-zero", cwd=folder)
    assert not cuts
    ran = textkit("normalize", stdin=b"\xef\xbb\xbf" + text.encode(), cwd=folder)
    assert cuts[0] > 5
    assert ran.out == whole.out


def test_undo_gives_the_bytes_back_whole_and_by_finding(folder: Path, text: str, cuts: list[int]) -> None:
    file = folder / "a.txt"
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    before = file.read_bytes()
    assert textkit("normalize", "--in-place", "a.txt", cwd=folder).code == 0
    assert cuts[0] > 5
    after = file.read_text("utf-8")
    stroke = [x for x in journal(folder) if x["name"] == "ascii-comma"][-1]
    assert textkit("undo", "last", "--finding", str(stroke["id"]), cwd=folder).code == 0
    lines = file.read_text("utf-8").split("\n")
    number = int(str(stroke["line"])) - 1
    assert lines[number] != after.split("\n")[number]
    assert lines[number].count(",") == after.split("\n")[number].count(",") + 1
    lines[number] = after.split("\n")[number]
    assert lines == after.split("\n")
    assert textkit("undo", "last", cwd=folder).code == 0
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("add", "readings"),
    [
        ("\n&#96;&#96;&#96;\n甲,乙\n" + "丙,丁\n" * 500, 1),  # becomes a fence: no piece stands for itself
        ("\n出现&#12363;字。" * 10, 1),  # kana that none of the first passes sees
        ("\n３人分５组到６个村，" * 10 + "\n来了 4 人，", 2),  # the habit shows only later: the guess is put right once
    ],
)
def test_what_cannot_be_done_in_pieces_is_done_again(
    folder: Path, text: str, add: str, readings: int, request: pytest.FixtureRequest
) -> None:
    (folder / "a.txt").write_text(text.translate(dict.fromkeys(map(ord, "か0123456789１２"))) + add, "utf-8")
    assert textkit("normalize", "a.txt", "-o", "whole.txt", cwd=folder).code == 0
    made: list[int] = request.getfixturevalue("cuts")
    ran = textkit("normalize", "a.txt", "-o", "b.txt", cwd=folder)
    assert ran.code == 0
    assert ran.err.count("1 file") == 1
    assert len(made) == readings
    assert (folder / "b.txt").read_bytes() == (folder / "whole.txt").read_bytes()


def test_other_encodings_and_broken_files_are_read_whole(folder: Path, text: str, cuts: list[int]) -> None:
    (folder / "g.txt").write_bytes(text.replace("👩", "").encode("gb18030"))
    (folder / "b.txt").write_bytes(text.encode() + b"\xe4\xb8\n")
    for name in ("g.txt", "b.txt"):
        assert textkit("normalize", name, "-o", "out.txt", cwd=folder).code == 0
    assert not cuts
