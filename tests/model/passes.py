"""Random passes, and the slow obvious model that the fast one is held to."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from textkit.model.changes import ChangeSet
from textkit.model.finding import Edit

Letter = tuple[str, int, int]  # the character, its maker (0: the source) and its index in the maker's text


@dataclass(frozen=True)
class Found:
    """A random finding: its number and its edits in the offsets of its pass."""

    number: int
    edits: tuple[Edit, ...]


def letters(text: str) -> list[Letter]:
    return [(c, 0, k) for k, c in enumerate(text)]


def spell(found: list[Letter]) -> str:
    return "".join(c for c, _, _ in found)


@st.composite
def findings(draw: st.DrawFn, text: str, base: int) -> list[Found]:
    """Some findings on ``text``: insertions (several at one offset), removals, replacements and moves."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    found: list[Found] = []
    while spans:
        start, end = spans.pop(0)
        kind = draw(st.sampled_from(["remove", "replace", "insert", "move", "pair"]))
        if kind == "insert" or start == end:
            edits = [Edit(start, start, draw(st.text("xyz", min_size=1, max_size=3)))]
            if draw(st.booleans()):
                found.append(Found(base + len(found), (Edit(start, start, "w"),)))
        elif kind == "remove":
            edits = [Edit(start, end, "")]
        elif kind == "replace":
            edits = [Edit(start, end, draw(st.text("xyz", min_size=1, max_size=3)))]
        elif kind == "pair" and spans:
            other = spans.pop(0)
            edits = [Edit(start, end, ""), Edit(*other, draw(st.text("pq", min_size=1, max_size=2)))]
        else:
            limit = spans[0][0] if spans else len(text)
            target = draw(st.integers(end, limit))
            edits = [Edit(start, end, "", 1), Edit(target, target, text[start:end], 1)]
            if spans and target == limit:
                spans.pop(0)
        if edits[0].start == edits[-1].start and edits[0].end and len(edits) == 1 and edits[0].after == text[start:end]:
            continue
        found.append(Found(base + len(found), tuple(edits)))
    return found


def edits_of(found: list[Found]) -> tuple[list[Edit], list[int]]:
    return [e for f in found for e in f.edits], [f.number for f in found for _ in f.edits]


def change_set(found: list[Found]) -> ChangeSet:
    return ChangeSet.of(*edits_of(found))


def carry_out(now: list[Letter], found: list[Found]) -> list[Letter]:
    """The slow model: cut and paste lists of letters."""
    pieces: list[tuple[int, int, list[Letter]]] = []
    for f in found:
        for k, e in enumerate(f.edits):
            if e.move and e.start == e.end:
                taken = [x for r in f.edits if r.move and r.start < r.end for x in now[r.start : r.end]]
            else:
                taken = [(c, 1 + 10 * f.number + k, i) for i, c in enumerate(e.after)]
            pieces.append((e.start, e.end, taken))
    made: list[Letter] = []
    at = 0
    for start, end, taken in sorted(pieces, key=lambda p: p[:2]):
        made += now[at:start] + taken
        at = end
    return made + now[at:]


@st.composite
def runs(draw: st.DrawFn, passes: int = 4) -> tuple[str, list[list[Found]]]:
    """A source text and several passes, each in the offsets of the text that the one before left."""
    source = draw(st.text("abcdefgh\n", max_size=24))
    now, made, base = letters(source), [], 0
    for _ in range(passes):
        found = draw(findings(spell(now), base))
        base += len(found)
        made.append(found)
        now = carry_out(now, found)
    return source, made
