"""How wide lines of English are that were printed in a proportional type.

In a text file each letter takes one column. On a printed page an *m* is nearly three times as wide as an *i*, so that lines
as wide as their column differ by a tenth of their letters. By which of the two a text was set its open lines show: they are
full, so that there is one width that none of them exceeds and that the next word would have exceeded.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from textkit.judgement.breaks.fine_widths import Fine
from textkit.judgement.breaks.page_language import page_language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from textkit.judgement.breaks.page import Page


class Type(NamedTuple):
    """A type: how wide its characters are, in thousandths of its size, and the mean letter of English prose, which counts
    as one column.
    """

    sizes: Mapping[int, str]
    letter: int


# Times Roman (Adobe Font Metrics); other types for running text differ little.
TIMES: Final = Type(
    {
        250: " .,'’",
        278: "ijlt:;/",
        333: "frI-()[]!`‘",
        389: "sJ",
        444: "acez?“”",
        500: "bdghknopquvxy0123456789",
        556: "SFP",
        611: "ELTZ",
        667: "BCR",
        722: "wADGHKNOQUVXY",
        778: "m",
        889: "M",
        944: "W",
        1000: "—",
    },
    446,
)
# The Latin letters of a Chinese type, where quotes are as wide as Han characters: Noto Serif CJK SC, as a browser sets it.
SONG: Final = Type(
    {
        196: "'",
        256: " ",
        308: "!",
        311: "j",
        316: "|",
        327: ",.:;",
        332: "i",
        334: "l",
        344: "[]",
        346: "-",
        352: "/\\",
        364: "()",
        367: "t",
        374: "{}",
        376: '"',
        388: "f",
        402: "J",
        405: "I",
        432: "?",
        447: "`",
        462: "r",
        473: "s",
        478: "*",
        498: "z",
        538: "c",
        546: "eé",
        548: "v",
        549: "0123456789$",
        552: "y",
        557: "a",
        563: "_–",
        564: "x",
        566: "g",
        567: "S",
        574: "#",
        580: "+<=>^~",
        596: "o",
        605: "Z",
        607: "kq",
        625: "L",
        629: "Fd",
        638: "bp",
        641: "P",
        652: "Eu",
        659: "T",
        661: "n",
        663: "h",
        665: "ﬂ",
        670: "B",
        672: "ﬁ",
        687: "Y",
        691: "C",
        700: "X",
        715: "VR",
        718: "A",
        724: "ﬀ",
        731: "K",
        741: "G",
        767: "OQ",
        770: "D",
        779: "&",
        796: "NU",
        838: "w",
        853: "H",
        890: "—",
        912: "@",
        923: "%",
        974: "mM",
        1000: "‘’“”•…ﬄﬃ",
        1053: "W",
    },
    535,
)
TYPES: Final = (TIMES, SONG)
USUAL: Final = 500  # of other characters
FEW: Final = 12  # open lines that show how a text was set
MOST: Final = 120  # of them that are looked at
EVERY: Final = 0.8  # share of the lines that have a blank line before them, where that says nothing
BETTER: Final = 0.02  # share of the open lines that must fit better


@cache
def _table(number: int, lost: bool) -> NDArray[np.int64]:
    """The width of each character in the type of that number; that of a space is nought where they were ``lost``."""
    import numpy as np

    table = np.full(0x10000, USUAL, np.int64)
    for size, chars in TYPES[number].sizes.items():
        table[[ord(char) for char in chars]] = size
    table[ord(" ")] *= not lost
    return table


def measured(
    page: Page, wide: NDArray[np.int64], squeezes: NDArray[np.int64], lost: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How wide the lines of ``page`` are, and by how much once their marks are squeezed: ``wide`` and ``squeezes``, as
    ``column.measured`` takes them, or other ones if it was printed, in the type that fits best. Then the page is told of it.

    ``lost``: the spaces of some lines were lost, and count for none.
    """
    import numpy as np

    full = _full(page) if page_language(page.text) == "en" else []
    if len(full) < FEW:
        return wide, squeezes
    joined = np.frombuffer("".join(line.s for line in page.lines).encode("utf-32-le", "surrogatepass"), np.uint32)
    length, equal = np.array([len(line.s) for line in page.lines], np.int64), np.array(page.needs, np.int64)
    stop = np.cumsum(length)
    start = stop - length
    next_, size = np.append(start[1:], 0), np.append(length[1:], 0)
    within = [i for i in full if i and page.coarse[i - 1] != "stop" and not page.lines[i].blanks]  # no first lines
    full = within if len(within) >= FEW else full
    some = full[:MOST]
    best, found = _agree(wide[some], equal[some] - lost) + BETTER, None
    for number, type_ in enumerate(TYPES):
        table = _table(number, lost)
        upto = np.cumsum(np.concatenate([[0], table[np.minimum(joined, len(table) - 1)]]))
        own = upto[stop] - upto[start]
        needs = (
            upto[next_ + np.minimum(equal - 1, size)] - upto[next_] + table[ord(" ")]
        )  # a space, and the word behind it
        agree = _agree(own[some], needs[some])
        if agree > best or (found is None and agree == best):
            best, found = agree, (own, needs, type_)
    if found is None:
        return wide, squeezes
    own, needs, type_ = found
    letter = type_.letter
    needed = np.append(needs[:-1] / letter, page.needs[-1])
    page.fine = Fine(own / letter, needed, 1000 / letter, np.array(full, np.int64))
    wide, needs = ((size + letter // 2) // letter for size in (own, needs))
    page.needs, page.printed = [*needs[:-1].tolist(), page.needs[-1]], True
    return wide, np.zeros_like(squeezes)


def _full(page: Page) -> list[int]:
    """The lines that must be full, for what follows goes on in the middle of a sentence."""
    every = sum(line.blanks > 0 for line in page.lines) > EVERY * len(page.lines)
    return [
        i
        for i, kind in enumerate(page.coarse[:-1])
        if kind in ("none", "pause")
        and page.ends[i] != "hyphen"
        and page.starts[i + 1] == "lower"
        and (every or not page.lines[i + 1].blanks)
    ]


def _agree(own: NDArray[np.int64], need: NDArray[np.int64]) -> float:
    """The largest share of lines that have one width: none is wider, and what was next had no room."""
    import numpy as np

    width = np.unique(own)[:, None]
    return float(np.mean((own <= width) & (width < own + need), axis=1).max())
