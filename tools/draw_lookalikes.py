"""Draw all characters of the table of seams and write down which ones look alike.

    python tools/draw_lookalikes.py FONT...

FONT: files of fonts with Chinese characters, better one of each style; the shipped list was drawn with Noto Serif CJK and
Noto Sans CJK (simplified forms). Needs the package Pillow. The list takes the place of everything below the line
``[drawn]`` of ``textkit/language/lookalikes.txt``; what stands above is written by hand.

Each character is drawn, blurred by a stroke's width and made coarse; two look alike as far as their pictures correlate,
on average over the fonts. Kept are pairs of at least ``ALIKE``, each among the ``NEAREST`` of the other or the other way
round, which are not two forms of one character.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from textkit.language.fold import fold
from textkit.language.seam import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

LIST = Path(__file__).parents[1] / "textkit/language/lookalikes.txt"
MARK = "[drawn]"
SIZE, EDGE, BLUR = 40, 4, 1.6  # pixels: a character, the margin around it, the standard deviation of the blur
SIMPLIFIED = 2  # place of the simplified forms in a collection of fonts
ALIKE = 0.86  # below it, most of what is found in texts with them is no slip
NEAREST = 6
ROW = 24  # pairs in a line


def drawn(characters: Sequence[str], font: str) -> NDArray[np.float32]:
    """The picture of each character as a row of numbers with mean 0 and length 1."""
    from PIL import Image, ImageDraw, ImageFilter, ImageFont  # type: ignore[import-not-found,unused-ignore]

    place = SIMPLIFIED if font.endswith(".ttc") else 0
    type_ = ImageFont.truetype(font, SIZE, index=place)
    side = SIZE + 2 * EDGE
    rows = []
    for character in characters:
        picture = Image.new("L", (side, side), 0)
        ImageDraw.Draw(picture).text((side / 2, side / 2), character, 255, font=type_, anchor="mm")
        coarse = picture.filter(ImageFilter.GaussianBlur(BLUR)).crop((EDGE, EDGE, side - EDGE, side - EDGE))
        row = np.asarray(coarse, np.float32)[::2, ::2].ravel()
        row = row - row.mean()
        rows.append(row / (np.linalg.norm(row) or 1))
    return np.array(rows)


def pairs(characters: Sequence[str], likeness: NDArray[np.float32]) -> list[str]:
    """The pairs of characters that look alike, in order."""
    np.fill_diagonal(likeness, -1)
    near = np.zeros(likeness.shape, bool)
    nearest = np.argpartition(-likeness, NEAREST, axis=1)[:, :NEAREST]
    np.put_along_axis(near, nearest, True, axis=1)
    found = np.argwhere(np.triu((near | near.T) & (likeness >= ALIKE)))
    both = ((characters[i], characters[j]) for i, j in found.tolist())
    return sorted(one + other for one, other in both if fold(one) != fold(other))


def main(fonts: Sequence[str]) -> None:
    characters = sorted(c for c in table()._number if "\u3400" <= c <= "\u9fff")  # noqa: SLF001
    likeness = sum(p @ p.T for p in (drawn(characters, font) for font in fonts)) / np.float32(len(fonts))
    found = pairs(characters, np.asarray(likeness))
    written = LIST.read_text("utf-8").split(MARK)[0]
    rows = [" ".join(found[k : k + ROW]) for k in range(0, len(found), ROW)]
    LIST.write_text("\n".join([f"{written}{MARK}\n# by tools/draw_lookalikes.py", *rows, ""]), "utf-8")
    print(len(found), "pairs")


if __name__ == "__main__":
    if len(sys.argv) < 2 or not all(Path(font).is_file() for font in sys.argv[1:]):
        sys.exit(__doc__)
    main(sys.argv[1:])
