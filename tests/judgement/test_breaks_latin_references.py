"""References of Markdown that are cut: the label, the address and the title in brackets are one."""

from __future__ import annotations

import pytest

from textkit.judgement.breaks.latin import reference


@pytest.mark.parametrize(
    ("tail", "head"),
    [
        (":", "https://example.org/uploads/output_1.png"),
        (": https://example.org/uploads/output_1.png", "(The console of the notebook)"),
        ("[2]: https://example.org/uploads/output_1.png", "(The console of the"),
        ("://example.org/uploads/output_1.png", "(The console of the notebook)"),
    ],
)
def test_what_a_reference_goes_on_with(tail: str, head: str) -> None:
    assert reference(tail, head)


@pytest.mark.parametrize(
    ("tail", "head"),
    [
        (":", "(The console of the notebook)"),
        ("See https://example.org/uploads", "(in English)"),
        (": https://example.org/wiki/Harbour_", "(town)"),
        (": https://example.org/uploads/output_1.png", "The console of the notebook"),
    ],
)
def test_what_is_no_reference(tail: str, head: str) -> None:
    assert not reference(tail, head)
