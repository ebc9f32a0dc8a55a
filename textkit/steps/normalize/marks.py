"""ASCII marks in Chinese: ``我们去,他们留.`` becomes ``我们去，他们留。``

Keyboards left in Latin mode, OCR and half-width converters give them; in a corpus they split one word's statistics in
two. One rule a mark, one scan for all: a mark is judged by what stands on both sides.

* Between Chinese (Han, Chinese marks) it is Chinese. Spaces around it, which no Chinese mark has, go with it.
* Chinese before and a word or number behind: Chinese, unless the line is Latin prose with a Chinese name in it.
* A number or word before and Chinese behind (增长98.75%,创历史新高): Chinese, but not a dot (1.第一项 is a list
  number) and not behind a word with a space (``name: 张三``).
* At the end of a Chinese line the last mark is Chinese, but for abbreviations.

Left alone: marks inside numbers, times, ratios and versions, between Latin words, in quotations without Han, in code,
addresses, formulas and file names, emoticons, two dots or more, lines with kana or Hangul (their customs differ), Latin lines. Safe:
the mark's meaning stays, only its width changes. Source: GB/T 15834—2011, 5.1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from textkit.judgement.protected import protection
from textkit.language.han import HAN, NUMERALS
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.marks import ABBREVIATIONS, FULL
from textkit.language.readings import TRANSLITERATION
from textkit.model.batch import Batch, Row
from textkit.model.document import Document
from textkit.model.finding import Finding, Rule
from textkit.steps.normalize.rule_support import Line, Writing, is_chinese, is_han, is_latin, places, rule
from textkit.steps.normalize.spots import DIGIT, LF, Chars, Mask, Window

_PAGE = __doc__


def _rule(code: str, name: str, mark: str, flagged: str, unflagged: str) -> Rule:
    return rule(code, name, f"An ASCII {mark} stands in Chinese text.", flagged, unflagged, _PAGE)


# mark → rule, in the order of the codes
TABLE = {
    ",": _rule("NRM051", "ascii-comma", "comma", "我们去,他们留。", "共1,234,567元。"),
    ".": _rule("NRM052", "ascii-full-stop", "full stop", "他来了.我走了.", "1.第一项"),
    ":": _rule("NRM053", "ascii-colon", "colon", "会议提出:坚持创新。", "比分是3:2。"),
    ";": _rule("NRM054", "ascii-semicolon", "semicolon", "一是抓项目;二是抓服务。", "x = 1; y = 2;"),
    "?": _rule("NRM055", "ascii-question-mark", "question mark", "真的吗?", "Really?"),
    "!": _rule("NRM056", "ascii-exclamation-mark", "exclamation mark", "你好!", "Hello, world!"),
}
_NUMBER = {mark: number for number, mark in enumerate(TABLE)}
ROWS = tuple(Row(r, r.summary[:-1].removeprefix("An ")) for r in TABLE.values())
_RUN = re.compile("[,.:;?!](?: *[,.:;?!])*+")
# Beyond spaces and further marks one of its neighbours is not ASCII, or it ends a line, follows a sign of a number or
# parts a word from a number that goes on in Chinese: no other mark is Chinese (3.14, 12:30, one, two).
_BESIDE_WIDE = (
    r"(?:(?<=[^\x00-\x7f].)|(?<=[^\x00-\x7f] .)|(?<=  .)|(?<=%.)|(?<=% .)|(?=[,.:;?! ]*+(?:[^\x00-\x7f]|\n|\Z))"
    r"|(?<=[A-Za-z],)(?=[0-9.]++[^\x00-\x7f])|(?<=[0-9]{4},)(?=[0-9]{1,2}[A-Za-z]{0,2}[^\x00-\x7f]))"
)
_SIGNS_OF_NUMBER = frozenset("%％℃‰")
# The comma of a number does not follow a word either: 支持USB,3个接口. The number must go on in Chinese.
_COUNTED = lazy_pattern(rf",(?<=[A-Za-z]{{2}},)[0-9]++(?:\.[0-9]++)?[{HAN}]")
# Nor is it one behind four digits or more and before one or two: 验证码482915,5分钟内有效. In brackets and in a row of
# numbers it is data.
_UNGROUPED = lazy_pattern(
    rf",(?<=[0-9]{{4}},)(?<![,.][0-9]{{4}},)(?<![,.][0-9]{{5}},)(?=[0-9]{{1,2}}[A-Za-z]{{0,2}}[{HAN}])"
)
_FULL = str.maketrans(FULL)
_OPENING = frozenset("“‘（《〈「『【〔([")
_CLOSING = frozenset("”’）》〉」』】〕")
_QUOTING = frozenset("“”‘’「」『』《》")
_PAUSES = frozenset("，、；：")
_NOT_AFTER = frozenset("，。、；：？！")  # a mark before another is part of the word (Yahoo!，)
_REFERENCE = re.compile("&(?:amp;)?#?[A-Za-z0-9]{1,31}$")  # a character reference that was kept
# Between two settings: name=值,size=值
_SETTING = re.compile("[\\w.]=[^ ,;，；。=]{1,40}$")
_ASSIGNED = re.compile(" ?[\\w.]{1,20}=")
_IMAGE = re.compile(r"\[[^\[\]\n]{0,200}\]\(")  # ![…](…) of Markdown
_IN_BRACKETS = re.compile(r"[(\[{（][^)\]}）\n]*+$")
_OPERATORS = frozenset("=/\\~|&^")  # behind a mark they make one sign with it: !~ := ?=
# A sign that is spoken of, not used: 用 , 分隔, 按 : 键, 输入 ; 后回车.
_SIGN_BEFORE = re.compile("(?:[用以按]|输入|键入|按下|符号|字符)$")
_SIGN_AFTER = re.compile("键|号(?!召)|分[隔割]|隔开|结尾|开头|字符|符号")
_IN_NAME = lazy_pattern(
    rf"\.(?<=[{TRANSLITERATION}]{{2}}\.)(?=[{TRANSLITERATION}]|[{HAN}][{TRANSLITERATION}])"
)  # 卡尔.马克思, 纳斯尔丁.阿凡提
# No decimals: 收入增加.2023年  资金到位.1—8月
_DATE = re.compile("(?:19|20)[0-9]{2}年|1?[0-9](?:[-—]1?[0-9])?月|[1-3]?[0-9]日|[0-9]{1,3}年来")
_LIST_NUMBER = lazy_pattern(rf"[ \t\u3000#]*[(（]?(?:\d{{1,3}}|[A-Za-z]|[{NUMERALS}]{{1,3}})[)）]?")
_FIELD = re.compile(r" +[^ ,.:;?!，。：；？！\n]{1,6}[:：]")
_LAST_WORD = re.compile(r"[A-Za-z.]{1,12}$")
_LATIN_CLAUSE = re.compile(r"[A-Za-z]+(?: [A-Za-z]+){2}[*_]{0,3}$")  # three words in a row end a sentence of their own
_EMOTICON = lazy_pattern(rf" ?-?(?:\)(?![A-Za-z0-9])|[(DPp](?![A-Za-z0-9{HAN}]))")


_MARK, _BEYOND_ASCII, _LATIN, _POINT = Chars(",.:;?!"), Chars("\x80-\U0010ffff"), Chars("A-Za-z"), Chars("0-9.")
_BEFORE, _PERCENT, _GOES_ON = Chars(" %"), Chars("%"), Chars(" ,.:;?!")


def _seeds(at: Window) -> Mask:
    """Where ``_BESIDE_WIDE`` may hold; of what a run of spaces and marks leads to, the first two are looked at."""
    before = at(_BEYOND_ASCII, -1) | (at(_BEFORE, -1) & (at(_BEYOND_ASCII, -2) | at(_BEFORE, -2))) | at(_PERCENT, -1)
    behind = at(_BEYOND_ASCII, 1) | at(LF, 1)
    behind |= at(_GOES_ON, 1) & (at(_BEYOND_ASCII, 2) | at(LF, 2) | at(_GOES_ON, 2))
    numbers = (at(_LATIN, -1) & at(_POINT, 1)) | (at(DIGIT, -4) & at(DIGIT, -1) & at(DIGIT, 1))
    return at(_MARK) & (before | behind | numbers)


@dataclass(frozen=True)
class Marks:
    """ASCII marks that belong to Chinese become Chinese marks."""

    rules = tuple(TABLE.values())
    triggers = frozenset(TABLE)

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch = document.text, Batch(ROWS)
        judge = _Judge(document)
        size, plain, end, last = len(text), not judge.writing.other, 0, -1
        if judge.writing.all_foreign:
            return batch
        for start in places(document, self.triggers, _BESIDE_WIDE, wide=True, seeds=_seeds):
            if start < end:
                continue  # of the run before, or a line without Han
            if plain and _between_han(text, start) and not judge.shield.touches(start, start + 1):
                batch.add(start, start + 1, _NUMBER[text[start]], FULL[text[start]])
                continue
            if start > last:
                first, last = judge.line.at(start)
                if text[first:last].isascii():
                    end = last
                    continue
            m = _RUN.match(text, start)
            assert m is not None
            end = m.end()
            left, right = start, end
            while left and text[left - 1] == " ":
                left -= 1
            while right < size and text[right] == " ":
                right += 1
            run = m[0].replace(" ", "")
            if not judge.is_chinese(run, start, end, left, right):
                continue
            if right == size or text[right] == "\n" or (run[-1] == ":" and _FIELD.match(text, end)):
                right = end  # spaces at a line end are another rule's; those between two fields part them
            batch.add(left, right, _NUMBER[run[0]], run.translate(_FULL))
        return batch


def _between_han(text: str, i: int) -> bool:
    """The commonest place, decided at once: one mark (but a dot, which may number a list) close between ideographs."""
    inside = 0 < i < len(text) - 1 and text[i] != "."
    return inside and "\u4e00" <= text[i - 1] <= "\u9fff" and "\u4e00" <= text[i + 1] <= "\u9fff"


class _Judge:
    """Whether a run of ASCII marks is Chinese; ``left`` and ``right`` are its ``start`` and ``end`` beyond spaces."""

    def __init__(self, document: Document) -> None:
        self.text = text = document.text
        self.shield = protection(text, document.markdown)
        self.writing = Writing(document)
        self.line = Line(text)

    def is_chinese(self, run: str, start: int, end: int, left: int, right: int) -> bool:
        text = self.text
        before = text[left - 1] if left and text[left - 1] != "\n" else ""
        after = text[right] if right < len(text) and text[right] != "\n" else ""
        chinese = is_chinese(before) and before not in _OPENING
        starts = before in _SIGNS_OF_NUMBER or (run == "," and self._parts_numbers(start))
        numbers = run == "." and before.isalnum() and after not in _CLOSING  # 1. 第一项
        if not chinese and after and not starts and (numbers or not is_chinese(after)):
            return False  # between Latin words, or in a list: decided at once
        if not before or self._never(run, start, end, left, right):
            return False
        if chinese and not (is_han(before) or is_han(after) or self.writing.chinese(start)):
            return False  # curly quotation marks and dashes are Latin as well
        if not chinese and not self._joins_on(run, before, after, start, end, right, starts):
            return False
        if chinese and run == "." and not self._stops(before, after, start, end, right):
            return False
        return not (
            (is_latin(after) and not self._prose(start, right > end))
            or self.writing.foreign(start)
            or self.writing.latin_prose(start)
            or self.writing.reference(start)
            or self._shown(start, end, left, right)
            or self.shield.touches(start, end)
        )

    def _parts_numbers(self, start: int) -> bool:
        """Whether a comma before a number is none of a number itself."""
        if _COUNTED.match(self.text, start):
            return True
        return _UNGROUPED.match(self.text, start) is not None and not _IN_BRACKETS.search(
            self.text, max(0, start - 20), start
        )

    def _never(self, run: str, start: int, end: int, left: int, right: int) -> bool:
        """What no context makes Chinese: mixed runs with a dot, comparisons, emoticons, marks at a slash, a mark alone
        between quotation marks (”*”或”?”), and what is shown as a sign or a command (``输入 :q! 命令``, ``再输入 !! 重复``, ``命令：:x``).
        """
        before, after = self.text[left - 1], self.text[right : right + 1]
        if left < start and (
            (end == right and after not in ("", "\n") and not is_han(after) and not self._quotes(before, after))
            or len(run) > 1
            or (run == "." and end < right and not self._quotes(before, after))
        ):
            return True
        if run[0] == "." and "。" in (before, after):
            return True
        if run in ",;" and _ASSIGNED.match(self.text, end) and _SETTING.search(self.text, max(0, start - 60), start):
            return True
        if run[0] == ";" and _REFERENCE.search(self.text, max(0, start - 33), start):
            return True
        if before in _PAUSES or "::" in run or (before == after and before in "”’"):
            return True
        if "." in run and len(run) > 1:
            return True  # two may be a stop typed twice or what is left of an ellipsis, or lead to a page
        if run[-1] == "!" and _IMAGE.match(self.text, end):
            return True
        if run[-1] in ":;" and _EMOTICON.match(self.text, end):
            return True
        return before in "/\\" or after in _OPERATORS

    def _quotes(self, before: str, after: str) -> bool:
        """Whether a mark that a space parts from Han stands at the edge of a quotation (``写道 :“…``, ``…江月 .”``)."""
        return after != "" and after in _QUOTING and is_han(before)

    def _shown(self, start: int, end: int, left: int, right: int) -> bool:
        """Whether the mark is shown as a sign: named so behind it, or typed and set apart."""
        if end - start != 1:
            return False
        behind = _SIGN_AFTER.match(self.text, right) is not None
        before = _SIGN_BEFORE.search(self.text, max(0, left - 2), left)
        apart = left < start and end < right
        return (behind and (apart or before is not None)) or (apart and before is not None and len(before[0]) == 2)

    def _prose(self, start: int, spaced: bool) -> bool:
        """Whether a mark with Chinese before it and a Latin word behind it belongs to a Chinese sentence."""
        return self.writing.chinese(start) and not (spaced and self.writing.latin_clause(start))

    def _stops(self, before: str, after: str, start: int, end: int, right: int) -> bool:
        """Whether a single dot behind Chinese is a full stop: before Chinese or at the end, no list number."""
        if self._numbers(start) or _IN_NAME.match(self.text, start):
            return False
        close = right == end or after in _NOT_AFTER or after in _CLOSING  # no space stays before such a mark
        if _DATE.match(self.text, end):
            return before not in NUMERALS
        return not after or after in _CLOSING or (is_chinese(after) and (close or before not in NUMERALS))

    def _joins_on(self, run: str, before: str, after: str, start: int, end: int, right: int, starts: bool) -> bool:
        """Whether a mark behind a number, a word or an ASCII sign belongs to the Chinese around it; ``starts``: it is not
        the comma of a number, whatever stands behind it.
        """
        if before in _OPENING:
            return False
        return self._fits(run, before, after, start, end, right, starts) and self.writing.chinese(start)

    def _fits(self, run: str, before: str, after: str, start: int, end: int, right: int, starts: bool) -> bool:
        """The same, in a Chinese line."""
        word = is_latin(before)
        if after in _CLOSING and after:
            return self._quotes_chinese(start) and run[0] in ".?!"
        if not after:
            return (run[0] in ".?!" and self._ends(run, start)) or (
                run[0] in ",;:" and (not word or run == ":") and before not in "{}<>"
            )
        if starts and right == end and (after.isdigit() or (run != "." and after.isalnum())) and run in (",", ";", "."):
            return True
        if not is_chinese(after) or after in _NOT_AFTER or (word and right > end):
            return False
        if run[0] == ".":
            return before in "%％℃°\"')]" and not self._numbers(start)
        return run[0] != "!" or not before.isdigit()

    def _ends(self, run: str, start: int) -> bool:
        """Whether the last mark of a line behind a word or number ends the sentence."""
        line, _ = self.line.at(start)
        if _LATIN_CLAUSE.search(self.text, max(line, start - 60), start):
            return False
        if run != ".":
            return True
        if self._numbers(start):
            return False
        word = _LAST_WORD.search(self.text, max(line, start - 12), start)
        if word is None or "." in word[0]:
            return word is None
        initial = len(word[0]) == 1 and not self.text[word.start() - 1].isdigit()  # 100g. ends with a unit
        return not initial and word[0].lower() not in ABBREVIATIONS

    def _numbers(self, start: int) -> bool:
        """Whether a dot follows the number of a list or heading: ``1.``, ``(1).``, ``一.``."""
        line, _ = self.line.at(start)
        return start - line < 9 and _LIST_NUMBER.fullmatch(self.text, line, start) is not None

    def _quotes_chinese(self, start: int) -> bool:
        """Whether the quotation or bracket that closes behind a mark holds Han (looked for in 100 characters)."""
        first = max(0, start - 100)
        opened = max(self.text.rfind(c, first, start) for c in _OPENING)
        return opened >= 0 and any(map(is_han, self.text[opened:start]))
