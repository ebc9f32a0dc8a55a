"""What is asked of many lines at once is what each would be told alone, and what is left out changes no answer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.texts import SENTENCES, layouts
from textkit.judgement.breaks import far_continuations, matching, pairing, shadow
from textkit.judgement.breaks.fragments import TAIL, open_head, open_tail
from textkit.judgement.breaks.page import in_column
from textkit.judgement.breaks.pair_weights import RIVALS
from textkit.judgement.breaks.reading import read
from textkit.language import seam
from textkit.language.seam_keys import FEW_SIDES

SIDE = st.text(list("改革开放以来，。 　\xa0\tａa1２あカー\ud800"), max_size=10)
LINES = st.lists(st.text(list("文字，。 　\ta1“(\u200b"), max_size=9), max_size=8).map("\n".join)
CUT = "会议指出，要坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，深入学习贯彻习近平新时代中国特色社"
PROSE = (
    "改革开放以来，我国经济持续增长，人民生活水平不断提高，各项事业全面发展，社会保障体系逐步完善，城乡面貌发生了很大的变化。"
    "会议指出，要坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，推动高质量发展取得新成效。"
)
REST = "会主义思想，不断满足人民日益增长的美好生活需要，推动各项工作取得新成效。"


@given(st.lists(st.tuples(SIDE, SIDE), min_size=2, max_size=8))
@example([("改 革", "开放"), ("改", "　　开放"), ("ａａａａ", "１２３４"), ("あ。", "カ"), ("", "")])
def test_seams_asked_together_are_those_asked_alone(asked: list[tuple[str, str]]) -> None:
    alone = [seam.weigh([pair])[0] for pair in asked]
    for times in (1, FEW_SIDES):  # few are not told apart
        for one, other in zip(seam.weigh(asked * times), alone * times, strict=True):
            assert one == pytest.approx(other)
    every = np.arange(len(asked))
    sides = seam.Sides([tail for tail, _ in asked], [head for _, head in asked])
    assert sides.anywhere(every, every[::-1]).tolist() == pytest.approx(
        [seam.weigh([(tail, head)])[0].anywhere for (tail, _), (_, head) in zip(asked, reversed(asked), strict=True)]
    )


@given(LINES, LINES)
@example("“a文\n\n  ，b", "“a text of Latin letters alone,\n“a文")  # marks are narrow in one and wide in the other
def test_lines_are_measured_as_if_nothing_was_read_before(before: str, text: str) -> None:
    def measured(text: str) -> tuple[object, ...]:
        lines, wide, squeezes, white = shadow.measured(text)
        return lines, wide.tolist(), squeezes.tolist(), white

    shadow._known = (False, False), {}
    expected = measured(text)
    shadow._known = (False, False), {}
    measured(before)
    measured(before + "\n" + text)
    assert measured(text) == expected


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(1, 8)).filter(lambda k: k[0] < k[1]), st.floats(-9, 9)))
def test_no_chance_is_higher_than_its_own_score_makes_it(scores: dict[tuple[int, int], float]) -> None:
    for language in ("zh", "ja", "en"):
        for key, chance in matching.chances(scores, language).items():
            assert chance <= matching.most(scores[key], language) + far_continuations.MARGIN


def test_rivals_are_weighed_as_if_all_pairs_were() -> None:
    others = [f"{k}月，研究人员又有发现，" + SENTENCES[k % 6] * (k * 7 % 5 + 2) for k in range(12)]
    cuts = [PROSE[k : k + 28] for k in (0, 9, 30, 41, 52)]
    blocks = [
        CUT,
        others[0],
        cuts[0],
        "一、总则",
        others[1],
        cuts[1],
        "二、附则",
        others[2],
        REST,
        *others[3:7],
        cuts[2],
        *cuts,
    ]
    page = read("\n\n".join(blocks))
    breaks = [(i, i + 1) for i in range(len(page.lines) - 1)]
    loose = [(i, j) for i, j in breaks if page.own[i] >= TAIL and not in_column(page, i, j)]
    tails = [i for i, _ in loose if open_tail(page, i)]
    pairs = pairing.tries(tails, [j for _, j in loose if open_head(page, j)])
    evidence = pairing._evidence(page, pairs, RIVALS, "zh")
    scores = dict(zip(pairs, pairing._scores(evidence.weighed(RIVALS)).tolist(), strict=True))
    found = pairing.rivals(page, breaks)
    ends, begins = {i for i, _ in found}, {j for _, j in found}
    assert any(i not in ends and j not in begins for i, j in pairs)  # such pairs are nobody's rivals
    for (i, j), (score, lead) in found.items():
        rivals = [s for (a, b), s in scores.items() if (a == i) != (b == j)]
        assert score == scores[i, j]
        assert lead == pytest.approx(score - max([pairing.HOPELESS, *rivals]))


@pytest.mark.parametrize(
    "blocks",
    [
        [CUT, *(sentence * 2 for sentence in SENTENCES[:8]), PROSE[:45], SENTENCES[8] * 2, REST, PROSE[45:]],
        # Of the first two the page sends the reader nowhere, of all four it does.
        [CUT, SENTENCES[8], REST, *SENTENCES[:4], PROSE[:45], "下转第3版", "上接第1版", PROSE[45:]],
    ],
)
def test_what_was_found_on_more_pairs_is_what_some_of_them_would_be_told_alone(blocks: list[str]) -> None:
    page = read("\n\n".join(blocks))
    lines = range(len(page.lines))
    pairs = pairing.tries([i for i in lines if open_tail(page, i)], [j for j in lines if open_head(page, j)])
    some = [pairs[:1], pairs[-1:], pairs[::2]]
    alone = []
    for asked in some:
        page.known = None
        alone.append(pairing.distant(page, [pair for pair in asked if pair[1] > pair[0] + 1]))
        alone.append(pairing.beside(page, {pair: 1.0 for pair in asked if pair[1] == pair[0] + 1}))
    page.known = None
    pairing.estimates(page, pairs)
    told = []
    for asked in some:
        told.append(pairing.distant(page, [pair for pair in asked if pair[1] > pair[0] + 1]))
        told.append(pairing.beside(page, {pair: 1.0 for pair in asked if pair[1] == pair[0] + 1}))
    assert any(alone)
    for one, other in zip(alone, told, strict=True):
        assert {key: pair.reasons for key, pair in one.items()} == {key: pair.reasons for key, pair in other.items()}


@pytest.mark.parametrize("at", range(20, 60, 3))
def test_all_are_below_what_none_of_them_reaches(at: int) -> None:
    blocks = [PROSE[:at], *(sentence * 2 for sentence in SENTENCES[:4]), PROSE[at:], *SENTENCES[4:8]]
    page = read("\n\n".join(blocks))
    lines = range(len(page.lines))
    tries = pairing.tries([i for i in lines if open_tail(page, i)], [j for j in lines if open_head(page, j)])
    asked = [(i, j) for i, j in tries if j > i + 1]
    assert asked
    page.known = None
    highest = pairing.estimates(page, tries)[[tries.index(pair) for pair in asked]].max()
    page.known = None
    assert pairing.all_below(page, asked, tries, highest + 0.01)
    assert not pairing.all_below(page, asked, tries, highest - 0.01)


@pytest.mark.parametrize("between", ["", "图为签约仪式现场\n\n"])
def test_what_is_plain_and_sure_is_not_passed_over(between: str) -> None:
    found = 0
    for cut in range(26, 80):
        text = f"{PROSE[:cut]}\n\n\n{between}{PROSE[cut:]}\n\n{SENTENCES[0] * 3}\n"
        if any(c.plain and c.sure for c in far_continuations.pairs(text)):
            found += 1
            assert not far_continuations.has_no_plain_continuation(text)
    assert found


def test_a_likely_pair_that_others_hold_back_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    likely: list[int] = []
    in_touch = matching.in_touch

    def counted(pairs: Sequence[matching.Key], some: Sequence[matching.Key]) -> list[matching.Key]:
        likely.append(len(some))
        return in_touch(pairs, some)

    monkeypatch.setattr(matching, "in_touch", counted)
    passed_over = 0
    for cut in range(26, 80):
        for later in range(1, 16, 2):
            likely.clear()
            text = f"{PROSE[:cut]}\n\n{PROSE[cut:]}\n\n{PROSE[cut + later :]}\n\n{SENTENCES[3][4:]}{SENTENCES[0]}\n"
            if far_continuations.has_no_plain_continuation(text) and likely:
                passed_over += 1
                assert not any(c.plain and c.sure for c in far_continuations.pairs(text))
    assert passed_over


@settings(max_examples=40, deadline=None)
@given(layouts())
def test_where_nothing_plain_is_seen_there_is_none(text: str) -> None:
    assert not far_continuations.has_no_plain_continuation(text) or not any(
        c.plain and c.sure for c in far_continuations.pairs(text)
    )


def test_a_page_without_cut_sentences_has_nothing_plain() -> None:
    assert far_continuations.has_no_plain_continuation("\n\n".join(SENTENCES))
    assert far_continuations.has_no_plain_continuation(
        f"{CUT}\n\n{SENTENCES[0] * 4}\n\n{REST}\n"
    )  # across another article: not plain


def test_what_stands_behind_a_caption_is_weighed_before_it_counts() -> None:
    text = f"{CUT}\n\n图为签约仪式现场\n\n{SENTENCES[0]}\n\n{SENTENCES[5] * 4}\n"
    assert (0, 2) in far_continuations.pairs_to_weigh(text)[0]
    assert far_continuations.has_no_plain_continuation(text)
