"""What is thought of one line break: join or keep, how sure, and on what evidence."""

from __future__ import annotations

from typing import NamedTuple

from textkit.judgement import furniture
from textkit.judgement.breaks import (
    addresses,
    entries,
    evidence,
    items,
    labels,
    latin,
    lengths,
    lengths_japanese,
    lists,
    programs,
    rows,
    set_off,
    tex,
)
from textkit.judgement.breaks.decisions import weights
from textkit.judgement.breaks.image_descriptions import described
from textkit.judgement.breaks.leading_marks import leading_mark
from textkit.judgement.breaks.line_context import NEIGHBOURS
from textkit.judgement.breaks.line_features import HEAD, TAIL
from textkit.judgement.breaks.lists import (
    bulleted,
    cells,
    closed,
    dated,
    even,
    headline,
    linked,
    listed,
    named,
    stamped,
    stanza,
    target,
    titled,
    unmarked,
    verse,
)
from textkit.judgement.breaks.page import Page
from textkit.judgement.breaks.page_language import korean, page_language
from textkit.judgement.breaks.paragraph_openings import opens_alike
from textkit.judgement.breaks.register import register
from textkit.language import odds, seam
from textkit.model.finding import Trust

# Confidence from which a join is safe. In Chinese columns kept back from the fit 1 in 100 of the breaks to keep pass the
# first, headings and verse of hostile layouts among them. Behind a sentence end less is known. In Japanese, whose columns have
# weights of their own, 3 in 100 pass the third, headings as wide as their column nearly all of them; of open lines of Korean 19
# in 20 of the joins between the third and the second are right, on manuals and a novel not fitted on. In English, which has
# weights of its own too, 2 in 100 of hostile layouts pass the fourth behind open lines; behind full lines that end sentences
# 7 in 100 do, of layouts in which nothing else sets paragraphs apart, and 3 in 4 of the joins just above it are right.
SURE, SURE_OTHER, SURE_JAPANESE, SURE_ENGLISH = 0.7, 0.8, 0.5, 0.7
# Behind a full line of Chinese that ends a sentence: 1 in 100 of the breaks to keep pass it, on layouts of halves of the
# texts judged by what was learned from the other half.
SURE_FULL = 0.85
# The same once the lengths of paragraphs have been looked at, elsewhere and in talk: on layouts of sources that nothing was
# learned from a tenth fewer breaks were joined wrongly with these than with the former without, and a tenth fewer missed.
SURE_LONG, SURE_LONG_TALK = 0.75, 0.8
# In English, where 17 in 20 of the joins that were not made without them are right, of sources that nothing was learned from.
SURE_LONG_ENGLISH = 0.72
# In Korean, where with it as few joins are wrong as without them and a tenth fewer are missed, of sources left out of the fit.
SURE_LONG_KOREAN = 0.83
LENGTHS = (lengths.NAMES, lengths.ENGLISH_NAMES, lengths_japanese.KOREAN_NAMES)
# The same where few lines around agree on the width, in a text whose lines stand in no column: its paragraphs stand one a
# line, and some are equally wide by chance. In 68,000 such lines 73 of 119 wrong joins pass the others, but not this one.
SURE_WEAK, WEAK, AROUND = 0.95, 4, 8
SURE_WORD = 0.995  # … and where lines may be verse or items: of 60 joins of such lines from there on none was wrong
SURE_FRAGMENT = 0.9  # the same where no column speaks, and one wrong join in a clean text is one too many
SURE_TITLED = 0.99  # and where a short line without a mark may be a headline, which shares its words with what follows
SENTENCES = 0.5  # share of the lines around that end sentences; in columns one in five does
FRAGMENT = 16  # columns a line must have for its open end to be a cut and not its nature
BELONG = 1.5  # nats from which the characters on both sides of a break say by themselves that they belong together …
ONE_WORD = 3.0  # … more than shapes part them: of 83 such breaks on printed pages 5 were to be kept
ITEMS = 6  # lines that must agree on a width for it to be a column, where no line around ends a sentence
TALK = 48  # columns; lines of lists, verse and talk in Latin are seldom as wide
CAPITALS = 4  # lines; in English prose a line in six begins with a capital, so four do once in a thousand times
SNIPPET = 40  # columns; of shorter lines that no column holds together a block must end like a sentence
PHRASE = 8  # characters that show a number or a mark at the end of a line to stand in Chinese
LIKELY = 0.5
WRITTEN = frozenset(("han", "kana", "digit", "lower", "upper", "comma", "dun"))  # ends of lines that are words
INDENT = 4  # columns of the two ideographs by which Chinese paragraphs are indented
# Columns by which a line begins further right than the next where it is a date, a name, a mark of its own.
FLUSH_RIGHT = 24


