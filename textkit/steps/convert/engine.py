"""Conversion of one text: which parts of it, with which cuts, and what came of each part.

A text is converted sentence by sentence. A sentence is left alone if it is already written in the target script, that
is, if it holds characters of the target script only and none of the source script only. So text that has been
converted is not converted again (a second run of OpenCC itself makes 岳飛 of 岳飞 into 嶽飛), and quotations in the
other script stay. Where a conversion has no such test (Taiwan to Hong Kong), it is repeated until nothing changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress
from operator import ne
from typing import Protocol

from textkit.judgement.protected import protected_spans
from textkit.language.ambiguous import TO_SIMPLIFIED, TO_TRADITIONAL
from textkit.language.han import HAN
from textkit.steps.convert.configurations import SIMPLIFIED, configuration
from textkit.steps.convert.edges import cuts
from textkit.steps.convert.settled import Reading, settled

_WRITES_ZHE = frozenset(("t2s", "hk2s", "hk2sp"))
_WORKS = frozenset(
    "名原巨專編譯論顯卓昭拙遺合土所"
)  # 名著 顯著: the word ends, whatever the phrase tables find around it
_ROUNDS = 4  # conversions without a script test settle after one or two rounds; what does not settle stays as it was
_SENTENCE = re.compile("[^。！？\n]*+[。！？\n]++|[^。！？\n]++")
_HAN = re.compile(f"[{HAN}]")


class Converter(Protocol):
    """What this package uses of ``opencc.OpenCC``, which ships no types."""

    def convert(self, text: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch ``[start, end)`` of the text that was converted, and what it became."""

    start: int
    end: int
    after: str


@cache
def converter(name: str) -> Converter:
    """OpenCC's converter for a configuration; loaded when first used, since its dictionaries take a while."""
    import opencc

    made: Converter = opencc.OpenCC(configuration(name).name)
    return made


