"""The words on both sides of a break in a text of Latin letters, as far as they tell whether a sentence goes on."""

from __future__ import annotations

import re
from functools import lru_cache

from textkit.judgement.breaks.binning import nats
from textkit.language.lazy_pattern import lazy_pattern

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Words that something must follow: articles, prepositions, conjunctions, possessives, auxiliaries.
BINDING = frozenset({
    "a", "an", "the", "this", "these", "those", "every", "each", "no", "my", "your", "his", "its", "our", "their", "whose",
    "of", "in", "on", "at", "to", "from", "by", "with", "for", "into", "onto", "upon", "over", "under", "between", "among",
    "through", "during", "against", "about", "without", "within", "towards", "toward", "behind", "beside", "like", "than",
    "and", "or", "but", "nor", "if", "as", "that", "which", "who", "whom", "when", "while", "where", "because", "although",
    "though", "since", "until", "unless", "whether", "is", "are", "was", "were", "be", "been", "am", "has", "had", "have",
    "will", "would", "shall", "should", "can", "could", "may", "might", "must", "do", "does", "did", "very", "said",
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einer", "und", "oder", "von", "mit", "für", "zu", "im",
    "le", "la", "les", "de", "du", "un", "une", "et", "ou", "à", "au", "aux", "dans", "pour", "par", "sur", "que",
    "el", "los", "las", "del", "y", "en", "con", "por", "para", "il", "lo", "gli", "di", "da", "che", "e", "o", "os", "em",
})  # fmt: skip
# Words that begin many sentences, and stand capitalised hardly anywhere else.
OPENERS = frozenset({
    "a", "an", "the", "this", "that", "these", "those", "there", "here", "it", "he", "she", "we", "you", "they", "my",
    "his", "her", "our", "your", "their", "its", "in", "on", "at", "for", "from", "with", "by", "to", "of", "and", "but",
    "or", "so", "if", "as", "when", "while", "where", "what", "who", "how", "why", "which", "then", "now", "yet", "no",
    "not", "all", "some", "most", "many", "one", "each", "after", "before", "since", "although", "though", "however",
    "because", "once", "until", "even", "still", "also", "both", "let", "is", "are", "do", "did", "can", "will",
    "der", "die", "das", "den", "dem", "ein", "eine", "es", "er", "sie", "wir", "ich", "und", "aber", "im", "auf", "für", "mit",
    "nach", "bei", "von", "zu", "auch", "wenn", "nicht", "diese", "dieser", "doch",
    "le", "les", "un", "une", "il", "elle", "ils", "nous", "ce", "ces", "cette", "dans", "pour", "mais", "et",
    "el", "los", "una", "con", "por", "pero", "este", "esta", "gli", "nel", "questo", "questa", "anche",
    "в", "на", "по", "и", "но", "это", "он", "она", "они", "мы", "как", "что", "для", "если", "когда",
})  # fmt: skip
TAG = re.compile(r"[,.?!。…—][”’」][^“”「」.。?!]{1,60}[.。]$")  # who says it, behind speech that often goes on
QUOTES = "“‘\"'(["
CODE = re.compile(r"[{}<>=|#$\\_`*~^]")
OPEN_END = lazy_pattern(r"[^\W_][,”’)]?$|[^\W_]”?[-–—]$")  # as a line of prose ends where it is cut
CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")
ADDRESS = re.compile(r"https?://\S")
TARGET = re.compile(r"(?:(?:\[[^\]]*\])?: ?https?)?://\S*[^\s_]")  # or what a cut leaves of it
REMARKS = ("//", "/*", "*", "#", "--", "<!", ";", "%", '"', "'")  # what remarks and texts of programs begin with
SMALL_WORDS = lazy_pattern(
    r"(?<!\S)(?:the|an?|of|to|that|this|these|with|by|be|are|was|were|will|would|can|could|should|must|may|might|it|its|we|you"
    r"|your|they|their|which|have|has|when|such|there|and|or|but|on|at|as|so|than|because|into|also|both|only|use|uses)(?=[ ,.;:]|$)"
)
FAR = 24  # characters to either side
INITIAL = re.compile(r"(?<![^\W_])[A-Z]\.$")  # of a name, or the letter of a section
INNER = lazy_pattern(r"[a-z]{2}[.!?][\"”’)]* [A-Z“]")  # the end of a sentence inside a line
SMALL = re.compile("[a-z]{2,}")
EDGE, FEWEST = 12, 4  # characters beside a break, and capitals among them, that show a text written in nothing else


def speaks(s: str) -> bool:
    """Whether a line that may be of a program has the small words of sentences, and is no remark."""
    return not s.startswith(REMARKS) and len(SMALL_WORDS.findall(s)) > 1


