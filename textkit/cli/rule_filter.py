"""Which rules a run listens to, and where: what its settings say, asked again and again."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from textkit.model.finding import Rule
from textkit.settings import Settings


@dataclass(frozen=True)
class RuleFilter:
    """Whether a rule is wanted: a predicate that can be sent to another process, and remembers its answers."""

    settings: Settings
    _said: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    def __call__(self, rule: Rule) -> bool:
        said = self._said.get(rule.code)
        if said is None:
            said = self._said[rule.code] = self.settings.selection.matches(rule)
        return said


@dataclass(frozen=True)
class Silenced:
    """Whether ``per-file-ignores`` silence a rule in a file; their patterns are relative to ``folder``."""

    settings: Settings
    folder: Path
    _said: dict[tuple[str, str], str | None] = field(default_factory=dict, repr=False, compare=False)

    def __call__(self, rule: Rule, path: str) -> bool:
        return bool(self.settings.per_file_ignores) and self.pattern(rule, path) is not None

    def pattern(self, rule: Rule, path: str) -> str | None:
        """The pattern that does it."""
        if not self.settings.per_file_ignores:
            return None
        asked = rule.code, path
        if asked not in self._said:
            self._said[asked] = self.settings.exempt(rule, self._below(path))
        return self._said[asked]

    def covers(self, pattern: str, path: str) -> bool:
        """Whether one of the patterns is about a file."""
        return self.settings.covers(pattern, self._below(path))

    def _below(self, path: str) -> str:
        real = Path(path).resolve()
        return real.relative_to(self.folder).as_posix() if real.is_relative_to(self.folder) else path
