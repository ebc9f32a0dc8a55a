"""The steps by name, imported when asked for, and the order in which verbs run them."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, Protocol, cast

from textkit.model.check import Check, CorpusCheck
from textkit.model.document import Document
from textkit.model.errors import ConfigError, UsageError
from textkit.model.finding import Rule
from textkit.model.policy import Policy
from textkit.pipeline.lookahead import Lookahead
from textkit.settings import Selection

STEP_NAMES = ("decode", "rejoin", "normalize", "convert", "dedupe", "flag")

# What the codes of each step's rules begin with: a step none of whose rules are wanted need not be loaded.
PREFIXES = {"decode": "DEC", "rejoin": "JOIN", "normalize": "NRM", "convert": "CNV", "dedupe": "DUP", "flag": "FLAG"}

# What reading itself found out is told by every verb, so that nothing is guessed silently.
READING_RULES = frozenset({"undecodable-byte", "mixed-encodings", "doubtful-encoding"})

# Verbs whose steps stop at lines of this many code points (see ``limits``).
LINE_STEPS = frozenset({"rejoin", "dedupe", "flag"})

AS_USUAL = Policy()
LONGEST = 60  # characters shown of what is left alone


class Step(Protocol):
    """What a step's package offers."""

    Options: type[Any]
    RULES: tuple[Rule, ...]

    def checks(self, options: Any) -> Sequence[Check | CorpusCheck]: ...


def step(name: str) -> Step:
    """The package of step ``name``."""
    return cast("Step", importlib.import_module(f"textkit.steps.{name}"))


def all_rules() -> tuple[Rule, ...]:
    """Every rule there is, in order of steps and codes."""
    from textkit.pipeline.limits import RULE

    return (*(rule for name in STEP_NAMES for rule in step(name).RULES), RULE)


def profiled(name: str) -> bool:
    """Whether profiles set options of the step ``name``."""
    return importlib.util.find_spec(f"textkit.steps.{name}.profiles") is not None


def profile(name: str) -> dict[str, Mapping[str, object]]:
    """What the profile sets in each step: the row of this name in the step's module ``profiles``, where it has one."""
    told: dict[str, Mapping[str, object]] = {}
    for one in STEP_NAMES:
        if profiled(one):
            rows = importlib.import_module(f"textkit.steps.{one}.profiles").PROFILES
            told[one] = rows.get(name, {})
    return told


def steps_meant(word: str) -> tuple[str, ...]:
    """The steps of which ``word``, a code or the beginning of one, may mean rules; all if it may be a name."""
    folded = word.casefold()
    own = [
        name
        for name, prefix in PREFIXES.items()
        if prefix.casefold().startswith(folded) or folded.rstrip("0123456789") == prefix.casefold()
    ]
    return tuple(own) if word and own else STEP_NAMES


def rules_meant(words: Iterable[str]) -> tuple[Rule, ...]:
    """Rules enough to say of each of ``words`` whether it means one."""
    from textkit.pipeline.limits import RULE

    names = {name for word in words for name in steps_meant(word)}
    return (*(rule for name in STEP_NAMES if name in names for rule in step(name).RULES), RULE)


def needed(names: Sequence[str], selection: Selection) -> tuple[str, ...]:
    """Those of the steps ``names`` of which a rule may be wanted, told without loading one."""
    return tuple(name for name in names if _may_speak(name, selection))


def _may_speak(name: str, selection: Selection) -> bool:
    for layer in reversed(selection.layers):
        if any(name in steps_meant(word) for word in (*layer.select, *layer.extend_select)):
            return True
        if layer.select:
            return False
    return True


def find_rule(word: str) -> Rule | None:
    """The rule with this code or name."""
    folded = word.casefold()
    return next((r for r in all_rules() if folded in (r.code.casefold(), r.name)), None)


def portrait(document: Document) -> dict[str, object]:
    """The facts that `inspect` tells of a text."""
    from textkit.steps.portrait import portrait as facts

    return facts(document)


