"""Replaying a run without the findings that were refused."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.passes import Found, carry_out, letters, runs, spell
from textkit.model.finding import Edit
from textkit.model.replay import Recorded, Replay, replay

Letters = set[tuple[str, int, int]]


def recorded(passes: list[list[Found]], refused: set[int], unmade: set[int]) -> list[list[Recorded]]:
    return [
        [Recorded(f.number, f.edits, f.number not in unmade, f.number not in refused) for f in found]
        for found in passes
    ]


@given(runs())
@settings(max_examples=300, deadline=None)
def test_nothing_refused_is_the_run(run: tuple[str, list[list[Found]]]) -> None:
    source, passes = run
    now = letters(source)
    for found in passes:
        now = carry_out(now, found)
    again = replay(source, recorded(passes, set(), set()))
    assert again.changes.apply(source) == spell(now)
    assert again.fallen == frozenset()


@given(runs(), st.data())
@settings(max_examples=500, deadline=None)
def test_refusing_takes_back_its_places_and_what_it_names_as_fallen(
    run: tuple[str, list[list[Found]]], data: st.DataObject
) -> None:
    source, passes = run
    numbers = [f.number for found in passes for f in found]
    if not numbers:
        return
    refused = {data.draw(st.sampled_from(numbers))}
    again = replay(source, recorded(passes, refused, set()))
    gone = refused | set(again.fallen)
    now = letters(source)
    removed: dict[int, Letters] = {}
    for found in passes:
        for f in found:
            taken = [x for e in f.edits if not e.move for x in now[e.start : e.end]]
            removed[f.number] = set(taken)
        now = carry_out(now, found)
    text = again.changes.apply(source)
    # What only others made or left must still be there, in number; what was taken back may be there again.
    mine = [c for c, maker, _ in now if not (maker and (maker - 1) // 10 in gone)]
    back = [x[0] for n in gone for x in removed[n]]
    for char in set(text) | set(mine):
        assert mine.count(char) <= text.count(char) <= mine.count(char) + back.count(char)


@given(runs(), st.data())
@settings(max_examples=300, deadline=None)
def test_replay_stands_whatever_is_accepted(run: tuple[str, list[list[Found]]], data: st.DataObject) -> None:
    """Plans may refuse what was made and accept what was withheld: the result is always a text with a way back."""
    source, passes = run
    numbers = [f.number for found in passes for f in found]
    refused = data.draw(st.sets(st.sampled_from(numbers))) if numbers else set()
    again = replay(source, recorded(passes, refused, set()))
    text = again.changes.apply(source)
    assert again.changes.invert(source).apply(text) == source


def once(source: str, passes: list[list[tuple[Edit, ...]]], refused: int) -> tuple[str, Replay]:
    numbered, n = [], 0
    for findings in passes:
        numbered.append([Recorded(n + k, edits, True, n + k != refused) for k, edits in enumerate(findings)])
        n += len(findings)
    again = replay(source, numbered)
    return again.changes.apply(source), again


def test_an_edit_on_text_a_refused_finding_made_falls() -> None:
    text, again = once("a,b", [[(Edit(1, 2, "、"),)], [(Edit(1, 2, "，"),)]], 0)
    assert text == "a,b"
    assert again.fallen == {1}


def test_an_edit_on_text_a_refused_finding_moved_falls() -> None:
    move = (Edit(0, 2, "", 1), Edit(4, 4, "a,", 1))
    text, again = once("a,bc", [[move], [(Edit(3, 4, "，"),)]], 0)
    assert text == "a,bc"
    assert again.fallen == {1}


def test_a_removal_takes_what_stands_at_its_source_places() -> None:
    text, again = once("one\ntwo\nend\n", [[(Edit(3, 4, ""),)], [(Edit(0, 7, ""),)]], 0)
    assert text == "end\n"
    assert again.fallen == frozenset()


def test_a_removal_refused_gives_the_text_back_as_others_left_it() -> None:
    text, _ = once("a,b\nend\n", [[(Edit(1, 2, "，"),)], [(Edit(0, 4, ""),)]], 1)
    assert text == "a，b\nend\n"


def test_refusing_a_move_leaves_the_removal_of_the_joined_paragraph() -> None:
    source = "TAIL\nCAP\nHEAD\nnext\n"
    join = (Edit(4, 5, ""), Edit(5, 9, "", 1), Edit(14, 14, "CAP\n", 1))
    text, _ = once(source, [[join], [(Edit(0, 9, ""),)]], 0)
    assert text == "\nCAP\nnext\n"


def test_a_withheld_finding_can_be_accepted() -> None:
    again = replay(
        "a b c", [[Recorded(0, (Edit(1, 2, ""),), False, True)], [Recorded(1, (Edit(3, 4, ""),), True, True)]]
    )
    assert again.changes.apply("a b c") == "abc"
