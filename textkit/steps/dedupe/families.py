"""Families: three or more keys that are the same but for one slot, with names, places or titles filled into one text."""

from __future__ import annotations

from collections.abc import Mapping

from textkit.steps.dedupe.groups import Groups

SLOT = 24  # a longer difference is a clause of its own, not a name filled in
TRIANGLES = 20_000  # pairs of partners looked at for one key; a family shows among its first members


def families(pairs: Mapping[int, dict[int, tuple[int, int, int]]], lengths: Mapping[int, int]) -> dict[int, int]:
    """Keys that belong to a family, each with the first key of it.

    ``pairs[a][b]`` is ``(prefix, suffix, distance)`` of two similar keys. They differ at one slot if prefix and suffix
    are all they share and both have something in the slot; three such keys, each pair of which differs at the same
    slot, are a family: names, places, titles filled into one text.
    """
    slots: dict[int, dict[int, tuple[int, int]]] = {}
    for a, others in pairs.items():
        for b, (prefix, suffix, distance) in others.items():
            prefix = min(prefix, lengths[a], lengths[b])
            suffix = min(suffix, lengths[a] - prefix, lengths[b] - prefix)
            inner = (lengths[a] - prefix - suffix, lengths[b] - prefix - suffix)
            # two slips a few words apart are no slot: what stands between them is the same
            if min(inner) > 0 and max(inner) <= SLOT and 4 * distance >= 3 * sum(inner):
                slots.setdefault(a, {})[b] = (prefix, lengths[a] - suffix)
    groups = Groups()
    for a, mine in slots.items():
        partners = sorted(mine)
        done = 0
        for n, b in enumerate(partners):
            for c in partners[n + 1 :]:
                done += 1
                if c in slots.get(b, ()) and all(
                    _touch(slots[x][y], slots[x][z]) for x, y, z in ((a, b, c), (b, a, c), (c, a, b))
                ):
                    groups.join(a, (b, c))
                    break
            if done > TRIANGLES:
                break
    return groups.leaders()


def _touch(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]
