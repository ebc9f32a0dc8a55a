"""A line break inside a paragraph.

Newspapers, books and mail programs set text in columns; copied out, or read by OCR, every line of the column ends in a
line break, and every foot of a column often in a blank line. Search, dedupe and every model of language then see
pieces of sentences.

    改革开放以来，我国经          改革开放以来，我国经济持续增长。
    济持续增长。            ->

Every break is decided for itself on named evidence: how much room the line had left in a column whose width is learned
from its neighbours, how the line ends and the next begins, indents and blank lines as this text uses them, open quotes
and brackets, how likely the characters on both sides are to stand together (a table of counts of Chinese prose), and
how long the paragraphs would be if one ended there.
The confidence is the probability those pieces add up to; ``explain`` shows each with its weight.

Left alone: headings, lists, verse, tables, addresses, entries of dictionaries, heads of letters, commands, lines across
the page, short talk, Markdown markup, and text that has one paragraph a line already. Nothing is put between Chinese characters, one space between Latin words; between Chinese and Latin or
digits whatever the same text does inside its lines.

The join is safe where the confidence reaches 0.7 in a Chinese or English column, 0.5 in a Japanese one, 0.85 behind a
full line of Chinese that ends a sentence, or 0.75 (in talk 0.8, in Korean 0.83) where the lengths of the other paragraphs
have their say, 0.8 behind other sentence ends and in other languages, 0.9 where no column is to be seen; below that it waits
for ``--unsafe``. It waits too where a few lines may be items of a list,
verse or talk: no line around ends a sentence, no column shows, and the characters at the break do not belong together by
themselves; where so few lines agree on a width that sentences of Chinese may be as wide by chance; where all lines
around begin with a capital; and over a blank line in Markdown, but for Chinese words cut in two.

Sources: W3C, Requirements for Chinese Text Layout (clreq), on line-start and line-end prohibitions; Unicode Standard
Annex 14, line breaking.
"""

from __future__ import annotations

from textkit.judgement.breaks import Decision
from textkit.judgement.breaks.decisions import Told
from textkit.model.finding import Edit, Finding, Rule, Severity, Trust
from textkit.model.span import Span

RULE = Rule(
    "JOIN001",
    "hard-wrap",
    "rejoin",
    "A line break stands inside a paragraph.",
    Trust.SAFE,
    Severity.INFO,
    True,
    flagged="改革开放以来，我国经济持\n续增长，人民生活水平不断\n提高，各项事业全面发展，\n社会保障体系逐步完善，城\n乡面貌发生了很大的变化。\n",
    unflagged="改革开放以来，我国经济持续增长，人民生活水平不断提高。\n各项事业全面发展。\n",
    page=__doc__,
)


def finding(decision: Decision, edits: tuple[Edit, ...]) -> Finding:
    """The finding that a line is joined with the next."""
    return Finding(
        RULE,
        Span(decision.tail.end, decision.head.start),
        "a line break inside a paragraph",
        decision.trust,
        RULE.severity,
        edits,
        Told("wrap", decision),
    )
