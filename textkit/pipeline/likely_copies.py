"""Lines that may be copies of others, told by their edges: much cheaper than to ask dedupe itself of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST = 16  # letters of a line; dedupe takes none away that has fewer than 20
EDGE = 32  # letters at both ends of a line of which a copy has most, also one that was cut off …
RUN = 6  # … in runs of so many
# Share of the runs of one edge that other lines' have too, or of both; a copy at the threshold of dedupe has 0.6. Of the
# runs every other one is looked at, the same ones wherever they stand, so that there must be a few of them.
SHARE, BOTH, FEW = 0.5, 0.3, 2
MANY = 16  # lines that have a run, beyond which it is a set phrase
# Signs and spaces, which copies may differ in: below U+00C0 all but letters and digits, and these.
SIGNS = ((0x2000, 0x206F), (0x3000, 0x3004), (0x3008, 0x3020), (0xFE30, 0xFE4F), (0xFF01, 0xFF0F), (0xFF1A, 0xFF20))
SPREAD = (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F, 0x165667B1, 0x61C88647)  # odd numbers that spread a run


@cache
def _letters() -> NDArray[np.bool_]:
    """Which characters are no signs."""
    import numpy as np

    table = np.ones(0x110000, np.bool_)
    table[:0xC0] = [chr(code).isalnum() for code in range(0xC0)]
    for first, last in SIGNS:
        table[first : last + 1] = False
    return table


def likely_copies(lines: Sequence[str]) -> Sequence[bool]:
    """Whether each of ``lines`` begins or ends so like another one that one of the two may be a copy of the other, whole or
    cut off. At times it is none, and a copy that is like another inside alone is not told.
    """
    return _likely(tuple(lines))


@lru_cache(maxsize=1)  # whether there are any is asked before which they are
def _likely(lines: tuple[str, ...]) -> Sequence[bool]:
    import numpy as np

    codes = np.frombuffer("\n".join(lines).encode("utf-32-le", "surrogatepass"), np.uint32)
    owner = np.cumsum(codes == ord("\n"), dtype=np.int32)
    kept = _letters()[codes]
    codes, owner = codes[kept], owner[kept]
    size = np.bincount(owner, minlength=len(lines))
    first = np.cumsum(size) - size
    many = len(codes) - RUN + 1
    if many <= 0:
        return (False,) * len(lines)
    run = codes[:many] * np.uint32(SPREAD[0])
    for k in range(1, RUN):
        run += codes[k : many + k] * np.uint32(SPREAD[k])
    owner = owner[:many]
    place = np.arange(many) - first[owner]
    left = size[owner] - RUN - place  # letters behind the run
    head, tail = place <= EDGE - RUN, left <= EDGE - RUN
    looked_at = ((run >> np.uint32(31)) == 0) & (left >= 0) & (head | tail) & (size[owner] >= LEAST)
    at = looked_at.nonzero()[0]
    sides = [owner[at[side[at]]].astype(np.uint64) * np.uint64(2) + np.uint64(n) for n, side in enumerate((head, tail))]
    runs = [run[at[side[at]]].astype(np.uint64) for side in (head, tail)]
    both = np.sort(np.concatenate(runs) << np.uint64(32) | np.concatenate(sides))
    edge, held = (both & np.uint64(0xFFFFFFFF)).astype(np.int64), both >> np.uint64(32)
    line = edge // 2
    same = held[1:] == held[:-1]
    other = np.append(False, same & (line[1:] != line[:-1]))  # the lines of one run are in order
    if not other.any():
        return (False,) * len(lines)
    begins = np.append(True, ~same).nonzero()[0]
    times = np.diff(np.append(begins, len(held)))
    shared = np.logical_or.reduceat(other, begins).repeat(times)
    seen, common = (np.bincount(e, minlength=2 * len(lines)) for e in (edge, edge[shared]))
    shares = (common / np.maximum(seen, 1) * (common >= FEW)).reshape(-1, 2)
    alike = (shares.min(axis=1) >= BOTH) | (shares.max(axis=1) >= SHARE)
    # A copy that is short is all in the edge of the whole one, and may be little of it.
    near = (np.logical_or.reduceat(alike[line], begins) & (times <= MANY)).repeat(times)
    whole = np.bincount(edge[near], minlength=2 * len(lines)).reshape(-1, 2).max(axis=1) >= FEW
    return tuple((alike | whole).tolist())
