"""Groups that are judged in short, as most are: rows that all read the same, and two rows of two keys.

What the star rule says of them needs no books on who is like whom and who stays. It is the same that ``keep`` says,
which takes several times as long: a test holds one against the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textkit.model.finding import Trust
from textkit.steps.dedupe.keep_order import KeepOrder
from textkit.steps.dedupe.neighbours import Neighbours
from textkit.steps.dedupe.paragraph import Paragraph, Removal
from textkit.steps.dedupe.rows import Rows
from textkit.steps.dedupe.written import Written


def equal_rows(rows: Rows, members: Sequence[int], written: Mapping[int, Written]) -> list[int] | None:
    """Rows of one key in the order in which they stay, if they all read the same and all may meet."""
    options, text = rows.options, written[members[0]].text
    if options.within != options.across or any(written[r].text != text for r in members[1:]):
        return None
    return sorted(members, key=lambda r: (not rows.fixed[r], not rows.preferred[r], rows.rank[r]))


def judge_small(judgement: KeepOrder, a: Paragraph, b: Paragraph) -> list[Removal]:
    """What ``judgement.run`` says of two paragraphs of different keys in the order that ``complete`` has them in; of
    neither is anything known but of the other, and they are in no crowd.
    """
    near = judgement.neighbours
    kept, gone = _arranged(near, a, b)
    if gone.fixed or len(gone.written.key) < judgement.min_length:
        return []
    if not near.reaches(gone.key, kept.key) or not judgement.may_meet(kept, gone):
        return []
    if judgement.of_family(gone):
        if near.family(kept.key) != near.family(gone.key) and near.similarity(gone.key, kept.key) is not None:
            judgement.templates.append((kept, gone, judgement.told(kept, gone)))
        return []
    relation = judgement.relation(kept, gone, show_templates=False)
    if relation is None:
        return []
    if relation.trust is Trust.ADVICE:
        judgement.templates.append((kept, gone, judgement.told(kept, gone)))
        return []
    return [Removal(gone, kept, relation, judgement.goes(relation, gone))]


def _arranged(near: Neighbours, a: Paragraph, b: Paragraph) -> tuple[Paragraph, Paragraph]:
    """The two so that the one that stays comes first, as ``arrange`` has them."""
    places = [(not p.fixed, not p.preferred, -len(p.written.key), p.path, p.offset) for p in (a, b)]
    if places[1] < places[0]:
        a, b = b, a
    if not a.fixed and near.reaches(a.key, b.key) and not a.whole and (b.fixed or b.whole):
        return b, a
    return a, b
