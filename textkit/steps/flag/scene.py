"""What all rules of this step look at: the paragraphs of a document, their kinds and cuts, and the way back to the text.

It is made once a document, so that every rule sees the same paragraphs and none of them counts lines.

A paragraph here is what the safe joins make of the lines, but where they join fragments that no column wrapped (a
sentence broken by a caption, by a page), it is two: in a text that nobody rejoined the break is the damage to name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from textkit.judgement.breaks import continuations, decide
from textkit.judgement.cut import AT_PAUSE, Cut, cut_head, cut_tail
from textkit.judgement.kinds import kind
from textkit.judgement.paragraphs import paragraphs
from textkit.language.pairs import loose_marks
from textkit.language.sentences import ends_sentence
from textkit.model.finding import Finding, Related, Rule, Trust
from textkit.model.span import Span

if TYPE_CHECKING:
    from textkit.judgement.breaks import Decision
    from textkit.judgement.paragraphs import Paragraphs
    from textkit.model.document import Document

PAUSE = re.compile(r"[，,、；;。]")
_FENCE = re.compile(r"[ \t]*(?:```|~~~|\$\$[ \t]*$)")
# A longer line is no paragraph but a file without line ends: it is left unjudged.
LONG_LINE = 16_000_000
# Paragraphs that may stand inside another one without being part of it.
FAR = 1.8  # nats more that are asked of a pair over other paragraphs
EARLY = 7  # characters in which a mark closes what another paragraph opened
OPEN = 8  # cut quotations that are remembered
LOOKED_THROUGH = 200_000  # characters of a text that are searched for how it uses a word
CAPTION = 30  # characters; captions that are a sentence of their own cannot be told from prose by their words
LIKELY = 0.85  # chance from which a head that reads whole is named: more wrong ones than one in seven mislead
BETWEEN = frozenset({"blank", "caption", "furniture"})


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph: its text, its pieces in ``document.text``, and whether it goes on in the unit behind it."""

    content: str
    pieces: tuple[Span, ...]
    goes_on: bool = False
    shadow: Span | None = None  # its place in the joined shadow, where it is a whole paragraph of it


