"""Rows of two columns in one line.

A reader of PDF files that keeps the places of the page (``pdftotext -layout``), or that finds two columns on the same
base lines, sets the lines of neighbouring columns side by side in one line.

    会议指出，今年以来全市经    昨天上午，记者来到城东的
    济运行总体平稳，主要指标    一所小学，看到孩子们正在

Found where, over a run of lines, the pieces between wide gaps, or between single spaces that stand under one another,
go on in the pieces below them and not in those beside them, by how likely the characters are to stand together. Such lines are not joined with others. They are only named:
read the file again without the layout, or column by column.

Left alone: tables, lists of names, forms, and lines with a gap here and there.
"""

from __future__ import annotations

from dataclasses import dataclass

from textkit.judgement.breaks import decide
from textkit.model.document import Document
from textkit.model.finding import Finding, Rule, Severity, Trust
from textkit.model.span import Span

RULE = Rule(
    "JOIN006",
    "fused-columns",
    "rejoin",
    "Lines hold rows of several columns.",
    Trust.ADVICE,
    Severity.WARNING,
    False,
    flagged=(
        "会议指出，今年以来全市经    昨天上午，记者来到城东的\n济运行总体平稳，主要指标    一所小学，看到孩子们正在\n"
        "好于预期，高质量发展取得    操场上练习跑步，老师站在\n新的成效。下一步要继续扩    旁边认真地记录成绩。校长\n"
        "大有效投资，支持企业加快    告诉记者，学校每天安排一\n技术改造，帮助困难群众解    个小时的体育活动，学生的\n"
    ),
    unflagged=(
        "一月    收入三千元    支出两千元\n二月    收入四千元    支出三千元\n"
        "三月    收入五千元    支出两千元\n四月    收入三千元    支出一千元\n"
    ),
    page=__doc__,
)


@dataclass(frozen=True)
class Fused:
    """Stretches of lines that are rows of columns: one finding each, without a fix."""

    rules: tuple[Rule, ...] = (RULE,)
    triggers: frozenset[str] | None = frozenset("\n\r")

    def check(self, document: Document) -> list[Finding]:
        return [
            Finding(
                RULE,
                Span(rows.lines[0].start, rows.lines[-1].end),
                f"lines hold rows of {rows.columns} columns",
                Trust.ADVICE,
                RULE.severity,
                (),
                {"kind": "fused", "columns": rows.columns},
            )
            for rows in decide(document.text, document.markdown).fused
        ]
