"""The options of the step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from textkit.model.finding import Rule
from textkit.steps.dedupe.facts import Likely, Unit

FINEST = 10**9  # largest denominator of a threshold: times the longest line it is far from what 64 bits hold


@dataclass(frozen=True)
class Options:
    """The options of ``dedupe``.

    ``threshold``: least similarity of a near copy, in (0.5, 1]; 0.85 is where different paragraphs of one genre
    (0.55 to 0.78 alike) end and reprints begin. ``min_length``: key characters under which nothing goes; shorter ones
    are headings and set phrases. ``passages``: shortest shared run told; set phrases reach 35. ``max_loss``: share of a
    file's key characters that may go by kinds other than exact. ``effort``: index entries looked at for one paragraph;
    prose needs some hundred, a
    page footer that thousands of paragraphs share tens of thousands. ``borderline``: pairs
    nearest the threshold to be shown. ``within``/``across``: only pairs in one
    file, only pairs of two files; both or neither: all.

    The rest says what this run acts on. ``against``: paths that are compared with and never changed (facts may be
    marked by ``Facts.reference`` instead). ``unsafe`` and ``selected``: a copy that is withheld or not listened to
    stays, and others may be copies of it; ``selected`` holds rule names or codes, or tells from a rule and a path.
    ``likely`` tells which lines are looked at, where a guess at what would go is enough.
    """

    threshold: Fraction = Fraction(17, 20)
    min_length: int = 20
    passages: int = 50
    unit: Unit = "paragraph"
    keep: Literal["complete", "longest", "first", "central"] = "complete"
    prefer: tuple[str, ...] = ()
    max_loss: Fraction = Fraction(1, 2)
    allow_template: bool = False
    effort: int = 50_000
    within: bool = False
    across: bool = False
    borderline: int = 0
    against: frozenset[str] = field(default=frozenset(), metadata={"internal": True})
    unsafe: bool = field(default=False, metadata={"internal": True})
    selected: frozenset[str] | Callable[[Rule, str], bool] | None = field(default=None, metadata={"internal": True})
    likely: Likely | None = field(default=None, metadata={"internal": True})

    def __post_init__(self) -> None:
        if not Fraction(1, 2) < self.threshold <= 1:
            raise ValueError(f"threshold must be above 0.5 and at most 1, not {float(self.threshold):g}")
        if self.threshold.denominator > FINEST:
            raise ValueError(f"threshold must have at most 9 digits behind its point, not be {self.threshold}")
        if not 0 <= self.max_loss <= 1:
            raise ValueError(f"max-loss must be from 0 to 1, not {float(self.max_loss):g}")
        for name, least in (("min_length", 0), ("passages", 0), ("borderline", 0), ("effort", 1)):
            if getattr(self, name) < least:
                raise ValueError(f"{name.replace('_', '-')} must be at least {least}, not {getattr(self, name)}")

    def acts(self, rule: Rule, path: str) -> bool:
        """Whether this run listens to ``rule`` in the file ``path``."""
        if self.selected is None:
            return True
        return (
            self.selected(rule, path)
            if callable(self.selected)
            else not self.selected.isdisjoint((rule.code, rule.name))
        )
