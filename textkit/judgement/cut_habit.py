"""How often a text leaves out the stop of a sentence that is whole, as subtitles, recipes, chats and letters do.

That a line ends without a stop tells that it is cut only where whole lines have one. So each line of a text that is built
of clauses speaks for the share of stops that the text leaves out: one with a stop against it, one without a stop for it the
more, the likelier a sentence ends with its last characters, for there are cut lines as well.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

# Share of the stops that most texts leave out; the weights of ``cut.tsv`` were fitted on those.
RARELY: Final = 0.02
# The shares that other texts may have, all of them equally likely, and how many texts are such. By judgement.
OFTEN: Final = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.98)
SUCH: Final = 0.05
# Share of the lines that are cut where text is lost. By judgement: of damaged texts a tenth to a fifth.
CUT: Final = 0.2
# How many times likelier whole sentences are than cut ones to end as the table of edges says, from -4 nats or less by one
# nat to 0 or more: measured on 7,000 whole and 600 cut paragraphs of reports, novels, a forum, text books and articles.
ENDS: Final = (0.13, 0.6, 1.0, 2.5, 4.6)
LOWEST: Final = -4  # nats
LIKE: Final = 0.5  # a line speaks for others of at most twice its length: headings do not for paragraphs
STOPPED: Final = len(ENDS)  # what counts a line with a stop
UNTOLD: Final = STOPPED + 1  # what counts one whose end the table does not know

Line = tuple[int, bool, float | None]


def _what(stopped: bool, three: float | None) -> int:
    if stopped:
        return STOPPED
    return UNTOLD if three is None else max(0, min(STOPPED - 1, round(three) - LOWEST))


def _seen(share: float) -> list[float]:
    """The logarithms of how likely each of the kinds of lines is where ``share`` of the stops is left out."""
    whole = (1 - CUT) * share
    return [math.log(p) for p in (*(whole * times + CUT for times in ENDS), (1 - CUT) * (1 - share), whole + CUT)]


_SHARES: Final = (RARELY, *OFTEN)
_SEEN: Final = [_seen(share) for share in _SHARES]
_BEFORE: Final = [math.log(1 - SUCH), *[math.log(SUCH / len(OFTEN))] * len(OFTEN)]


@dataclass
class Habit:
    """``lines`` of a text that are built as sentences: how long each is, whether it has a stop, and the log-odds in nats
    that its last three characters end one, ``None`` where they are not known.
    """

    lines: Iterable[Line] = field(repr=False)

    @cached_property
    def _ranked(self) -> tuple[list[int], list[list[int]]]:
        """The lengths of all lines in order, and how many of each kind are as long or longer."""
        ranked = sorted((size, _what(stopped, three)) for size, stopped, three in self.lines)
        counts = [[0] * (UNTOLD + 1)]
        for _, what in reversed(ranked):
            counts.append([*counts[-1]])
            counts[-1][what] += 1
        return [size for size, _ in ranked], counts[::-1]

    def share(self, size: int, own: float | bool | None = False) -> float:
        """The share of stops that are left out in lines like one of ``size`` characters, as the others tell it.

        ``own`` is what that line, without a stop, counts for where it is among the lines, ``False`` where it is not.
        """
        lengths, counts = self._ranked
        seen = list(counts[bisect_left(lengths, LIKE * size)])
        if own is not False:
            seen[_what(False, own)] -= 1
        logs = [
            before + sum([n * log for n, log in zip(seen, each, strict=True)])
            for before, each in zip(_BEFORE, _SEEN, strict=True)
        ]
        top = max(logs)
        odds = [math.exp(log - top) for log in logs]
        return sum([p * share for p, share in zip(odds, _SHARES, strict=True)]) / sum(odds)
