"""Which encodings explain some bytes, best first.

Each candidate decodes the bytes tolerantly; its cost is that of the text in the language it fits best, with every bad
byte at a fixed price, so that one wrong byte never rules an encoding out. The lowest cost is the likeliest reading
(costs are negative log-likelihoods of the same bytes). chardet, which knows pairs of bytes and the alphabets of
Europe, has one voice: its candidates get a bonus, and bring encodings of one byte a character into the trial.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from operator import attrgetter, itemgetter

from textkit.language.encodings import CJK_PRIORS, CODECS_OF, EBCDIC, EXTENDED, MARKED, MODEL_OF, SUPERSET, WIDE
from textkit.language.plausible import ALL, BAD, MODELS, NUL, cost, least_of, models_of
from textkit.reading.codecs import canonical, marked, replaced, unit
from textkit.reading.errors import UnknownEncoding
from textkit.reading.resync import LENGTHS, divide

VOICE = 9.0  # nats chardet's surest candidate is worth: more than a short text can tell, less than three Han
CLEAR = 25.0  # a lead over the runner-up that needs no second opinion
AHEAD = 12.0  # the same for the most usual prose: more than chardet's voice could make up for
HOPELESS = 40.0  # nats by which the least that an encoding can cost is worse than another one: not looked at further
SHORT = 400  # bytes up to which the least that a reading can cost is looked up before what it does
USUAL = 7.0  # nats a character beyond ASCII of the most usual prose costs at most
CONVINCING = 9.0  # nats a non-ASCII character: prose stays below, a wrong reading is above 10

LETTER = 4.4  # nats a letter of an alphabet costs at the least, beyond ASCII: one of Hebrew in ``OTHER_SCRIPTS``
FEW = 3  # letters beyond ASCII that are too few for chardet to tell alphabets apart
PLAIN = 6.0  # nats a convincing character costs
NOISE = 15.0  # nats a character beyond ASCII that random bytes cost in the best reading
DISORDER = 0.1  # share of places in disorder from which letters are no words
LONGEST = 50  # letters that a word may have
THAI = ("cp874", "tis-620", "iso8859-11")
DISORDERLY = 0.25  # the most that an encoding is sure then: names are written so, if hardly ever in every word
FOREIGN = 5.0  # nats: Japanese is hardly ever written in GB 18030, though it has the kana where EUC-JP has them
HARM = 10.0  # nats a damaged reading must be ahead of one without a fault: two Han
RELIEF = 5.0  # nats: where one byte is bad, others are far likelier to be
RESYNC = 1024  # bytes up to which the division of damaged bytes is searched while encodings are still compared
# Nats an encoding of one byte a letter must be ahead, as damaged bytes of any text look like one; less where its
# letters stand singly among ASCII, nothing where the text is nearly all ASCII, as western text is.
ALPHABET = 10.0
OLD_MAC = 4.0  # nats MacRoman, which nobody writes any more, must be ahead of cp1252
MIXED_WORD = 4.0  # nats for a letter of another alphabet beside an ASCII letter or digit: words do not mix alphabets
# A Han inside a Latin word is an accent misread, and one behind it whose second byte is a letter most likely too.
_SWALLOWED = re.compile("[a-z][\u3400-\u9fff\uac00-\ud7a3](?=[a-z])")
_SWALLOWING = re.compile(rb"[a-z][\x81-\xfe][a-z](?![a-z\x80-\xff])")
_SHOUTED = re.compile("[a-z][\u00c0-\u00de\u0160\u0178\u017d](?=[a-z])")  # a capital inside a word is no letter of it
_CROWDED = re.compile("(?<=[^\x00-\x7f])[^\x00-\x7f]|[^\x00-\x7f](?=[^\x00-\x7f])")
_ASCII = re.compile("[\x00-\x7f]+")
_MIXED_WORD = re.compile("[^\\W\\d_a-zA-Z\u00aa-\u024f][0-9A-Za-z]|[0-9A-Za-z][^\\W\\d_a-zA-Z\u00aa-\u024f]")


@dataclass(frozen=True)
class Trial:
    """One reading of the bytes: its cost in nats, the language it fits, its text, and how many bytes were bad.

    ``own``: what the text alone costs in that language, if that is known.
    """

    encoding: str
    cost: float
    model: int
    text: str
    bad: int
    own: float | None = None

    def mean(self, ascii_weight: float = 0.0) -> float:
        """What a character beyond ASCII costs in it; ASCII counts ``ascii_weight`` of a convincing character."""
        count, total = self._foreign
        if not count:
            return 0.0
        plain = (len(self.text) - count) * ascii_weight
        return (total + plain * PLAIN) / (count + plain)

    @cached_property
    def _foreign(self) -> tuple[int, float]:
        """The number of characters beyond ASCII and what they cost."""
        plain = "".join(_ASCII.findall(self.text))
        own = cost(self.text, (self.model,))[0] if self.own is None else self.own
        return len(self.text) - len(plain), own - cost(plain, (self.model,))[0]


@dataclass(frozen=True)
class Choice:
    """What a user allows: languages, and encodings if they are to be chosen from a list."""

    languages: Sequence[str] = ("zh", "ja", "ko", "en")
    encodings: Sequence[str] = ()
    models: tuple[int, ...] = field(default=ALL)

    @classmethod
    def of(cls, languages: Sequence[str], encodings: Sequence[str]) -> Choice:
        return cls._of(tuple(languages), tuple(encodings))

    @classmethod
    @cache
    def _of(cls, languages: tuple[str, ...], encodings: tuple[str, ...]) -> Choice:
        named = dict.fromkeys(name for e in encodings for name in _meant(canonical(e)))
        return cls(languages, tuple(named), models_of(languages))

    def allows(self, encoding: str) -> bool:
        return not self.encodings or encoding in self.encodings

    def narrow(self) -> list[str]:
        """The encodings to try that write ASCII as ASCII."""
        if self.encodings:
            return [e for e in self.encodings if e not in WIDE]
        return ["utf-8", *(e for language in self.languages for e in CODECS_OF.get(language, ()))]

    def wide(self) -> list[str]:
        return [e for e in WIDE if self.allows(e)]

    def western(self) -> bool:
        """Whether text in Latin letters may be in its own encoding."""
        return "en" in self.languages and self.allows("cp1252")


def _meant(encoding: str) -> tuple[str, ...]:
    """The encodings to try for one that a user named: its superset, or both byte orders where the name leaves it open."""
    if encoding in ("utf-16", "utf-32"):
        return f"{encoding}-le", f"{encoding}-be"
    # The euro sign as one byte is found while decoding, and makes gb18030 cp936.
    return ("gb18030" if encoding == "cp936" else SUPERSET.get(encoding, MARKED.get(encoding, encoding)),)


_cost = attrgetter("cost")


def attempt(data: bytes, encoding: str, models: tuple[int, ...] = ALL) -> Trial:
    """The trial of one encoding on ``data``."""
    return _judged(data, encoding, models, *replaced(data, encoding))


def _trials(data: bytes, choice: Choice) -> list[Trial]:
    """The trials of all narrow encodings, cheapest first; one that is hopeless has the least it can cost."""
    narrow = choice.narrow()
    read = sorted([(*replaced(data, e), e) for e in narrow if e not in EXTENDED], key=itemgetter(1))
    leasts: dict[str, float] = {}
    if len(data) <= SHORT and read:  # judge the likeliest first, then it says which others are hopeless
        leasts = {text: least_of(text) for text, bad, _ in read if bad == read[0][1]}
        likeliest = min([r for r in read if r[1] == read[0][1]], key=lambda r: leasts[r[0]])
        read = [likeliest, *(r for r in read if r is not likeliest)]
    trials: list[Trial] = []
    limit = math.inf
    for text, bad, encoding in read:
        least = bad * BAD
        if least <= limit < math.inf and len(data) <= SHORT:
            of_text = leasts[text] if text in leasts else least_of(text)
            least = of_text + max(0, bad - text.count("\ufffd")) * BAD
        twin = next((t for t in trials if t.text == text and t.bad == bad == 0 and t.encoding in CJK_PRIORS), None)
        if least > limit:
            trials.append(Trial(encoding, least, 0, text, bad))
        elif twin and encoding in CJK_PRIORS:  # kana are the same in EUC-JP and GB 18030
            trials.append(_alike(twin, encoding))
        else:
            trials.append(_judged(data, encoding, choice.models, text, bad))
            limit = min(limit, trials[-1].cost + HOPELESS)
    for encoding in narrow:
        if encoding in EXTENDED:
            trials.append(_extension(data, encoding, choice, trials, limit))
    return sorted(trials, key=_cost)


def _extension(data: bytes, encoding: str, choice: Choice, trials: Sequence[Trial], limit: float) -> Trial:
    """The trial of an encoding that extends another one: it reads the same in most cases, as hopelessly in others."""
    plain = next((t for t in trials if t.encoding == EXTENDED[encoding]), None)
    text, bad = (plain.text, plain.bad) if plain and plain.cost > limit else replaced(data, encoding)
    if plain and text == plain.text and bad == plain.bad:
        return _alike(plain, encoding)
    return _judged(data, encoding, choice.models, text, bad)


def _alike(trial: Trial, encoding: str) -> Trial:
    """``trial`` in an encoding that reads the bytes the same."""
    prior = CJK_PRIORS[encoding] - CJK_PRIORS[trial.encoding]
    return Trial(encoding, trial.cost + prior, trial.model, trial.text, trial.bad, trial.own)


def _prior(encoding: str, model: int) -> float:
    """What a text in this language costs for being in ``encoding``."""
    return CJK_PRIORS[encoding] + FOREIGN * _abroad(encoding, model) if encoding in CJK_PRIORS else 0.0


def _judged(data: bytes, encoding: str, models: tuple[int, ...], text: str, bad: int) -> Trial:
    own, model = cost(text, models)
    total = own
    if bad:
        total += max(0, bad - text.count("\ufffd")) * BAD
    if encoding in WIDE:  # padding costs the same by the byte, whatever the unit
        total += text.count("\0") * (unit(encoding) - 1) * NUL
    if encoding in CJK_PRIORS:
        total += (len(_SWALLOWED.findall(text)) + len(_SWALLOWING.findall(data))) * MIXED_WORD
    elif not encoding.startswith("utf"):
        foreign = len(text) - len(text.encode("ascii", "ignore"))
        crowded = len(_CROWDED.findall(text)) / max(1, foreign) if encoding == "cp1252" else 1.0
        total += (ALPHABET * crowded if len(text) < 20 * foreign else 0.0) + len(_MIXED_WORD.findall(text)) * MIXED_WORD
        total += len(_SHOUTED.findall(text)) * MIXED_WORD + (OLD_MAC if encoding == "mac_roman" else 0.0)
    return Trial(encoding, total + _prior(encoding, model), model, text, bad, own)


def rank(data: bytes, choice: Choice, ask: bool = True, known: Sequence[Trial] = ()) -> list[Trial]:
    """Trials of the narrow encodings on ``data``, cheapest first; ``ask`` chardet if that is unclear.

    ``known``: the same trials without having asked, to spare their work.
    """
    trials = sorted(known, key=_cost) or _trials(data, choice)
    if not ask:
        return trials
    near = [t for t in trials if t.cost - trials[0].cost < 3 * CLEAR]
    if len(near) > 1 and len(data) <= RESYNC and (trials[0].bad or _strange(trials[0])):
        # Damaged text in one encoding may be whole in another, but it reads far better once its characters are found.
        price = 0.0 if trials[0].bad else HARM
        trials = sorted((_resynced(t, data, price) if t in near else t for t in trials), key=_cost)
    rival = next((t for t in trials if t.text != trials[0].text), None)  # an extension reads the same in most cases
    lead = rival.cost - trials[0].cost if rival else 0.0
    if (lead > CLEAR and convincing(trials[0])) or (lead > AHEAD and _usual(trials[0])):
        return trials
    eastern = _no_alphabet(trials[0], data)
    if eastern and lead > VOICE and {t.encoding for t in trials} >= CJK_PRIORS.keys():
        return trials  # nothing that chardet could say would change the first
    voices = second_opinion(data, eastern)
    if "en" in choice.languages and not eastern and _few_accents(data, voices):
        voices.setdefault("cp1252", 0.0)
        voices.setdefault("mac_roman", 0.0)
    tried = {t.encoding for t in trials}
    named = [attempt(data, name, choice.models) for name in voices if choice.allows(name) and name not in tried]
    if choice.western() and "cp1252" not in tried.union(voices) and any(_MIXED_WORD.search(t.text) for t in named):
        named.append(attempt(data, "cp1252", choice.models))  # Cyrillic or Hebrew inside Latin words: accents misread
    trials = [_heard(t, voices) for t in (*trials, *named)]
    trials.sort(key=_cost)
    return trials


def _no_alphabet(best: Trial, data: bytes) -> bool:
    """Whether an encoding of one byte a letter costs more than ``best`` whatever its letters, chardet's voice included."""
    letters = data.decode("latin-1")
    plain = "".join(_ASCII.findall(letters))
    foreign = len(letters) - len(plain)
    least = cost(plain)[0] + LETTER * foreign - VOICE
    if len(letters) < 20 * foreign:
        least += ALPHABET * len(_CROWDED.findall(letters)) / foreign
    return least > best.cost


