"""Clean, trustworthy paragraphs from text that a machine read off a page. Chinese first.

What is public is in ``__all__``; it is loaded when it is asked for.
"""

from __future__ import annotations

from importlib import import_module

from textkit._version import __version__

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

__all__ = ["__version__", "dedupe", *_HOMES]


def __getattr__(name: str) -> object:
    if name == "dedupe":
        return import_module("textkit.dedupe")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'textkit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
