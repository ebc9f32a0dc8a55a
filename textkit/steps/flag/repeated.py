"""The same sentence twice in one paragraph.

A page break, a paste or a column read twice puts a sentence, or a whole paragraph, into a line a second time. Whether
it is a slip or a refrain only a reader can say.

    会议在市政府礼堂如期举行并取得圆满成功。会议在市政府礼堂如期举行并取得圆满成功。   named
    今天下雨。大家都没出门，在家看书。今天下雨。大家都没出门，在家看书。               named: as a whole
    公路昨天上午通车，全长二十里，可行驶大客车■公路昨天上午通车，全长二十里，可行驶大客车       named: right behind
    前进！前进！前进！                                                              left alone: short

What stands right behind its first copy need be no sentence: marks and spaces do not count there, one other character may
differ, and a last copy may break off. Left alone: what is shorter than 20 characters (12 for a sentence that follows itself), what differs in a figure or in one
of a set (甲 and 乙, 上 and 下), verse, code. White space does not count. The finding changes nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from textkit.judgement.joined import Joined, table_of
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.sentences import CLOSERS
from textkit.model.finding import Finding, Rule, Severity, Trust

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from textkit.steps.flag.context import FlagContext

REPEATED = Rule(
    "FLAG010",
    "repeated-inside",
    "flag",
    "A sentence stands twice in one paragraph.",
    Trust.ADVICE,
    Severity.INFO,
    fixable=False,
    flagged="会议在市政府礼堂如期举行并取得圆满成功。会议在市政府礼堂如期举行并取得圆满成功。\n",
    unflagged="前进！前进！前进！\n",
    page=__doc__,
)
RULES = (REPEATED,)

SHORTEST = 20  # characters; shorter sentences are repeated on purpose too often: dedupe's floor for keys as well
WHOLE = 12  # the same where it follows itself, or is all of a paragraph and nothing else stands in it
SLIPPED = 30  # characters of a copy in which one differs: shorter sentences are built alike on purpose
GRAM = 8  # characters that two copies must have in a row
BRIEF = 1000  # characters of a paragraph in which some are sought one by one
GAP = 2  # characters between two copies: what a mark was read as
PIECE = 4  # last characters of a clause that are looked for again in its paragraph
_BITS, _PRIME = 36, 1_000_003
_END = lazy_pattern(r"(?:[。！？!?]|\.(?=\s|$)(?<![A-Z].)(?<![0-9].))+[”’」』）)]*")
_PLAIN_END = lazy_pattern(r"[。！？!?]+[”’」』）)]*")  # the same where there is no Latin full stop
_LETTER, _NO_LETTER = lazy_pattern(r"[^\W_]"), lazy_pattern(r"[\W_]+")
_MARKS = "，。；：、！？,.;:!?"
_QUOTES = "“”‘’「」『』"
_KINDS = frozenset({"prose", "list-item"})
# Characters that tell members of a set apart: two sentences that differ in one of these speak of two things.
_MEMBERS = frozenset(
    "〇零一二两兩三四五六七八九十百千万萬亿億甲乙丙丁戊己庚辛东東南西北上下左右前后後内內外大中小男女父母子春夏秋冬早晚昨今明正副新旧舊长長"
)

_Copy = tuple[int, int, int, int]  # where a copy begins and ends, and where what it repeats does


def find(scene: FlagContext) -> Iterator[Finding]:
    """Each sentence that stood in its paragraph before, and each run of characters that stood right before."""
    for number in _suspected(scene.joined):
        content = scene.contents[number]
        told = _said_again(content)
        told += [two for two in _right_behind(content) if not any(one[0] < two[1] and two[0] < one[1] for one in told)]
        if not told or scene.kind(number) not in _KINDS:
            continue
        for start, end, first, until in sorted(told):
            related = (scene.related(scene.place(number, first, until), "first"),)
            what = "this sentence stands twice in its paragraph"
            yield scene.finding(REPEATED, scene.place(number, start, end), what, related=related)


def _suspected(joined: Joined) -> list[int]:
    """The numbers of the paragraphs in which two clauses may have the same last characters. All clauses are compared at
    once, by a sum of those characters and of the number of the paragraph.
    """
    import numpy as np

    codes = joined.codes
    ends = np.flatnonzero(_marks()[codes])
    before = np.empty_like(ends)  # clauses of fewer characters are not looked for again
    before[:1], before[1:] = -1, ends[:-1]
    ends = ends[(ends - before > PIECE) & (ends >= PIECE)]
    numbers = joined.numbers(ends)
    total = numbers.astype(np.uint64) << np.uint64(_BITS)
    mixed = np.zeros(len(ends), np.uint64)
    for k in range(1, PIECE + 1):
        mixed = mixed * np.uint64(_PRIME) + codes[ends - k]
    total |= mixed & np.uint64((1 << _BITS) - 1)
    order = np.argsort(total, kind="stable")
    same = np.flatnonzero(total[order[1:]] == total[order[:-1]])
    found = set(numbers[order[same]].tolist()) if len(same) else set()
    return sorted(number for number in found if len(joined.contents[number]) >= 2 * WHOLE)


@cache
def _marks() -> NDArray[np.bool_]:
    return table_of(_MARKS + "\n\r")


def _said_again(content: str) -> list[_Copy]:
    """Each sentence that stood before, and each run of short ones that stood right before."""
    ends = [match.end() for match in (_END if "." in content else _PLAIN_END).finditer(content)]
    starts = [0, *ends][:-1]
    said = ["".join(content[a:b].split()).strip(_QUOTES) for a, b in zip(starts, ends, strict=True)]
    if len(set(said)) == len(said):
        return []
    spans = [(b - len(content[a:b].lstrip()), b) for a, b in zip(starts, ends, strict=True)]
    found: list[_Copy] = []
    seen: dict[str, int] = {}
    done = 0  # sentences that a finding has told of
    for k, sentence in enumerate(said):
        first = seen.get(sentence, k)
        seen[sentence] = k if len(sentence) < SHORTEST else first
        run = k - first if len(sentence) < SHORTEST else 1
        again = first < k and k >= done and said[first : first + run] == said[k : k + run]
        nothing_else, side_by_side = not first and 2 * run == len(said), k - first == 1
        shortest = WHOLE if nothing_else or side_by_side else SHORTEST
        if again and sum(map(len, said[k : k + run])) >= shortest:
            done = k + run
            found.append((spans[k][0], spans[done - 1][1], spans[first][0], spans[first + run - 1][1]))
    return found


def _right_behind(content: str) -> list[_Copy]:
    """Each run of letters that follows itself, with what marks may stand between."""
    key = _NO_LETTER.sub("", content)
    if len(key) <= BRIEF and not any(key.find(key[k : k + GRAM], k + GRAM) > 0 for k in range(0, len(key), GRAM)):
        return []  # in a copy that is long enough one of these lies as a whole
    grams = [key[k : k + GRAM] for k in range(len(key) - GRAM + 1)]
    if len(set(grams)) == len(grams):
        return []
    at: list[int] = []  # where the letters of the key stand
    found: list[_Copy] = []
    seen: dict[str, int] = {}
    x = told = 0
    while x < len(grams):
        first = seen.get(grams[x])
        seen[grams[x]] = x
        x += 1
        if first is None or x - 1 - first < SHORTEST:
            continue
        apart = x - 1 - first
        begin = first
        while begin and key[begin - 1] == key[begin - 1 + apart] and begin + apart > told:
            begin -= 1
        end, slips = _goes_on(key, first + GRAM, apart)
        length = end - begin
        whole = length >= apart - GAP
        broken = end + apart == len(key) and begin == 0
        long = length >= (SLIPPED if slips else SHORTEST)
        if long and (whole or broken):
            at = at or [match.start() for match in _LETTER.finditer(content)]
        if long and (whole or broken) and _begins(content, at[begin]) and _eastern(key[begin:end]):
            begin, end = (begin, min(end, begin + apart)) if whole else (begin, end)
            told = end + apart
            found.append((at[begin + apart], at[told - 1] + 1, at[begin], at[end - 1] + 1))
        x = max(x, end + apart - GRAM)
    return found


def _begins(content: str, at: int) -> bool:
    """Whether a clause may begin at ``at``."""
    return not at or content[at - 1] in _MARKS or content[at - 1].isspace() or content[at - 1] in CLOSERS


def _eastern(run: str) -> bool:
    """Whether most of ``run`` is no ASCII: Latin words, addresses and titles of links come again for many reasons."""
    return 2 * sum(map(str.isascii, run)) < len(run)


def _goes_on(key: str, end: int, apart: int) -> tuple[int, int]:
    """Up to where ``key`` is what stands ``apart`` characters behind, from ``end``, and how many characters differ: one
    may, if it tells no members of a set apart and ``GRAM`` others follow that do not.
    """
    slips = 0
    while end + apart < len(key):
        if key[end] != key[end + apart]:
            behind = end + 1
            alike = key[behind : behind + GRAM] == key[behind + apart : behind + apart + GRAM]
            if slips or not alike or behind + apart + GRAM > len(key) or {key[end], key[end + apart]} & _MEMBERS:
                break
            if key[end].isascii() or key[end + apart].isascii():
                break
            slips += 1
        end += 1
    return end, slips