def probability(names: list[str]) -> float:
    """The probability of a join that the named evidence adds up to."""
    return odds.probability(sum(map(weights().__getitem__, names)))


class Verdict(NamedTuple):
    """What is thought of a break, wherever in the text it stands."""

    join: bool
    confidence: float
    trust: Trust
    names: tuple[str, ...]


MARKUP = Verdict(False, 0.0, Trust.SAFE, ("markup",))
REPEATED = Verdict(False, 0.0, Trust.SAFE, ("repeated",))
SIGNED = Verdict(False, 0.0, Trust.SAFE, ("signed",))
NUMBERED = Verdict(False, 0.0, Trust.SAFE, ("numbered",))
SOFT = Verdict(True, SURE_TITLED, Trust.SAFE, ("soft break",))
BULLETED = Verdict(False, 0.0, Trust.SAFE, ("bulleted",))
LONE_MARK = Verdict(True, SURE_TITLED, Trust.SAFE, ("lone mark",))
REFERENCE = Verdict(True, SURE_TITLED, Trust.SAFE, ("reference",))
PICTURED = Verdict(True, SURE_TITLED, Trust.SAFE, ("what a picture shows",))
CODE = Verdict(False, 0.0, Trust.SAFE, ("code",))
HEADLINE = Verdict(False, 0.0, Trust.SAFE, ("headline",))
INDENTED = Verdict(False, 0.0, Trust.SAFE, ("indented",))
ROWS = Verdict(False, 0.0, Trust.SAFE, ("rows",))
RAGGED = Verdict(False, 0.0, Trust.SAFE, ("ragged",))
NAMED = Verdict(False, 0.0, Trust.SAFE, ("named first",))
VERSE = Verdict(False, 0.0, Trust.SAFE, ("verse",))
SHAPES = (HEADLINE, RAGGED, NAMED)  # what the shape of two lines says


def judge(
    page: Page,
    i: int,
    j: int,
    said: seam.Seam | None,
    pair: tuple[float, float] | None,
    heard: seam.Seam | None,
) -> Verdict:
    """The verdict on the break between lines ``i`` and ``j``.

    ``said`` is what the seam table says, ``heard`` what the table of English words does, ``None`` where it was not asked;
    ``pair`` what ``pairing.rivals`` says.
    """
    settled = _headed(page, i, j) if _plain(page, i, j) else _settled(page, i, j)
    if settled is not None and not (said is not None and said.anywhere >= ONE_WORD and settled in SHAPES):
        return settled
    if page.markdown and _soft(page, i, j):
        return SOFT
    return weighed(page, i, j, evidence.names(page, i, j, said, pair, heard), said, pair)


def weighed(
    page: Page, i: int, j: int, names: list[str], said: seam.Seam | None, pair: tuple[float, float] | None
) -> Verdict:
    """The verdict on the break by the evidence of those ``names``."""
    confidence = probability(names) if names != ["couplet"] else 0.0
    join = confidence >= LIKELY
    column = names[0] == "col"
    if column:
        enough = _enough_by_lengths(page) if names[-1].startswith(LENGTHS) else _enough(page, i)
        sure = _sure_in_column(page, i, j, confidence, enough, said)
    else:
        sure = _sure_fragment(page, i, j, confidence, pair)
    safe = sure and (_settles(page, i, confidence, said) or not _may_be_items(page, i, j, column, said))
    safe = safe and (set_off.in_chinese(page, i, j) or not set_off.parted(page, i, j))
    safe = safe and not unmarked(page, i, j)
    trust = Trust.SAFE if safe or not join else Trust.UNSAFE
    return tuple.__new__(Verdict, (join, confidence, trust, tuple(names)))


