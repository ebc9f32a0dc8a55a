"""Texts each of which is like very many others: held against those that stay, and told as a series if most do."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

import pytest

from textkit.model.finding import Trust
from textkit.steps.dedupe import candidate_heap as heap_module
from textkit.steps.dedupe import dense_groups as crowds_module
from textkit.steps.dedupe.corpus import Corpus
from textkit.steps.dedupe.facts import Facts, Item
from textkit.steps.dedupe.findings import Findings
from textkit.steps.dedupe.judge import judge
from textkit.steps.dedupe.options import Options
from textkit.steps.dedupe.relate import Kind
from textkit.steps.dedupe.rows import Rows
from textkit.steps.dedupe.verdict import Verdict

HAN = [chr(c) for c in range(0x6C00, 0x6F00)]
WHOLE = Fraction(1)


def verdict(texts: Sequence[str] | Sequence[tuple[int, str]], **options: object) -> Verdict:
    """The verdict on records, of lines 1, 2, … or as given."""
    corpus = Corpus()
    records = [t if isinstance(t, tuple) else (n, t) for n, t in enumerate(texts, 1)]
    corpus.update((("a", n), Facts("a", str(n), (Item(t, (), False),), len(t))) for n, t in records)
    return judge(Rows(corpus, Options(unit="document", max_loss=WHOLE, **options)))  # type: ignore[arg-type]


def slipped(text: str, rng: random.Random, slips: int) -> str:
    """``text`` with a character changed in ``slips`` places, apart from each other and from both ends."""
    characters = list(text)
    for k in rng.sample(range(1, len(text) // 3 - 1), slips):
        characters[3 * k] = rng.choice(HAN)
    return "".join(characters)


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text that is like another is too costly to compare."""
    monkeypatch.setattr(heap_module, "EFFORTS", 0)
    monkeypatch.setattr(heap_module, "FURTHER", 0)
    monkeypatch.setattr(heap_module, "FEW", 10**9)


