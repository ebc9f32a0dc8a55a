"""The order of things: checks one after another over a document, and the two halves of checks over all of them.

A run has stages. In each, every document goes through some checks by itself; then, where the next check looks at all
documents together, its facts are collected, judged at once, and its findings open the following stage.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, cast

from textkit.model.check import Check, CorpusCheck, RecordCheck, RecordsCheck, Untouched
from textkit.model.document import Document, Key
from textkit.model.errors import TextkitError
from textkit.model.finding import Finding
from textkit.model.policy import Policy, conduct

Turn = tuple[str, Check]  # the step and its check


class Stage(NamedTuple):
    """Checks of single documents, and the check over all documents that follows them."""

    turns: tuple[Turn, ...]
    corpus: tuple[str, CorpusCheck] | None = None


class _Asked(NamedTuple):
    """A check that is asked, if one of its triggers is there; ``ideographs``: a text's signs are not enough to say so."""

    step: str
    check: Check
    triggers: frozenset[str] | None
    ideographs: bool

    @classmethod
    def of(cls, step: str, check: Check) -> _Asked:
        triggers = check.triggers
        return cls(step, check, triggers, any("\u4e00" <= c <= "\u9fff" for c in triggers or ()))


class RuleCrashError(TextkitError):
    """A check failed on a file: a fault of ours. The file is left untouched."""


@dataclass(frozen=True)
class Engine:
    """Stages to run under one policy. Holds no state: the same document gives the same result, in any process."""

    stages: tuple[Stage, ...]
    policy: Policy

    @classmethod
    def of(cls, turns: Sequence[tuple[str, Check | CorpusCheck]], policy: Policy) -> Engine:
        """Cut an ordered list of checks into stages."""
        stages: list[Stage] = []
        waiting: list[Turn] = []
        for step, check in turns:
            if hasattr(check, "judge"):  # to ask for the whole protocol is a thirtieth of the time of a short text
                stages.append(Stage(tuple(waiting), (step, cast("CorpusCheck", check))))
                waiting = []
            else:
                waiting.append((step, check))
        return cls((*stages, Stage(tuple(waiting))), policy)

    @cached_property
    def _wanted(self) -> tuple[tuple[_Asked, ...], ...]:
        """The checks of each stage that this run listens to: asked once, not for every document."""
        wants = self.policy.wants
        return tuple(
            tuple(_Asked.of(*turn) for turn in stage.turns if any(map(wants, turn[1].rules))) for stage in self.stages
        )

    def checks(self, stage: int) -> bool:
        """Whether ``stage`` looks at documents one by one."""
        return bool(self._wanted[stage])

    def idle(self, stage: int) -> bool:
        """Whether ``stage`` has nothing to say of documents in which the check before it found nothing."""
        return not self.checks(stage) and self.stages[stage].corpus is None

    def work(self, stage: int, document: Document, found: Iterable[Finding] = ()) -> Document:
        """Take ``document`` through ``stage``, after applying what the check over all documents found before it."""
        corpus = self.stages[stage - 1].corpus if stage else None
        if corpus and found:
            document = self._applied(*corpus, document, list(found))
        for step, check, triggers, ideographs in self._wanted[stage]:
            if triggers is None or not triggers.isdisjoint(document.alphabet if ideographs else document.signs):
                try:
                    spoken = check.check(document)
                except TextkitError:
                    raise
                except Exception as error:
                    raise _crash(step, check, document, error) from error
                if spoken:
                    document = self._applied(step, check, document, spoken)
        return document

    def alone(self, document: Document) -> Document:
        """Take ``document`` through all stages, as the only one there is."""
        document = self.work(0, document)
        for stage in range(1, len(self.stages)):
            facts = self.gather(stage - 1)
            facts[document.key] = self.facts(stage - 1, document)
            found = self.found(stage - 1, self.judge(stage - 1, facts), [document.key])
            document = self.work(stage, document, found.get(document.key, ()))
        return document

    def gather(self, stage: int) -> MutableMapping[Key, object]:
        """The empty container for the facts of the check over all documents behind ``stage``."""
        corpus = self.stages[stage].corpus
        return corpus[1].gather() if corpus else {}

    def facts(self, stage: int, document: Document, reference: bool = False) -> object:
        """What the check over all documents behind ``stage`` must know of ``document``.

        ``reference``: the document is compared with and never changed.
        """
        corpus = self.stages[stage].corpus
        if corpus is None:
            return None
        try:
            return corpus[1].collect(document, reference)
        except Exception as error:
            raise _crash(*corpus, document, error) from error

    def takes_columns(self, stage: int) -> bool:
        """Whether all checks of ``stage`` can look at many records at once."""
        corpus = self.stages[stage].corpus
        return bool(corpus and hasattr(corpus[1], "collect_records")) and all(
            hasattr(asked.check, "passes_over") for asked in self._wanted[stage]
        )

    def facts_of_records(self, stage: int, records: Untouched) -> object:
        """``facts`` of many records at once, for the ``update`` of their container; ``None`` where each has to be looked
        at, which asks for ``takes_columns``. A fault of ours is told of then, with the record that shows it.
        """
        corpus = cast("tuple[str, RecordsCheck]", self.stages[stage].corpus)
        checks = [cast("RecordCheck", asked.check) for asked in self._wanted[stage]]
        try:
            return corpus[1].collect_records(records) if all(c.passes_over(records) for c in checks) else None
        except Exception:
            return None

    def judge(self, stage: int, facts: Mapping[Key, object]) -> Mapping[Key, Iterable[Finding]]:
        """The findings of the check behind ``stage``, for each document that has some; made when asked for."""
        corpus = self.stages[stage].corpus
        if corpus is None:
            return {}
        try:
            return corpus[1].judge(facts)
        except Exception as error:
            raise _crash(*corpus, None, error) from error

    def found(
        self, stage: int, judged: Mapping[Key, Iterable[Finding]], keys: Iterable[Key]
    ) -> dict[Key, list[Finding]]:
        """What was found behind ``stage`` in the documents of ``keys``."""
        try:
            return {key: list(judged[key]) for key in keys if key in judged}
        except Exception as error:
            corpus = self.stages[stage].corpus
            assert corpus is not None
            raise _crash(*corpus, None, error) from error

    def _applied(self, step: str, check: Check | CorpusCheck, document: Document, found: Sequence[Finding]) -> Document:
        try:
            return conduct(document, step, found, self.policy)
        except TextkitError:
            raise
        except Exception as error:
            raise _crash(step, check, document, error) from error


def _crash(step: str, check: Check | CorpusCheck, document: Document | None, error: Exception) -> RuleCrashError:
    name, where = check.rules[0].code if check.rules else step, ""
    if document is not None:
        where = document.path if not document.line else f"{document.path}:{document.line}"
    return RuleCrashError(
        f"rule {name} failed: {type(error).__name__}: {error}",
        where,
        f"the file was left as it is; run again with --ignore {name}, and please report this",
    )
