"""The spectrum of similarities on a terminal: bars, and the pairs nearest the threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from textkit.reports.survey import filled, pair_cells
from textkit.reports.visible import counted

if TYPE_CHECKING:
    from rich.console import Console

    from textkit.model.spectrum import Spectrum
    from textkit.reports.words import Words

BAR = 40  # cells of the longest bar


def print_spectrum(console: Console, spectrum: Spectrum, words: Words) -> None:
    """Bars of how many pairs are how alike, and the pairs nearest the threshold."""
    console.print(Text(words("spectrum", t=f"{spectrum.threshold:g}"), style="bold"))
    bars = filled(spectrum)
    if not bars:
        first = spectrum.bars[0][0] if spectrum.bars else spectrum.threshold
        console.print(Text("  " + words("no_pairs", a=f"{first:g}", b="1"), style="dim"))
    most = max((n for _, n in bars), default=0)
    for similarity, n in bars:
        line = Text(f"  {similarity:.2f} {counted(n):>8} ", style="" if similarity >= spectrum.threshold else "dim")
        console.print(line.append("█" * -(-n * BAR // most) if n else ""))
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", no_wrap=True)
    for _ in range(2):
        grid.add_column(overflow="fold")
    grid.add_column(overflow="fold", ratio=1)
    for pair in spectrum.pairs:
        alike, first_place, second_place, differs = pair_cells(pair)
        style = "" if pair.similarity >= spectrum.threshold else "dim"
        grid.add_row(Text(alike, style), Text(first_place), Text(second_place), Text(differs, "dim"))
    console.print(Padding(grid, (0, 0, 1, 2)))
