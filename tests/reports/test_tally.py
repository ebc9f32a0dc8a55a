"""Counts by rule, in one file and over all."""

from __future__ import annotations

import pytest

from tests.reports.sample import first_file
from textkit.model.finding import Severity
from textkit.model.outcome import Fate, Outcome
from textkit.reports.base import FileFound
from textkit.reports.tally import Tally


def found(*severities: Severity) -> list[Outcome]:
    one = first_file()[1][0]
    return [one._replace(severity=severity) for severity in severities]


ORDERS = [(Severity.INFO, Severity.WARNING), (Severity.WARNING, Severity.INFO)]


@pytest.mark.parametrize("order", ORDERS)
def test_a_rule_is_as_severe_in_a_file_as_its_worst_finding(order: tuple[Severity, ...]) -> None:
    file = FileFound(3)
    file.add(found(*order))
    assert [group.severity for group in file.groups()] == [Severity.WARNING]


@pytest.mark.parametrize("order", ORDERS)
def test_a_rule_is_as_severe_over_all_files_as_in_the_worst(order: tuple[Severity, ...]) -> None:
    tally = Tally()
    for severity in order:
        file = FileFound(3)
        file.add(found(severity))
        tally.add(file.groups())
    assert [count.severity for count in tally.ordered()] == [Severity.WARNING]


def test_fates_are_counted_over_all_files() -> None:
    tally = Tally()
    for fate in (Fate.APPLIED, Fate.REPORTED, Fate.APPLIED):
        file = FileFound(3)
        file.add([one._replace(fate=fate) for one in found(Severity.INFO)])
        tally.add(file.groups())
    assert [dict(count.fates) for count in tally.ordered()] == [{Fate.APPLIED: 2, Fate.REPORTED: 1}]
    assert tally.fates() == [Fate.APPLIED, Fate.REPORTED]
    assert tally.total == 3
