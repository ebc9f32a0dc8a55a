"""Whether two texts that are alike say different things: figures, their units and marks, and denials, where aligned.

Most pairs differ where nothing of the kind stands, and that is seen without reading the figures of either.
"""

from __future__ import annotations

from bisect import bisect_right

from textkit.language.figures import AFFIRMATION, NEGATION, NUMERALS
from textkit.language.lazy_pattern import lazy_pattern
from textkit.steps.dedupe.damaged_figures import DENIALS, FAR, malformed, stray
from textkit.steps.dedupe.differences import LETTER, Difference, to_words
from textkit.steps.dedupe.written import Written

# Beside this many slips in other words a figure or denial that lacks or has a character more is most likely one more.
SLIPS = 2
# A run of this many characters that one copy lacks is a clause, moved or left out; a shorter one may be a date or amount.
CLAUSE = 8
# A denial counts in a difference of at most this many characters. A longer one is a clause added or lost, and denies
# what both copies have only if the denial stands at its end. Not so in a language written in Latin letters.
DENIAL = 3
# How far from a character others stand that make a figure with it: 下半年.
COMPANY = 2

_DENIALS = f"{DENIALS}沒無ないませんかったす않못없"  # ず is す and a mark in a key
CURRENCIES = "$€£¥₩"
_CYCLE = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"  # two of them name a year
# Every character that a figure or denial can have in a key. Where none of them differs, none of these does.
TELLING = lazy_pattern(
    rf"[\d{NUMERALS}a-z\u00c0-\u024f日天上中下旬半年月周季今去明前昨本再来先翌{_CYCLE}火水木金土월화수목금토일{CURRENCIES}{_DENIALS}]"
)
_DENYING = lazy_pattern(f"[{_DENIALS}]")
# Without one of these in a difference, or one of those about it, it touches no figure and they need not be read.
_FIGURAL = lazy_pattern(rf"[\d{NUMERALS}a-z\u00c0-\u024f半{_CYCLE}]")
_RELATIVE = lazy_pattern(
    "[周期拜][日天]|[上中下]旬|[上下]半[年月]|[今去明前昨来翌][年天日]|[上本下今昨来先翌][月周季]|[月火水木金土日]曜|[월화수목금토일]요일"
)
_DENIES_NEXT = lazy_pattern(
    r"(?:[不没未无莫勿毋]|[不没][得能会可要准有许應应]|[无毋][须需]|沒有?|不須|不許|未[曾能予])$"
)
_SINGLE = frozenset(NUMERALS)
_COUNTING = f"{NUMERALS}半"
_DIGITS = f"0123456789{NUMERALS}"
_ONE = frozenset("这那哪每某另上下")  # behind them 一 may be left out before what is counted
_DASHES = frozenset("-—–―‒−－─_")  # what 一 is read as
_NUMERAL = lazy_pattern(rf"[\d{NUMERALS}]")


def statements_differ(
    kept: Written, gone: Written, all_differences: list[Difference], shift: int, begin: int, end: int
) -> bool | None:
    """Whether a figure or denial differs in ``[begin, end)`` of the key of ``gone``, which begins at about ``shift`` in
    that of ``kept``. ``None``: one was damaged or lost, so that nobody can tell.
    """
    where = inside(all_differences, begin, end)
    for d in where:  # what most templates differ in is looked at first: it decides
        digits = not _one_sided(d) and kept.key[d[0]].isdigit() and gone.key[d[2]].isdigit()
        if digits and _figure_differs(kept, gone, d):
            return True
    look = not _same_marks(kept, gone, begin) or (len(where) <= SLIPS and _behind_figure(kept, where))
    valued = _values_differ(kept, gone, all_differences, shift, begin, end) if look else False
    if valued:
        return True
    a_key, b_key = kept.key, gone.key
    if valued is False and not TELLING.search("".join([a_key[a:b] + b_key[c:d] for a, b, c, d in where])):
        return False
    return template(kept, gone, where, lost=valued is None)


