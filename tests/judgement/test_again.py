"""What is remembered from one look to the next changes no decision."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings

from tests.texts import PIECES, SENTENCES, layouts, wrapped
from textkit.judgement.breaks import decide, engine, evidence, reuse
from textkit.judgement.breaks.decisions import Decisions
from textkit.judgement.breaks.judge import Verdict, judge
from textkit.judgement.breaks.page import Page
from textkit.judgement.breaks.reading import read
from textkit.judgement.paragraphs import safe_joins
from textkit.language import edges

PROSE = (
    "改革开放以来，我国经济持续增长，人民生活水平不断提高，各项事业全面发展，社会保障体系逐步完善，城乡面貌发生了很大的变化。"
    "会议指出，要坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，推动高质量发展取得新成效。"
)
ENGLISH = "The council met again before the end of the fair, and nothing else could be said of the matter until then. "


def fresh(text: str, markdown: bool = False) -> Decisions:
    """The decisions on ``text`` by themselves."""
    engine.forget()
    return decide(text, markdown)


def page(rng: random.Random) -> str:
    """A page of wrapped paragraphs, headings, lists and odd pieces."""
    width, indent, end = rng.choice([12, 19, 30, 64]), rng.choice(["", "　　"]), rng.choice(["\n", "\n", "\n\n"])
    parts: list[str] = []
    for _ in range(rng.randint(3, 14)):
        start = rng.randrange(len(PROSE) // 2)
        sentences = "".join(rng.choices([PROSE[start:], *SENTENCES, ENGLISH], k=rng.randint(1, 3)))
        parts.append(rng.choice([wrapped(indent + sentences, width, end), sentences, "一、总则", "5", "（1）其他"]))
    return rng.choice(["\n", "\n\n"]).join(parts)


def changed(rng: random.Random, text: str) -> str:
    """``text`` with a few of its lines joined, moved, set in, set in otherwise, copied, set apart or filled with something
    else.
    """
    lines = text.split("\n")
    for _ in range(rng.randint(0, 3)):
        k = rng.randrange(len(lines))
        match rng.randrange(7):
            case 0:
                lines[k : k + 2] = ["".join(lines[k : k + 2])]
            case 1:
                lines.insert(rng.randrange(len(lines)), lines.pop(k))
            case 2:
                lines[k] = "　　" + lines[k]
            case 3:
                lines.insert(k, lines[rng.randrange(len(lines))])
            case 4:
                lines.insert(k, "")
            case 5:
                lines = [line.replace("　　", "    ") for line in lines]
            case _:
                lines[k] += rng.choice(PIECES)
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(12))
def test_a_text_like_the_one_before_is_decided_as_if_it_were_the_first(seed: int) -> None:
    rng = random.Random(seed)
    text = page(rng)
    for _ in range(8):
        alone = fresh(text)
        other = changed(rng, text)
        expected = fresh(other)
        engine.forget()
        decide(text)
        assert decide(other) == expected
        assert fresh(text) == alone
        text = other if other.strip() else page(rng)


@settings(max_examples=60, deadline=None)
@given(layouts(), layouts())
def test_what_was_asked_before_does_not_matter(before: str, text: str) -> None:
    expected = fresh(text)
    engine.forget()
    decide(before)
    decide(safe_joins(before).apply(before) + text)
    assert decide(text) == expected


def test_only_the_neighbourhood_of_a_change_is_judged_again(monkeypatch: pytest.MonkeyPatch) -> None:
    many = 6 * reuse.REACH
    lines = [f"{k}号文件说，{PROSE[k % 40 : k % 40 + 20]}。" for k in range(many)]
    asked: list[int] = []
    names = evidence.names

    def counted(*args: object) -> list[str]:
        asked.append(1)
        return names(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(evidence, "names", counted)
    engine.forget()
    decide("\n".join(lines))
    assert len(asked) == many - 1
    asked.clear()
    lines[many // 2] = "这一行换成了别的话，长短相差不多，说的是另外的事情。"
    decide("\n".join(lines))
    assert 0 < len(asked) <= 3 * reuse.REACH  # columns are seen from ten lines off


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lines behind which a break is judged from now on, one after the other."""
    judged: list[int] = []

    def count(page: Page, i: int, *rest: Any) -> Verdict:
        judged.append(i)
        return judge(page, i, *rest)

    monkeypatch.setattr("textkit.judgement.breaks.engine.judge", count)
    return judged


