"""Patterns that name paths, as git writes them: in `.gitignore`, in ``exclude`` and in ``per-file-ignores``.

A pattern is matched against one path itself, never against the folders above it: whoever walks asks for each folder
before entering it. (Libraries that match whole trees at once let ``!src/`` bring back ``src/build/``, which git does
not.) Source: the format as described in git's own manual page `gitignore(5)`, compared with git in the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

# The classes that may stand in brackets, for the ASCII that git knows them in.
_CLASSES = {
    "alnum": "a-zA-Z0-9", "alpha": "a-zA-Z", "blank": " \\t", "cntrl": "\\x00-\\x1f\\x7f", "digit": "0-9",
    "graph": "\\x21-\\x7e", "lower": "a-z", "print": "\\x20-\\x7e", "punct": "!-/:-@\\[-`{-~", "space": "\\t-\\r ",
    "upper": "A-Z", "xdigit": "0-9a-fA-F",
}  # fmt: skip
_BRACKET = re.compile(r"\[([!^]?)(\]?(?:\[:[a-z]+:\]|\\.|[^\]\\])*)\]", re.DOTALL)
_MEMBER = re.compile(r"\[:([a-z]+):\]|\\?(.)(?:-\\?([^\]]))?", re.DOTALL)


class Pattern(NamedTuple):
    """One line: what it matches, whether it takes back (``!``), whether only folders are meant (a final ``/``)."""

    regex: re.Pattern[str]
    negated: bool
    folders_only: bool

    def matches(self, path: str, is_folder: bool) -> bool:
        """Whether ``path`` (relative, POSIX, no final slash) is itself what the pattern names."""
        return (is_folder or not self.folders_only) and self.regex.fullmatch(path) is not None


@dataclass(frozen=True, slots=True)
class Patterns:
    """The lines of one file, of which the last that matches decides."""

    lines: tuple[Pattern, ...]

    @classmethod
    def of(cls, lines: Iterable[str]) -> Patterns:
        """Comments, empty lines and lines that mean nothing are passed over, as git does."""
        return cls(tuple(p for p in map(_pattern, lines) if p))

    def verdict(self, path: str, is_folder: bool) -> bool | None:
        """Whether ``path`` is named (``True``), taken back (``False``), or not spoken of (``None``)."""
        for pattern in reversed(self.lines):
            if pattern.matches(path, is_folder):
                return not pattern.negated
        return None

    def covers(self, path: str) -> bool:
        """Whether the file ``path`` or a folder above it is named."""
        parts = path.split("/")
        above = ("/".join(parts[:n]) for n in range(1, len(parts)))
        return any(self.verdict(folder, True) for folder in above) or bool(self.verdict(path, False))


def _pattern(line: str) -> Pattern | None:
    line = re.sub(r"(?<!\\) +\Z", "", line.rstrip("\r\n"))
    if not line or line.startswith("#"):
        return None
    negated = line.startswith("!")
    line = line[negated:]
    folders_only = line.endswith("/")
    line = line[: len(line) - folders_only]
    # A slash anywhere but at the end ties the pattern to the folder of its file.
    anchored = "/" in line
    regex = _translated(line.removeprefix("/"))
    if regex is None or not line:
        return None
    return Pattern(re.compile(regex if anchored else f"(?:.*/)?{regex}", re.DOTALL), negated, folders_only)


def _translated(glob: str) -> str | None:
    """A regular expression for ``glob``; ``None`` if it can match nothing."""
    parts: list[str] = []
    at = 0
    while at < len(glob):
        char = glob[at]
        if char == "*":
            end = at + len(glob[at:]) - len(glob[at:].lstrip("*"))
            whole = end - at == 2 and (at == 0 or glob[at - 1] == "/")  # `**` between slashes spans folders
            if whole and glob[end : end + 1] == "/":
                parts.append("(?:.*/)?")
                end += 1
            else:
                parts.append(".*" if whole and end == len(glob) else "[^/]*")
            at = end
        elif char == "?":
            parts.append("[^/]")
            at += 1
        elif char == "[":
            bracket = _BRACKET.match(glob, at)
            if bracket is None:
                return None
            parts.append(_members(bracket))
            at = bracket.end()
        elif char == "\\":
            if at + 1 == len(glob):
                return None
            parts.append(re.escape(glob[at + 1]))
            at += 2
        else:
            parts.append(re.escape(char))
            at += 1
    return "".join(parts)


def _members(bracket: re.Match[str]) -> str:
    """A class of characters; like every wildcard it never takes a slash."""
    members = []
    for name, first, last in _MEMBER.findall(bracket[2]):
        if name:
            members.append(_CLASSES.get(name, ""))
        elif not last:
            members.append(re.escape(first))
        elif first <= last:
            members.append(f"{re.escape(first)}-{re.escape(last)}")
    inside = "".join(members)
    if bracket[1]:
        return f"[^/{inside}]"
    return f"(?!/)[{inside}]" if inside else "(?!)"
