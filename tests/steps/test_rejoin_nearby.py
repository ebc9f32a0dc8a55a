"""A long text is not looked at in full again for the sake of a few places."""

from __future__ import annotations

import random

import pytest

from tests.steps.test_rejoin_lookahead import JOINED
from textkit.api import clean, process
from textkit.model.changes import ChangeSet
from textkit.model.document import Document
from textkit.model.finding import Edit, Finding
from textkit.model.passes import Pass
from textkit.steps.rejoin import Foreseen, displaced, nearby

SIGNS = "渡船工清早缆绳乘客码头青菜鸡蛋渔网河岸灯塔集市石桥竹篮雨伞茶馆木匠铁邻居孩子老人学校钟声黄昏晚风稻田水牛磨坊"


def paragraphs(many: int) -> list[str]:
    """Paragraphs of which no two are alike, nor all equally long."""
    numbers = random.Random(5)

    def clause() -> str:
        return "".join(numbers.choices(SIGNS, k=numbers.randint(6, 16)))

    return [f"{clause()}，{clause()}。\n" for _ in range(many)]


LINES = paragraphs(2000)


def changed(text: str, places: list[int], path: str = "渡口.txt") -> Document:
    """``text`` after a pass that took away a character at each of ``places``."""
    changes = ChangeSet.of([Edit(at, at + 1, "") for at in places], [0] * len(places))
    return Document.of(text, path).after(Pass("rejoin", (), b"", changes, 0))


def test_the_lines_around_what_was_changed_are_a_part() -> None:
    text = "".join(LINES)
    at = text.index(LINES[500]) + 3
    document = changed(text, [at])
    (part,) = nearby.parts(document) or ()
    assert (
        part.document.text
        == document.text[
            document.text.index(LINES[500 - nearby.REACH]) : document.text.index(LINES[501 + nearby.REACH])
        ]
    )
    (near,) = part.near
    assert near.slice(part.document.text).startswith(LINES[500 - nearby.NEAR])
    assert near.slice(part.document.text).endswith(LINES[500 + nearby.NEAR])


def test_places_near_each_other_are_of_one_part() -> None:
    text = "".join(LINES)
    first, second = (text.index(LINES[number]) for number in (100, 160))
    (part,) = nearby.parts(changed(text, [first, second])) or ()
    assert part.document.text.startswith(LINES[0])
    assert len(part.near) == 2


NO_LESS_WORK = {
    "a short text": ("".join(LINES[:600]), [2000], "渡口.txt"),
    "places all over it": ("".join(LINES), list(range(5, 48_000, 9_000)), "渡口.txt"),
    "many places": ("".join(LINES), list(range(9_000, 9_000 + 2 * nearby.MOST + 2, 2)), "渡口.txt"),
    "Markdown, where a part may begin inside of code": ("".join(LINES), [9_000], "渡口.md"),
}


@pytest.mark.parametrize(("text", "places", "path"), NO_LESS_WORK.values(), ids=NO_LESS_WORK)
def test_all_of_a_text_is_looked_at_where_that_is_no_more_work(text: str, places: list[int], path: str) -> None:
    assert nearby.parts(changed(text, places, path)) is None
    assert nearby.parts(Document.of(text, path)) is None


def test_what_is_opened_near_a_change_is_joined_too(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    seen = Foreseen._shown

    def shown(self: Foreseen, document: Document, kinds: set[displaced.Kind]) -> list[Finding]:
        looked.append(len(document.text))
        return seen(self, document, kinds)

    monkeypatch.setattr(Foreseen, "_shown", shown)
    text, _ = JOINED["a copy but for a character"]
    long = f"{''.join(LINES[:1000])}{text}{''.join(LINES[1000:])}"
    process(long, ("rejoin",))
    whole, part = looked  # the later forms of all of it show something; those of the lines around it nothing more
    assert whole > 0.9 * len(long)
    assert part < len(long) / 3
    once = clean(long).text
    assert clean(once).text == once


def test_all_of_a_text_is_looked_at_again_where_something_shows_near_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    first: list[Finding] = []
    seen = Foreseen._shown

    def shown(self: Foreseen, document: Document, kinds: set[displaced.Kind]) -> list[Finding]:
        looked.append(len(document.text))
        found = seen(self, document, kinds)
        first[:] = first or found
        return found if len(looked) != 2 else first  # as if the part showed what the whole text did

    monkeypatch.setattr(Foreseen, "_shown", shown)
    monkeypatch.setattr(nearby.Part, "holds", lambda _self, finding: finding in first)
    text, _ = JOINED["a copy but for a character"]
    long = f"{''.join(LINES[:1000])}{text}{''.join(LINES[1000:])}"
    process(long, ("rejoin",))
    whole, part, again = looked
    assert part < len(long) / 3
    assert min(whole, again) > 0.9 * len(long)
