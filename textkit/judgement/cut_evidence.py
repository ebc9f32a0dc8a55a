"""The named pieces of evidence that a paragraph is cut at its end or its beginning.

Every piece is a name; what it weighs stands in ``cut.tsv``, fitted by ``tools/fit_cuts.py``. A name says what was seen in
steps, so that the fit may find that more is not always better. What an end or a beginning looks like is asked of tables
of characters (``language.edges``, ``seam``, ``openings``); the rest is how the paragraph is built and what the text around
it does: how paragraphs that open alike end, and how the text uses the characters in question elsewhere.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from operator import add
from typing import Final

from textkit.judgement.cut_context import LED, QUOTES, CutContext, set_apart
from textkit.judgement.cut_usage import Usage
from textkit.language import beginnings, edges, openings, seam
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.pairs import closes, loose_marks
from textkit.language.seam import Seam, weigh
from textkit.language.sentences import ends_sentence

CLAUSE: Final = re.compile(r"[，。、；：！？,;:!?]")
INNER: Final = lazy_pattern(r"[。！？!?｡](?=.)", re.DOTALL)
_NUMBERED: Final = lazy_pattern(r"第?[\d一二三四五六七八九十百千零〇]{1,8}[条條款项項章节、.．)）][ \u3000]*")
_SENTENCE: Final = re.compile(r"[。！？!?]")
# What headlines have seldom and prose often, or the other way round.
_SIGNS: Final = {
    "listed": re.compile("、"),
    "spaced": re.compile("[ \u3000]+"),
    "foreign": re.compile("[A-Za-z]{2,}"),
    "bracket": re.compile("[（(]"),
    "work": re.compile("《"),
    "number": re.compile(r"\d+"),
}
_ANY_SIGN: Final = re.compile(r"[、 \u3000A-Za-z（(《\d]")  # one of these stands in each of them
_NO_SIGN: Final = tuple(f"head {name} 0" for name in _SIGNS)
TOPIC: Final = 80  # characters on both sides of a break in which words may be shared
SHORT_CLAUSE: Final = 8
SHORT: Final = 30  # characters of a paragraph
SLOGAN: Final = 26  # characters
LONG: Final = 34  # characters; few headlines are as long, but for those with foreign names and those that open a text
TELLING: Final = "的了着过是在就也都把被我你他她它这那"  # prose tells with these what headlines leave out
MARKS: Final = 40  # characters in which the first two marks are looked for
FIRST: Final = 90  # characters in which the end of the first sentence is looked for


def behind(before: str | None) -> str:
    """What ``before`` (stripped), the paragraph before another one, is to it: ``""`` is none, ``None`` is not known."""
    if not before:
        return "first" if before == "" else ""
    if before[0] == "#":
        return "heading"
    if before[-1] in "：:":
        return "colon"
    if ends_sentence(before):
        return "stop" if len(before) >= SHORT else "short stop"
    return "short" if len(before) < SHORT else "open"


def _bound(found: seam.Bound | None) -> str:
    """How surely one character is missing beside an edge, by tenths and by how much was seen of it."""
    if found is None:
        return "none"
    return f"{_step(10 * found.share - 0.5, 0, 9)}|{sum(found.seen >= n for n in (10, 40, 200))}"


def _step(value: float, low: int, high: int) -> int:
    return max(low, min(high, round(value)))


def shared(text: str, after: str) -> float:
    """The share of the pairs of characters in ``text`` that stand in ``after`` too: a headline tells what follows."""
    pairs = set(map(add, text, text[1:]))
    return sum([pair in after for pair in pairs]) / max(1, len(pairs))


def _length(n: int) -> str:
    return next((f"{limit}" for limit in (12, 16, 20, 26, 34, 50, 80, 140) if n < limit), "more")


def body(text: str) -> str:
    """``text`` without the number of its article or item."""
    match = _NUMBERED.match(text)
    return text[match.end() :] if match else text


def asks_seam(text: str, follow: str) -> bool:
    """Whether it matters how ``text``, an end, and ``follow``, the prose behind it (both stripped), go together."""
    return follow[:1] > "\u2e80" and edges.tail(text) is not None


def _built(text: str, inner: str) -> str:
    """Of what ``text`` is built; ``inner`` is its ``body``."""
    return "inner" if INNER.search(text) else "clauses" if "，" in inner or "," in inner else "plain"


def tail_names(
    text: str,
    before: str | None,
    after: str,
    follow: str,
    usage: Usage | None,
    said: Seam | None,
    company: CutContext | None = None,
) -> list[str]:
    """The evidence that ``text`` (stripped, without a stop) is cut at its end.

    ``before`` is the paragraph before it, ``""`` where it begins the document, as titles do, ``None`` where that is not
    known. ``after`` is the paragraph behind it, ``follow`` the prose behind it
    once captions are stepped over, ``said`` what the table of seams says of ``text`` and ``follow``, ``company`` the
    paragraphs of its text.
    """
    return tail_alone(text, before, after, company) + tail_around(text, follow, usage, said)


def tail_alone(text: str, before: str | None, after: str, company: CutContext | None) -> list[str]:
    """What of ``tail_names`` is told without ``follow`` and ``usage``."""
    edge = edges.tail(text)
    inner = body(text)
    commas, built = min(3, inner.count("，") + inner.count(",")), _built(text, inner)
    size = _length(len(inner))
    known = f"edge {edge.three:.0f}" if edge else "no edge"
    found = [
        "tail",
        f"tail {known}|{built}",
        f"tail {known}|{size}",
        f"tail size {size}|{built}",
        f"tail commas {commas}|{size}",
    ]
    if edge and edge.known == 1:
        found.append("tail edge of one")
    if inner is not text:
        found.append(f"tail numbered|{built}")
    said_so = sum(map(inner.count, TELLING))
    if _ANY_SIGN.search(inner):
        found += [f"tail {name} {min(3, len(sign.findall(inner)))}|{built}" for name, sign in _SIGNS.items()]
    else:
        found += [f"tail {name} 0|{built}" for name in _SIGNS]
    found += [f"tail telling {min(3, said_so)}|{size}", f"tail opens {_step(openings.opens(inner), -4, 4)}|{built}"]
    if 1 <= commas <= 2 and len(inner) <= SLOGAN and built != "inner":
        found.append("tail slogan")
    found.append(f"tail bound {_bound(seam.table().behind(inner))}")
    place = behind(before)
    if place:
        found.append(f"tail behind {place}|{built}")
    if len(inner) >= LONG:
        foreign = "foreign" if _SIGNS["foreign"].search(inner) else "Han"
        found += [f"tail {foreign} {size}|{built}", *([f"tail behind {place}|{size}|{built}"] if place else [])]
    if apart := set_apart(text, after):
        led = company.leads(text) if company is not None and apart in LED else ""
        found.append(f"tail before {apart} {led}|{built}" if led else f"tail before {apart}|{built}")
    if before == "" and after and built != "inner" and len(text) < 60:
        found.append(f"tail first|{built}")
    if built != "inner" and len(text) < 60 and after:
        found.append(f"tail told after {_step(10 * shared(text, after[:400]), 0, 6)}|{built}")
    if any(one.opens for one in loose_marks(text[-200:])):
        found.append("tail open")
    if company is not None:
        found += company.tail_names(text, built)
    return found


def tail_around(text: str, follow: str, usage: Usage | None, said: Seam | None) -> list[str]:
    """The rest of ``tail_names``."""
    built = _built(text, body(text))
    found = [f"tail alike {usage.alike(text)}|{built}"] if usage is not None else []
    if follow and said is not None and follow[0] > "\u2e80":
        how = "quoted" if follow[0] in QUOTES or not ("\u4e00" <= follow[0] <= "\u9fff") else "text"
        start, anywhere = _step(said.start / 2, -4, 5), _step(said.anywhere / 2, -3, 4)
        found += [f"tail follow {start}|{how}|{built}", f"tail follow any {anywhere}|{how}"]
        if usage is not None and how == "text" and len(text) > 1:
            across = "none"
            if usage.together(text[-1] + follow[0]):  # without these two no more of them stand together either
                across = "four" if usage.together(text[-2:] + follow[:2]) else "two"
            found.append(f"tail across {across}|{built}")
        head = edges.head(follow)
        if head is not None and how == "text":
            found.append(f"tail follow head {head.three:.0f}")
    return found


def head_names(
    text: str,
    usage: Usage | None,
    said: Seam,
    layout: str = "",
    before: str | None = None,
    company: CutContext | None = None,
) -> list[str]:
    """The evidence that ``text`` (stripped) begins in the middle of a sentence, but for what it may continue.

    ``layout`` is what ``Usage.layout`` says of the paragraph, ``before`` the paragraph before it, as ``tail_names`` has it,
    ``company`` the paragraphs of its text.
    """
    return head_alone(text, said, before, company) + head_around(text, usage, layout)


def head_alone(text: str, said: Seam, before: str | None, company: CutContext | None) -> list[str]:
    """What of ``head_names`` is told without ``usage`` and ``layout``."""
    inner = text.lstrip(QUOTES)
    edge = edges.head(inner)
    quoted = "quoted" if inner is not text and len(inner) < len(text) else "bare"
    clause = CLAUSE.search(inner, 0, SHORT_CLAUSE)
    size = max(2, clause.start()) if clause else SHORT_CLAUSE  # the fit has no shorter ones: its cases are not cut so
    mark = clause.group() if clause else "none"
    fresh = _step(said.anywhere - said.start, -8, 6)  # how much likelier behind a paragraph's start than anywhere
    inside = beginnings.inside(inner)
    found = [
        "head",
        f"head inside {_step(inside, -4, 9)}",
        f"head {quoted}",
        f"head clause {size}",
        f"head clause {'short' if size < SHORT_CLAUSE else 'long'} {mark}",
        f"head fresh {fresh}",
        f"head opens {_step(openings.opens(inner), -4, 4)}",
        f"head size {'short' if len(text) < SHORT else 'long'} {ends_sentence(text)}",
    ]
    found += _first_sentence(inner[: FIRST + 2])
    one, two = seam.table().cohesion(inner)
    found += [f"head bound {_bound(seam.table().before(inner))}", f"head pairs {_nats(one)} {_nats(two)}"]
    if place := behind(before):
        found.append(f"head behind {place}")
    if company is not None:
        found += company.head_names(text)
    if edge is None:
        found.append("head no edge")
    else:
        found += [
            f"head one {edge.one:.0f}",
            f"head two {edge.two:.0f}|{edge.known}",
            f"head three {edge.three:.0f}|{edge.known}",
            f"head fresh {fresh}|{_step(edge.three / 2, -5, 2)}",
            f"head inside {_step(inside / 2, -2, 4)}|{_step(edge.three / 2, -5, 2)}",
        ]
    return found


def head_around(text: str, usage: Usage | None, layout: str) -> list[str]:
    """The rest of ``head_names``."""
    found = []
    if usage is not None and text[0] not in QUOTES:
        found += [f"head two stand {usage.places(text[:2])}", f"head three stand {usage.places(text[:3])}"]
    if layout == "indented" or (layout and len(text) >= SHORT):  # captions and headings are flush by right
        found.append(f"head {layout}")
    if any(one.offset <= 6 and not one.opens for one in loose_marks(text[:30])):
        found.append("head closes")
    return found


def _nats(value: float | None) -> str:
    return "none" if value is None else f"{_step(value / 1.5, -1, 4)}"


@lru_cache(maxsize=256)  # asked of a beginning with and without what the text around says
def _first_sentence(text: str) -> tuple[str, ...]:
    """How long the first sentence of ``text`` is, of how many clauses, what is in it, and whether it is the only one.

    ``text`` may be left out from two characters behind ``FIRST`` on.
    """
    stop = _SENTENCE.search(text, 0, FIRST)
    end = stop.start() if stop else FIRST
    signs = _NO_SIGN
    if _ANY_SIGN.search(text, 0, end):
        signs = tuple(f"head {name} {min(3, len(sign.findall(text, 0, end)))}" for name, sign in _SIGNS.items())
    found = (f"head marks {''.join(CLAUSE.findall(text, 0, MARKS)[:2])}", *signs)
    if not stop:
        return "head sentence more", *found
    size = next((limit for limit in (5, 8, 12, 16, 22, 30, 42, 60) if end < limit), FIRST)
    clauses = min(4, len(CLAUSE.findall(text, 0, end)))
    alone = "one" if stop.end() >= len(text) - 1 else "first"
    return f"head sentence {size}|{clauses}", f"head sentence {alone}|{size}", *found


def _usual(share: float | None) -> str:
    if share is None:
        return "none"
    return f"{sum(share > limit for limit in (0, 0.03, 0.1, 0.3, 0.6))}"


def _size(n: int) -> str:
    return next((f"{limit}" for limit in (20, 40, 80, 160) if n < limit), "more")


def pair_names(tail: str, text: str, how: str, usage: Usage | None, said: Seam) -> list[str]:
    """The evidence that ``text`` goes on where ``tail``, cut in ``how`` a way, breaks off, beside that of its beginning."""
    edge = edges.tail(tail)
    inner = text.lstrip(QUOTES)
    plain = "quoted" if len(inner) < len(text) else "digit" if text[0].isdigit() else "bare"
    ends = "pause" if tail[-1] in "，,、" else f"{_step(edge.three / 2, -5, 1)}" if edge else "none"
    start, anywhere = _step(said.start / 1.5, -6, 6), _step(said.anywhere / 1.5, -4, 6)
    found = [
        "pair",
        f"pair start {start}|{plain}",
        f"pair any {anywhere}|{plain}",
        f"pair both {_step(said.start / 3, -3, 3)} {_step(said.anywhere / 3, -2, 3)}",
        f"pair tail {ends}",
        f"pair tail {ends}|{_step(said.start / 3, -3, 3)}",
        f"pair {how}",
        f"pair usual {' '.join(map(_usual, seam.table().across(tail, inner)))}",
        f"pair sizes {_size(len(text))} {_size(len(tail))}",
        f"pair shared {_step(8 * shared(text[:TOPIC], tail[-TOPIC:]), 0, 4)}",
    ]
    if usage is not None and plain == "bare":
        across = "none"
        if usage.together(tail[-1] + text[0]):
            three = usage.together(tail[-2:] + text[0]) or usage.together(tail[-1] + text[:2])
            across = "two" if not three else "four" if usage.together(tail[-2:] + text[:2]) else "three"
        found.append(f"pair across {across}")
    opened = any(one.opens for one in loose_marks(tail[-200:]))
    closed = closes(text[:200])
    if opened or closed:
        found.append(f"pair marks {opened} {closed}")
    return found


def seams(pairs: list[tuple[str, str]]) -> list[Seam]:
    """What the table of seams says of each tail and head; the table is not read for nothing."""
    return weigh(pairs) if pairs else []


@cache
def weights() -> dict[str, float]:
    """The fitted weight of each piece of evidence, in nats for a cut."""
    table = files("textkit.judgement").joinpath("cut.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}


_AROUND: Final = ("two stand", "three stand", "alike", "across")


@cache
def most(prefix: str) -> float:
    """What the text around can add at the most to evidence with ``prefix``: to be asked for only where it may matter."""
    table = weights().items()
    return sum(max([0.0, *(w for name, w in table if name.startswith(f"{prefix} {kind}"))]) for kind in _AROUND)


def total(names: list[str], prefix: str = "") -> float:
    """The weight of the named evidence in nats. Beginnings behind a cut end have weights of their own, by ``prefix``."""
    weight = _weights_of(prefix).get
    return sum([weight(name, 0.0) for name in names])


@cache
def _weights_of(prefix: str) -> dict[str, float]:
    """The weights of evidence whose names begin with ``prefix``, by the rest of their names."""
    return {name[len(prefix) :]: weight for name, weight in weights().items() if name.startswith(prefix)}