def _few_accents(data: bytes, voices: dict[str, float]) -> bool:
    """Whether western encodings deserve a trial that chardet does not ask for: up to three single letters among ASCII."""
    high = re.findall(rb"[\x80-\xff]+", data)
    return all(v in CJK_PRIORS for v in voices) or (len(high) <= FEW and max(map(len, high), default=0) == 1)


def _resynced(trial: Trial, data: bytes, price: float) -> Trial:
    """The trial with its characters found again behind each bad byte, for which there is a ``price``."""
    if not trial.bad or trial.encoding not in LENGTHS:
        return trial
    text, bad = divide(data, trial.encoding, MODELS.index(MODEL_OF[trial.encoding]))
    own, model = cost(text)
    return replace(trial, cost=own + _prior(trial.encoding, model) + price - RELIEF * max(0, len(bad) - 1))


def least_cost(data: bytes, encoding: str, models: tuple[int, ...], most: int = 0) -> float:
    """What ``data`` costs in ``encoding`` when a bad byte costs itself alone."""
    text, bad = marked(data, encoding)
    if bad and encoding in LENGTHS and len(data) <= RESYNC:
        text, _ = divide(data, encoding, MODELS.index(MODEL_OF[encoding]))
    return cost(text, models, most)[0] + CJK_PRIORS.get(encoding, 0.0)


