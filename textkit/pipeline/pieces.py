"""Long texts in pieces: for which steps, and whether the pieces became what they would have become in the whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textkit.model.document import Document
from textkit.model.piece import Guesses, NotInPieces
from textkit.pipeline.outcomes import prove_passes


def guesses(steps: Sequence[str]) -> Callable[[], Guesses] | None:
    """What guesses the traits of a text for ``steps``; ``None`` where one of them looks at the whole text."""
    if tuple(steps) != ("normalize",):
        return None
    from textkit.steps.normalize.pieces import Guess

    return Guess


class Watch:
    """Sees the pieces of one text in order when they are done."""

    def __init__(self) -> None:
        from textkit.steps.normalize.pieces import Survey

        self._survey = Survey()

    def see(self, document: Document) -> tuple[str, ...]:
        """Prove the passes of a piece, and see to it that they saw what they would have seen of the whole text. What each
        of them took, put together.

        Raises ``NotInPieces``, and ``LostTextError``.
        """
        piece = document.piece
        assert piece is not None
        states = list(prove_passes(document))
        if not self._survey.add(document, states):
            raise NotInPieces(document.path)
        if piece.last:
            traits = self._survey.traits()
            if traits is None or self._survey.answers(traits) != self._survey.answers(piece.traits):
                raise NotInPieces(document.path, traits)
        return tuple(s.removed for s in states[1:])
