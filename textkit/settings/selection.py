"""Which rules a run listens to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textkit.model.errors import UsageError
from textkit.model.finding import Rule
from textkit.settings.kinds import suggestion

ALL = "ALL"
EXACT = 1000  # outweighs every prefix: no code is that long


@dataclass(frozen=True)
class Layer:
    """What one place (a configuration file, the command line) says: codes, prefixes of codes, names, or ``ALL``.

    ``select`` says which rules there are at all (empty: whatever was so far), ``extend_select`` adds, ``ignore`` takes
    away. Within a layer the more exact word wins, so that ``--ignore DUP --extend-select near-duplicate`` means what it
    says; between equals ``ignore`` does. ``origin`` is where an error would be looked for.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    origin: str = ""

    def verdict(self, rule: Rule) -> bool | None:
        """Whether the rule is wanted; ``None`` if this layer has no opinion."""
        wanted = _weight(rule, (*self.select, *self.extend_select))
        unwanted = _weight(rule, self.ignore)
        if not wanted and not unwanted:
            return False if self.select else None
        return wanted > unwanted


@dataclass(frozen=True)
class Selection:
    """Layers of which a later one outweighs an earlier one; under all of them lies each rule's own default."""

    layers: tuple[Layer, ...] = ()

    def matches(self, rule: Rule) -> bool:
        """Whether the rule runs."""
        for layer in reversed(self.layers):
            said = layer.verdict(rule)
            if said is not None:
                return said
        return rule.default

    def check(self, rules: Sequence[Rule]) -> None:
        """Raise ``UsageError`` for a word that means none of ``rules``."""
        for layer in self.layers:
            for option in ("select", "extend_select", "ignore"):
                for word in getattr(layer, option):
                    where = layer.origin or "--" + option.replace("_", "-")
                    check_word(word, rules, where)


def means(word: str, rule: Rule) -> int:
    """How exactly ``word`` means ``rule``: 0 not at all, else the more the exacter."""
    folded, code = word.casefold(), rule.code.casefold()
    if folded in (code, rule.name):
        return EXACT
    if folded == ALL.casefold():
        return 1
    # A prefix: DUP, DUP0. Of a name there are none, near is no rule.
    return 1 + len(folded) if folded and code.startswith(folded) else 0


def _weight(rule: Rule, words: Iterable[str]) -> int:
    return max((means(word, rule) for word in words), default=0)


def check_word(word: str, rules: Sequence[Rule], where: str) -> None:
    """Raise ``UsageError`` if ``word`` means none of ``rules``."""
    if any(means(word, rule) for rule in rules):
        return
    known = [word for rule in rules for word in (rule.name, rule.code, rule.code.rstrip("0123456789"))]
    raise UsageError(
        f"no rule is called {word!r}{suggestion(word, known)}", where, "`textkit rules` lists codes and names."
    )


def split_words(values: Iterable[str] | None) -> tuple[str, ...]:
    """Words given one by one or with commas between them, as in ``--select DUP,near-duplicate``."""
    return tuple(word.strip() for value in values or () for word in value.split(",") if word.strip())