def breaks_at(document: Document, line: int) -> Sequence[tuple[str, str]]:
    """What is thought of the line breaks around ``line`` (from 1), as pairs of a heading and its evidence."""
    from textkit.steps.rejoin.explained import breaks_at as seen

    told = []
    for s in seen(document, line):
        verdict = f"a join, {s.trust}" if s.join else "no join"
        ranked = sorted(s.evidence.items(), key=lambda item: -abs(item[1]))
        head = f"break between lines {s.line} and {s.next_line}: {verdict}, probability of a join {s.confidence:.3f}"
        weighed = ", ".join(f"{name} {weight:+.2f}" for name, weight in ranked)
        told.append((head, weighed or f"nothing had to be weighed: {s.kind}"))
    return told


def left_alone_at(document: Document, line: int, options: Mapping[str, object]) -> Sequence[tuple[str, str]]:
    """Why parts of ``line`` (from 1) are left as they are, as pairs of a heading and those parts; ``options``: normalize's."""
    from textkit.steps.normalize import Options
    from textkit.steps.normalize.explained import left_alone

    told: dict[str, list[str]] = {}
    for why, span in left_alone(document, line, Options(**cast("dict[str, Any]", dict(options))).programs):
        told.setdefault(why, []).append(_shortened(span.slice(document.text)))
    return [(f"left alone: {why}", " · ".join(parts)) for why, parts in told.items()]


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def distance(rule: Rule, evidence: Mapping[str, object], options: Mapping[str, object]) -> tuple[str, str] | None:
    """The name of the evidence that had to reach a threshold and how far it is beyond; ``options``: of the rule's step."""
    if rule.step != "dedupe":
        return None
    from textkit.steps.dedupe import Options
    from textkit.steps.dedupe.distance import distance as measured

    return measured(evidence, Options(**cast("dict[str, Any]", dict(options))))


def build(
    names: Sequence[str], options: Mapping[str, Mapping[str, object]], policy: Policy = AS_USUAL
) -> list[tuple[str, Check | CorpusCheck]]:
    """The checks of the steps ``names`` in order, each step with its options; ``policy`` is that of the run.

    Where ``decode`` is not among them, its checks of how the input was read still come first. Raises ``UsageError`` for
    steps that there are not and options that a step refuses.
    """
    for name in (*names, *options):
        if name not in STEP_NAMES:
            raise UsageError(f"there is no step {name!r}", "steps", f"The steps are {', '.join(STEP_NAMES)}.")
    turns: list[tuple[str, Check | CorpusCheck]] = []
    if "decode" not in names:
        decode = step("decode")
        read = decode.checks(decode.Options())
        turns += [("decode", c) for c in read if all(r.name in READING_RULES for r in c.rules)]
    for name in names:
        if name in LINE_STEPS and not any(s in LINE_STEPS for s, _ in turns):
            from textkit.pipeline.limits import LongLines

            turns.append((name, LongLines()))
        module = step(name)
        given = dict(options.get(name, {}))
        if name == "rejoin":
            given["later"] = Lookahead(options, policy, build)
        try:
            told = module.Options(**given)
        except (TypeError, ValueError) as error:  # a name that is none of its options, a value of another kind or range
            raise UsageError(str(error).replace("Options.__init__()", "it"), name) from error
        if name == "convert" and not told.to:
            raise UsageError("say what to convert to", name, "For example: textkit convert PATH --to s2t")
        turns += [(name, c) for c in module.checks(told)]
    return turns


def refuse_options(told: Mapping[str, Mapping[str, Any]], origin: str) -> None:
    """Raise ``ConfigError`` if a step refuses options that a configuration, the file ``origin``, gives it."""
    for name, options in told.items():
        try:
            step(name).Options(**options)
        except ValueError as error:
            raise ConfigError(str(error), f"{origin}: {name}") from error


class OptionKinds(Mapping[str, Mapping[str, Any]]):
    """The options of each step with their kinds; a step is imported when it is asked for."""

    def __getitem__(self, name: str) -> Mapping[str, Any]:
        if name not in STEP_NAMES:
            raise KeyError(name)
        import typing

        module = step(name)
        choices: Mapping[str, tuple[str, ...]] = getattr(module, "CHOICES", {})
        hints = {**typing.get_type_hints(module.Options), **choices}
        return {f.name: hints[f.name] for f in fields(module.Options) if f.init and not f.metadata.get("internal")}

    def __iter__(self) -> Iterator[str]:
        return iter(STEP_NAMES)

    def __len__(self) -> int:
        return len(STEP_NAMES)