@dataclass(frozen=True)
class Scene:
    """The paragraphs of one document."""

    document: Document
    shadow: Paragraphs = field(repr=False)

    @classmethod
    def of(cls, document: Document) -> Scene:
        return cls(document, paragraphs(document))

    @cached_property
    def units(self) -> list[Unit]:
        """The paragraphs in the order of the joined text."""
        text = self.shadow.text
        joined = text != self.document.text
        broken = self._fragments() if joined else []
        units: list[Unit] = []
        for span in self.shadow.spans:
            pieces = self.shadow.lead(span) if joined else (span,)
            parts = self._parts(pieces, broken) if broken else []
            if len(parts) < 2:
                content = text[span.start : span.end] if span.end - span.start <= LONG_LINE else ""
                units.append(Unit(content, pieces, shadow=span))
                continue
            for part in parts:
                content = "".join(piece.slice(self.document.text) for piece in part)
                units.append(Unit(content, tuple(part), goes_on=part is not parts[-1]))
        return units

    @cached_property
    def _safe(self) -> list[Decision]:
        decisions = decide(self.document.text, self.document.markdown)
        return [d for d in decisions.joins() if d.trust is Trust.SAFE]

    @cached_property
    def wrapped(self) -> list[Span]:
        """The lines that safe joins put together with the next because a column wrapped them."""
        return [d.tail for d in self._safe if d.names[:1] == ("col",)]

    def _fragments(self) -> list[int]:
        """Where the second halves of fragments begin that safe joins put together outside any column, in order."""
        found = sorted(d.head.start for d in self._safe if d.names[:1] != ("col",))
        return found if len(found) >= len(self.wrapped) else []  # in a wrapped text a blank line breaks columns too

    def _parts(self, pieces: tuple[Span, ...], broken: list[int]) -> list[list[Span]]:
        """``pieces`` parted in front of each broken place, without the line ends that stood there."""
        text = self.document.text
        parts: list[list[Span]] = [[]]
        for start, end in pieces:
            at = start
            for place in broken[bisect_left(broken, start) : bisect_left(broken, end)]:
                kept = at + len(text[at:place].rstrip())
                if kept > at:
                    parts[-1].append(Span(at, kept))
                if parts[-1]:
                    parts.append([])
                at = place
            parts[-1].append(Span(at, end))
        return [part for part in parts if part]

    @cached_property
    def contents(self) -> list[str]:
        """The text of each paragraph; one too long to judge counts as empty."""
        return [unit.content for unit in self.units]

    @cached_property
    def fenced(self) -> frozenset[int]:
        """Numbers of the paragraphs inside closed fences of code or formulas, the fences among them."""
        inside: set[int] = set()
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

    @cached_property
    def kinds(self) -> list[str]:
        """The kind of each paragraph, ``code`` inside fences."""
        found = []
        for number, content in enumerate(self.contents):
            before, after = self._neighbours(number)
            found.append("code" if number in self.fenced else kind(content, before=before, after=after))
        return found

    @cached_property
    def tails(self) -> list[Cut | None]:
        """How the end of each paragraph is cut, judged with its neighbours."""
        found = []
        for number, content in enumerate(self.contents):
            before, after = self._neighbours(number)
            if number < self._opening and not PAUSE.search(content):
                before = ""  # the lines of a title and what belongs to it
            found.append(None if number in self.fenced else cut_tail(content, before=before, after=after))
        return found

    @cached_property
    def _opening(self) -> int:
        """How many paragraphs stand before the first that ends as a sentence does."""
        return next((n for n, content in enumerate(self.contents) if ends_sentence(content)), 0)

    @cached_property
    def heads(self) -> list[Cut | None]:
        """How the beginning of each paragraph is cut, judged with the cut paragraph that it may continue, if any."""
        return [head for head, _ in self._heads]

    @cached_property
    def continuations(self) -> dict[int, int]:
        """Which cut end goes on in which cut beginning, by the numbers of their paragraphs."""
        # A beginning that reads whole may still be the one: the tail it fits is what tells.
        found = {tail: head for tail, head, chance in self._pairs if chance >= LIKELY}
        for number, (head, tail) in enumerate(self._heads):
            if head and tail is not None:
                found.setdefault(tail, number)
        return found

    @cached_property
    def _heads(self) -> list[tuple[Cut | None, int | None]]:
        """Each beginning, and the cut paragraph whose company it was judged in."""
        found: list[tuple[Cut | None, int | None]] = []
        near: int | None = None  # the prose before, if it is cut
        over: int | None = None  # the prose before that, behind something as short as a caption
        open_: list[int] = []  # cut ends inside a quotation or bracket, the last ones
        given = set(self._far.values())
        for number, content in enumerate(self.contents):
            if number in self.fenced:
                found.append((None, None))
                continue
            head, tail = None, None
            closes = any(not one.opens for one in loose_marks(content[:EARLY]))
            known = self._far.get(number)  # what rejoin knows of a pair outweighs that two stand side by side
            tails = [*reversed(open_)] if closes and open_ else [near, over]
            for tail in [known, *tails]:
                if tail is not None and (known is not None or tail not in given):
                    head = cut_head(content, tail=self.contents[tail], doubt=0.0 if tail == near else FAR)
                    if head:
                        break
            else:
                head, tail = cut_head(content), None
                if head and head.kind != AT_PAUSE and self._begins_elsewhere(content):
                    head = None
            found.append((head, tail))
            if self.kinds[number] in BETWEEN:
                continue
            over = near if len(content) <= CAPTION and not head else None
            near = number if self.tails[number] else None
            if near is not None and any(one.opens for one in loose_marks(content[-200:])):
                open_ = [*open_[1 - OPEN :], number]
        return found

    @cached_property
    def _starts(self) -> Counter[str]:
        return Counter(content.lstrip(" \t\u3000“‘「『")[:3] for content in self.contents)

    def _begins_elsewhere(self, content: str) -> bool:
        """Whether the first characters of ``content`` begin something else in this text: then they may begin this."""
        key = content.lstrip(" \t\u3000“‘「『")[:3]
        if self._starts[key] > 1:
            return True
        text = self.document.text[:LOOKED_THROUGH]
        return any(mark + key in text for mark in "。，、；“《") or any(mark + key[:2] in text for mark in "。“《")

    def cuts(self, number: int) -> tuple[bool, bool]:
        """Whether the beginning and the end of paragraph ``number`` are cut."""
        return self.heads[number] is not None, self.tails[number] is not None

    @cached_property
    def _far(self) -> dict[int, int]:
        """The cut paragraph that another one may continue, by the number of the later one."""
        return {head: tail for tail, head, _ in self._pairs}

    @cached_property
    def _pairs(self) -> list[tuple[int, int, float]]:
        """Cut paragraphs with those that rejoin would give them, by number, and the chance of that."""
        starts = {unit.pieces[0].start: number for number, unit in enumerate(self.units)}
        ends = {unit.pieces[-1].end: number for number, unit in enumerate(self.units)}
        pairs = continuations(self.document.text, self.document.markdown)
        numbers = ((ends.get(tail.end), starts.get(head.start), chance) for tail, (head, chance) in pairs.items())
        known = [(t, h, chance) for t, h, chance in numbers if t is not None and h is not None]
        return [(t, h, chance) for t, h, chance in known if self.tails[t] and self.kinds[h] == "prose"]

    def place(self, number: int, start: int, end: int, *, first: bool = False) -> Span:
        """``[start, end)`` of the content of paragraph ``number`` in ``document.text``: one of its pieces if several."""
        unit = self.units[number]
        if unit.shadow is not None:
            pieces = self.shadow.lead(Span(unit.shadow.start + start, unit.shadow.start + end))
            return pieces[0] if first else pieces[-1]
        for piece in unit.pieces:
            size = piece.end - piece.start
            if start < size:
                return Span(piece.start + start, min(piece.start + end, piece.end))
            start, end = start - size, end - size
        return unit.pieces[-1]

    def whole(self, number: int) -> Span:
        """The first piece of paragraph ``number`` in ``document.text``."""
        return self.units[number].pieces[0]

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