def papers(many: int) -> list[str]:
    """Lines of much the same length, two in three of them sentences."""
    return [f"{k}号文件说，{PROSE[k % 40 : k % 40 + 20]}{'。' * (k % 3 > 0)}" for k in range(many)]


def test_a_copy_put_in_before_what_it_copies_takes_nothing_from_what_stands_between(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = papers(400)
    fresh("\n".join(lines))
    judged = counted(monkeypatch)
    decide("\n".join([*lines[:100], lines[300], *lines[100:]]))
    assert 0 < len(judged) < 5 * reuse.REACH  # around the copy, and around what it copies


def test_two_forms_of_a_text_may_be_looked_at_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = papers(900)
    less = [line for k, line in enumerate(lines) if k % 30]  # so many are gone that nothing stays as it was
    fresh("\n".join(lines))
    judged = counted(monkeypatch)
    decide("\n".join(less))
    assert len(judged) > 800
    for form in (lines, less):
        judged.clear()
        form[450:452] = ["".join(form[450:452])]
        decide("\n".join(form))
        assert 0 < len(judged) < 5 * reuse.REACH


def test_a_habit_of_the_whole_text_counts_for_lines_far_away() -> None:
    column = wrapped(PROSE.replace("。", "，") * 30, 20, "\n")
    apart = column + "\n" + "\n\n".join(["各项事业全面发展。"] * 20)
    set_in = column + "\n" + "\n　　".join(["各项事业全面发展。"] * 20)
    assert read(apart).style != read(set_in).style
    expected = fresh(set_in)
    assert expected.decisions[4] != fresh(apart).decisions[4]
    assert decide(set_in) == expected


def test_how_an_indent_is_typed_counts() -> None:
    lines = wrapped(PROSE * 4, 20, "\n").split("\n")
    typed = "\n".join(["　　" + line if k % 3 == 1 else line for k, line in enumerate(lines)])
    spaced = typed.replace("　　", "    ")
    for before, text in ((typed, spaced), (spaced, typed)):
        expected = fresh(text)
        assert expected.decisions != fresh(before).decisions
        assert decide(text) == expected


def test_whether_a_text_is_markdown_counts() -> None:
    text = "各地要抓好落实，推动经济社会发展再上新台阶，\n* 工业和信息化部启动工业数据筑基行动，\n"
    for markdown in (True, False):
        expected = fresh(text, markdown)
        assert expected.decisions != fresh(text, not markdown).decisions
        assert decide(text, markdown) == expected


def test_whether_a_text_is_latex_counts() -> None:
    lines = wrapped(PROSE * 20, 20, "\n").split("\n")
    lines[10] += "%"
    plain, tex = ("\n".join([*lines, "", last]) for last in ("section of the whole", "\\section{一}"))
    expected = fresh(tex)
    assert expected.decisions[10] != fresh(plain).decisions[10]
    assert decide(tex) == expected


def test_a_rival_far_away_counts() -> None:
    cut = PROSE.index("系逐步")
    tail, head, rest = PROSE[:cut], "在这里走得更远的人不多。", PROSE[cut : cut + 18] + "。"
    others = [f"{k}月，研究人员又有发现。" + SENTENCES[k % 6] * (k * 7 % 5 + 2) for k in range(reuse.REACH + 9)]
    blocks = [tail, head, *others]
    alone, contested = "\n\n".join([*blocks, "完。"]), "\n\n".join([*blocks, rest])
    expected = fresh(contested)
    assert expected.decisions[0].names != fresh(alone).decisions[0].names
    assert decide(contested) == expected


def test_edges_asked_together_are_those_asked_alone() -> None:
    texts = [PROSE[k : k + n] for k in range(len(PROSE) - 4) for n in (1, 2, 3, 4)]
    texts += ["", "a", "，中", "中，", "中a文", "會議", "々", "\U00020001中", "中\ud800", "。！", "か中"]
    heads, tails = map(edges.head, texts), map(edges.tail, texts)
    assert edges.heads(texts) == [edge and edge.three for edge in heads]
    assert edges.tails(texts) == [edge and edge.three for edge in tails]
