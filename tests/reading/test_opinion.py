"""When chardet is asked, and about what: its answer costs more than all the rest of a short text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textkit.language.plausible import cost, least_of
from textkit.reading import LANGUAGES, rank, read_bytes
from textkit.reading.rank import Choice, second_opinion

NEEDED = [  # Two or three characters that another encoding explains nearly as well
    ("の vn", "euc_jp"),
    ("ンス", "euc_jp"),
    ("key 해  ok", "cp949"),
]
NOT_NEEDED = [  # A few unusual characters among ASCII: nothing that chardet could say would change the first
    ("### 서버 액션 {/*server-actions*/}", "cp949"),
    ("## 다른 프레임워크 {/*other-frameworks*/}", "cp949"),
]
ALPHABETS = [("Рано утром рыбаки вернулись домой", "cp1251"), ("Il était une fois un garçon très âgé", "cp1252")]


@pytest.mark.parametrize(("text", "encoding"), [*NEEDED, *NOT_NEEDED, *ALPHABETS])
def test_the_reading_is_right(text: str, encoding: str) -> None:
    assert read_bytes(text.encode(encoding), "a", confidence_floor=0).text == text


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each time that chardet is asked, whether about the encodings of East Asia alone."""
    found = []

    def listening(data: bytes, eastern: bool = False) -> dict[str, float]:
        found.append(eastern)
        return second_opinion(data, eastern)

    monkeypatch.setattr(rank, "second_opinion", listening)
    return found


@pytest.mark.parametrize(
    ("text", "encoding", "times"),
    [
        *((text, encoding, [True]) for text, encoding in NEEDED),
        *((text, encoding, []) for text, encoding in NOT_NEEDED),
        *((text, encoding, [False]) for text, encoding in ALPHABETS),
    ],
)
def test_chardet_is_asked_where_it_counts(text: str, encoding: str, times: list[bool], asked: list[bool]) -> None:
    rank.rank(text.encode(encoding), Choice.of(LANGUAGES, ()))
    assert asked == times


def test_chardet_is_asked_about_encodings_that_were_not_tried(asked: list[bool]) -> None:
    text, encoding = NOT_NEEDED[0]
    rank.rank(text.encode(encoding), Choice.of(("zh", "ko", "en"), ()))
    assert asked == [True]


@given(st.text(max_size=40))
def test_the_least_is_never_more_than_the_cost(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    assert least_of(text) <= cost(text)[0] + 0.01
