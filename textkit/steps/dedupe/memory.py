"""Memory that was freed goes back to the system."""

from __future__ import annotations

from textkit.steps.dedupe.codes import Codes

MUCH = 1 << 20  # characters of keys; fewer leave nothing worth the time


def give_back(codes: Codes) -> None:
    """Give back what a search among many keys has freed.

    The GNU library keeps what was freed between columns that are still in use, after a search more than is in use.
    """
    if len(codes.points) < MUCH:
        return
    try:
        import ctypes

        trim = ctypes.CDLL(None).malloc_trim
    except (ImportError, OSError, TypeError, AttributeError):  # another library
        return
    trim(0)
