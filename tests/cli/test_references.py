"""References from the index are those that were read: after every change, beside other processes, and when it fails."""

from __future__ import annotations

import gzip
import multiprocessing
import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from textkit.cli import references
from textkit.cli.references import KIND, References
from textkit.files.cache import CacheShelf
from textkit.files.load import Reading
from textkit.files.walk import expand
from textkit.model.document import Document
from textkit.model.errors import TextkitError
from textkit.model.finding import Finding
from textkit.model.policy import Policy
from textkit.pipeline import registry
from textkit.pipeline.engine import Engine
from textkit.pipeline.indexed import Indexed
from textkit.settings import Settings

ALPHABET = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"


@pytest.fixture(autouse=True)
def _any_size_is_worth_an_index(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(references, "SMALL", 0)
    monkeypatch.setattr(references, "LOOSE", 0)
    monkeypatch.setattr(references, "FEW", 0)
    monkeypatch.setenv("TEXTKIT_CACHE_DIR", str(tmp_path / "cache"))


@dataclass
class Run:
    """One run on a new text beside the files of ``folder``."""

    folder: Path
    errors: list[TextkitError] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __call__(self, text: str) -> list[Finding]:
        engine = Engine.of(registry.build(("dedupe",), {}), Policy())
        facts = engine.gather(0)
        new = Document.of(text, "new.txt")
        facts[new.key] = engine.facts(0, new)
        inputs = expand([str(self.folder)])
        added = References(engine, inputs, Reading(), Settings(), self.folder, self.errors.append, self.said.append)
        added.add(0, facts)
        found = engine.judge(0, facts)
        return list(found[new.key]) if new.key in found else []


def plainly(folder: Path, text: str) -> list[Finding]:
    """What is found without an index."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(references, "SMALL", 1 << 60)
        return Run(folder)(text)


def paragraph(dice: random.Random) -> str:
    return "".join(dice.choices(ALPHABET, k=dice.randint(15, 90))) + "。"


def text_of(dice: random.Random, pool: list[str]) -> str:
    """Paragraphs, some like those of the ``pool``, which gets them."""
    made = []
    for _ in range(dice.randint(1, 5)):
        one = list(dice.choice(pool) if pool and dice.random() < 0.6 else paragraph(dice))
        for _ in range(dice.randint(0, 3)):
            one[dice.randrange(len(one))] = dice.choice(ALPHABET)
        made.append("".join(one))
    pool += made
    return "\n\n".join(made) + "\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    dice, pool = random.Random(1), list[str]()
    folder = tmp_path / "seeds"
    folder.mkdir()
    for n in range(8):
        (folder / f"{n}.txt").write_text(text_of(dice, pool), "utf-8")
    return folder


@pytest.fixture
def new(corpus: Path) -> str:
    copies = [(corpus / f"{n}.txt").read_text("utf-8") for n in (2, 5)]
    return "\n".join(copies) + "\n" + paragraph(random.Random(2)) + "\n"


def shelves(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache" / KIND).iterdir())


# -- the same as without ------------------------------------------------------------------------------------------------


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dice=st.randoms(use_true_random=False), loose=st.sampled_from((0, 600)))
def test_after_every_change_of_the_references(dice: random.Random, loose: int, tmp_path: Path) -> None:
    folder, pool = tmp_path / "changing", list[str]()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for n in range(dice.randint(1, 6)):
        (folder / f"{n}.txt").write_text(text_of(dice, pool), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(references, "LOOSE", loose)
        for step in range(5):
            text = text_of(dice, list(pool))
            assert Run(folder)(text) == plainly(folder, text)
            for path in sorted(folder.iterdir()):
                how = dice.random()
                if how < 0.15:
                    path.unlink()
                elif how < 0.3:
                    path.write_text(text_of(dice, pool), "utf-8")
                elif how < 0.45:  # as long as before, and as old
                    before = path.stat()
                    path.write_text(
                        "".join(dice.sample(path.read_text("utf-8"), len(path.read_text("utf-8")))), "utf-8"
                    )
                    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
            if dice.random() < 0.5:
                (folder / f"new{step}.txt").write_text(text_of(dice, pool), "utf-8")


def test_what_is_in_the_index_is_not_read_again(corpus: Path, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Run(corpus)(new)
    assert first == plainly(corpus, new)
    monkeypatch.setattr(Reading, "parts", None)
    assert Run(corpus)(new) == first


def test_a_file_that_was_removed_is_compared_with_no_more(corpus: Path, new: str) -> None:
    before = Run(corpus)(new)
    (corpus / "2.txt").unlink()
    after = Run(corpus)(new)
    assert after == plainly(corpus, new)
    assert before != after


def test_new_files_go_into_few_volumes(corpus: Path, new: str, tmp_path: Path) -> None:
    dice, pool = random.Random(3), list[str]()
    for n in range(20):
        Run(corpus)(new)
        (corpus / f"later{n}.txt").write_text(text_of(dice, pool), "utf-8")
    assert Run(corpus)(new) == plainly(corpus, new)
    [shelf] = shelves(tmp_path)
    assert len(CacheShelf(KIND, shelf.name).read().volumes) <= 5
    assert len([p for p in shelf.iterdir() if p.is_dir()]) <= 5


def test_much_text_goes_into_several_volumes(corpus: Path, new: str, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(references, "VOLUME", 1000)
        assert Run(corpus)(new) == plainly(corpus, new)
    assert len(list((tmp_path / "cache").rglob("places"))) > 1
    assert Run(corpus)(new) == plainly(corpus, new)


def test_records_are_found_by_their_line(tmp_path: Path, new: str) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    lines = [f'{{"id": "r{n}", "text": "{text}"}}\n' for n, text in enumerate(filter(None, new.split("\n")))]
    (folder / "a.jsonl").write_text("".join(lines), "utf-8")
    assert Run(folder)(new) == Run(folder)(new) == plainly(folder, new) != []


# -- when it cannot be had ------------------------------------------------------------------------------------------------


def test_a_cache_that_cannot_be_written_is_done_without(
    corpus: Path, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("TEXTKIT_CACHE_DIR", str(tmp_path / "file" / "cache"))
    run = Run(corpus)
    assert run(new) == plainly(corpus, new)
    assert not run.errors
    assert run.said


def test_a_full_disk_is_left_as_it_was(corpus: Path, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CacheShelf, "room", lambda _shelf, _size: False)
    assert Run(corpus)(new) == plainly(corpus, new)
    monkeypatch.undo()
    assert [p.name for shelf in shelves(tmp_path) for p in shelf.iterdir()] == ["lock"]


def test_a_write_that_fails_half_way_leaves_no_index(
    corpus: Path, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(self: Indexed, folder: Path) -> None:
        (folder / "half").write_bytes(b"...")
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Indexed, "writer", failing)
        assert Run(corpus)(new) == plainly(corpus, new)
    assert not list((tmp_path / "cache").rglob("manifest.json"))
    assert Run(corpus)(new) == plainly(corpus, new)
    assert not list((tmp_path / "cache").rglob("half"))


@pytest.mark.parametrize("how", ["cut", "gone", "filled", "list"])
def test_a_damaged_index_is_made_anew(corpus: Path, new: str, tmp_path: Path, how: str) -> None:
    expected = Run(corpus)(new)
    [places] = (tmp_path / "cache").rglob("places")
    if how == "cut":
        places.write_bytes(places.read_bytes()[:-4])
    elif how == "gone":
        shutil.rmtree(places.parent)
    elif how == "filled":
        places.with_name("rows").write_bytes(b"\xff" * places.with_name("rows").stat().st_size)
    else:
        (places.parents[1] / "manifest.json").write_text("{", "utf-8")
    assert Run(corpus)(new) == expected
    assert Run(corpus)(new) == expected
    assert len(list((tmp_path / "cache").rglob("places"))) == 1


def test_what_cannot_be_read_is_told_each_time_and_costs_no_index(corpus: Path, new: str, tmp_path: Path) -> None:
    (corpus / "broken.jsonl.gz").write_bytes(gzip.compress(new.encode())[:-12])
    for _ in range(2):
        run = Run(corpus)
        assert run(new) == plainly(corpus, new)
        assert [e.where for e in run.errors] == [str(corpus / "broken.jsonl.gz")]
    before = list((tmp_path / "cache").rglob("places"))
    Run(corpus)(new)
    assert list((tmp_path / "cache").rglob("places")) == before


def _in_another_process(folder: Path, text: str) -> list[Finding]:
    return Run(folder)(text)


@pytest.fixture
def pool() -> Iterator[multiprocessing.pool.Pool]:
    with multiprocessing.get_context("fork").Pool(4) as made:
        yield made


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the settings of this file are for this process and its children")
def test_several_processes_at_once(corpus: Path, new: str, tmp_path: Path, pool: multiprocessing.pool.Pool) -> None:
    expected = plainly(corpus, new)
    for _ in range(3):
        assert pool.starmap(_in_another_process, [(corpus, new)] * 4, 1) == [expected] * 4
        dice, texts = random.Random(4), list[str]()
        (corpus / "7.txt").write_text(text_of(dice, texts), "utf-8")
        expected = plainly(corpus, new)
    [shelf] = shelves(tmp_path)
    assert {p.name for p in shelf.iterdir() if p.is_dir()} == set(CacheShelf(KIND, shelf.name).read().volumes)
