"""Convert: simplified and traditional Chinese, with a ledger of every character whose conversion was a guess."""

from __future__ import annotations

from dataclasses import dataclass

from textkit.model.check import Check
from textkit.model.finding import Rule
from textkit.steps.convert import ledger, mixed, returns, variants
from textkit.steps.convert.configurations import CONFIGURATIONS, UnknownConfigurationError, configuration

__all__ = ["CONFIGURATIONS", "RULES", "Options", "UnknownConfigurationError", "checks"]


@dataclass(frozen=True)
class Options:
    """``to``: an OpenCC configuration (``None``: nobody said which; nothing can be converted); another name is an
    ``UnknownConfigurationError``.

    ``terms`` are words that stay as they are; ``words`` are pairs of a word and what it becomes. ``round_trip``:
    ``report`` what the conversion back does not give back (the conversion is done twice more), or ``off``.
    """

    to: str | None = None
    terms: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    round_trip: str = "off"

    def __post_init__(self) -> None:
        if self.round_trip not in ROUND_TRIP:
            raise ValueError(f"round_trip: {self.round_trip!r} is none of {', '.join(ROUND_TRIP)}")
        if self.to is not None:
            configuration(self.to)


ROUND_TRIP = ("off", "report")
RULES: tuple[Rule, ...] = (variants.RULE, ledger.RULE, mixed.RULE, returns.RULE)


def checks(options: Options) -> tuple[Check, ...]:
    """The passes of this step: what is mixed and what is doubtful is told of the text before it is converted."""
    if options.to is None:
        return ()
    o = options
    return (
        mixed.MixedScript(),
        ledger.Ambiguous(options.to, o.terms, o.words),
        *([returns.Returns(options.to, o.terms, o.words)] if o.round_trip == "report" else []),
        variants.Variants(options.to, o.terms, o.words),
    )
