"""The order of things: checks one after another over a document, and the two halves of checks over all of them.

A run has stages. In each, every document goes through some checks by itself; then, where the next check looks at all
documents together, its facts are collected, judged at once, and its findings open the following stage.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textkit.model.check import Check, CorpusCheck, Key
from textkit.model.document import Document
from textkit.model.errors import TextkitError
from textkit.model.finding import Finding
from textkit.model.passes import Policy, conduct

Turn = tuple[str, Check]  # the step and its check


@dataclass(frozen=True)
class Stage:
    """Checks of single documents, and the check over all documents that follows them."""

    turns: tuple[Turn, ...]
    corpus: tuple[str, CorpusCheck] | None = None


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
            if isinstance(check, CorpusCheck):
                stages.append(Stage(tuple(waiting), (step, check)))
                waiting = []
            else:
                waiting.append((step, check))
        return cls((*stages, Stage(tuple(waiting))), policy)

    def work(self, stage: int, document: Document, found: Sequence[Finding] = ()) -> Document:
        """Take ``document`` through ``stage``, after applying what the check over all documents found before it."""
        corpus = self.stages[stage - 1].corpus if stage else None
        if corpus and found:
            document = self._guarded(*corpus, document, found)
        for step, check in self.stages[stage].turns:
            if any(map(self.policy.wants, check.rules)) and _awake(check, document):
                document = self._guarded(step, check, document)
        return document

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
            raise _crash(corpus[0], corpus[1], document, error) from error

    def judge(self, stage: int, facts: Mapping[Key, object]) -> Mapping[Key, Sequence[Finding]]:
        """The findings of the check behind ``stage``, for each document that has some."""
        corpus = self.stages[stage].corpus
        if corpus is None:
            return {}
        return {key: list(found) for key, found in corpus[1].judge(facts).items()}

    def _guarded(
        self, step: str, check: Check | CorpusCheck, document: Document, found: Sequence[Finding] | None = None
    ) -> Document:
        try:
            if found is None:
                assert isinstance(check, Check)
                found = check.check(document)
            return conduct(document, step, found, self.policy)
        except TextkitError:
            raise
        except Exception as error:
            raise _crash(step, check, document, error) from error


def _awake(check: Check, document: Document) -> bool:
    return check.triggers is None or not check.triggers.isdisjoint(document.alphabet)


def _crash(step: str, check: Check | CorpusCheck, document: Document, error: Exception) -> RuleCrashError:
    name = check.rules[0].code if check.rules else step
    where = document.path if not document.line else f"{document.path}:{document.line}"
    return RuleCrashError(
        f"rule {name} failed: {type(error).__name__}: {error}",
        where,
        f"the file was left as it is; run again with --ignore {name}, and please report this",
    )