def reference(tail: str, head: str) -> bool:
    """Whether a line is what is left of a reference, a lone colon, and the next the address it refers to; or the one is a
    reference with its address, and the next the title in brackets that Markdown sets behind it.
    """
    if tail == ":":
        return ADDRESS.match(head) is not None
    return head.startswith("(") and TARGET.fullmatch(tail) is not None


def last_word(s: str) -> str:
    """What the last word of a line says: ``binding`` where something must follow, else ``word``, or ``mark``; ``initial`` for
    a single letter with a full stop.
    """
    words = WORD.findall(s[-FAR:])
    if not words or not s.endswith(words[-1]):
        return "initial" if INITIAL.search(s[-FAR:]) else "mark"
    return "binding" if words[-1].lower() in BINDING else "word"


def first_word(s: str) -> str:
    """What the first word of a line says: ``lower``, ``opener``, ``I``, ``name`` for other capitals, or ``mark``.

    ``quoted`` stands before it where the line opens with a quotation mark or bracket.
    """
    bare = s.lstrip(QUOTES)
    if bare and bare != s:
        return f"quoted {first_word(bare)}"
    match = WORD.match(s[:FAR])
    if match is None:
        return "mark"
    word = match.group()
    if word[0].islower():
        return "lower"
    return "I" if word.split("’")[0].split("'")[0] == "I" else "opener" if word.lower() in OPENERS else "name"


def names(mode: str, tail: str, head: str, coarse: str, place: tuple[str, str, int]) -> list[str]:
    """The evidence of the words beside a break; ``place``: blank lines, kind of line, how lines around end."""
    apart, kind, around = place
    first = first_word(head)
    return [
        f"{mode} words {last_word(tail)} {first}|{coarse}|{apart}",
        f"{mode} first word {first}|{coarse}|{kind}",
        f"{mode} first word {first}|{coarse}|around {around}",
    ]


@lru_cache(maxsize=2)
def capitals(text: str) -> frozenset[str]:
    """The words that stand with a capital inside the sentences of a text, such as its *President*."""
    return frozenset(CAPITAL.findall(text))


@lru_cache(maxsize=2)
def small(text: str) -> frozenset[str]:
    """The words that stand in small letters in a text."""
    return frozenset(SMALL.findall(text))


def capital(s: str, text: str) -> str:
    """What the ``text`` says of the capital that a line begins with, in words: it writes the word so inside its sentences,
    in small letters, ``both`` or neither; ``shout`` where the line begins in nothing but capitals. Nothing of other lines.
    """
    bare = s.lstrip(QUOTES)
    if not bare[:1].isupper():
        return ""
    if shouted(bare[:EDGE]):
        return "shout"
    match = WORD.match(bare[:FAR])
    word = match.group() if match else ""
    inside, lower = word in capitals(text), word.lower() in small(text)
    return "both" if inside and lower else "inside" if inside else "small" if lower else "new"


def shouted(s: str) -> bool:
    """Whether a few characters are nothing but capitals, and more than those of an abbreviation."""
    return s.isupper() and sum(map(str.isupper, s)) >= FEWEST


def of_capital(mode: str, said: str, tail: str, coarse: str, apart: str, kind: str) -> tuple[str, ...]:
    """The evidence of what ``capital`` has ``said`` of a line, behind no sentence end."""
    if said == "shout" and not shouted(tail[-EDGE:]):
        said = "raised"
    return (
        f"{mode} capital {said}|{coarse}|{kind}",
        f"{mode} capital {said} {last_word(tail)}|{coarse}|{apart}",
        f"{mode} capital behind {_running(tail)}|{coarse}|{kind}",
    )


def _running(s: str) -> str:
    """What shows that a line is one of a sentence and no heading: it begins in lower case (``on``), a sentence ends inside it,
    it has a comma, or nothing does (``bare``).
    """
    if s[:1].islower():
        return "on"
    return "stop" if INNER.search(s) else "comma" if ", " in s else "bare"


def heard(mode: str, said: tuple[float, float, float], coarse: str, apart: str, kind: str) -> list[str]:
    """What the table of English words says of a break behind no sentence end, in words."""
    _, anywhere, closes = said
    return [f"{mode} any {nats(anywhere)}|{coarse}|{apart}", f"{mode} closing {nats(closes)}|{coarse}|{kind}"]


def goes_on(tail: str, head: str, told: bool) -> bool:
    """Whether a sentence plainly goes on behind what lies between; ``told``: that says of itself that it is a caption."""
    first = first_word(head)
    if first == "lower":
        return head[0] < "\u2e80"
    return told and first in ("I", "name") and last_word(tail) == "binding"


def bound(tail: str) -> bool:
    """Whether a line is plainly one of a sentence, and something must follow its last word."""
    return last_word(tail) == "binding" and _running(tail) != "bare"


def must_go_on(tail: str, head: str) -> bool:
    """Whether a sentence must go on behind a line, and may go on in ``head`` though that begins with no small letter."""
    return bound(tail) and not first_word(head).endswith("opener")