def _plain(page: Page, i: int, j: int) -> bool:
    """Whether ``_settled`` has surely nothing to say but what ``_headed`` does: two lines of Chinese, and nothing else about
    them that it looks for.
    """
    if not page.plain[i] & TAIL or not page.plain[j] & HEAD:
        return False
    tail, head = page.lines[i], page.lines[j]
    return (
        tail.indent == head.indent
        and page.markers[j] not in ("markup", "item", "article")
        and page.markers[i] != "markup"
        and tail.s != head.s
        and not (tail.alone or head.alone or page.tex)
        and not (page.code[i] and page.code[j])
        and not (page.cells[i] and page.cells[j])
        and j not in page.indented
        and i not in page.ragged
        and not (page.rows and (page.rows[i].cells or page.rows[j].cells))
        and (j == i + 1 or not set_off.turns(page, i, j))
        and (not head.blanks or (page.fits[j] not in ("much", "half") and not page.markdown))
    )


def _headed(page: Page, i: int, j: int) -> Verdict | None:
    """What ``_settled`` says of such lines: one may be a heading."""
    stop, short = page.coarse[i] == "stop", page.rooms[i] >= lists.ROOM
    if not stop and not short:
        return None
    item_or_day = short and (page.markers[i] == "item" or lists.of_a_day(page.lines[i].s))
    if page.signs[i] or page.signs[j] or page.markers[j] == "label" or item_or_day:
        return _settled(page, i, j)
    return HEADLINE if (stop and headline(page, j)) or (short and lists.heading(page, i, j)) else None


def _settled(page: Page, i: int, j: int) -> Verdict | None:
    """The verdict where no evidence has to be weighed, for the lines say it themselves."""
    tail, head = page.lines[i], page.lines[j]
    if j == i + 1 and not head.blanks and described(page, i):
        return PICTURED
    if tail.alone or head.alone or "markup" in (page.markers[i], page.markers[j]):
        return MARKUP
    if tail.s == head.s:
        return REPEATED
    if furniture.signed(tail.s) or furniture.closing(tail.s) or furniture.pictured(head.s):
        return SIGNED
    if page.lone[i] or page.lone[j] or lists.of_a_day(tail.s) or stamped(tail.s) or stamped(head.s) or listed(tail.s):
        return SIGNED
    if set_off.turns(page, i, j) or set_off.set_apart(page, i, j) or set_off.another(page, i, j):
        return SIGNED
    if page.rows and rows.apart(page, i, j):
        return ROWS
    # A caption that is whole, or of one line.
    if (page.coarse[i] == "stop" or page.fits[i] in ("much", "half")) and furniture.pictured(tail.s):
        return SIGNED
    if latin.reference(tail.s, head.s) and head.blanks <= page.every:
        return REFERENCE
    if i in page.ragged and j == i + 1 and page.starts[j] != "nostart":
        return RAGGED
    if (page.tex and tex.apart(tail.s, head.s)) or _rows(page, i, j):
        return CODE
    if j == i + 1 and entries.apart(page, i, j):
        return BULLETED
    if (coded := programs.apart(page, i, j)) is not None:
        return CODE if coded else None
    if lists.article(page, j) or (j in page.numbered and page.markers[j] == "item" and page.coarse[i] != "pause"):
        return NUMBERED
    if j == i + 1 and page.markers[i] == "item" and lists.unstopped(page, i, j):
        return NUMBERED
    if (dated(tail.s) and dated(head.s)) or (lists.led(tail.s) and lists.led(head.s)):
        return NUMBERED
    if items.dashed(page, i, j):
        return BULLETED
    if items.hung(page, i, j):
        return INDENTED
    if bulleted(page, j) or named(page, i, j) or labels.speaks(page, i, j) or labels.labelled(page, i, j):
        return BULLETED
    if labels.named_first(page, i, j):
        return NAMED
    if (page.coarse[i] == "stop" and headline(page, j)) or (page.rooms[i] >= lists.ROOM and lists.heading(page, i, j)):
        return HEADLINE
    if j == i + 1 and leading_mark(page, i, j):
        return LONE_MARK
    if tail.indent >= head.indent + FLUSH_RIGHT and not (tail.piece or head.piece):
        return INDENTED
    inset = head.indent == tail.indent + INDENT and tail.indent == page.base and page.starts[j] != "nostart"
    if inset and page.coarse[i] in ("stop", "semi", "quote"):
        return INDENTED
    spread = i in page.indented and page.columnar[i] and not head.blanks and page.coarse[i] != "stop" and page.spread
    if j in page.indented and not spread:
        return INDENTED
    if (linked(tail.s) and (head.blanks or linked(head.s))) or target(page, j):
        return SIGNED
    return None


