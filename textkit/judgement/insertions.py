"""Lines that a page puts into the middle of a sentence, known by what they say and by how they stand there: notes, credits,
numbered captions, the head of a journal's page, a mark that every page bears.

As in ``furniture``, whether the sentence goes on behind such a line is judged elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import compress, pairwise

from textkit.judgement import furniture
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.width import columns

SHORT, LONG = 44, 160  # characters of a credit or a caption, and of a note
# A note at the foot of a page, by its sign and its stop; ``(一)`` may be named inside a sentence, and is none.
NOTE = lazy_pattern(
    r"(?:[①-⑳]|[\[(][0-9]{1,3}[\])]|[\[〔【][一二三四五六七八九十]{1,3}[\]〕】]|[*※†‡]|注\s?[0-9]{0,3}\s?:)\s?[^\s,。;:!?、][^\n]{2,}[。.!?)”」]$"
)
LATIN_NOTE = lazy_pattern(r"(?:[0-9]{1,2}\.?|\[[0-9]{1,3}\]|[*†‡])\s[A-Z“\"][^\n]{4,}[.)”\"]$")
# Those who made a page or a picture, by their office, with nothing else in the line.
OFFICE = r"(?:责任|責任|见习|見習|本版|[执執]行|[文图圖]字?)?(?:[编編][辑輯]|校[对對]|版式|美[编編]|[设設][计計]|[统統]筹|制[图圖]|供[图圖]|[摄攝]影|撮影|写真|文字?|[图圖]片?)"
CREDIT = lazy_pattern(
    rf"[(\[]?(?:{OFFICE}\s?[:/|]\s?[\u3041-\u9fffA-Z][^,。;:!?、]{{0,15}}(?:\s|$)){{1,4}}$|[(\[]?{OFFICE}\s?[:/|=]\s?[^,。;:!?、]{{2,20}}(?:提供|撮影|[摄攝])?[)\]]?$"
)
NUMBERED = lazy_pattern(
    r"(?:[附插]?[图圖表図]|清单|清單|代码|代碼)\s?[0-9]{1,3}(?:[-.–—][0-9]{1,3})?\s[^,。;:!?]{2,30}$|(?:Fig(?:ure|\.)|Table|Plate)\s[0-9]{1,3}(?:\.[0-9]{1,2})?[:.]?\s[A-Z][^,;!?]{2,60}$"
)
NAMED = lazy_pattern(r"[图圖表図]\s?[0-9]")
BRACKETED = lazy_pattern(r"[(\[【〔][^()\[\]【】〔〕]{2,40}[)\]】〕]")
TAKEN = lazy_pattern(
    r"[\s/][\u4e00-\u9fff·]{2,8}(?<![拍航])(?:[摄攝]|供[图圖]|提供)$"
)  # a name or an office, and what it did
# A page number and a name, far apart in one line: journals fill their heads so.
SPREAD = lazy_pattern(r"[0-9]{1,4}\s{3,}\S.*|\S.*\S\s{3,}[0-9]{1,4}$")
LAST = frozenset("摄攝影图圖)]")  # what the names of those who took a picture end with
LABEL = 8  # characters of an office, and what stands behind it
NAME = 24  # characters of a mark that every page bears
LEAST, OFTEN = 4, 3  # characters of one, and how often it stands in the text
APART = 4  # lines from one to the next


def insertions(lines: Sequence[str], apart: Sequence[bool], goes_on: Sequence[bool]) -> set[int]:
    """The numbers of those folded lines.

    ``apart``: whether a blank line stands before each line that is not there between all lines; ``goes_on``: whether a sentence
    is open at the end of each line.
    """
    behind = list(compress(range(1, len(lines) - 1), goes_on))
    if not behind:
        return set()
    found = {i for i in behind if (apart[i] and apart[i + 1]) or _tells(lines[i])}
    found = {i for i in found if _is_one(lines, i, apart[i] and apart[i + 1])}
    if len(set(lines)) == len(lines):
        return found
    listed = furniture.listed(lines) if found else set[int]()
    found -= {i for i in found & listed if max(len(lines[i - 1]), len(lines[i + 1])) <= SHORT}
    return found | _marks(lines, behind)


def _tells(s: str) -> bool:
    """Whether a folded line may say by itself that it is such a line. Cheap: nearly all lines of a column are asked."""
    return s[-1] in LAST or ":" in s[:LABEL] or "/" in s[:LABEL] or "|" in s[:LABEL] or "   " in s or s[0] in "PID"


def _is_one(lines: Sequence[str], i: int, apart: bool) -> bool:
    """Whether line ``i`` says that it is such a line; a note and a numbered caption must stand ``apart``."""
    s = lines[i]
    if len(s) > LONG:
        return False
    if len(s) <= SHORT and (furniture.signed(s) or CREDIT.match(s)):
        return True
    if "   " in s and SPREAD.fullmatch(s) and "  " not in lines[i - 1]:
        return True
    if not apart:
        return False
    if len(s) <= SHORT and (NUMBERED.match(s) or BRACKETED.fullmatch(s) or TAKEN.search(s) or _caption(s)):
        return True
    after = lines[i + 1]
    if NOTE.match(s):
        return not NOTE.match(after)
    return LATIN_NOTE.match(s) is not None and after[:1].islower()


def _caption(s: str) -> bool:
    """Whether a folded line is a caption by its first words; a sentence may go on with the number of a table or figure."""
    return furniture.caption(s) and not NAMED.match(s)


def _marks(lines: Sequence[str], behind: Sequence[int]) -> set[int]:
    """The lines that every page bears: short, without a mark, in the middle of one sentence and of another."""
    inside: dict[str, list[int]] = {}
    times = Counter(lines)
    for i in behind:
        s = lines[i]
        if times[s] < OFTEN or s.isdigit():  # a year, in the last line of a heading
            continue
        if LEAST <= len(s) <= NAME and s[-1].isalnum() and columns(s) <= furniture.SHORTER * columns(lines[i - 1]):
            inside.setdefault(s, []).append(i)
    found: set[int] = set()
    for s, places in inside.items():
        if len(places) < OFTEN - 1 or len({lines[i - 1] for i in places}) < len(places):
            continue  # a passage that stands twice
        everywhere = [i for i, line in enumerate(lines) if line == s]
        often = OFTEN <= len(everywhere) < 2 * len(places)
        if often and all(b - a >= APART for a, b in pairwise(everywhere)):
            found.update(everywhere)
    return found
