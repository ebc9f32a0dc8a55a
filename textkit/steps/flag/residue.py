"""Rests of a layout or of markup that stand in running text.

A column rule read as ``|`` behind the last sentence, tags of a page whose text was copied with its source, character
references that nothing decoded, control characters of a word processor.

    …带动全局的效果，推动创建工作生根开花。 |      named
    | 年份 | 产量 |                              left alone: a table row
    据了解，[图片]该桥全长三百二十米。           named: what a copy puts in place of a picture
    早期历史[编辑]、{{cite web|…}}               named: what a copy of a wiki leaves
    使用 `<br>` 换行、<br>标签表示换行           left alone: code, link or formula; a tag that is spoken of

Left alone: tables, code, protected spans, tags that are not of text layout (``<stdio.h>``). ``normalize`` mends what is
certain; what is left is named here. The finding changes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textkit.judgement.protected import protection
from textkit.language.lazy_pattern import lazy_pattern
from textkit.model.finding import Finding, Rule, Severity, Trust

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textkit.steps.flag.context import FlagContext

RESIDUE = Rule(
    "FLAG006",
    "residue",
    "flag",
    "A rest of layout or markup stands in running text.",
    Trust.ADVICE,
    Severity.INFO,
    fixable=False,
    flagged="通过典型引路，推动创建工作在各地生根开花。 |\n",
    unflagged="| 年份 | 产量 |\n",
    page=__doc__,
)
RULES = (RESIDUE,)

_HAN = "\u3400-\u9fff"
_REST = lazy_pattern(
    r"(?P<bar>(?<=[。！？”…；，])[ \u3000]?[|｜](?=\s*$)|^\s*[|｜](?=[^|｜]*$))"
    r"|(?P<tag></?(?:br|p|div|span|font|strong|td|tr|center|nobr|su[bp])(?: [^<>]{0,200})?/?>(?!标签|標籤|标记|標記|元素|タグ))"
    r"|(?P<reference>&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|hellip|middot|emsp|ensp|#\d{2,6}|#x[0-9a-f]{2,5});)"
    r"|(?P<picture>(?-i:(?<=[\u4e00-\u9fff，。；：！？、”])[\[［【](?:图片|圖片|视频|动画表情|表情)[\]］】](?=[\u4e00-\u9fff“《])))"
    r"|(?P<wiki>\[(?:编辑|編輯|来源请求|來源請求|citation needed|edit)\]|\{\{(?:cite|citation|reflist|来源请求|來源請求)\b[^{}\n]{0,200}\}\})"
    r"|(?P<control>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f])",
    re.IGNORECASE,
)
_TRIGGERS = frozenset("|｜<&[［【{\x7f") | frozenset(
    map(chr, [*range(9), 11, 12, *range(14, 32), *range(128, 160)])
) - {"\x85"}
_OPENING = frozenset("[［【")
_BRACKETED = (
    "图片]",
    "图片］",
    "图片】",
    "圖片]",
    "圖片】",
    "视频]",
    "表情]",
    "编辑]",
    "編輯]",
    "请求]",
    "請求]",
    "citation needed]",
    "edit]",
)
_TAG = lazy_pattern(r"\s*(?:</?[A-Za-z][^<>]{0,200}>\s*)+")
_TAGGED = lazy_pattern(r"\s*<[A-Za-z][^<>]{0,200}>[^<>]*[\u4e00-\u9fff]{2}")  # a tag before words
_CODE = frozenset({"code", "table-row", "blank"})


def find(scene: FlagContext) -> Iterator[Finding]:
    """Each rest; of one kind, only the first in a paragraph."""
    triggers = scene.document.alphabet & _TRIGGERS
    if triggers & _OPENING and not any(word in scene.document.text for word in _BRACKETED):
        triggers -= _OPENING
    if not triggers:
        return
    trigger = re.compile(f"[{re.escape(''.join(sorted(triggers)))}]")
    kept = protection(scene.document.text, scene.document.markdown)
    for number, content in enumerate(scene.contents):
        if not trigger.search(content) or (scene.kind(number) in _CODE and not _is_tag(scene, number)):
            continue
        named: set[str] = set()
        for match in _REST.finditer(content):
            what = match.lastgroup or ""
            if what in named:
                continue
            span = scene.place(number, match.start(), match.end())
            # A lone tag is protected too, and yet it is the residue.
            if kept.holds(span.start, span.end):
                continue
            named.add(what)
            yield scene.finding(RESIDUE, span, f"a rest of layout or markup ({what})", {"kind": what})


def _is_tag(scene: FlagContext, number: int) -> bool:
    """Whether a paragraph is nothing but tags that were left in a text of another sort, or begins with one and has no
    code beside it. Markdown may hold tags.
    """
    if scene.document.markdown or number in scene.fenced:
        return False
    content = scene.contents[number]
    if _TAG.fullmatch(content) is not None:
        return True
    beside = [k for k in (number - 1, number + 1) if 0 <= k < len(scene.contents)]
    return _TAGGED.match(content) is not None and all(scene.kind(k) != "code" for k in beside)
