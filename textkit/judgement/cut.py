"""Whether a paragraph is cut: does its end break off, does its beginning belong to something before it.

Without a stop is not truncated: headings, decks, lists, bylines, captions, verse and leads have none by right. So the
kind of the paragraph is asked first. What is left is weighed: how the paragraph is built, how its company ends and
begins, and whether the characters at its edge are such as stand at edges (``textkit.language.edges``). The weights are
those of a logistic regression on paragraphs of news, law, fiction and technical prose cut at random, learned with a
table of edges made from other documents than those that were cut.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from textkit.judgement.kinds import HAN, judged, stripped
from textkit.language import edges
from textkit.language.pairs import loose_marks
from textkit.language.seam import weigh
from textkit.language.sentences import CLOSERS, SPACE, ends_sentence

IN_WORD, BETWEEN_WORDS, AT_PAUSE, STOP_LOST = "in-word", "between-words", "at-pause", "stop-lost"

# Shorter text is a label, a name, a number; whether it is cut cannot be told.
SHORTEST: Final = 8
# Nats from which a cut is named: on texts kept back two in a thousand whole paragraphs lie above each.
TAIL_ENOUGH: Final = -0.9
HEAD_ENOUGH: Final = -0.7
PAIR_ENOUGH: Final = -1.3
# Nats for a 。 inside and more clauses behind it: no heading is built so. By judgement; the learned weight is small,
# because ？ and ！ do stand in headings.
SEVERAL: Final = 1.2
# Nats for a closing mark without its opening one among the first characters, by judgement: the mark may be all that
# is lost, so it only helps other evidence.
CLOSES: Final = 3.0
EARLY: Final = 6
# A line of verse or of an address is shorter.
LINE: Final = 26
# Log-odds of the last three characters to end a clause: below the first a word is cut, from the second on the
# sentence may well be whole and only its stop is lost.
IN_WORD_BELOW: Final = -4.0
STOP_LOST_FROM: Final = -1.5
HEAD_IN_WORD_BELOW: Final = -5.0

# No text begins with these; ASCII ones only in front of Han (``.NET``, ``:root`` and ``)`` of a smiley do).
_NO_HEAD: Final = frozenset("，。、；：！？”’」』）】》〉〕］､｡")
_NO_HEAD_ASCII: Final = frozenset(",.;:!?)]")

_BEFORE: Final = SPACE + "\r\n"
_QUOTES: Final = "“‘「『\"'" + SPACE
_CLAUSE: Final = re.compile(r"[，。、；：！？,;:!?]")
_INNER: Final = re.compile(r"[。！？!?｡](?=.)", re.DOTALL)
_GAP: Final = re.compile(r"[\u3400-\u9fff”》][ \u3000]+[\u3400-\u9fff“《]")
_KANA: Final = re.compile(r"[\u3041-\u30ff]")
_LATIN_STOP: Final = re.compile(r"[a-z0-9)”\"][.!?][”\"]? +[A-Z“\"]")
_NUMERAL: Final = re.compile(r"[一二三四五六七八九十百千〇零]{2}")


@dataclass(frozen=True, slots=True)
class Cut:
    """``kind``: in-word, between-words, at-pause or stop-lost; ``confidence`` 0 to 1; ``reasons`` in words."""

    kind: str
    confidence: float
    reasons: tuple[str, ...]


def likely(score: float) -> float:
    """A score in nats as a confidence between 0 and 1, two decimals."""
    return round(1 / (1 + math.exp(-max(-20.0, min(20.0, score)))), 2)


def _clip(value: float, low: float, high: float) -> float:
    return max(low, min(high, value))


def shared(text: str, after: str) -> float:
    """The share of the pairs of characters in ``text`` that stand in ``after`` too: a headline tells what follows."""
    pairs = {text[i : i + 2] for i in range(len(text) - 1)}
    return sum(pair in after for pair in pairs) / max(1, len(pairs))


def tail_features(text: str, first: bool = False, after: str = "") -> tuple[float, ...] | None:
    """What is weighed about the end of ``text`` (stripped, without a stop), in the order of ``TAIL_WEIGHTS``.

    ``None`` where it does not end with a known Han character. ``first``: it begins the document, as titles do.
    """
    edge = edges.tail(text)
    if edge is None:
        return None
    commas = float(min(3, text.count("，") + text.count(",")))
    plain = not commas and len(text) < 50  # as headlines are
    return (
        1.0,
        min(2.0, edge.three) if commas else 0.0,
        0.0 if commas else min(4.0, edge.three),
        1.0 if edge.known == 1 else 0.0,
        1.0 if commas else 0.0,
        commas,
        1.0 if _INNER.search(text) else 0.0,
        _clip(math.log(len(text) / 30), -1.0, 1.5),
        1.0 if plain and _GAP.search(text) else 0.0,  # the halves of a headline
        1.0 if first and len(text) < 60 and not _INNER.search(text) else 0.0,
        shared(text, after[:400]) if plain and after else 0.0,
        1.0 if any(one.opens for one in loose_marks(text[-200:])) else 0.0,
    )


# In the order above. The gap of a headline is set by judgement: too few stood in the texts learned from.
TAIL_WEIGHTS: Final = (-2.20, -0.68, -0.67, -0.10, 1.99, -0.29, 0.28, 2.23, -1.50, -2.27, -3.36, 0.28)


def head_features(text: str) -> tuple[float, ...] | None:
    """What is weighed about the beginning of ``text``; ``None`` where it does not begin with a known Han character."""
    return _head_features(text[:12])


@lru_cache(maxsize=4096)  # copies of one paragraph begin alike
def _head_features(text: str) -> tuple[float, ...] | None:
    text = text.lstrip(_QUOTES)
    edge = edges.head(text)
    if edge is None:
        return None
    clause = _CLAUSE.search(text, 0, 5)
    size = clause.start() if clause else 0
    return (
        1.0,
        edge.one,
        edge.two,
        edge.three,
        1.0 if edge.known == 1 else 0.0,
        1.0 if edge.known == 2 else 0.0,
        1.0 if size == 1 else 0.0,
        1.0 if size == 2 else 0.0,
        1.0 if size == 3 else 0.0,
    )


HEAD_WEIGHTS: Final = (-6.42, -0.21, -0.15, -0.63, 0.41, 0.26, -3.21, 0.78, 0.79)


def pair_features(tail: str, text: str) -> tuple[float, ...]:
    """What is weighed about a cut ``tail`` and the paragraph ``text`` behind it, in the order of ``PAIR_WEIGHTS``."""
    (seam,) = weigh([(tail, text)])
    head = head_features(text)
    return (
        1.0,
        _dot(HEAD_WEIGHTS, head),
        0.0 if head else 1.0,
        _clip(seam.start, -8.0, 10.0),
        _clip(seam.anywhere, -4.0, 8.0),
        0.0 if edges.tail(tail) else 1.0,
        1.0 if len(text) < 30 and not ends_sentence(text) else 0.0,
        1.0 if text[0] in "“‘《（「『" else 0.0,
        1.0 if text[0].isdigit() else 0.0,
    )


# The weight of a tail that ends in a digit or closing mark is by judgement: no text was cut there to learn from.
PAIR_WEIGHTS: Final = (1.69, 0.79, -4.01, 0.19, 0.18, -1.00, -2.43, -1.79, -0.88)


def _dot(weights: tuple[float, ...], features: tuple[float, ...] | None) -> float:
    return sum(w * f for w, f in zip(weights, features, strict=True)) if features else 0.0


def cut_tail(paragraph: str, *, before: str | None = None, after: str | None = None) -> Cut | None:
    """How the end of ``paragraph`` is cut, or ``None`` where it is whole or ends without a stop by right.

    ``before`` and ``after`` are its neighbours, ``""`` where there is none, ``None`` where that is not known.
    """
    return _cut_tail(paragraph, before, after)


def cut_head(paragraph: str, *, tail: str = "", doubt: float = 0.0) -> Cut | None:
    """How the beginning of ``paragraph`` is cut, or ``None`` where it begins something.

    ``tail`` is a cut paragraph that it may continue (two halves of a sentence are easier to see together), and
    ``doubt`` how many nats more are asked of the pair because it does not stand right before or may be no tail.
    """
    return _cut_head(paragraph, tail, doubt)


@lru_cache(maxsize=4096)
def _cut_tail(paragraph: str, before: str | None, after: str | None) -> Cut | None:
    text = stripped(paragraph)
    if len(text) < SHORTEST or ends_sentence(text):
        return None
    found, _ = judged(paragraph, before=before or "", after=after or "")
    if found != "prose" or text[-1] in "：:；;":
        return None
    if text[-1] in "，,、､":
        return _at_pause(text, before, after)
    if _in_list(text, before, after) or _is_slogan(text):
        return None
    score = _tail_score(text, before, after)
    if score is None or score < TAIL_ENOUGH:
        return None
    edge = edges.tail(text)
    size = -1.0 if edge is None else edge.three
    how = IN_WORD if size <= IN_WORD_BELOW else BETWEEN_WORDS if size < STOP_LOST_FROM else STOP_LOST
    reasons = ["no stop at the end"]
    if _INNER.search(text) or "，" in text or "," in text:
        reasons.append("built as prose")
    if how != STOP_LOST:
        reasons.append(f"“{text[-3:]}” rarely ends a sentence")
    return Cut(how, likely(score - TAIL_ENOUGH + 1), tuple(reasons))


def _at_pause(text: str, before: str | None, after: str | None) -> Cut | None:
    """A comma at the end: cut, unless the company shows that short lines end so here (verse, lists, addresses)."""
    company = (stripped(before or ""), stripped(after or ""))
    if len(text) < LINE and any(line and len(line) < LINE and line[-1] in "，,、；;。." for line in company):
        return None
    if not HAN.search(text) and not _KANA.search(text):
        return None
    return Cut(AT_PAUSE, 0.95 if len(text) >= 30 else 0.85, ("ends at a comma",))


def _in_list(text: str, before: str | None, after: str | None) -> bool:
    """Whether ``text`` and both its neighbours have neither stop nor pause: entries of a list, not sentences."""
    lines = (text, stripped(before or ""), stripped(after or ""))
    return all(line and not _CLAUSE.search(line) for line in lines)


def _is_slogan(text: str) -> bool:
    """Whether ``text`` is two or three clauses as short as those of subheads: ``搭建平台，赋能经济``."""
    parts = [part.strip(_QUOTES + "”’」』") for part in re.split("[，,、；;]", text)]
    return len(text) <= LINE and 2 <= len(parts) <= 3 and all(3 <= len(part) <= 8 for part in parts)


def _tail_score(text: str, before: str | None, after: str | None) -> float | None:
    """The weight in nats that ``text`` is cut at its end; ``None`` where nothing can be said."""
    if _KANA.search(text) or not HAN.search(text):
        return _other_script(text)
    features = tail_features(text, before == "", after or "")
    if features is not None:
        prose = SEVERAL if "。" in text and _CLAUSE.search(text, text.index("。") + 1) else 0.0
        return prose + _dot(TAIL_WEIGHTS, features)
    # It ends in a digit, a Latin letter or a closing mark. Titles and labels do, prose of several sentences does not.
    if not _INNER.search(text) or len(text) < 40:
        return None
    return 1.0 if text[-1] in CLOSERS or text[-1].isalnum() else None


def _other_script(text: str) -> float | None:
    """Japanese and English: only paragraphs of several sentences can be told from headings by their build."""
    if _KANA.search(text):
        return 1.0 if _INNER.search(text) and len(text) >= 40 and text[-1].isalpha() else None
    words = text.split()
    if len(words) < 20 or not _LATIN_STOP.search(text) or not text[-1].isalpha() or not text[-1].islower():
        return None
    return 1.0


def begins(paragraph: str) -> bool:
    """Whether ``paragraph`` certainly begins something: then ``cut_head`` by itself finds nothing. Cheap."""
    text = paragraph.lstrip(_BEFORE)
    if text[:1] in _NO_HEAD or (text[:1] in _NO_HEAD_ASCII and HAN.match(text, 1)):
        return not text
    return _begins(text.lstrip(_QUOTES)[:3])


@lru_cache(maxsize=16384)
def _begins(run: str) -> bool:
    edge = edges.head(run)
    if edge is None:
        return True
    known = (HEAD_WEIGHTS[4] if edge.known == 1 else 0.0) + (HEAD_WEIGHTS[5] if edge.known == 2 else 0.0)
    score = _dot(HEAD_WEIGHTS[:4], (1.0, edge.one, edge.two, edge.three)) + known
    return score + max(0.0, *HEAD_WEIGHTS[6:]) + CLOSES < HEAD_ENOUGH


@lru_cache(maxsize=4096)
def _cut_head(paragraph: str, tail: str, doubt: float) -> Cut | None:
    text = stripped(paragraph)
    if len(text) < 2:
        return None
    han = HAN.search(text, 0, 12) or _KANA.search(text, 0, 12)
    if han and (text[0] in _NO_HEAD or (text[0] in _NO_HEAD_ASCII and HAN.match(text, 1))):
        return Cut(AT_PAUSE, 0.98, (f"begins with {text[0]}",))
    if not han or len(text) < SHORTEST or _NUMERAL.match(text):
        return None
    if not tail and len(text) < 40 and not ends_sentence(text):
        return None  # a headline may begin with any word
    features = head_features(text)
    score, enough = _dot(HEAD_WEIGHTS, features), HEAD_ENOUGH
    if tail:
        score, enough = _dot(PAIR_WEIGHTS, pair_features(stripped(tail), text)), PAIR_ENOUGH + doubt
    elif not features:
        return None
    if score + CLOSES < enough:  # most begin something: the rest is looked at only where it may turn the scale
        return None
    if any(one.offset <= EARLY and not one.opens for one in loose_marks(text[:30])):
        score += CLOSES
    if score < enough:
        return None
    if judged(paragraph)[0] != "prose":
        return None
    word = features is not None and features[3] <= HEAD_IN_WORD_BELOW
    reasons = [f"“{text.lstrip(_QUOTES)[:2]}” rarely begins a sentence"] if features else []
    if tail:
        reasons.append("the paragraph before breaks off")
    return Cut(IN_WORD if word else BETWEEN_WORDS, likely(score - enough + 1), tuple(reasons))
