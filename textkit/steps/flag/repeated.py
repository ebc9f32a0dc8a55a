"""The same sentence twice in one paragraph.

A page break, a paste or a column read twice puts a sentence, or a whole paragraph, into a line a second time. Whether
it is a slip or a refrain only a reader can say.

    会议在市政府礼堂如期举行并取得圆满成功。会议在市政府礼堂如期举行并取得圆满成功。   named
    前进！前进！前进！                                                              left alone: short

Left alone: sentences under 20 characters, verse, lists, code. White space does not count. The finding changes nothing.
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
_END = re.compile(r"[。！？!?]+[”’」』）)]*")


def find(scene: Scene) -> Iterator[Finding]:
    """Each sentence that stood in its paragraph before."""
    for number, content in enumerate(scene.contents):
        if len(content) < 2 * SHORTEST:
            continue
        seen: dict[str, int] = {}
        start = 0
        for match in _END.finditer(content):
            begin, start = start, match.end()
            if start - begin < SHORTEST:
                continue
            sentence = "".join(content[begin:start].split()).strip("“”‘’「」『』")
            if len(sentence) < SHORTEST:
                continue
            first = seen.setdefault(sentence, begin)
            if first != begin and scene.kind(number) in ("prose", "list-item"):
                span = scene.place(number, begin, start)
                related = (scene.related(scene.place(number, first, first + start - begin), "first"),)
                yield scene.finding(REPEATED, span, "this sentence stands twice in its paragraph", related=related)