def inside(where: list[Difference], begin: int, end: int) -> list[Difference]:
    """The differences that touch ``[begin, end)`` of the key that goes."""
    return [w for w in where if w[3] > begin and w[2] < end]


def _same_marks(kept: Written, gone: Written, begin: int) -> bool:
    """Whether all numerals are written alike, but for one that a cut goes through."""
    a, b = kept.marks, gone.marks
    if a == b:
        return True
    a, b = [m for m in a if m not in _SINGLE], [m for m in b if m not in _SINGLE]
    if a == b:
        return True
    if begin < 0 and len(b) <= len(a) and len(b) > 1:  # ``gone`` is a beginning
        return a[: len(b) - 1] == b[:-1] and (a[len(b) - 1] == b[-1] or gone.compact.endswith(b[-1]))
    return False


def _behind_figure(kept: Written, where: list[Difference]) -> bool:
    """Whether a difference may touch the unit of a figure."""
    return any(_NUMERAL.search(kept.key, max(0, a - FAR), a) for a, _, _, _ in where)


def template(kept: Written, gone: Written, where: list[Difference], lost: bool = False) -> bool | None:
    """Whether a figure or denial differs in one of the places ``where``. ``None``: one was damaged or lost, so that
    nobody can tell. ``lost``: the point or sign of a figure elsewhere.
    """
    damaged = broken = False
    slips = 0
    one: Difference | None = None  # the last that a figure or denial has more
    for d in where:
        verdict: bool | None = False
        text = kept.key[d[0] : d[1]] + gone.key[d[2] : d[3]]
        if TELLING.search(text):
            verdict = False if _one_sided(d) and _is_clause(text) else _figure_differs(kept, gone, d)
            if verdict is False:
                verdict = _denial_differs(kept, gone, d)
        if verdict is False:
            slips += d[1] - d[0] <= 1 and d[3] - d[2] <= 1
        elif verdict is None:
            damaged = True
        elif not _one_sided(d) or (one and _one_figure(kept, one, d)):
            return True
        else:
            one = d
            if stray(kept, gone, d):
                damaged = True
            elif malformed(kept, gone, d):
                broken = True
            else:
                lost = True
    if (lost and slips < SLIPS) or (broken and not slips):
        return True
    return None if damaged or broken or lost else False


def _one_sided(d: Difference) -> bool:
    return d[0] == d[1] or d[2] == d[3]


def _one_figure(kept: Written, a: Difference, b: Difference) -> bool:
    """Whether ``a``, which one copy has more, and ``b``, which the other has, are of one figure: 28 and 12."""
    return (a[0] == a[1]) is not (b[0] == b[1]) and not kept.key[a[1] : b[0]].strip(_DIGITS)


def _is_clause(text: str) -> bool:
    """Whether a text that stands in one copy alone says something of its own, and is not just another date or amount."""
    return len(text) >= CLAUSE and 2 * len(_NUMERAL.findall(text)) < len(text)


def _numerals(text: Written, start: int, end: int) -> str:
    """The figures' characters in ``[start, end)`` of the key."""
    if start == end:
        return ""
    around = (max(0, start - COMPANY), end + COMPANY)
    if not _FIGURAL.search(text.key, start, end) and not _RELATIVE.search(text.key, *around):
        return ""
    figures = text.figures
    found = []
    n = bisect_right(figures, start, key=lambda f: f.end)
    while n < len(figures) and figures[n].start < end:
        found.append(text.key[max(figures[n].start, start) : min(figures[n].end, end)])
        n += 1
    return "".join(found)


