"""Families: three or more keys that are the same but for one slot, with names, places or titles filled into one text.

Readings of one character, of which all but one make no words where they stand (韭菜, 菲菜 and 非菜), fill no slot. Whether
they are copies of one text is for a person to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textkit.steps.dedupe.groups import Groups

SLOT = 24  # a longer difference is a clause of its own, not a name filled in
TRIANGLES = 20_000  # pairs of partners looked at for one key; a family shows among its first members
# Nats by which one character is likelier than any other in its place. Of families of names and languages (张某, 李某; 法文版,
# 日文版) up to 3 in 100 differ by as much, of three readings of one character, misread at random, 43.
MISREAD = 10.0

Slots = Mapping[int, Mapping[int, tuple[int, int, int]]]


def families(pairs: Slots, lengths: Mapping[int, int]) -> list[list[int]]:
    """The families among keys, each in order of the keys' numbers.

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
            # two slips a few words apart are no slot: what stands between them is the same, as is half of two names
            if min(inner) > 0 and max(inner) <= SLOT and 2 * distance >= sum(inner):
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
    return list(map(sorted, groups.lists()))


def misread(family: Sequence[int], pairs: Slots, keys: Mapping[int, str]) -> bool:
    """Whether a family differs in one Han character, and in all its members but one that character fits nowhere into what
    stands around it. ``pairs`` as in ``families``.
    """
    first, *others = family
    known = pairs.get(first, {})
    slot = known.get(others[0], (0, 0, 0))[0]
    if any(known.get(n, ())[::2] != (slot, 2) or len(keys[n]) != len(keys[first]) for n in others):
        return False
    if not all("\u3400" <= keys[n][slot] <= "\u9fff" for n in family):
        return False
    from textkit.language.seam import is_japanese, table

    bonds = table(is_japanese(keys[first][:slot], keys[first][slot:])).bonds
    *_, second, best = sorted(bonds(keys[n], slot, min(len(keys[n]), slot + 3)) for n in family)
    return best - second > MISREAD


def _touch(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]
