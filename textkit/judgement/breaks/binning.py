"""Widths and scores in words: the names of evidence are made of them."""

from __future__ import annotations

from bisect import bisect

STEP, STEPS = (-8, -4, -1.5, 1.5, 4, 8, 12), ("--8", "-8-4", "-4-1", "0", "+1+4", "+4+8", "+8+12", "++12")
CLOSING, CLOSINGS = (-8, -5.5, -3.5, -2), ("rare", "seldom", "common", "usual", "mostly")


def length(width: int) -> str:
    """A width in words: ``tiny short medium long``."""
    return "tiny" if width < 16 else "short" if width < 40 else "medium" if width < 80 else "long"


def step(score: float) -> str:
    """A score of the seam table in words."""
    return STEPS[bisect(STEP, score)]


def closing(score: float) -> str:
    """The chance of a paragraph to end after a tail, in words."""
    return CLOSINGS[bisect(CLOSING, score)]


def edge_step(odds: float) -> str:
    """Log-odds of standing at the edge of a sentence, in words."""
    return (
        "never"
        if odds <= -6
        else "hardly"
        if odds <= -4
        else "seldom"
        if odds <= -2
        else "even"
        if odds <= 0
        else "often"
    )


def odds(score: float) -> str:
    """A score or a lead of the pairing in words."""
    return (
        "--4"
        if score < -4
        else "-4-2"
        if score < -2
        else "-2"
        if score < 0
        else "+2"
        if score < 2
        else "+2+4"
        if score < 4
        else "++4"
    )


def chance(share: float) -> str:
    """In words, how often a last line, which may end anywhere, leaves no room for a unit of this share of the width."""
    return "rare" if share < 0.05 else "seldom" if share < 0.1 else "some" if share < 0.2 else "often"


def nats(score: float) -> str:
    """A score of the table of English words: whole nats, those far from nought together."""
    return str(max(-5, min(6, round(score))))
