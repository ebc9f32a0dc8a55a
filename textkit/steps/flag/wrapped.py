"""A text that is still wrapped in hard lines.

``flag`` judges paragraphs, and puts wrapped lines together for that. It says once that it did: what ``rejoin`` leaves
open, or joins only on demand, can be judged well only after it has run.

    lines of a column of 20 characters each     named, once
    one paragraph a line                        left alone

The finding changes nothing; ``textkit rejoin`` or ``textkit clean`` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textkit.model.finding import Finding, Rule, Severity, Trust
from textkit.model.span import Span
from textkit.steps.flag.units import FEW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textkit.steps.flag.context import FlagContext

WRAPPED = Rule(
    "FLAG011",
    "hard-wrapped",
    "flag",
    "The text is wrapped in hard lines; paragraphs were put together to judge them.",
    Trust.ADVICE,
    Severity.INFO,
    fixable=False,
    flagged=(
        "清晨的码头上已经有人在忙，几个工人把\n一筐筐鲜鱼从船上搬下来，码放在路边等\n着过秤，海风里带着浓浓的咸味，远处的\n"
        "灯塔还亮着，岸上的小贩支起炉子，开始\n一天的生意，热气在薄雾里慢慢升起，又\n慢慢散开，最后同天边的云连成了一片。\n"
    ),
    unflagged="清晨的码头上已经有人在忙。\n海风里带着浓浓的咸味。\n",
    page=__doc__,
)
RULES = (WRAPPED,)


def find(scene: FlagContext) -> Iterator[Finding]:
    """One finding a text, at its first wrapped line."""
    lines = scene.units.wrapped
    if len(lines) >= FEW:
        first = lines[0]
        message = (
            f"{len(lines)} lines are wrapped; their paragraphs were put together to be judged (see: textkit rejoin)"
        )
        yield scene.finding(WRAPPED, Span(first.start, first.end), message, {"lines": len(lines)})
