"""Fit the weights of the evidence that a paragraph is cut at its end or its beginning.

    python tools/fit_cuts.py EDGES SEAMS BEGINNINGS FOLDER[@WORTH] [EDGES SEAMS BEGINNINGS FOLDER[@WORTH] …]

A FOLDER holds texts of one paragraph a line below ``text``, some paragraphs of which were cut, and ``answers.json``: a
list of objects with ``path`` (below ``text``), ``line`` (from 1), ``label`` and ``codes``, in which ``truncated_tail`` and
``truncated_head`` stand for a cut end and a cut beginning; lines with the label ``ignore`` are passed over. EDGES,
SEAMS and BEGINNINGS are tables of ``train_edges.py``, ``train_seams.py`` and ``train_beginnings.py`` made from other texts
than those of the folders: with tables that know the texts by heart the weights would come out too large. WORTH is how much
each row of a folder counts, 1 where it is not given.

Three logistic regressions, on ends, on beginnings, and on beginnings behind a cut end, with a quadratic price of ``PRICE``
on what each weight differs from the one that ``textkit/judgement/cut.tsv`` has, nought where it has none; new evidence seen
fewer than ``RARE`` times gets none. So the weights that are there are bettered, by the cases that tell; an empty table is
fitted from nothing. A part of the rows is told nothing of the text around, as ``dedupe`` asks. Ends are fitted first, since
their weights tell which ends look cut, and so which beginnings stand behind one.

The shipped weights were fitted twice. First from nothing, on paragraphs cut at random in halves of texts, with the tables
of the other half: of ends three times in the evening news, laws, Lu Xun and technical articles and once in 7 million
characters of other news, laws and articles, documentation and weekly columns; of beginnings four times in much the same.
Then on texts that tables and weights had never seen: reports, short prose, diaries, novels, a forum, text books, wikis,
translated articles and documentation, each cut three times, and at a WORTH of one half news, laws, Lu Xun and articles again.

A fit of beginnings in one go on the same cases, pulled to the shipped weights, is no better: at as many false flags it
finds fewer cut beginnings in other draws of news, laws, Lu Xun and articles. Nor is one with pairs of evidence put together,
judged by fits that leave out the texts they are tried on. What does matter is that paragraphs without an answer are whole:
of those that score as cut beginnings nearly all come from laws whose lines the source has broken, so leave such texts out.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from textkit.judgement import cut_evidence as evidence
from textkit.judgement.cut_context import CutContext
from textkit.judgement.kinds import judged, stripped
from textkit.language import beginnings, edges, seam
from textkit.language.packed import read_weights
from textkit.language.sentences import ends_sentence
from tools import logistic

PRICE, RARE, STEPS = 8.0, 24, 250
BLIND = 0.15  # share of rows without the text around
WHOLE = {
    "tail": 1.5,
    "head": 3.0,
    "pair": 1.5,
}  # what a whole paragraph counts: there are more of them than in the cases
# Nats at the most, by judgement, for what damage made by chance shows more clearly than real damage does: a closing mark
# without its opening one may be all that is lost, a layout may have flush paragraphs among indented ones, and not every
# caption behind a cut end stands inside the sentence. Headlines of other papers name several things where those that are
# learned from name one.
LIMITS = {"head closes": 1.5, "head flush": 3.0, "head indented": 3.0, "pair caption": 2.0} | {
    f"tail listed {n}|plain": 1.0 for n in (1, 2, 3)
}
BETWEEN = ("caption", "blank", "furniture")
PAUSES = "，,、､"
MARKS = "，。、；：！？”’」』）】》,.:;!?)"  # what begins with one needs no weights
STOP_LOST = 3.0  # what an end counts that lost its stop alone: it looks as those of headlines do, and they outnumber it
BROKEN = 60  # characters
SMALL = 0.1  # nats; smaller weights are not written
Row = tuple[str, list[str], bool, dict[str, Any], float]
Tables = tuple[edges.Table, seam.Table, dict[str, float]]


def interned(names: list[str]) -> list[str]:
    """``names``, each held once: there are many rows, and few names."""
    return [sys.intern(name) for name in names]


def documents(folder: Path) -> Iterator[tuple[str, list[str], list[dict[str, Any] | None]]]:
    """The paragraphs of each text of ``folder``, and the answer to each."""
    answers: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
    for answer in json.loads((folder / "answers.json").read_text("utf-8")):
        answers[answer["path"]][answer["line"]] = answer
    for path in sorted(answers):
        lines = (folder / "text" / path).read_text("utf-8").split("\n")
        kept = [k for k, line in enumerate(lines) if line.strip()]
        yield path, [lines[k] for k in kept], [answers[path].get(k + 1) for k in kept]


@dataclass
class Text:
    """The paragraphs of one text and what the fit knows of them."""

    lines: list[str]
    answers: list[dict[str, Any] | None]
    worth: float = 1.0
    texts: list[str] = field(init=False)
    kinds: list[str] = field(init=False)
    usage: evidence.Usage = field(init=False)
    company: CutContext = field(init=False)
    ends: dict[int, list[str]] = field(default_factory=dict)  # the evidence on each end without a mark

    def __post_init__(self) -> None:
        around = zip(self.lines, ["", *self.lines], [*self.lines[1:], ""], strict=False)
        self.texts = [stripped(line) for line in self.lines]
        self.kinds = [judged(line, before=before, after=after)[0] for line, before, after in around]
        self.usage = evidence.Usage("\n".join(self.lines), self.lines)
        self.company = CutContext(self.lines)

    def asked(self, k: int) -> dict[str, Any] | None:
        """The answer to paragraph ``k`` where it counts."""
        answer = self.answers[k]
        return answer if answer and answer["label"] != "ignore" else None

    def open(self, k: int) -> bool:
        """Whether paragraph ``k`` is prose that may be cut at its end."""
        text = self.texts[k]
        return len(text) >= 8 and not ends_sentence(text) and self.kinds[k] == "prose" and text[-1] not in "：:；;"

    def broken(self, k: int, answer: dict[str, Any]) -> bool:
        """Whether paragraph ``k`` is cut in the source, though the answer does not say so: nothing whole has several
        sentences and so many characters, and no stop.
        """
        return not answer["codes"] and len(self.texts[k]) >= BROKEN and evidence.INNER.search(self.texts[k]) is not None

    def tails(self, rng: random.Random) -> Iterator[Row]:
        """The evidence on each end that asks for a judgement."""
        texts = self.texts
        opening = next((k for k, text in enumerate(texts) if ends_sentence(text)), 0)
        for k, text in enumerate(texts):
            if not self.open(k) or text[-1] in PAUSES:
                continue
            near = range(k + 1, min(k + 4, len(texts)))
            follow = next((texts[j] for j in near if self.kinds[j] not in BETWEEN), "")
            after = texts[k + 1] if k + 1 < len(texts) else ""
            first = k == 0 or (k < opening and not evidence.CLAUSE.search(text))
            seen = seam.weigh([(text, follow)])[0] if follow else None
            names = evidence.tail_names(
                text, "" if first else texts[k - 1], after, follow, self.usage, seen, self.company
            )
            self.ends[k] = names
            if rng.random() < BLIND:
                names = evidence.tail_names(text, None, "", "", None, None)
            if (answer := self.asked(k)) and not self.broken(k, answer):
                yield "tail", interned(names), "truncated_tail" in answer["codes"], answer, self.worth

    def heads(self, rng: random.Random, weights: dict[str, float]) -> Iterator[Row]:
        """The evidence on each beginning that asks for a judgement; ``weights`` tell which ends look cut."""
        texts = self.texts
        said = seam.weigh([("。", text) for text in texts])
        near = over = -1
        captions = 0
        for k, text in enumerate(texts):
            answer = self.asked(k)
            prose = self.kinds[k] == "prose" and len(text) >= 8
            if answer and prose and answer["label"] != "head_comma" and text[0] not in MARKS:
                told = None if rng.random() < BLIND else self.usage
                layout = told.layout(self.lines[k]) if told else ""
                cut = "truncated_head" in answer["codes"]
                tail = near if near >= 0 else over
                if tail < 0:
                    before = None if told is None else texts[k - 1] if k else ""
                    company = told and self.company
                    names = evidence.head_names(text, told, said[k], layout, before, company)
                    names += company.alone_names(text) if company else []
                    yield "head", interned(names), cut, answer, self.worth
                else:
                    how = "over" if near < 0 else "caption" if captions else "near"
                    pair = seam.weigh([(texts[tail], text)])[0]
                    names = evidence.head_names(text, told, said[k], layout, None, told and self.company)
                    names += evidence.pair_names(texts[tail], text, how, self.usage, pair)
                    yield "pair", interned(names), cut, answer, self.worth
            if self.kinds[k] in BETWEEN:
                captions += self.kinds[k] == "caption"
                continue
            captions = 0
            over = near if len(text) <= 30 else -1
            known = answer is not None and "truncated_tail" in answer["codes"]
            likely = k in self.ends and sum(weights.get(name, 0.0) for name in self.ends[k]) > -2.0
            near = k if self.open(k) and (text[-1] in PAUSES or likely or known) else -1


def fit(data: list[Row], held: dict[str, float], price: float = PRICE) -> dict[str, float]:
    """The weights, beginning with those ``held``."""
    seen = Counter(name for _, names, *_ in data for name in names)
    known = sorted(held.keys() | {name for name, count in seen.items() if count >= RARE})
    labels = [answer["label"] if cut else what for what, _, cut, answer, _ in data]
    worth = np.array([WHOLE.get(label, STOP_LOST if label == "tail_stop" else 1.0) for label in labels])
    worth *= [row[-1] for row in data]
    pull = np.array([held.get(name, 0.0) for name in known])
    cases, truth = [row[1] for row in data], [row[2] for row in data]
    return logistic.fit(cases, known, truth, price=price, steps=STEPS, worth=worth, pull=pull)


def use(tables: Tables) -> None:
    """Ask these tables from now on instead of the shipped ones."""
    held, known, begun = tables
    edges.table, seam.table, beginnings.table = lambda: held, lambda _=False: known, lambda: begun  # type: ignore[assignment]
    edges.forget()
    beginnings.forget()


def limited(what: str, data: list[Row], held: dict[str, float]) -> dict[str, float]:
    """The weights of the evidence on ``what``, none larger than damage by chance may make it."""
    print(f"{what}: {len(data)} rows, {sum(row[2] for row in data)} cut", file=sys.stderr)
    fitted = fit(data, held)
    for name, limit in LIMITS.items():
        if name in fitted:
            fitted[name] = max(-limit, min(limit, fitted[name]))
    return fitted


def table(sources: list[tuple[Tables, str]], held: dict[str, dict[str, float]]) -> str:
    """The rows of ``cut.tsv`` fitted on the cases of all folders, beginning with the weights ``held`` of each kind."""
    texts: list[list[Text]] = []
    tails: list[Row] = []
    for tables, folder in sources:
        use(tables)
        rng = random.Random(1)
        path, _, worth = folder.partition("@")
        found = documents(Path(path))
        texts.append([Text(lines, answers, float(worth or 1)) for _, lines, answers in found])
        tails += [row for text in texts[-1] for row in text.tails(rng)]
    weights = {"tail": limited("tail", tails, held["tail"])}
    heads: list[Row] = []
    for (tables, _), cases in zip(sources, texts, strict=True):
        use(tables)
        rng = random.Random(2)
        heads += [row for text in cases for row in text.heads(rng, weights["tail"])]
    # Beginnings behind a cut end have weights of their own for what their first characters look like.
    for what in ("head", "pair"):
        weights[what] = limited(what, [row for row in heads if row[0] == what], held[what])
    rows = [
        f"{'pair:' if what == 'pair' else ''}{name}\t{weight:.2f}\n"
        for what, fitted in weights.items()
        for name, weight in sorted(fitted.items())
        if abs(weight) >= SMALL
    ]
    return "# name\tweight in nats for a cut; fitted by tools/fit_cuts.py\n" + "".join(rows)


def known_weights() -> dict[str, dict[str, float]]:
    """The weights that are there, by what they tell of: evidence behind a cut end by the rest of its name."""
    held: dict[str, dict[str, float]] = {"tail": {}, "head": {}, "pair": {}}
    for name, weight in evidence.weights().items():
        behind = name.startswith("pair:")
        held["pair" if behind else name.split(" ")[0]][name.removeprefix("pair:")] = weight
    return held


def main(arguments: list[str]) -> None:
    """Fit on all cases and write the table."""
    sources: list[tuple[Tables, str]] = []
    for held, known, begun, folder in zip(*(arguments[k::4] for k in range(4)), strict=True):
        tables = [Path(path).read_bytes() for path in (held, known, begun)]
        begun_weights = read_weights(tables[2], beginnings.VERSION, beginnings.STEPS)
        sources.append(((edges.Table(tables[0]), seam.Table(tables[1]), begun_weights), folder))
    Path(evidence.__file__).with_name("cut.tsv").write_text(table(sources, known_weights()), "utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    main(sys.argv[1:])
