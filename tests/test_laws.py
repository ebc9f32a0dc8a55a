"""What must hold for any text whatever."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.cli.run import textkit
from tests.texts import SENTENCES, pages, texts, wrapped
from textkit.api import clean, process
from textkit.files.script import finding_lines, recorded
from textkit.model.document import Document
from textkit.model.policy import Policy
from textkit.model.replay import replay
from textkit.model.span import Lines
from textkit.pipeline.engine import Engine
from textkit.pipeline.outcomes import outcomes
from textkit.pipeline.registry import build
from textkit.reports import finding_json
from textkit.settings import STEPS

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
some = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(texts)
@settings(max_examples=300, deadline=None)
def test_lines_rejoin_to_the_text(text: str) -> None:
    lines = Lines(text)
    assert "".join(lines.span(k).slice(text) for k in range(len(lines))) == text


COPIED = "图为村民在田间劳作。研究人员在实验室里观察到了一种新的现象，目前还没有得\n到解释，会议由副主任主持，共有125人参加。\n"


@given(texts | pages())
@example(COPIED * 2)
@example(
    "春天的早晨,河边的柳树已经发了芽。春天的早晨,河边的柳树\n已经发了芽。研究人员在实验室里观察到了一种新的现象，目前\n还没有得到解释\n"
    * 2
)
@example(COPIED * 2 + COPIED.replace("会议", "春天的早晨，河边的柳树已经发了芽。会议"))
@some
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once


@pytest.mark.parametrize("step", ["decode", "rejoin", "normalize", "dedupe"])
@given(text=texts)
@some
def test_a_step_has_nothing_to_add_to_its_own_result(step: str, text: str) -> None:
    once = process(text, [step]).text
    assert process(once, [step]).text == once


@given(texts)
@some
def test_the_chain_of_filters_is_clean(text: str) -> None:
    chained = text
    for step in ("decode", "rejoin", "normalize", "dedupe"):
        chained = process(chained, [step]).text
    assert chained == clean(text).text


@given(texts | pages())
@some
def test_rejoin_adds_nothing_after_normalize(text: str) -> None:
    done = process(text, ["rejoin", "normalize"]).text
    assert process(done, ["rejoin"]).text == done


@given(texts)
@some
def test_every_character_is_accounted_for(text: str) -> None:
    result = clean(text)
    removed = sum(len(c.before) for c in result.changes)
    added = sum(len(c.after) for c in result.changes)
    assert len(result.before) - removed + added == len(result.text)
    for change in result.changes:
        assert change.before == result.before[change.offset : change.end_offset]
        assert change.findings
    for outcome in result.outcomes:
        for edit in outcome.edits:
            assert edit.before == result.before[edit.offset : edit.end_offset]
    assert len({o.id for o in result.outcomes}) == len(result.outcomes)


def cleaned(text: str) -> Document:
    """The document that ``clean`` makes of ``text``."""
    return Engine.of(build(STEPS, {}), Policy()).alone(Document.of(text))


@given(texts, st.data())
@some
def test_a_run_replayed_is_the_run_and_without_a_finding_differs_in_its_places(text: str, data: st.DataObject) -> None:
    document = cleaned(text)
    found = outcomes(document, writes=True)
    lines = list(finding_lines(document, {o.number: finding_json(o) for o in found}))
    passes, _ = recorded(lines, "-").get(0, ([], {}))
    assert replay(text, passes).changes.apply(text) == document.text
    made = [o for o in found if o.fate == "applied"]
    if not made:
        return
    refused = data.draw(st.sampled_from(made))
    passes, numbered = recorded(lines, "-", frozenset({refused.id}))[0]
    again = replay(text, passes)
    # What differs lies where the refused finding and those it names as fallen had edits, and nowhere else.
    gone = {refused.id} | {str(numbered[n]["id"]) for n in again.fallen}
    touched = [e for o in found if o.id in gone for e in o.edits]
    changes = {(c.start, c.end, c.after) for c in document.origin}
    for c in again.changes:
        if (c.start, c.end, c.after) not in changes:
            assert any(e.offset <= c.end and c.start <= e.end_offset for e in touched)


def corpus(folder: Path) -> None:
    """Some files that share paragraphs."""
    folder.mkdir()
    dice = random.Random(4)
    paragraphs = ["".join(dice.sample(SENTENCES, 4)) for _ in range(8)]
    for name in "abcdef":
        chosen = dice.sample(paragraphs, 4)
        (folder / f"{name}.txt").write_text("\n\n".join(wrapped(p, 17, "\n") for p in chosen) + "\n", "utf-8")


def test_the_result_does_not_depend_on_order_or_jobs(tmp_path: Path) -> None:
    corpus(tmp_path / "in")
    names = sorted(p.name for p in (tmp_path / "in").iterdir())
    outputs = []
    for k, (order, jobs) in enumerate([(names, "1"), (names[::-1], "1"), (names, "3")]):
        ran = textkit(
            "clean", *(f"in/{n}" for n in order), "-o", f"out{k}/", "--jobs", jobs, "--max-loss", "1", cwd=tmp_path
        )
        assert ran.code == 0, ran.err
        outputs.append({p.name: p.read_bytes() for p in (tmp_path / f"out{k}").glob("*.txt")})
    assert outputs[0] == outputs[1] == outputs[2]
    assert any(outputs[0][n] != (tmp_path / "in" / n).read_bytes() for n in names)


@given(texts.map(lambda t: t.encode("utf-8", "surrogatepass")) | st.binary(max_size=60))
@example("一段。\r\n另一段，".encode("gb18030"))
@example("\ufeff一段文字,到此为止\n".encode("utf-16"))
@some
def test_undo_gives_back_the_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("undo")
    (folder / "textkit.toml").touch()
    file = folder / "a.txt"
    file.write_bytes(data)
    ran = textkit("clean", "a.txt", "--in-place", cwd=folder)
    assert ran.code in (0, 2), ran.err  # 2: not read, or removals withheld that --max-loss does not allow
    if file.read_bytes() != data:
        back = textkit("undo", "last", cwd=folder)
        assert back.code == 0, back.err
    assert file.read_bytes() == data


def test_undo_gives_back_the_seeds(tmp_path: Path) -> None:
    (tmp_path / "textkit.toml").touch()
    for seed in SEEDS:
        (tmp_path / seed.name).write_bytes(seed.read_bytes())
    assert textkit("clean", ".", "--in-place", cwd=tmp_path).code == 0
    assert any((tmp_path / s.name).read_bytes() != s.read_bytes() for s in SEEDS)
    assert textkit("undo", "last", cwd=tmp_path).code == 0
    assert all((tmp_path / s.name).read_bytes() == s.read_bytes() for s in SEEDS)
