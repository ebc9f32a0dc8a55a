"""Decode: what the reading of the bytes found, and garbled text made readable where the way back is exact."""

from __future__ import annotations

from dataclasses import dataclass

from textkit.model.check import Check
from textkit.model.finding import Rule
from textkit.steps.decode import lost, mojibake, reading_findings


@dataclass(frozen=True)
class Options:
    """``mojibake``: look for garbled lines and mend them. ``sure``: confidence below which an encoding is doubtful."""

    mojibake: bool = True
    sure: float = 0.95


RULES: tuple[Rule, ...] = (
    reading_findings.UNDECODABLE,
    mojibake.RULE,
    lost.RULE,
    reading_findings.MIXED,
    reading_findings.DOUBTFUL,
)


def checks(options: Options) -> tuple[Check, ...]:
    """The checks in order: the reading's own findings and losses first, while places are those of the decoded file."""
    first = (reading_findings.ReadingCheck(options.sure), lost.MojibakeLost())
    return (*first, mojibake.Mojibake()) if options.mojibake else first