def _heard(trial: Trial, voices: dict[str, float]) -> Trial:
    voice = voices.get(trial.encoding)
    return replace(trial, cost=trial.cost - VOICE * voice) if voice else trial


def convincing(trial: Trial) -> bool:
    """Whether the text reads like prose of its language, character by character."""
    return trial.mean() < CONVINCING


def _strange(trial: Trial) -> bool:
    """Whether the text is no usual prose, or in a language that this encoding was not made for."""
    return _abroad(trial.encoding, trial.model) or trial.mean() > USUAL


def _abroad(encoding: str, model: int) -> bool:
    """Whether a text in this language is in an encoding made for another one; both kinds of Chinese are one here."""
    return MODELS[model] != "latin" and MODELS[model][:2] != MODEL_OF.get(encoding, "")[:2]


def _usual(trial: Trial) -> bool:
    """Whether the text is the most usual prose, and of more letters than a western word has accents."""
    return not trial.bad and len(trial.text) - len(trial.text.encode("ascii", "ignore")) > FEW and trial.mean() < USUAL


def confidence(trials: Sequence[Trial], mean: float | None = None) -> float:
    """0 to 1: how far the best is ahead of the next, and how well it explains the bytes at all.

    ``mean`` is what a character of the final text costs where that was divided anew line by line: each line was
    decided by itself, and the lead of one encoding over another says nothing about the whole.
    """
    best = trials[0]
    family = _SAME_TEXT.get(best.encoding, best.encoding)
    rivals = (t for t in trials[1:] if _SAME_TEXT.get(t.encoding, t.encoding) != family and t.text != best.text)
    next_cost = (t.cost for t in rivals)
    lead = min(50.0, next(next_cost, best.cost + 50.0) - best.cost) if mean is None else 50.0
    fit = (NOISE - (best.mean(0.25) if mean is None else mean)) / (NOISE - CONVINCING)
    order = 1.0 if best.encoding in CJK_PRIORS or best.encoding.startswith("utf") else _order(best)
    return round(min(1.0, max(0.0, fit)) * order / (1.0 + math.exp(-lead)), 3)


