"""All pairs of keys that any kind may hold for, in columns, and the groups they hang together in."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from textkit.steps.dedupe.codes import Codes, Ints, distinct, paired, parted
from textkit.steps.dedupe.contain import parts
from textkit.steps.dedupe.corpus import hashes
from textkit.steps.dedupe.dense_groups import crowds
from textkit.steps.dedupe.groups import components
from textkit.steps.dedupe.join import join
from textkit.steps.dedupe.measure import Pairs
from textkit.steps.dedupe.memory import give_back
from textkit.steps.dedupe.options import Options
from textkit.steps.dedupe.orders import same_characters
from textkit.steps.dedupe.relations import Relations
from textkit.steps.dedupe.written import DIGITS


def search(codes: Codes, options: Options) -> Relations:
    """The pairs of ``codes``."""
    threshold = options.threshold
    # the shorter of a pair may be the one that stays: it is never under t / (2 - t) of the longer
    least = -(-options.min_length * threshold.numerator // (2 * threshold.denominator - threshold.numerator))
    first = int(np.searchsorted(codes.lengths, max(least, 1)))
    found = Relations(skipped=np.zeros(len(codes), np.bool_))
    if len(codes) - first < 2:
        return found
    groups = None if options.allow_template else _number_series(codes, first, threshold, found)
    joined = join(codes, threshold, options.effort, groups, first)
    give_back(codes)
    pairs = joined.pairs
    found.skipped[joined.skipped] = True
    if len(joined.skipped):
        crowded = crowds(codes, joined.skipped, threshold, options.effort)
        found.skipped[crowded.covered] = False
        found.crowd = {n: int(crowded.label[n]) for n in np.flatnonzero(crowded.label >= 0).tolist()}
        if not options.allow_template:
            found.families.update({n: head for n, head in crowded.families.items() if n not in found.families})
        a, b = crowded.label[pairs.longer], crowded.label[pairs.shorter]
        pairs = Pairs(*(column[(a != b) | (a < 0)] for column in pairs))
    found.similar = np.column_stack((*pairs, *_edges(codes, pairs.longer, pairs.shorter)))
    known = np.sort(paired(pairs.longer, pairs.shorter))
    series = None
    if found.crowd:
        series = np.where(crowded.label >= 0, crowded.label, np.arange(len(codes)))
    elif found.families:  # a member goes as an exact copy alone
        series = np.arange(len(codes))
        series[np.fromiter(found.families, np.int64)] = np.fromiter(found.families.values(), np.int64)
    lying, orders, costly = parts(codes, options.min_length, options.effort, first, known, series)
    codes.forget_bags()
    give_back(codes)
    found.lies = np.column_stack(tuple(lying))
    found.skipped[costly] = True
    equal, many = same_characters(codes, options.min_length, first)
    both = np.concatenate((np.array(equal, np.int64).reshape(-1, 2), orders))
    found.orders = np.column_stack(parted(distinct(paired(both.max(axis=1), both.min(axis=1)))))
    found.skipped[np.array(many, np.int64)] = True
    return found


def _edges(codes: Codes, longer: Ints, shorter: Ints) -> tuple[Ints, Ints]:
    """How many characters the keys of each pair share at their beginnings and at their ends."""
    from rapidfuzz.distance import Postfix, Prefix
    from rapidfuzz.process import cpdist

    prefix, suffix = np.empty(len(longer), np.int64), np.empty(len(longer), np.int64)
    for i in range(0, len(longer), 1 << 12):
        part = slice(i, i + (1 << 12))
        a, b = codes.keys(longer[part].tolist()), codes.keys(shorter[part].tolist())
        prefix[part] = cpdist(a, b, scorer=Prefix.similarity, dtype=np.int64)
        suffix[part] = cpdist(a, b, scorer=Postfix.similarity, dtype=np.int64)
    return prefix, suffix


def _number_series(codes: Codes, first: int, threshold: Fraction, found: Relations) -> Ints | None:
    """Groups of keys, by number, that are the same but for their digits; those alike go into ``families`` and ``twins``.

    They are templates, whatever else they are, and need not be compared pair by pair: a register of ten thousand rows
    of one form has fifty million pairs, told as one series.
    """
    digits = np.zeros(1 << 16, np.bool_)
    digits[ord("0") : ord("9") + 1] = True
    if codes.points.dtype != np.uint16:
        digits = np.concatenate((digits, np.zeros(0x110000 - len(digits), np.bool_)))
    bare = hashes(codes, 3, without=digits)
    order = np.argsort(bare, kind="stable")
    order = order[order >= first]
    fresh = np.ones(len(order), np.bool_)
    fresh[1:] = bare[order[1:]] != bare[order[:-1]]
    if fresh.all():
        return None
    groups = np.arange(len(codes))
    starts = np.flatnonzero(fresh)
    ends = np.append(starts[1:], len(order))
    for a, b in zip(starts[ends - starts > 1].tolist(), ends[ends - starts > 1].tolist(), strict=True):
        keys = {n: codes.key(n) for n in order[a:b].tolist()}
        members = sorted(keys, key=lambda n: (len(keys[n]), keys[n]))
        if len({DIGITS.sub("", k) for k in keys.values()}) > 1:
            continue  # equal hashes of different texts
        groups[members] = members[0]
        alike = _alike(members, keys, threshold)
        label = components(len(members), alike[:, 0], alike[:, 1])
        size = np.bincount(label, minlength=len(members))
        for n, head in zip(members, label.tolist(), strict=True):
            if size[head] > 1:
                into = found.families if size[head] > 2 else found.twins
                into[n] = members[head]
    return groups


# Keys of one series that are all compared with each other; of more, those next to each other in order.
SERIES = 512


def _alike(members: list[int], keys: dict[int, str], threshold: Fraction) -> Ints:
    """Pairs of ``members``, by place in the list, that reach the threshold: enough to connect all that do.

    What they share without their digits may be enough already, however these differ; digits make up the rest.
    """
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist, cpdist

    lengths = np.array([len(keys[n]) for n in members])
    bare = len(DIGITS.sub("", keys[members[0]]))
    texts = [keys[n] for n in members]
    if 2 * bare * threshold.denominator >= threshold.numerator * (lengths[-1] + lengths[-1]):
        a, b = np.arange(len(members) - 1), np.arange(1, len(members))
        return np.column_stack((a, b))
    if len(members) <= SERIES:
        a, b = np.triu_indices(len(members), 1)
        distance = cdist(texts, texts, scorer=Indel.distance, dtype=np.int64)[a, b]
    else:
        a, b = np.arange(len(members) - 1), np.arange(1, len(members))
        distance = cpdist(texts[:-1], texts[1:], scorer=Indel.distance, dtype=np.int64)
    total = lengths[a] + lengths[b]
    near = (total - distance) * threshold.denominator >= threshold.numerator * total
    return np.column_stack((a[near], b[near]))
