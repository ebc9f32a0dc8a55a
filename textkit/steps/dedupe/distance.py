"""How far a finding lies beyond the threshold that it had to reach, for those who ask why."""

from __future__ import annotations

from collections.abc import Mapping

from textkit.steps.dedupe.offsets_in_longer import COVERAGE
from textkit.steps.dedupe.options import Options
from textkit.steps.dedupe.relate import Kind


def distance(evidence: Mapping[str, object], options: Options) -> tuple[str, str] | None:
    """The name of what was measured and how far it is beyond what ``options`` ask; None where nothing was measured.

    Of a cut-off or contained copy ``similarity`` is the share of its key that lies in the copy that stays.
    """
    kind, similarity, length = (evidence.get(name) for name in ("kind", "similarity", "length"))
    if kind == Kind.NEAR and isinstance(similarity, float):
        least = float(options.threshold)
        return "similarity", f"{similarity - least:.4f} above the threshold of {least:g} (--threshold)"
    if kind in (Kind.TRUNCATED, Kind.CONTAINED) and isinstance(similarity, float):
        least = 1 - 1 / COVERAGE
        return (
            "similarity",
            f"of its characters; {max(0.0, similarity - least):.4f} above the {least:g} that must be there",
        )
    if kind == Kind.PASSAGE and isinstance(length, int):
        return (
            "length",
            f"{length - options.passages} above the {options.passages} from which they are told (--passages)",
        )
    return None
