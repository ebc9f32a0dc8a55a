"""English words on both sides of a break, where the room at the end of the line does not settle it."""

from __future__ import annotations

import pytest

from textkit.judgement import furniture
from textkit.judgement.breaks import decide, evidence, fragments, latin, mixed
from textkit.judgement.breaks.decisions import ENGLISH, Weights
from textkit.judgement.breaks.latin import capitals
from textkit.judgement.breaks.reading import read
from textkit.judgement.paragraphs import safe_joins
from textkit.language import wording
from textkit.model.finding import Trust

COLUMN = (
    "The miller had not been to town since the\nfloods, and when he came at last he found\n"
    "that the bridge was gone and that a ferry\nhad been set up in its place by a man who\n"
)
CLOSE = "would take nobody across after dark.\n\n"


def chance(tail: str, head: str) -> float:
    """How likely a sentence goes on from ``tail`` to ``head`` in columns, a blank line between them."""
    text = f"{COLUMN}{CLOSE}{COLUMN}{tail}\n\n{head}\n{COLUMN}{CLOSE}"
    return next(d.confidence for d in decide(text) if d.tail.slice(text) == tail)


APART = [
    ("The price of corn in the northern county", "The baker said that he had seen it coming", "a headline"),
    ("A short history of the ferry on the lake", "Nobody knows who built the first of them,", "a headline"),
]
TOGETHER = [
    ("who had lived there since the last days of", "September and could not bear to go away"),
    ("because it had been said in the house that", "Henry would never come back to this town,"),
]


@pytest.mark.parametrize(("tail", "head", "why"), APART)
def test_blocks_that_stay_apart(tail: str, head: str, why: str) -> None:
    assert chance(tail, head) < 0.6, why


@pytest.mark.parametrize(("tail", "head"), TOGETHER)
def test_a_sentence_goes_on_across_a_blank_line_before_a_capital(tail: str, head: str) -> None:
    assert chance(tail, head) > 0.6


def test_words_are_heard_only_where_a_break_is_in_doubt() -> None:
    text = COLUMN + CLOSE + COLUMN + CLOSE
    page = read(text)
    asked = [i for i in range(len(page.lines) - 1) if evidence.wants_words(page, i, i + 1)]
    assert asked == []
    assert not any(name.startswith(("en col any", "en frag any")) for d in decide(text) for name in d.names)
    page = read(text.replace("\n\n", "").replace("after dark.", "after"))
    assert not evidence.wants_words(page, 0, 1)
    assert evidence.wants_words(page, 4, 5)


def names(text: str, tail: str) -> set[str]:
    """The evidence at the break behind ``tail``, the end of a line of ``text``."""
    return {name for d in decide(text) if d.tail.slice(text).endswith(tail) for name in d.names}


def test_evidence_of_english_weighs_what_it_does_anywhere_unless_it_has_a_weight_of_its_own() -> None:
    table = Weights({"room full|lower": 2.0, "en room near|lower": -1.0})
    assert [table[f"en room {fit}|lower"] for fit in ("full", "near", "half")] == [2.0, -1.0, 0.0]
    said = names(COLUMN + CLOSE + COLUMN + CLOSE, "he found")
    assert said - {"col"} == {name for name in said if name.startswith(ENGLISH)} != set()


ROWS = "timeout      the time to wait   10\nheaders      what is sent       none\nport         where it listens   80\n"


def test_rows_whose_cells_stand_under_each_other_are_kept() -> None:
    text = COLUMN + CLOSE + ROWS + "\n" + COLUMN + CLOSE
    assert names(text, "10") == names(text, "none") == {"code"}
    odd = text.replace("headers      what is sent       none", "headers   what is sent    none")
    assert "en cells other 2|full" in names(odd, "10")
    assert not any("cells" in name for name in names(COLUMN + CLOSE + COLUMN + CLOSE, "he found"))


