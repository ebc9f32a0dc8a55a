"""A sentence interrupted by a caption, a page number or a running head.

Where a page ends in mid-sentence, or a photograph stands in the column, what is printed there comes between the two
halves of the sentence when the page is read line by line.

    实施工作要点、科学优          实施工作要点、科学优化评价指标体系。
    图为座谈会现场。        ->
    化评价指标体系。              图为座谈会现场。

The halves are joined, and what stood between is set behind the paragraph it interrupted; nothing is thrown away. One
finding carries both: the join and the move are made together or not at all. Page numbers and running heads are known
by their form and repetition, captions by what they say, or by standing apart while the sentence plainly goes on
behind them and not in them.

Left alone: what stands between two whole sentences, blocks of more than three lines, and what each entry of a list has
between its short lines. What every page prints ends no sentence, and none goes on in it. The trust is the lower of the
two judgements: that the sentence goes on there, and that what lies between is a thing of its own. In Markdown, where a
blank line ends a paragraph, what lies between must say what it is, or the join waits for ``--unsafe``.
"""

from __future__ import annotations

from textkit.judgement.breaks import Decision
from textkit.judgement.breaks.decisions import Told
from textkit.model.document import Document
from textkit.model.finding import Edit, Finding, Related, Rule, Severity, Trust
from textkit.model.span import Span

RULE = Rule(
    "JOIN002",
    "interrupted-sentence",
    "rejoin",
    "A caption, page number or running head stands inside a sentence.",
    Trust.SAFE,
    Severity.WARNING,
    True,
    flagged=(
        "会议指出，要坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，推动高质量发\n\n图为会议现场。\n\n"
        "展取得新成效，不断满足人民日益增长的美好生活需要。\n"
    ),
    unflagged="会议指出，要坚持稳中求进工作总基调。\n\n图为会议现场。\n\n会议强调，要推动高质量发展。\n",
    page=__doc__,
)


def finding(decision: Decision, edits: tuple[Edit, ...], document: Document) -> Finding:
    """The finding that a sentence goes on behind what interrupts it: its halves are the related places."""
    halves = ((decision.tail, "part"), (decision.head, "continuation"))
    over = decision.over or Span(decision.tail.end, decision.head.start)
    return Finding(
        RULE,
        over,
        "a sentence goes on behind this",
        decision.trust,
        RULE.severity,
        edits,
        Told("interrupted", decision),
        tuple(Related(document.path, document.place(half), role, document.record) for half, role in halves),
    )
