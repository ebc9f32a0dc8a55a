"""The judgement on all paragraphs of a run: find pairs, apply the star rule, tell what goes and what is alike."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textkit.model.finding import Finding, Trust
from textkit.steps.dedupe.facts import Facts
from textkit.steps.dedupe.keep import Judgement, Neighbours, Paragraph, Removal, families, keep_order
from textkit.steps.dedupe.relate import Kind, Lies, Relation
from textkit.steps.dedupe.rules import CONTAINED, EXACT, FILE, NEAR, PASSAGE, REORDERED, TEMPLATE, TRUNCATED, UNEXAMINED
from textkit.steps.dedupe.tell import Teller
from textkit.steps.dedupe.written import DIGITS, Written

if TYPE_CHECKING:
    from fractions import Fraction

    from textkit.steps.dedupe.checks import Options
    from textkit.steps.dedupe.codes import Codes, Ints

RULE_OF = {
    Kind.EXACT: EXACT,
    Kind.NEAR: NEAR,
    Kind.TRUNCATED: TRUNCATED,
    Kind.CONTAINED: CONTAINED,
    Kind.REORDERED: REORDERED,
    Kind.TEMPLATE: TEMPLATE,
}


def judge(documents: Sequence[Facts], options: Options) -> dict[int, list[Finding]]:
    """Findings by number of the document; ``documents`` are in order of path."""
    paragraphs = _paragraphs(documents, options)
    by_key: dict[int, list[Paragraph]] = defaultdict(list)
    for p in paragraphs:
        by_key[p.key].append(p)
    keys = _keys(paragraphs, len(by_key))
    neighbours, skipped, codes = _search(keys, options)

    both = options.within == options.across
    active = [p for p in paragraphs if len(by_key[p.key]) > 1 or neighbours.of(p.key)]
    lying = {outer for inner in neighbours.lies.values() for outer in inner}
    seen = {p.key for p in active}
    active += [p for p in paragraphs if p.key in lying and p.key not in seen]
    weight = _weights(active, by_key, neighbours) if options.keep == "central" else {}
    active.sort(key=lambda p: keep_order(options.keep, p, weight.get(p.key, 0.0)))

    judgement = Judgement(
        neighbours,
        options.min_length,
        lambda a, b: both or (a.path == b.path) == options.within,
        lambda relation, gone: _goes(relation, gone, options),
        options.allow_template,
        per_path=not both,
    )
    removals = judgement.run(active)
    copies = _files(documents, paragraphs, removals, options)

    teller = Teller(documents, options)
    teller.removals(removals, copies, RULE_OF, _loss(documents, removals, copies, options))
    gone = {id(r.gone) for r in removals if r.goes}
    stays = [p for p in paragraphs if id(p) not in gone]
    teller.series(_series(judgement, by_key, gone), TEMPLATE)
    if options.passages:
        teller.passages(_passages(codes, stays, neighbours, options), PASSAGE)
    fine = {id(r.gone) for r in removals if r.goes or r.relation.kind is Kind.EXACT}
    teller.unexamined([p for p in paragraphs if p.key in skipped and not p.fixed and id(p) not in fine], UNEXAMINED)
    return teller.findings()


def _paragraphs(documents: Sequence[Facts], options: Options) -> list[Paragraph]:
    numbers: dict[str, int] = {}
    paragraphs = []
    for d, facts in enumerate(documents):
        reference = facts.reference or facts.path in options.against
        preferred = any(facts.path == p or facts.path.startswith(p.rstrip("/") + "/") for p in options.prefer)
        for n, item in enumerate(facts.items):
            key = numbers.setdefault(item.key, len(numbers))
            offset = item.pieces[0].place.offset
            fixed = reference or item.exempt
            paragraphs.append(
                Paragraph(d, n, key, Written(item.text, item.key), facts.path, offset, fixed, preferred, reference)
            )
    return paragraphs


def _keys(paragraphs: Sequence[Paragraph], count: int) -> list[str]:
    keys = [""] * count
    for p in paragraphs:
        keys[p.key] = p.written.key
    return keys


def _search(keys: Sequence[str], options: Options) -> tuple[Neighbours, set[int], tuple[Codes, list[int]]]:
    """The pairs of keys that any kind may hold for, by number of the key; the keys that cost too much."""
    import numpy as np
    from rapidfuzz.distance import Postfix, Prefix
    from rapidfuzz.process import cpdist

    from textkit.steps.dedupe.codes import Codes
    from textkit.steps.dedupe.contain import inside, same_characters
    from textkit.steps.dedupe.join import join

    threshold = options.threshold
    # the shorter of a pair may be the one that stays: it is never under t / (2 - t) of the longer
    least = -(-options.min_length * threshold.numerator // (2 * threshold.denominator - threshold.numerator))
    order = sorted((n for n, k in enumerate(keys) if len(k) >= least), key=lambda n: (len(keys[n]), keys[n]))
    codes = Codes([keys[n] for n in order])
    near = Neighbours()
    if len(order) < 2:
        return near, set(), (codes, order)
    groups = np.arange(len(order)) if options.allow_template else _number_series(codes, order, threshold, near)
    found = join(codes, threshold, options.effort, groups)
    longer, shorter = found.pairs.longer.tolist(), found.pairs.shorter.tolist()
    a, b = [codes.keys[i] for i in longer], [codes.keys[i] for i in shorter]
    prefix = cpdist(a, b, scorer=Prefix.similarity).tolist() if a else []
    suffix = cpdist(a, b, scorer=Postfix.similarity).tolist() if a else []
    slots: dict[int, dict[int, tuple[int, int, int]]] = defaultdict(dict)
    for i, j, d, p, s in zip(longer, shorter, found.pairs.distance.tolist(), prefix, suffix, strict=True):
        x, y = order[i], order[j]
        similarity = 1 - d / (len(keys[x]) + len(keys[y]))
        near.similar.setdefault(x, {})[y] = similarity
        near.similar.setdefault(y, {})[x] = similarity
        slots[x][y] = slots[y][x] = (int(p), int(s), d)
    for key, head in families(slots, [len(k) for k in keys]).items():
        near.families.setdefault(key, head)
    lying, costly = inside(codes, options.min_length, options.effort)
    for i, j, start, shared in zip(*(column.tolist() for column in lying), strict=True):
        near.lies.setdefault(order[i], {})[order[j]] = Lies(start, shared)
    pairs, many = same_characters(codes, options.min_length)
    for i, j in pairs:
        near.reordered.setdefault(order[i], set()).add(order[j])
        near.reordered.setdefault(order[j], set()).add(order[i])
    skipped = {order[i] for i in [*found.skipped.tolist(), *costly.tolist(), *many]}
    return near, skipped, (codes, order)


def _number_series(codes: Codes, order: Sequence[int], threshold: Fraction, near: Neighbours) -> Ints:
    """The number of each text's series: texts that differ in their digits only are templates and need no comparing.

    Ten thousand rows of one form are so told in linear time. Enters those of three and more that reach the threshold
    as families, and those of two as a series.
    """
    import numpy as np
    from rapidfuzz.distance import Indel

    series: dict[str, list[int]] = {}
    for i, key in enumerate(codes.keys):
        series.setdefault(DIGITS.sub("", key), []).append(i)
    groups = np.empty(len(order), np.int64)
    for number, members in enumerate(series.values()):
        groups[members] = number
        alike = []
        for a, b in itertools.pairwise(members):
            x, y = codes.keys[a], codes.keys[b]
            total = len(x) + len(y)
            if (total - Indel.distance(x, y)) * threshold.denominator >= threshold.numerator * total:
                alike += [a, b]
        target = near.families if len(set(alike)) > 2 else near.twins
        for i in alike:
            target[order[i]] = order[alike[0]]
    return groups


def _goes(relation: Relation, gone: Paragraph, options: Options) -> bool:
    if relation.trust is Trust.ADVICE or not options.acts(RULE_OF[relation.kind], gone.path):
        return False
    return relation.trust is Trust.SAFE or options.unsafe


def _weights(
    active: Iterable[Paragraph], by_key: dict[int, list[Paragraph]], neighbours: Neighbours
) -> dict[int, float]:
    """How much of the others each key resembles: the sum of its similarities, equal copies counting one each."""
    return {
        p.key: len(by_key[p.key])
        + sum(s * len(by_key[other]) for other, s in sorted(neighbours.similar.get(p.key, {}).items()))
        for p in active
    }


def _files(
    documents: Sequence[Facts], paragraphs: Sequence[Paragraph], removals: Sequence[Removal], options: Options
) -> dict[int, int]:
    """Documents that are wholly copies, each with the document that stays."""
    if options.within and not options.across:
        return {}
    goes = {(r.gone.document, r.gone.number) for r in removals if r.goes}
    content: dict[int, list[Paragraph]] = defaultdict(list)
    for p in paragraphs:
        content[p.document].append(p)
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for d, own in content.items():
        if documents[d].record is None and sum(len(p.written.key) for p in own) >= options.min_length:
            groups[tuple(p.key for p in own)].append(d)
    copies: dict[int, int] = {}
    for group in groups.values():
        if len(group) < 2:
            continue
        group.sort(key=lambda d: (not content[d][0].reference, not content[d][0].preferred, d))
        stays = next((d for d in group if not any((d, p.number) in goes for p in content[d])), None)
        if stays is None:
            continue
        kept = content[stays]
        for d in group:
            own = content[d]
            long = [p for p in own if len(p.written.key) >= options.min_length]
            if (
                long
                and not any(p.fixed for p in own)
                and options.acts(FILE, documents[d].path)
                and documents[d].path != documents[stays].path
                and all((d, p.number) in goes for p in long)
                and all(a.written.facts == b.written.facts for a, b in zip(own, kept, strict=True))
            ):
                copies[d] = stays
    return copies


def _series(
    judgement: Judgement, by_key: dict[int, list[Paragraph]], gone: set[int]
) -> list[tuple[list[Paragraph], Relation | None]]:
    """Paragraphs that stay and belong to one template, in order of place, with one relation among them."""
    head: dict[int, int] = {}

    def find(k: int) -> int:
        while head.setdefault(k, k) != k:
            head[k] = k = head[head[k]]
        return k

    sample: dict[int, Relation] = {}
    members: dict[int, Paragraph] = {}
    for kept, other, relation in judgement.templates:
        if id(kept) in gone or id(other) in gone:
            continue
        members[id(kept)], members[id(other)] = kept, other
        x, y = find(id(kept)), find(id(other))
        if x != y:
            head[y] = x
        sample.setdefault(id(kept), relation)
        sample.setdefault(id(other), relation)
    if not judgement.allow_template:
        near = judgement.neighbours
        for key, first in [*near.families.items(), *near.twins.items()]:
            for p in by_key[key]:
                if id(p) not in gone:
                    members[id(p)] = p
                    lead = next((q for q in by_key[first] if id(q) not in gone), p)
                    members[id(lead)] = lead
                    x, y = find(id(lead)), find(id(p))
                    if x != y:
                        head[y] = x
    groups: dict[int, list[Paragraph]] = defaultdict(list)
    for number, p in members.items():
        groups[find(number)].append(p)
    series: list[tuple[list[Paragraph], Relation | None]] = []
    for group in groups.values():
        group.sort(key=lambda p: (p.path, p.offset))
        if len(group) > 1:
            series.append((group, next((sample[id(p)] for p in group if id(p) in sample), None)))
    series.sort(key=lambda s: (s[0][0].path, s[0][0].offset))
    return series


def _passages(
    searched: tuple[Codes, list[int]], stays: Sequence[Paragraph], neighbours: Neighbours, options: Options
) -> list[tuple[Paragraph, int, Paragraph, int]]:
    """``(later, at, earlier, length)``: a run of ``length`` characters at ``at`` in the key of ``later``."""
    import numpy as np

    from textkit.steps.dedupe.contain import passages

    codes, order = searched
    first: dict[int, Paragraph] = {}
    for p in stays:
        if p.key not in first or (p.path, p.offset) < (first[p.key].path, first[p.key].offset):
            first[p.key] = p
    present = [i for i, n in enumerate(order) if n in first and len(codes.keys[i]) >= options.passages]
    if len(present) < 2:
        return []
    from textkit.steps.dedupe.codes import Codes

    some = Codes([codes.keys[i] for i in present])
    owners = [first[order[i]] for i in present]
    ranked = sorted(range(len(owners)), key=lambda i: (not owners[i].fixed, owners[i].path, owners[i].offset))
    rank = np.empty(len(owners), np.int64)
    rank[ranked] = np.arange(len(owners))
    told = []
    both = options.within == options.across
    for run in passages(some, rank, options.passages):
        later, earlier = owners[run.later], owners[run.earlier]
        if later.fixed or neighbours.related(later.key, earlier.key):
            continue
        if both or (later.path == earlier.path) == options.within:
            told.append((later, run.at, earlier, run.length))
    return told


def _loss(
    documents: Sequence[Facts], removals: Iterable[Removal], copies: dict[int, int], options: Options
) -> set[int]:
    """Documents that would lose more than ``max_loss`` of their key characters by kinds other than exact."""
    lost: Counter[int] = Counter()
    for r in removals:
        if r.goes and r.relation.kind is not Kind.EXACT and r.gone.document not in copies:
            lost[r.gone.document] += len(r.gone.written.key)
    return {d for d, n in lost.items() if n > options.max_loss * sum(len(i.key) for i in documents[d].items)}
