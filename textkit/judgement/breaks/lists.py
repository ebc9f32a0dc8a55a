"""Blocks of lines that are a list, verse or an address, as far as their ends and widths show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textkit.judgement.breaks.page import marks
from textkit.language.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textkit.judgement.breaks.page import Page

BULLETS = frozenset("•●○■◆▪◇□◦‣·・")
DOTS = frozenset("·・")  # bullets that stand in foreign names too
SIGNS = frozenset({"- ", "* ", "+ ", "$ "})  # bullets as they are typed, and the sign before a command
AROUND = 12  # lines of a block, and to both sides of it
OVER = 2  # columns
LABELLED = re.compile(r"【[^】]{1,10}】")
LED = lazy_pattern(r"[^.…·・\s](?:…{3,}|[.·・]{6,})\s?[^.…·・\s]")
GAP = lazy_pattern(
    r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])|(?<=[0-9%]) +(?=[0-9])"
)  # as between cells; Latin stands so in prose
GAPS = 3  # in two rows; in names and slogans one or two
ROW = 80  # characters of a line that are looked at
STANZA, VERSE = 4, 7  # lines
REACH, NEARLY = 5, 9  # lines to each side, and of all of them
SHORT = 6  # columns by which a line is short of the widest
NARROW = 40  # columns of the widest line of verse that ends each line with a mark
_TIME = r"(?:[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2})\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
STAMP = lazy_pattern(rf"[^,。;!?\s]{{1,16}}\s+{_TIME}|{_TIME}\s+[^,。;!?\s]{{1,16}}")
DATED = lazy_pattern(
    r"[0-9]{4}(?:年[0-9]{1,2}月[0-9]{1,2}日|[-./][0-9]{1,2}[-./][0-9]{1,2})\s"
    r"|[\[(]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,3})?)?(?:\s?[-—–~]{1,2}\s?[0-9]{1,2}:[0-9]{2})?[\])]?\s"
)
# The day that an entry of a diary is of, with its weather.
DAY = lazy_pattern(
    r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})月(?:[0-9]{1,2}|[一二三四五六七八九十廿]{1,3})日\s[^。!?;:]{1,16}$"
)
DOCUMENT = lazy_pattern(r"[^\s,。;:!?]{0,10}[(\[〔](?:19|20)[0-9]{2}[)\]〕][^\s,。;:!?]{0,10}[0-9]{1,6}[号號]")
CUE = lazy_pattern(r"(?m)^[ \t]*(?:[0-9]{1,2}:)?[0-9]{2}:[0-9]{2}[.,][0-9]{2,3}[ \t]*-->")
CUES = 12  # lines of the longest subtitle, with its number and its time
MARKS = lazy_pattern(r"[,。;!?、…“]")
LEADER = lazy_pattern(r"(?:…{2,}|[.·・。]{5}|(?:[.·] ){4}|[-_—]{5})\s*\(?(?:[0-9]{1,4}|[ivxlcIVXLC]{1,7})\)?$")
NAME, SIGN = re.compile(r"[\w~/.-]+(?<![~/.-])", re.ASCII), frozenset("/._-")
PATH = re.compile(r"(?:[\w.~-]{1,40}/){1,9}[\w.~-]{1,40}\.[A-Za-z0-9]{1,5}")
LINK = lazy_pattern(r"(?:[0-9]{1,3}[.、)]|[-*+]|)\s*\[[^\]]{1,200}\]\(\S{1,500}?\)\s*(?:\([^()]{1,30}\)\s*|)[。.]?")
TARGET = re.compile(r":\s?[a-z]{3,8}://")
SCHEME = ("ht", "http", "https")  # … or as much of it as a narrow line has
NUMBERED = lazy_pattern(r"第[0-9〇零一二三四五六七八九十百千]{1,6}[条條]\s")
TITLE = 60  # characters of the longest headline
FEW = 3  # lines that make a column
SONG = 24  # columns of the widest line of a song, or of verse without marks; names and titles in columns are wider
SPANNED = (("《", "》"), ("〈", "〉"), ("(", ")"))  # signs around a title or an aside
SET_IN = 6  # columns by which lines are set in that are no first lines of paragraphs
ROOM, AGREED, MOST = 4, 6, 0.8  # columns left behind a heading; lines that agree on a column, and of those around
WIDE_ROOM, MANY = 8, 0.6  # the same behind a heading with more room
WORDS, HEADED = (
    frozenset(("han", "kana", "openquote")),
    frozenset(("han", "kana", "digit", "quote", "closer", "lower", "upper")),
)
HEADLINE, INDENT = 3, 2  # lines of the longest headline, and columns of the least indent


def titled(s: str) -> bool:
    """Whether a folded line that ends without a mark may be a headline: short, and with no end of a sentence or clause in
    it, for those are set apart by spaces there.
    """
    return len(s) <= TITLE and not any(c in s for c in "。,;!?")


def headline(page: Page, j: int) -> bool:
    """Whether line ``j``, behind the end of a Chinese sentence, begins a headline of one to three lines: none of them has a
    mark, and the last is short, or an indent follows. A sentence would have to end there with its mark.
    """
    if page.lines[j].s[0] < "\u2e80":
        return False
    for k in range(j, min(j + HEADLINE, len(page.lines) - 1)):
        line, after = page.lines[k], page.lines[k + 1]
        if page.ends[k] not in ("han", "digit", "quote", "closer") or page.markers[k] != "none" or marks(line.s):
            return False
        if k > j and (line.blanks or line.indent != page.lines[j].indent):
            return False
        if page.markers[k + 1] not in ("none", "lead"):  # items may end without a mark
            return False
        if after.indent >= page.lines[j].indent + INDENT or page.fits[k] in ("much", "half"):
            return True
    return False


def heading(page: Page, i: int, j: int) -> bool:
    """Whether line ``i`` of Chinese or Japanese is a heading of one line: it has no mark, nothing that goes on ends before it,
    and what the next line begins with would have had room in a column on which nearly all lines around agree. There must be
    ``ROOM`` left.
    """
    line, column = page.lines[i], page.columns[i]
    if page.needs[i] > ROOM or line.piece or page.ends[i] not in HEADED:
        return False
    if page.starts[j] not in WORDS or page.markers[i] not in ("none", "item") or marks(line.s):
        return False
    if i and not line.blanks and page.coarse[i - 1] != "stop":
        return False
    if page.set[i] or page.lines[j].piece or max(line.s) < "\u2e80":
        return False
    most = MOST if page.rooms[i] < WIDE_ROOM else MANY
    return column.agree >= AGREED and column.agree >= most * column.of and page.columns[j].width == column.width


def unmarked(page: Page, i: int, j: int) -> bool:
    """Whether lines ``i`` and ``j`` are among so many short lines without a mark that they are no prose but verse, names or
    cells: of prose two lines in a row have none often, four seldom, and those are full and sentences end around them.
    """
    if not _unmarked(page, i) or not _unmarked(page, j) or page.starts[j] == "lower":
        return False
    first, last = i, j
    while first and j - first < AROUND and not page.lines[first].blanks and _unmarked(page, first - 1):
        first -= 1
    while (
        last + 1 < len(page.lines)
        and last - i < AROUND
        and not page.lines[last + 1].blanks
        and _unmarked(page, last + 1)
    ):
        last += 1
    if page.lines[i].indent == page.lines[j].indent >= page.base + SET_IN:
        return True
    short = sum(page.rooms[k] >= SHORT for k in (*range(first, i + 1), *range(j, last)))
    many = last - first + 1 - (j - i - 1)
    return (many >= STANZA and short > 1) or (many > STANZA and not page.line_stops(i) and not page.line_stops(j))


def _unmarked(page: Page, k: int) -> bool:
    s = page.lines[k].s
    return page.own[k] <= SONG and k not in page.aside and not marks(s) and not _spanned(s)


def _spanned(s: str) -> bool:
    """Whether a title or an aside goes on beyond a folded line, as in prose; in songs and lists both stand in one line."""
    return any(s.count(opened) != s.count(closed) for opened, closed in SPANNED)


def closed(page: Page, j: int) -> bool:
    """Whether the block that line ``j`` is in ends as a sentence does; lists, verse and addresses end without a mark."""
    last = j
    while last + 1 < len(page.lines) and not page.lines[last + 1].blanks and last < j + AROUND:
        last += 1
    return page.coarse[last] in ("stop", "semi") or page.ends[last] == "stopquote"


def cells(page: Page, i: int, j: int) -> bool:
    """Whether two lines are rows of cells: words or numbers set apart in both, and no mark that sentences have."""
    told = page.lines[i].s[:ROW], page.lines[j].s[:ROW]
    if " " not in told[0] or " " not in told[1] or any(MARKS.search(s) or _set_wide(s) for s in told):
        return False
    gaps = [len(GAP.findall(s)) for s in told]
    return min(gaps) > 0 and sum(gaps) >= GAPS


def _set_wide(s: str) -> bool:
    """Whether a line is set wide, character by character."""
    words = s.split()
    return sum(len(word) == 1 for word in words) * 2 > len(words)


def stanza(page: Page, i: int) -> bool:
    """Whether line ``i`` is of a block of short lines that all end with a mark, as those of verse do: of prose so narrow
    one line in five does, so four in a row are one block in a hundred, and ``VERSE`` in a row, whatever stands around,
    one in a hundred thousand.
    """
    run = page.marked[i]
    if run < STANZA or _runs_on(page, i):
        return False
    first = stop = i
    while first and not page.lines[first].blanks and i - first <= AROUND:
        first -= 1
    while stop + 1 < len(page.lines) and not page.lines[stop + 1].blanks and stop - i <= AROUND:
        stop += 1
    if stop - first + 1 == run:
        return max(page.own[first : stop + 1]) <= NARROW
    first, stop = _run(page, i)
    return stop - first + 1 >= VERSE and page.own[i] <= NARROW


def verse(page: Page, i: int) -> bool:
    """Whether line ``i`` is among narrow lines of Chinese of which most end with a mark, or many do and most are short.

    In a column so narrow one line in five ends with a mark, so seven of eleven do once in three hundred times, and all
    are full but the last ones of paragraphs. Without a blank line behind each, half of them must be short, or nearly all
    end with a mark. A paragraph between verses is none of them.
    """
    if page.own[i] > NARROW or page.lines[i].s[0] < "\u2e80" or page.markers[i] == "markup":
        return False
    if _in_column(page, i) or _runs_on(page, i):
        return False
    near: Sequence[int] = range(max(0, i - AROUND), min(len(page.lines), i + AROUND + 1))
    if "markup" in page.markers[near[0] : near[-1] + 1]:
        near = [k for k in near if page.markers[k] != "markup"]
    first = max(0, min(near.index(i) - REACH, len(near) - 2 * REACH - 1))  # as many at the ends of a text
    near = near[first : first + 2 * REACH + 1]
    kinds = [page.coarse[k] for k in near]
    if kinds.count("stop") + kinds.count("pause") + kinds.count("semi") < (STANZA if page.every else VERSE):
        return False  # as nearly all are
    around = [k for k in near if page.own[k] <= NARROW]
    ended = sum(page.coarse[k] in ("stop", "pause", "semi") for k in around)
    full = max(page.own[k] for k in around) - SHORT
    short = sum(page.own[k] <= full for k in around)
    if not page.every:
        return ended >= NEARLY or (ended >= VERSE and short > REACH)
    return ended >= VERSE or (ended >= STANZA and short >= VERSE)


def _runs_on(page: Page, i: int) -> bool:
    """Whether line ``i`` ends as no line of verse does: inside a list of words, or in a sentence that began in it."""
    return page.ends[i] == "dun" or (page.ends[i] == "comma" and "。" in page.lines[i].s)


def _in_column(page: Page, i: int) -> bool:
    """Whether line ``i`` is of ``FEW`` in a row without a mark at the end, equally wide, as full lines of a column are."""
    if page.coarse[i] != "none":
        return False
    first = stop = i
    while i - first < FEW and first and not page.lines[first].blanks and _as_wide(page, first - 1, i):
        first -= 1
    while (
        stop - i < FEW
        and stop + 1 < len(page.lines)
        and not page.lines[stop + 1].blanks
        and _as_wide(page, stop + 1, i)
    ):
        stop += 1
    return stop - first + 1 >= FEW


def _as_wide(page: Page, k: int, i: int) -> bool:
    return page.coarse[k] == "none" and abs(page.own[k] - page.own[i]) < SHORT


def _run(page: Page, i: int) -> tuple[int, int]:
    """The first and the last of the short lines around ``i`` that all end with a mark."""
    first = stop = i
    while first and i - first < VERSE and page.marked[first - 1] and page.own[first - 1] <= NARROW:
        first -= 1
    while stop + 1 < len(page.lines) and stop - i < VERSE and page.marked[stop + 1] and page.own[stop + 1] <= NARROW:
        stop += 1
    return first, stop


def cues(text: str) -> bool:
    """Whether a text is a file of subtitles, whose lines are set by what fits a picture and belong to their times."""
    times = len(CUE.findall(text)) if "-->" in text else 0
    return times > 1 and times * CUES >= text.count("\n")


def listed(s: str) -> bool:
    """Whether a folded line is an entry of a table of contents, led by dots to the number of its page."""
    return s[-1:] in "0123456789ivxlcIVXLC)" and LEADER.search(s[-ROW:]) is not None


def named(page: Page, i: int, j: int) -> bool:
    """Whether two lines are of three in a row that are nothing but a name with signs in it each: of files, accounts, keys."""
    tail, head = page.lines[i].s, page.lines[j].s
    if (tail[0] > "\x7f" and head[0] > "\x7f" and "/" not in tail) or " " in tail or " " in head:
        return False
    near = range(max(0, i - 1), min(len(page.lines), j + 2))
    return sum(_name(page.lines[k].s) for k in near) >= FEW


def _name(s: str) -> bool:
    if not 1 < len(s) <= ROW:
        return False
    return PATH.fullmatch(s) is not None or (NAME.fullmatch(s) is not None and not SIGN.isdisjoint(s[1:-1]))


def linked(s: str) -> bool:
    """Whether a folded line is a link and nothing else, with its number and the language or date behind it."""
    return "](" in s and LINK.fullmatch(s) is not None


def led(s: str) -> bool:
    """Whether a folded line is a name that is led by dots to another, as in the list of a cast."""
    return ("…" in s or ".." in s or "··" in s or "・・" in s) and LED.search(s[:ROW]) is not None


def target(page: Page, j: int) -> bool:
    """Whether line ``j`` is where a reference leads to, whose number is lost; none that goes on begins with a colon. In a
    narrow column that stands alone in its line.
    """
    s = page.lines[j].s
    behind = page.lines[j + 1].s if s == ":" and j + 1 < len(page.lines) else ""
    return s[:1] == ":" and (TARGET.match(s + behind) is not None or behind in SCHEME)


def article(page: Page, j: int) -> bool:
    """Whether line ``j`` begins with the number of an article and the space behind it, as no mention of one does: of 5,400
    such lines of laws and contracts none went on from the line before.
    """
    return page.markers[j] == "article" and NUMBERED.match(page.lines[j].s) is not None


def dated(s: str) -> bool:
    """Whether a line begins with a whole date or a time that stands apart, as each entry of a chronicle does."""
    return DATED.match(s) is not None


def of_a_day(s: str) -> bool:
    """Whether a folded line is the day of an entry of a diary and its weather, or the number of an official document, and
    nothing more.
    """
    return len(s) <= ROW // 3 and s[-1] not in "。,;!?" and (DAY.match(s) or DOCUMENT.fullmatch(s)) is not None


def unstopped(page: Page, i: int, j: int) -> bool:
    """Whether line ``i`` is an item of one short line without a mark at its end, as the item in the line before it is, and
    line ``j`` is none: the list ends here.
    """
    if i < 1 or page.markers[j] != "none" or not all(_short_item(page, k) for k in (i - 1, i)):
        return False
    one, other = page.lines[i - 1].s, page.lines[i].s
    return one[0] == other[0] or (one[0].isalnum() and other[0].isalnum()) or i in page.numbered


def _short_item(page: Page, k: int) -> bool:
    return (
        page.markers[k] == "item"
        and page.coarse[k] == "none"
        and (page.fits[k] in ("much", "half") or not page.columnar[k])
    )


def stamped(s: str) -> bool:
    """Whether a folded line is the head of a message: somebody's name with the date and time, and nothing more."""
    return ":" in s and s[-1:].isalnum() and len(s) <= ROW // 2 and STAMP.fullmatch(s) is not None


