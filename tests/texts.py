"""Random texts of the kind that hurts: prose, layouts, copies, and everything Unicode has to offer."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

SENTENCES = [
    "春天的早晨,河边的柳树已经发了芽。",
    "他说:“我们明天再来看看吧。”",
    "会议由副主任主持，共有125人参加。",
    "会议由副主任主持，共有126人参加。",
    "The quick brown fox jumps over the lazy dog.",
    "水库的水位在三天之内上升了2.5米，达到了警戒线。",
    "這座橋建於清代，至今已有兩百多年的歷史。",
    "研究人员在实验室里观察到了一种新的现象，目前还没有得到解释",
    "图为村民在田间劳作。",
    "責任編輯：王小明",
]
PIECES = [
    *SENTENCES,
    "\n", "\n\n", "\r\n", "\r", "　　", " ", "\t", "# 标题", "- 项目", "1. 第一", "，", "。", "(", "）", "“", "”", '"', "...",
    "……", "--", "—", "１２", "Ａ", "⼈", "⻓", "\u200b", "\ufeff", "\u00ad", "&amp;", "http://a.cn/x,y", "1,234.5", "12:30",
    "\ufffd", "锟斤拷", "\x00", "\x0c", "\u2028", "é", "か", "한", "😀", "👩‍👩‍👧", "|", "下转第3版", "\ue000", "\ud800",
]  # fmt: skip

noise = st.text(st.characters(codec="utf-8"), max_size=12)
pieces = st.one_of(st.sampled_from(PIECES), noise)


def wrapped(text: str, width: int, end: str) -> str:
    """``text`` broken into lines of ``width`` characters."""
    return end.join(text[k : k + width] for k in range(0, len(text), width))


HEADS = ["海滨市第三中学二〇二六年春季学期校报合订本", "The Yearbook of the Seaside Historical Society", "校报·副刊"]
WIDE = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}


def set_apart(text: str) -> str:
    """``text`` as a reader of a page gives it that takes every gap for a space."""
    return " ".join(text)


def set_wide(text: str) -> str:
    """``text`` with its letters, figures and marks of full width."""
    return text.translate(WIDE)


SETTINGS: list[Callable[[str], str]] = [str, str, str, set_apart, set_wide]


@st.composite
def layouts(draw: st.DrawFn) -> str:
    """Paragraphs of some sentences, hard-wrapped or not, some of them twice, spaced out, set wide or interrupted by the head
    of a page, with noise between.
    """
    width, end = draw(st.integers(6, 40)), draw(st.sampled_from(["\n", "\r\n"]))
    parts: list[str] = []
    for _ in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(["paragraph", "paragraph", "copy", "head", "noise", "blank"]))
        if kind == "paragraph":
            whole = "".join(draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5)))
            whole = draw(st.sampled_from(SETTINGS))(whole)
            parts.append(wrapped(whole, width, end) if draw(st.booleans()) else whole)
        elif kind == "head" and parts:
            cut = draw(st.integers(0, len(parts[-1])))
            parts[-1:] = [parts[-1][:cut], end, draw(st.sampled_from(HEADS)), end, parts[-1][cut:]]
        elif kind == "copy" and parts:
            parts.append(draw(st.sampled_from(parts)))
        elif kind == "noise":
            parts.append(draw(noise))
        parts.append(draw(st.sampled_from([end, end + end, "\n"])))
    return "".join(parts)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Paragraphs of a book, hard-wrapped, some of them twice, spaced out or set wide; a head and perhaps a number stand in
    them wherever a page ends.
    """
    width, rows, head = draw(st.integers(12, 30)), draw(st.integers(5, 14)), draw(st.sampled_from(HEADS))
    indent, blank = draw(st.sampled_from(["", "　　"])), draw(st.sampled_from(["", "\n"]))
    told: list[str] = []
    lines: list[str] = []
    for _ in range(draw(st.integers(3, 10))):
        whole = "".join(draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4)))
        told.append(draw(st.sampled_from([*told[-2:], whole, whole, whole])))
        setting = draw(st.sampled_from(SETTINGS))
        for line in wrapped(indent + setting(told[-1]), width, "\n").split("\n"):
            lines.append(line)
            if len(lines) % rows == 0:
                lines += [f"{blank}{head}", *[str(len(lines) // rows)] * draw(st.booleans()), blank]
        lines.append(blank)
    return "\n".join(lines)


texts = st.one_of(st.lists(pieces, max_size=25).map("".join), layouts())
