"""A line that belongs to the page and not to the text.

Saved web pages and scanned newspapers carry their furniture along: date, source and hit counter in one line, font
switches, share buttons, credits of editors, copyright notices, "continued on page 3". In a corpus they are noise, in an
edition they may be wanted as data, so they are named and left.

    发布日期:2023-11-17 来源:市政府办公室 浏览次数: 字号:【大 中 小】      named
    她问起这本书的来源：那是一个旧书摊。                              left alone: prose may use any of the words

Left alone: long paragraphs, and lines with a single weak label (``来源：``), which is as often a byline. The words are
data, ``textkit/language/boilerplate.toml``, and may be added to. The finding changes nothing; deleting the line is the
editor's choice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textkit.model.finding import Finding, Rule, Severity, Trust

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textkit.steps.flag.context import FlagContext

BOILERPLATE = Rule(
    "FLAG005",
    "boilerplate",
    "flag",
    "A line belongs to the web page or newspaper, not to the text.",
    Trust.ADVICE,
    Severity.INFO,
    fixable=False,
    flagged="发布日期:2023-11-17 来源:市政府办公室 浏览次数: 字号:【大 中 小】\n",
    unflagged="她问起这本书的来源：那是一个旧书摊。\n",
    page=__doc__,
)
RULES = (BOILERPLATE,)

LONGEST = 200  # characters with the space around; longer lines are prose


def find(scene: FlagContext) -> Iterator[Finding]:
    """Each paragraph that is furniture."""
    for number, content in enumerate(scene.contents):
        if len(content) <= LONGEST and scene.is_furniture(number):
            start = len(content) - len(content.lstrip())
            span = scene.place(number, start, len(content.rstrip()))
            yield scene.finding(BOILERPLATE, span, "this line belongs to the page, not to the text")
