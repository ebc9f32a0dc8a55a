"""What an input that is one text, or a piece of one, gives to a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from textkit.model.document import Document

if TYPE_CHECKING:
    from textkit.files.inputs import Input
    from textkit.model.document import Key


@dataclass(frozen=True, slots=True)
class SingleText:
    """One document of an input. ``sha256`` is the hash of the input."""

    input: Input
    path: str
    sha256: str
    document: Document

    records = False
    problems = ()
    lines = 0
    size = 1

    @property
    def span(self) -> tuple[str, range]:
        return self.path, range(1)

    @property
    def characters(self) -> int:
        return len(self.document.source.text)

    def documents(self) -> tuple[Document, ...]:
        return (self.document,)

    def untouched(self) -> None:
        """It is no record."""

    def some(self, keys: Iterable[Key]) -> Iterator[Document]:
        return (self.document for _ in keys)

    def met(self) -> Iterable[Document]:
        return (self.document,) if self.document.passes else ()

    def having(self, documents: Iterable[Document]) -> Self:
        """This text with what has become of its document, if it is there."""
        return next((replace(self, document=d) for d in documents), self)
