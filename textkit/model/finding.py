"""What a rule says: a finding, its evidence, and perhaps a fix that is trusted more or less."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from textkit.model.span import Place, Span


class Trust(StrEnum):
    """How far a fix may be trusted, decided per finding from its evidence."""

    SAFE = "safe"  # applied
    UNSAFE = "unsafe"  # applied with --unsafe
    ADVICE = "advice"  # never applied


class Severity(StrEnum):
    """How much a finding matters: warnings and errors decide about the exit code of a look."""

    INFO = "info"  # typography, templates, passages
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Rule:
    """The description of a rule, as its users meet it.

    ``code`` and ``name`` are stable; the name names the defect. ``trust`` and ``severity`` are what its findings
    usually have; each finding states its own. ``flagged`` and ``unflagged`` are texts that the rule does and does
    not speak about (a test holds the rule to them), ``needs`` the options without which it is silent; of a rule that no
    plain text can show, ``cases`` says in words what it does and does not speak about. ``page`` is the text that
    ``explain`` shows.
    """

    code: str
    name: str
    step: str
    summary: str
    trust: Trust
    severity: Severity
    fixable: bool
    flagged: str = ""
    unflagged: str = ""
    page: str = ""
    default: bool = True
    needs: str = ""
    cases: tuple[str, str] = ("", "")

    @classmethod
    def warning(
        cls, code: str, name: str, step: str, summary: str, *, flagged: str, unflagged: str, page: str | None
    ) -> Rule:
        """A rule whose findings are advice and change nothing; ``page`` is the docstring of its module."""
        trust, severity = Trust.ADVICE, Severity.WARNING
        return cls(code, name, step, summary, trust, severity, False, flagged, unflagged, page or "")


class Edit(NamedTuple):
    """Replace ``[start, end)`` of the text the rule was given by ``after``.

    A move is two edits of one finding with the same number ``move`` (from 1, unique in the finding): a removal
    (``after`` empty) and an insertion (``start == end``) whose ``after`` is the removed text.
    """

    start: int
    end: int
    after: str
    move: int = 0


class Related(NamedTuple):
    """Another place that a finding speaks of: ``kept``, ``continuation``, ``part``, ``partner``, ``member`` …"""

    path: str
    place: Place
    role: str
    record: str | None = None


NO_EVIDENCE: Mapping[str, object] = MappingProxyType({})


class Finding(NamedTuple):
    """One thing a rule found.

    ``span`` and ``edits`` count in the text the rule was given. ``edits`` belong together: all are made or none.
    ``reason`` names what an unsafe fix waits for: ``unsafe`` (``--unsafe``) or ``stitch`` (``--stitch``).
    ``held`` says why a fix that could be made must not be in this run (``max-loss``), whatever its trust.
    ``evidence`` holds JSON-ready values only.
    """

    rule: Rule
    span: Span
    message: str
    trust: Trust
    severity: Severity
    edits: tuple[Edit, ...] = ()
    evidence: Mapping[str, object] = NO_EVIDENCE
    related: tuple[Related, ...] = ()
    reason: str = "unsafe"
    held: str = ""
    byte_offset: int | None = None
