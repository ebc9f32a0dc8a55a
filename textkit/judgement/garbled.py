"""Runs of characters that are bytes of one encoding read in another, though what stands around them is whole.

``decode`` leads whole lines back; here a part of a line is told from rare words by leading it back as well: it must be
text in the encoding it was written in, but for what is cut at its ends. Nothing is repaired.

    ÖÐ¹úÈËÃñÒøÐÐ关于…      GBK read as Latin-1: six signs in a row, and text when read again
    鍦ㄨ繖閲岋紝鎴戜滑…      UTF-8 read as GBK
    縺薙ｓ縺ｫ縺｡縺ｯ、…       UTF-8 read as Shift_JIS
    mangÃ©, isnâ€™t        UTF-8 read as Windows-1252, inside a word
    ÅÄÖåäö、ÀÁÂÃÄÅ        left alone: letters, no text when read again
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.plausible import MODELS, cost, table

# Characters that the UTF-8 of the most frequent Chinese and Japanese characters turns into when it is read as GBK,
# Shift_JIS and Big5, and that written text hardly uses: left halves, by how often they come in news and prose.
GBK = "鐨锛銆涓鍦鏄浜鍥鎴鏈杩涔鏉鍜鍙瀛閫鍚绗瑕鑰鍒鏃骞缁璇瀹鐢鍑鈥鐜鎵鏂璁鍏鍔浠欏姟"
_OTHERS = (
    "澶浼浣鍗寮灞鍖灏鍐宸甯琛鎬瑙鏀姘闂璐鎶瀵淇搴绉鐩娴鎸姝寰荳縲縺莠繝蜈螟逧繧蝗蜿譁莉譛霑螳蜉蜷蝨荵蛻窶菴扈蟷莨譌蜊謌譏蠑逕蛹螻蟆蜀驥蟾譚陦蟶諤蜃隗蜥謾豌"
    "髣謚雍謇騾蟇菫蠎遘蟄逶謖豬嚗銝鈭憭隞餈摰銋蝏撟隡雿霈撘撅撠撌撣銵霂瘞韐撖靽摨蝘瘚摮甇敺敹韏蝑瘝閬憸蝵憟蝥敶撱蝷瘨擃颲瘣蝡蝢憓甈瘙蝔瘜皜瘥靘頝頧憪娑閸鐎閺"
)
_SHIFTED = frozenset(GBK + _OTHERS)
FEW = 2  # different ones in a text that is searched
NAMES = frozenset({"锟斤拷", "锟斤", "烫烫烫", "屯屯屯", "烫烫烫烫", "屯屯屯屯", "葺葺葺葺"})
QUOTING = frozenset({"“”", "‘’", "「」", '""', "《》"})
ODD = 10.9  # nats: characters below are at home in Chinese, Japanese or Korean text
_UTF8_READ_IN = ("gb18030", "cp932", "cp950", "cp949")

# What cp1252 and Latin-1 have above ASCII: letters and signs, without the marks that Chinese uses too.
_SPECIAL = "\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u201a\u201e\u2020-\u2022\u2030\u2039\u203a\u20ac\u2122"
_SIGN = f"\x80-\xff{_SPECIAL}"
_LETTERS = frozenset(map(chr, range(0xA1, 0x100))) - frozenset("·°×§©®±«»¥£¤¶")
_SIGNS = lazy_pattern(f"[{_SIGN}](?:[\x21-\x7e‘’“”–—…]{{0,2}}[{_SIGN}]){{3,300}}[@-~]?")
_WRITTEN_IN = ("utf-8", "gb18030", "cp950", "cp932", "euc_jp", "cp949")
# One letter of Western UTF-8 read as Windows-1252: Ã before a sign that ends no word, and the marks ’ “ ” – — ….
_TRAIL = "[\xa1-\xb6\xb8-\xba\xbc-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u2020\u2021\u2030\u2039\u20ac\u2122]"
_WESTERN = lazy_pattern(f"[ÃÂÅÄ]{_TRAIL}(?:[A-Za-z]{{0,30}}[ÃÂÅÄ]{_TRAIL}){{0,20}}[A-Za-z]{{0,30}}")
_QUOTED = lazy_pattern("â€[\x80-\xbf\u2122\u0153\u02dc\u201c\u201d\u2013\u2014\u2026]")
_PAIR = "[\xc2-\xf4][\x80-\xbf\u0152-\u02dc\u2013-\u2122]{1,3}"
_PAIRS = lazy_pattern(f"{_PAIR}(?:{_PAIR}){{2,199}}")  # what is beyond reading again
_LEADS = frozenset(map(chr, range(0xC2, 0xF5)))
_TRAILS = frozenset(map(chr, [*range(0x80, 0xC0), *range(0x152, 0x2DD), 0x20AC])) - {"·", "\x85", "\xa0"}
_EASTERN = lazy_pattern("[\u3001-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff5e]")
READABLE = 8.6  # nats a character of text costs at the most: prose has 5 to 7.5
WHOLE = 0.7  # share of the bytes that must be text: what is cut or lost at the ends of a short run is a quarter
EDGE = 3  # characters around a run of shifted ones that may belong to it
LEAST = 3  # East Asian characters that bytes of a national set must give; of UTF-8, whose sequences are rarer, 1
EAST = MODELS.index("latin")  # models of East Asian text come first
DEEP = 2  # detours, one after the other


def garbled(text: str, alphabet: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Start and end of each run of ``text``, whose characters are ``alphabet``; not in order of place."""
    if len(alphabet & _LETTERS) >= FEW:
        for match in _SIGNS.finditer(text):
            if _was_read_in_the_west(match[0]):
                yield match.span()
    if not alphabet.isdisjoint(_LEADS) and not alphabet.isdisjoint(_TRAILS):
        for pattern in (_PAIRS, _QUOTED):
            for match in pattern.finditer(text):
                yield match.span()
        for match in _WESTERN.finditer(text):
            start = match.start()
            while start > 0 and text[start - 1].isascii() and text[start - 1].isalpha():
                start -= 1
            yield start, match.end()
    if (len(alphabet & _SHIFTED) >= FEW or "縺" in alphabet) and (odd := _odd(alphabet)):
        for match in odd.finditer(text):
            start, end = match.span()
            if not _SHIFTED.isdisjoint(text[max(0, start - EDGE) : end + EDGE]):  # rare words seldom hold one of these
                found = _read_in_the_east(text, start, end)
                if found:
                    yield found


