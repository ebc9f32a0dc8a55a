"""Lines that are entries of a dictionary, of a head, of a list of commands."""

from __future__ import annotations

import pytest

from textkit.api import process

PROSE = (
    "       The package is built for every release of the system, and what it needs\n"
    "       to be built is named in its head. Whoever changes something in it writes\n"
    "       down what has been changed, and for whom, so that others can find out\n"
    "       later what they need to know. The operations that are allowed are:\n\n"
)
COMMANDS = "".join(f"           archive --make-{way} mountpoint\n" for way in ("shared", "slave", "private", "hidden"))
WORDS = (
    ("garden", "ˈɡɑːdn", "n", "花园，菜园，果园，公园，植物园，花圃"),
    ("gather", "ˈɡæðə", "v", "聚集，集合，采集，收割，逐渐获得"),
    ("gentle", "ˈdʒentl", "adj", "温和的，文雅的，轻柔的，不陡的"),
    ("glance", "ɡlɑːns", "v", "扫视，匆匆一看，闪烁，掠过，瞥"),
    ("govern", "ˈɡʌvn", "v", "统治，管理，支配，影响，决定"),
    ("ground", "ɡraʊnd", "n", "地面，土地，场所，理由，根据，底子"),
    ("growth", "ɡrəʊθ", "n", "生长，增长，发展，种植，产物"),
)
HEADS = (
    "Files: library/headers.c\n"
    "Copyright: 2001 A. Writer\n"
    "License: free\n"
    "\n"
    "Files: library/source/*\n"
    "       library/some/*\n"
    "Copyright: 2008 Somebody Else <else@example.org>\n"
    "License: free\n"
    "\n"
    "Files: library/tables/*\n"
    "Copyright: 2013 Others\n"
    "License: free\n"
    "\n"
)
LETTERS = (
    "{ruler}\n"
    "the mailing list of the readers -- Read http://www.example.org/readers/FAQ.html\n"
    "Send a word to the address that is named below (in the body, not the subject !)\n"
    "To: readers-request at example.org\n"
    "{ruler}\n"
    "I have never used the program before, but will give it a try when there is time\n"
    "for it, and tell you about it.\n\n"
)


def lost(text: str, start: str = "") -> list[str]:
    """The lines of ``text`` that begin with ``start`` and are no lines of their own once it is rejoined."""
    lines = process(text, ("rejoin",)).text.splitlines()
    return [line for line in text.splitlines() if line.lstrip().startswith(start) and line not in lines]


@pytest.mark.parametrize(
    "entry", ["{0} [{1}] {2}. {3}\n", "{0} {2}. {3}\n", "{0:18}{2}.              {3}\n", "{0:18}[{1}]    {2}.  {3}\n"]
)
def test_words_of_a_dictionary_stay_apart(entry: str) -> None:
    assert lost("".join(entry.format(*word) for word in WORDS) * 2) == []


def test_commands_stay_apart() -> None:
    assert lost(f"{PROSE * 2}{COMMANDS}\n{PROSE}", "archive") == []
    ways = "".join(
        f"       archive [-{way}] [-o options] device mountpoint\n\n" for way in ("anvw", "avw [-t type]", "x")
    )
    assert lost(f"SYNOPSIS\n\n{ways}{PROSE * 2}", "archive") == []


def test_labels_of_a_head_stay_apart() -> None:
    assert lost(HEADS * 3) == []


@pytest.mark.parametrize("ruler", ["-.-" * 26, "_._" * 26, "/" * 78, "=-" * 39])
def test_a_line_across_the_page_is_no_part_of_a_sentence(ruler: str) -> None:
    assert lost(LETTERS.format(ruler=ruler) * 3, ruler) == []


@pytest.mark.parametrize(
    "text",
    [
        "They asked for garden [3] and for the words that were said of it by those who had\n"
        "gathered [5] there when the first of the books was printed, as others before them\n"
        "guessed [7], but nobody could say for certain what had been meant by all of this.\n",
        "Note: what is said here of the packages holds for those of older releases as well\n"
        "and for all that were built from them, though there may be others of which nobody\n"
        "has heard until now, for they were never sent to anybody but to those who made it.\n",
    ],
    ids=["references", "one label"],
)
def test_prose_that_looks_like_entries_is_joined(text: str) -> None:
    assert process(text, ("rejoin",)).text.count("\n") == 1
