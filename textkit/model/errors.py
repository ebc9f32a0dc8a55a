"""Everything that can go wrong, as one tree.

    TextkitError
    ├── UsageError      the command line contradicts itself, or names what does not exist
    ├── ConfigError     a configuration file cannot be read or says something unknown
    ├── InputError      something to be read is missing, unreadable or not text
    ├── OutputError     something cannot be written where it was asked for
    └── ReadingError    bytes given to the library are no text, or a name is no encoding (``textkit.reading.errors``)

Each ends with exit code 2. One bad file does not stop the rest: whoever walks over files catches these and goes on.
"""

from __future__ import annotations


class TextkitError(Exception):
    """What went wrong, where, and what to try next.

    ``what`` is a clause without a full stop, ``where`` a path, a ``path:line`` or an option, ``hint`` a sentence (or
    empty). Can be sent between processes, as can subclasses with arguments of their own.
    """

    exit_code = 2

    def __init__(self, what: str, where: str = "", hint: str = "") -> None:
        super().__init__(what, where, hint)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        stop = "" if self.what.endswith("?") else "."
        return f"{place}{self.what}{stop} {self.hint}" if self.hint else f"{place}{self.what}"

    def __reduce__(self) -> tuple[object, ...]:
        # Not by calling the class again, as exceptions do: a subclass may take other arguments.
        return _restore, (type(self), self.args, self.__dict__)


def _restore(cls: type[TextkitError], args: tuple[object, ...], state: dict[str, object]) -> TextkitError:
    error = cls.__new__(cls)
    error.args = args
    error.__dict__.update(state)
    return error


class UsageError(TextkitError):
    """The command line contradicts itself, or names something that does not exist."""


class ConfigError(TextkitError):
    """A configuration file cannot be read, or says something that is not understood."""


class InputError(TextkitError):
    """Something to be read is missing, unreadable or not text."""


class OutputError(TextkitError):
    """Something cannot be written where it was asked for."""


def no_room(error: OSError) -> OSError:
    """The error of a temporary file, which has no name, with one that its user can do something with."""
    return OSError(error.errno, error.strerror, "a temporary file (in another folder: set TMPDIR)")
