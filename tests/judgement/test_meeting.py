"""Where two blocks meet is asked once: what is remembered from one page to the next changes no answer."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.texts import SENTENCES
from textkit.judgement.breaks import engine, meeting, pairing
from textkit.judgement.breaks.page import Page
from textkit.judgement.breaks.reading import read

PROSE = (
    "改革开放以来，我国经济持续增长，人民生活水平不断提高，各项事业全面发展，社会保障体系逐步完善，城乡面貌发生了很大的变化。"
    "会议指出，要坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，推动高质量发展取得新成效。"
)
ENGLISH = "The council met again before the end of the fair, and nothing else could be said of the matter until then. "
ODD = ("图为会议现场", "一、总则", "5", "（1）其他", "“他说，", "摄影", "第3版", "会场一角", "Chapter 5")
Asked = tuple[NDArray[np.int64], NDArray[np.int64]]


@pytest.fixture(autouse=True)
def _first() -> Iterator[None]:
    engine.forget()
    yield
    engine.forget()


def block(rng: random.Random, english: bool) -> str:
    """A paragraph, a piece of one, or something short."""
    text = ENGLISH * rng.randint(1, 3) if english else PROSE + rng.choice(SENTENCES)
    start = rng.randrange(len(text) // 2)
    return rng.choice([text, text[start:], text[: start + 30], rng.choice(ODD)])


def changed(rng: random.Random, blocks: list[str], english: bool) -> list[str]:
    """``blocks`` with a few joined, moved, copied, changed, set in or put in."""
    found = list(blocks)
    for _ in range(rng.randint(1, 3)):
        k = rng.randrange(len(found))
        match rng.randrange(6):
            case 0:
                found[k : k + 2] = ["".join(found[k : k + 2])]
            case 1:
                found.insert(rng.randrange(len(found)), found.pop(k))
            case 2:
                found.insert(k, found[rng.randrange(len(found))])
            case 3:
                found[k] = block(rng, english)
            case 4:
                found[k] = "　　" + found[k]
            case _:
                found.insert(k, block(rng, english))
    return found


def page_of(rng: random.Random, blocks: list[str]) -> Page:
    return read("".join(s + rng.choice(["\n", "\n\n"]) for s in blocks))


def pairs(page: Page, rng: random.Random) -> Asked:
    """Some of all pairs of blocks that may be asked about, in order."""
    lines = list(range(len(page.lines)))
    every = pairing.tries(lines, lines)
    some = sorted(rng.sample(every, rng.randint(1, len(every))))
    one, other = np.array(some, np.int64).reshape(-1, 2).T
    return one, other


@pytest.mark.parametrize("english", [False, True])
@pytest.mark.parametrize("seed", range(20))
def test_pairs_of_a_page_like_the_one_before_are_told_as_if_it_were_the_first(seed: int, english: bool) -> None:
    rng = random.Random(seed)
    blocks = [block(rng, english) for _ in range(12)]
    for _ in range(6):
        page = page_of(rng, blocks)
        for _ in range(2):  # others of the same page too
            one, other = pairs(page, rng)
            found = meeting.meet(page, one, other, None, english)
            expected = meeting._found(page, one, other, None, english)
            assert list(found) == list(expected)
            for name, column in expected.items():
                assert np.array_equal(found[name], column), name
        blocks = changed(rng, blocks, english)


@pytest.mark.parametrize("many", [1, 2])
def test_only_pairs_near_a_change_are_asked_about_again(many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = [f"{k}号文件说，{PROSE[k % 40 : k % 40 + 20]}" for k in range(40)]
    asked: list[int] = []
    found = meeting._found

    def counted(page: Page, one: NDArray[np.int64], *rest: object) -> dict[str, NDArray[np.float64]]:
        asked.append(len(one))
        return found(page, one, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(meeting, "_found", counted)
    for k in range(3):
        blocks[20 : 20 + many] = [f"这一行换成了别的话，说的是另外的第{n}件事情" for n in range(k, k + many)]
        page = read("\n\n".join(blocks))
        one, other = np.array(pairing.tries(list(range(40)), list(range(40))), np.int64).T
        meeting.meet(page, one, other, None, False)
        meeting.meet(page, one[::2], other[::2], None, False)
    changed = many + 2 * meeting.BESIDE  # blocks, whose pairs with all 40 are asked about again
    assert asked[0] == 780
    assert len(asked) == 3
    assert all(0 < more <= 40 * changed for more in asked[1:])
