"""Copies that stand in a longer one word for word, as most that were cut or are excerpts do: how these differ is known
without laying the two side by side, and that no figure does without reading the figures of either.
"""

from __future__ import annotations

from textkit.steps.dedupe.differences import Difference
from textkit.steps.dedupe.written import Written

# What no figure goes beyond, nor what is looked at before and behind one (``language.figures``).
ENDS = frozenset("。！？；!?;")


def around(kept: str, gone: str, start: int, first: int, last: int) -> list[Difference] | None:
    """The ``differences`` of ``kept[first:last]`` and ``gone``, ``snug`` and by their places in ``kept``, if ``gone``
    stands there at ``start`` and nowhere else it could be aligned to; ``None`` where that is not sure.

    A shortest series of insertions and deletions then leaves all of ``gone``. If its first character does not stand
    before ``start``, nor its last one behind the end, both are aligned between the two, and with them all others, for
    which there is just as much room. What is left over are the two ends, and neither may stand elsewhere.
    """
    end, size = start + len(gone), len(gone)
    if not kept.startswith(gone, start) or kept.find(gone[0], first, start) >= 0 or kept.find(gone[-1], end, last) >= 0:
        return None
    head = [(first, start, 0, 0)] if start > first else []
    return [*head, (end, last, size, size)] if last > end else head


def written_alike(kept: Written, gone: Written) -> bool:
    """Whether ``gone``, whose key stands once in that of ``kept``, reads there as it does by itself, from the end of a
    sentence to that of another: then its figures are the same.
    """
    text, part = kept.compact, gone.compact
    at = text.find(part)
    if at < 0 or (at and text[at - 1] not in ENDS) or (part[-1] not in ENDS and at + len(part) < len(text)):
        return False
    return kept.key.find(gone.key, kept.key.find(gone.key) + 1) < 0
