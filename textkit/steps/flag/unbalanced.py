"""A quote or bracket without its partner, and a quotation of several paragraphs that never ends.

OCR misses thin marks, an editor deletes half of a pair, a cut takes the other half away. Pairs are counted over the
paragraph, nested, never over the line: a wrapped line is no unit of anything.

    围绕“两个健康”大家谈”主题               unbalanced-pair: the second ” closes nothing
    “第一段话。 / “第二段话。 / “第三段话。”   left alone: each opens, only the last closes (GB/T 15834—2011, 4.8.3.5)
    “第一段话。 / “第二段话。                unclosed-quotation
    “他说“走”就走”                         wrong-nesting: the inner marks should be ‘ ’
    《关于印发《条例》的通知》              wrong-nesting: the inner marks should be 〈 〉

Left alone: marks of lists (``1)``, ``a)``), smileys, apostrophes, bounds of intervals; an ASCII bracket that closes a
full-width one; quotations and bracketed notes that open in one paragraph and close in a later one, of subtitles any
that does; brackets that begin several paragraphs and never close, as the directions of plays do; marks whose partner
went with a cut end or beginning, since the cut is named already; marks that are spoken of (``“（”``); code, addresses,
formulas and tables; what a transcriber notes of the print (``［＃「一」は中見出し］``). The finding changes nothing: where the
partner stood, two places are usually possible. The range in which it is missing is told (``related``, role
``missing``), and the other marks of the paragraph without a partner are (role ``loose``): of a bracket closed by the
mark of another sort, both halves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from textkit.judgement.breaks.lists import cues
from textkit.judgement.protected import protection
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.pairs import (
    CLOSE_TO_OPEN,
    DOUBLED,
    LOOSE,
    MARKS,
    OPEN_TO_CLOSE,
    QUOTE_CLOSERS,
    QUOTE_OPENERS,
    SISTERS,
    Loose,
    doubled,
    loose_marks,
    missing,
    suspicion,
)
from textkit.language.sentences import CLOSERS, DASHES, ELLIPSES, PAUSES, SPACE, STOPS, ends_sentence
from textkit.model.finding import Finding, Rule, Severity, Trust
from textkit.model.span import Span
from textkit.steps.flag.context import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textkit.steps.flag.context import FlagContext

PAIR = Rule(
    "FLAG003",
    "unbalanced-pair",
    "flag",
    "A quote or bracket has no partner in its paragraph.",
    Trust.ADVICE,
    Severity.WARNING,
    fixable=False,
    flagged="全镇围绕“邻里互助”大家谈”主题开展活动。\n",
    unflagged="全镇围绕“邻里互助”主题开展活动。\n",
    page=__doc__,
)
RUN = Rule(
    "FLAG004",
    "unclosed-quotation",
    "flag",
    "A quotation of several paragraphs is never closed.",
    Trust.ADVICE,
    Severity.WARNING,
    fixable=False,
    flagged="“那年我在镇上教书。\n“学校只有三间屋子。\n后来他不再说了。\n",
    unflagged="“那年我在镇上教书。\n“学校只有三间屋子。”\n后来他不再说了。\n",
    page=__doc__,
)
NESTED = Rule(
    "FLAG012",
    "wrong-nesting",
    "flag",
    "A quotation stands inside a quotation of the same marks.",
    Trust.ADVICE,
    Severity.INFO,
    fixable=False,
    flagged="“他说“走”就走。”\n",
    unflagged="“他说‘走’就走。”\n",
    page=__doc__,
)
RULES = (PAIR, RUN, NESTED)

_UNREAD = frozenset({"blank", "code", "table-row"})
# How many paragraphs a quotation may reach without repeating its opening mark: amending laws quote whole articles.
# One that closes in the middle of a paragraph must be nearer, since a lost mark looks the same.
_FAR = 40
_NEAR = 8
# A run of so many paragraphs may be two quotations that both lack their end: its last paragraph is named too.
_LONG = 4
_LINES = 8  # paragraphs that a note in brackets is set in: the list of the changes to a law
_SAID = STOPS | ELLIPSES | DASHES | PAUSES | CLOSERS | {"."}  # before the mark that ends what somebody says
_BEHIND = SPACE + "".join(STOPS | PAUSES)  # the last mark of a paragraph
_COLONS = frozenset("：:")
_LINK = re.compile(r"\][(\[:]")
_PARTNERS = OPEN_TO_CLOSE | CLOSE_TO_OPEN | dict(zip("()[]", ")(][", strict=True))
_SPEECH = 60  # characters of a paragraph of a speech
_EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_DIRECTIONS = frozenset("【〔［")  # with which the directions of plays begin
_QUOTED = SPACE + ">"  # before the first word of a paragraph, of a quotation in Markdown or mail too
_NOTE = lazy_pattern("［＃[^［］\n]{1,200}］")  # of the transcribers of Aozora Bunko


def find(scene: FlagContext) -> Iterator[Finding]:
    """Loose marks of each paragraph that neither a quotation of several paragraphs nor a cut explains."""
    loose: dict[int, list[Loose]] = {}
    twice: list[int] = []
    for number, content in enumerate(scene.contents):
        suspected = suspicion(content)
        if not suspected or scene.kind(number) in _UNREAD:
            continue
        if suspected & LOOSE and (marks := _marks(scene, number)):
            loose[number] = marks
        elif suspected & DOUBLED:
            twice.append(number)
    explained: set[tuple[int, int]] = set()
    for run in _runs(scene, loose):
        if run.closed or len(run.openers) > 1:
            explained.update(run.openers)
            explained.update(run.closers)
        if not run.closed and len(run.openers) > 1:
            evidence: dict[str, object] = {"paragraphs": len(run.openers)}
            for number, offset in (run.openers[0], run.openers[-1])[: 2 if len(run.openers) >= _LONG else 1]:
                span = scene.place(number, offset, offset + 1)
                yield scene.finding(RUN, span, "a quotation of several paragraphs is never closed", evidence)
    explained |= _over_the_edge(scene, loose) | _customary(loose, scene) | _straight(loose, scene)
    if loose and cues(scene.document.text):
        explained |= _over_cues(loose)
    for number, marks in loose.items():
        head, tail = scene.cuts(number)
        # A cut takes one partner of a mark away, if it may have stood there: that of the first closing or last opening one.
        content = scene.contents[number]
        closing = {one.mark: one for one in reversed(marks) if head and not one.opens}
        opening = {one.mark: one for one in marks if tail and one.opens}
        cut = [one for one in closing.values() if not missing(content, one)[0]]
        cut += [one for one in opening.values() if missing(content, one)[1] == len(content)]
        left = [one for one in marks if (number, one.offset) not in explained and one not in cut]
        if left:
            yield _unbalanced(scene, number, left)
    for number in twice:
        if (at := doubled(_read(scene.contents[number]))) >= 0:
            mark = scene.contents[number][at]
            message = f"{mark} stands inside a quotation of the same mark"
            yield scene.finding(NESTED, scene.place(number, at, at + 1), message, {"mark": mark})


def _marks(scene: FlagContext, number: int) -> list[Loose]:
    """The loose marks of a paragraph. Those in code, addresses and formulas are no halves of anything outside; the one
    that ends the text of a link is.
    """
    content = _read(scene.contents[number])
    marks = loose_marks(content)
    if not marks:
        return []
    kept = protection(scene.document.text, scene.document.markdown)
    seen = "".join(
        " "
        if mark in MARKS and not _LINK.match(content, at) and kept.at(scene.place(number, at, at + 1).start)
        else mark
        for at, mark in enumerate(content)
    )
    return marks if seen == content else loose_marks(seen)


def _read(content: str) -> str:
    """``content`` as it is read, with blanks for what a transcriber notes of the print."""
    return _NOTE.sub(lambda note: " " * len(note[0]), content) if "［＃" in content else content


def _unbalanced(scene: FlagContext, number: int, left: list[Loose]) -> Finding:
    """What is told of the loose marks of one paragraph: the first, where its partner is missing, and the others."""
    one, content = left[0], scene.contents[number]
    start, end = missing(content, one)
    partner = _PARTNERS.get(one.mark, one.mark)
    first, last = scene.place(number, start, start + 1), scene.place(number, max(start, end - 1), end)
    gap = scene.related(Span(first.start, max(first.start, last.end)), "missing")
    if one.opens:
        message = f"{one.mark} is never closed: {partner} is missing before {gap.place.end_line}:{gap.place.end_column}"
    elif one.mark == partner:
        message = f"{one.mark} has no partner"
    else:
        message = f"{one.mark} closes nothing: {partner} is missing behind {gap.place.line}:{gap.place.column}"
    others = [scene.related(scene.place(number, other.offset, other.offset + 1), "loose") for other in left[1:]]
    evidence: dict[str, object] = {"mark": one.mark, "opens": one.opens, "partner": partner, "loose": len(left)}
    return scene.finding(PAIR, scene.place(number, one.offset, one.offset + 1), message, evidence, (gap, *others))


@dataclass
class _Run:
    """A quotation over several paragraphs: where it opens (first and repeated marks), where it closes, and whether another
    one opened in between that may close there as well.
    """

    opening: str
    openers: list[tuple[int, int]]
    closers: list[tuple[int, int]] = field(default_factory=list)
    closed: bool = False
    crossed: bool = False


def _first(content: str) -> int:
    return len(content) - len(content.lstrip(_QUOTED))


def _lead_in(content: str, offset: int) -> bool:
    """Whether a quotation of several paragraphs may begin at ``offset``: at the start, or behind a colon or dash."""
    before = content[:offset].rstrip(_QUOTED)
    return not before or before[-1] in ":：—―─，,"


def _may_go_on(content: str, one: Loose) -> bool:
    """Whether a quotation of several paragraphs may begin with ``one``: where another begins and ends behind it in the
    same marks, its own end is more likely lost, for inside a quotation they would be others. Those of words and names are
    often the same.
    """
    behind = content[one.offset + 1 :]
    if one.offset == _first(content):
        return not _speaks(behind, one.mark)
    return _lead_in(content, one.offset) and one.mark not in behind


def _speaks(content: str, opening: str) -> bool:
    """Whether somebody says something in ``content``: a quotation begins with ``opening`` and ends as speech does."""
    closing = OPEN_TO_CLOSE[opening]
    said = content.split(closing)[:-1]
    return any(part[-1:] in _SAID and opening in part for part in said)


def _reaches(contents: list[str], start: int, end: int) -> bool:
    """Whether a quotation reaches from ``start`` in the first of ``contents`` to ``end`` in the last, with no opening mark in
    between. Two marks of which each lost its partner look the same, but that they may end a word or a name, and that others
    may speak between them.
    """
    opening, last = contents[0][start], contents[-1]
    whole = not last[end + 1 :].strip(_BEHIND)
    if len(contents) - 1 > (_FAR if whole else _NEAR):
        return False
    if not whole and end > _first(last) and last[end - 1] not in _SAID:
        return False
    between = (contents[0][start + 1 :], *contents[1:-1], last[:end])
    return not any(_speaks(content, opening) for content in between)


def _ends_with(content: str, closing: str) -> bool:
    return content.rstrip(_BEHIND).endswith(closing)


def _quotes(content: str, closing: str) -> bool:
    """Whether the first ``closing`` mark of ``content`` ends what somebody says, as a quotation of several paragraphs does
    with its last one, and not a word or a name.
    """
    at = content.find(closing)
    return at > 0 and (content[at - 1] in _SAID or not content[at + 1 :].strip(SPACE))


def _runs(scene: FlagContext, loose: dict[int, list[Loose]]) -> list[_Run]:
    """Quotations of several paragraphs, closed or not, in order; a single loose opener is a run of one."""
    runs: list[_Run] = []
    run: _Run | None = None
    skipped = 0  # captions and the like since the last paragraph
    for number, content in enumerate(scene.contents):
        if not run and number not in loose:
            continue
        if scene.kind(number) in BETWEEN:
            skipped += 1
            continue
        marks = [one for one in loose.get(number, ()) if one.mark in QUOTE_OPENERS or one.mark in QUOTE_CLOSERS]
        if run:
            last, first = run.openers[-1][0], _first(content)
            closing = OPEN_TO_CLOSE[run.opening]
            follows = number - last - skipped == 1
            over = False
            if marks and marks[0].offset == first and marks[0].mark == run.opening:
                over = not follows
                if follows:
                    run.openers.append((number, first))
                    marks = marks[1:]
            elif marks and marks[0].mark == closing:
                if len(run.openers) > 1:
                    run.closed = follows and _ends_with(content, closing)
                else:
                    run.closed = not run.crossed and _reaches(
                        scene.contents[last : number + 1], run.openers[0][1], marks[0].offset
                    )
                if run.closed:
                    run.closers.append((number, marks[0].offset))
                    marks = marks[1:]
                over = not run.closed
            elif follows and content[first : first + 1] == run.opening and _quotes(content, closing):
                run.closed = True
            else:
                over = len(run.openers) > 1 or number - last > _FAR
                run.crossed |= any(one.mark == run.opening for one in marks)
            if run.closed or over:
                runs.append(run)
                run = None
        if not run and marks and marks[-1].opens and _may_go_on(content, marks[-1]):
            run = _Run(marks[-1].mark, [(number, marks[-1].offset)])
        skipped = 0 if not run or run.openers[-1][0] == number else skipped
    if run:
        runs.append(run)
    return runs


def _over_the_edge(scene: FlagContext, loose: dict[int, list[Loose]]) -> set[tuple[int, int]]:
    """Brackets that open in one paragraph and close in a later one: a title over two lines, a note of some paragraphs; or
    that close what a line of code before opens.
    """
    found: set[tuple[int, int]] = set()
    for number, marks in loose.items():
        one = marks[0]
        if not one.opens and number and number - 1 not in loose:
            before = loose_marks(scene.contents[number - 1])
            if before and before[-1].opens and _PARTNERS.get(before[-1].mark) == one.mark:
                found.add((number, one.offset))
        one = marks[-1]
        partner = _partner(scene, loose, number, one) if one.opens else None
        if partner:
            found |= {(number, one.offset), partner}
    return found


def _partner(scene: FlagContext, loose: dict[int, list[Loose]], number: int, one: Loose) -> tuple[int, int] | None:
    """Where ``one``, which opens in paragraph ``number``, closes behind its end."""
    content, closing = scene.contents[number], OPEN_TO_CLOSE[SISTERS.get(one.mark, one.mark)]
    first, ended = one.offset == _first(content), ends_sentence(content)
    for behind in range(number + 1, min(number + 1 + _LINES, len(scene.contents))):
        body = scene.contents[behind]
        if after := loose.get(behind):
            if after[0].opens or SISTERS.get(after[0].mark, after[0].mark) != closing:
                return None
            whole = first and _ends_with(body, closing)
            if one.mark in QUOTE_OPENERS:
                fits = behind == number + 1 and content.rstrip(SPACE)[-1:] in _COLONS
            else:
                fits = (whole and not ended) if behind > number + 1 else (whole or not ended)
            return (behind, after[0].offset) if fits else None
        ended = ended or ends_sentence(body)
    return None


def _over_cues(loose: dict[int, list[Loose]]) -> set[tuple[int, int]]:
    """Marks of subtitles that open in one and close in another near by, with none loose between."""
    found: set[tuple[int, int]] = set()
    marks = [(number, one) for number, some in loose.items() for one in some]
    for (number, one), (after, other) in pairwise(marks):
        if one.opens and not other.opens and _PARTNERS.get(one.mark) == other.mark and after - number <= _LINES:
            found |= {(number, one.offset), (after, other.offset)}
    return found


def _customary(loose: dict[int, list[Loose]], scene: FlagContext) -> set[tuple[int, int]]:
    """Brackets that open several paragraphs of a text and never close: the directions of plays are set so."""
    found: dict[str, set[tuple[int, int]]] = {}
    closed: set[str] = set()
    for number, marks in loose.items():
        closed.update(one.mark for one in marks if not one.opens)
        one = marks[0]
        if one.opens and one.mark in _DIRECTIONS and one.offset == _first(scene.contents[number]):
            found.setdefault(one.mark, set()).add((number, one.offset))
    return set().union(
        *(places for mark, places in found.items() if len(places) > 1 and OPEN_TO_CLOSE[mark] not in closed)
    )


def _straight(loose: dict[int, list[Loose]], scene: FlagContext) -> set[tuple[int, int]]:
    """Straight quotes that open a long paragraph of English whose quotation goes on in the next one, which opens with one too:
    the halves look alike, so that what closes it cannot be told. Of a short one the end is more likely lost.
    """
    found: set[tuple[int, int]] = set()
    for number, (one, *others) in loose.items():
        content = scene.contents[number]
        first = one.mark == '"' and one.offset == _first(content) and not others
        if first and number + 1 < len(scene.contents) and len(content) >= _SPEECH and not _EASTERN.search(content):
            behind = scene.contents[number + 1]
            if behind[_first(behind) :].startswith('"') and ends_sentence(content):
                found.add((number, one.offset))
    return found
