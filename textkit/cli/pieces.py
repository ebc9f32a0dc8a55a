"""Whether long texts go through a run in pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textkit.files.pieces import Pieces
from textkit.pipeline.pieces import guesses

if TYPE_CHECKING:
    from textkit.cli.driver import Session


def in_pieces(session: Session) -> Pieces | None:
    """What reads long texts piece by piece, where the steps look no further and nobody asks for the whole text."""
    request, reading = session.request, session.reading
    w, r = request.write, request.report
    told = r.report or r.format or request.plan or request.removed or request.annotate or session.policy.baseline
    other = reading.encoding or (reading.encodings and "utf-8" not in reading.encodings)
    if told or other or not session.writes or not session.writing.utf8 or w.to_encoding:
        return None
    guess = guesses(session.steps)
    return Pieces(guess) if guess else None
