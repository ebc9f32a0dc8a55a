"""What can go wrong between bytes and text.

ReadingError           a TextkitError
· BinaryInput          the bytes are no text
· UndecidedEncoding    text perhaps, but in no encoding we can stand for
· UnknownEncoding      a name given by the user means no encoding
· UnknownLanguage      a name given by the user means no language we can expect
· CannotEncode         a character that the wanted encoding lacks
"""

from __future__ import annotations

from collections.abc import Sequence

from textkit.model.errors import TextkitError


class ReadingError(TextkitError, ValueError):
    """The base of all errors of reading and encoding; ``what`` says what, where and what to try next."""


class BinaryInput(ReadingError):  # noqa: N818 - named for what the user meets
    """The input is no text: ``kind`` says what it is, ``instead`` what to do."""

    def __init__(self, path: str, kind: str, instead: str) -> None:
        self.path, self.kind, self.instead = path, kind, instead
        super().__init__(f"{path}: this is no text but binary data ({kind}); {instead}")


class UndecidedEncoding(ReadingError):  # noqa: N818 - named for what the user meets
    """No encoding explains the bytes well enough; ``candidates`` are the best, with their confidence."""

    def __init__(self, path: str, candidates: Sequence[tuple[str, float]]) -> None:
        self.path, self.candidates = path, tuple(candidates)
        names = ", ".join(f"{name} ({confidence:.2f})" for name, confidence in self.candidates) or "none"
        super().__init__(f"{path}: encoding undecided, candidates: {names}; name it with --encoding")


class UnknownEncoding(ReadingError):  # noqa: N818 - named for what the user meets
    """The user named an encoding that does not exist; ``suggestions`` are names that look like it."""

    def __init__(self, name: str, suggestions: Sequence[str]) -> None:
        self.name, self.suggestions = name, tuple(suggestions)
        hint = f"; did you mean {' or '.join(self.suggestions)}?" if self.suggestions else ""
        super().__init__(f"unknown encoding {name!r}{hint}")


class UnknownLanguage(ReadingError):  # noqa: N818 - named for what the user meets
    """The user named a language that cannot be expected; ``known`` are those that can."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name, self.known = name, tuple(known)
        super().__init__(f"unknown language {name!r}; known are {', '.join(self.known)}")


class CannotEncode(ReadingError):  # noqa: N818 - named for what the user meets
    """``encoding`` has no bytes for ``character``, which stands at ``offset`` (code points) of the text."""

    def __init__(self, encoding: str, character: str, offset: int, path: str = "") -> None:
        self.path, self.encoding, self.character, self.offset = path, encoding, character, offset
        where = f"{path}: " if path else ""
        super().__init__(
            f"{where}{encoding} has no {character!r} (U+{ord(character):04X}) at offset {offset}; write UTF-8 instead"
        )
