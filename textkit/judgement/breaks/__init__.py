"""Every line break decided: is it inside a paragraph, how sure is that, and why.

What is named here is loaded when it is asked for: most texts show by the widths of their lines that nothing cut them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textkit.judgement.breaks.decisions import Decision, Decisions, weights
    from textkit.judgement.breaks.engine import decide
    from textkit.judgement.breaks.far_continuations import Continuation, continuations, hopeless
    from textkit.judgement.breaks.glue import Glue

__all__ = ["Continuation", "Decision", "Decisions", "Glue", "continuations", "decide", "hopeless", "weights"]

_HOMES = {
    "Continuation": "far_continuations",
    "Decision": "decisions",
    "Decisions": "decisions",
    "Glue": "glue",
    "continuations": "far_continuations",
    "decide": "engine",
    "hopeless": "far_continuations",
    "weights": "decisions",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
