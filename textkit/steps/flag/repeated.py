"""The same sentence twice in one paragraph.

A page break, a paste or a column read twice puts a sentence, or a whole paragraph, into a line a second time. Whether
it is a slip or a refrain only a reader can say.

    会议在市政府礼堂如期举行并取得圆满成功。会议在市政府礼堂如期举行并取得圆满成功。   named
    今天下雨。大家都没出门，在家看书。今天下雨。大家都没出门，在家看书。               named: as a whole
    前进！前进！前进！                                                              left alone: short

Left alone: what is shorter than 20 characters, verse, code. White space does not count. The finding changes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textkit.model.finding import Finding, Rule, Severity, Trust

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textkit.steps.flag.scene import Scene

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
WHOLE = 12  # the same where it is all of a paragraph, and nothing else stands in it
_END = re.compile(r"(?:[。！？!?]|\.(?=\s|$)(?<![A-Z].)(?<![0-9].))+[”’」』）)]*")
_PLAIN_END = re.compile(r"[。！？!?]+[”’」』）)]*")  # the same where there is no Latin full stop
_MANY = re.compile(r"[。！？!?.].*?[。！？!?.]", re.DOTALL)  # what two sentences have
_QUOTES = "“”‘’「」『』"
_KINDS = frozenset({"prose", "list-item"})


def find(scene: Scene) -> Iterator[Finding]:
    """Each sentence that stood in its paragraph before, and each run of short ones that stood right before."""
    for number, content in enumerate(scene.contents):
        if len(content) < 2 * WHOLE:
            continue
        if not _MANY.search(content):
            continue
        ends = [match.end() for match in (_END if "." in content else _PLAIN_END).finditer(content)]
        starts = [0, *ends][:-1]
        said = ["".join(content[a:b].split()).strip(_QUOTES) for a, b in zip(starts, ends, strict=True)]
        if len(set(said)) == len(said):
            continue
        spans = [(b - len(content[a:b].lstrip()), b) for a, b in zip(starts, ends, strict=True)]
        seen: dict[str, int] = {}
        done = 0  # sentences that a finding has told of
        for k, sentence in enumerate(said):
            first = seen.get(sentence, k)
            seen[sentence] = k if len(sentence) < SHORTEST else first
            run = k - first if len(sentence) < SHORTEST else 1
            again = first < k and k >= done and said[first : first + run] == said[k : k + run]
            shortest = WHOLE if not first and 2 * run == len(said) else SHORTEST
            if again and sum(map(len, said[k : k + run])) >= shortest and scene.kind(number) in _KINDS:
                done = k + run
                span = scene.place(number, spans[k][0], spans[done - 1][1])
                before = scene.place(number, spans[first][0], spans[first + run - 1][1])
                related = (scene.related(before, "first"),)
                yield scene.finding(REPEATED, span, "this sentence stands twice in its paragraph", related=related)
