"""Fit the weights of the evidence that a paragraph is cut at its end or its beginning.

    python tools/fit_cuts.py EDGES SEAMS BEGINNINGS FOLDER [EDGES SEAMS BEGINNINGS FOLDER …]

A FOLDER holds texts of one paragraph a line below ``text``, some paragraphs of which were cut, and ``answers.json``: a
list of objects with ``path`` (below ``text``), ``line`` (from 1), ``label`` and ``codes``, in which ``truncated_tail`` and
``truncated_head`` stand for a cut end and a cut beginning; lines with the label ``ignore`` are passed over. EDGES,
SEAMS and BEGINNINGS are tables of ``train_edges.py``, ``train_seams.py`` and ``train_beginnings.py`` made from other texts
than those of the folders: with tables that know the texts by heart the weights would come out too large.

Three logistic regressions, on ends, on beginnings, and on beginnings behind a cut end, with a quadratic price of ``PRICE``
on each weight; evidence seen fewer than ``RARE`` times gets none. A part of the rows is told nothing of the text around,
as ``dedupe`` asks. Written to ``textkit/judgement/cut.tsv``. The same tables and folders give the same bytes if the table
before was the same: which ends look cut, and so which beginnings stand behind one, is asked of the weights that are there.

The shipped weights are those of paragraphs cut twice at random in each half of the texts that ``train_beginnings.py``
names, with the tables of the other half.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from textkit.judgement import cut_evidence as evidence
from textkit.judgement.kinds import judged, stripped
from textkit.language import beginnings, edges, seam
from textkit.language.sentences import ends_sentence

PRICE, RARE, STEPS = 0.5, 12, 400
BLIND = 0.15  # share of rows without the text around
WHOLE = {
    "tail": 2.0,
    "head": 3.0,
    "pair": 1.5,
}  # what a whole paragraph counts: there are more of them than in the cases
# Nats at the most, by judgement, for what damage made by chance shows more clearly than real damage does: a closing mark
# without its opening one may be all that is lost, a layout may have flush paragraphs among indented ones, and not every
# caption behind a cut end stands inside the sentence.
LIMITS = {"head closes": 1.5, "head flush": 3.0, "head indented": 3.0, "pair caption": 2.0}
BETWEEN = ("caption", "blank", "furniture")
PAUSES = "，,、､"
Row = tuple[str, list[str], bool, dict[str, Any]]


def documents(folder: Path) -> Iterator[tuple[str, list[str], list[dict[str, Any] | None]]]:
    """The paragraphs of each text of ``folder``, and the answer to each."""
    answers: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
    for answer in json.loads((folder / "answers.json").read_text("utf-8")):
        answers[answer["path"]][answer["line"]] = answer
    for path in sorted(answers):
        lines = (folder / "text" / path).read_text("utf-8").split("\n")
        kept = [k for k, line in enumerate(lines) if line.strip()]
        yield path, [lines[k] for k in kept], [answers[path].get(k + 1) for k in kept]


def rows(lines: list[str], answers: list[dict[str, Any] | None], rng: random.Random) -> Iterator[Row]:
    """The evidence of each paragraph of one text that asks for a judgement."""
    usage = evidence.Usage("\n".join(lines), lines)
    texts = [stripped(line) for line in lines]
    kinds = [judged(a, before=b, after=c)[0] for a, b, c in zip(lines, ["", *lines], [*lines[1:], ""], strict=False)]
    opening = next((k for k, text in enumerate(texts) if ends_sentence(text)), 0)
    said = seam.weigh([("。", text) for text in texts])
    near = over = -1
    captions = 0
    for k, (text, answer) in enumerate(zip(texts, answers, strict=True)):
        codes = answer["codes"] if answer else ()
        score = None
        open_end = len(text) >= 8 and not ends_sentence(text) and kinds[k] == "prose" and text[-1] not in "：:；;"
        if open_end and text[-1] not in PAUSES:
            follow = next((texts[j] for j in range(k + 1, min(k + 4, len(texts))) if kinds[j] not in BETWEEN), "")
            after = texts[k + 1] if k + 1 < len(texts) else ""
            first = k == 0 or (k < opening and not evidence.CLAUSE.search(text))
            blind = rng.random() < BLIND
            seen = seam.weigh([(text, follow)])[0] if follow else None
            names = evidence.tail_names(text, first, after, follow, usage, seen)
            score = evidence.total(names)
            if blind:
                names = evidence.tail_names(text, False, "", "", None, None)
            if answer and answer["label"] != "ignore":
                yield "tail", names, "truncated_tail" in codes, answer
        if (
            answer
            and answer["label"] != "ignore"
            and kinds[k] == "prose"
            and len(text) >= 8
            and answer["label"] != "head_comma"
        ):
            beginning = text[0] not in "，。、；：！？”’」』）】》,.:;!?)"
            tail = near if near >= 0 else over
            if beginning:
                told = None if rng.random() < BLIND else usage
                names = evidence.head_names(text, told, said[k], told.layout(lines[k]) if told else "")
                if tail < 0:
                    yield "head", names, "truncated_head" in codes, answer
                else:
                    how = "over" if near < 0 else "caption" if captions else "near"
                    pair = seam.weigh([(texts[tail], text)])[0]
                    names += evidence.pair_names(texts[tail], text, how, usage, pair)
                    yield "pair", names, "truncated_head" in codes, answer
        if kinds[k] in BETWEEN:
            captions += kinds[k] == "caption"
            continue
        captions = 0
        over = near if len(text) <= 30 else -1
        cut = open_end and (text[-1] in PAUSES or (score or -9.0) > -2.0 or "truncated_tail" in codes)
        near = k if cut else -1


def fit(data: list[Row], price: float = PRICE) -> dict[str, float]:
    """The weights, by Adam (Kingma and Ba 2015) on the whole data."""
    seen = Counter(name for _, names, _, _ in data for name in names)
    known = [name for name, count in seen.items() if count >= RARE]
    number = {name: k for k, name in enumerate(known)}
    cells = [(number[name], row) for row, (_, names, _, _) in enumerate(data) for name in names if name in number]
    columns, lines = (np.array(part) for part in zip(*cells, strict=True))
    truth = np.array([cut for _, _, cut, _ in data], float)
    worth = np.array([1.0 if cut else WHOLE[what] for what, _, cut, _ in data])
    weights, first, second = np.zeros((3, len(known)))
    for step in range(1, STEPS + 1):
        chance = 1 / (1 + np.exp(-np.bincount(lines, weights[columns], len(data))))
        slope = np.bincount(columns, (worth * (chance - truth))[lines], len(known)) + price * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope * slope
        weights -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return dict(zip(known, weights.tolist(), strict=True))


def gathered(folder: str) -> list[Row]:
    """The rows of all texts of a folder."""
    rng = random.Random(1)
    return [row for _, lines, answers in documents(Path(folder)) for row in rows(lines, answers, rng)]


def use(held: edges.Table, known: seam.Table, begun: dict[str, float]) -> None:
    """Ask these tables from now on instead of the shipped ones."""
    edges.table, seam.table, beginnings.table = lambda: held, lambda _=False: known, lambda: begun  # type: ignore[assignment]
    edges.forget()
    beginnings.forget()


def table(data: list[Row]) -> str:
    """The rows of ``cut.tsv`` fitted on all cases."""
    rows = []
    # Beginnings behind a cut end have weights of their own for what their first characters look like.
    for what in ("tail", "head", "pair"):
        part = [row for row in data if row[0] == what]
        print(f"{what}: {len(part)} rows, {sum(row[2] for row in part)} cut", file=sys.stderr)
        prefix = "pair:" if what == "pair" else ""
        fitted = fit(part)
        for name, limit in LIMITS.items():
            if name in fitted:
                fitted[name] = max(-limit, min(limit, fitted[name]))
        rows += [f"{prefix}{name}\t{weight:.2f}\n" for name, weight in sorted(fitted.items()) if abs(weight) >= 0.03]
    return "# name\tweight in nats for a cut; fitted by tools/fit_cuts.py\n" + "".join(rows)


def main(arguments: list[str]) -> None:
    """Fit on all cases and write the table."""
    data: list[Row] = []
    for held, known, begun, folder in zip(*(arguments[k::4] for k in range(4)), strict=True):
        tables = [Path(path).read_bytes() for path in (held, known, begun)]
        use(edges.Table(tables[0]), seam.Table(tables[1]), beginnings.read(tables[2]))
        data += gathered(folder)
    Path(evidence.__file__).with_name("cut.tsv").write_text(table(data), "utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    main(sys.argv[1:])