def even(page: Page, i: int) -> bool:
    """Whether line ``i`` is of a block whose lines are all equally long, the last too and without a mark at its end, as
    those of lists and verse are, while no line around stands in a column of that width.
    """
    size = page.own[i]
    lines, own = page.lines, page.own
    first, stop, count = i, i + 1, len(lines)
    while stop < count and not lines[stop].blanks and abs(own[stop] - size) <= OVER and stop - i <= AROUND:
        stop += 1
    if (stop < count and not lines[stop].blanks) or page.coarse[stop - 1] in ("stop", "semi"):
        return False
    while first and not lines[first].blanks and abs(own[first - 1] - size) <= OVER and i - first <= AROUND:
        first -= 1
    if (first and not lines[first].blanks) or stop - first < 2:
        return False
    around = [*range(max(0, first - AROUND), first), *range(stop, min(len(page.lines), stop + AROUND))]
    width = page.columns[i].width
    columns = [page.columns[k].width for k in around if page.columns[k].agree >= FEW]
    return not any(abs(column - size) <= OVER or abs(column - width) <= OVER for column in columns)


def bulleted(page: Page, j: int) -> bool:
    """Whether line ``j`` is an entry of a list: it begins with a bullet, and another one near it does with the same; in
    Markdown the sign and the space behind it are enough. Dots inside of names that were broken there are no bullets.
    """
    bullet = _bullet(page.lines[j].s)
    if not bullet:
        return False
    near = range(max(0, j - AROUND), min(len(page.lines), j + AROUND + 1))
    entry = page.markdown and bullet[-1] == " "
    others = [k for k in near if k != j and _bullet(page.lines[k].s) == bullet]
    return entry or (any(not _in_name(page, k) for k in others) if _in_name(page, j) else bool(others))


def _in_name(page: Page, j: int) -> bool:
    """Whether the dot that line ``j`` begins with may stand in a name: between letters, behind a full line that is no item."""
    s = page.lines[j].s
    if s[:1] not in DOTS or not s[1:2].isalpha() or not j or page.lines[j - 1].s[:1] in DOTS:
        return False
    return page.ends[j - 1] in ("han", "kana") and page.rooms[j - 1] < ROOM


def _bullet(s: str) -> str:
    """The bullet that a folded line begins with, or nothing; a label in brackets is one, whatever it says."""
    if s[:1] == "【":
        return "【】" if LABELLED.match(s) else ""
    return s[:1] if s[:1] in BULLETS else s[:2] if s[:2] in SIGNS else ""