def test_prose_that_speaks_of_code_is_no_code() -> None:
    lines = [
        "The type is called std::io::Error, and it",
        "holds an ErrorKind::Other as well as the",
        "std::error::Error that was wrapped in it.",
    ]
    assert "col" in names("\n".join(lines * 2) + "\n\n" + COLUMN + CLOSE, "as the")
    remarks = [f"// {line}" for line in lines]
    assert names("\n".join(remarks * 2) + "\n\n" + COLUMN + CLOSE, "as the") == {"code"}


VERSE = "The Mill above the river stands\nAnd Grinds no more the golden corn;\nThe Miller with his idle hands\n" * 2


def test_lines_that_begin_with_capitals_are_counted() -> None:
    text = COLUMN + CLOSE + VERSE + "\n" + COLUMN + CLOSE
    assert "en capitals 1 4|none" in names(text, "stands")
    assert not any("capitals" in name for name in names(text, "the"))


def test_numbers_at_the_ends_of_two_lines_are_seen() -> None:
    text = COLUMN + CLOSE + "The mill and its owner 12\nThe bridge in the flood 34\n\n" + COLUMN + CLOSE
    assert any(name.startswith("en figures upper") for name in names(text, "owner 12"))


def test_other_languages_are_not_asked_of_english() -> None:
    text = "Der Müller war seit der Flut nicht in der\n\nStadt gewesen, und als er endlich hinkam,\n\n" * 4
    assert not any(name.startswith(("en col any", "en frag any")) for d in decide(text) for name in d.names)


def test_a_word_that_the_text_writes_with_a_capital_may_have_one() -> None:
    seams = [("told of it before the", "President himself")]
    text = "It was the President. He said so, the President did. Ferry, Bridge"
    assert capitals(text) == {"President", "Bridge"}
    (strange,), (usual,) = wording.weigh(seams, ()), wording.weigh(seams, capitals(text))
    assert usual.anywhere == strange.anywhere - wording.CAPITAL
    assert wording.weigh([("told of it before.", "President")], ()) == wording.weigh(
        [("told of it before.", "President")], {"President"}
    )


def test_the_caption_of_an_illustration_is_no_rest_of_a_sentence() -> None:
    assert furniture.pictured("[Illustration: _The old bridge._]")
    assert not furniture.pictured("[The illustration is lost.]")
    text = COLUMN + "[Illustration: _The old bridge._]\n" + COLUMN + CLOSE
    assert "\n[Illustration: _The old bridge._]\n" in safe_joins(text).apply(text)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Photograph by the author", True),
        ("Illustration: the old bridge", True),
        ("Pictures by then were rare, and dear", False),
        ("Illustrations bring a book to life", False),
        ("Image processing begins with a scan,", False),
    ],
)
def test_a_line_that_says_who_made_a_picture_is_all_that_it_is(line: str, says: bool) -> None:
    assert furniture.pictured(line) is says
    assert furniture.signed(line) is says


@pytest.mark.parametrize("bullet", ["•", "◦", "■", "-", "*"])
def test_nothing_is_joined_with_the_next_item_of_a_list_that_is_bulleted(bullet: str) -> None:
    text = (
        f"{bullet} The miller had not been to town since the floods in spring, and he\nfound that the bridge was gone and "
        f"that a ferry had been set up in its\nplace by a man who came from the other side.\n{bullet} The ferry went to "
        f"and fro all day with sheep and corn and with people\n{bullet} “Nobody goes across after dark,” the man said, “and "
        "nobody comes back\neither, unless he has a boat of his own and can row it by himself.”\n"
    )
    assert [d.trust is Trust.SAFE and d.join for d in decide(text) if d.head.slice(text)[0] == bullet] == [False, False]


@pytest.mark.parametrize(
    ("reason", "text", "joined"),
    [
        ("a question of two lines", "See https://example.org/a for more. Who is it?\nname=value is a pair.\n", False),
        ("a new paragraph", "https://example.org/a.png?\n\nw=744&h=20\n", False),
        ("prose behind an address", "https://example.org/a.png?\nThe picture shows a bridge.\n", False),
        ("parameters of an address", "图见 https://example.org/a.png?\nw=744&h=20\n村里的路修好了。\n", True),
        ("the next of them", "https://example.org/a.png?w=744&\nh=20\n村里的路修好了。\n", True),
    ],
)
def test_an_address_broken_before_its_parameters(reason: str, text: str, joined: bool) -> None:
    first = next(d for d in decide(text) if d.head.slice(text) == text.split("\n")[2 if "\n\n" in text else 1])
    assert (first.join and first.trust is Trust.SAFE) is joined
    if joined:
        assert safe_joins(text).apply(text) == text.replace("\n", "", 1)


