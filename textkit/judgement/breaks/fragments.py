"""Blocks that may break off at their end, and blocks that may be the rest of another, by what is seen of them alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from textkit.judgement import furniture
from textkit.judgement.breaks import evidence, latin, line_features
from textkit.judgement.breaks.lists import titled
from textkit.language import seam

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page
    from textkit.judgement.breaks.page_language import Tongue

TAIL, HEAD = 40, 24  # columns that a cut block and its rest have at the least …
SHORTEST: Mapping[Tongue, tuple[int, int]] = {  # … where their language says less or more of them
    "zh": (TAIL, HEAD),
    "ja": (24, 16),
    "en": (18, 16),
    "": (TAIL, HEAD),
}
# Share of the blocks around that end sentences where one may be cut, in English and Japanese: where fewer do, lines are
# of verse, lists or code. A Chinese block that is long enough is none of them.
PROSE = 0.4
EDGE: Mapping[Tongue, int] = {"zh": 4, "ja": 4, "en": 20, "": 4}  # characters that tell the language
WIDE_STARTS = ("han", "nostart", "digit", "openquote", "open")
STARTS: Mapping[Tongue, tuple[str, ...]] = {  # what the rest of a cut block may begin with
    "zh": WIDE_STARTS,
    "ja": (*WIDE_STARTS, "kana"),
    "en": ("lower", "upper", "digit", "openquote", "open"),
    "": (),
}
OPEN, SENTENCES = ("none", "pause", "quote"), ("stop", "pause", "semi")  # ends of cut blocks, and of what is no heading
AROUND = 5  # blocks to both sides that show how sentences end
SPEECH = "”’」』"


def open_tail(page: Page, i: int, language: Tongue = "zh") -> bool:
    """Whether block ``i`` may break off at its end."""
    line = page.lines[i]
    return (
        page.coarse[i] in OPEN
        and page.own[i] >= SHORTEST[language][0]
        and not line.alone
        and page.markers[i] not in (("markup",) if language == "zh" else ("markup", "lead", "item"))
        and not furniture.caption(line.s)
        and _written(line.s[-EDGE[language] :], language)
        and (language == "zh" or _among_sentences(page, i, language))
        and (language == "zh" or latin.CODE.search(line.s[-1:] + line.s[:2]) is None)
        and (language != "en" or latin.OPEN_END.search(line.s) is not None)
    )


def open_head(page: Page, j: int, language: Tongue = "zh") -> bool:
    """Whether block ``j`` may be the rest of another."""
    line = page.lines[j]
    return (
        page.own[j] >= SHORTEST[language][1]
        and not line.alone
        and j not in page.indented
        and page.markers[j] == "none"
        and page.starts[j] in STARTS[language]
        and (page.coarse[j] != "quote" or language != "zh")
        and (page.coarse[j] != "none" or language != "zh" or not titled(line.s))
        and not furniture.pictured(line.s)
        and _written(line.s[: EDGE[language]], language)
        and (language == "zh" or _among_sentences(page, j, language))
    )


def open_tails(page: Page, asked: Iterable[int], language: Tongue = "zh") -> list[int]:
    """The blocks among those ``asked`` about that may break off at their ends; what most are not is asked first."""
    own, coarse, least = page.own, page.coarse, SHORTEST[language][0]
    likely = [i for i in asked if coarse[i] in OPEN and own[i] >= least]
    return [i for i in likely if open_tail(page, i, language)]


def open_heads(page: Page, asked: Iterable[int], language: Tongue = "zh") -> list[int]:
    """Those that may be the rest of another. A Chinese sentence that begins with nothing that captions do is one."""
    own, starts, markers, least, first = page.own, page.starts, page.markers, SHORTEST[language][1], STARTS[language]
    likely = [j for j in asked if starts[j] in first and own[j] >= least and markers[j] == "none"]
    if language != "zh":
        return [j for j in likely if open_head(page, j, language)]
    plain, coarse, lines, indented = page.plain, page.coarse, page.lines, page.indented
    return [
        j
        for j in likely
        if (
            not lines[j].alone and j not in indented
            if plain[j] & line_features.HEAD and coarse[j] in SENTENCES
            else open_head(page, j)
        )
    ]


def _among_sentences(page: Page, i: int, language: Tongue) -> bool:
    """Whether enough of the blocks around end sentences for one to be cut."""
    if language != "ja" and page.line_stops(i) >= PROSE:
        return True
    near = range(max(0, i - AROUND), min(len(page.lines), i + AROUND + 1))
    if language == "en":  # a block that is cut, or that says what follows, may hold sentences all the same
        return sum(page.coarse[k] == "stop" or ". " in page.lines[k].s for k in near) >= PROSE * len(near)
    if language != "ja":
        return False
    # What somebody says ends in Japanese with a quotation mark, and no full stop before it.
    return sum(page.coarse[k] == "stop" or page.lines[k].s[-1] in SPEECH for k in near) >= PROSE * len(near)


def _written(s: str, language: Tongue) -> bool:
    """Whether the characters of a block beside a seam are of that language, and no code."""
    if language == "en":
        return max(s) < "\u2e80" and not latin.CODE.search(s)
    return evidence.chinese(s) or (language == "ja" and seam.is_japanese(s, ""))
