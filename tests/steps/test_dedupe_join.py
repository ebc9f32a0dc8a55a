"""The searches find what comparing all with all finds."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from textkit.steps.dedupe import contain as contain_module
from textkit.steps.dedupe import join as join_module
from textkit.steps.dedupe.candidate_heap import too_many
from textkit.steps.dedupe.codes import Codes
from textkit.steps.dedupe.contain import parts
from textkit.steps.dedupe.index import rarest
from textkit.steps.dedupe.join import join
from textkit.steps.dedupe.measure import allowed
from textkit.steps.dedupe.tiles import LENGTHS, Gram, tile

THRESHOLDS = [Fraction(n, 100) for n in (51, 60, 80, 85, 90, 95, 100)]


def in_order(keys: set[str]) -> list[str]:
    return sorted(keys - {""}, key=lambda k: (len(k), k))


def pairs_by_hand(keys: list[str], threshold: Fraction) -> set[tuple[int, int]]:
    found = set()
    for i, a in enumerate(keys):
        for j, b in enumerate(keys[:i]):
            total = len(a) + len(b)
            if (total - Indel.distance(a, b)) * threshold.denominator >= threshold.numerator * total:
                found.add((i, j))
    return found


@st.composite
def families(draw: st.DrawFn) -> list[str]:
    """Texts of a small alphabet and altered copies of them, so that many pairs lie about a threshold."""
    alphabet = draw(st.sampled_from(["ab", "abcde", "的一是在不了有和人这中大为上个国"]))
    keys: set[str] = set()
    for text in draw(st.lists(st.text(alphabet, max_size=60), min_size=2, max_size=8)):
        keys.add(text)
        for _ in range(draw(st.integers(0, 3))):
            copy = list(text)
            for place in draw(st.lists(st.integers(0, len(text)), max_size=1 + len(text) // 5)):
                if draw(st.booleans()) and place < len(copy):
                    del copy[place]
                else:
                    copy.insert(place, draw(st.sampled_from(alphabet)))
            keys.add("".join(copy))
    return in_order(keys)


def stands(gram: Gram, x: str, text: str, place: int) -> bool:
    """Whether ``gram`` of the tile ``x`` stands at ``place`` of ``text``, and no other gram of it must."""

    def same(there: int, own: int) -> bool:
        return 0 <= place + there < len(text) and text[place + there] == x[own]

    wanted = [*zip(gram.shifts, gram.at, strict=True), *gram.beside]
    return all(same(*pair) for pair in wanted) and not (gram.but and same(*gram.but))


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("alphabet", ["ab", "".join(map(chr, range(0x4E00, 0x5000)))])
def test_tile_is_met_whatever_one_operation_does_to_it(length: int, alphabet: str) -> None:
    rng = random.Random(length)
    rows, gaps = tile(length)
    for _ in range(30):
        x, before, behind = ("".join(rng.choices(alphabet, k=k)) for k in (length, rng.randrange(4), rng.randrange(4)))
        touched = [x, *(x[:k] + x[k + 1 :] for k in range(length))]
        touched += [x[:k] + rng.choice(alphabet) + x[k:] for k in range(1, length)]
        for copy in touched:
            # a gram's first character is moved by the one operation at most
            assert any(
                stands(gram, x, before + copy + behind, len(before) + gram.at[0] + moved)
                for gram in (*rows, *gaps)
                for moved in (-1, 0, 1)
            ), (x, copy)


@pytest.mark.usefixtures("small")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=families(), threshold=st.sampled_from(THRESHOLDS))
def test_join_equals_comparing_all_with_all(keys: list[str], threshold: Fraction) -> None:
    found = join(Codes.of(keys), threshold, 10**9)
    assert not len(found.skipped)
    got = set(zip(found.pairs.longer.tolist(), found.pairs.shorter.tolist(), strict=True))
    assert got == pairs_by_hand(keys, threshold)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("percent", [75, 80, 85, 90, 95])
def test_copies_just_at_the_threshold_are_all_found(percent: int) -> None:
    threshold = Fraction(percent, 100)
    rng = random.Random(percent)
    words = ["".join(chr(0x4E00 + rng.randrange(400)) for _ in range(rng.randrange(1, 7))) for _ in range(150)]
    keys = set()
    for _ in range(70):
        text = "".join(rng.choices(words, k=rng.randrange(8, 45)))
        operations = int(allowed(np.array([2 * len(text)]), threshold)[0]) - rng.randrange(2)
        copy = list(text)
        share = rng.random()  # of insertions
        for n in sorted(range(operations), reverse=True):  # spread evenly, so that few tiles are left
            place = min(len(copy), (2 * n + rng.randrange(3)) * len(text) // (2 * operations + 2))
            if rng.random() < share:
                copy.insert(place, rng.choice(rng.choice(words)))
            elif place < len(copy):
                del copy[place]
        keys |= {text, "".join(copy)}
    ordered = in_order(keys)
    pairs = join(Codes.of(ordered), threshold, 10**9).pairs
    got = set(zip(pairs.longer.tolist(), pairs.shorter.tolist(), strict=True))
    assert got == pairs_by_hand(ordered, threshold)
    assert len(got) > 30


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("percent", [80, 85, 90])
def test_copies_touched_most_where_a_text_is_rare_are_all_found(percent: int) -> None:
    # of tiles that stand in many texts one operation, of the others two, as many as may be: what each is worth
    threshold = Fraction(percent, 100)
    rng = random.Random(percent)
    phrase = [chr(0x4E00 + n) for n in range(60)]
    keys = {"".join(rng.choices(phrase[:20], k=rng.randrange(5, 40))) + "".join(phrase) for _ in range(8)}
    for n in range(16):
        common = phrase[: rng.randrange(10, 60)]
        text = common + [chr(0x5000 + 100 * n + k) for k in range(100 - len(common))]
        left = int(allowed(np.array([200]), threshold)[0])
        copy = text[:]
        for place in rng.sample(range(2, 98, 3), 32):
            pair = place >= len(common) and left > 1
            if left and (pair or rng.random() < 0.5):
                copy[place] = rng.choice(("", text[place] + "!")) if not pair else "?"
                left -= 1 + pair
        keys |= {"".join(text), "".join(copy)}
    ordered = in_order(keys)
    pairs = join(Codes.of(ordered), threshold, 10**9).pairs
    got = set(zip(pairs.longer.tolist(), pairs.shorter.tolist(), strict=True))
    assert got == pairs_by_hand(ordered, threshold)
    assert len(got) > 15


@given(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=6), min_size=1, max_size=5), st.integers(1, 3))
def test_rarest_are_the_cheapest_of_each(costs: list[list[int]], most: int) -> None:
    need = [min(most, len(own)) for own in costs]
    chosen = rarest(
        np.array([c for own in costs for c in own]), np.array([len(c) for c in costs]), np.array(need)
    ).tolist()
    for own, number in zip(costs, need, strict=True):
        taken, chosen = chosen[: len(own)], chosen[len(own) :]
        assert sorted(c for c, t in zip(own, taken, strict=True) if t) == sorted(own)[:number]


def test_pair_exactly_on_the_threshold_is_found() -> None:
    # 320 characters together, 48 operations: similarity 0.85 to the digit, which a float cutoff may drop
    a, b = "天" * 136 + "地" * 24, "天" * 136 + "人" * 24
    found = join(Codes.of(in_order({a, b})), Fraction(17, 20), 10**9)
    assert found.pairs.distance.tolist() == [48]


def test_threshold_out_of_range_is_refused() -> None:
    for threshold in (Fraction(1, 2), Fraction(0), Fraction(11, 10)):
        with pytest.raises(ValueError, match="threshold"):
            join(Codes.of(["a", "b"]), threshold, 10)


def test_too_costly_texts_are_named() -> None:
    keys = in_order({"天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往" * 2 + chr(0x5000 + n) for n in range(30)})
    found = join(Codes.of(keys), Fraction(17, 20), 40)
    assert len(found.skipped)


def sharing(count: int) -> tuple[list[str], set[tuple[str, str]], set[tuple[str, str]]]:
    """Texts most of which is one passage, with near copies of some, and texts that hold others whole."""
    rng = random.Random(count)

    def prose(size: int) -> str:
        return "".join(chr(0x4E00 + rng.randrange(2000)) for _ in range(size))

    passage = prose(120)
    texts = [prose(50) + passage + prose(50) for _ in range(count)]
    near = {(text, text[:20] + "甲" + text[21:90] + text[91:]) for text in texts[::100]}
    held = {(text, prose(100) + text[:30] + text[31:] + prose(100)) for text in texts[50::100]}
    return in_order({*texts, *(b for _, b in near | held)}), near, held


def test_copies_among_texts_of_one_passage_are_found() -> None:
    keys, near, _ = sharing(1000)
    found = join(Codes.of(keys), Fraction(17, 20), 2000)  # the tiles of one text stand in some ten thousand places
    assert not len(found.skipped)
    got = {frozenset((keys[a], keys[b])) for a, b in zip(found.pairs.longer, found.pairs.shorter, strict=True)}
    assert got == {frozenset(pair) for pair in near}


def test_texts_of_one_passage_are_found_inside_others() -> None:
    keys, _, held = sharing(1000)
    found = parts(Codes.of(keys), 20, 2000)
    assert not len(found.skipped)
    got = {(keys[a], keys[b]) for a, b in zip(found.inside.inner, found.inside.outer, strict=True)}
    assert got >= held


def test_texts_of_few_words_are_compared_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their characters tell nothing: each may be like all others, and lie in them, as far as these say."""
    rng = random.Random(4)
    words = ["".join(rng.choices("aeinorst", k=rng.randrange(4, 8))) for _ in range(30)]
    texts = ["".join(rng.choices(words, k=20)) for _ in range(600)]
    texts += [text[:40] + text[46:] for text in texts[::20]]
    texts += ["".join(rng.choices(words, k=6)) + text[:50] + text[51:] for text in texts[5:600:20]]
    keys, effort = in_order(set(texts)), 20_000
    monkeypatch.setattr(join_module, "PARTNERS", effort // 20)  # candidates of a text that are looked at pair by pair
    monkeypatch.setattr(contain_module, "PARTNERS", effort // 2)
    monkeypatch.setattr(contain_module, "MANY", 2)
    found = join(Codes.of(keys), Fraction(17, 20), effort)
    assert not len(found.skipped)
    assert set(zip(found.pairs.longer, found.pairs.shorter, strict=True)) == pairs_by_hand(keys, Fraction(17, 20))
    lying = parts(Codes.of(keys), 20, effort)
    assert not len(lying.skipped)
    held = {(keys[x], keys[y]) for x, y in zip(lying.inside.inner, lying.inside.outer, strict=True)}
    assert held >= set(zip(texts[5:600:20], texts[630:], strict=True))


def test_when_there_are_very_many_pairs_few_are_left_to_each_text() -> None:
    effort = 4000  # 2 pairs when there are more than 40,000 and 2 a text in all
    much = too_many(np.full(1000, 80), effort)
    assert not much[:524].any()
    assert much[526:].all()
    assert not too_many(np.full(50_000, 2), effort).any()
