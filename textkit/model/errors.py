"""Everything that can go wrong, as one tree.

    TextkitError
    ├── UsageError      the command line contradicts itself, or names what does not exist
    ├── ConfigError     a configuration file cannot be read or says something unknown
    ├── InputError      something to be read is missing, unreadable or not text
    └── OutputError     something cannot be written where it was asked for

Each ends with exit code 2. One bad file does not stop the rest: whoever walks over files catches these and goes on.
"""

from __future__ import annotations


class TextkitError(Exception):
    """What went wrong, where, and what to try next.

    ``what`` is a clause without a full stop, ``where`` a path, a ``path:line`` or an option, ``hint`` a sentence (or
    empty). Can be sent between processes.
    """

    exit_code = 2

    def __init__(self, what: str, where: str = "", hint: str = "") -> None:
        super().__init__(what, where, hint)  # the three arguments are what pickling gives back to the class
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}. {self.hint}" if self.hint else f"{place}{self.what}"


class UsageError(TextkitError):
    """The command line contradicts itself, or names something that does not exist."""


class ConfigError(TextkitError):
    """A configuration file cannot be read, or says something that is not understood."""


class InputError(TextkitError):
    """Something to be read is missing, unreadable or not text."""


class OutputError(TextkitError):
    """Something cannot be written where it was asked for."""
