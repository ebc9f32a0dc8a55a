"""What the profiles do, beyond what each policy does by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import textkit

FIRST = "春天的早晨，河边的柳树已经发了芽，远处的山坡上开满了黄色的小花，孩子们在田埂上奔跑。\n"


@pytest.mark.parametrize(
    ("second", "news", "strict"),
    [
        (FIRST, False, False),  # a copy loses nothing
        (FIRST.replace("，", ","), False, False),  # nor does one in other marks
        (FIRST.replace("已经", "己经"), False, True),  # a character that was read otherwise is one less
    ],
)
def test_strict_keeps_copies_that_say_anything_else(second: str, news: bool, strict: bool, tmp_path: Path) -> None:
    for profile, stays in (("news", news), ("strict", strict)):
        ran = textkit("dedupe", "--profile", profile, "-q", stdin=f"{FIRST}\n{second}".encode(), cwd=tmp_path)
        assert (ran.text.count("柳树") == 2) is stays, profile


def test_the_configuration_shows_what_strict_sets(tmp_path: Path) -> None:
    ran = textkit("config", "--profile", "strict", cwd=tmp_path)
    assert "threshold" in ran.text
    assert "profile strict" in ran.text
