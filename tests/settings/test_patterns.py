"""Patterns that name paths, as git reads them."""

from __future__ import annotations

import pytest

from textkit.model.patterns import Patterns


@pytest.mark.parametrize(
    ("lines", "path", "covered"),
    [
        ("a", "b", False),
        ("a", "x/ab", False),
        ("/a", "x/a", False),
        ("x/a", "y/x/a", False),  # a slash ties the pattern down
        ("a/", "a", False),  # a file is no folder
        ("a*c", "ab/c", False),  # an asterisk takes no slash
        ("a?c", "a/c", False),
        ("a[!b]c", "a/c", False),
        ("[b-a]", "a", False),
        ("[", "[", False),  # means nothing
        ("a\\", "a", False),
        ("#a", "#a", False),
        ("a !a", "a", False),
        ("*.txt !keep.txt", "keep.txt", False),
        ("a/**", "a", False),
        ("a", "a", True),
        ("a", "x/a", True),
        ("a", "a/deep/b", True),
        ("a/", "x/a/b", True),
        ("/x/a", "x/a", True),
        ("**/a", "a", True),
        ("a/**/b", "a/b", True),
        ("a/**/b", "a/x/y/b", True),
        ("a/**", "a/x/y", True),
        ("*.txt !keep/", "keep/a.txt", True),  # taking back a folder takes nothing back in it
        ("build/ !src/", "src/build/a", True),
        ("[!a]", "b", True),
        ("[[:digit:]-]x", "-x", True),
        ("\\#a", "#a", True),
        ("\\!a", "!a", True),
        ("诗/*.txt", "诗/一.txt", True),
    ],
)
def test_covers(lines: str, path: str, covered: bool) -> None:
    assert Patterns.of(lines.split()).covers(path) is covered


def test_blanks_at_the_end_count_only_behind_a_backslash() -> None:
    assert Patterns.of(["a  \r\n"]).covers("a")
    assert Patterns.of(["a\\ "]).covers("a ")
