"""The paragraphs of a run as rows: numbers of keys and documents, and what is asked of single ones."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from textkit.steps.dedupe.codes import Codes, Ints
from textkit.steps.dedupe.corpus import Corpus
from textkit.steps.dedupe.options import Options
from textkit.steps.dedupe.paragraph import Paragraph
from textkit.steps.dedupe.written import Written


@dataclass
class Rows:
    """The paragraphs of a corpus as its judges see them."""

    corpus: Corpus
    options: Options
    codes: Codes = field(init=False)
    key: Ints = field(init=False)  # the number of each row's key; -1: of a document that was taken back

    def __post_init__(self) -> None:
        corpus, options = self.corpus, self.options
        self.codes, self.key = corpus.keyed()
        self.document = corpus.owners()
        ranks = corpus.ranks()
        order = np.argsort(ranks[self.document], kind="stable")
        self.rank = np.empty(len(order), np.int64)  # the place of each row in the order of path and place
        self.rank[order] = np.arange(len(order))
        reference = np.array([p in options.against for p in corpus.paths], np.bool_)
        preferred = np.array([any(_under(p, q) for q in options.prefer) for p in corpus.paths], np.bool_)
        path = np.frombuffer(corpus.path, np.int32)
        document = np.frombuffer(corpus.reference, np.bool_) | reference[path]
        self.reference = document[self.document]
        self.fixed = self.reference | np.frombuffer(corpus.exempt, np.bool_)
        self.preferred = preferred[path][self.document]
        # single numbers are read from views several times as fast as from arrays
        self._key, self._rank, self._document = self.key.data, self.rank.data, self.document.data
        self._fixed, self._preferred, self._reference = self.fixed.data, self.preferred.data, self.reference.data

    def owner(self, row: int) -> int:
        """The number of the document that a row is in."""
        number: int = self._document[row]
        return number

    def path(self, row: int) -> str:
        return self.corpus.paths[self.corpus.path[self._document[row]]]

    def written(self, row: int) -> Written:
        return Written(self.corpus.texts[row], self.codes.key(self._key[row]))

    def paragraph(self, row: int, written: Written) -> Paragraph:
        """A row as what is judged; its place in order stands for its offset."""
        corpus, document = self.corpus, self._document[row]
        return Paragraph(
            document,
            row,
            self._key[row],
            written,
            corpus.paths[corpus.path[document]],
            self._rank[row],
            bool(self._fixed[row]),
            bool(self._preferred[row]),
            bool(self._reference[row]),
        )


def _under(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")
