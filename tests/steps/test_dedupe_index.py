"""The index of reference paragraphs: what it finds for new ones is what they would be judged by beside all."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from textkit.model.document import Document, Key
from textkit.steps.dedupe import grams
from textkit.steps.dedupe.candidates import Candidates
from textkit.steps.dedupe.checks import Duplicates
from textkit.steps.dedupe.codes import Codes
from textkit.steps.dedupe.facts import Facts
from textkit.steps.dedupe.lookup import Look, Lookup, TooMuch, tile
from textkit.steps.dedupe.options import Options
from textkit.steps.dedupe.stored import Builder, Damaged, Segment

ALPHABETS = (
    "abcd",
    "abcdefghij0123456789",
    "甲乙丙丁戊己庚辛壬癸子丑寅卯，。",
    "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏12𠀀𠀁𠮷。",
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天12345，。",
)
NO_LIMIT = 10**9

Stored = list[tuple[Key, Facts]]


def paragraph(dice: random.Random, alphabet: str, pool: Sequence[str]) -> str:
    """A new text, or one made from another: slips, cut, joined with another, turned round."""
    if not pool or dice.random() < 0.3:
        return "".join(dice.choices(alphabet, k=dice.randint(1, dice.choice((30, 60, 140)))))
    made = list(dice.choice(pool))
    how = dice.random()
    if how < 0.6:
        for _ in range(dice.randint(0, max(1, len(made) // 6))):
            at = dice.randrange(len(made) + 1)
            made[at : at + dice.randint(0, 1)] = dice.choices(alphabet, k=dice.randint(0, 1))
    elif how < 0.7:
        made = made[: len(made) // 2]
    elif how < 0.8:
        made += dice.choice(pool)
    elif how < 0.9:
        at = dice.randrange(len(made) + 1)
        made = made[at:] + made[:at]
    return "".join(made) or "x"


def collected(check: Duplicates, files: Iterable[tuple[str, Sequence[str]]], reference: bool) -> Stored:
    documents = (Document.of("\n\n".join(texts) + "\n", path) for path, texts in files)
    return [(d.key, check.collect(d, reference)) for d in documents]


def stored(folder: Path, documents: Stored, options: Options, hidden: Iterable[Key] = ()) -> Segment:
    folder.mkdir()
    builder = Builder(folder, options.passages)
    for key, facts in documents:
        builder.add(key, facts)
    builder.finish()
    mask = np.array([key in set(hidden) for key, _ in documents], np.bool_)
    return Segment.open(folder, mask if mask.any() else None)


def told(check: Duplicates, new: Stored, references: Iterable[tuple[Key, Facts]]) -> list[object]:
    """All that is found in ``new`` documents."""
    corpus = check.gather()
    for key, facts in (*new, *references):
        corpus[key] = facts
    found = check.judge(corpus)
    return [(key, list(found[key])) for key, _ in new if key in found]


@settings(max_examples=60)
@given(dice=st.randoms(use_true_random=False), data=st.data())
def test_the_findings_are_those_beside_all_references(
    dice: random.Random, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    alphabet = data.draw(st.sampled_from(ALPHABETS))
    options = Options(
        threshold=Fraction(data.draw(st.sampled_from(("0.75", "0.8", "0.85", "0.9", "0.95", "1")))),
        min_length=data.draw(st.sampled_from((20, 8, 40))),
        passages=data.draw(st.sampled_from((50, 30, 0))),
        unit=data.draw(st.sampled_from(("paragraph", "line", "document"))),
        keep=data.draw(st.sampled_from(("complete", "longest", "first", "central"))),
        allow_template=data.draw(st.booleans()),
        unsafe=data.draw(st.booleans()),
        across=data.draw(st.booleans()),
        effort=NO_LIMIT,
    )
    pool: list[str] = []

    def texts(most: int) -> list[str]:
        made = []
        for _ in range(dice.randint(1, most)):
            made.append(paragraph(dice, alphabet, pool))
            pool.append(made[-1])
        return made

    old = [(f"r/{n}.txt", texts(12)) for n in range(dice.randint(1, 6))]
    new = [(f"n/{n}.txt", texts(8)) for n in range(dice.randint(1, 3))] + [("n/z.txt", old[0][1])]
    check = Duplicates(options)
    own, references = collected(check, new, False), collected(check, old, True)
    hidden = {key for key, _ in references if dice.random() < 0.1}
    folder = tmp_path_factory.mktemp("segments")
    cut = dice.randrange(len(references))
    parts = [part for part in (references[:cut], references[cut:]) if part]
    segments = [stored(folder / str(n), part, options, hidden) for n, part in enumerate(parts)]
    try:
        found = list(Candidates(segments, options).of(facts for _, facts in own))
    except TooMuch:
        return
    assert told(check, own, found) == told(check, own, [r for r in references if r[0] not in hidden])


def test_records_come_back_as_they_were(tmp_path: Path) -> None:
    check = Duplicates(Options(unit="document"))
    text = "第一批送审的图纸于去年冬天全部归档，由专人保管。"
    documents = [Document.of_record("a.jsonl", text * n, name, n) for n, name in ((1, "7"), (2, None), (3, "乙"))]
    facts = [(d.key, check.collect(d, True)) for d in documents]
    segment = stored(tmp_path / "s", facts, check.options)
    assert list(segment.facts(np.arange(3))) == facts


# -- grams ------------------------------------------------------------------------------------------------------------


@settings(max_examples=30)
@given(
    text=st.text("abc子丑", min_size=1, max_size=300),
    width=st.integers(2, 4),
    at=st.integers(0, 299),
    bits=st.sampled_from((14, 18)),
)
def test_a_gram_is_found_wherever_it_stands(text: str, width: int, at: int, bits: int) -> None:
    points = np.frombuffer(text.encode("utf-16-le"), np.uint16)
    parts = list(grams.table(points, bits))
    places = np.concatenate([places for places, _ in parts])
    starts = np.concatenate(([0], np.cumsum(np.concatenate([counts for _, counts in parts])))).astype(np.uint32)
    gram = text[at % len(text) :][:width]
    if len(gram) < width:
        return
    codes = np.frombuffer(gram.encode("utf-16-le"), np.uint16)
    hashes = grams.hashed(tuple(codes[n : n + 1] for n in range(width)), bits)
    begin, end = grams.run(starts, hashes, width, bits)
    found = places[int(begin[0]) : int(end[0])].tolist()
    assert {n for n in range(len(text)) if text.startswith(gram, n)} <= set(found)


def _stands(look: Look, x: str, text: str) -> bool:
    def at(base: int, there: int, own: int) -> bool:
        return 0 <= base + there < len(text) and text[base + there] == x[own]

    return any(
        all(at(base, there, own) for there, own in look.every)
        and (not look.one or any(at(base, there, own) for there, own in look.one))
        for base in range(len(text))
    )


@pytest.mark.parametrize("length", range(3, 10))
def test_a_tile_is_found_whatever_one_operation_did_to_it(length: int) -> None:
    x = "abcdefghi"[:length]
    touched = {x, *(x[:k] + x[k + 1 :] for k in range(length)), *(x[:k] + "!" + x[k:] for k in range(1, length))}
    for text in touched:
        assert any(_stands(look, x, f"<<{text}>>") for look in tile(length)), text


@settings(max_examples=60)
@given(dice=st.randoms(use_true_random=False), threshold=st.sampled_from(("0.8", "0.85", "0.9", "0.95")))
def test_similar_keys_are_those_of_comparing_all_with_all(
    dice: random.Random, threshold: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    exact = Fraction(threshold)
    alphabet = dice.choice(("ab", "abcdefgh", "甲乙丙丁戊己庚辛壬癸子丑寅卯"))
    pool: list[str] = []
    for _ in range(60):
        pool.append(paragraph(dice, alphabet, pool))
    new = sorted((paragraph(dice, alphabet, pool) for _ in range(10)), key=len)
    new = [text for text in new if len(text) >= 15]
    check = Duplicates(Options(unit="document"))
    documents = [Document.of_record("a.jsonl", text, None, n) for n, text in enumerate(pool, 1)]
    facts = [(d.key, check.collect(d, True)) for d in documents]
    segment = stored(tmp_path_factory.mktemp("similar") / "s", facts, check.options)
    lookup = Lookup(segment, segment.codes(Codes.of(new)), [0])
    try:
        keys = lookup.similar(np.arange(len(new)), exact, 15)
    except TooMuch:
        return
    found = {facts[row][1].items[0].text for row in segment.rows(keys).tolist()}
    alike = {
        b
        for b in pool
        if len(b) >= 15 and any((len(a) + len(b) - Indel.distance(a, b)) >= exact * (len(a) + len(b)) for a in new)
    }
    assert found == alike


# -- damage -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def segment(tmp_path: Path) -> Segment:
    check = Duplicates()
    facts = collected(check, [("a.txt", ["冬天全部归档由专人保管的图纸共计若干卷册，分别存放。"] * 2)], True)
    return stored(tmp_path / "s", facts, check.options)


def test_a_file_cut_off_is_seen_before_it_is_read(segment: Segment) -> None:
    for name in segment.kinds:
        path = segment.folder / name
        raw = path.read_bytes()
        path.write_bytes(raw[:-1] if raw else b"?")
        with pytest.raises(Damaged):
            Segment.open(segment.folder)
        path.write_bytes(raw)
    Segment.open(segment.folder)


def test_a_segment_without_its_list_is_none(segment: Segment) -> None:
    (segment.folder / "segment.json").unlink()
    with pytest.raises(Damaged):
        Segment.open(segment.folder)


def test_low_thresholds_are_left_to_comparing_all(segment: Segment) -> None:
    options = Options(threshold=Fraction("0.6"))
    check = Duplicates(options)
    new = collected(check, [("n.txt", ["山南水北谓之阳，山北水南谓之阴，古人以此为地名者甚多。"])], False)
    with pytest.raises(TooMuch):
        list(Candidates([segment], options).of(facts for _, facts in new))
