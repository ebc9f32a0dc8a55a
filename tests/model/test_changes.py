"""Change sets: applied, inverted, composed and traced as the slow model says."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings

from tests.model.passes import Found, carry_out, change_set, letters, runs, spell
from textkit.model.changes import ChangeSet, OverlappingEditsError
from textkit.model.finding import Edit
from textkit.model.span import Span


def compose(source: str, passes: list[list[Found]]) -> ChangeSet:
    changes = ChangeSet()
    for found in passes:
        changes = changes.then(change_set(found), source)
    return changes


@given(runs())
@settings(max_examples=400, deadline=None)
def test_composed_changes_are_the_passes_one_after_another(run: tuple[str, list[list[Found]]]) -> None:
    source, passes = run
    now = letters(source)
    for found in passes:
        now = carry_out(now, found)
    changes = compose(source, passes)
    assert changes.apply(source) == spell(now)
    assert changes.invert(source).apply(spell(now)) == source


@given(runs())
@settings(max_examples=400, deadline=None)
def test_composed_changes_are_sorted_disjoint_and_change_something(run: tuple[str, list[list[Found]]]) -> None:
    source, passes = run
    changes = list(compose(source, passes))
    for a, b in pairwise(changes):
        assert a.end <= b.start
        assert (a.start, a.end) <= (b.start, b.end)
    for c in changes:
        assert c.after != source[c.start : c.end]


@given(runs())
@settings(max_examples=400, deadline=None)
def test_kept_and_moved_text_is_traced_to_where_it_stood(run: tuple[str, list[list[Found]]]) -> None:
    source, passes = run
    now = letters(source)
    for found in passes:
        now = carry_out(now, found)
    changes = compose(source, passes)
    kept = {index for _, maker, index in now if maker == 0}
    for at, (char, maker, index) in enumerate(now):
        spans = changes.lead(Span(at, at + 1))
        assert len(spans) == 1
        if maker == 0:
            start, end = spans[0].start, spans[0].end
            if end - start == 1:
                assert source[start] == char
            # What was moved to where an equal letter has gone is a change that ends where it began, and is left out: the
            # letter that stood there in the source, and is in the result no more, stands for it.
            stands_for = source[start:end] == char and start not in kept
            assert stands_for or start <= index < max(end, start + 1)


@given(runs())
@settings(max_examples=300, deadline=None)
def test_a_move_is_two_changes_with_one_number(run: tuple[str, list[list[Found]]]) -> None:
    source, passes = run
    by_move: dict[int, list[str]] = {}
    for c in compose(source, passes):
        if c.move:
            by_move.setdefault(c.move, []).append(c.after or source[c.start : c.end])
    for halves in by_move.values():
        assert len(halves) == 2
        assert halves[0] == halves[1]


CASES = [
    # source, passes of edits, the changes expected
    ("abcdef", [[Edit(2, 4, "")], [Edit(2, 3, "")]], [(2, 4, ""), (4, 5, "")]),  # touching removals are not merged
    ("abcdef", [[Edit(2, 4, "")], [Edit(1, 3, "")]], [(1, 5, "")]),  # the second runs over the first
    ("abcdef", [[Edit(3, 3, "XY")], [Edit(3, 5, "")]], []),  # what was put in went again
    ("abcdef", [[Edit(3, 3, "XY")], [Edit(4, 5, "Z")]], [(3, 3, "XZ")]),
    ("abcdef", [[Edit(3, 3, "X")], [Edit(4, 4, "Y")]], [(3, 3, "X"), (3, 3, "Y")]),  # two insertions at one offset
    ("abcdef", [[Edit(3, 5, "")], [Edit(3, 3, "Y")]], [(3, 3, "Y"), (3, 5, "")]),  # the insertion stands first
    ("abcdef", [[Edit(5, 6, "")], [Edit(4, 5, "")]], [(4, 5, ""), (5, 6, "")]),  # two removals at the end
    ("abcdef", [[Edit(0, 2, "", 1), Edit(4, 4, "ab", 1)]], [(0, 2, ""), (4, 4, "ab")]),
]


@pytest.mark.parametrize(("source", "passes", "expected"), CASES)
def test_composition_case_by_case(source: str, passes: list[list[Edit]], expected: list[tuple[int, int, str]]) -> None:
    changes = ChangeSet()
    for edits in passes:
        changes = changes.then(ChangeSet.of(edits), source)
    assert [(c.start, c.end, c.after) for c in changes] == expected


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(OverlappingEditsError):
        ChangeSet.of([Edit(0, 2, "x"), Edit(1, 3, "y")])


def test_a_span_over_moved_text_comes_in_pieces() -> None:
    """A tail, a caption and a head: the paragraph joined over the caption stands in two pieces of the source."""
    source = "TAIL\nCAP\nHEAD\nnext\n"
    moved = ChangeSet.of([Edit(4, 5, ""), Edit(5, 9, "", 1), Edit(14, 14, "CAP\n", 1)], [0, 0, 0])
    text = moved.apply(source)
    assert text == "TAILHEAD\nCAP\nnext\n"
    assert moved.lead(Span(0, 8)) == (Span(0, 4), Span(9, 13))
    assert moved.lead(Span(9, 12)) == (Span(5, 8),)
    removed = moved.then(ChangeSet.of([Edit(0, 9, "")]), source)
    assert removed.apply(source) == "CAP\nnext\n"
    assert [c.move for c in removed] == [0] * len(removed)


def test_text_removed_inside_a_span_belongs_to_it() -> None:
    joined = ChangeSet.of([Edit(3, 5, "")])
    assert joined.lead(Span(0, 6)) == (Span(0, 8),)


def test_many_edits_compose_in_linear_time() -> None:
    source = "a," * 100_000
    first = ChangeSet.of(Edit(k, k + 1, "，") for k in range(1, 200_000, 2))
    text = first.apply(source)
    both = first.then(ChangeSet.of([Edit(10, 12, "")]), source)
    assert both.apply(source) == text[:10] + text[12:]
    assert len(both) == 100_000


@given(runs())
@settings(max_examples=400, deadline=None)
def test_a_span_is_led_back_as_its_pieces_are(run: tuple[str, list[list[Found]]]) -> None:
    source, passes = run
    changes = compose(source, passes)
    size = len(changes.apply(source))
    for start in range(size):
        for end in range(start + 1, size + 1):
            assert changes.lead(Span(start, end)) == changes.pieced(start, end)
