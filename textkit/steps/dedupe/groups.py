"""What hangs together: numbers put into groups pair by pair, or by columns of pairs."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from textkit.steps.dedupe.codes import Ints


class Groups:
    """Each number that was named, in a group with all that it was joined with; the least of a group leads it."""

    def __init__(self) -> None:
        self._head: dict[int, int] = {}

    def find(self, number: int) -> int:
        """The least of the group of ``number``, which is one of its own if it is new."""
        head = self._head
        while head.setdefault(number, number) != number:
            head[number] = number = head[head[number]]
        return number

    def join(self, number: int, others: Iterable[int]) -> None:
        """Put ``number`` and ``others`` into one group."""
        for other in (number, *others):
            a, b = self.find(number), self.find(other)
            self._head[max(a, b)] = min(a, b)

    def leaders(self) -> dict[int, int]:
        """The leader of each number."""
        return {number: self.find(number) for number in self._head}

    def lists(self) -> list[list[int]]:
        """The groups, each in the order its members were named."""
        groups: dict[int, list[int]] = {}
        for number, leader in self.leaders().items():
            groups.setdefault(leader, []).append(number)
        return list(groups.values())


def components(count: int, a: Ints, b: Ints) -> Ints:
    """For each of ``count`` nodes the least node it is connected with by edges ``a[i]``, ``b[i]``."""
    label = np.arange(count)
    while True:
        x, y = label[a], label[b]
        if (x == y).all():
            return label
        np.minimum.at(label, np.maximum(x, y), np.minimum(x, y))
        while True:
            further = label[label]
            if (further == label).all():
                break
            label = further
