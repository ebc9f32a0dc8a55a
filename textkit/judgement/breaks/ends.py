"""What kind of character a line ends and begins with, and what kind of line it announces."""

from __future__ import annotations

import re
from typing import NamedTuple

from textkit.judgement.breaks.enumeration import DATE
from textkit.language.lazy_pattern import lazy_pattern

STOPS = frozenset("。!?.…｡")
QUOTES = frozenset("”’」』\"'")
CLOSERS = frozenset(")》〉】]〕}｝」>")
OPENERS = frozenset("(《〈「『【〔“‘[{")
OPEN_QUOTES = frozenset("“‘「『\"'")
PAIRS = {"”": "“", "’": "‘", "」": "「", "』": "『", ")": "(", "》": "《", "】": "【", "〉": "〈", "〕": "〔"}
NO_START = frozenset("。、,.:;!?)》〉】]〕}」』”’…%‰·ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ〜～")
SIMPLE_ENDS = {
    ",": "comma",
    "、": "dun",
    ";": "semi",
    ":": "colon",
    "—": "dash",
    "―": "dash",
    "–": "dash",
    "-": "hyphen",
}

ITEM = lazy_pattern(
    rf"\(?[0-9]{{1,3}}[)、]|[0-9]{{1,3}}\.(?:(?![0-9])|{DATE})|\([一二三四五六七八九十百]{{1,4}}\)|[一二三四五六七八九十百]{{1,4}}、"
    r"|[①-⑳㈠-㈩⑴-⒇]|[•●○■◆▪◇□★☆►▲△※]|[*+·-]\s|——|[A-Za-z](?:[.)]\s|[.)、](?=[\u4e00-\u9fff(“《]))|[甲乙丙丁]、|[问問答QA][0-9]{0,2}:"
)
ARTICLE = lazy_pattern(r"第[0-9一二三四五六七八九十百千零〇]{1,6}[条條章节節编編款篇回部届]\s?")
LABEL = re.compile(
    r"[^:,。;、\s]{1,8}(?:\s[^:,。;、\s]{1,8})?\s?(?<![\u3041-\u3096])(?:(?<!\d):|:(?!\d))(?!:)\s?(?=[^/\s])"
)
MARKUP = re.compile(
    r"#{1,6}\s|#\+\w+:|[│┃║]|>(?![=\u3041-\u3096])|\||[-=*_]{3,}$|(?=[.,:;!?'\"()]*[-=*_~/\\#+<>^&%@$])[!-/:-@\[-`{-~ ]{4,}$|```|~~~|<!--|<[a-zA-Z/][^>]*>$|!\[|\[(?:\^\w+|[\w-]{1,80})\]:(?!:)|\[(?:[a-z]{2,8}:(?!:)|[0-9]{1,3}:[0-9]{2})"
)
SIGNS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~│┃║")  # that markup begins with
LEAD = re.compile(r"\(?[^,。;:()]{0,24}(?:讯|訊|[社日]电|[社日]電|消息|报道)\s?(?:\([^()]{1,24}\))?\s?[:)—\s]")
LEADING = re.compile("[讯訊电電息道]")  # what a lead has in it
UNIT = lazy_pattern(r"[^\s\u2e80-\U0003ffff()\[\]{}“”‘—–-]+[-–—]?|.")
CODE = re.compile(r"[!-'*-+\--:<-Z^-z|~]*[A-Za-z0-9/_]")
LONGEST, LONGEST_CODE = 24, 48  # columns of a unit that count; a longer one is broken anywhere
# A full stop that ends no sentence: of titles and of what a number, a name or an example follows.
ABBREVIATION = lazy_pattern(
    r"(?<![^\s(\[“‘\"'—])(?:Mr|Mrs|Ms|Messrs|Dr|Prof|St|Rev|Hon|Gen|Col|Maj|Capt|Lt|Sgt|Gov|Sen|Rep|Mme|Mlle|Herr"
    r"|Nos|Fig|Figs|Eq|Eqs|Sec|Ch|Vol|pp|cf|vs|viz|e\.g|i\.e|approx|al)\.$"
)
REMARKED = re.compile(r"[。!?]\([^()]{1,16}\)$")  # a remark behind a sentence, such as how many points an answer gives
# A name that ends in a mark, as those of macros do, inside Chinese or Japanese.
NAME = lazy_pattern(r"[\u3040-\u30ff\u4e00-\u9fff、,。(「][a-z_]{2,24}!$")
# Signs of programs and settings: what a line ends and begins with, calls, assignments, operators, names with underscores.
PROGRAM = lazy_pattern(
    r"[;{}(\[\\]$|^[}\])]|\w\(|\w\[|[\w)\]] {1,9}[-+*/|&:]?=[= ]|\w=[\w\"'$]|->|=>|::|&&|\|\||[a-z]_[a-z]|\$[\w({@]|\b(?!www\.)\w{2,}\.\w{2,}\.\w"
    r"|^(?:import|from|def|class|return|raise|assert|include|package|using|export|func|fn|var|let|const) \S+(?: \S+){0,3}$"
    r"|^(?:if|for|while|with|else|elif|try|except|finally|case)\b.*:$|^[#@]\w|^//|^/\*|^\[[\w.\"-]+\]$|^\"[\w -]+\"(?:[:,]|$)"
    r"|^\(?'[\w .-]+' *(?:[:,]|$)|^[\[({ ]*''[\])} ]*[,;]$|^'' ?: |\"\"\""
)
# A whole line of a program, which nothing goes on behind and which goes on nowhere: a statement, the opening or the end of a
# block, a tag, a remark, a command at its prompt.
STATEMENT = lazy_pattern(
    r"(?:\$ |// |import |export |const |let |var |function |return\b|console\.|alert\().*|[}\])>]+[;,]?|/>|</?[A-Za-z][^<>]*/?>(?:.*</[A-Za-z]+>)?"
    r"|.*(?:[;{]|\*/\}?|=> ?[({]?)"
)
QUOTED, REMARK = lazy_pattern(r"'[^'\"]{0,200}'|\"[^'\"]{0,200}\"|\{[^{}]{0,200}\}"), lazy_pattern(r"(?<!:)//.*")
ASSIGNED = re.compile(r"[A-Za-z_]\w{0,30} {0,9}= ?[{\"']")  # to what a text is given, of any script
LONGEST_LINE = 400  # characters of a line of a program
AMONG, SHARE, FEW = 3, 0.5, 3  # lines to each side, and the share and number with such signs that make a program
GAPS = re.compile(r"\S\s+(?=\S)")
FOLDED = frozenset(",;:!?)")  # marks that are wide in Chinese, and narrow once they are folded
PROSE, WIDE_GAPS = (
    re.compile(r"[,。;]|[A-Za-z]\s+[\u2e80-\uabff]|[\u2e80-\uabff]\s+[A-Za-z]"),
    re.compile(r"[^\s!-~]\s+(?=[^\s!-~])"),
)
HANGUL = lazy_pattern("[\uac00-\ud7a3]")


