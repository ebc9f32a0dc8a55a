"""Names of encodings and languages, as users type them, checked before anything is read."""

from __future__ import annotations

from collections.abc import Sequence

from textkit.model.errors import UsageError
from textkit.reading import ReadingError, check_encoding, check_languages


def refuse_unknown_encodings(option: str, names: Sequence[str]) -> None:
    """Raise ``UsageError`` unless each of ``names``, given with ``option``, is an encoding of text."""
    try:
        for name in names:
            check_encoding(name)
    except ReadingError as e:
        raise UsageError(str(e), option) from e


def refuse_unknown_languages(names: Sequence[str]) -> None:
    """Raise ``UsageError`` unless each of ``names`` is a language that the decoder knows."""
    try:
        check_languages(names)
    except ReadingError as e:
        raise UsageError(str(e), "--languages") from e