def scans(rng: random.Random, pages: int, copies: int) -> list[str]:
    """Pages and copies of them with slips; no two copies of a page have one at the same place, for three such copies
    would pass for a family.
    """
    texts = ["".join(rng.sample(HAN, 6 * copies + 3)) + "。" for _ in range(pages)]
    for text in texts[:]:
        for n in range(copies):
            places = [6 * n + 2, 6 * n + 5][: rng.randrange(1, 3)]
            texts.append("".join(rng.choice(HAN) if k in places else c for k, c in enumerate(text)))
    return texts


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize("keep", ["complete", "longest", "first"])
def test_of_scans_the_same_go_as_by_comparing_all_with_all(keep: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = scans(random.Random(4), 8, 15)
    texts += [t[:60] for t in texts[:4]] + [t[: len(t) - 3] for t in texts[4:8]]
    held = verdict(texts, keep=keep)
    assert len(held.relations.crowd) > 120
    monkeypatch.undo()
    all_pairs = verdict(texts, keep=keep)
    assert not all_pairs.relations.crowd
    found = [{(r.gone, r.kept, r.relation.kind, r.goes) for r in v.removals} for v in (held, all_pairs)]
    assert found[0] == found[1]
    assert len(found[0]) > 110
    assert not held.missed


@pytest.mark.usefixtures("crowded")
def test_a_copy_that_was_not_held_against_all_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = scans(random.Random(5), 2, 15)
    texts.append(texts[0])
    for crowd in (True, False):
        told = [f for found in Findings(verdict(texts)).values() for f in found if f.edits]
        assert {f.rule.name for f in told} == {"exact-duplicate", "near-duplicate"}
        for finding in told:
            assert ("crowd" in finding.evidence) is (crowd and finding.rule.name == "near-duplicate")
        monkeypatch.undo()


@pytest.mark.usefixtures("crowded")
def test_what_goes_does_not_depend_on_the_order_the_texts_come_in() -> None:
    rng = random.Random(7)
    texts = list(enumerate(scans(rng, 3, 30), 1))
    told = []
    for _ in range(2):
        found = verdict(texts)
        told.append({(texts[r.gone], texts[r.kept], r.goes) for r in found.removals})
        rng.shuffle(texts)
    assert told[0] == told[1]
    assert len(told[0]) > 80


@pytest.mark.usefixtures("crowded")
def test_hundreds_of_scans_of_one_page_leave_one() -> None:
    rng = random.Random(3)
    page = "".join(rng.sample(HAN, 150)) + "。"
    texts = list(dict.fromkeys(slipped(page, rng, rng.randrange(1, 3)) for _ in range(400)))
    found = verdict(texts)
    gone = [r for r in found.removals if r.goes]
    assert len(gone) >= len(texts) - 5  # some slips are numerals
    assert {r.relation.kind for r in gone} == {Kind.NEAR}
    assert not found.missed
    assert not found.relations.skipped.any()


def certificates(rng: random.Random, count: int) -> list[str]:
    names = ["".join(rng.sample(HAN[:300], rng.randrange(2, 5))) for _ in range(count)]
    places = ["".join(rng.sample(HAN[300:], 3)) for _ in range(count)]
    return [
        f"兹证明{name}同志于今年参加了由{place}主办的业务培训班，学习期满，成绩合格，准予结业，特发此证，以资证明，有效期自发证之日起算，遗失不补，涂改无效。"
        for name, place in zip(names, places, strict=True)
    ]


@pytest.mark.usefixtures("crowded")
def test_certificates_are_one_series() -> None:
    texts = certificates(random.Random(5), 300)
    odd = texts[0].replace("准予结业", "不予结业并且通报批评")
    found = verdict([*texts, odd])
    assert not [r for r in found.removals if r.goes]
    assert len(found.series) >= 300
    assert len(set(found.series.values())) == 1
    assert not found.relations.skipped.any()


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize("longest", [0, 1])
def test_a_slip_that_many_have_is_no_slot_and_takes_them_out_of_the_series(longest: int) -> None:
    texts = certificates(random.Random(5), 300)
    texts = [t.replace("期满", "期蔴") if n % 3 == 0 else t for n, t in enumerate(texts)]
    texts[longest] = texts[longest].replace("同志", "同志同志", 1)  # what all are held against has the slip, or has not
    found = verdict(texts)
    series = [(head, "蔴" in found.rows.codes.key(n)) for n, head in found.relations.families.items()]
    assert len(series) > 190
    assert len({head for head, _ in series}) == len(set(series))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (lambda t, n, rng: slipped(t, rng, 2), "slips here and there"),
        (lambda t, n, rng: t[:30] + HAN[n] * 40 + t[30:], "more than fits in a slot"),
    ],
)
@pytest.mark.usefixtures("crowded")
def test_no_series(changed: object, reason: str) -> None:
    rng = random.Random(6)
    page = "".join(rng.sample(HAN, 300)) + "。"
    texts = list(dict.fromkeys(changed(page, n, rng) for n in range(200)))  # type: ignore[operator]
    found = verdict(texts)
    assert len(found.relations.crowd) > 60
    assert not found.relations.families, reason


@pytest.mark.usefixtures("crowded")
def test_withheld_copies_do_not_crowd_each_other() -> None:
    rng = random.Random(8)
    page = "".join(rng.sample(HAN, 150)) + "。"
    texts = list(dict.fromkeys(slipped(page, rng, 1) for _ in range(300)))
    found = verdict(texts, selected=frozenset({"exact-duplicate"}))
    assert {r.relation.trust for r in found.removals} == {Trust.SAFE}
    assert len({r.kept for r in found.removals}) == 1
    assert not found.missed


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize(("compared", "nearest"), [(Fraction(1, 100), 1000), (40, 2)])
def test_a_crowd_that_is_too_much_is_said(compared: object, nearest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowds_module, "COMPARED", compared)
    monkeypatch.setattr(crowds_module, "NEAREST", nearest)
    rng = random.Random(9)
    page = "".join(rng.sample(HAN, 120)) + "。"
    texts = [page.replace(page[k : k + 2], "".join(rng.sample(HAN, 2))) for k in rng.choices(range(110), k=200)]
    found = verdict(list(dict.fromkeys(texts)))  # a word in each: they stay
    assert found.missed
    assert not [r for r in found.removals if r.goes and r.relation.trust is not Trust.SAFE]


@pytest.mark.usefixtures("crowded")
def test_texts_that_would_take_too_much_measuring_are_in_no_crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowds_module, "MEASURED", 10**9)
    found = verdict(scans(random.Random(4), 2, 15))
    assert not found.relations.crowd
    assert found.relations.skipped.sum() > 10