def script(char: str) -> str:
    """A coarse script of one character: ``han kana digit lower upper other``.

    Hangul counts as ``han``: it has no case either, and is as wide.
    """
    code = ord(char)
    if 0x4E00 <= code < 0xA000 or 0x3400 <= code < 0x4DC0 or code >= 0x20000 or char in "〇々":
        return "han"
    if 0x3041 <= code < 0x3100 or 0x31F0 <= code < 0x3200:
        return "kana"
    if 0xAC00 <= code < 0xD7A4 or 0x1100 <= code < 0x1200:
        return "han"
    if char.isdigit():
        return "digit"
    if char.isalpha():
        return "upper" if char.isupper() else "lower"
    return "other"


def end_class(s: str) -> str:
    """The kind of end of a folded line."""
    last = s[-1]
    if (last == "." and ABBREVIATION.search(s[-12:])) or (last == "!" and NAME.search(s[-28:])):
        return "lower"
    simple = SIMPLE_ENDS.get(last)
    if simple:
        return simple if simple != "hyphen" or (len(s) > 1 and s[-2].isalpha()) else "dash"
    if last in STOPS:
        return "ellipsis" if last == "…" else "stop"
    if last in QUOTES or last in CLOSERS:
        if last == ")" and REMARKED.search(s[-20:]):
            return "stopquote"
        inner = s[-3:-1].rstrip("”’」』)\"'")[-1:]
        if inner and inner in STOPS:
            return "stopquote"
        return "quote" if last in QUOTES else "closer"
    if last in OPENERS:
        return "open"
    return script(last)


def start_class(s: str) -> str:
    """The kind of start of a folded line."""
    first = s[0]
    if first == "’" and s[1:2].isalnum():  # an apostrophe: a year without its century, a word without its head
        return script(s[1])
    if first in OPEN_QUOTES:
        return "openquote"
    if first in OPENERS:
        return "open"
    if first in NO_START:
        return "nostart"
    return script(first)


def marker(s: str) -> str:
    """What a folded line announces itself as: ``markup item article lead label`` or ``none``."""
    first = s[0]
    if first in SIGNS and MARKUP.match(s):
        return "markup"
    if ITEM.match(s):
        return "item"
    if first == "第" and ARTICLE.match(s):
        return "article"
    if LEADING.search(s, 0, 60) and LEAD.match(s[:60]):
        return "lead"
    if ":" in s[:20] and LABEL.match(s):
        return "label"
    return "none"


