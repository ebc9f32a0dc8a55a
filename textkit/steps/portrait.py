"""What a text looks like, as facts for `inspect`: line ends, script, line width, paragraphs."""

from __future__ import annotations

import re
from statistics import quantiles

from textkit.judgement.paragraphs import paragraphs
from textkit.language.fold_pairs import FROM, INTO
from textkit.language.han import HAN, HANGUL, KANA
from textkit.model.document import Document
from textkit.model.span import LINE_END

_HAN = re.compile(f"[{HAN}]")
_SCRIPTS = {
    "kana": re.compile(f"[{KANA}]"),
    "hangul": re.compile(f"[{HANGUL}]"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f]"),
    "cyrillic": re.compile("[\u0400-\u04ff]"),
}
_TRADITIONAL = dict.fromkeys(map(ord, set(FROM) - set(INTO)))
_SIMPLIFIED = dict.fromkeys(map(ord, set(INTO) - set(FROM)))
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]")


def portrait(document: Document) -> dict[str, object]:
    """The facts of ``document`` by name, in the order to show them; cells count wide characters twice."""
    text = document.text
    ends = {"LF": text.count("\n") - text.count("\r\n"), "CRLF": text.count("\r\n")}
    ends["CR"] = text.count("\r") - ends["CRLF"]
    lines = [line for line in LINE_END.split(text) if line.strip()]
    cells = sorted(len(line) + len(_WIDE.findall(line)) for line in lines)
    return {
        "line_ends": {name: n for name, n in ends.items() if n},
        "script": _script(text),
        "lines": len(lines),
        "width": round(quantiles(cells, n=5)[-1]) if len(cells) > 1 else sum(cells),
        "paragraphs": len(paragraphs(document).spans),
    }


def _script(text: str) -> dict[str, str]:
    """The share of each script among the letters, those under one in a hundred left out."""
    counts = {name: len(found.findall(text)) for name, found in _SCRIPTS.items()}
    counts[_han(text)] = len(_HAN.findall(text))
    total = sum(counts.values())
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    return {name: f"{n / total:.0%}" for name, n in ranked if total and n * 100 >= total}


def _han(text: str) -> str:
    """``simplified`` or ``traditional`` by the characters that only one of them writes; ``han`` where they balance."""
    traditional = len(text) - len(text.translate(_TRADITIONAL))
    simplified = len(text) - len(text.translate(_SIMPLIFIED))
    # One in ten against is what quotations and names bring into a text of the other kind.
    if traditional > 10 * simplified:
        return "han traditional"
    return "han simplified" if simplified > 10 * traditional else "han" if not traditional + simplified else "han mixed"
