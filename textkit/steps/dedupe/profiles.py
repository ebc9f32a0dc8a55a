"""What the profiles set in this step; an option that is told goes before its profile."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

PROFILES: Mapping[str, Mapping[str, object]] = {
    # A near copy goes if it is the same but for marks, width and white space, which the key does not hold.
    "strict": {"threshold": Fraction(1)},
}
"""Profile → option → value."""
