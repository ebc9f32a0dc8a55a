"""A long text in pieces: what a document that is one of them knows of the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from textkit.model.errors import TextkitError


@dataclass(frozen=True, slots=True)
class Traits:
    """What some rules ask about a text as a whole, in numbers that can be added up piece by piece.

    ``other`` counts kana and Hangul, ``han`` ideographs, ``marked`` the pieces that show the text to be Markdown;
    ``near`` and ``far`` the numbers that are written close to their text and apart from it.
    """

    other: int = 0
    han: int = 0
    marked: int = 0
    near: int = 0
    far: int = 0

    def __add__(self, more: Traits) -> Traits:
        return Traits(
            self.other + more.other,
            self.han + more.han,
            self.marked + more.marked,
            self.near + more.near,
            self.far + more.far,
        )


class Piece(NamedTuple):
    """Where a piece stands: behind so many characters and lines of its text, which as a whole has these ``traits``."""

    offset: int
    line: int
    last: bool
    traits: Traits


class Guesses(Protocol):
    """Takes in the pieces of a text and says what its traits seem to be, and where a text that goes on may be cut (the
    last such place; 0: nowhere).
    """

    traits: Traits

    def add(self, text: str) -> None: ...
    def cut(self, text: str, /) -> int: ...


class NotInPieces(TextkitError):  # noqa: N818 - no error: the text is done in another way
    """A text cannot be done in pieces, or with other ``traits`` of the whole than was thought."""

    def __init__(self, path: str, traits: Traits | None = None) -> None:
        super().__init__("cannot be done in pieces", path)
        self.traits = traits
