"""The names of single pieces of evidence, put together from words; the same for many breaks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

REMEMBERED = 1 << 14  # names are the same for many breaks
SEAM_STARTS = ("han", "kana", "openquote", "open", "digit", "nostart")
LATIN_STARTS = ("lower", "upper", "other")  # behind kana too: a particle needs something behind it, whatever that is


class _Under(dict[str, str]):
    """Names with a beginning of their own, by what they are without it; those that have it, or another, stay."""

    def __init__(self, beginning: str, other: str) -> None:
        super().__init__()
        self._beginning, self._stay = beginning, (beginning, other)

    def __missing__(self, name: str) -> str:
        found = self[name] = name if name.startswith(self._stay) else self._beginning + name
        return found


@cache
def under(beginning: str, other: str | None = None) -> Mapping[str, str]:
    """The names that begin with ``beginning``, by what else they say: they are the same for many breaks. Names that begin
    with the ``other`` beginning keep it.
    """
    return _Under(beginning, other or beginning)


@lru_cache(REMEMBERED)
def of_column(
    fits: str, brief: str, end: str, coarse: str, style: str, blank: str, indent: str, strong: str, wide: str
) -> tuple[str, ...]:
    """What the room at the end of a line says."""
    return (
        f"room {fits}|{end}",
        f"style {style} {blank} {indent}|{coarse} {brief}",
        f"joint {fits} {coarse}|{style} {blank} {indent}|{strong}",
        f"column {strong} {wide}|{brief}",
    )


@lru_cache(REMEMBERED)
def of_company(after: str, ends_after: str, coarse: str, brief: str, around: int) -> tuple[str, ...]:
    """What the next line and how the lines around end say, in a column."""
    return f"after {after}|{ends_after}|{coarse} {brief}", f"around {around}|{brief}|{coarse}"


@lru_cache(REMEMBERED)
def of_line_before(whose: str, before: str, fits: str, brief: str, coarse: str, blank: str) -> tuple[str, ...]:
    """What the line before says, in a column."""
    return f"{whose}before {before}|{brief}|{coarse}", f"{whose}cut {blank} {before}|{fits}|{coarse}"


@lru_cache(REMEMBERED)
def of_room(
    column: tuple[str, ...], company: tuple[str, ...], share: str, surplus: str, before: tuple[str, ...]
) -> tuple[str, ...]:
    """All of this together."""
    _, kind, _, coarse, style, blank, indent, *_ = column
    found = [*of_column(*column), *of_company(*company)]
    if share:
        found.append(f"{before[0]}chance {share}|{coarse} {style}")
    if surplus:
        found.append(f"surplus {surplus}|{kind}|{blank} {indent}")
    return (*found, *of_line_before(*before))


@lru_cache(REMEMBERED)
def of_fragment(
    size: str, end: str, coarse: str, style: str, blank: str, after: str, ends_after: str, around: int
) -> tuple[str, ...]:
    """What the sizes of two fragments and the blank lines between them say."""
    return (
        f"size {size}|{end}",
        f"gap {style} {blank}|{coarse}",
        f"next {after}|{ends_after}|{coarse}",
        f"around {around}|{coarse}",
    )


@lru_cache(REMEMBERED)
def of_ends(
    mode: str, kind: str, end: str, coarse: str, start: str, tail: str, head: str, number: str, blank: str
) -> tuple[str, ...]:
    """What the kinds of the two ends and of the two lines say."""
    return (
        f"{mode} start {start}|{end}",
        f"{mode} head {head}{number}|{coarse}|{blank}",
        f"{mode} tail {tail}|{coarse}|{kind}",
    )


@lru_cache(REMEMBERED)
def of_seam(
    voice: str, said: str, anywhere: str, shut: str, coarse: str, apart: str, start: str, kind: str
) -> tuple[str, ...]:
    """What the seam table says, in words."""
    # A number or a quoted name can stand behind anything: how unlikely it is there says little, and is weighed apart.
    first = start if start in ("digit", "openquote", "open", *LATIN_STARTS) else "text"
    found = (
        f"{voice} seam {said}|{coarse}|{apart}|{start}",
        f"{voice} closing {shut}|{coarse}|{kind}",
        f"{voice} closing {shut}|{coarse}|{apart}|{start}",
    )
    if first not in ("text", "digit"):  # what stands before a quotation says nothing of what it begins with
        return found
    return (
        *found,
        f"{voice} seam {said}|{coarse}|{kind}|{first}",
        f"{voice} any {anywhere}|{coarse}|{apart}|{first}",
        f"{voice} both {said} {shut}|{coarse}|{first}",
    )


@lru_cache(REMEMBERED)
def of_edges(
    mode: str, kind: str, clause: str, apart: str, start: str, shut: str | None, opened: str | None
) -> tuple[str, ...]:
    """What the last clause, the last characters and the first ones say."""
    # Headings have few marks in them, and nothing ends with a clause of two characters.
    found = [f"{mode} clause {clause}|{apart}|{kind}"]
    if shut is not None:
        found += [f"{mode} tail edge {shut}|{apart}|{start}", f"{mode} tail edge {shut}|{kind}"]
        # What a quotation or title begins with says nothing of where its sentence began.
        if start == "han" and opened is not None:
            found.append(f"{mode} edges {shut} {opened}|{apart}")
    return tuple(found)
