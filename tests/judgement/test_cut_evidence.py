"""How a text uses its characters, and the evidence drawn from it."""

from __future__ import annotations

import pytest

from textkit.judgement.cut_evidence import Usage, most, opening, total, weights

TEXT = [
    "第一条 为了发展渔业，制定本法。",
    "第二条 国家鼓励发展养殖。",
    "第三条 县级人民政府应当扶持发展。",
    "第十条 国务院主管",
]


def test_paragraphs_that_open_alike_are_known_by_their_ends() -> None:
    usage = Usage("\n".join(TEXT), TEXT)
    assert usage.alike(TEXT[3]) == "all few"
    assert usage.alike("总则") == "none"


def test_numbers_open_alike() -> None:
    assert opening("第十二条 国家") == opening("第3条 单位")
    assert opening("　　第一条") == opening("第二条")


@pytest.mark.parametrize(
    ("run", "said"),
    [("展渔", "0 1 free"), ("展", "0 few bound"), ("", "none"), ("沙漠", "0 0 free")],
)
def test_where_characters_stand(run: str, said: str) -> None:
    assert Usage("\n".join(TEXT), TEXT).places(run) == said


def test_weights_are_added_and_what_is_unknown_weighs_nothing() -> None:
    name, weight = next(iter(weights().items()))
    assert total([name, "nobody knows this"]) == weight


def test_the_text_around_can_add_no_more_than_is_allowed_for() -> None:
    around = [w for name, w in weights().items() if name.startswith(("tail alike", "tail across"))]
    assert around
    assert max(around) <= most("tail")
