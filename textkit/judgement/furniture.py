"""Lines that a page prints about itself: page numbers, running heads and feet, credits, captions, jump lines.

Only what a line says and where its likes stand is looked at; whether a sentence goes on across it is judged elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.width import columns

NUMBERED = lazy_pattern(
    r"(?:[-—–·.~•|\[(]\s?)+[0-9]{1,4}(?:\s?[-—–·.~•|\])])+"
    r"|第?\s?[0-9一二三四五六七八九十百]{1,5}\s?(?:[页頁版]|ページ)|[共全]\s?[0-9]{1,4}\s?[页頁]"
    r"|第\s?[0-9]{1,4}\s?[页頁]\s?[,/ ]?\s?共\s?[0-9]{1,4}\s?[页頁]"
    r"|[Pp](?:age|AGE)?[.:]?\s?[0-9]{1,4}(?:\s?(?:of|/)\s?[0-9]{1,4})?|[0-9]{1,4}\s?/\s?[0-9]{1,4}"
)
PAGE = lazy_pattern(r"第\s?[0-9一二三四五六七八九十]{1,3}\s?[版页頁](?:\s?\S{1,8})?")
# The date and the day of the week, as the running head of a newspaper's page gives them.
DATED = re.compile(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日\s?[(]?星期[一二三四五六日天]")
NUMBER_ENDS = frozenset("0123456789-—–·.~•|])页頁版ジ")  # what one ends with
BARE = re.compile(r"[0-9]{1,4}|[ivxlc]{1,7}")
BARE_STARTS = frozenset("0123456789ivxlc")
CODE = re.compile(r"[A-D]\s?[0-9]{1,2}\s?版?")  # the number of a page of a newspaper in several parts
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
DIGITS = re.compile(r"[0-9]+")
CAPTION = lazy_pattern(
    r"(?:图|圖|照片|写真|摄影|攝影)\s?[0-9①-⑳一二三四五六七八九十]{0,4}\s?(?:[为為爲是:,]|は)|[图圖表図]\s?[0-9①-⑳]{1,3}"
    r"|(?:左|右|上|下|大|小|题|本)[图圖][为為爲:,]|(?:Fig(?:ure|\.)|Photo(?:graph)?|Table|Plate|Image|Illustration)\b|▲|▼|△"
)
CREDIT = re.compile(
    r"(?:[摄攝]|[摄攝]影|撮影|供图|供圖|制图|绘|photo)[)\]]?$|^(?:责任编辑|責任編輯|责编|编辑|校对|版式|美编|记者|通讯员|来源|作者)\s?[:|]"
    r"|^(?:下转|上接|下轉)第|(?:下转|上接|下轉)第\s?[0-9一二三四五六七八九十]{1,3}\s?版[)\]]?$"
)
# What a caption begins with that no sentence goes on with.
PICTURED = lazy_pattern(
    r"[图圖]\s?[①-⑳]?\s?[为為爲:]|写真\s?:|[图圖]\s?[0-9一二三四五六七八九十]{1,4}\s?:|照片\s?[:为為]|[▲▼△]"
    r"|(?:[新中][华華新]社|本[报報])[^,。;:]{0,14}(?:[摄攝]|供[图圖])\)?$"
)
# Who took a picture, at the end of its caption: nothing goes on behind it.
SIGNED = lazy_pattern(
    r"[。!?][”」]?\s?[\u4e00-\u9fff·]{2,4}\s?/?(?<![拍航])(?:[摄攝]影?|供[图圖])[)\]]?$"
    r"|(?:社|[报報]|[记記]者|通[讯訊][员員]|社[发發]\()[^,。;:]{0,10}(?<![拍航])(?:[摄攝]|供[图圖]|制[图圖])[)\]]?$"
)
# Who wrote an article, as a line of its own above it.
BYLINE = lazy_pattern(
    r"(?:本[报報刊社台]|新[华華]社)?(?:首席|特[约約派]|[见見][习習]|[实實][习習])?(?:[记記]者|通[讯訊][员員]|撰文|[编編][译譯])[ :|/]"
    r"\s?[\u4e00-\u9fff·]{2,4}(?:[ 、][\u4e00-\u9fff·]{2,4}){0,4}"
)
# The first line of the two that a letter ends with.
CLOSING = lazy_pattern(r"(?:谨|謹|专|專)?此[致祝]|(?:顺|順|即|敬|谨|謹)[颂頌祝]|祝[你您]?")
# The same as a whole line of English.
CREDITED = lazy_pattern(
    r"(?:Photo(?:graph)?|Picture|Illustration|Drawing|Image)s?\s?(?:by|courtesy\s?of|:)\s?[^,.;:!?]{2,32}[.]?"
)
# What a page prints where a sentence breaks off, and where it goes on: the number of the other page.
_LEFT, _RIGHT = r"[(\[【▶►▷→▲▼△\s]*", r"[)\]】◀◄◁。.\s]*"
_HAN, _LATIN = (
    r"第?\s?([A-Z]?[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s?[版页頁]",
    r"(?:[Pp](?:age|\.)\s?)?([A-Z]?-?[0-9]{1,3})",
)
AWAY = lazy_pattern(
    rf"{_LEFT}(?:[下文]?[转轉]\s?{_HAN}|([0-9]{{1,2}})\s?面(?:に|へ)(?:続く|つづく)?|[Cc]ontinued\s+on\s+{_LATIN}){_RIGHT}"
)
BACK = lazy_pattern(
    rf"{_LEFT}(?:[上紧緊文]?接\s?{_HAN}|([0-9]{{1,2}})\s?面(?:から|より)(?:の?続き|続く|つづき|つづく)?"
    rf"|[Cc]ontinued\s+from\s+{_LATIN}){_RIGHT}"
)
JUMP_ENDS = frozenset("0123456789版页頁面にへくきりづ)】]◀◄◁。. ")
NUMERALS = str.maketrans("一二三四五六七八九", "123456789")
SHORT = 44  # characters; headlines over columns and captions of one line are shorter
NAME = 24  # characters; a paper's name with its date and day of the week is shorter
# The number and the name of a page in one line, a bar or the like between.
FOLIO = lazy_pattern(
    r"[0-9]{1,4}\s?[|·•/—–]\s?[^a-z,;:!?。、0-9][^,;:!?。、]{1,31}|[^,;:!?。、]{2,32}[^a-z,;:!?。、0-9]\s?[|·•/—–]\s?[0-9]{1,4}"
)
# What such lines begin or end with, and the characters of the longest of them.
FIRST, LAST, LONGEST = frozenset("0123456789ivxlcABCDPTF图圖照写▲▼△新中本"), frozenset("0123456789)】]版頁页"), 160
BARS = frozenset("|·•/—–")
# A caption in English that is whole: what goes on behind it began before it.
FIGURE = lazy_pattern(r"(?:Fig(?:ure|\.)?|Table|Plate|Photo)\s?[0-9]{1,3}[.:]\s\S.{0,120}\.$")
HEAD = lazy_pattern(
    r"第[0-9一二三四五六七八九十百]{1,4}[章节節回编編卷部讲講][^,。;:!?、]{0,12}$|[\u3041-\u9fff]{2,8} [\u3041-\u9fff]{2,8}$|[^,。;:!?、]{2,10} (?:19|20)[0-9]{2}[.年/-][0-9]{1,2}月?$"
    r"|(?:CHAPTER|Chapter|PART|BOOK) (?:[IVXLC]{1,7}|[0-9]{1,3})\.?$|[A-Z][A-Z’'&.-]+(?: [A-Z’'&.-]+){1,6}$"
)
TITLE, BODY, TURN = 12, 14, 4  # characters of the name of a page, and of the line it interrupts; lines between
SHORTER = 0.6  # of a line of the column that the name of a page has at the most
APART = 4  # lines between two prints of a running head, at the least
REMEMBERED = 1 << 14  # short lines of a text, which is looked at several times while its lines are joined
MOST_LINES, NEAR = 5, 3  # of a head or foot beside the one with the number, and from which on they must have figures
LISTED = 3  # a line that stands this often beside running heads is one too; twice a passage may stand that has a number


def page_number(s: str) -> bool:
    """Whether a folded line is nothing but a page number in some dress."""
    return len(s) <= 16 and NUMBERED.fullmatch(s) is not None


def caption(s: str) -> bool:
    """Whether a folded line says of itself that it belongs to a picture or credits someone."""
    return len(s) <= 3 * SHORT and _captioned(s)


@lru_cache(REMEMBERED)
def _captioned(s: str) -> bool:
    return CAPTION.match(s) is not None or CREDIT.search(s) is not None or jump(s) is not None


def pictured(s: str) -> bool:
    """Whether a folded line is a whole caption that says so in its first words: nothing before it goes on in it."""
    if s[:1] == "[":  # as the text files of Project Gutenberg have it
        return s.startswith("[Illustration")
    if s[:1] in "PID":
        return len(s) <= SHORT and CREDITED.fullmatch(s) is not None
    return s[:1] in "图圖照写▲▼△新中本" and len(s) <= SHORT and PICTURED.match(s) is not None


def signed(s: str) -> bool:
    """Whether a folded line ends with the name of who took or drew a picture."""
    if s[:1] in "PID" and len(s) <= SHORT:
        return CREDITED.fullmatch(s) is not None
    return s[-1:] in "摄攝影图圖)]" and SIGNED.search(s[-24:]) is not None


def byline(s: str) -> bool:
    """Whether a folded line is nothing but the names of those who wrote an article, as it says."""
    return s[:1] in "本新首特见見实實记記通撰编編" and len(s) <= SHORT and BYLINE.fullmatch(s) is not None


def closing(s: str) -> bool:
    """Whether a folded line is the first of the two that a letter ends with, such as 此致 above 敬礼."""
    return len(s) <= 3 and CLOSING.fullmatch(s.rstrip(",:")) is not None


def jump(s: str) -> tuple[bool, str] | None:
    """Whether a folded line sends the reader away or back, and to which page; ``None`` where it does neither."""
    if len(s) > SHORT or s[-1:] not in JUMP_ENDS:
        return None
    away = AWAY.fullmatch(s)
    found = away or BACK.fullmatch(s)
    if found is None:
        return None
    page = next(group for group in found.groups() if group)
    return away is not None, page.translate(NUMERALS)


def stepped_over(lines: Sequence[str]) -> bool:
    """Whether nothing but captions, page numbers and such lie here, and none of them leads the reader elsewhere.

    Beside a page number stands the name of the page, printed once in a text of two pages.
    """
    sent = [found[0] for found in map(jump, lines) if found]
    if sent not in ([], [True, False]):
        return False
    numbered = any(map(page_number, lines))
    return all(caption(s) or page_number(s) or (numbered and _name(s)) for s in lines)


def _name(s: str) -> bool:
    """Whether a folded line may name a page: short, and no part of a sentence."""
    return len(s) <= NAME and not any(mark in s for mark in "。!?,;…、")


def furniture(lines: Sequence[str]) -> set[int]:
    """The numbers of those folded lines that are page numbers, or running heads and feet by their repetition."""
    short = [(i, s) for i, s in enumerate(lines) if len(s) <= SHORT]
    found = {i for i, s in short if s[-1:] in NUMBER_ENDS and page_number(s)}
    bare = [i for i, s in short if s[:1] in BARE_STARTS and len(s) <= 7 and BARE.fullmatch(s)]
    likely = {i for i in bare if bare_number(lines[i])}
    rising = pairwise(bare)
    for a, b in rising:
        if b - a > APART and lines[a].isdigit() and lines[b].isdigit() and 0 < int(lines[b]) - int(lines[a]) <= 2:
            found |= {a, b}
    places: dict[str, list[int]] = {}
    times = Counter(lines)
    for i, s in short if found or likely else ():  # heads and feet stand beside numbers
        if times[s] == 1 and DIGITS.search(s) is None:
            continue  # it has no like
        if len(s) < 2 or s[-1] in "。!?,;:…”" or s.count("(") > s.count(")"):
            continue  # such a line is no head
        if not page_number(s) and not s.isdigit():
            places.setdefault(DIGITS.sub("0", s), []).append(i)
    apart = [same for same in places.values() if len(same) > 1 and _apart(same, found)]
    for turn in range(MOST_LINES + 1):  # of heads and feet of several lines one has the number, the others stand by it
        known, least = frozenset(found), LISTED if turn else 2
        if turn == NEAR:
            apart = [same for same in apart if DIGITS.search(lines[same[0]])]
        for same in apart:
            # At the head of the first page no number stands before it.
            numbered = [i for i in same if not i or not known.isdisjoint((i - 1, i + 1)) or _next_to(i, likely)]
            if len(same) >= least and 2 * len(numbered) >= len(same) and len(numbered) >= 2:
                found.update(same)
                for i in numbered:
                    found |= {k for k in (i - 1, i + 1) if 0 <= k < len(lines) and BARE.fullmatch(lines[k])}
    return found | _notices(lines, found, times) if len(times) < len(lines) else found


def repeated_lines(lines: Sequence[str]) -> dict[int, bool]:
    """The numbers of those short folded lines that stand ``LISTED`` times or more, but for their figures, and whether they do
    so near themselves. Those that do are parts of the entries of a list; of pages the others, as the pieces of a head that
    shows no page number. No sentence ends or goes on in either.
    """
    short = [i for i, s in enumerate(lines) if len(s) <= SHORT]
    said = DIGITS.sub("0", "\n".join(map(lines.__getitem__, short))).split("\n")
    places: dict[str, list[int]] = {s: [] for s, times in Counter(said).items() if times >= LISTED}
    for i, s in zip(short, said, strict=True) if places else ():
        if s in places:
            places[s].append(i)
    return {
        i: near for same in places.values() for near in [min(b - a for a, b in pairwise(same)) < APART] for i in same
    }


def listed(lines: Sequence[str]) -> set[int]:
    """The numbers of those of them that are parts of the entries of a list."""
    return {i for i, near in repeated_lines(lines).items() if near}


def _whole(s: str) -> bool:
    return s[-1] in "。!?." and not s[0].islower()


def _apart(same: Sequence[int], numbers: Container[int]) -> bool:
    """Whether prints of a line stand ``APART``: not those at the foot of a page and the head of the next, with nothing but
    the ``numbers`` of pages between.
    """
    return all(b - a >= APART or (b - a > 1 and all(k in numbers for k in range(a + 1, b))) for a, b in pairwise(same))


def _notices(lines: Sequence[str], known: set[int], times: Mapping[str, int]) -> set[int]:
    """The numbers of whole sentences too long for a running head, such as a printer's notice, that stand beside ``known``
    furniture wherever they stand. Copies are removed later: what such a line parts would meet only then.
    """
    often = {s for s, many in times.items() if many >= LISTED and len(s) > SHORT and _whole(s)}
    long = [i for i, s in enumerate(lines) if s in often] if often else []
    elsewhere = {lines[i] for i in long if known.isdisjoint((i - 1, i + 1))}
    return {i for i in long if lines[i] not in elsewhere}


def page_break_furniture(lines: Sequence[str], known: set[int], goes_on: Sequence[bool]) -> set[int]:
    """The numbers of those folded lines that are printed where a page ends in mid-sentence, though only once in the text.

    A page number in some dress, and the name of the page behind it, which is much shorter than the lines of the column or
    holds the date and the day of the week; a page that says its number and its name, and a bare number before it; a head or
    foot of several lines, as ``_turn`` says; a jump line and the one that leads back; a caption that is whole. ``known`` is
    what ``furniture`` found; ``goes_on``: whether a sentence is open at the end of each line.
    """
    found: set[int] = set()
    named = [i for i, s in enumerate(lines) if s[:1] == "第" and len(s) <= NAME and PAGE.fullmatch(s)]
    dressed = [i for i in known if page_number(lines[i])]
    ends = [(i - (i > 0 and BARE.fullmatch(lines[i - 1]) is not None), i) for i in named]
    ends += [(i, i + _names_page(lines, i + 1, i - 1)) for i in dressed if 0 < i < len(lines) - 1]
    for i, s in enumerate(lines[:-1]):
        if (s[:1] in FIRST or s[-1:] in LAST) and i and len(s) <= LONGEST:
            ends += filter(None, (_turn(lines, i), _pair(lines, i), _alone(lines, i)))
    for first, last in ends:
        if first and goes_on[first - 1] and last + 1 < len(lines):
            found.update(range(first, last + 1))
    return found


def _alone(lines: Sequence[str], i: int) -> tuple[int, int] | None:
    """Line ``i``, twice, where it is a whole caption, or a foot of a page in one line."""
    s = lines[i]
    whole = len(s) <= SHORT and ((pictured(s) and (signed(s) or s[-1] == "。")) or _folio(s, lines[i - 1]))
    return (i, i) if whole or (lines[i + 1][:1].islower() and FIGURE.match(s)) else None


def _folio(s: str, before: str) -> bool:
    """Whether a folded line is the number and the name of a page, much shorter than the line ``before``: any may have a
    number and a bar before it.
    """
    if not (s[0].isdigit() or s[-1].isdigit()) or BARS.isdisjoint(s) or FOLIO.fullmatch(s) is None:
        return False
    return columns(s) <= SHORTER * columns(before)


def _pair(lines: Sequence[str], i: int) -> tuple[int, int] | None:
    """Line ``i`` and the next one, where the first sends the reader to another page and the second leads back."""
    away = jump(lines[i])
    back = jump(lines[i + 1]) if away and away[0] else None
    return (i, i + 1) if back and not back[0] else None


def _sign(s: str) -> bool:
    """Whether a folded line is what the head or foot of a page has beside its name: a number, its code, the date."""
    if len(s) > NAME or not s[:1].isascii():
        return False
    return bare_number(s) or CODE.fullmatch(s) is not None or DATED.match(s) is not None


def _turn(lines: Sequence[str], i: int) -> tuple[int, int] | None:
    """The first and the last line of the head or foot of a page that has line ``i`` in it: several signs, or one and a name
    that only pages have, behind a line of text. A number and any other name may stand above an article of their own.
    """
    if not _sign(lines[i]):
        return None
    first = last = i
    while first and last - first < TURN and (_sign(lines[first - 1]) or HEAD.match(lines[first - 1])):
        first -= 1
    while last + 1 < len(lines) and last - first < TURN and _beside(lines[last + 1]):
        last += 1
    told = sum(_sign(s) or HEAD.match(s) is not None for s in lines[first : last + 1])
    if not first or len(lines[first - 1]) < BODY or told + (DATED.match(lines[i]) is not None) < 2:
        return None
    widest = max((columns(s) for s in lines[first : last + 1] if not DATED.match(s)), default=0)
    return (first, last) if widest <= SHORTER * columns(lines[first - 1]) else None


def _beside(s: str) -> bool:
    return _sign(s) or (len(s) <= TITLE and _name(s))


def _names_page(lines: Sequence[str], i: int, other: int) -> bool:
    return _name(lines[i]) and (len(lines[i]) <= SHORTER * len(lines[other]) or DATED.search(lines[i]) is not None)


def _next_to(i: int, others: Container[int]) -> bool:
    return i - 1 in others or i + 1 in others


def bare_number(s: str) -> bool:
    """Whether a folded line is a number that may be that of a page, and no year."""
    return len(s) <= 5 and BARE.fullmatch(s) is not None and YEAR.fullmatch(s) is None
