"""Lines of English that were printed in a proportional type."""

from __future__ import annotations

import textwrap
from statistics import median

from textkit.judgement.breaks import decide
from textkit.judgement.breaks.proportional import SONG, TIMES, USUAL, Type
from textkit.judgement.breaks.reading import glance, read

STORY = (
    "The keeper of the light had a little boat, in which he rowed to the village when the sea was still. "
    "Mostly he came for oil and flour, and sometimes for a letter from his son, who worked in the mill. "
    "In winter nobody saw him for weeks, while the wind blew from the hills and the mill was silent. "
    "When he came at last, with ice in his beard, all the children ran down to meet him on the mole.",
    "Women at the well told many tales of him, most of which nobody believed, and some of which were true. "
    "It is known that in the year of the flood he kept the lamp alight with whale oil that he had saved, "
    "until the last of the ships had come in, among them the William, whose master was his own brother.",
    "Which of the two was the elder nobody knew, not even the parson, who had come to the isle as a young man. "
    "They had not spoken since the will of their father was read, in which the mill was given to William "
    "and the boat to him. Still he lit the lamp that night, for it was his to light, and William knew it well.",
)
TALK = tuple(f"“{paragraph.replace(', ', ',’ he’d said, ‘')}”" for paragraph in STORY)


def _printed(paragraphs: tuple[str, ...], width: int, indent: int = 0, type_: Type = TIMES) -> str:
    """The lines of paragraphs as they are set in a type whose letters have their own widths, in thousandths."""
    sizes = {char: size for size, chars in type_.sizes.items() for char in chars}
    lines: list[str] = []
    for paragraph in paragraphs:
        line, used = "", indent
        for word in paragraph.split():
            size = sum(sizes.get(char, USUAL) for char in f" {word}" * bool(line) or word)
            if used + size > width:
                lines.append(line)
                line, used, size = "", 0, sum(sizes.get(char, USUAL) for char in word)
            line, used = f"{line} {word}".strip(), used + size
        lines.append(line)
    return "\n".join(lines) + "\n"


def test_a_page_shows_by_its_lines_that_letters_had_their_own_widths() -> None:
    printed, typed = _printed(STORY, 18_000), "\n".join(textwrap.fill(p, 42) for p in STORY) + "\n"
    assert read(printed).printed
    assert not read(typed).printed
    wide = [c.own for c in read(printed).columns]
    assert max(map(len, printed.splitlines())) > max(wide)  # in letters they differ more


def test_to_measure_a_page_changes_nothing_of_a_first_glance_at_it() -> None:
    printed = _printed(STORY, 18_000)
    before = list(glance(printed).own)
    read(printed)
    assert glance(printed).own == before


def test_indents_that_a_reader_dropped_are_seen_by_the_widths() -> None:
    assert read(_printed(STORY * 3, 18_000, 2000)).lost
    assert not read(_printed(STORY * 3, 18_000)).lost


def test_printed_lines_that_are_short_by_the_indent_are_told_from_the_others() -> None:
    page = read(_printed(STORY * 3, 18_000, 2000))
    firsts = {i for i, line in enumerate(page.lines) if any(paragraph.startswith(line.s) for paragraph in STORY)}
    full = [i for i, kind in enumerate(page.coarse) if kind in ("none", "pause")]
    likely = {i for i in full if int(page.insets[i]) > 0}
    assert likely
    assert likely <= firsts
    assert all(int(page.insets[i]) >= 0 for i in full if i in firsts)


def test_indents_that_a_reader_dropped_are_known_to_a_fraction_of_a_column() -> None:
    page = read(_printed(STORY * 3, 18_000, 2000, SONG))
    assert page.error < 0.5
    assert abs(page.lost - 2000 / SONG.letter) < 0.3


def test_a_line_that_had_just_room_for_the_next_word_is_no_full_one() -> None:
    sizes = {char: size for size, chars in SONG.sizes.items() for char in chars}
    words = " ".join(STORY).replace(".", ",").split()
    lines = [" ".join(words[k:m]) + "." for k in range(len(words)) for m in range(k + 1, len(words))]
    rooms = {s: 18_000 - sum(map(sizes.__getitem__, f"{s} The")) for s in lines}
    just = [s for s, room in rooms.items() if 0 < room < SONG.letter // 2][:3]
    printed = _printed(STORY * 2, 18_000, type_=SONG)
    page = read("".join(f"{printed}{s}\n" for s in just) + printed)
    assert len(just) == 3
    assert all(page.rooms[i] == 0 for i, line in enumerate(page.lines) if line.s in just)


def test_quotes_are_as_wide_as_the_type_has_them() -> None:
    for type_ in (TIMES, SONG):
        page = read(_printed(TALK * 2, 18_000, type_=type_))
        assert page.printed
        assert abs(median(column.width for column in page.columns) - 18_000 // type_.letter) <= 1, type_.letter


def test_indents_of_talk_are_seen_where_quotes_are_wide() -> None:
    page = read(_printed(TALK * 3, 20_000, 2000, SONG))
    assert 3 <= page.lost <= 4
    assert not read(_printed(TALK * 3, 20_000, 0, SONG)).lost


def test_printed_paragraphs_with_indents_stay_apart() -> None:
    for width in (15_000, 18_000, 24_000):
        text = _printed(STORY * 3, width, 2000)
        joined = {d.head.slice(text)[:12] for d in decide(text, False) if d.join}
        assert not joined & {paragraph[:12] for paragraph in STORY}, width


def test_few_lines_and_hostile_ones_are_taken_as_they_are() -> None:
    assert not read("\n".join(_printed(STORY, 18_000).splitlines()[:8])).printed
    assert not read("the mill and\n" * 5000).printed
    assert not read("\U0001f600 the mill and \ud800\n" * 40).printed