def is_code(s: str) -> bool:
    """Whether a folded line has signs that programs and settings have, and prose has not. What stands in straight quotes
    or braces or behind the sign of a remark may be of any script.
    """
    if len(s) > LONGEST_LINE:
        return False
    if not s.isascii():
        if ASSIGNED.match(s):
            return True
        if "'" not in s and '"' not in s and "//" not in s and "{" not in s:
            return False
        s = REMARK.sub("//", QUOTED.sub("''", s))
    return s.isascii() and PROGRAM.search(s) is not None


def is_statement(s: str) -> bool:
    """Whether a folded line is a line of a program by itself, whatever stands around it."""
    bare = REMARK.sub("", s).rstrip() or s
    if bare.endswith("*/}"):
        return True
    return len(s) <= LONGEST_LINE and bare.isascii() and STATEMENT.fullmatch(bare) is not None


def among(signs: list[bool]) -> list[bool]:
    """Whether each line stands among lines of a program or of settings, as far as their ``signs`` show."""
    if sum(signs) < FEW:
        return [False] * len(signs)
    import numpy as np

    place, sums = np.arange(len(signs)), np.concatenate([[0], np.cumsum(np.array(signs, np.bool_))])
    low, high = np.maximum(0, place - AMONG), np.minimum(len(signs), place + AMONG + 1)
    count = sums[high] - sums[low]
    found: list[bool] = ((count >= FEW) & (count >= SHARE * (high - low))).tolist()
    return found


class Unit(NamedTuple):
    """The first unbreakable unit of a line: its columns, and whether a space stands before it in any text or in Latin.

    ``code`` is what it has behind kana, ``name`` behind Han: there a path or a name with hyphens is mostly set whole. But an
    address behind Han may as well be a line of its own.
    """

    size: int
    spaced: bool
    latin: bool
    code: int = 0
    name: int = 0

    def need(self, before: str) -> int:
        """The columns it would have taken behind a line that ends in ``before``."""
        if self.code and "\u3041" <= before <= "\u30ff":
            return self.code
        if self.name and "\u4e00" <= before <= "\u9fff":
            return self.name
        return self.size + (self.spaced or (self.latin and before < "\u2e80"))


WIDE_UNIT, WIDE_UNIT_MARKED = Unit(2, False, False), Unit(4, False, False)


def unit(s: str, anywhere: bool = False) -> Unit:
    """The first unit of a folded line. Words of Korean are set whole, with their particles and marks, up to the space; but
    not in a text that is broken ``anywhere``, where each syllable is one as each character of Chinese is.
    """
    if "\u3041" <= s[0] <= "\u9fff":  # as most lines of Chinese begin
        return WIDE_UNIT if s[1:2] not in NO_START else WIDE_UNIT_MARKED
    if not anywhere and not s.isascii() and HANGUL.search(s):
        word = s[:LONGEST].split(" ", 1)[0]
        return Unit(min(LONGEST, sum(2 if c > "\u2e7f" else 1 for c in word)), True, word < "\u2e80")
    at = 0
    while at < len(s) - 1 and at < 3 and s[at] in OPENERS:
        at += 1
    match = UNIT.match(s, at)
    unit = match.group() if match else s[:1]
    wide = unit > "\u2e7f"
    size = 2 * at + (2 if wide and len(unit) == 1 else sum(2 if c > "\u2e7f" else 1 for c in unit[:LONGEST]))
    after = at + len(unit)
    if wide and after < len(s) and s[after] in NO_START:
        size += 2
    code = None if wide else CODE.match(s, at)
    whole = 2 * at + min(LONGEST_CODE, len(code.group())) if code else 0
    return Unit(size, False, unit < "\u2e80", whole, 0 if code and "://" in code.group() else whole)


def before(s: str) -> str:
    """What the next unit stands behind: the last character of a folded line, or the Han one before the mark it ends with."""
    return s[-2:-1] if s[-1:] in FOLDED and "\u4e00" <= s[-2:-1] <= "\u9fff" else s[-1:]


COARSE = {
    "stop": "stop", "stopquote": "stop", "ellipsis": "stop", "comma": "pause", "dun": "pause", "semi": "semi", "colon": "semi",
    "quote": "quote", "closer": "quote", "dash": "none", "hyphen": "none", "open": "pause",
}  # fmt: skip


def coarse(end: str) -> str:
    """``stop semi pause quote`` or ``none``."""
    return COARSE.get(end, "none")


_BRACKETS = re.compile("[“”「」『』()《》【】]")  # ’ is an apostrophe too often


def balance(s: str) -> tuple[int, int]:
    """How many brackets and quotes of a line want closing after it, and how many were opened before it."""
    stack = 0
    missing = 0
    for char in _BRACKETS.findall(s):
        if char in PAIRS:
            if stack:
                stack -= 1
            else:
                missing += 1
        else:
            stack += 1
    return stack, missing
