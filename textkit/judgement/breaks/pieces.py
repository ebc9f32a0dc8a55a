"""Rows of a page that were cut at their marks.

Where marks are set narrower than the characters around them, some readers of PDF files see a gap before or behind one
and begin a new line there: a bracket or comma stands on a line of its own, a sentence goes on with a full stop. The
pieces of such a row are one line, and have the width of one.

Other readers begin a new line at the wide gaps between the words of a justified Latin row, and set a blank line behind
every row: words that stand without a blank line between them, where lines have one, are of one row. Or they leave the
space that stood in the gap at the end of the piece before it.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textkit.judgement import furniture
from textkit.judgement.breaks import ends
from textkit.judgement.breaks.census import census
from textkit.judgement.breaks.column import PAPER
from textkit.judgement.breaks.line_context import TEXT

if TYPE_CHECKING:
    from textkit.judgement.breaks.line import Line

# Marks, folded, that never begin a line of Chinese print (W3C clreq, line-start prohibition), and those beside which a
# row is cut too. A closing quote is not among the first: turned round it opens. ASCII marks count as what they will be
# once the text is normalized.
NEVER_FIRST = frozenset("。、》〉】」』,.;:!?)")
CLOSING = frozenset('》〉】」』”’",、;')
QUOTES = frozenset('“‘"《「')
OPENING = frozenset('“‘"《〈【「『(')
QUOTED = 12  # lines in which a quote that was opened is closed
CLOSING_QUOTES = {"”": "“", "’": "‘", "」": "「", "』": "『", ")": "("}
# Marks that stand inside of sentences, as written, and those that open behind them: set side by side, each is narrow. A colon
# is one of them before speech.
PAUSES, OPENERS = frozenset("，、"), frozenset("“‘「『《〈（")
FOLDED = frozenset(",、")
FEWEST = 3  # one of so many colons before speech is where a row was cut, in a text that has such
LED = frozenset(f"：{quote}" for quote in "“「『")
UNUSUAL = NEVER_FIRST.union(CLOSING_QUOTES)
STOPS = frozenset("。.!?:")
BRACKETS = frozenset("》〉】」』")  # they close what a sentence end stands in
ASCII_MARKS = frozenset(',.;:!?)"')
SINGLE = frozenset(",。;:!?、")  # marks, folded, that stand between single characters
SPELLED, DISTINCT = 5, 0.6  # lines of single characters that make a row, and the share of them that differ
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
# Lines that begin with such a mark before rows are also put together where an opening mark begins one, and the share of
# all lines that they are at the least: a misprint or two in a long text do not show how it was read.
ENOUGH, RARE = 2, 0.005
AROUND = 8  # lines to both sides that show the width of the column
NEAR = 8  # characters before an ASCII mark in which Chinese shows what it is a mark of
SPARSE = 0.8  # share of the lines of full width that stand behind a blank line where every row does
WIDE = 48  # columns; in wider ones
NARROWEST = 24  # columns; in narrower ones a word on a line of its own is no sign
NARROWEST_TORN = 12  # … unless a space was left where the row was cut
HALF = 0.4  # of the column that the words of a justified row fill at the least
INSET = 8  # columns by which a line may be short and yet be the first of a paragraph
MOST_PIECES = 7  # of a row with a space left at each cut: in 1,300 such rows of printed pages there were no more
TORN = 3  # rows with a space left at each cut that show how this text was read …
TOLD = 0.6  # … and the share of such lines that make rows of a column's width
OVER, UNDER = 4, 2  # columns by which a row put together may be wider or narrower than the column


def may_be_cut(lines: Sequence[Line]) -> bool:
    """Whether a line begins with a mark that never does, or is a single word behind another line: a cheap test."""
    return any(not line.blanks and (line.s[:1] in NEVER_FIRST or " " not in line.s) for line in lines[1:])


def cut_rows(lines: Sequence[Line], widths: Sequence[int], text: str) -> list[tuple[int, int, int]]:
    """The rows that were cut: numbers of their first and of their last line, and their width in columns.

    What a line begins with is looked at in ``text`` too, not folded: a full-width mark is one of Chinese.
    """
    said = [line.s for line in lines]
    if census(text).of(INVISIBLE):
        said = [s.strip(INVISIBLE) for s in said]
    unusual = [j for j, s in enumerate(said) if s[:1] in UNUSUAL and j and not lines[j].blanks]
    begun = [j for j in unusual if said[j][0] in NEVER_FIRST]
    before = {j for j in begun if _never_begins(said[j - 1], said[j], text[lines[j].span.start])}
    before |= {j for j in unusual if _closes(said, j)}
    spelled = _spelled(lines, widths)
    many = max(ENOUGH, RARE * len(lines))
    shown = len(before) >= many or _fitting(lines, widths, text) >= many
    if not before and not shown:
        return spelled or _cut_at_words(lines, widths)
    follow = [j for j, line in enumerate(lines) if j and not line.blanks]
    cut, doubtful, certain = set(before), set[int](), set(before)
    if shown:
        certain |= _between_marks(lines, follow, text)
        cut |= certain
        quoted = [j for j in follow if said[j][:1] in QUOTES]
        doubtful = {j for j in quoted if _before_quote(said[j - 1], said[j])} - cut
        marked = [j for j in follow if said[j - 1][-1:] in CLOSING or said[j][:1] in OPENING]
        cut |= doubtful.union(j for j in marked if _beside(said[j - 1], said[j]))
    whole = [k for k in range(len(lines)) if k not in cut and k + 1 not in cut]
    rows: list[tuple[int, int, int]] = []
    done = 0  # lines that are of rows already
    for second in sorted(cut):
        if second <= done:
            continue
        j, first = second, second - 1
        total, sure, width = widths[first], first, 0
        column = _column_of(widths, whole, first)
        if column > PAPER and second not in certain:
            continue  # around it stand whole paragraphs, and no rows
        new = 0  # columns since a place where a paragraph may begin
        while j in cut and total + widths[j] <= column + OVER:
            total += widths[j]
            new = widths[j] if j in doubtful else new + widths[j] if new else 0
            after = widths[j + 1] if j + 1 in cut else column
            begins = new and (column - INSET <= new or new + after <= column + OVER or said[j][-1] in STOPS)
            if (column - UNDER <= total and not begins) or (j in certain and not new):
                sure, width = j, total
            j += 1
        if sure > first:
            rows.append((first, sure, width))
            done = sure
    taken = {k for first, last, _ in spelled for k in range(first, last + 1)}
    return [*spelled, *(row for row in rows if taken.isdisjoint(range(row[0], row[1] + 1)))]


def _spelled(lines: Sequence[Line], widths: Sequence[int]) -> list[tuple[int, int, int]]:
    """The rows of Chinese whose characters stand on lines of their own, sentence by sentence: set wide before a Latin word, or
    of characters that this reader could not place. Cells of one character have no marks, and no Latin word behind them.
    """
    if list(map(len, map(TEXT, lines))).count(1) < SPELLED:
        return []
    single = [(len(line.s) == 1 and line.s > "\u2e7f") or line.s in SINGLE for line in lines]
    rows: list[tuple[int, int, int]] = []
    first = 0
    for k in range(1, len(lines) + 1):
        if k < len(lines) and single[k] and single[k - 1] and not lines[k].blanks:
            continue
        if k - first >= SPELLED and _is_row(list(map(TEXT, lines[first:k])), lines[k].s if k < len(lines) else ""):
            stops = [j + 1 for j in range(first, k - 1) if lines[j].s in "。!?"]
            parts = zip([first, *stops], [*stops, k], strict=True)
            rows += [(a, b - 1, max(_column(widths, first), sum(widths[a:b]))) for a, b in parts if b - a > 1]
        first = k
    return rows


def _is_row(said: list[str], behind: str) -> bool:
    """Whether single characters on lines of their own are text, and no cells of a table; ``behind`` is the next line."""
    latin = "" < behind[:1] < "\u2e80"
    return len(set(said)) >= DISTINCT * len(said) and (latin or not SINGLE.isdisjoint(said))


def _cut_at_words(lines: Sequence[Line], widths: Sequence[int]) -> list[tuple[int, int, int]]:
    """The justified rows of Latin text whose words stand on lines of their own."""
    if len(lines) < AROUND or not any(_one_word(lines, k) for k, line in enumerate(lines) if line.s < "\u2e80"):
        return []
    column = sorted(widths)[len(widths) * 4 // 5]
    full = [line.blanks > 0 for line, width in zip(lines, widths, strict=True) if width > column / 2]
    if sum(full) < SPARSE * len(full):
        return []
    follow = [line.s for line in lines[1:] if not line.blanks]
    if all(" " in s for s in follow) or all(s > "\u2e80" for s in follow):
        return []
    firsts = [j for j, line in enumerate(lines) if not j or line.blanks]
    stops = [*firsts[1:], len(lines)]
    rows: list[tuple[int, int, int]] = []
    totals: list[int] = []
    tries: list[int] = []
    for k, (first, stop) in enumerate(zip(firsts, stops, strict=True)):
        row = stop - first > 1 and sum(" " in line.s for line in lines[first:stop]) <= 1
        row = row and not (lines[stop - 1].s.isdigit() and lines[stop - 2].s[-1:] in STOPS)  # the number of the page
        totals.append(sum(widths[first:stop]) + stop - first - 1 if row else max(widths[first:stop]))
        if row and all(max(line.s, default="\u3000") < "\u2e80" for line in lines[first:stop]):
            tries.append(k)
    for k in tries:
        column = _column(totals, k)  # of rows as they were, for around such a row there may be no whole line
        if column >= NARROWEST and HALF * column <= totals[k] <= column + 1:
            rows.append((firsts[k], stops[k] - 1, column))
    return rows


def _one_word(lines: Sequence[Line], k: int) -> bool:
    """Whether line ``k``, or the one before it, without a blank line between, is one word of Latin text, and so may be both."""
    before, line = lines[k - 1].s if k else "", lines[k]
    return not line.blanks and "" < before < "\u2e80" and (" " not in before or " " not in line.s)


def torn_rows(lines: Sequence[Line], widths: Sequence[int], spaces: Sequence[bool]) -> list[tuple[int, int, int]]:
    """The rows of Latin text whose pieces, all but the last, end in a single space (``spaces``), as ``cut_rows`` has them.

    Where lines end in spaces by chance, or all of them do, what is put together has not the width of a column.
    """
    stops = [j + 1 for j, spaced in enumerate(spaces) if not spaced or j + 1 == len(lines)]
    firsts = [0, *stops[:-1]]
    totals = [sum(widths[first:stop]) + stop - first - 1 for first, stop in zip(firsts, stops, strict=True)]
    rows: list[tuple[int, int, int]] = []
    tries = 0
    for k, (first, stop) in enumerate(zip(firsts, stops, strict=True)):
        if stop - first > 1:
            tries += 1
            column = _column(totals, k)  # of rows as they were
            latin = all(max(line.s, default="\u3000") < "\u2e80" for line in lines[first:stop])
            fits = column >= NARROWEST_TORN and HALF * column <= totals[k] <= column + OVER
            if latin and fits and stop - first <= MOST_PIECES:
                rows.append((first, stop - 1, column))
    return rows if len(rows) >= TORN and len(rows) >= TOLD * tries else []


def _never_begins(tail: str, head: str, first: str) -> bool:
    """Whether ``head``, in the text ``first``, begins with a mark that cannot begin a line of the text of ``tail``."""
    if head[:1] not in NEVER_FIRST or not tail or (tail[-1] in STOPS and head[0] not in BRACKETS):
        return False
    if head[0] == ":" and head[1:].lstrip()[:1].isascii() and head[1:].lstrip()[:1].isalpha():
        return False  # what is left of a reference: ": https://…"
    written = first > "\u2e7f" or head[1:2] in ("", " ") or head[1] > "\u2e7f" or head[1] in CLOSING
    return written and ((first > "\u2e7f" and (tail[-1] == ")" or tail[-1].isalpha())) or _chinese_end(tail))


def _chinese_end(s: str) -> bool:
    """Whether ``s`` ends in a Chinese character, or in a mark that stands in Chinese."""
    if s[-1] in ASCII_MARKS:
        return max(s[-NEAR:]) > "\u2e7f"
    return s[-1] in CLOSING or ends.script(s[-1]) in ("han", "kana") or s[-1] in STOPS


def _beside(tail: str, head: str) -> bool:
    """Whether a row may have been cut between two lines: behind a closing or before an opening mark, in a sentence."""
    if not tail or not head or (tail[-1] not in CLOSING and head[0] not in OPENING) or head[-1] in STOPS:
        return False
    open_end = tail.rstrip('”’」』"')
    if furniture.page_number(tail) or furniture.caption(tail) or furniture.caption(head) or head.isdigit():
        return False  # a number alone is that of a page
    return bool(open_end) and open_end[-1] not in STOPS and ends.marker(head) == "none"


def _closes(said: Sequence[str], j: int) -> bool:
    """Whether line ``j`` begins with the closing quote of what was quoted last, behind a sentence end: a row cut between them."""
    close = said[j][0]
    start = CLOSING_QUOTES.get(close)
    if start is None or said[j - 1][-1:] not in STOPS:
        return False
    before = (said[k] for k in range(j - 1, max(-1, j - QUOTED), -1))
    last = next((s for s in before if start in s or close in s), "")
    return last.rfind(start) > last.rfind(close)


def _between_marks(lines: Sequence[Line], follow: Sequence[int], text: str) -> set[int]:
    """The lines among those that ``follow`` another before which a row of such a text was cut between two marks that no
    paragraph parts: a pause or a colon, and what opens behind it. Behind a colon speech may begin a paragraph, but that is
    rare, and where rows are cut there few have both inside.
    """
    meet = [(j, f"{text[lines[j - 1].span.end - 1]}{text[lines[j].span.start]}") for j in follow]
    found = {j for j, marks in meet if marks[0] in PAUSES and marks[1] in OPENERS and ends.marker(lines[j].s) == "none"}
    led = {j for j, marks in meet if marks in LED}
    return found | led if FEWEST * len(led) >= sum(map(text.count, LED)) else found


def _fitting(lines: Sequence[Line], widths: Sequence[int], text: str) -> int:
    """How many short lines that end in a pause make a row of the column's width with the next ones, which open a quotation
    or a bracket; 0 where not most of them do. By chance one in ten does.
    """
    opening = [j for j, line in enumerate(lines) if j and line.s[:1] in OPENING and not line.blanks and not line.indent]
    likely = [j for j in opening if lines[j - 1].s[-1:] in FOLDED]
    meet = {j for j in likely if text[lines[j - 1].span.end - 1] in PAUSES and text[lines[j].span.start] in OPENERS}
    rows = fitting = 0
    for second in likely:
        column = _column(widths, second - 1)
        if second not in meet or second - 1 in meet or not OVER < column - widths[second - 1] <= PAPER:
            continue
        total, last = widths[second - 1] + widths[second], second
        while total < column - OVER and last + 1 in meet:
            last += 1
            total += widths[last]
        rows += 1
        fitting += -OVER <= column - total <= (OVER if column > WIDE else UNDER)
    return fitting if 2 * fitting > rows else 0


def _before_quote(tail: str, head: str) -> bool:
    """Whether a row may have been cut between a sentence end or a colon and a quote: paragraphs begin so too."""
    return tail.rstrip('”’」』"')[-1:] in STOPS and head[:1] in QUOTES and ends.marker(head) == "none"


def _column_of(widths: Sequence[int], whole: Sequence[int], i: int) -> int:
    """The same, and by the lines around that are ``whole`` alone: pieces show no column."""
    at = bisect(whole, i)
    around = sorted(widths[k] for k in whole[max(0, at - AROUND) : at + AROUND])
    return max(_column(widths, i), around[len(around) * 4 // 5] if around else 0)


def _column(widths: Sequence[int], i: int) -> int:
    """The width of the column around line ``i``: that of its wider lines."""
    around = sorted(widths[max(0, i - AROUND) : i + AROUND])
    return around[len(around) * 4 // 5]
