"""A broken text with its answer: the true blocks, and for every line where it stands in one of them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from benchmarks.rejoin.wrap import Slice


class Place(NamedTuple):
    """Where a line stands: the number of its block, and from where to where in the block's text without white space."""

    unit: int
    start: int
    end: int


class Unit(NamedTuple):
    """A true block. ``type``: p (paragraph), list (item), h (heading or byline), cap, furn, verse, table."""

    type: str
    text: str


Line = tuple[str, Place | None]
BLANK: Line = ("", None)


@dataclass
class Case:
    """One text of the bench, as it is being made and as it is read."""

    layout: str
    language: str
    units: list[Unit] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def lay(self, type_: str, text: str, slices: Sequence[Slice], first: str = "", rest: str = "") -> list[Line]:
        """The lines of a new block, behind ``first`` and ``rest`` as indents; they are not yet on the page."""
        self.units.append(Unit(type_, text))
        before = [0]
        for char in text:
            before.append(before[-1] + (not char.isspace()))
        return [
            (
                (rest if k else first) + text[s.start : s.end] + ("-" if s.hyphen else ""),
                Place(len(self.units) - 1, before[s.start], before[s.end]),
            )
            for k, s in enumerate(slices)
        ]

    def put(self, type_: str, text: str, blank: bool = False) -> None:
        """A block of one line onto the page, and a blank line behind it if wanted."""
        if text.strip():
            self.lines += self.lay(type_, text, [Slice(0, len(text))])
            self.lines += [BLANK] * blank

    @property
    def text(self) -> str:
        """The broken text: never more than two blank lines together, none at the edges."""
        return re.sub(r"\n{4,}", "\n\n\n", "\n".join(text for text, _ in self.lines)).strip("\n") + "\n"

    @property
    def places(self) -> list[Place | None]:
        """The place of each line that is not blank."""
        return [place for text, place in self.lines if text.strip()]

    def save(self, folder: Path, name: str) -> None:
        """Write ``NAME.in.txt`` and ``NAME.ans.json``."""
        (folder / f"{name}.in.txt").write_text(self.text, "utf-8")
        answer = {
            "kind": self.layout,
            "lang": self.language,
            "units": [unit._asdict() for unit in self.units],
            "lines": self.places,
        }
        (folder / f"{name}.ans.json").write_text(json.dumps(answer, ensure_ascii=False), "utf-8")


def load(path: Path) -> Case:
    """The case of which ``path`` is the ``NAME.in.txt``."""
    answer = json.loads(path.with_name(path.name.removesuffix(".in.txt") + ".ans.json").read_text("utf-8"))
    places = iter(answer["lines"])
    lines: list[Line] = []
    for line in path.read_text("utf-8").split("\n"):
        place = next(places) if line.strip() else None
        lines.append((line, Place(*place) if place else None))
    return Case(answer["kind"], answer["lang"], [Unit(unit["type"], unit["text"]) for unit in answer["units"]], lines)
