"""Remove paragraphs that are copies of others, and say of which, how alike, and why that one stays."""

from __future__ import annotations

from textkit.model.check import CorpusCheck
from textkit.steps.dedupe.checks import Duplicates
from textkit.steps.dedupe.key import key
from textkit.steps.dedupe.options import Options
from textkit.steps.dedupe.rules import RULES

__all__ = ["RULES", "Duplicates", "Options", "checks", "key"]


def checks(options: Options) -> tuple[CorpusCheck, ...]:
    """The checks of the step: a single one, for the kinds are tried in order on each pair and must know each other."""
    return (Duplicates(options),)
