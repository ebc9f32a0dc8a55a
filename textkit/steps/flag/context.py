"""What all rules of this step look at: the paragraphs of a document, their kinds and cuts, and the way back to the text.

It is made once a document, so that every rule sees the same paragraphs and none of them counts lines. Most paragraphs of
most texts end with a stop and begin like others: what is cheap to see is looked at first, and the rest is worked out for
those few that a rule asks about.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from textkit.judgement.cut import AT_PAUSE, LINE, Cut, cut_head, cut_tail, doubtful, is_open, likely
from textkit.judgement.cut_context import CutContext
from textkit.judgement.cut_evidence import asks_seam, seams
from textkit.judgement.cut_usage import Usage
from textkit.judgement.front import settings
from textkit.judgement.joined import Joined, codes_of
from textkit.judgement.kinds import judged, leads_on, marked_whole, settled, stripped
from textkit.judgement.ruled_tables import ruled_tables
from textkit.language.boilerplate import is_furniture
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.pairs import closes, loose_marks
from textkit.language.sentences import CLOSERS, ends_sentence
from textkit.model.finding import Finding, Related, Rule, Trust
from textkit.steps.flag.captions import CAPTION, OVER_CAPTION, stepped_over
from textkit.steps.flag.units import FEW, Units

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from textkit.language.seam import Seam
    from textkit.model.document import Document
    from textkit.model.span import Span

PAUSE = lazy_pattern(r"[，,、；;。]")
_FENCE = re.compile(r"[ \t]*(?:```|~~~|\$\$[ \t]*$)")
WRAPPED = 2.0  # nats more that are asked of a beginning among wrapped lines: a join may have been missed before it
FAR = 2.75  # nats more that are asked of a pair over other paragraphs
CLOSE = 0.7  # nats that an end may fall short by where what stands behind it reads as its rest …
ON = 1.35  # … by so many nats more than are asked of one behind an end that is surely cut
ENOUGH = likely(1.0)  # confidence of an end that falls short by nothing
TAKEN = 1.75  # nats more that are asked of a pair whose end rejoin knows to go on farther behind
EARLY = 7  # characters in which a mark closes what another paragraph opened
OVER = 2  # captions that are stepped over
OPEN = 8  # cut quotations that are remembered
BESIDE = -0.2  # nats more that are asked of a pair with nothing between: of those that fall short by no more, three in five are right
SURE = 0.95  # confidence of a short sentence that it goes on, from which it is no caption
LIKELY = 0.85  # chance from which a head that reads whole is named: more wrong ones than one in seven mislead
SMALL = 300  # paragraphs of a text that is searched for continuations as a whole
APART = 4  # lines for each blank one, at the most, where blank lines set paragraphs apart
BEHIND, AHEAD = 8, 40  # paragraphs around a cut one that are searched in a larger text: a page of a newspaper
# Paragraphs that may stand inside another one without being part of it.
BETWEEN = frozenset({"blank", "caption", "furniture"})
STANZA = 8  # paragraphs in which three short ones that end at a comma are verse
TELLING = 1_000  # characters of a text that shows how it uses words
_LEADS = frozenset("：:；;")
_MARKUP = frozenset("#|")
_STOPPED = frozenset("。！？…")  # the commonest last characters of a paragraph that is whole


@dataclass(frozen=True)
class FlagContext:
    """The paragraphs of one document."""

    document: Document
    units: Units = field(repr=False)
    _verdicts: dict[int, tuple[str, bool]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, document: Document) -> FlagContext:
        return cls(document, Units.of(document))

    @cached_property
    def contents(self) -> list[str]:
        """The text of each paragraph; one too long to judge counts as empty."""
        return self.units.contents

    @cached_property
    def codes(self) -> NDArray[np.uint16]:
        """The characters of the text as numbers."""
        return codes_of(self.document.text)

    @cached_property
    def joined(self) -> Joined:
        """All paragraphs, to be looked through at once."""
        if self.units.pieced or "" in self.contents:
            return Joined.of(self.contents)
        return Joined(self.codes, self.units.starts, self.contents)

    @cached_property
    def fenced(self) -> frozenset[int]:
        """Numbers of the paragraphs inside closed fences of code or formulas, the fences among them, of settings and of
        tables under rulers.
        """
        starts = self.units.starts
        inside = set(range(bisect_left(starts, settings(self.document.text))))
        for table in ruled_tables(self.document.text):
            inside.update(range(bisect_left(starts, table.start), bisect_left(starts, table.end)))
        if not {"`", "~", "$"} & self.document.alphabet:
            return frozenset(inside)
        start, mark = -1, ""
        for number, content in enumerate(self.contents):
            match = _FENCE.match(content) if content[:1] in "`~$ \t" else None
            if not match:
                continue
            if start < 0:
                start, mark = number, match.group().strip()
            elif match.group().strip() == mark:
                inside.update(range(start, number + 1))
                start = -1
        return frozenset(inside)

    def _neighbours(self, number: int) -> tuple[str, str]:
        contents = self.contents
        return contents[number - 1] if number else "", contents[number + 1] if number + 1 < len(contents) else ""

    def kind(self, number: int) -> str:
        """The kind of paragraph ``number``, ``code`` inside fences."""
        return "code" if number in self.fenced else settled(self.contents[number], self._judged(number))

    def is_furniture(self, number: int) -> bool:
        """Whether paragraph ``number`` is of the kind ``furniture``: most lines are not, and need no closer look."""
        if number not in self._verdicts and not is_furniture(stripped(self.contents[number])):
            return False
        return self.kind(number) == "furniture"

    def _judged(self, number: int) -> tuple[str, bool]:
        found = self._verdicts.get(number)
        if found is None:
            before, after = self._neighbours(number)
            self._verdicts[number] = found = judged(self.contents[number], before=before, after=after)
        return found

    @cached_property
    def tails(self) -> dict[int, Cut]:
        """How the end of each cut paragraph is cut, judged with its neighbours."""
        found = {}
        asked = [n for n, text in enumerate(self.contents) if text[-1:] not in _STOPPED and self._may_be_cut(n)]
        asked = [n for n in asked if not self._runs_on(n) and not self._is_deck(n)]
        behind = [(n, stripped(self.contents[n]), stripped(self._follow(n))) for n in asked]
        weighed = [one for one in behind if asks_seam(*one[1:])]
        said = dict(zip([n for n, *_ in weighed], seams([(text, follow) for _, text, follow in weighed]), strict=True))
        for number, _, text in behind:
            content = self.contents[number]
            before, after = self._neighbours(number)
            if number < self._opening and not PAUSE.search(content):
                before = ""  # the lines of a title and what belongs to it
            cut = cut_tail(
                content,
                before=before,
                after=after,
                follow=text,
                prose=True,
                usage=self._usage,
                said=said.get(number),
                company=self._company,
                doubt=-CLOSE,
            )
            if cut and (cut.confidence >= ENOUGH or self._reads_on(content, after, text)):
                found[number] = cut
        verse = self._verse(asked)
        return {number: cut for number, cut in found.items() if number not in verse}

    def _reads_on(self, content: str, after: str, follow: str) -> bool:
        """Whether ``follow``, the prose behind ``content``, reads as its rest. ``after`` is the paragraph right behind it."""
        how = "near" if stripped(after) == follow else "caption"
        return bool(cut_head(follow, tail=content, how=how, doubt=ON, usage=self._usage, company=self._company))

    def _verse(self, open_: list[int]) -> set[int]:
        """Those paragraphs of ``open_`` that are lines of verse: short, they end at a comma, and others are near."""
        texts = ((number, stripped(self.contents[number])) for number in open_)
        short = [number for number, text in texts if len(text) < LINE and PAUSE.match(text[-1:])]
        threes = zip(short, short[1:], short[2:], strict=False)
        return {number for three in threes if three[2] - three[0] <= STANZA for number in three}

    def _may_be_cut(self, number: int) -> bool:
        """Whether paragraph ``number`` is prose without a stop, so that its end is worth a closer look."""
        content = self.contents[number].rstrip()
        if content[-1:] in _LEADS or content[:1] in _MARKUP or (content[-1:] in CLOSERS and content[-2:-1] in _STOPPED):
            return False
        bare = stripped(content)
        if not is_open(bare) or (ends_sentence(bare) and not PAUSE.match(bare[-1:])):
            return False  # neither is its end open nor is it a line of verse
        pieced = self.units.pieced.get(number)
        if pieced is not None and pieced.shadow is not None and not pieced.soft and len(self.units.wrapped) < FEW:
            return False  # lines of verse or of a list may have been taken for a column
        if number in self.fenced or self._judged(number)[0] != "prose":
            return False
        after = self._neighbours(number)[1]
        return number + 1 not in self.fenced and not marked_whole(content, after) and not leads_on(content, after)

    def _is_deck(self, number: int) -> bool:
        """Whether paragraph ``number`` stands above the name of the author at the beginning of an article."""
        return number + 1 < self._opening and self.kind(number + 1) == "byline"

    def _runs_on(self, number: int) -> bool:
        """Whether paragraph ``number`` is not the end of one in Markdown, where lines that follow at once belong to it."""
        if not self._set_apart or not 0 <= number < len(self.contents) - 1:
            return False
        end, start = self.units.pieces(number)[-1].end, self.units.pieces(number + 1)[0].start
        return self.document.text.count("\n", end, start) == 1 and self.kind(number + 1) == "prose"

    @cached_property
    def _set_apart(self) -> bool:
        """Whether the document is Markdown whose paragraphs are set apart by blank lines, and does not have one a line."""
        text = self.document.text
        return self.document.markdown and text.count("\n\n") * APART >= len(self.contents)

    def _follow(self, number: int) -> str:
        """The prose behind paragraph ``number``, over captions and furniture."""
        near = range(number + 1, min(number + 2 + OVER, len(self.contents)))
        return next((self.contents[k] for k in near if self.kind(k) not in BETWEEN), "")

    @cached_property
    def _usage(self) -> Usage | None:
        """How the text uses its characters; a short text says nothing about that."""
        text = self.document.text
        return Usage(text, self.contents) if len(text) >= TELLING else None

    @cached_property
    def _company(self) -> CutContext:
        return CutContext(self.contents)

    @cached_property
    def _opening(self) -> int:
        """How many paragraphs stand before the first that ends as a sentence does."""
        return next((n for n, content in enumerate(self.contents) if ends_sentence(content)), 0)

    @property
    def heads(self) -> dict[int, Cut]:
        """How the beginning of each cut paragraph is cut, judged with the one that it may continue, if any."""
        return self._heads[0]

    @cached_property
    def continuations(self) -> dict[int, int]:
        """Which cut end goes on in which cut beginning, by the numbers of their paragraphs."""
        # A beginning that reads whole may still be the one: the tail it fits is what tells.
        found = {tail: head for head, tail in reversed(self._heads[1].items())}
        return {tail: head for tail, head, chance in self._pairs if chance >= LIKELY} | found

    @cached_property
    def _heads(self) -> tuple[dict[int, Cut], dict[int, int]]:
        """The cut beginnings, and the cut paragraph in whose company one was judged."""
        heads: dict[int, Cut] = {}
        partners: dict[int, int] = {}
        near: int | None = None  # the prose before, if it is cut
        over: int | None = None  # the prose before that, behind something as short as a caption
        asked = 0.0  # nats more that are asked over that
        captions = 0  # since the last prose
        open_: list[int] = []  # cut ends inside a quotation or bracket, the last ones
        doubtful = self._doubtful
        far = {head: tail for tail, head, _ in self._pairs}
        given = set(far.values())
        for number, content in enumerate(self.contents):
            if number in self.fenced:
                continue
            known = far.get(number)
            head = None
            closing = open_ and closes(content[:EARLY])
            if known is not None or near is not None or over is not None or closing:
                tails = [*reversed(open_)] if closing else [near, over]
                for tail in [known, *tails]:
                    if tail is None or (tail == known and tail in partners.values()):
                        continue
                    # What rejoin knows of a pair outweighs that two stand side by side, unless these two plainly fit.
                    doubt = TAKEN if known is None and tail in given else 0.0
                    if tail in (near, over):
                        doubt += asked if tail == over else OVER_CAPTION if captions else BESIDE
                    head = self._continues(number, tail, near, over, "caption" if captions else "near", doubt)
                    if head:
                        partners[number] = tail
                        break
            if not head and number in doubtful and near is None and over is None and not self._runs_on(number - 1):
                doubt = WRAPPED if number in self.units.pieced else 0.0
                before = self._neighbours(number)[0]
                head = cut_head(
                    content, before=before, doubt=doubt, usage=self._usage, said=doubtful[number], company=self._company
                )
            if head:
                heads[number] = head
            if near is None and over is None and number not in self.tails:
                continue
            if (kind := self.kind(number)) in BETWEEN:
                captions += kind == "caption"
                continue
            captions = 0
            stepped = stepped_over(self.contents[number], self.kind(number)) if near is not None and not head else None
            over, asked = (None, 0.0) if stepped is None else (near, stepped)
            near = number if number in self.tails else None
            if near is not None and any(one.opens for one in loose_marks(content[-200:])):
                open_ = [*open_[1 - OPEN :], number]
        return heads, partners

    @cached_property
    def _doubtful(self) -> dict[int, Seam]:
        """The paragraphs that may not begin anything, and what the table of seams says of their beginnings."""
        numbers = doubtful(self._company)
        said = seams([("。", self._company.texts[number]) for number in numbers])
        return dict(zip(numbers, said, strict=True))

    def _continues(
        self, number: int, tail: int, near: int | None, over: int | None, how: str, doubt: float
    ) -> Cut | None:
        """How paragraph ``number`` is cut at its beginning if it continues ``tail``; ``doubt`` nats more are asked.

        ``near`` is the cut paragraph right before in ``how`` a way, ``over`` one behind something short.
        """
        content, cut = self.contents[number], self.contents[tail]
        if tail != near:
            doubt += 0.0 if tail == over else FAR
            return cut_head(content, tail=cut, how="over", doubt=doubt, usage=self._usage, company=self._company)
        found = cut_head(content, tail=cut, how=how, doubt=doubt, usage=self._usage, company=self._company)
        if not found or found.kind == AT_PAUSE or len(content) > CAPTION or number + 1 == len(self.contents):
            return found
        # A short sentence may be a caption: then the paragraph behind it fits better.
        asked = stepped_over(self.contents[number], self.kind(number))
        rival = None
        if asked is not None:
            after = self.contents[number + 1]
            rival = cut_head(after, tail=cut, how="over", doubt=asked, usage=self._usage, company=self._company)
        return None if rival and found.confidence < min(SURE, rival.confidence) else found

    def cuts(self, number: int) -> tuple[bool, bool]:
        """Whether the beginning and the end of paragraph ``number`` are cut."""
        return number in self.heads, number in self.tails

    @cached_property
    def _pairs(self) -> list[tuple[int, int, float]]:
        """Cut paragraphs with those that rejoin would give them, by number, and the chance of that."""
        return [pair for low, high in self._windows() for pair in self._between(low, high)]

    def _windows(self) -> Iterator[tuple[int, int]]:
        """The ranges of paragraphs in which a continuation of a cut one is looked for."""
        last = len(self.contents) - 1
        if self.tails and last < SMALL:
            yield 0, last
            return
        low = high = -1
        for number in self.tails:
            if low >= 0 and number - BEHIND > high:
                yield low, high
                low = -1
            low = max(0, number - BEHIND) if low < 0 else low
            high = min(last, number + AHEAD)
        if low >= 0:
            yield low, high

    def _between(self, low: int, high: int) -> Iterator[tuple[int, int, float]]:
        from textkit.judgement.breaks import continuations, hopeless

        units = self.units
        whole = low == 0 and high == len(self.contents) - 1
        base, end = (0, len(self.document.text)) if whole else units.around(low, high)
        starts, ends = {}, {}
        for number in range(low, high + 1):
            content, pieces = self.contents[number], units.pieces(number)
            starts[pieces[0].start - base + len(content) - len(content.lstrip())] = number
            ends[pieces[-1].end - base - len(content) + len(content.rstrip())] = number
        text, markdown = self.document.text[base:end], self.document.markdown
        plain = not any(number in units.pieced for number in range(low, high + 1))
        if plain and hopeless(text, markdown, {at for at, number in ends.items() if number in self.tails}):
            return
        pairs = continuations(text, markdown)
        for tail, (head, chance) in pairs.items():
            t, h = ends.get(tail.end), starts.get(head.start)
            # What stands side by side is judged by its own evidence: of such pairs that rejoin finds likely, most of those
            # whose second one reads like a beginning are none.
            if t in self.tails and h is not None and t is not None and h > t + 1 and self.kind(h) == "prose":
                yield t, h, chance

    def place(self, number: int, start: int, end: int, *, first: bool = False) -> Span:
        """``[start, end)`` of the content of paragraph ``number`` in ``document.text``: one of its pieces if several."""
        return self.units.place(number, start, end, first=first)

    def whole(self, number: int) -> Span:
        """The first piece of paragraph ``number`` in ``document.text``."""
        return self.units.pieces(number)[0]

    def related(self, span: Span, role: str) -> Related:
        """``span`` of ``document.text`` as a related place in the user's file."""
        return Related(self.document.path, self.document.place(span), role, self.document.record)

    def finding(
        self,
        rule: Rule,
        span: Span,
        message: str,
        evidence: dict[str, object] | None = None,
        related: tuple[Related, ...] = (),
    ) -> Finding:
        """An advice of ``rule`` at ``span`` of ``document.text``."""
        return Finding(rule, span, message, Trust.ADVICE, rule.severity, evidence=evidence or {}, related=related)
