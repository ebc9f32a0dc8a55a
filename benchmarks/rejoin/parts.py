"""What stands on a page beside prose: headings, verse, tables, addresses, captions, furniture, made of the text's own words.

Only the few labels that such lines are known by are given here. Nothing makes sense, and nothing has to: lines are to
look like those of a page.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.rejoin.texts import TRADITIONAL, Document, Language, traditional
from benchmarks.rejoin.wrap import Style

MARKS = re.compile(r"[，。；！？、：,.;:!?“”\"「」『』《》()（）—…]+")
ASCII = str.maketrans("，；：！？（）", ",;:!?()")  # as a reader of pages writes Chinese marks now and then
STOPS = "。．.!！?？"
FIGURE = re.compile(r"(?<=[\u4e00-\u9fff])(\d+(?:\.\d+)?%?)(?=[\u4e00-\u9fff])")
PLAIN = re.compile(r"\w(?:[\w .·'’-]*\w)?")
BLANK = re.compile(r"\{[nw]\}")
LONG = re.compile(r"[!-~]{30}")  # an address of the web; no column holds it
TRIES = 80


class TooLittleError(Exception):
    """A language has too little text for a layout."""


@dataclass(frozen=True)
class Words:
    """The labels of one language; ``{n}`` stands for a number, ``{w}`` for a few words."""

    heads: tuple[str, ...]
    folios: tuple[str, ...]
    bylines: tuple[str, ...]
    captions: tuple[str, ...]
    fields: tuple[str, ...]
    address: tuple[str, ...]
    numbers: tuple[str, ...]
    bullets: tuple[str, ...]
    colon: str = "："
    stop: str = "。"
    indent: str = "\u3000\u3000"


HAN = Words(
    heads=("综合新闻", "第{n}章 概况", "城乡观察 第{n}期", "{n}年第{n}期"),
    folios=("{n}", "- {n} -", "第{n}页", "· {n} ·", "{n}版"),
    bylines=(
        "本报记者 {w}",
        "记者 {w} 通讯员 {w}",
        "□ {w}",
        "（本报记者 {w}）",
        "文/{w} 图/{w}",
        "{n}年{n}月{n}日",
        "来源：{w}",
    ),
    captions=("图为{w}。", "图为{w}", "▲{w}", "图{n}：{w}", "{w}。{w}摄", "{w}（资料照片）", "{w}", "{w}。"),
    fields=("地址", "电话", "邮编", "时间", "地点", "名称", "编号", "网址", "负责人", "热线"),
    address=("{w}省{w}市", "{w}区{w}路{n}号", "{w}大厦{n}层"),
    numbers=("一、", "（一）", "第一条　", "1．", "1. ", "（1）", "1)", "①"),
    bullets=("• ", "——", "■ "),
)
KANA = Words(
    heads=("地域の話題", "第{n}章 概要", "特集 第{n}回"),
    folios=("{n}", "- {n} -", "{n}ページ", "({n})"),
    bylines=("{w}記者", "文 {w}", "{n}年{n}月{n}日", "構成・{w}"),
    captions=("写真は{w}", "図{n}：{w}", "▲{w}", "{w}。", "{w}"),
    fields=("住所", "電話", "日時", "会場", "担当", "番号", "主催"),
    address=("{w}県{w}市", "{w}町{n}丁目{n}番地", "{w}ビル{n}階"),
    numbers=("一、", "(1) ", "1. ", "①", "第一条　"),
    bullets=("・", "• ", "■ "),
    indent="\u3000",
)
LATIN = Words(
    heads=("THE DAILY RECORD", "Chapter {n}", "Annual Review, vol. {n}", "Notes and Queries"),
    folios=("{n}", "- {n} -", "Page {n}", "[{n}]"),
    bylines=("By {w}", "{w}, staff writer", "From our correspondent", "{n} May {n}"),
    captions=("Figure {n}. {w}.", "Photograph: {w}", "{w}", "Above: {w}.", "Plate {n}. {w}"),
    fields=("Address", "Telephone", "Date", "Place", "Reference", "Contact", "E-mail"),
    address=("{n} {w} Street", "{w}", "{n} {w} Lane", "EX{n} 1Q"),
    numbers=("1. ", "(1) ", "1) ", "1 "),
    bullets=("• ", "- ", "* "),
    colon=": ",
    stop=".",
    indent="    ",
)
HANGUL = Words(
    heads=("지역 소식", "제{n}장 개요", "특집 {n}호"),
    folios=("{n}", "- {n} -", "{n}쪽"),
    bylines=("{w} 기자", "글 {w}", "{n}년 {n}월 {n}일"),
    captions=("사진은 {w}", "그림 {n}. {w}", "▲ {w}", "{w}"),
    fields=("주소", "전화", "일시", "장소", "담당", "번호"),
    address=("{w}도 {w}시", "{w}로 {n}번길 {n}", "{w}빌딩 {n}층"),
    numbers=("1. ", "(1) ", "①", "1) "),
    bullets=("• ", "- ", "■ "),
    colon=": ",
    stop=".",
    indent=" ",
)
WORDS = {"han": HAN, "kana": KANA, "latin": LATIN, "hangul": HANGUL}
DIGITS = "一二三四五六七八九十"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


class Maker:
    """Makes the parts of one page: paragraphs as they are, everything else from their clauses. ``pick`` is its chance."""

    def __init__(self, language: Language, pick: random.Random) -> None:
        self.language = language
        self.spaced = language.spaced
        self.pick = pick
        self.words = WORDS[language.script]
        self._ascii = language.script == "han" and pick.random() < 0.15
        self._used: set[str] = set()

    def may(self, chance: float) -> bool:
        """True with a probability of ``chance``."""
        return self.pick.random() < chance

    def _form(self, text: str) -> str:
        return text.translate(ASCII) if self._ascii else text

    def label(self, labels: tuple[str, ...]) -> str:
        """One of the labels, in the script of the language."""
        label = self.pick.choice(labels)
        return traditional((label,))[0] if self.language.name == TRADITIONAL else label

    # Prose

    def style(self, marks: tuple[str, ...] = ("hang", "push", "squeeze")) -> Style:
        """How a column is set: narrow ones of a newspaper, and the wider ones of a book or a letter."""
        if self.spaced:
            return Style(self.pick.choice((32, 38, 46, 60, 72)))
        width = self.pick.choice((9, 10, 11, 12, 13, 28, 30, 32, 35, 38, 40)) if self.may(0.25) else None
        return Style(2 * (width or self.pick.randint(11, 26)), self.pick.choice(marks), uneven=self.may(0.25))

    def indent(self) -> str:
        return self.words.indent

    def paragraphs(self, count: int, low: int = 30, high: int = 420) -> list[str]:
        """``count`` paragraphs of one document, in its order, of ``low`` to ``high`` characters; of spaced scripts two and a
        half times as long. One in twenty-five has lost its full stop. Raises ``TooLittleError``.
        """
        longest = round(2.5 * high) if self.spaced else high
        best: list[str] = []
        for _ in range(TRIES):
            document = self.pick.choice(self.language.documents)
            found: list[str] = []
            for text in document[self.pick.randrange(len(document)) :]:
                if low <= len(text) <= longest and self._is_prose(text) and text not in found:
                    found.append(text)
                    if len(found) == count:
                        break
            best = max(best, found, key=len)
            if len(best) == count:
                break
        if len(best) < min(count, 2):
            raise TooLittleError(self.language.name)
        self._used.update(best)
        return [self._form(text.rstrip(STOPS) if self.may(0.04) and text.rstrip(STOPS) else text) for text in best]

    def _is_prose(self, text: str) -> bool:
        """No heading, not on this page yet, and nothing in it that no column holds."""
        return text[0] != "#" and text not in self._used and not LONG.search(text)

    def justified(self, text: str) -> str:
        """``text`` with spaces round some of its figures, as a justified line leaves them."""
        return FIGURE.sub(lambda match: self.pick.choice((" %s ", "%s ", " %s", "%s")) % match[1], text)

    # Words

    def clauses(self, least: int = 4) -> list[str]:
        """Short clauses of a paragraph, without the marks around them."""
        longest = 60 if self.spaced else 14
        for _ in range(TRIES):
            document: Document = self.pick.choice(self.language.documents)
            found = [part.strip() for part in MARKS.split(self.pick.choice(document).removeprefix("# "))]
            found = [part for part in found if 2 <= len(part) <= longest and PLAIN.fullmatch(part)]
            if len(found) >= least:
                return [self._form(part) for part in found]
        raise TooLittleError(self.language.name)

    def word(self, low: int = 2, high: int = 5) -> str:
        """A few characters or, of spaced scripts, words from the beginning of a clause."""
        clause = self.pick.choice(self.clauses(2))
        if self.spaced:
            return " ".join(clause.split()[: self.pick.randint(1, max(1, high // 2))])
        return clause[: self.pick.randint(low, high)].strip()

    def number(self) -> str:
        """A count, a year or a day."""
        first, last = self.pick.choice(((1, 99), (1900, 2030), (1, 31)))
        return str(self.pick.randint(first, last))

    def filled(self, labels: tuple[str, ...], high: int = 5) -> str:
        """A label with its numbers and words put in."""
        text = self.label(labels)
        return BLANK.sub(lambda blank: self.number() if blank[0] == "{n}" else self.word(2, high), text)

    # Lines

    def heading(self) -> list[str]:
        """One line, sometimes two, without a mark at the end."""
        count = self.pick.choice((1, 1, 1, 2))
        if self.spaced:
            lines = [" ".join(clause.split()[:7]) for clause in self.clauses()[:count]]
            return [line.title() if self.may(0.6) else line for line in lines]
        clauses = self.clauses()
        lines = [clause for clause in clauses if len(clause) >= 4][:count] or clauses[:1]
        if self.may(0.15):
            lines[-1] += " " + clauses[-1]
        opening = self.pick.random()
        lines[0] = (self.label(self.words.numbers) if opening < 0.1 else "——" if opening < 0.16 else "") + lines[0]
        return lines

    def byline(self) -> str:
        return self.filled(self.words.bylines, 3)

    def caption(self) -> str:
        return self.filled(self.words.captions, 14)

    def verse(self) -> list[str]:
        """Two to eight lines: often equally long, with marks at their ends or none, now and then two to a line. They are
        in no order, for clauses that follow on one another would be prose, however they are set.
        """
        clauses = self.clauses()
        self.pick.shuffle(clauses)
        lines = clauses[: self.pick.randint(2, 8)]
        if self.spaced:
            lines = [" ".join(line.split()[: self.pick.randint(4, 9)]) for line in lines]
            return [line[0].upper() + line[1:] + self.pick.choice((",", "", "", ";", ".", "!")) for line in lines]
        if self.may(0.45):
            size = self.pick.choice((4, 5, 5, 7, 7, 7))
            lines = [line[:size] for line in clauses if len(line) >= size][:8] or lines
        ends = self.pick.choice((("", ""), ("，", "。"), ("，", "。"), ("，", "；")))
        lines = [self._form(line + ends[k % 2]) for k, line in enumerate(lines)]
        if self.may(0.2) and len(lines) >= 4:
            lines = [a + b for a, b in zip(lines[::2], lines[1::2], strict=False)]
        return lines

    def table(self) -> list[str]:
        """Fields with a colon, rows of figures, an address, or rows of words."""
        kind = self.pick.random()
        count = self.pick.randint(2, 6)
        if kind < 0.4:
            return [self._field() for _ in range(count)]
        if kind < 0.7:
            cells = self.pick.randint(1, 3)
            return [" ".join([self.word(), *(self._cell() for _ in range(cells))]) for _ in range(count)]
        if kind < 0.85:
            lines = [self.filled((label,), 3) for label in self.words.address]
            return [*lines, str(self.pick.randint(10_000, 999_999))] if self.may(0.5) else lines
        return [" ".join(self.word(2, 3) for _ in range(self.pick.randint(2, 5))) for _ in range(count)]

    def _field(self) -> str:
        value = self.pick.choice((
            self.word(3, 14), self.word(5, 14), str(self.pick.randint(100, 99_999_999)), self.byline(),
            f"0{self.pick.randint(10, 999)}-{self.pick.randint(1_000_000, 99_999_999)}", "www.example.org",
        ))  # fmt: skip
        label = self.label(self.words.fields) if self.may(0.6) else self.word(2, 5)
        return self._form(label + self.words.colon + value)

    def _cell(self) -> str:
        share = self.pick.random() * 100
        return self.pick.choice((self.word(1, 3), self.number(), f"{share:.1f}%", f"{share:.2f}"))

    def items(self) -> Iterator[str]:
        """The numbers of a list one after another, or its bullet again and again."""
        if self.may(0.3):
            bullet = self.pick.choice(self.words.bullets)
            while True:
                yield bullet
        mark = self.label(self.words.numbers)
        for k in range(10):
            yield mark.replace("一", DIGITS[k]).replace("1", str(k + 1)).replace("①", CIRCLED[k])
