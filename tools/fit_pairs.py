"""Fit what each piece of evidence weighs for a sentence that goes on behind other articles.

    python tools/fit_pairs.py CASES...

``CASES`` are folders of pages with their answers, pairs of ``NAME.in.txt`` and ``NAME.ans.json``: articles cut into
columns and set side by side, some tails of which are lost. The answer's ``units`` hold the whole paragraphs as ``text``.
The texts must not be among those the table of seams was learned from, or its evidence looks surer than it is.

A pair of blocks is right when the end of the one and the beginning of the other stand side by side in a paragraph. Two
logistic regressions are fitted (Newton's method, with a pull of all weights towards nought): of the evidence of single
pairs, printed as ``pairing.DISTANT`` holds it; then of the two readings of the whole page, as ``matching`` holds it.
The same cases give the same weights.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from textkit.judgement.breaks import engine, evidence, far, matching, pairing
from textkit.judgement.paragraphs import safe_joins

PULL = 3.0  # of a weight towards nought, in standard deviations of its evidence
SEEN = 12  # characters on both sides by which a seam is found in a paragraph


def bare(text: str) -> str:
    """``text`` without its white space."""
    return "".join(text.split())


def pages(folder: Path) -> Iterator[tuple[dict[tuple[int, int], dict[str, float]], dict[tuple[int, int], float], set]]:
    """For each page: the evidence of its distant pairs, the scores of its near ones, and which of all are right."""
    for case in sorted(folder.glob("*.in.txt")):
        answer = json.loads(case.with_name(case.name.replace(".in.txt", ".ans.json")).read_text("utf-8"))
        whole = "\n".join(bare(unit["text"]) for unit in answer["units"])
        text = case.read_text("utf-8")
        text = safe_joins(text).apply(text)
        page = evidence.read(text)
        found = far.candidates(page, engine.decide(text))
        lines = [bare(line.span.slice(text)) for line in page.lines]
        right = {(i, j) for i, j in found if lines[i][-SEEN:] + lines[j][:SEEN] in whole}
        near = {key: pair.score for key, pair in found.items() if key[1] == key[0] + 1}
        yield pairing.features(page, [key for key in found if key not in near]), near, right


def logistic(rows: np.ndarray, right: np.ndarray, pull: float) -> np.ndarray:
    """The weights of the columns of ``rows``, the first of which is all ones and not pulled."""
    middle, spread = rows.mean(0), rows.std(0) + 1e-9
    middle[0], spread[0] = 0.0, 1.0
    scaled = (rows - middle) / spread
    weights = np.zeros(rows.shape[1])
    pulls = np.full(rows.shape[1], pull)
    pulls[0] = 1e-6
    for _ in range(60):
        chance = 1 / (1 + np.exp(-np.clip(scaled @ weights, -30, 30)))
        slope = scaled.T @ (chance - right) + pulls * weights
        bend = (scaled.T * (chance * (1 - chance))) @ scaled + np.diag(pulls)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if abs(step).max() < 1e-7:
            break
    weights /= spread
    weights[0] -= (weights * middle).sum()
    return weights


def main(folders: list[Path]) -> None:
    """Print the weights fitted on the cases in ``folders``."""
    cases = [case for folder in folders for case in pages(folder)]
    names = list(next(found for found, _, _ in cases if found)[next(k for f, _, _ in cases if f for k in f)])
    rows = [([values[n] for n in names], key in right) for found, _, right in cases for key, values in found.items()]
    table = np.array([row for row, _ in rows])
    used = [0, *(k for k in range(1, len(names)) if table[:, k].std() > 0)]
    weights = logistic(table[:, used], np.array([float(is_right) for _, is_right in rows]), PULL)
    fitted = dict(zip((names[k] for k in used), weights.tolist(), strict=True))
    print("DISTANT = {")
    for name, weight in fitted.items():
        if abs(weight) >= 0.005:
            print(f'    "{name}": {weight:.2f},')
    print("}")
    readings, answers = [], []
    for found, near, right in cases:
        scores = near | {k: sum(fitted.get(n, 0.0) * v for n, v in values.items()) for k, values in found.items()}
        apart, ordered = matching.readings(scores)
        readings += [(1.0, apart[key], ordered[key]) for key in found]
        answers += [float(key in right) for key in found]
    bias, apart_weight, order_weight = logistic(np.array(readings), np.array(answers), 0.1)
    print(f"BIAS, APART, IN_ORDER = {bias:.2f}, {apart_weight:.2f}, {order_weight:.2f}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main([Path(folder) for folder in sys.argv[1:]])
