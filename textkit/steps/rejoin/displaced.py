"""A paragraph whose continuation stands somewhere else, behind other articles.

A newspaper page read column by column gives the heads of several articles first and their rests later, each broken in
mid-sentence where its column ended.

Every tail that stops in mid-sentence is weighed against every head within sixty blocks that may go on: how likely the
characters are to stand together and to end or begin a sentence, whether a quote opened in the tail is closed in the
head, which words the two articles share, what lies between, whether jump lines (下转第3版, 上接第1版) stand behind the one
and before the other. Then all pairs of the page are weighed together: a tail goes on in one head or nowhere, and what
breaks off first goes on first, as columns are read. A tail that stands more than once is left alone, for nobody could
say which copy goes on.

The move is safe where nothing but captions, page furniture or one short block without a mark lies between, and so is the
join of two blocks that follow each other and that only the whole page makes sure (over a blank line in Markdown it waits
for ``--unsafe``). Across other articles a move changes
the order of the text: it is withheld, with the reason ``stitch``, until ``--stitch`` asks for it. A likely pair that is
not that sure is named and never moved. So is what may be a heading: a short line without a mark, where more than three such
lines stand around. Jump lines stay where they are, and a jump line inside a paragraph's line is not looked at.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from textkit.judgement.breaks import mapped_back
from textkit.judgement.breaks.far_continuations import Continuation, has_no_plain_continuation, pairs
from textkit.judgement.breaks.glue import Glue, gluer
from textkit.model.changes import ChangeSet
from textkit.model.document import Document
from textkit.model.finding import Edit, Finding, Related, Rule, Severity, Trust
from textkit.model.outcome import Fate
from textkit.model.passes import NUMBER
from textkit.model.span import LINE_END, Span

RULE = Rule(
    "JOIN003",
    "displaced-continuation",
    "rejoin",
    "A cut sentence goes on behind other articles.",
    Trust.UNSAFE,
    Severity.WARNING,
    True,
    flagged=(
        "会议指出，要坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，深入学习贯彻习近平新时代中国特色社\n\n"
        "昨日，全市组织开展了志愿服务活动，共有三百余名志愿者走上街头，清理卫生死角，劝导文明出行，受到居民的一致好评。\n\n"
        "会主义思想，不断满足人民日益增长的美好生活需要，推动各项工作取得新成效。\n"
    ),
    unflagged="会议指出，要坚持稳中求进工作总基调。\n\n昨日，全市组织开展了志愿服务活动。\n",
    page=__doc__,
)


UNWANTED = frozenset(NUMBER[fate, ""] for fate in (Fate.SUPPRESSED, Fate.BASELINE))
PLAIN = Trust.SAFE, "unsafe"  # what is joined without being asked for
STITCHED = Trust.UNSAFE, "stitch"  # what is sure and neither safe nor only named


@dataclass(frozen=True)
class Displaced:
    """Cut paragraphs and their continuations, in text whose lines are joined already.

    ``again``: a later look, at text in which continuations were moved; elsewhere it has nothing to add.
    """

    again: bool = False
    rules: tuple[Rule, ...] = (RULE,)
    triggers: frozenset[str] | None = None

    def check(self, document: Document) -> list[Finding]:
        told = _told(document) if self.again else set()
        if told is None or (STITCHED in told and has_no_plain_continuation(document.text, document.markdown)):
            return []
        unwanted = _unwanted(document)
        named = [
            c for c in pairs(document.text, document.markdown) if not unwanted or not _joined(document, c, unwanted)
        ]
        return findings(document, [c for c in named if not self.again or (c.sure and _kind(c) not in told)])


def _unwanted(document: Document) -> set[Span]:
    """Where in the source two lines meet that were to be joined, and whose join the user does not want."""
    found: set[Span] = set()
    led = ChangeSet()
    passes = document.passes
    some = [k for k, done in enumerate(passes) if done.step == RULE.step and not UNWANTED.isdisjoint(done.verdicts)]
    for k, done in enumerate(passes[: max(some, default=-1) + 1]):
        if k in some:
            silent = (f for f, v in zip(done.findings, done.verdicts, strict=True) if v in UNWANTED and f.edits)
            found |= {source(led, Span(f.edits[0].start, f.edits[0].end)) for f in silent}
        led = led.then(done.changes, document.source.text)
    return found


def _joined(document: Document, pair: Continuation, unwanted: set[Span]) -> bool:
    """Whether one of two blocks is known to go on elsewhere, or to be the rest of another one: the user has seen that join."""
    behind = source(document.origin, Span(pair.tail.end, pair.tail.end + 1)).start
    before = source(document.origin, Span(pair.head.start - 1, pair.head.start)).end
    return any(behind == gap.start or before == gap.end for gap in unwanted)


def source(led: ChangeSet, span: Span) -> Span:
    """The place in the source that ``led`` leads ``span`` back to."""
    spans = led.lead(span)
    return Span(spans[0].start, spans[-1].end)


def findings(document: Document, named: Sequence[Continuation]) -> list[Finding]:
    """The findings of the continuations ``named``, by place of the tail; no two of them touch the same characters."""
    found = []
    free = 0  # where the blank lines that are taken away with a head may begin: two heads may share them
    for pair in sorted(_apart(document.text, named), key=lambda c: c.head):
        found.append(_finding(document, pair, free))
        free = max(free, *(edit.end for edit in found[-1].edits))
    return sorted(found, key=lambda f: f.span)


Kind = tuple[Trust, str]  # how far a pair is trusted, and why it is held back if it is


def kinds(document: Document) -> set[Kind]:
    """The kinds of continuations that are set behind their tails in ``document`` without being asked for, and those that
    earlier passes did set there.
    """
    return {PLAIN} | {kind for kind, fate in _before(document) if fate is Fate.APPLIED}


def later(document: Document, form: Document, wanted: Container[Kind]) -> list[Finding]:
    """The findings in ``document`` of sure continuations of the kinds ``wanted`` that ``form``, which it will take later,
    shows.
    """
    if STITCHED not in wanted and has_no_plain_continuation(form.text, form.markdown):
        return []
    return findings(
        document, [c for c in mapped_back.continuations(pairs(form.text, form.markdown), form) if _kind(c) in wanted]
    )


def _apart(text: str, named: Sequence[Continuation]) -> list[Continuation]:
    """``named`` without those that would move a block away from the next one, with which it is joined.

    The join is made first where it is sure, and the next look moves both; else the move is.
    """
    beside = {c.tail: c.sure for c in named if not text[c.tail.end : c.head.start].strip()}
    moved = {c.head for c in named if c.tail not in beside}
    return [c for c in named if (c.sure or c.tail not in moved if c.tail in beside else not beside.get(c.head, False))]


def _told(document: Document) -> set[Kind] | None:
    """Which kinds of continuations earlier passes found and did not set behind their tails; ``None`` if they set none.

    What was told and not done is not told again; what is doubtful is told once.
    """
    before = _before(document)
    if not any(fate is Fate.APPLIED for _, fate in before):
        return None
    return {kind for kind, fate in before if fate is not Fate.APPLIED}


def _before(document: Document) -> list[tuple[Kind, Fate]]:
    """The kinds of continuations that earlier passes found, and what became of them."""
    passes = (done for done in document.passes if done.findings[0].rule is RULE)
    return [((found.trust, found.reason), verdict[0]) for done in passes for _, found, verdict in done]


def _finding(document: Document, pair: Continuation, free: int) -> Finding:
    text = document.text
    message = "this sentence goes on further down"
    glue = gluer(text).glue(pair.tail.slice(text), pair.head.slice(text))
    if not text[pair.tail.end : pair.head.start].strip():
        message = "this sentence goes on in the next paragraph"
        edits = [Edit(pair.tail.end - glue.drop, pair.head.start, glue.between)]
    else:
        edits = _moved(text, pair, glue, free)
    return Finding(
        RULE,
        pair.tail,
        message,
        _kind(pair)[0],
        RULE.severity,
        tuple(e for e in edits if e.start < e.end or e.after),
        {
            "kind": "displaced",
            "confidence": round(pair.chance, 4),
            "reasons": {name: round(weight, 2) for name, weight in pair.reasons},
        },
        _related(document, pair),
        reason=_kind(pair)[1],
    )


def _kind(pair: Continuation) -> Kind:
    if pair.plain:
        return PLAIN if pair.sure else (Trust.UNSAFE, "unsafe")
    return Trust.UNSAFE if pair.sure else Trust.ADVICE, "stitch"


def _related(document: Document, pair: Continuation) -> tuple[Related, ...]:
    """Where the sentence goes on, and what captions or page furniture stand in between."""
    found = [Related(document.path, document.place(pair.head), "continuation", document.record)]
    between = document.text[pair.tail.end : pair.head.start]
    if pair.plain and between.strip():
        start = pair.tail.end + len(between) - len(between.lstrip())
        place = document.place(Span(start, start + len(between.strip())))
        found.append(Related(document.path, place, "interrupted-by", document.record))
    return tuple(found)


def _moved(text: str, pair: Continuation, glue: Glue, free: int) -> list[Edit]:
    """The head set behind its tail, and the blank lines behind the place it left taken away, from ``free`` on."""
    rest = _with_blanks(text, pair.head)
    rest = Span(min(pair.head.start, max(rest.start, free)), rest.end)
    edits = [
        Edit(pair.tail.end - glue.drop, pair.tail.end, glue.between),
        Edit(pair.tail.end, pair.tail.end, pair.head.slice(text), move=1),
        Edit(pair.head.start, pair.head.end, "", move=1),
        Edit(pair.head.end, rest.end, ""),
    ]
    if rest.start < pair.head.start:
        edits.append(Edit(rest.start, pair.head.start, ""))
    return edits


def _with_blanks(text: str, head: Span) -> Span:
    """The line of ``head`` with its white space and the blank lines behind it, or before it where nothing follows."""
    start = head.start
    while start and text[start - 1] in " \t\u3000":
        start -= 1
    end = head.end
    while end < len(text) and text[end].isspace():
        end += 1
    if end < len(text):  # the next line keeps its indent
        while end > head.end and text[end - 1] not in "\r\n":
            end -= 1
        return Span(start, end)
    tail = LINE_END.search(text, head.end)
    while start and text[start - 1].isspace():
        start -= 1
    return Span(start, tail.start() if tail else len(text))
