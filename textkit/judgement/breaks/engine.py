"""One look at every line break of a text: which of them are judged, and what follows from the verdicts."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, repeat
from operator import itemgetter
from typing import NamedTuple

from textkit.judgement import furniture
from textkit.judgement.breaks import (
    across,
    addresses,
    evidence,
    fused,
    interleaved,
    interleaved_chinese,
    interleaved_english,
    latin,
    lengths,
    lengths_japanese,
    pairing,
    reuse,
    split_lengths,
    split_lengths_english,
    verse,
)
from textkit.judgement.breaks.decisions import ADDRESS, Decision, Decisions, Rows, ends
from textkit.judgement.breaks.judge import MARKUP, REPEATED, SURE_FRAGMENT, VERSE, Verdict, judge, weighed
from textkit.judgement.breaks.line import Line
from textkit.judgement.breaks.line_context import PIECE, TEXT
from textkit.judgement.breaks.lists import cues
from textkit.judgement.breaks.mixed import latin_rows, mixed_rows
from textkit.judgement.breaks.page import NARROWEST, Page, tiny
from textkit.judgement.breaks.page_language import korean, page_language
from textkit.judgement.breaks.reading import read
from textkit.judgement.breaks.shadow import LONGEST, split
from textkit.judgement.insertions import insertions
from textkit.judgement.records import is_data
from textkit.language import seam, wording
from textkit.model.finding import Trust
from textkit.model.span import Span

# Lines of the foot of one page and the head of the next, at the most: titles, a date, numbers.
MOST_FURNITURE = 5
MANY = 5_000  # lines from which it pays to ask first whether a text is prose
OVER = itemgetter(Decision._fields.index("over"))
HALVES = {"zh": split_lengths.told, "en": split_lengths_english.told}  # by the language of a page

_memory = reuse.Memory[Verdict]()


@lru_cache(maxsize=2)
def decide(text: str, markdown: bool = False) -> Decisions:
    """Decide every line break of ``text``. Pure; the last two texts are remembered."""
    if _cells(text) or cues(text) or is_data(text):
        return Decisions(text)
    lines = split(text, markdown)
    if len(lines) < 2:
        return Decisions(text)
    cut_up = any(map(PIECE, lines))
    torn = [(a, b) for a, b in pairwise(lines) if b.piece and b.s < "\u2e80"] if cut_up else []
    if torn:  # Latin rows cut at their gaps: what they are pieces of is seen when they are whole again
        return Decisions(text, tuple(_one_row(a, b) for a, b in torn), torn=True)
    page = read(text, markdown)
    page.halves = HALVES[page_language(text)](page) if page_language(text) in HALVES else {}
    folded = list(map(TEXT, page.lines))
    cut = addresses.pieces(page.lines, int(page.every))
    skip = furniture.furniture(folded)
    unfinished = page.unfinished()
    skip |= furniture.page_break_furniture(folded, skip, unfinished)
    skip |= insertions(folded, [line.blanks > page.every for line in page.lines], unfinished)
    skip -= {k for j in cut for k in (j - 1, j)}
    page.aside = skip
    side_by_side = fused.read(page)
    mixed = {i for rows in side_by_side for i in range(rows.first, rows.stop)}
    kept = list(range(len(page.lines)))
    if skip or mixed:
        kept = [i for i in kept if i not in skip and i not in mixed]
    own = page.own
    pairs = [
        (i, j)
        for i, j in pairwise(kept)
        if (own[i] >= NARROWEST or not tiny(page, i, j) or j in cut) and j - i <= MOST_FURNITURE + 1
    ]
    pairs = [(i, j) for i, j in pairs if mixed.isdisjoint(range(i + 1, j))] if mixed else pairs
    seams = across.Seams(page)
    columns = _columns(page, kept, pairs, seams)
    found = _judged(page, pairs, seams, columns.apart, cut)
    plain = [i for i in kept if i not in columns.rows] if columns.rows else kept
    followed = across.joins(page, found, plain, pairs)
    if followed:
        found = sorted([*found, *followed], key=lambda d: d.tail)
    return Decisions(
        text,
        tuple(_bounded(found) if len(text) > LONGEST else found),
        ends(found) if any(map(OVER, found)) else {},
        (
            *(_rows(page, stretch) for stretch in columns.stretches),
            *(_unsorted(page, kept[a], kept[b - 1] + 1, n) for a, b, n in columns.in_turn),
        ),
        tuple(_unsorted(page, *rows) for rows in side_by_side),
        roomy=frozenset([page.lines[i].span.start for i, _ in pairs if not page.rooms[i]]),
    )


class _Columns(NamedTuple):
    """Columns that were read row by row: stretches that can be sorted, with their rows by line; runs of the kept lines that
    cannot, and how many columns each has; the lines that are joined with none before them.
    """

    stretches: Sequence[interleaved.Stretch]
    rows: Mapping[int, interleaved.Row]
    in_turn: Sequence[tuple[int, int, int]]
    apart: set[int]


def _columns(page: Page, kept: list[int], pairs: list[tuple[int, int]], seams: across.Seams) -> _Columns:
    """The mixed columns among the lines ``kept``, of which ``pairs`` are neighbours."""
    in_turn = mixed_rows(page, kept)
    if page_language(page.text) == "en":
        stretches, rows = interleaved_english.read(page, kept)
        apart = {j for j, row in rows.items() if row.beside < interleaved.BESIDE}
        known = [(s.first, s.stop) for s in stretches]
        in_turn = [(a, b, n) for a, b, n in in_turn if not any(i < kept[b - 1] and kept[a] < j for i, j in known)]
    else:
        stretches, rows = interleaved_chinese.read(page, kept, pairs, seams)
        apart = interleaved.apart(rows, seams.of(pairs)) if stretches else set()
        apart |= interleaved.elsewhere(stretches, pairs)
    apart.update(j for rows in in_turn for j in latin_rows(page, kept, rows))
    return _Columns(stretches, rows, in_turn, apart)


def _judged(
    page: Page,
    pairs: list[tuple[int, int]],
    seams: across.Seams,
    apart: Container[int],
    cut: Container[int],
) -> list[Decision]:
    """A decision for each of ``pairs`` of lines; what is known of them from the text before is not judged again."""
    beside = pairing.rivals(page, pairs)
    now = reuse.look(page, pairs, beside)
    verdicts = _memory.of(now)
    fresh = [pair for pair, verdict in zip(pairs, verdicts, strict=True) if verdict is None]
    said, heard = seams.of(fresh), _hear(page, fresh)
    rows = {j for j, line in enumerate(page.lines) if line.piece} if now.pieces else ()
    settled: dict[int, Decision] = {}  # by what is known of their lines together
    for k, (i, j) in enumerate(pairs):
        if j in apart:
            settled[k] = _kept_apart(page, i, j)
        elif j in rows and i == j - 1:
            settled[k] = _one_row(page.lines[i], page.lines[j])
        elif j in cut and i == j - 1:
            settled[k] = _one_address(page, i, j)
        elif verdicts[k] is None:
            pair = i, j
            verdicts[k] = judge(page, i, j, said.get(pair), beside.get(pair), heard.get(pair))
    _memory.keep(now, verdicts)
    return _decisions(page, pairs, _in_verse(page, pairs, _by_lengths(page, pairs, verdicts, settled)), settled)


def _in_verse(page: Page, pairs: list[tuple[int, int]], verdicts: list[Verdict | None]) -> list[Verdict | None]:
    """``verdicts``, with no joins of lines of verse."""
    lines = verse.verse(page, pairs, [() if verdict is None else verdict.names for verdict in verdicts])
    return (
        [VERSE if k in lines and verdict and verdict.join else verdict for k, verdict in enumerate(verdicts)]
        if lines
        else verdicts
    )


def _by_lengths(
    page: Page, pairs: list[tuple[int, int]], verdicts: list[Verdict | None], settled: Mapping[int, Decision]
) -> list[Verdict | None]:
    """``verdicts``, with those on full lines that end sentences judged again by the lengths of paragraphs."""
    by_sentences = page_language(page.text) == "ja" or korean(page.text)
    asked = lengths_japanese.asked if by_sentences else lengths.asked
    names = lengths_japanese.names if by_sentences else lengths.names
    wanted = [k for k, verdict in enumerate(verdicts) if verdict is not None and asked(page, *pairs[k], verdict.names)]
    if not wanted:
        return verdicts
    told = [settled.get(k, verdict) for k, verdict in enumerate(verdicts)]
    joined = [verdict is not None and verdict.join for verdict in told]
    found = list(verdicts)
    for k, more in names(page, pairs, joined, wanted):
        verdict = verdicts[k]
        if verdict is not None:
            found[k] = weighed(page, *pairs[k], [*verdict.names, *more], None, None)
    return found


def forget() -> None:
    """Decide the next text as if it were the first."""
    _memory.forget()
    decide.cache_clear()


def _decisions(
    page: Page, pairs: Sequence[tuple[int, int]], verdicts: Sequence[Verdict | None], settled: Mapping[int, Decision]
) -> list[Decision]:
    """The ``verdicts`` on the breaks between ``pairs`` of lines, at their places; those that are ``settled`` stay so."""
    if not pairs:
        return []
    spans, none = [line.span for line in page.lines], (False, 0.0, Trust.SAFE, ())
    tails, heads = zip(*pairs, strict=True)
    told = [none if k in settled else v for k, v in enumerate(verdicts)] if settled else verdicts
    columns = zip(
        map(spans.__getitem__, tails),
        map(spans.__getitem__, heads),
        *zip(*told, strict=True),
        repeat(None, len(pairs)),
        strict=True,
    )
    # All at once: one by one, by the constructor, it takes five times as long.
    found: list[Decision] = list(map(tuple.__new__, repeat(Decision), columns))
    for k, (i, j) in enumerate(pairs):
        if k in settled:
            found[k] = settled[k]
        elif j > i + 1 and verdicts[k] is not MARKUP and verdicts[k] is not REPEATED:
            found[k] = found[k]._replace(over=Span(page.lines[i + 1].span.start, page.lines[j - 1].span.end))
    return found


def _kept_apart(page: Page, i: int, j: int) -> Decision:
    """That two lines are of different columns."""
    return Decision(page.lines[i].span, page.lines[j].span, False, 0.0, Trust.SAFE, ("interleaved",))


def _one_row(tail: Line, head: Line) -> Decision:
    """That two lines are pieces of one row."""
    return Decision(tail.span, head.span, True, SURE_FRAGMENT, Trust.SAFE, ("row cut at a mark",))


def _one_address(page: Page, i: int, j: int) -> Decision:
    """That two lines are pieces of one web address."""
    return Decision(page.lines[i].span, page.lines[j].span, True, SURE_FRAGMENT, Trust.SAFE, (ADDRESS,))


def _unsorted(page: Page, first: int, stop: int, columns: int) -> Rows:
    """A stretch of mixed columns whose lines cannot be told apart."""
    return Rows(tuple(line.span for line in page.lines[first:stop]), columns)


def _rows(page: Page, stretch: interleaved.Stretch) -> Rows:
    lines = tuple(line.span for line in page.lines[stretch.first : stretch.stop])
    order = tuple(j - stretch.first for j in stretch.order)
    return Rows(lines, stretch.columns, order, stretch.chance)


def _cells(text: str) -> bool:
    """Whether a text is nothing but a great many lines of a few characters: cells, not prose."""
    lines = text.count("\n")
    if lines < MANY or len(text) > 8 * lines:
        return False
    words = text.split()
    return len(words) < 1.2 * lines and sum(map(len, words)) < 6 * len(words)


def _hear(page: Page, pairs: list[tuple[int, int]]) -> dict[tuple[int, int], seam.Seam]:
    """What the table of English words says of those ``pairs`` of an English text that it is asked about."""
    if page_language(page.text) != "en":
        return {}
    asked = [(i, j) for i, j in pairs if evidence.wants_words(page, i, j)]
    reach = wording.REACH
    seams = [(page.lines[i].s[-reach:], page.lines[j].s[:reach]) for i, j in asked]
    return dict(zip(asked, wording.weigh(seams, latin.capitals(page.text)), strict=True))


def _bounded(found: list[Decision]) -> Iterator[Decision]:
    """``found`` without joins that would make a line too long to judge."""
    size = 0
    for decision in found:
        size = (size or len_of(decision.tail)) + len_of(decision.head) if decision.join else 0
        if size > LONGEST:
            size = 0
            yield Decision(decision.tail, decision.head, False, 0.0, Trust.SAFE, ("too-long",), decision.over)
        else:
            yield decision


def len_of(span: Span) -> int:
    """The length of ``span`` in code points."""
    return span.end - span.start