def _rows(page: Page, i: int, j: int) -> bool:
    """Whether two lines of English are rows of cells that stand under each other; a line that is set wide has more gaps."""
    cells, others = page.cells[i], page.cells[j]
    if (
        not cells
        or not others
        or page_language(page.text) != "en"
        or max(len(cells), len(others)) > evidence.MOST_CELLS
    ):
        return False
    return len(set(cells).intersection(others)) > (page.set[i] == page.set[j] == "wide")


def _soft(page: Page, i: int, j: int) -> bool:
    """Whether a break in Markdown is one that its readers never see: a long line of prose stops inside a sentence, and the
    next one follows at once, with nothing that sets it apart.
    """
    tail, head = page.lines[i], page.lines[j]
    if head.blanks or j > i + 1:
        return False
    if page.coarse[i] == "stop":  # of a text that sets paragraphs apart by blank lines
        full = page.style == "blank" and page.columnar[i] and page.fits[i] in ("over", "full")
        return full and page.markers[j] == "none" and not page.text.startswith("  ", tail.span.end)
    if page.own[i] < TALK or page.coarse[i] not in ("none", "pause"):
        return False
    if (
        page.markers[j] != "none"
        or page.ends[i] not in WRITTEN
        or head.s[0] == "$"
        or abs(head.indent - tail.indent) > INDENT
    ):
        return False
    if page.text.startswith(("  ", "\\"), tail.span.end) or "://" in tail.s[-TALK:] or page.signs[i] or page.signs[j]:
        return False
    return page.coarse[i] == "pause" or any(mark in tail.s for mark in "。!?")  # lines of a list have none


def _settles(page: Page, i: int, confidence: float, said: seam.Seam | None) -> bool:
    """Whether Chinese characters without a mark between belong together beyond doubt, whatever their lines look like."""
    return (
        confidence >= SURE_WORD and page.coarse[i] == "none" and said is not None and page_language(page.text) == "zh"
    )


def _sure_in_column(page: Page, i: int, j: int, confidence: float, enough: float, said: seam.Seam | None) -> bool:
    """Whether a join in a column is sure, which others are from ``enough`` on."""
    if i in page.bare:  # a heading, of whose lines nobody knows whether they are one
        return confidence >= SURE_FRAGMENT
    column = page.columns[i]
    stop = page.coarse[i] == "stop"
    if stop and page.lines[j].s.isdigit():  # the number of a page
        return False
    # As wide as a few others are sentences by chance.
    if stop and column.agree <= WEAK and page_language(page.text) == "zh":
        return False
    weak = page.loose and column.agree <= WEAK and column.of >= AROUND
    if confidence < (SURE_WEAK if weak else enough):
        return False
    # Behind a sentence end, a line that opens as the paragraphs around it do may open one more.
    if page.starts[j] != "nostart" and opens_alike(page, i, j):
        return False
    blanks = page.lines[j].blanks
    # Where most lines end sentences and blank lines stand between them, they are paragraphs of much the same length.
    if blanks and ((stop and page.line_stops(i) >= SENTENCES) or page.copies.contest(i, j)):
        return False
    if even(page, i) or stanza(page, i) or cells(page, i, j):
        return False
    return _settles(page, i, confidence, said) or not verse(page, i)


