"""How sure a reading is: prose in any alphabet surely, noise in none."""

import random

import pytest

from tests.reading.texts import HANS, HANT, JA, KO
from textkit.reading import CONFIDENCE_FLOOR, read_bytes

RUSSIAN = (
    "Рано утром рыбаки вернулись домой, и на берегу их уже ждали. Никто не знал, сколько дней продлится буря. " * 2
)
PROSE = [
    ("gb18030", HANS),
    ("cp950", HANT),
    ("euc_jp", JA),
    ("cp949", KO),
    ("cp1251", RUSSIAN),
    ("koi8-r", RUSSIAN),
    ("iso8859-7", "Τα πλοία γύρισαν νωρίς το πρωί και στην ακτή περίμεναν όλοι οι δικοί τους με φανάρια. " * 2),
    (
        "cp1251 with names that hold capitals",
        "Совет МосЭнерго и ГазПром, РосНефть: собрание вкладчиков прошло вчера. " * 2,
    ),
]


@pytest.mark.parametrize(("name", "text"), PROSE, ids=[name for name, _ in PROSE])
def test_prose_is_sure(name: str, text: str) -> None:
    assert read_bytes(text.encode(name.split(" ")[0], "ignore"), "a").confidence > 0.6


@pytest.mark.parametrize("size", [60, 200, 2000])
@pytest.mark.parametrize("low", [0x80, 0xA1], ids=["high", "EUC"])
def test_noise_is_not(low: int, size: int) -> None:
    dice = random.Random(size)
    for _ in range(6):
        noise = bytes(dice.randrange(low, 0xFF) for _ in range(size))
        assert read_bytes(noise, "a", confidence_floor=0).confidence < 0.6


def test_names_with_capitals_inside_are_read_but_not_surely() -> None:
    data = "РосНефть, ГазПром, МосЭнерго, ЛенГаз, СибУголь, УралКалий, ДальРыба, СевСталь.\n".encode("cp1251") * 3
    assert CONFIDENCE_FLOOR < read_bytes(data, "a").confidence < 0.6
