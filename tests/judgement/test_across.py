"""Sentences that go on behind a caption."""

from __future__ import annotations

from itertools import pairwise

import pytest

from textkit.judgement.breaks import Decision, decide
from textkit.model.finding import Trust

AFTER = "镇上的农技站派出技术员，帮助各村培育秧苗。\n"
TAIL = "老人说起当年修桥的事情，总要提到那位石匠，说他一个人在"
HEAD = "学校的空地上凿了半年的石头，没有要过一分钱。"


def across(tail: str, between: str, head: str) -> list[Decision]:
    """The joins over what stands between two lines."""
    return [d for d in decide(f"{tail}\n\n{between}\n\n{head}\n\n{AFTER}") if d.join and d.over]


def test_a_caption_that_says_what_it_is_leaves_little_doubt_that_an_open_sentence_goes_on() -> None:
    (join,) = across(TAIL, "图为施工现场。", HEAD)
    assert join.trust is Trust.SAFE
    assert join.confidence > 0.95


@pytest.mark.parametrize(
    ("tail", "between", "head"),
    [
        (TAIL, "石匠在半山腰", HEAD),  # may be anything
        (TAIL, "图为施工现场。", "近日，镇上新开的书店迎来了第一批读者。"),  # opens as a paragraph does
        (TAIL + "河边住了半年。", "图为施工现场。", HEAD),
    ],
)
def test_what_leaves_more_doubt_is_not_joined_at_once(tail: str, between: str, head: str) -> None:
    assert across(tail, between, head) == []


def test_no_sentence_is_followed_over_lines_that_are_joined_with_each_other() -> None:
    lines = (
        "想改掉這個毛病，採用第", "的 setState()，它接受", "一個 function 而不是一", "個 object。Function 會",
        "拿到之前的 value 作為", "第一個數字，並且把新來", "的 items 作為第二個數", "items 拿到了 name，但",
        "它不曉得這是從 Table", "的 value 裡面過來的，", "- 13 -", "",
        "從 Table 的 items 或者", "是經過人手輸入：", "這通常被稱作為「上到",
    )  # fmt: skip
    edits = sorted(
        (e.start, e.end) for d in decide("\n".join(lines)).joins() for e in decide("\n".join(lines)).edits(d)
    )
    assert all(one[1] <= other[0] for one, other in pairwise(edits))


def test_a_formula_is_part_of_the_sentence_that_goes_on_behind_it() -> None:
    tail = "我们知道这里有两个数，所以等式右边约等于它的平方根。我们都知道当"
    head = "时则这个分数是一个连分数的近似，通过展开就能得到它。"
    assert across(tail, "图为施工现场", head)
    assert not across(tail, "$$|x - a/b| < 1/(2b^2)$$", head)


VIEW = "A view of the street"
BEFORE = (
    "The committee met twice in the spring, and nothing was said about the matter until the summer came round again."
)
BEHIND = "The bridge was finished before the winter. Nobody who had seen the plans thought that it would hold so long."


def english(tail: str, between: str, head: str) -> list[Decision]:
    text = f"{BEFORE}\n\n{tail}\n\n{between}\n\n{head}\n\n{BEHIND}\n"
    return [d for d in decide(text) if d.join and d.over]


@pytest.mark.parametrize(
    ("tail", "head"),
    [
        ("They looked towards the house with curiosity;", "and her father, after a while, shared the feeling."),
        ("It gives the status of the answer, which is 200, 404 or 0", "in case of a failure of the line."),
        ("“He is certainly a good brother, and a good friend,”", "said Elizabeth, as she walked towards the window."),
        ("He lived on berries, nuts and roots, which", "I gathered from the wood behind the house every day."),
        (
            "It was bought for the museum, and has been kept by the",
            "British government in a room of its own ever since.",
        ),
    ],
    ids=["semicolon", "number", "speech", "I", "a name that something must go before"],
)
def test_an_english_sentence_goes_on_over_a_block(tail: str, head: str) -> None:
    (join,) = english(tail, VIEW, head)
    assert join.head.end - join.head.start == len(head)


@pytest.mark.parametrize(
    ("tail", "between", "head"),
    [
        ("the apples of the garden;", "The pears of the neighbour;", "and the plums of the wood."),
        (
            "It holds within the scope of what was granted in Section 2;",
            "This paper is kept in the",
            "house by the river.",
        ),
        ("He lived on berries, nuts and roots, which", VIEW, "The wood behind the house is full of them."),
        ("What the house was for and who had been kept in it by the", VIEW, "British people said nothing of all this."),
        (
            "He lived on berries, nuts and roots, all winter",
            VIEW,
            "Margaret gathered them in the wood behind the house.",
        ),
    ],
    ids=["items", "what goes on itself", "a sentence begins", "a heading", "nothing must follow"],
)
def test_what_may_be_another_block_is_no_rest_of_an_english_sentence(tail: str, between: str, head: str) -> None:
    assert english(tail, between, head) == []


def test_an_example_that_is_set_in_stays_where_the_sentence_shows_it() -> None:
    tail, head = "He lived on berries, nuts and roots, which", "I gathered from the wood behind the house every day."
    assert len(english(tail, VIEW, head)) == 1
    assert english(tail, f"    {VIEW}", head) == []


STAMP = "Vol. 85, No. 15{n}, as issued\n\nJkt 250001\n\n"
LEFT, RIGHT = (
    "The data that each of the recorders had kept indicated that ",
    "and the crew could not have seen it in time.",
)


def test_no_sentence_ends_in_what_every_page_has_printed_on_it() -> None:
    """The pieces of a head that shows no page number stand in blocks of their own."""
    pages = [f"{LEFT}part {n} of them was\n\n{STAMP.format(n=n)}{RIGHT}\n\n" for n in range(4)]
    joined = [d for d in decide("".join(pages)) if d.join and d.over]
    assert not any(d.tail.slice("".join(pages)).startswith("Vol.") for d in joined)
    (once,) = [d for d in decide(pages[0]) if d.join and d.over]
    assert once.tail.slice(pages[0]).startswith("Vol.")


def test_no_sentence_goes_on_over_what_every_entry_of_a_list_has() -> None:
    def posts(times: int, head: str) -> list[Decision]:
        text = "".join(f"{TAIL[k:]}\n\n图为施工现场。\n\n{head[k:]}\n\n" for k in range(times))
        return [d for d in decide(f"{text}{AFTER}") if d.join and d.over]

    assert len(posts(1, HEAD)) == 1
    assert posts(4, HEAD) == []
    assert len(posts(4, HEAD * 3)) > 0  # pieces of an article, among captions that are alike