def _figure_differs(kept: Written, gone: Written, d: Difference) -> bool | None:
    x, y = kept.key[d[0] : d[1]], gone.key[d[2] : d[3]]
    if x and y and not x.strip(_COUNTING) and not y.strip(_COUNTING):
        return True  # 一球, 两球, 半球: whatever is counted
    if x and y and not x.strip(CURRENCIES) and not y.strip(CURRENCIES):
        return True
    a, b = _numerals(kept, d[0], d[1]), _numerals(gone, d[2], d[3])
    if a == b:
        return False
    if a and b:
        return True
    other, n, left = (gone, d[2], y) if a else (kept, d[0], x)
    if not left and (a or b) == "一" and other.key[n - 1 : n] in _ONE:
        return False  # 下个 is 下一个
    if left or ((a or b) == "一" and not _DASHES.isdisjoint(other.between(n))):
        return None  # 2O19 and —条河 are slips
    return True  # 17 and 7, or no figure at all


def _denial_differs(kept: Written, gone: Written, d: Difference) -> bool | None:
    latin = any(2 * len(LETTER.findall(part)) > len(part) for part in (kept.key[d[0] : d[1]], gone.key[d[2] : d[3]]))
    if not latin and not _DENYING.search(kept.key, *d[:2]) and not _DENYING.search(gone.key, *d[2:]):
        return False
    here, there = (to_words(kept, *d[:2]), to_words(gone, *d[2:])) if latin else (d[:2], d[2:])
    a, b = kept.written(*here), gone.written(*there)
    if not latin and max(min(len(a), d[1] - d[0]), min(len(b), d[3] - d[2])) > DENIAL:  # で is two in a key
        return bool(_DENIES_NEXT.search(a)) is not bool(_DENIES_NEXT.search(b))
    denied, affirmed = _denials(kept, *here), _denials(gone, *there)
    if denied == affirmed:
        return False
    if len(a) != len(b) or "已" in (b if denied > affirmed else a):
        return True  # 尚未 for 已经
    if any(
        (NEGATION.match(x) and y in AFFIRMATION) or (NEGATION.match(y) and x in AFFIRMATION)
        for x, y in zip(a, b, strict=True)
    ):
        return True
    return None  # 末 for 未


def _denials(text: Written, start: int, end: int) -> int:
    """How many words that deny touch ``[start, end)`` of the key; what follows tells 未 from 未来."""
    if start == end:
        return 0
    first, last = text.place(start), text.place(end - 1) + 1
    found = NEGATION.finditer(text.compact, max(0, first - COMPANY), last + COMPANY)
    return sum(m.start() < last and m.end() > first for m in found)


def _values_differ(
    kept: Written, gone: Written, where: list[Difference], shift: int, begin: int, end: int
) -> bool | None:
    """Whether a figure in ``[begin, end)`` of ``gone`` that the alignment left alone has another value: points, signs
    and percents are no key characters. ``None``: one of the two lacks a point or sign, no more. ``shift`` leads from
    the beginning of ``gone`` to ``kept``.
    """
    if not gone.figures:
        return False
    others = {(f.start, f.end): f for f in kept.figures}
    passed = 0
    lost = False
    for f in gone.figures:
        while passed < len(where) and where[passed][3] <= f.start:
            a, b, c, d = where[passed]
            shift += (b - a) - (d - c)
            passed += 1
        beside = where[max(0, passed - 1) : passed + 1]
        if f.start < begin or f.end > end or any(d[3] >= f.start and d[2] < f.end for d in beside):
            continue
        first, last = f.start + shift, f.end + shift
        other = others.get((first, last))
        if other is None:
            # what a difference behind the digits did to them is for the difference to say
            if f.value.isascii() and f.value[-1:].isdigit() and not any(d[2] == f.end for d in beside):
                if kept.key[first:last] != gone.key[f.start : f.end]:
                    return True
                lost = True  # a mark that parts two figures, or makes one of them: 3-4 and 34
        elif other.value != f.value:
            if len(other.value) == len(f.value):
                return True
            lost = True
        elif len(where) <= SLIPS and _units_differ(other.unit, f.unit):
            return True
    return None if lost else False


def _units_differ(a: str, b: str) -> bool:
    """Whether two units say different things; 万 beside 万元 is a unit that a slip has broken off."""
    a, b = a.replace("圆", "元"), b.replace("圆", "元")
    return bool(a and b) and not a.startswith(b) and not b.startswith(a)
