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
# The shares of the lines that may be cut, and how many texts are such: most have few or none, a damaged one a fifth, and
# where somebody put together what is cut, nearly all are. By judgement.
CUT: Final = ((0.05, 0.4), (0.2, 0.4), (0.8, 0.2))
# How many times likelier whole sentences are than cut ones to end as the table of edges says, from -4 nats or less by one
# nat to 0 or more: measured on 7,000 whole and 600 cut paragraphs of reports, novels, a forum, text books and articles.
ENDS: Final = (0.13, 0.6, 1.0, 2.5, 4.6)
LOWEST: Final = -4  # nats
LIKE: Final = 0.5  # a line speaks for others of at most twice its length: headings do not for paragraphs
STOPPED: Final = len(ENDS)  # what counts a line with a stop
UNKNOWN: Final = STOPPED + 1  # what counts one whose end the table does not know

Line = tuple[int, bool, float | None]


def _what(stopped: bool, three: float | None) -> int:
    if stopped:
        return STOPPED
    return UNKNOWN if three is None else max(0, min(STOPPED - 1, round(three) - LOWEST))


def whole_times(three: float | None) -> float:
    """How many times likelier whole sentences than cut ones end so that the log-odds of their last characters are ``three``."""
    what = _what(False, three)
    return ENDS[what] if what < len(ENDS) else 1.0


def _seen(share: float, cut: float) -> list[float]:
    """The logarithms of how likely each of the kinds of lines is where ``share`` of the stops is left out and ``cut`` of the
    lines are cut.
    """
    whole = (1 - cut) * share
    return [math.log(p) for p in (*(whole * times + cut for times in ENDS), (1 - cut) * (1 - share), whole + cut)]


# Every share that a text may leave out, how likely it is, and what is seen then.
_SHARES: Final = [(RARELY, 1 - SUCH), *[(share, SUCH / len(OFTEN)) for share in OFTEN]]
_TEXTS: Final = [(share, math.log(p * q), _seen(share, cut)) for share, p in _SHARES for cut, q in CUT]
UNTOLD: Final = 0.001 + sum(
    [share * p for share, p in _SHARES]
)  # no line tells of a share as small as where there is none


@dataclass
class Conventions:
    """``lines`` of a text that are built as sentences: how long each is, whether it has a stop, and the log-odds in nats
    that its last three characters end one, ``None`` where they are not known.
    """

    lines: Iterable[Line] = field(repr=False)

    @cached_property
    def _ranked(self) -> tuple[list[int], list[list[int]]]:
        """The lengths of all lines in order, and how many of each kind are as long or longer."""
        ranked = sorted((size, _what(stopped, three)) for size, stopped, three in self.lines)
        counts = [[0] * (UNKNOWN + 1)]
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
        logs = [before + sum([n * log for n, log in zip(seen, each, strict=True)]) for _, before, each in _TEXTS]
        top = max(logs)
        odds = [math.exp(log - top) for log in logs]
        return sum([p * share for p, (share, *_) in zip(odds, _TEXTS, strict=True)]) / sum(odds)