def test_a_block_that_is_cut_among_blocks_that_say_what_follows_is_seen() -> None:
    block = "The miller had a list of what he wanted. He read it aloud, and these were the things on it:\n\n"
    cut = "The farmer had been standing at the door all the while and did not know what to"
    page = read(block * 4 + cut + "\n\n" + block * 2)
    assert fragments.open_tail(page, 4, "en")
    entry = "what the miller had wanted to have and read aloud\n\n"
    assert not fragments.open_tail(read(entry * 4 + cut + "\n\n" + entry * 2), 4, "en")


HABITS = "The rights of a Customer end. A customer who asks the Company may be told, and the ferry too.\n"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("and so it went", ""),
        ("Customer shall pay", "both"),
        ("Company shall pay", "inside"),
        ("Ferry rights", "small"),
        ("“Ferry rights", "small"),
        ("Bridges are dear", "new"),
        ("SHALL NOT BE LIABLE", "shout"),
        ("UK law", "new"),
        ("12 men", ""),
    ],
)
def test_what_a_text_says_of_the_capital_a_line_begins_with(line: str, says: str) -> None:
    assert latin.capital(line, HABITS) == says


@pytest.mark.parametrize(
    ("tail", "says"),
    [
        ("lives on the far side of the bridge", "on"),
        ("Nobody knew of it. The miller and", "stop"),
        ("The miller, his wife and", "comma"),
        ("The Far Side of the", "bare"),
        ("Fig. The Far Side", "stop"),
    ],
)
def test_what_shows_that_a_line_is_of_a_sentence(tail: str, says: str) -> None:
    found = latin.of_capital("col", "new", tail, "none", "0", "full")
    assert found[-1] == f"col capital behind {says}|none|full"


def test_capitals_behind_a_line_without_them_say_less() -> None:
    assert latin.of_capital("col", "shout", "AND WITHOUT ANY", "none", "0", "full")[0] == "col capital shout|none|full"
    assert latin.of_capital("col", "shout", "of the kind of", "none", "0", "full")[0] == "col capital raised|none|full"


SHOUTED = (
    "IN NO EVENT SHALL THE OWNER OF THE FERRY\nOR THE MILLER BE LIABLE FOR ANY LOSS OF\n"
    "CORN OR OTHER GOODS THAT IS CAUSED BY ANY\nFLOOD OR STORM, HOWEVER IT CAME ABOUT,\n"
    "EVEN IF THEY WERE TOLD OF IT BEFORE.\n\n"
)


def test_a_paragraph_in_capitals_is_joined() -> None:
    text = COLUMN + CLOSE + SHOUTED + COLUMN + CLOSE
    assert safe_joins(text).apply(text).split("\n\n")[1] == SHOUTED.strip().replace("\n", " ")


def test_an_initial_is_told_from_a_sentence_end() -> None:
    assert [latin.last_word(s) for s in ("my friend Dr. J.", "Section K.", "the end.")] == [
        "initial",
        "initial",
        "mark",
    ]


@pytest.mark.parametrize(
    ("head", "strange"),
    [
        ("and nobody came to see what it was.", True),
        ("allow-forms: Allows to submit forms.", False),
        ("allow-forms : Allows to submit forms.", False),
        ("postMessage sends a message to it.", False),
    ],
)
def test_a_name_that_is_explained_may_stand_behind_a_sentence_end(head: str, strange: bool) -> None:
    page = read(f"It was said that the bridge was gone.\n{head}\n")
    assert mixed.unlikely(page, [0, 1], 1, 1) is strange