def _order(trial: Trial) -> float:
    """1 for words, less for letters of an alphabet in a disorder that no language has: each of them is common enough.

    Random bytes have a capital behind a small letter, or a sign between two letters, in 1 of 10 to 1 of 4 places; of
    244 files in two dozen alphabets none has more than 1 in 300. And words are parted by spaces, but in Thai.
    """
    text = trial.text
    if len(text) > LONGEST and trial.encoding not in THAI and " " not in text:
        return DISORDERLY
    letters = disorder = 0
    for before, c, after in zip(text, text[1:], f"{text[2:]} ", strict=False):
        if c >= "\x80":
            letters += 1
            sign = unicodedata.category(c)[0] == "S" and before.isalpha() and after.isalpha()
            disorder += sign or (c.isupper() and before.islower())
    return max(DISORDERLY, 1.0 - (disorder / (letters * DISORDER)) ** 2) if disorder > 1 else 1.0


def second_opinion(data: bytes, eastern: bool = False) -> dict[str, float]:
    """The encodings chardet holds possible, with its confidence; loaded when first asked.

    ``eastern``: those of East Asia alone, which takes a fifth of the time.
    """
    import chardet

    voices: dict[str, float] = {}
    western = False
    for answer in chardet.detect_all(data[:65536], include_encodings=_EASTERN if eastern else None):
        try:
            name = canonical(answer["encoding"] or "")
        except UnknownEncoding:
            continue
        for e in _FAMILY.get(name, (name,)):
            if e in WIDE or e in EBCDIC or e.startswith("utf"):
                continue
            if e not in CJK_PRIORS:  # among alphabets our costs say nothing: chardet's first choice alone is heard
                if western:
                    continue
                western = True
            voices[e] = max(voices.get(e, 0.0), answer["confidence"])
    return voices


# Encodings that read nearly all bytes alike are no rivals.
_SAME_TEXT = {"big5hkscs": "cp950", "euc_jis_2004": "euc_jp", "cp936": "gb18030", "iso8859-15": "cp1252"}

# As chardet calls them; what it answers where none fits must be among them.
_EASTERN = ("gb18030", "big5hkscs", "cp932", "shift_jis_2004", "euc_jis_2004", "cp949", "euc_kr", "johab", "cp1252")

# chardet may name the narrower member of a family; the text comes out the same in the wider one.
_FAMILY = {
    "gb2312": ("gb18030",),
    "gbk": ("gb18030",),
    "big5": ("cp950", "big5hkscs"),
    "cp950": ("cp950", "big5hkscs"),
    "big5hkscs": ("big5hkscs", "cp950"),
    "shift_jis": ("cp932",),
    "shift_jis_2004": ("cp932",),
    "shift_jisx0213": ("cp932",),
    "euc_jis_2004": ("euc_jp", "euc_jis_2004"),
    "euc_jisx0213": ("euc_jp", "euc_jis_2004"),
    "euc_kr": ("cp949",),
    "latin-1": ("cp1252",),
    "ascii": (),
}
