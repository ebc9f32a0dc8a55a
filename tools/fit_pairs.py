"""Fit what each piece of evidence weighs for a sentence that goes on behind other articles.

    python tools/fit_pairs.py CASES...

``CASES`` are folders of pages with their answers, pairs of ``NAME.in.txt`` and ``NAME.ans.json``: articles cut into
columns and set side by side, some tails of which are lost, and texts of which nothing is to be joined. All are of one
language, that of the first; the others are left out. The answer's ``units`` hold the whole paragraphs as ``text``.
The texts must not be among those the table of seams was learned from, or its evidence looks surer than it is.

A pair of blocks is right when the end of the one and the beginning of the other stand side by side in a paragraph. Two
logistic regressions are fitted (Newton's method, with a pull of all weights towards nought): of the evidence of single
pairs, printed as ``pair_weights`` holds it in ``DISTANT`` and ``BESIDE``; then of the two readings of the whole page, as
``matching`` holds it in ``READINGS``. The same cases give the same weights.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from textkit.judgement.breaks import far_continuations, matching, pairing
from textkit.judgement.breaks.page_language import page_language
from textkit.judgement.breaks.reading import read
from textkit.judgement.paragraphs import safe_joins

PULL = 3.0  # of a weight towards nought, in standard deviations of its evidence
LIGHTEST = 0.03  # of the weights that are kept
FURNITURE = 4.0  # what captions and furniture between weigh at the most: the cases know few kinds of them
# Fitted one by one, pairs are held down by the many others of the same end, and once more when they are then weighed
# against each other: so much of it is given back. In English a beginning in lower case must have its end somewhere.
RAISED = {"ja": {"bias": 2.0}, "en": {"bias": 1.0, "head begins in lower case": 1.0}}
USELESS = {"en": ("tail ends without a known word", "head begins without a known word")}  # there is no such table
SEEN = 12  # characters on both sides by which a seam is found in a paragraph


def bare(text: str) -> str:
    """``text`` without its white space."""
    return "".join(text.split())


Evidence = dict[tuple[int, int], dict[str, float]]


def pages(folder: Path, language: str) -> Iterator[tuple[Evidence, Evidence, set[tuple[int, int]]]]:
    """For each page: the evidence of its distant pairs, of those that follow each other, and which of all are right."""
    for case in sorted(folder.glob("*.in.txt")):
        answer = json.loads(case.with_name(case.name.replace(".in.txt", ".ans.json")).read_text("utf-8"))
        whole = "\n".join(bare(unit["text"]) for unit in answer["units"])
        text = case.read_text("utf-8")
        if page_language(text) != language:
            continue
        text = safe_joins(text).apply(text)
        page = read(text)
        tries, near = far_continuations.pairs_to_weigh(text)
        found = pairing.features(page, tries)
        lines = [bare(line.span.slice(text)) for line in page.lines]
        right = {(i, j) for i, j in found if lines[i][-SEEN:] + lines[j][:SEEN] in whole}
        for key, odds in near.items():  # neighbours are no jump
            found[key] = {name: value for name, value in found[key].items() if not name.startswith("jump")}
            found[key]["near judgement"] = odds
        yield {key: found[key] for key in tries if key not in near}, {key: found[key] for key in near}, right


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


def fitted(title: str, found: list[tuple[dict[str, float], bool]], language: str) -> dict[str, float]:
    """The weights of the named evidence of pairs that are right or not; printed under ``title``."""
    names = list(found[0][0])
    table = np.array([[values[name] for name in names] for values, _ in found])
    used = [0, *(k for k in range(1, len(names)) if table[:, k].std() > 0)]
    weights = logistic(table[:, used], np.array([float(right) for _, right in found]), PULL)
    named = {names[k]: round(w, 2) for k, w in zip(used, weights.tolist(), strict=True) if abs(w) >= LIGHTEST}
    named = {name: weight + RAISED.get(language, {}).get(name, 0.0) for name, weight in named.items()}
    if "only furniture between" in named:
        named["only furniture between"] = min(FURNITURE, named["only furniture between"])
    named = {name: round(weight, 2) for name, weight in named.items() if name not in USELESS.get(language, ())}
    print(f"{title} = {{", *(f'    "{name}": {weight},' for name, weight in named.items()), "}", sep="\n")
    return named


def main(folders: list[Path]) -> None:
    """Print the weights fitted on the cases in ``folders``."""
    language = page_language(next(folders[0].glob("*.in.txt")).read_text("utf-8"))
    cases = [case for folder in folders for case in pages(folder, language)]
    apart = fitted(
        "DISTANT", [(values, key in right) for far_, _, right in cases for key, values in far_.items()], language
    )
    near = fitted("BESIDE", [(values, key in right) for _, near_, right in cases for key, values in near_.items()], "")
    rows, answers = [], []
    for far_, near_, right in cases:
        scores = {
            key: sum(weights.get(name, 0.0) * value for name, value in values.items())
            for weights, found in ((apart, far_), (near, near_))
            for key, values in found.items()
        }
        beside, ordered = matching.readings(scores)
        rows += [(1.0, beside[key], ordered[key]) for key in scores]
        answers += [float(key in right) for key in scores]
    print("BIAS, APART, IN_ORDER = {:.2f}, {:.2f}, {:.2f}".format(*logistic(np.array(rows), np.array(answers), 0.1)))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main([Path(folder) for folder in sys.argv[1:]])
