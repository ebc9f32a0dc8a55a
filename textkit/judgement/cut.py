"""Whether a paragraph is cut: does its end break off, does its beginning belong to something before it.

Without a stop is not truncated: headings, decks, lists, bylines, captions, verse and leads have none by right. So the
kind of the paragraph is asked first. What is left is weighed on named evidence (``cut_evidence``): how the paragraph is
built, whether the characters at its edge are such as stand at edges, what its company and the rest of the text do. The
weights are those of logistic regressions on paragraphs of news, law, fiction and technical prose cut at random, learned
with tables made from other documents than those that were cut (``tools/fit_cuts.py``).
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from textkit.judgement.cut_context import LED, QUOTES, CutContext, may_end, set_apart
from textkit.judgement.cut_evidence import (
    CLAUSE,
    INNER,
    asks_seam,
    body,
    head_alone,
    head_around,
    most,
    pair_names,
    seams,
    tail_alone,
    tail_around,
    total,
)
from textkit.judgement.cut_usage import Usage
from textkit.judgement.kinds import HAN, judged, stripped
from textkit.language import beginnings, edges
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.odds import probability
from textkit.language.seam import Seam
from textkit.language.sentences import ends_sentence

IN_WORD, BETWEEN_WORDS, AT_PAUSE, STOP_LOST = "in-word", "between-words", "at-pause", "stop-lost"

# Shorter text is a label, a name, a number; whether it is cut cannot be told.
SHORTEST: Final = 8
# Nats from which a cut is named: set where two or three in a thousand whole paragraphs of texts outside the fit lie above,
# of beginnings behind a cut end three in a hundred.
TAIL_ENOUGH: Final = -0.5
SLOGAN_ENOUGH: Final = 3.0  # for what is built like a slogan: those of posters and subheads lie below
HEAD_ENOUGH: Final = 0.65
PAIR_ENOUGH: Final = 0.2
# Nats more for what is quoted line by line: what people write to each other often ends without a stop. By judgement; more
# would remove no further false flags of texts outside the fit.
QUOTED: Final = 1.5
# Log-odds of the first three characters above which no beginning is worth a closer look, and nats of its first characters
# together below which none is: of cut beginnings that could be named, hardly any lie there.
FIRM: Final = -0.5
PLAIN: Final = 1.0
# Characters at an end in which the name of a speaker is looked for.
SAID_BY: Final = 120
# Han characters of a sentence that may be cut where no Han character ends it.
LEAST_HAN: Final = 6
# A line of verse or of an address is shorter.
LINE: Final = 26
# A headline is shorter.
HEADLINE: Final = 40
# So is what is looked for in a title that stands elsewhere.
TITLE: Final = 80
# Of what ends in none of the table's characters only longer paragraphs are named, in English those of so many words.
LEAST_WORDS: Final = 20
MANY: Final = 2 * LEAST_WORDS - 1
# Words that no sentence of English ends with.
_GOES_ON: Final = frozenset(
    ["a", "an", "and", "or", "the", "of", "from", "whose", "into", "than", "their", "our", "my", "your"]
)
# Between short lines without any mark a longer one is no verse.
FREE_VERSE: Final = 13
# Confidence of a beginning with what begins no word, by judgement: the lines found so in published texts were broken ones.
BOUND: Final = 0.95
# Hiragana in so many characters at a beginning that make it Japanese: names and titles in Chinese have katakana, or fewer.
JAPANESE: Final = 40
FEW_HIRAGANA: Final = 3
# Log-odds of the last three characters to end a clause: below the first a word is cut, from the second on the
# sentence may well be whole and only its stop is lost.
IN_WORD_BELOW: Final = -4.0
STOP_LOST_FROM: Final = -1.5
HEAD_IN_WORD_BELOW: Final = -5.0

# What cut ends and open lines of verse end with, but for letters and figures: pauses, and what closes a name.
_PAUSED: Final = frozenset("，,、､；;。")
_NAMED: Final = frozenset("”」』》")

# No text begins with these; ASCII ones only in front of Han (``.NET``, ``:root`` and ``)`` of a smiley do).
_NO_HEAD: Final = frozenset("，。、；：！？”’」』）】》〉〕］､｡")
_NO_HEAD_ASCII: Final = frozenset(",.;:!?)]")
# But for a smile.
_SMILE: Final = re.compile(r"[：；:;][）)]")
# Nor does a paragraph of English.
_LATIN_HEAD: Final = re.compile(r", (?:[A-Za-z’']+ ){3}")
# What belongs to the word before it, and begins none: 们, and 的 but for 的确, 的士 and foreign names.
_BOUND: Final = re.compile(r"(?:们|們|的(?![的确確士哥姐话話卡款黎里是]))[\u4e00-\u9fff]")

_KANA: Final = re.compile(r"[\u3041-\u30ff]")
_HIRAGANA: Final = re.compile(r"[\u3041-\u3096]")
_LATIN_STOP: Final = lazy_pattern(r"[a-z0-9)”\"][.!?][”\"]? +[A-Z“\"]")
# Who said it, behind the stop of a quotation: ``……。” —— 李明``.
# Of one who has a foreign name what he does may be told as well: ``……。——马克·李（Mark Lee），某公司总裁``.
_SAID_BY: Final = re.compile(
    r"[。！？!?…][”’」』\"*]*\s*(?:[—―─－]{1,2}|--?)\s*"
    r"(?:[^，。！？；—―─]{1,40}|[^，。！？；—―─]{1,16}[·（(A-Za-z][^，。！？；—―─]{1,30}(?:[，,][^，。！？；—―─]{1,24}){1,2})$"
)
# The number of the next section that was not set on a line of its own.
_GLUED: Final = re.compile(r"[。！？!?…][”’」』）)]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})$")
GLUED: Final = 4  # characters of these
# What a sentence leads with, before a comma, to what is set apart behind it: ``他常说的一句话是，``.
_LEADS: Final = lazy_pattern("(?:是|為|为|[说說]|如|即|叫|有)[，,]$")
# The same without a comma, before a list; before a picture or a table as well, where it says so.
_LEADS_TO: Final = lazy_pattern("(?:[是為为]|包括|[例比譬]如|(?P<said>如下|以下[几幾][个個点點种種条條步类類]))$")
LEAD: Final = 4  # characters of these
# What it leads to whatever that is, where a clause may end so: formulas, code and pictures are lost before stops are.
_LEADS_ON: Final = lazy_pattern("(?:如下|[在見见用為为是有到了看照按從从][以如]下[\u4e00-\u9fff]{0,4})$")
LEAD_ON: Final = 7  # characters of these
_NAME: Final = lazy_pattern(r"[“「『《][^“”「」『』《》，。；：！？…]+[”」』》]$")
NAME: Final = 22  # characters of a name in quotation marks
_NUMERAL: Final = re.compile(r"[一二三四五六七八九十百千〇零]{2}")


class Cut(NamedTuple):
    """``kind``: in-word, between-words, at-pause or stop-lost; ``confidence`` 0 to 1; ``reasons`` in words."""

    kind: str
    confidence: float
    reasons: tuple[str, ...]


def likely(score: float) -> float:
    """A score in nats as a confidence between 0 and 1, two decimals."""
    return round(probability(score), 2)


def cut_tail(
    paragraph: str,
    *,
    before: str | None = None,
    after: str | None = None,
    follow: str = "",
    prose: bool = False,
    usage: Usage | None = None,
    said: Seam | None = None,
    company: CutContext | None = None,
    doubt: float = 0.0,
) -> Cut | None:
    """How the end of ``paragraph`` is cut, or ``None`` where it is whole or ends without a stop by right.

    ``before`` and ``after`` are its neighbours, ``""`` where there is none, ``None`` where that is not known; ``follow``
    is the prose behind it once captions are stepped over; ``prose``: with these neighbours it was judged to be that;
    ``usage`` and ``company`` tell of the text it stands in, and ``said`` is what ``seams`` says of it and ``follow``, if
    that was asked already, as it may be where ``asks_seam`` says so; ``doubt`` is how many nats more are asked.
    """
    text = stripped(paragraph)
    if len(text) < SHORTEST or ends_sentence(text) or _SAID_BY.search(text[-SAID_BY:]) or _GLUED.search(text[-GLUED:]):
        return None
    if text[-1] in "：:；;" or not (prose or judged(paragraph, before=before or "", after=after or "")[0] == "prose"):
        return None
    if text[-1] in "，,、､":
        return _at_pause(text, before, after)
    if _in_list(text, before, after) or _leads(text, after or ""):
        return None
    said_before = None if before is None else stripped(before)
    enough = SLOGAN_ENOUGH if _is_slogan(text) else TAIL_ENOUGH + doubt
    score = _tail_score(text, said_before, after or "", stripped(follow), usage, said, company, enough)
    if score is None or score < enough:
        return None
    habit = (company.habit(text) if company else 0.0) + (QUOTED if text[0] == ">" else 0.0)
    if score < habit + enough:
        return None
    if usage and len(text) <= TITLE and not INNER.search(text) and usage.whole_elsewhere(text):
        return None
    edge = edges.tail(text)
    size = -1.0 if edge is None else edge.three
    how = IN_WORD if size <= IN_WORD_BELOW else BETWEEN_WORDS if size < STOP_LOST_FROM else STOP_LOST
    reasons = ["no stop at the end"]
    if INNER.search(text) or "，" in text or "," in text:
        reasons.append("built as prose")
    if how != STOP_LOST:
        reasons.append(f"“{text[-3:]}” rarely ends a sentence")
    return Cut(how, likely(score - habit - TAIL_ENOUGH + 1), tuple(reasons))


def is_open(text: str) -> bool:
    """Whether ``text``, a stripped paragraph, ends as a cut one or an open line of verse may end. Cheap."""
    last = text[-1:]
    if last.isalnum():
        return last > "\u2e80" or len(text) >= MANY
    return last in _PAUSED or (last in _NAMED and len(text) >= MANY)


def cut_head(
    paragraph: str,
    *,
    before: str | None = None,
    tail: str = "",
    how: str = "near",
    doubt: float = 0.0,
    usage: Usage | None = None,
    said: Seam | None = None,
    company: CutContext | None = None,
) -> Cut | None:
    """How the beginning of ``paragraph`` is cut, or ``None`` where it begins something.

    ``before`` is the paragraph before it, ``""`` where there is none, ``None`` where that is not known or told by
    ``tail``. That is a cut paragraph which it may continue (two halves of a sentence are easier to see together);
    ``how`` says whether it stands ``near``, right before, behind a ``caption`` or is looked at ``over`` others; ``doubt``
    is how many nats more are asked; ``usage`` and ``company`` tell of the text it stands in, and ``said`` is what ``seams``
    says of a paragraph that ``doubtful`` named behind a stop, if that was asked already.
    """
    text = stripped(paragraph)
    if len(text) < 2:
        return None
    han = HAN.search(text, 0, 12) or _KANA.search(text, 0, 12)
    if text[0] in "：:" and company and company.defines:
        return None
    if not han and _LATIN_HEAD.match(text) and ends_sentence(text):
        return Cut(AT_PAUSE, 0.98, (f"begins with {text[0]}",))
    if _SMILE.match(text):
        return None
    if han and (text[0] in _NO_HEAD or (text[0] in _NO_HEAD_ASCII and HAN.match(text, 1))):
        return Cut(AT_PAUSE, 0.98, (f"begins with {text[0]}",))
    if not han or len(text) < SHORTEST:
        return None
    if not tail and len(_HIRAGANA.findall(text, 0, JAPANESE)) >= FEW_HIRAGANA:
        return None  # what begins sentences of Japanese the tables do not know
    if not tail and said is None and (_is_label(text) or _begins(text.lstrip(QUOTES))):
        return None
    if _BOUND.match(text) and ends_sentence(text) and judged(paragraph)[0] == "prose":
        return Cut(BETWEEN_WORDS, BOUND, (f"{text[0]} begins no word",))
    said = said or seams([("。", text)])[0]
    pair = seams([(stripped(tail), text)])[0] if tail else None
    layout = usage.layout(paragraph) if usage else ""
    place = None if tail or before is None else stripped(before)
    if place and place[-1] in "；;":
        return None  # one of a list of clauses
    prefix, enough = ("pair:", PAIR_ENOUGH + doubt) if tail else ("", HEAD_ENOUGH + doubt)

    alone = head_alone(text, said, place, company)
    among = company.alone_names(text) if company and not pair else []

    def score_of(told: Usage | None) -> float:
        rest = pair_names(stripped(tail), text, how, told, pair) if pair else among
        return total(alone + head_around(text, told, layout) + rest, prefix)

    score = score_of(None)
    if usage and score + most(prefix + "head") + most(prefix + "pair") >= enough:
        score = score_of(usage)
    # Two clauses of one length are verse, but what is left of a sentence may have them.
    if score < enough or judged(paragraph)[0] not in (("prose", "verse") if tail else ("prose",)):
        return None
    edge = edges.head(text.lstrip(QUOTES))
    word = edge is not None and edge.three <= HEAD_IN_WORD_BELOW
    reasons = [f"“{text.lstrip(QUOTES)[:2]}” rarely begins a sentence"] if edge else []
    if tail:
        reasons.append("the paragraph before breaks off")
    return Cut(IN_WORD if word else BETWEEN_WORDS, likely(score - enough + 1), tuple(reasons))


def doubtful(company: CutContext) -> list[int]:
    """The numbers of those paragraphs that do not certainly begin something: in all others ``cut_head`` by itself finds
    nothing. Cheap.
    """
    return [
        number
        for number, (text, three) in enumerate(zip(company.texts, company.beginnings, strict=True))
        if text[:1] in _NO_HEAD
        or (text[:1] in _NO_HEAD_ASCII and (HAN.match(text, 1) or _LATIN_HEAD.match(text)))
        or (
            three is not None
            and three <= FIRM
            and not _is_label(text)
            and beginnings.inside(text.lstrip(QUOTES)) >= PLAIN
        )
    ]


def _is_label(text: str) -> bool:
    """Whether ``text`` may be a headline, which may begin with any word, or begins with a numeral."""
    return (len(text) < HEADLINE and not ends_sentence(text)) or _NUMERAL.match(text) is not None


def _begins(text: str) -> bool:
    edge = edges.head(text[: edges.ORDERS])
    return edge is None or edge.three > FIRM or beginnings.inside(text) < PLAIN


def _at_pause(text: str, before: str | None, after: str | None) -> Cut | None:
    """A comma at the end: cut, unless the company shows that short lines end so here (verse, lists, addresses), or its last
    word leads to a list, a quotation, a table or a picture.
    """
    if _LEADS.search(text) and set_apart(text, after or "") in LED:
        return None
    company = [line for line in (stripped(before or ""), stripped(after or "")) if line and len(line) < LINE]
    verse = len(text) < LINE and body(text) is text  # which no article's number begins
    if verse and ((len(company) == 2 and len(text) <= FREE_VERSE) or any(line[-1] in "，,、；;" for line in company)):
        return None
    if not HAN.search(text) and not _KANA.search(text):
        return None
    return Cut(AT_PAUSE, 0.95 if len(text) >= 30 else 0.85, ("ends at a comma",))


def _in_list(text: str, before: str | None, after: str | None) -> bool:
    """Whether ``text`` and both its neighbours have neither stop nor pause: entries of a list, not sentences."""
    lines = (text, stripped(before or ""), stripped(after or ""))
    return all(line and not CLAUSE.search(line) for line in lines)


def _leads(text: str, after: str) -> bool:
    """Whether ``text`` leads without a colon to ``after``, which is set apart behind it."""
    if after and may_end(text) and _LEADS_ON.search(text[-LEAD_ON:]):
        return True
    led = _LEADS_TO.search(text[-LEAD:])
    return led is not None and set_apart(text, after) in (LED if led["said"] else ("list",))


def _is_slogan(text: str) -> bool:
    """Whether ``text`` is two or three clauses as short and even as those of subheads: ``搭建平台，赋能经济``."""
    if len(text) > LINE:
        return False
    sizes = [len(part.strip(QUOTES + "”’」』")) for part in re.split("[，,、；;]", text)]
    return 2 <= len(sizes) <= 3 and 3 <= min(sizes) <= max(sizes) <= min(8, min(sizes) + 2)


def _tail_score(
    text: str,
    before: str | None,
    after: str,
    follow: str,
    usage: Usage | None,
    said: Seam | None,
    company: CutContext | None,
    enough: float,
) -> float | None:
    """The weight in nats that ``text`` is cut at its end; ``None`` where nothing can be said."""
    if _KANA.search(text) or not HAN.search(text):
        return _other_script(text)
    if edges.tail(text) is not None:
        said = said or (seams([(text, follow)])[0] if asks_seam(text, follow) else None)
        alone = tail_alone(text, before, after, company)
        score = total(alone + tail_around(text, follow, None, said))
        if usage and score + most("tail") >= enough:
            score = total(alone + tail_around(text, follow, usage, said))
        return score
    # It ends in a digit, a Latin letter or a name in quotation marks. Titles and labels do, prose of several sentences does
    # not, but for a name, a reference or a link behind its last stop. Behind other closing marks many leave the stop out.
    if not INNER.search(text) or len(text) < 40 or not (text[-1].isalnum() or _NAME.search(text[-NAME:])):
        return None
    if not HAN.match(text[-1]) and len(HAN.findall(INNER.split(text)[-1])) < LEAST_HAN:
        return None
    return TAIL_ENOUGH + 1


def _other_script(text: str) -> float | None:
    """Japanese and English: only paragraphs of several sentences can be told from headings by their build."""
    if _KANA.search(text):
        return TAIL_ENOUGH + 1 if INNER.search(text) and len(text) >= 40 and text[-1].isalpha() else None
    words = text.split()
    if len(words) >= LEAST_WORDS and words[-1] in _GOES_ON and CLAUSE.search(text):
        return TAIL_ENOUGH + 1
    if len(words) < LEAST_WORDS or not _LATIN_STOP.search(text) or not text[-1].isalpha() or not text[-1].islower():
        return None
    return TAIL_ENOUGH + 1
