"""Characters that were misread for others of the same look, where what stands around them leaves no doubt.

Optical reading takes a nought for the letter O, a one for l or I, the numeral 一 for a dash, 力 for the kana カ, and sets a
gap into a number; copying from the web brings Cyrillic letters into Latin words. Most of that cannot be told from what was
meant. Named is only what has one reading.

    2O23年、l2月、1Oth     misread-character: letters inside a number that counts something, 9:3O and l2,500元 as well
    20 23年、12. 6亿元     misread-character: a gap inside a number
    3.000.00元            misread-character: a point too many
    第—章、这是—本书       misread-character: a dash where a numeral belongs
    来之不易一一这是       misread-character: numerals where a dash belongs
    孟子日：、5月12曰      misread-character: the day for what was said, and the other way round
    三+余年、三干多人      misread-character: a plus for 十, 干 for 千; 起+五日 too
    己经、港囗、tbe        misread-character: no words; the list is data, ``textkit/language/misread.toml``
    夜慕降临、搜素引擎     misread-character: no words either, and with another character of the same look they are common
                          ones; which look alike is data, ``textkit/language/lookalikes.txt``
    努カ、ニ〇一九年        stray-letter: single kana among Chinese characters, in a text that has no others
    Мicrosoft             stray-letter: a word of two alphabets
    公車路線，请市民留意   stray-letter: single simplified characters in a traditional text, and the other way round
    H2O、O型、5G          left alone
    未来与末来             left alone: the right word stands beside it
    カ月、ヶ月             left alone: Japanese

Left alone: code, formulas, links; names and types (``A4``, ``iPhone 15``); whatever stands in a text with other kana, or
with whole words in the other alphabet. The finding changes nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from textkit.judgement.joined import table_of
from textkit.judgement.misread import misread
from textkit.judgement.misreadings import slips
from textkit.judgement.protected import protection
from textkit.language.fold_pairs import FROM, INTO
from textkit.language.han import in_set
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.plausible import MODELS, table
from textkit.model.finding import Finding, Rule
from textkit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from textkit.steps.flag.context import FlagContext

MISREAD = Rule.warning(
    "FLAG013",
    "misread-character",
    "flag",
    "A character was misread for another of the same look.",
    flagged="合作社成立于2O23年，有三十户社员。\n",
    unflagged="合作社成立于2023年，有O型血志愿者三十人。\n",
    page=__doc__,
)
MIXED = Rule.warning(
    "FLAG014",
    "stray-letter",
    "flag",
    "A character of another script stands inside a word.",
    flagged="全县上下齐心协カ，完成了各项任务。\n",
    unflagged="工期为三カ月です。まだ終わりません。\n",
    page=__doc__,
)
RULES = (MISREAD, MIXED)

# Behind these a number counts something; other letters there would be types and names (3D, 5G, 4K).
_COUNTED = "年月日时時分秒岁歲元万萬亿億个個名人家户戶件项項次吨噸米里亩畝倍%％℃"
_NUMERAL = "〇零一二三四五六七八九十"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# Each begins with the characters it starts from, so that the search skips all others.
_LETTER = lazy_pattern(  # 2O23年, 1O0个, 3l日
    rf"[1-9](?<![0-9A-Za-z_.\-/#].)(?<![0-9lI],.)[0-9]{{0,5}}[OoIl][0-9OoIl]{{0,5}}(?=[{_COUNTED}]|公[里斤顷頃]|[千毫厘][米克]|[多余餘][{_COUNTED}])"
    r"|[1-9](?<![0-9A-Za-z_.\-/#][1-9])[0-9]{0,3}O[0-9O]{0,3}(?= ?(?:[mkcμ]?[gm]|m[lL])(?![0-9A-Za-z]))"  # 3O mg
)
_CLOCK = lazy_pattern(  # 9：3O, l1:30
    r"[0-9lI](?<![0-9A-Za-z_.,:：\-/#\[].)[0-9lO]?[:：](?:[0-5][Ol]|(?:(?<=l.)|(?<=[lI][0-9lO].)|(?=O))[0-5O][0-9O])(?![0-9A-Za-z:：])"
)
_GROUPED = lazy_pattern(  # l2,500元, 3,2O8.5元
    rf"[1-9lI](?<![0-9A-Za-z_.,\-/#].)(?:(?<=[lI])|(?=[0-9,.]*[OIl]))[0-9OIl]{{0,2}}(?:,[0-9OIl]{{3}}){{1,3}}(?:\.[0-9O]{{1,2}})?(?=[多余餘]?[{_COUNTED}人])"
)
_LEADING = lazy_pattern(  # l945, l2月, l月, l時, lOO人, ¥l5.80
    rf"[lI](?:(?<![0-9A-Za-z_.\-/#$\\&].)(?=[0-9]{{1,4}}(?:\.[0-9]{{1,2}})?(?:[{_COUNTED}]|[人点點])|[月日時])"
    rf"|(?<![0-9A-Za-z_.\-/#$\\&].)(?<=l)(?=[0-9O]{{2,4}}(?:[{_COUNTED}]|人))"
    r"|(?<=[¥￥].)(?=[0-9])|(?<![^\s(\[“'\"].)(?<=l)(?=[89][0-9]{2}(?![0-9A-Za-z_\-])))[0-9O]{0,4}"
)
_NOUGHT = lazy_pattern(  # 每次O.5克, l.5亿元
    rf"[Ol](?<![0-9A-Za-z_.\-/#$\\&].)\.[0-9]{{1,3}}(?=[{_COUNTED}克厘毫公斤度倍升]|[mk]?[gm]\b)"
)
_ORDINAL = lazy_pattern(r"[1-9](?<![0-9A-Za-z_.\-/#][1-9])[0-9]?[OlI](?=th\b)")  # the 1Oth
# A number that is dialled: eleven digits of a mobile phone, or what stands behind a word for it.
_DIALLED = lazy_pattern(
    r"[0-9O](?:(?<![0-9A-Za-z_.\-/#+].)(?<=1)(?=[3-9])(?=[0-9OoIl]{0,9}[OoIl])[0-9OoIl]{10}(?![0-9A-Za-z])"
    r"|(?<=[话話机機线線真编編][：: 是为為].)(?:(?<=O)|(?=[0-9\-]{0,12}[OoIl]))[0-9OoIl\-]{5,15}(?![0-9A-Za-z]))"
)
_GAP = lazy_pattern(  # 20 23年, 2 023年
    r"[12](?<![0-9.,\-/ ][12])(?:(?<=1)9 [0-9]{2}|(?<=2)0 [0-9]{2}|(?<=1) 9[0-9]{2}|(?<=2) 0[0-9]{2}"
    r"|(?<=1)9[0-9] [0-9]|(?<=2)0[0-9] [0-9])(?=年)"
)
_GAP_INSIDE = lazy_pattern(r"[0-9](?<=[第] .|.第.) [0-9](?: [0-9])?(?= ?[届屆次条條章页頁期号號回])")  # 第 1 2 届
_POINT = lazy_pattern(r"\. [0-9]{1,3}(?=[万萬亿億%％])")  # 产值12. 6亿
_POINT_APART = lazy_pattern(r" \.[0-9]{1,3}(?=[万萬亿億%％])")  # 产值12 .6亿
_COUNT = lazy_pattern(rf"[{_HAN}](?<![第表图圖章节節条條款项項例题題])[0-9]{{1,3}}$")  # before the point
_DIALLED_APART = lazy_pattern(
    r"[0-9](?<![0-9.\-] .)(?<![0-9.\-].)(?: [0-9]){2,3}-[0-9]{3}(?=[0-9\-])"
)  # 4 0 0-810-1234
_POINTS = lazy_pattern(
    r"\.[0-9]{3}(?:\.[0-9]{3}){0,3}\.[0-9]{2}(?=元|圆)|\.[0-9](?<=[^0-9](?:19|20)..)[0-9](?=年[0-9]{1,2}月)"
)
_ITEMS = "个個本种種条條位件项項座届屆张張支棵辆輛艘栋棟幢份"
_DASH = lazy_pattern(  # 第—章, 十—月, —九四九年, 二〇—九年, 这是—本书
    rf"[—―─ー－](?:(?<=第.)(?=[{_HAN}](?<![至到]))"
    r"|(?<=[二三四五六七八九]十.)(?=[月日条條章年岁歲])|(?<=[年第]十.)(?=[月日条條章届屆次期节節篇批名])"
    rf"|(?<=[{_HAN}].)(?=直[没沒未在都是以很被有把处處从從坚]|次(?![日要数數级級生序第子元世])|些|般(?!若)|方面|段[时時]|阵|陣|旦)"
    rf"|(?<=[了过過].)(?=(?P<b>[{_ITEMS}次段批群番片])(?!(?P=b)|[人体體性]))"
    rf"|(?<![—―─{_HAN}0-9].)(?=[九八][{_NUMERAL}]{{2}}年)"
    rf"|(?<=[一二][〇零○].)(?=[{_NUMERAL}]年)|(?<=[一二][〇零○九][{_NUMERAL}].)(?=年)"
    rf"|(?<=[这那每某另哪是有].)(?=(?P<a>[{_ITEMS}])(?!(?P=a)|[人体體性]))"
    rf"|(?<=[的有这那這].)(?=[切般些贯貫样樣定])|(?<=唯.)(?=[的{_HAN}])|(?<![系传傳总總血正]统.)(?<=统.)(?=[{_HAN}]))"
)
_TEN = lazy_pattern(
    r"\+(?<=[二三四五六七八九]\+)(?=[余多餘]?[年月日岁歲个個名万萬亿億元]|[一二三四五六七八九][岁歲年])(?!年级|年級)"
    r"|\+(?<=[起第年月]\+)(?=[一二三四五六七八九][日月条條章届屆天])"
)  # 三+多年, 起+五日
_THOUSAND = lazy_pattern(  # 三干多人
    r"干(?<=[二三四五六七八九两兩几幾]干)(?=[多余餘]?(?:[元名吨噸米亩畝户戶件项項套株辆輛年]|个(?!人)|個|公[里斤顷頃]|人[次口员員，。]))"
)
# 来之不易一一这是: two numerals for a dash, before what explains the words in front.
_STROKES = lazy_pattern(
    rf"一(?<=[{_HAN}”》]一)一(?=(?:这[是就便]|那[是就便]|這[是就便]|也就是|尤其是|特别是|特別是|即[：:“《]|比如|例如)[{_HAN}：:“《])"
)
# 曰 behind figures counts days; 日 behind the name of a sage or of a book says what it said.
_DAY = lazy_pattern(
    rf"曰(?:(?<=月[0-9].)|(?<=月[0-9]{{2}}.)|(?<=月[{_NUMERAL}].)|(?<=月[{_NUMERAL}]{{2}}.)|(?<=月[{_NUMERAL}]{{3}}.))(?![：:“「])"
)
_SAID = lazy_pattern(
    rf"日(?=[：:，“「『])(?:(?<=[孔孟老庄莊荀曾韩韓墨列朱程夫]子.)|(?<=太史公.)|(?<=[{_HAN}]诗.)|(?<=[{_HAN}]詩.)|(?<![{_HAN}]子.)(?<=子.)|(?<=[诗詩书書传傳]云.)"
    r")(?=[：:，]?[“「『：:])"
)
_TRADITIONAL, _SIMPLIFIED = frozenset(FROM), frozenset(INTO) - frozenset(FROM) - {"着"}  # Hong Kong writes 着
# Kinds of characters, and which two of them stand side by side wherever a pattern matches: all of these, "/" for one of two.
_SORTS = {"D": "0123456789", "L": "OoIl", "S": " ", "P": ".", "H": "-", "M": "月日時", "C": ",:："}
_BESIDE = "holds a letter that looks like a digit"
_NUMBERS = (
    (_LETTER, "DL", _BESIDE),
    (_LEADING, "LD/LM/LL", _BESIDE),
    (_CLOCK, "CD/CL LD/DL/LC/CL", _BESIDE),
    (_GROUPED, "CD/CL LD/DL/LC/CL", _BESIDE),
    (_NOUGHT, "LP PD", _BESIDE),
    (_ORDINAL, "DL", _BESIDE),
    (_DIALLED, "DL/LD/LH/HL", _BESIDE),
    (_GAP, "DS SD", "is the number of a year with a gap in it"),
    (_GAP_INSIDE, "DS SD", "is a number with a gap in it"),
    (_POINT, "PS SD", "is a number with a gap beside its point"),
    (_POINT_APART, "SP PD", "is a number with a gap beside its point"),
    (_DIALLED_APART, "DS SD DH", "is a number with gaps in it"),
    (_POINTS, "PD DP", "is a number with a point too many"),
)
# What is sought, and runs of characters of which one stands wherever it is found.
_SEARCHED = (
    (_DASH, tuple("—―─ー－"), "is a dash where a numeral belongs"),
    (_STROKES, ("一一",), "stands for a dash"),
    (_TEN, ("+",), "stands for 十"),
    (_THOUSAND, ("干",), "stands for 千"),
    (_DAY, ("曰",), "stands where a day is counted: 日"),
    (
        _SAID,
        ("日：", "日:", "日“", "日「", "日『", *(f"日，{c}" for c in "：:“「『")),
        "stands before what somebody said: 曰",
    ),
)
_DIGITS = frozenset("0123456789")

# Kana of the look of a Chinese character.
_KANA = "カニエロハタトチミ"
_LONELY = frozenset(_KANA)
_COUNTING = lazy_pattern(
    r"[ニハ](?<![ァ-ヺー].)(?=[十百千][一二三四五六七八九年月日人回個歳時本枚])"
)  # ニ十年, among hiragana
_LONE = lazy_pattern(
    rf"(?<=[{_HAN}〇])[{_KANA}](?=[{_HAN}〇，。、；：！？\n]|\Z)|(?<![\w])[ニハ](?=[〇零一二三四五六七八九十]{{2}})"
)
_ANY_KANA = frozenset(map(chr, [*range(0x3041, 0x3097), *range(0x30A1, 0x30FB), 0x30FC]))
# Cyrillic and Greek letters that look like Latin ones.
_ALIKE = "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_ALIKE_SET = frozenset(_ALIKE)
_STRANGE = _ALIKE_SET | frozenset(map(chr, range(0x400, 0x500)))
_LATIN_ALIKE = frozenset("aceopxyABCEHKMOPTXY")  # Latin letters that look like Cyrillic ones
_LATIN = "A-Za-z\u00c0-\u024f"
_OTHERS = "\u0370-\u04ff"
_SEAM = lazy_pattern(f"[{_LATIN}](?=[{_OTHERS}])|[{_OTHERS}](?=[{_LATIN}])")
_WORD = lazy_pattern(f"[{_LATIN}{_OTHERS}]+")
_PRONOUN = lazy_pattern("[МНВІТ][a-z]|[ABCEHKMOPTX][\u0430-\u044f]")  # Мy, Нe, Hа
_ENDING = lazy_pattern(f"[{_LATIN}]{{2,}}[\u0430-\u0451]{{1,3}}")  # of a foreign word or abbreviation: SIMы
# Simplified characters among traditional ones: few, and the text shows by many others how it is written.
_PLAIN = 3  # different ones at the most
_FULL = 4  # different traditional ones for each of them at the least
_HALF = 2  # different simplified ones for each traditional one at the least: many more are common to both
_MANY = 5  # places; more of them are no slips
_SPOKEN_OF = lazy_pattern(
    "繁體|[日國]語|日本語|《[^《》\n]{0,60}》|“[^“”\n]{0,60}”|「[^「」\n]{0,60}」|『[^『』\n]{0,60}』|[（(][^（）()\n]{0,60}[）)]"
)
HANS, HANT = MODELS.index("hans"), MODELS.index("hant")
EVERYDAY = 8.5  # nats that a character costs at the most which traditional texts of all kinds have
NEVER = 16.0  # nats that one costs which simplified texts do not have
LEAST, MOST = 3, 40  # letters of a word
FEW = 3  # different look-alikes; a text with more of another alphabet is written in it


def find(scene: FlagContext) -> Iterator[Finding]:
    """Each misread run, in order of place."""
    text, alphabet = scene.document.text, scene.document.alphabet
    found: list[tuple[int, int, Rule, str]] = []
    kana = alphabet & _ANY_KANA
    beside = _side_by_side(scene.codes)
    for pattern, needs, what in _NUMBERS:
        if all(not beside.isdisjoint(one.split("/")) for one in needs.split()):
            apart = pattern in (_POINT, _POINT_APART)
            found += [
                (_begin(text, match), match.end(), MISREAD, what)
                for match in pattern.finditer(text)
                if not apart or _COUNT.search(text, max(0, match.start() - 4), match.start())
            ]
    for pattern, runs, what in _SEARCHED:
        if any(run in text for run in runs if run[0] in alphabet):
            found += [
                (*match.span(), MISREAD, what) for match in pattern.finditer(text) if match[0] != "ー" or kana == {"ー"}
            ]
    for at, one in misread(text, scene.codes):
        if kana.isdisjoint(one.wrong) or not kana <= _LONELY:
            found.append((at, at + len(one.wrong), MISREAD, f"is no word: {one.right} was misread"))
    if kana and kana <= _LONELY:
        for match in _LONE.finditer(text):
            found.append((match.start(), match.end(), MIXED, "is kana among Chinese characters"))
    if not kana.isdisjoint("ニハ"):
        found += [(*match.span(), MISREAD, "stands where a numeral belongs") for match in _COUNTING.finditer(text)]
    if not alphabet.isdisjoint(_STRANGE):
        found += [(*word, MIXED, "is a word of two alphabets") for word in _mixed(text, _other_alphabet(alphabet))]
    if not kana:
        found += [(at, at + 1, MIXED, what) for at, what in _unlike(text, alphabet, scene.codes)]
    if not kana:
        told = {at for start, end, *_ in found for at in range(start, end)}
        found += [slip for slip in _slips(scene) if slip[0] not in told]
    if not found:
        return
    kept = protection(text, scene.document.markdown)
    for start, end, rule, what in sorted(found, key=lambda one: one[:2]):
        if not kept.at(start):
            yield scene.finding(rule, Span(start, end), f"“{text[start:end]}” {what}", {"characters": text[start:end]})


def _slips(scene: FlagContext) -> Iterator[tuple[int, int, Rule, str]]:
    """Each character that the words around it show to be misread, in the same form as what is found by patterns."""

    def traditional() -> bool:
        plain, full = (len(scene.document.alphabet & script) for script in _scripts())
        return full > plain

    for slip in slips(scene.joined, traditional):
        start, end = scene.place(slip.number, slip.at, slip.at + 1)
        yield start, end, MISREAD, f"makes no word here: {slip.right} was misread"


def _side_by_side(codes: NDArray[np.uint16]) -> set[str]:
    """Which two of ``_SORTS`` stand side by side anywhere, by their letters."""
    import numpy as np

    sorts = _tables()[0][codes]
    seen = np.zeros(1 << 6, np.bool_)
    seen[sorts[:-1] * np.uint8(8) + sorts[1:]] = True
    names = " " + "".join(_SORTS)
    return {names[k >> 3] + names[k & 7] for k in np.flatnonzero(seen).tolist() if k >> 3 and k & 7}


@cache
def _tables() -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """The sort of each character, 0 for none, and which characters only traditional texts have."""
    import numpy as np

    sorts = np.zeros(1 << 16, np.uint8)
    for k, characters in enumerate(_SORTS.values(), 1):
        sorts[[ord(c) for c in characters]] = k
    return sorts, table_of(_scripts()[1])


def _begin(text: str, match: re.Match[str]) -> int:
    """Where the number begins that ``match`` was found in: patterns for points begin at the point."""
    start = match.start()
    while match[0][0] in ". " and text[start - 1 : start] in _DIGITS:
        start -= 1
    return start


@cache
def _scripts() -> tuple[frozenset[str], frozenset[str]]:
    """The characters that only simplified texts have, and those that only traditional ones have."""
    plain = frozenset(c for c in _SIMPLIFIED if not in_set(c, "big5") and in_set(c, "gb2312"))
    return plain, frozenset(c for c in _TRADITIONAL if in_set(c, "big5") and not in_set(c, "gb2312"))


def _unlike(text: str, alphabet: frozenset[str], codes: NDArray[np.uint16]) -> Iterator[tuple[int, str]]:
    """Where single simplified characters stand in a text that is traditional otherwise, but for what it quotes, or the
    other way round. Of traditional ones only those count that every traditional text has: the others may be names.
    """
    if not _tables()[1][codes].any():
        return
    plain, full = (alphabet & script for script in _scripts())
    if 0 < len(plain) <= _PLAIN and len(full) >= _FULL * len(plain):
        strays, what = plain, "is simplified among traditional characters"
    elif 0 < len(full) <= _PLAIN and len(plain) >= _HALF * len(full):
        costs = table()
        strays = frozenset(c for c in full if costs[c][HANT] <= EVERYDAY and costs[c][HANS] >= NEVER)
        what = "is traditional among simplified characters"
    else:
        return
    if not strays:
        return
    spoken = [match.span() for match in _SPOKEN_OF.finditer(text)]
    found = [match.start() for match in re.finditer(f"[{''.join(sorted(strays))}]", text)]
    if len(found) <= _MANY:
        yield from ((at, what) for at in found if not any(start <= at < end for start, end in spoken))


def _mixed(text: str, other: bool) -> Iterator[tuple[int, int]]:
    """Start and end of each word of Latin letters and of such that look like them or of one Cyrillic letter, or of
    Cyrillic ones and of Latin letters that look like those. ``other``: the text is written in the other alphabet too,
    which puts its endings to Latin words.
    """
    done = 0
    for seam in _SEAM.finditer(text):
        start = seam.start()
        if start < done:
            continue
        while start > done and _WORD.match(text, start - 1):
            start -= 1
        match = _WORD.match(text, start)
        done = match.end() if match else done
        word = match[0] if match else ""
        if not LEAST <= len(word) <= MOST and not _PRONOUN.fullmatch(word):
            continue
        far = [c for c in word if "\u0370" <= c <= "\u04ff"]
        near = [c for c in word if c < "\u0370"]
        if other and _ENDING.fullmatch(word):
            continue
        cyrillic = len(far) >= len(near) and all(c >= "\u0400" for c in far) and _LATIN_ALIKE.issuperset(near)
        alien = not other and len(far) == 1 < len(near) and far[0] >= "\u0400"
        if _ALIKE_SET.issuperset(far) or cyrillic or alien:
            yield done - len(word), done


def _other_alphabet(alphabet: frozenset[str]) -> bool:
    """Whether a text is written in Cyrillic or Greek too: then its words are its own."""
    return sum("\u0370" <= c <= "\u04ff" for c in alphabet) > FEW
