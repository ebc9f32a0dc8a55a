"""Columns read row by row.

A reader of PDF files that sorts what it finds on a page by height gives the first line of every column, then the second
line of every column, and so on. The lines of two articles, or of two halves of one, then take turns.

    改革开放以来，我国经          改革开放以来，我国经
    昨日，全市组织开展了          济持续增长，人民生活
    济持续增长，人民生活    ->    水平不断提高。
    志愿服务活动，市民积          昨日，全市组织开展了
    水平不断提高。                志愿服务活动，市民积
    极参加。                      极参加。

Found where the characters on both sides of a line break seldom stand together, while each line plainly goes on in the
second, third or fourth one behind it, over a run of lines. Every line is then given to one of the columns by how well
it goes on from their last lines, and by how steadily the columns take turns; the confidence is the mean chance of
those choices. Inside such a stretch no line is joined with a line of another column.

Putting the columns one behind the other changes the order of the text: it is withheld, with the reason ``stitch``,
until ``--stitch`` asks for it; the lines are then joined like those of any column. Where the choices are not that
sure, the stretch is only named; so it is in Latin text that is not English, where a sentence end before lower case
tells that lines are mixed but not how.

Left alone: lists, tables, verse, talk, texts in two languages line by line, and captions between two halves of a
sentence, which are another rule's.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from textkit.judgement.breaks import decide
from textkit.judgement.breaks.decisions import Rows
from textkit.model.document import Document
from textkit.model.finding import Edit, Finding, Rule, Severity, Trust
from textkit.model.outcome import Fate
from textkit.model.span import Span

ENOUGH = 0.7  # mean chance of the choices from which the columns may be put one behind the other

RULE = Rule(
    "JOIN005",
    "interleaved-columns",
    "rejoin",
    "Lines of neighbouring columns take turns.",
    Trust.UNSAFE,
    Severity.WARNING,
    True,
    flagged=(
        "会议指出，今年以来全市经\n昨天上午，记者来到城东的\n济运行总体平稳，主要指标\n一所小学，看到孩子们正在\n"
        "好于预期，高质量发展取得\n操场上练习跑步，老师站在\n新的成效。下一步要继续扩\n旁边认真地记录成绩。校长\n"
        "大有效投资，支持企业加快\n告诉记者，学校每天安排一\n技术改造，帮助困难群众解\n个小时的体育活动，学生的\n"
        "决就业问题，不断增强人民\n身体越来越好，家长们对此\n群众的幸福感。\n非常满意。\n"
    ),
    unflagged=(
        "会议指出，今年以来全市经\n济运行总体平稳，主要指标\n好于预期，高质量发展取得\n新的成效。下一步要继续扩\n"
        "大有效投资，支持企业加快\n技术改造，帮助困难群众解\n决就业问题，不断增强人民\n群众的幸福感。\n"
    ),
    page=__doc__,
)


@dataclass(frozen=True)
class Interleaved:
    """Stretches of lines in which columns take turns: one finding each.

    ``again``: a later look, at text in which columns were put one behind the other; elsewhere it has nothing to add.
    """

    again: bool = False
    rules: tuple[Rule, ...] = (RULE,)
    triggers: frozenset[str] | None = frozenset("\n\r")

    def check(self, document: Document) -> list[Finding]:
        if self.again and not _moved_before(document):
            return []
        return [_finding(document.text, rows) for rows in decide(document.text, document.markdown).stretches]


def _moved_before(document: Document) -> bool:
    """Whether an earlier pass put columns one behind the other."""
    passes = (done for done in document.passes if done.findings[0].rule is RULE)
    return any(verdict[0] is Fate.APPLIED for done in passes for _, _, verdict in done)


def _finding(text: str, rows: Rows) -> Finding:
    edits = tuple(_moves(text, rows)) if rows.order else ()
    evidence: dict[str, object] = {"kind": "interleaved", "columns": rows.columns}
    if rows.order:
        evidence["confidence"] = round(rows.confidence, 4)
    return Finding(
        RULE,
        Span(rows.lines[0].start, rows.lines[-1].end),
        f"lines of {rows.columns} columns take turns here",
        Trust.UNSAFE if rows.confidence >= ENOUGH and edits else Trust.ADVICE,
        RULE.severity,
        edits,
        evidence,
        reason="stitch",
    )


def _moves(text: str, rows: Rows) -> list[Edit]:
    """The lines out of place, each with the break before it, set behind the lines they follow in their column."""
    still = _longest_rising(rows.order)
    edits: list[Edit] = []
    moves = 0
    anchor = 0
    waiting: list[int] = []
    for at in (*rows.order, len(rows.order)):
        if at in still or at == len(rows.order):
            if waiting:
                moves += 1
                pieces = [Span(rows.lines[k - 1].end, rows.lines[k].end) for k in waiting]
                where = rows.lines[anchor].end
                edits.append(Edit(where, where, "".join(piece.slice(text) for piece in pieces), moves))
                edits += [Edit(piece.start, piece.end, "", moves) for piece in pieces]
            anchor, waiting = at, []
        else:
            waiting.append(at)
    return edits


def _longest_rising(order: tuple[int, ...]) -> set[int]:
    """The most of ``order`` that can stay where it is (patience sorting)."""
    tops: list[int] = []
    before: dict[int, int] = {}
    for value in order:
        at = bisect_left(tops, value)
        if at:
            before[value] = tops[at - 1]
        tops[at : at + 1] = [value]
    still: set[int] = set()
    value = tops[-1]
    while value not in still:
        still.add(value)
        value = before.get(value, value)
    return still
