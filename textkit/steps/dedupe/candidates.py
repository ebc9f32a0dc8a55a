"""Which stored paragraphs may have to do with new ones: found by looking up a few grams of the new ones.

Those that a verdict on a new paragraph N can turn on are asked for, not one less, so that the judgement on the new
paragraphs beside them is that on the new ones beside all:

- similar keys, and keys that N lies in: see ``lookup``.
- keys of about the same characters, the same among them, and keys that are the same but for their digits.
- of every gram that ``passages`` goes by, the first that have it.
- of keys that make a series with N, or with one that is a template beside N, in turn the keys that they are like:
  a series is told as one.
- paragraphs beside the originals, for blocks, and whole files of the same keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from textkit.model.document import Key
from textkit.model.finding import Trust
from textkit.steps.dedupe.blocks import BETWEEN
from textkit.steps.dedupe.codes import Codes, Ints, distinct
from textkit.steps.dedupe.contain import PARTNERS
from textkit.steps.dedupe.corpus import hashes, unique
from textkit.steps.dedupe.facts import Facts
from textkit.steps.dedupe.families import families
from textkit.steps.dedupe.folding import Folding
from textkit.steps.dedupe.groups import components
from textkit.steps.dedupe.lookup import Lookup, TooMuch
from textkit.steps.dedupe.relate import Lies, relate
from textkit.steps.dedupe.relations import Relations
from textkit.steps.dedupe.search import search
from textkit.steps.dedupe.stored import Segment
from textkit.steps.dedupe.traits import bare, sums, whole
from textkit.steps.dedupe.written import Written

if TYPE_CHECKING:
    from textkit.steps.dedupe.options import Options

MOST_KEYS = 20_000  # stored ones that are loaded before it is likely cheaper to compare all with all


@dataclass
class Candidates:
    """The stored paragraphs that the verdict on some new ones can turn on."""

    segments: Sequence[Segment]
    options: Options
    loaded: list[set[int]] = field(init=False)  # keys, by segment
    rows: list[set[int]] = field(init=False)  # rows that are wanted for themselves
    read: list[int] = field(default_factory=lambda: [0])
    _told: dict[tuple[object, ...], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.loaded = [set() for _ in self.segments]
        self.rows = [set() for _ in self.segments]
        numerator, denominator = self.options.threshold.numerator, self.options.threshold.denominator
        least = -(-self.options.min_length * numerator // (2 * denominator - numerator))
        self.least = max(least, 1)

    def of(self, new: Iterable[Facts]) -> Iterator[tuple[Key, Facts]]:
        """The facts of the documents of those paragraphs. Raises ``TooMuch``."""
        documents = [f for f in new if f.items]
        texts = [item.text for f in documents for item in f.items]
        if not texts:
            return
        folding = Folding()
        points, sizes = folding.keys(texts)
        aliases = tuple((code, ord(alias)) for code, alias in folding.aliases.items())
        keys, key = unique(Codes(points, np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))), aliases)
        ends = np.cumsum([len(f.items) for f in documents])
        files = [key[e - len(f.items) : e] for f, e in zip(documents, ends.tolist(), strict=True)]
        for number, segment in enumerate(self.segments):
            if len(segment):
                self._first_look(number, Lookup(segment, segment.codes(keys), self.read), files)
        if not self.options.allow_template:
            own: dict[str, set[str]] = defaultdict(set)
            for k, text in zip(key.tolist(), texts, strict=True):
                if keys.lengths[k] >= self.least:
                    own[keys.key(k)].add(text)
            self._follow_series(own)
        for number, segment in enumerate(self.segments):
            yield from segment.facts(self._wanted(number, segment))

    def _first_look(self, number: int, lookup: Lookup, files: Sequence[Ints]) -> None:
        """What has to do with the new keys themselves."""
        options, lengths = self.options, lookup.codes.lengths
        some = np.flatnonzero(lengths >= self.least)
        self._near(number, lookup, some)
        self.loaded[number].update(lookup.equal("sums", "sums_key", sums(lookup.codes)[some]).tolist())
        inner = some[lengths[some] >= options.min_length]
        enough = 2 * (options.effort // PARTNERS) + 64  # bags, and so what passes for a partner, differ a little
        self.loaded[number].update(lookup.around(inner, enough).tolist())
        self.loaded[number].update(lookup.shuffled(inner).tolist())
        if options.passages:
            self.rows[number].update(lookup.first_with(options.passages).tolist())
        segment = lookup.segment
        documents = lookup.equal("whole", "whole_document", whole(hashes(lookup.codes, 1), lengths, files))
        for d in documents.tolist():
            if segment.hidden is None or not segment.hidden[d]:
                self.rows[number].update(range(int(segment.first[d]), int(segment.first[d + 1])))

    def _near(self, number: int, lookup: Lookup, texts: Ints) -> None:
        self.loaded[number].update(lookup.similar(texts, self.options.threshold, self.least).tolist())
        if not self.options.allow_template:
            self.loaded[number].update(lookup.equal("bare", "bare_key", bare(lookup.codes)[texts]).tolist())
        if sum(map(len, self.loaded)) > MOST_KEYS:
            raise TooMuch

    # -- series -------------------------------------------------------------------------------------------------------

    def _follow_series(self, own: Mapping[str, set[str]]) -> None:
        """Load what the series hold in which new keys are; ``own`` are these, with the texts they are of."""
        names: dict[str, dict[int, int]] = defaultdict(dict)  # loaded keys: their numbers by segment
        known: list[set[int]] = [set() for _ in self.segments]
        followed = set(own)
        while True:
            for number, segment in enumerate(self.segments):
                fresh = np.array(sorted(self.loaded[number] - known[number]), np.int64)
                known[number].update(fresh.tolist())
                codes = segment.key_codes(fresh)
                for n, k in enumerate(fresh.tolist()):
                    names[codes.key(n)][number] = k
            if not names:
                return
            further = self._in_series(own, names) - followed
            if not further:
                return
            followed |= further
            keys = Codes.of(sorted(further, key=len))
            for number, segment in enumerate(self.segments):
                if len(segment):
                    lookup = Lookup(segment, segment.codes(keys), self.read)
                    self._near(number, lookup, np.arange(len(keys)))

    def _in_series(self, own: Mapping[str, set[str]], names: Mapping[str, Mapping[int, int]]) -> set[str]:
        """The loaded keys that make one series with a new key, as far as is known."""
        keys = sorted({*own, *names}, key=lambda k: (len(k), k))
        codes = Codes.of(keys)
        relations = search(codes, self.options)
        edges = [*relations.families.items(), *relations.twins.items(), *_slots(relations, codes.lengths).items()]
        edges += [
            (a, b)
            for a, b, similarity, lies in _pairs(relations, keys, codes.lengths)
            if keys[a] in own
            and keys[b] in names
            and self._templates(keys[a], own[keys[a]], keys[b], names[keys[b]], similarity, lies)
        ]
        ends = np.array(edges, np.int64).reshape(-1, 2)
        label = components(len(keys), ends[:, 0], ends[:, 1])
        new = {int(label[n]) for n, k in enumerate(keys) if k in own}
        return {k for n, k in enumerate(keys) if k in names and int(label[n]) in new}

    def _templates(
        self,
        key: str,
        texts: Iterable[str],
        other: str,
        rows: Mapping[int, int],
        similarity: float | None,
        lies: Lies | None,
    ) -> bool:
        """Whether some stored text of key ``other``, in ``rows`` by segment, is a template beside one of ``texts``, of ``key``.

        What was found is remembered, since further keys may be loaded and all of them be looked at again.
        """
        asked = key, other, *rows.items()
        if asked not in self._told:
            stored = {
                self.segments[number].text(row)
                for number, k in rows.items()
                for row in self.segments[number].rows(np.array([k])).tolist()
            }
            pairs = ((Written(kept, other), Written(gone, key)) for kept in stored for gone in texts)
            found = (relate(*pair, similarity, lies, show_templates=False) for pair in pairs)
            self._told[asked] = any(one is not None and one.trust is Trust.ADVICE for one in found)
        return self._told[asked]

    # -- what is loaded -----------------------------------------------------------------------------------------------

    def _wanted(self, number: int, segment: Segment) -> Ints:
        """The rows of what was found, and in files those between which there may be a block."""
        rows = segment.rows(np.array(sorted(self.loaded[number]), np.int64))
        documents = segment.documents(rows)
        some = np.flatnonzero(segment["document_line"][documents] == 0)
        beside = (rows[some, None] + np.arange(-BETWEEN, BETWEEN + 1)).ravel()
        of = np.repeat(documents[some], 2 * BETWEEN + 1)
        beside = beside[(beside >= segment.first[of]) & (beside < segment.first[of + 1])]
        return distinct(np.concatenate((rows, beside, np.array(sorted(self.rows[number]), np.int64))))


def _pairs(
    relations: Relations, keys: Sequence[str], lengths: Ints
) -> Iterator[tuple[int, int, float | None, Lies | None]]:
    """All pairs of keys one of which may be a copy of the other, with how alike they are and where the first lies in
    the second; both ways round, and each key with itself.
    """
    similar: dict[tuple[int, int], float] = {}
    for x, y, d, _, _ in relations.similar.tolist():
        similar[x, y] = similar[y, x] = 1 - d / int(lengths[x] + lengths[y])
    lies = {(x, y): Lies(start, shared) for x, y, start, shared in relations.lies.tolist()}
    yield from ((n, n, None, None) for n in range(len(keys)))
    for pair in {**similar, **lies}:
        yield *pair, similar.get(pair), lies.get(pair)


def _slots(relations: Relations, lengths: Ints) -> dict[int, int]:
    """Keys that differ at one slot, as ``families`` finds them, each with the first of its family."""
    slots: dict[int, dict[int, tuple[int, int, int]]] = defaultdict(dict)
    for x, y, d, p, s in relations.similar.tolist():
        slots[x][y] = slots[y][x] = (p, s, d)
    found = families(slots, dict(enumerate(lengths.tolist())))
    return {n: family[0] for family in found for n in family}
