"""How alike the pairs of a run are, about the threshold: what helps to choose it."""

from __future__ import annotations

from typing import NamedTuple, Protocol, runtime_checkable

from textkit.model.span import Place


class Standing(NamedTuple):
    """A paragraph, as its user finds it."""

    path: str
    record: str | None
    place: Place


class NearPair(NamedTuple):
    """Two paragraphs in order of place, their similarity, and what stands in the first and the second instead."""

    similarity: float
    first: Standing
    second: Standing
    differs: tuple[tuple[str, str], ...]


class Spectrum(NamedTuple):
    """``bars``: a similarity, and how many pairs of different texts lie from there to the next bar. ``pairs`` are those
    nearest the threshold, the most alike first.
    """

    threshold: float
    bars: tuple[tuple[float, int], ...]
    pairs: tuple[NearPair, ...]


@runtime_checkable
class Surveyed(Protocol):
    """Findings that come with a spectrum, where one was asked for."""

    @property
    def spectrum(self) -> Spectrum | None: ...
