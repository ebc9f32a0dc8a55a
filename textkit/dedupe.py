"""The public face of duplicate search: the key by which texts are compared."""

from __future__ import annotations

from textkit.steps.dedupe.key import key

__all__ = ["key"]