def spoken_of(text: str, start: int, end: int) -> bool:
    """Whether ``[start, end)`` is a name of such damage that a text speaks of: 锟斤拷 in quotes, said once."""
    return text[start:end] in NAMES and text[start - 1 : start] + text[end : end + 1] in QUOTING


def _odd(alphabet: frozenset[str]) -> re.Pattern[str] | None:
    """Matches three characters and more, near to one another, that East Asian text hardly uses."""
    costs = table()
    odd = "".join(sorted(c for c in alphabet if c > "\u3000" and min(costs[c][:EAST]) >= ODD))
    return re.compile(f"[{re.escape(odd)}](?:[^\x00-\x7f]{{0,2}}[{re.escape(odd)}]){{2,200}}") if odd else None


def _is_text(text: str, least: int, deep: int = 1) -> bool:
    """Whether ``text``, which was read again, is East Asian prose, or was garbled before."""
    far = [c for c in text if c >= "\x80"]
    eastern = _EASTERN.findall(text)
    if len(eastern) < least or len(set(eastern)) < min(2, least) or 2 * len(eastern) < len(far):
        return False
    if cost("".join(far))[0] < READABLE * len(far):
        return True
    return deep < DEEP and any(_is_text(again, 2, deep + 1) for again in _again(text))


def _again(text: str) -> Iterator[str]:
    """What ``text`` was before it was read wrongly, if it was UTF-8: each reading that is whole but for its ends."""
    for read in _UTF8_READ_IN:
        raw = b"\x80".join(part.encode(read, "ignore") for part in text.split("€"))
        back = raw.decode("utf-8", "ignore")
        if raw and len(back.encode()) >= WHOLE * len(raw):
            yield back


def _was_read_in_the_west(run: str) -> bool:
    codes = [ord(c) for c in run if c >= "\xa0"]
    if sum(0 < b - a <= 2 for a, b in pairwise(codes)) * 2 >= len(codes):
        return False  # a list of letters
    raw = run.encode("cp1252", "namereplace") if all(c < "\x80" or c > "\x9f" for c in run) else b""
    raw = raw if b"\\N" not in raw and raw else run.encode("latin-1", "ignore")
    for written in _WRITTEN_IN:
        for begin, end in ((0, len(raw)), (0, len(raw) - 1), (0, len(raw) - 2), (1, len(raw)), (1, len(raw) - 1)):
            try:
                back = raw[begin:end].decode(written)
            except UnicodeDecodeError:
                continue
            if _is_text(back, 1 if written == "utf-8" else LEAST):
                return True
    return False


def _read_in_the_east(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The run around ``[start, end)`` that is UTF-8 read in an East Asian encoding, if it is one."""
    begins, ends = [start], [end]
    while begins[-1] > 0 and len(begins) <= EDGE and text[begins[-1] - 1] > "\x7f":
        begins.append(begins[-1] - 1)
    while ends[-1] < len(text) and len(ends) <= EDGE and text[ends[-1]] > "\x7f":
        ends.append(ends[-1] + 1)
    for begin in begins:
        for stop in ends:
            if any(_is_text(back, 2) for back in _again(text[begin:stop])):
                return begin, stop
    return None
