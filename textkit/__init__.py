"""Clean, trustworthy paragraphs from text that a machine read off a page. Chinese first.

What is public is in ``__all__``; it is loaded when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from textkit._version import __version__

__all__ = [
    "ChangeSet", "Document", "Edit", "Fate", "Finding", "Outcome", "Place", "Result", "Rule", "Severity", "Source", "Span",
    "TextkitError", "Trust", "__version__", "clean", "dedupe", "process",
]  # fmt: skip

if TYPE_CHECKING:  # what ``__getattr__`` gives, for those who read types
    from textkit import dedupe
    from textkit.api import Result, clean, process
    from textkit.model.changes import ChangeSet
    from textkit.model.document import Document
    from textkit.model.errors import TextkitError
    from textkit.model.finding import Edit, Finding, Rule, Severity, Trust
    from textkit.model.outcome import Fate, Outcome
    from textkit.model.source import Source
    from textkit.model.span import Place, Span

_HOMES = {
    "ChangeSet": "textkit.model.changes",
    "Document": "textkit.model.document",
    "Edit": "textkit.model.finding",
    "Fate": "textkit.model.outcome",
    "Finding": "textkit.model.finding",
    "Outcome": "textkit.model.outcome",
    "Place": "textkit.model.span",
    "Result": "textkit.api",
    "Rule": "textkit.model.finding",
    "Severity": "textkit.model.finding",
    "Source": "textkit.model.source",
    "Span": "textkit.model.span",
    "TextkitError": "textkit.model.errors",
    "Trust": "textkit.model.finding",
    "clean": "textkit.api",
    "process": "textkit.api",
}


def __getattr__(name: str) -> object:
    if name == "dedupe":
        return import_module("textkit.dedupe")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'textkit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
