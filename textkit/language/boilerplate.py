"""Furniture of web pages and newspapers: lines that belong to the page, not to the text.

The lexicon is data: ``boilerplate.toml`` beside this module, in groups, so that an editor may add to it. ``label``
words must stand in front of a colon, ``counter`` words in front of a bracketed number and ``credit`` words in front of a
stroke and a name, both at least twice; ``phrase`` words anywhere in a short line, ``always`` words even in a short
sentence, and ``link`` words at the beginning of one
that is no sentence, or anywhere in a very short one; ``line`` words must be the line, and ``nav`` words must make it up, with others of
their sort or with numbers of pages.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import NamedTuple

from textkit.language.lazy_pattern import lazy_pattern


@cache
def lexicon() -> dict[str, tuple[str, ...]]:
    """The words of the lexicon by group."""
    raw = tomllib.loads(resources.files("textkit.language").joinpath("boilerplate.toml").read_text("utf-8"))
    return {group: tuple(words) for group, words in raw.items()}


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def label_pattern() -> re.Pattern[str]:
    """Matches one label with its colon (``来源：``), wherever it stands."""
    return re.compile(rf"(?:{_any(lexicon()['label'])})\s*[:：]")


@cache
def strong_label_pattern() -> re.Pattern[str]:
    """Matches a label that no prose uses (``浏览次数：``)."""
    return re.compile(rf"(?:{_any(lexicon()['strong_label'])})\s*[:：]")


# One character of each East Asian phrase, most of them rare in prose: a line without any of them has no phrase.
_TELLING = (
    "權載員閱蹤戻掃絲絡聞頂扫轉독재經頁북톡침條・앱허ペ購©薦關啟勿網約読記圖製보공점약荐猜録您裡무ち享页载連授위微阅刷侵顶"
    "址書浏邮們允ツ击見号マ寄稿纠開闭藏ォシ戳删站仅友登价归私搜メ码版置片良留看签免转迎底印紧许备害识启京接们单台打没入网展"
)


_Places = list[tuple[int, int]]


class _Phrases(NamedTuple):
    """The phrases and the words of links, in lower case, sought by one character of each; Latin ones by their first word."""

    seen: re.Pattern[str]  # such a character, and one beside it
    telling: re.Pattern[str]
    words: dict[str, list[tuple[int, str]]]  # by that character, with its place in the word
    firsts: frozenset[str]
    latin: re.Pattern[str]
    links: frozenset[str]

    @classmethod
    def of(cls, phrases: Iterable[str], links: Iterable[str]) -> _Phrases:
        links = frozenset(w.lower() for w in links)
        words: dict[str, list[tuple[int, str]]] = {}
        latin: list[str] = []
        for word in [*(w.lower() for w in phrases), *links]:
            if _LATIN.match(word):
                latin.append(word)
                continue
            known = [c for c in word if c in _TELLING]
            character = min(known, key=_TELLING.index) if known else word[0]
            words.setdefault(character, []).append((word.index(character), word))
        seen = re.compile("|".join(_pairs(character, known) for character, known in sorted(words.items())))
        telling = lazy_pattern(f"[{re.escape(''.join(sorted(words)))}]")
        firsts = frozenset(_FIRST.findall(w)[0] for w in latin)
        return cls(seen, telling, words, firsts, lazy_pattern(_any(tuple(latin))), links)

    def may_stand(self, line: str) -> bool:
        """Whether any of them may stand in ``line``: in few lines one may."""
        return self.seen.search(line) is not None or not self.firsts.isdisjoint(_FIRST.findall(line))

    def found(self, line: str) -> tuple[_Places, _Places]:
        """Where phrases and where words of links stand in ``line``, from the left, the longest first, none inside another."""
        places: _Places = []
        for match in self.telling.finditer(line):
            at = match.start()
            for k, word in self.words[match[0]]:
                if at >= k and line.startswith(word, at - k):
                    places.append((at - k, at - k + len(word)))
        if not self.firsts.isdisjoint(_FIRST.findall(line)):
            places += [match.span() for match in self.latin.finditer(line)]
        if not places:
            return places, places
        links = [place for place in places if line[slice(*place)] in self.links]
        return _parted([place for place in places if place not in links]), _parted(links)


def _pairs(character: str, words: list[tuple[int, str]]) -> str:
    """A pattern for ``character`` beside another one as in ``words``, which have it in the places that are given."""
    behind = {word[k + 1] for k, word in words if k + 1 < len(word)}
    before = {word[k - 1] for k, word in words if 0 < k == len(word) - 1}
    if any(len(word) == 1 for _, word in words):
        return re.escape(character)
    ways = [f"[{re.escape(''.join(sorted(behind)))}]"] if behind else []
    ways += [f"(?<=[{re.escape(''.join(sorted(before)))}].)"] if before else []
    return f"{re.escape(character)}(?:{'|'.join(ways)})"


def _parted(places: _Places) -> _Places:
    kept: _Places = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


@cache
def _phrases() -> _Phrases:
    return _Phrases.of([*lexicon()["phrase"], *lexicon()["always"]], lexicon()["link"])


@cache
def _always() -> frozenset[str]:
    return frozenset(w.lower() for w in lexicon()["always"])


@cache
def colon_pattern() -> re.Pattern[str]:
    """Matches a colon behind the last character of a label."""
    last = {w[-1] for group in ("label", "strong_label") for w in lexicon()[group]}
    return re.compile(rf"[{re.escape(''.join(sorted(last)))}]\s*[:：]")


@cache
def _labels() -> tuple[str, ...]:
    return (*lexicon()["label"], *lexicon()["strong_label"])


def _labelled(line: str) -> bool:
    """Whether a label stands in ``line`` with its colon. To look for the colons takes a tenth of the time that labels take."""
    return any(line.endswith(_labels(), 0, match.start() + 1) for match in colon_pattern().finditer(line))


@cache
def line_words() -> frozenset[str]:
    """Whole lines that are furniture, without spaces and in lower case."""
    return frozenset(re.sub(r"\s+", "", w).lower() for w in lexicon()["line"])


@cache
def counted_pattern() -> re.Pattern[str]:
    """Matches one counter (``评论(3)``) or one credit (``责编/王芳``)."""
    words = lexicon()
    return re.compile(
        rf"(?:{_any(words['counter'])})\s?[(（]\d{{1,9}}[)）]|(?:{_any(words['credit'])})\s?[/／丨]\s?[\u4e00-\u9fff]{{2,4}}(?![\u4e00-\u9fff/])"
    )


@cache
def nav_words() -> frozenset[str]:
    """The words of a bar of links, in lower case: ``nav`` and ``line``."""
    return frozenset(w.lower() for group in ("nav", "line") for w in lexicon()[group] if " " not in w)


def _is_bar(line: str) -> bool:
    """Whether ``line`` is a bar of links: two or more words of which each is one, or one with numbers of pages."""
    if line[-1] in ENDS:
        return False
    first = _PART.match(line)
    if not first or not (first[1].lower() in nav_words() or first[1].isdecimal()):
        return False
    parts = [part for part in _BAR.split(line.lower()) if part]
    if not 2 <= len(parts) <= BAR:
        return False
    words = sum(not part.isdecimal() for part in parts)
    return words > 0 and all(part in nav_words() or (part.isdecimal() and len(part) <= 4) for part in parts)


LONGEST = 60  # characters of a line that a phrase makes furniture, or that is a word of the ``line`` group
OPENING = 4  # characters in which a sentence of furniture comes to its phrase
BRIEF = 24  # characters of a line that the words of a link make furniture wherever they stand
BAR = 24  # words of a bar of links
_BAR = lazy_pattern(r"[\s|｜>»›·•\[\]【】<«‹/.…]+")
_PART = lazy_pattern(r"[\s|｜>»›·•\[\]【】<«‹/.…]*+([^\s|｜>»›·•\[\]【】<«‹/.…]++)")
ENDS = frozenset("。！？；，、：:”’」』")
_COUNTS = "(（/／丨"
_SIGNS = re.compile(f"[{_COUNTS}版面页頁>›»]")  # of counters, credits, numbers of pages and trails
_LATIN = re.compile("[a-z]")
_FIRST = re.compile("[a-z]+")
# Where a newspaper goes on, and the way from the front page of a site to this one.
_ELSEWHERE = lazy_pattern(r"(?:下[转轉]|上接|[紧緊]接)第?[a-z0-9一二三四五六七八九十]{1,4}版")
_FRAME = " \u3000()（）[]［］【】-–—·"
_PAGES = re.compile(
    r"page \d{1,4}(?: of \d{1,4})?|第 ?\d{1,4} ?[页頁][共/,， ]{1,3}共? ?\d{1,4} ?[页頁]|共 ?\d{1,4} ?[页頁][：: ].{0,40}|continued from page [a-z]?\d{1,3}|continued (?:on|from) page [a-z]?\d{1,3}"
    r"|(?:see|turn to) [a-z ]{0,30}, ?page [a-z]?\d{1,3}|[\d一二三四五六七八九十]{1,3}面(?:に続く|から続く|へ続く|につづく|からつづく|に関連記事)"
)
# The number of a page between strokes or points, and that of a newspaper's page with its name.
_FOLIO = re.compile(r"([-—–·•~])\1? ?\d{1,4} ?\1{1,2}|第?[A-D]\d{1,2}版(?:[:：].{1,8})?")
FOLIO = 16  # characters of these
# How often something was read or answered: ``浏览：236 次``, ``查看全部12条回复``.
_COUNTED = re.compile(
    r"(?:点击|點擊|浏览|瀏覽|阅读|閱讀|人气|人氣|點閱|评论|評論)[量数數]?(?:[:：] ?| ?[(（])\d[\d,.]{0,9} ?[次万萬k+]{0,2}[)）]?"
    r"|(?:查看)?[全共]?部? ?\d{1,6} ?[条條则則] ?(?:评论|評論|回复|回覆|留言)"
)
# When something was put on the page, before its source.
_STAMP = lazy_pattern(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ \u3000]+\d{1,2}[:：]\d{2}")
COUNTED = 20  # characters of these
# Whose a page is, and when an entry of a forum was written.
_RIGHTS = re.compile(
    r"(?:copyright )?© ?(?:19|20)\d\d|copyright \(c\) |\(c\) ?(?:19|20)\d\d ?[-–]"
    r"|[发發]表[于於][：: ] ?\d{4}-\d{1,2}-\d",
    re.IGNORECASE,
)
_TRAIL = lazy_pattern(r"[\s您的當当前现現在所位置:：]{0,12}(?:首[页頁]|home|ホーム) ?[>›»] ?\S")
_FOLD = re.compile(r"[\s|｜>»›·•\[\]【】()（）<«‹/]+")


def is_furniture(line: str) -> bool:
    """Whether ``line`` (one paragraph without its line end) is furniture and nothing else.

    True for a line of the ``line`` group, for one with a strong label or two labels in its first part, for a bar of
    links, for two counters or credits, for what is nothing but a counter, the number of a page or the owner of the rights,
    and for a short one with a phrase. Long paragraphs are never furniture: prose may quote any of these words.
    """
    leads = ":" in line or "：" in line
    if len(line) > (160 if leads else 120) or (not leads and len(line) > LONGEST and not _FOLD.search(line)):
        return False
    if len(line) <= COUNTED and any(map(str.isdecimal, line)) and _is_number(line):
        return True
    if line.startswith(("©", "C", "c", "(", "发", "發")) and _RIGHTS.match(line):
        return True
    lower = line.lower()
    signs = "page" in lower or _SIGNS.search(line) is not None
    phrases = _phrases().may_stand(lower)
    labelled = leads and _labelled(line)
    telling = signs or phrases or labelled
    if line[-1:] in ENDS and not telling:
        return leads and _FOLD.sub("", lower) in line_words()
    folded = _FOLD.sub("", lower)
    if not folded:
        return False
    if folded in line_words():
        return True
    if len(folded) > 120:
        return False
    if len(folded) < len(line) and _is_bar(line):
        return True
    if not telling:
        return False
    if signs and _is_page(line, lower, folded):
        return True
    if not labelled:
        return phrases and _by_phrase(lower, len(folded))
    labels = {m.group() for m in label_pattern().finditer(line)}
    strong = strong_label_pattern().search(line)
    if strong and (strong.start() <= OPENING or labels - {strong.group()}):
        return True
    if labels and _STAMP.match(line):
        return True
    if len(labels) >= 2 and label_pattern().match(line.lstrip(" \u3000[【(（")):
        return True
    return phrases and _by_phrase(lower, len(folded))


def _is_number(line: str) -> bool:
    """Whether ``line``, which is short, is the number of a page or counts readers."""
    return (len(line) <= FOLIO and _FOLIO.fullmatch(line) is not None) or _COUNTED.fullmatch(line) is not None


def _is_page(line: str, lower: str, folded: str) -> bool:
    """Whether ``line``, which is given in lower case and without what parts words too, holds two counters or credits, or
    the number of a page or the way to one.
    """
    if sum(map(line.count, _COUNTS)) > 1 and len(counted_pattern().findall(line)) > 1:
        return True
    if "版" in line and _ELSEWHERE.search(folded):
        return True
    paged = "page" in folded or "面" in line or "页" in line or "頁" in line
    if paged and _PAGES.fullmatch(lower.strip(_FRAME)):
        return True
    return (">" in line or "›" in line or "»" in line) and _TRAIL.match(lower) is not None


def _by_phrase(line: str, length: int) -> bool:
    """Whether phrases make a line of ``length`` characters furniture.

    A whole sentence must open with one, hold two, or hold one that no prose uses. One that is not short must do both, and an item
    of a list that goes on in the next must hold two. A sentence may open with the words of a link only before a mark.
    """
    found, links = _phrases().found(line)
    last = line.rstrip()[-1]
    if not found:
        return bool(links) and length <= LONGEST and _by_link(line, *links[0], last in "。！？!?：:；;.，,、")
    if length <= LONGEST and (
        last not in "。！？!?：:；;" or any(line[start:end] in _always() for start, end in found)
    ):
        return True
    opens = found[0][0] <= OPENING and last not in "；;"
    both = len(found) > 1
    return opens or both if length <= LONGEST else opens and both


def _by_link(line: str, start: int, end: int, whole: bool) -> bool:
    """Whether the words of a link at ``[start, end)`` make ``line`` furniture; ``whole``: it ends as a sentence does."""
    ascii_ = line[start:end].isascii()
    if ascii_ and line[:start][-1:].isalpha():
        return False
    if not whole:
        return start <= OPENING or (len(line) <= BRIEF and not ascii_)
    return start <= OPENING and not (line[end : end + 1].isalnum() or line[end : end + 1] == " ")
