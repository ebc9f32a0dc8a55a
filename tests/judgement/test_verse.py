"""Modern verse, whose lines break off inside sentences, and prose that is set as narrow."""

from __future__ import annotations

from textkit.judgement.breaks import decide
from textkit.judgement.breaks.reading import read
from textkit.judgement.breaks.verse import verse

POEM = """
雨停之后我们才听见
河水在桥下翻身，像一个
睡得太久的人。你说
该把窗子打开了，让屋里的
霉味和去年的报纸
一起走掉。可是没有人起身
桌上的灯照着半碗凉了的茶
和一封没有写完的信
信里提到的那座城
我们都没有去过，只知道
那里的冬天比这里长
火车要开两个晚上
才能到。而此刻雨又落下来
落在你的话和我的话之间
像谁在数一串看不见的
珠子，数到最后
总是少了一颗
"""
"""A poem with enjambment, of lines like those of a column."""


TALE = (
    "渡口的老人说起那一年的大水总要先点上一袋烟，看着对岸的山半天才开口，那时候河面比现在宽一倍，船要走半个时辰，"
    "水急的日子谁也不敢撑篙，只有他父亲敢，村里人都等着他把盐和布捎回来，也把镇上的消息带到这一边的每一户人家去。"
)


def _joined(lines: list[str]) -> list[str]:
    text = "\n".join(lines) + "\n"
    return [d.tail.slice(text) for d in decide(text).joins()]


def _column(tale: str, width: int) -> list[str]:
    return [tale[k : k + width] for k in range(0, len(tale), width)]


def test_verse_that_breaks_off_inside_sentences_stays() -> None:
    assert _joined(POEM.split()) == []


def test_the_same_words_in_a_column_are_put_together() -> None:
    lines = _column("".join(POEM.split()), 10)
    assert _joined(lines) == lines[:-1]


def test_prose_around_verse_is_put_together() -> None:
    prose = _column(TALE, 20)
    assert _joined([*prose, *POEM.split(), *prose]) == [*prose[:-1], *prose[:-1]]


def test_lines_without_room_are_of_a_column_whatever_their_words_are() -> None:
    words = ["簠簋", "罍卣", "觚觯", "斝爵", "盉匜", "甗鬲", "敦豆", "铙钲", "镈钟", "錞于"]
    lines = ["".join(words[k:] + words[:k])[:16] for k in range(9)]
    assert "verse" not in {name for d in decide("\n".join(lines) + "\n") for name in d.names}


def _found(lines: list[str], whole_word: int = -1, step: str = "-4-1") -> set[int]:
    """The breaks in verse where the characters of each are together as ``step`` says, but for one that stands in a word."""
    pairs = [(k, k + 1) for k in range(len(lines) - 1)]
    steps = ["+8+12" if k == whole_word else step for k, _ in pairs]
    return verse(read("\n".join(lines)), pairs, [("col", f"col any {step}|none|0|text") for step in steps])


def test_no_poet_breaks_inside_of_a_word() -> None:
    poem = POEM.split() * 3
    inside = sorted(_found(poem))[len(poem) // 2]
    found = _found(poem, inside)
    assert inside not in found
    assert min(found) < inside < max(found)


def test_room_at_the_ends_of_lines_is_no_verse_where_words_go_on() -> None:
    assert _found(POEM.split() * 3)
    assert not _found(POEM.split() * 3, step="+1+4")


def test_lines_wider_than_those_of_verse_are_of_paragraphs() -> None:
    sizes = (15, 11, 14, 10, 15, 12, 9, 15)
    narrow = [TALE[k : k + size] for k, size in enumerate(sizes * 2)]
    wide = [TALE[k : k + 2 * size] for k, size in enumerate(sizes * 2)]
    assert _found(narrow)
    assert not _found([line for line in wide if len(line) > 18])
