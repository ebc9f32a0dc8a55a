"""What is thought of the line breaks of a text, and the edits that carry it out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import NamedTuple

from textkit.judgement.breaks.addresses import GOES_ON, has_begun
from textkit.judgement.breaks.glue import NOTHING, Glue, gluer
from textkit.model.finding import Edit, Trust
from textkit.model.span import Span

# Begin the names of what is said of English, and before that of what is said of it where it was printed in a proportional type;
# of Chinese with many Latin words, but for full lines that end sentences; and of Korean.
ENGLISH, PRINTED, MIXED, KOREAN = "en ", "print ", "mix ", "ko "
# How much likelier a space is at the end of a line than it is inside of lines, where what comes next had no room: of 1,280
# seams of Han with digits 97 in 100 of those without a space had none, and 79 of those with one. Where it had just room without
# a space: that depends on how often lines of the text have such room where no space can stand. The share of them is taken as
# of three lines more, of which one in ten has room; what it makes of the odds weighs so much by the same regression as in ``spacing``.
NO_ROOM, ROOM, MORE, ROOMY = 0.8, 0.85, 3.0, 0.1
# Behind a mark that may be set in half its width or hang out of the column there may have been room without one as well.
MARKS, MARKED = "、。，．：；！？）」』】》〉〕", 5.0
WIDE = "\u3040"  # before the letters that no space stands between
ADDRESS = "address in pieces"  # the one piece of evidence for a join within a web address, which has no spaces


class Decision(NamedTuple):
    """What is thought of the break between the lines ``tail`` and ``head``.

    ``over`` is what stands between them, if a sentence was followed across it. ``weights`` are the named pieces of
    evidence and what each weighs; they add up to the log-odds of ``confidence``, the probability of a join.
    """

    tail: Span
    head: Span
    join: bool
    confidence: float
    trust: Trust
    names: tuple[str, ...]
    over: Span | None = None

    @property
    def evidence(self) -> dict[str, float]:
        table = weights()
        return {name: weight for name in self.names if (weight := table[name])}


class Told(Mapping[str, object]):
    """What is told of a decision that is a ``kind`` of join: put together when someone reads it, which for most joins
    nobody does.
    """

    __slots__ = ("_decision", "_kind", "_known")

    def __init__(self, kind: str, decision: Decision) -> None:
        self._kind, self._decision = kind, decision
        self._known: dict[str, object] = {}

    def _all(self) -> dict[str, object]:
        if not self._known:
            decision = self._decision
            confidence = round(decision.confidence, 4)
            self._known = {"kind": self._kind, "confidence": confidence, "reasons": decision.evidence}
        return self._known

    def __getitem__(self, name: str) -> object:
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __repr__(self) -> str:
        return repr(self._all())


class Rows(NamedTuple):
    """A stretch of lines in which ``columns`` columns were mixed: ``lines`` in their order, ``order`` column by column.

    There is no ``order`` where the lines cannot be told apart.
    """

    lines: tuple[Span, ...]
    columns: int
    order: tuple[int, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True)
class Decisions:
    """All decisions on one text, by place. ``ends`` gives for the start of a joined line the end of its paragraph, where
    any sentence was followed across something.

    ``stretches`` are where columns were read row by row: no line there is joined with one of another column. ``fused``
    are where each line holds a row of columns: no line there is joined at all. ``torn``: these put together the rows that a
    reader cut, and nothing else was asked. ``roomy`` are where lines begin that had room for what the next line begins with,
    and no more than that.
    """

    text: str
    decisions: tuple[Decision, ...] = ()
    ends: dict[int, int] = field(default_factory=dict)
    stretches: tuple[Rows, ...] = ()
    fused: tuple[Rows, ...] = ()
    torn: bool = False
    roomy: frozenset[int] = frozenset()

    def __iter__(self) -> Iterator[Decision]:
        return iter(self.decisions)

    def __len__(self) -> int:
        return len(self.decisions)

    def mixed(self) -> set[int]:
        """Where the lines begin that stand in mixed columns."""
        return {line.start for rows in (*self.stretches, *self.fused) for line in rows.lines}

    def joins(self) -> Iterator[Decision]:
        """The decisions that are joins, safe or not."""
        return (d for d in self.decisions if d.join)

    def glue(self, decision: Decision) -> Glue:
        """What comes between the two lines of a join, by the habits of the text: learned when first asked for."""
        text = self.text
        if "\u4e00" <= text[decision.tail.end - 1] <= "\u9fff" and "\u4e00" <= text[decision.head.start] <= "\u9fff":
            return NOTHING  # as most are: ``Gluer.glue`` says the same of any text
        if decision.names == (ADDRESS,):
            return NOTHING
        column = decision.names[:1] == ("col",)
        tail, head = decision.tail, decision.head
        if column and GOES_ON.fullmatch(text, *head) and has_begun(text, tail):
            return NOTHING  # both lines are of one address, which has no spaces
        room = 1.0
        if column:
            roomy, marked = tail.start in self.roomy, text[tail.end - 1] in MARKS
            room = NO_ROOM if not roomy else MARKED if marked else self._room
        return gluer(self.text).glue(tail.slice(self.text), head.slice(self.text), room, tail.end)

    @cached_property
    def _room(self) -> float:
        """How much likelier a space is at the end of a line that had just room for what comes next without one."""
        text = self.text
        solid = [
            d.tail.start
            for d in self.joins()
            if d.names[0] == "col" and WIDE < text[d.tail.end - 1] not in MARKS and text[d.head.start] > WIDE
        ]
        ratio = (len(solid) + MORE) / (len(self.roomy.intersection(solid)) + MORE * ROOMY)
        return math.pow(ratio, ROOM)

    def edits(self, decision: Decision) -> tuple[Edit, ...]:
        """The edits that carry out a join."""
        glue = self.glue(decision)
        cut, between = decision.tail.end - glue.drop, glue.between
        if decision.over is None:
            return (Edit(cut, decision.head.start, self._unseen(decision.tail.end, decision.head.start) + between),)
        end = self.ends[decision.head.start]
        away = Span(decision.tail.end, decision.over.end)
        first = (Edit(cut, decision.tail.end, ""),) if glue.drop else ()
        return (
            *first,
            Edit(away.start, away.end, "", move=1),
            Edit(
                decision.over.end, decision.head.start, self._unseen(decision.over.end, decision.head.start) + between
            ),
            Edit(end, end, away.slice(self.text), move=1),
        )

    def _unseen(self, start: int, end: int) -> str:
        """What stands between two lines and is no white space: it stays."""
        between = self.text[start:end]
        return "" if between.isspace() else "".join(between.split())


def ends(found: Sequence[Decision]) -> dict[int, int]:
    """For the start of each line behind a join, the end of the paragraph it falls into."""
    follow = {d.tail.start: d.head for d in found if d.join}
    ends: dict[int, int] = {}
    for decision in reversed([d for d in found if d.join]):
        after = follow.get(decision.head.start)
        ends[decision.head.start] = ends[after.start] if after else decision.head.end
    return ends


class Weights(dict[str, float]):
    """The weight of each piece of evidence by name, and nothing for what the fit has not seen.

    What is said of English, of Chinese mixed with it or of Korean weighs what the same says of any text, where the fit has not seen
    it there often, and what is said of printed pages what the same says of any English.
    """

    def __missing__(self, name: str) -> float:
        found = self[name] = self.shared(name)
        return found

    def shared(self, name: str) -> float:
        """The weight of a piece of evidence that has none of its own."""
        for beginning in (PRINTED, ENGLISH, MIXED, KOREAN):
            if name.startswith(beginning):
                return self[name.removeprefix(beginning)]
        return 0.0


@cache
def weights() -> Weights:
    """The fitted weight of each piece of evidence, in nats for a join."""
    table = files("textkit.judgement.breaks").joinpath("weights.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return Weights({name: float(weight) for name, weight in rows})
