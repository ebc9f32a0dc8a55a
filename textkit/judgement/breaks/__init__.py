"""Every line break decided: is it inside a paragraph, how sure is that, and why."""

from textkit.judgement.breaks.decisions import Decision, Decisions, weights
from textkit.judgement.breaks.engine import decide
from textkit.judgement.breaks.far import Continuation, continuations, hopeless
from textkit.judgement.breaks.glue import Glue

__all__ = ["Continuation", "Decision", "Decisions", "Glue", "continuations", "decide", "hopeless", "weights"]
