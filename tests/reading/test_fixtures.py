"""The files of ``fixtures/decode`` come out as the text they were made from."""

from pathlib import Path

import pytest

from tests.reading.texts import HANS, HANT
from textkit.reading import read_bytes, restores

FOLDER = Path(__file__).parent.parent.parent / "fixtures" / "decode"


@pytest.mark.parametrize(
    ("name", "text", "encodings"),
    [
        ("gb18030.txt", HANS, ["gb18030"]),
        ("big5.txt", HANT, ["cp950"]),
        ("utf-16.txt", HANS, ["utf-16-le"]),
        ("mixed.txt", HANS + HANT + HANS, ["utf-8", "cp950", "gb18030"]),
        ("damaged.txt", HANS[:10] + "\ufffd" + HANS[10:-2] + "\ufffd", ["utf-8"]),
    ],
)
def test_fixture(name: str, text: str, encodings: list[str]) -> None:
    data = (FOLDER / name).read_bytes()
    source = read_bytes(data, name)
    assert source.text == text
    assert source.confidence > 0.95
    assert [s.encoding for s in source.segments] == encodings
    assert restores(source, data)