@cache
def exclusive() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of the characters written in simplified text only, and in traditional text only.

    A character is simplified only if every conversion to traditional, those of Taiwan and Hong Kong too, changes it
    and it is none of its own counterparts; traditional only, the other way round.
    """
    chars = [chr(c) for c in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    line = "\n".join(chars)
    up = [converter(n).convert(line).split("\n") for n in ("s2t", "s2tw", "s2hk")]
    down = converter("t2s").convert(line).split("\n")
    simplified = [
        c
        for i, c in enumerate(chars)
        if all(u[i] != c for u in up) and down[i] == c and c not in TO_TRADITIONAL.get(c, "")
    ]
    traditional = [c for i, c in enumerate(chars) if down[i] != c and c not in TO_SIMPLIFIED.get(c, "")]
    return re.compile(f"[{''.join(simplified)}]"), re.compile(f"[{''.join(traditional)}]")


@lru_cache(maxsize=1)
def parts(
    text: str, markdown: bool, to: str, terms: tuple[str, ...], words: tuple[tuple[str, str], ...]
) -> tuple[Part, ...]:
    """The parts of ``text`` that are written in the source script, each with its conversion (which may equal it)."""
    made = [
        Part(m.start(), m.end(), _stable(m[0], to))
        for start, end in _stretches(text, markdown, terms, words)
        for m in _SENTENCE.finditer(text, start, end)
        if _HAN.search(m[0]) and is_source(m[0], to)
    ]
    made += [Part(i, i + len(word), after) for word, after in words for i in _all(text, word)]
    return tuple(sorted(made, key=lambda p: p.start))


def is_source(text: str, to: str) -> bool:
    """Whether a sentence is to be converted: it holds something of the source script only, or nothing of the other."""
    config = configuration(to)
    simplified, traditional = exclusive()
    if config.source == SIMPLIFIED:
        return simplified.search(text) is not None or traditional.search(text) is None
    if config.target == SIMPLIFIED:
        return traditional.search(text) is not None or simplified.search(text) is None
    return True


def convert(text: str, to: str) -> str:
    """One sentence converted once: cut where words would be torn, and with the readings that are settled."""
    config = configuration(to)
    simplified = config.source == SIMPLIFIED
    if simplified or config.target == SIMPLIFIED:
        readings = _readings(text, to, simplified)
        if readings:
            return "".join(_around(text, readings, to, simplified))
    return _plain(text, to, simplified)


def _around(text: str, readings: list[Reading], to: str, simplified: bool, inner: bool = True) -> Iterator[str]:
    """The pieces of a sentence: settled readings, and what lies between them, in which words may come out torn again
    (looked for once: deeper down nothing real is found, and the bound keeps this linear).
    """
    at = 0
    for start, end, after in (*readings, (len(text), len(text), "")):
        if at < start:
            piece = text[at:start]
            again = _readings(piece, to, simplified) if inner else []
            yield "".join(_around(piece, again, to, simplified, False)) if again else _plain(piece, to, simplified)
        yield regional(after, to) if simplified else after
        at = end


def _readings(text: str, to: str, simplified: bool) -> list[Reading]:
    """The settled readings that OpenCC has otherwise."""
    converted = _plain(text, "s2t" if simplified else to, simplified)
    if len(converted) != len(text):
        return []
    found = settled(text, converted, simplified)
    if "著" in text and to in _WRITES_ZHE:
        found = sorted((*found, *_particles(text)))
    return found


@lru_cache(maxsize=1024)
def regional(text: str, to: str) -> str:
    """A traditional reading as the region writes it that ``to`` converts for; other text as it is."""
    region = "t2tw" if to.startswith("s2tw") else "t2hk" if to.startswith("s2hk") else ""
    return converter(region).convert(text) if region else text


def _particles(text: str) -> Iterator[tuple[int, int, str]]:
    """著 where it is the particle, which is 着 in simplified text: only the configuration for Taiwan knows."""
    simplified = converter("tw2s").convert(text)
    if len(simplified) == len(text):
        for i in _all(text, "著"):
            if simplified[i] == "着" and text[max(0, i - 1) : i] not in _WORKS:
                yield i, i + 1, "着"


@lru_cache(maxsize=2)
def _plain(text: str, to: str, simplified: bool) -> str:
    """A piece without settled readings; the last is remembered, since readings are settled by what came out."""
    return "".join(map(converter(to).convert, _split(text, cuts(text, simplified))))


def _stable(text: str, to: str) -> str:
    """The conversion of a sentence that a second run would leave as it is; the sentence itself if there is none."""
    after = convert(text, to)
    for _ in range(_ROUNDS):
        if after == text or not is_source(after, to):
            return after
        again = convert(after, to)
        if again == after:
            return after
        after = again
    return text


def _split(text: str, places: list[int]) -> list[str]:
    ends = [*(p for p in places if 0 < p < len(text)), len(text)]
    return [text[a:b] for a, b in zip([0, *ends], ends, strict=False)]


def _stretches(
    text: str, markdown: bool, terms: tuple[str, ...], words: tuple[tuple[str, str], ...]
) -> Iterator[tuple[int, int]]:
    """What lies between protected spans, protected terms and words of the user's own."""
    kept = [(s.start, s.end) for s in protected_spans(text, markdown, data=False)]
    for term in (*terms, *(w for pair in words for w in pair)):
        kept += [(i, i + len(term)) for i in _all(text, term)]
    at = 0
    for start, end in sorted(kept):
        if start > at:
            yield at, start
        at = max(at, end)
    if at < len(text):
        yield at, len(text)


def _all(text: str, word: str) -> Iterator[int]:
    at = text.find(word) if word else -1
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def differences(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    """The stretches in which two texts differ, as ``(start, end, after)`` of ``before``; fewest characters first.

    Texts of one length are compared place by place (conversion keeps places but for words of a region).
    """
    if len(before) == len(after):
        start = end = -1
        for i in compress(range(len(before)), map(ne, before, after)):
            if i != end:
                if start >= 0:
                    yield start, end, after[start:end]
                start = i
            end = i + 1
        if start >= 0:
            yield start, end, after[start:end]
        return
    from rapidfuzz.distance import Levenshtein

    for op in Levenshtein.opcodes(before, after):
        if op.tag != "equal":
            yield op.src_start, op.src_end, after[op.dest_start : op.dest_end]