def _sure_fragment(page: Page, i: int, j: int, confidence: float, pair: tuple[float, float] | None) -> bool:
    """Whether a join is sure where no column speaks."""
    title = page.coarse[i] in ("none", "quote") and page.starts[j] != "lower" and titled(page.lines[i].s)
    if confidence < (SURE_TITLED if title else SURE_FRAGMENT) or page.own[i] < FRAGMENT:
        return False
    if page.lines[j].s.isdigit():  # the number of a page, as far as anybody knows
        return False
    if addresses.ends_with_one(page.lines[i].s) and not addresses.may_go_on(page.lines[j].s):
        return False
    first = pair is None or min(pair) >= 0  # nobody else has a better claim, and nothing speaks against it
    return first and not page.copies.contest(i, j) and (page.own[i] >= SNIPPET or closed(page, j))


def _enough(page: Page, i: int) -> float:
    """The confidence from which a join in a column is safe."""
    if page_language(page.text) == "en":
        return SURE_ENGLISH
    if page.coarse[i] == "stop":
        full = page.fits[i] in ("over", "full", "near") and page_language(page.text) == "zh"
        return SURE_FULL if full else SURE_OTHER
    if page_language(page.text) == "ja" or (page.coarse[i] == "none" and korean(page.text)):
        return SURE_JAPANESE
    near = 2 if page.ends[i] in ("lower", "upper") else PHRASE
    return SURE if evidence.chinese(page.lines[i].s[-near:]) else SURE_OTHER


def _enough_by_lengths(page: Page) -> float:
    """The same once the lengths of paragraphs have been looked at."""
    if page_language(page.text) == "en":
        return SURE_LONG_ENGLISH
    if korean(page.text):
        return SURE_LONG_KOREAN
    return SURE_LONG_TALK if register(page.text) == "talk" else SURE_LONG


def _may_be_items(page: Page, i: int, j: int, column: bool, said: seam.Seam | None) -> bool:
    """Whether two lines may be items of a list, lines of verse or talk, for all that the page shows: no line around ends
    a sentence, hardly a column is to be seen, and the characters at the break do not belong together by themselves.
    """
    if page.ends[i] == "dun":  # behind which nothing ends
        return False
    if page.starts[j] in ("upper", "digit") and _capitals(page, i):
        return not (column and page.capitals and evidence.shouted(page, i, j))
    prose = page.line_stops(i) or "semi" in page.ends[max(0, i - NEIGHBOURS) : i + NEIGHBOURS + 1]
    inside = "。" in page.lines[i].s[:-1] or "。" in page.lines[j].s[:-1]  # of an item or a verse, there is none
    if prose or inside or (column and (page.columns[i].agree >= ITEMS or _not_first(page, j))):
        return False
    if said is not None:
        return said.anywhere < BELONG
    return page.own[i] < TALK or evidence.chinese(page.lines[j].s[:1])


def _not_first(page: Page, j: int) -> bool:
    """Whether line ``j`` is not indented in a text whose first lines are."""
    return page.style == "indent" and bool(page.indented) and j not in page.indented


def _capitals(page: Page, i: int) -> bool:
    """Whether every line around begins with a capital letter, as lines of verse and entries of lists do, or a number, as
    some of addresses do.
    """
    around = page.starts[max(0, i - NEIGHBOURS) : i + NEIGHBOURS + 1]
    return len(around) >= CAPITALS and "upper" in around and set(around) <= {"upper", "digit"}
