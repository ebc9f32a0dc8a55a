"""Laws of reading on any bytes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.texts import HANS, HANT, JA, KO
from textkit.reading import ReadingError, encode_back, read_bytes, restores

PROSE = {"utf-8": HANS, "gb18030": HANS, "cp950": HANT, "cp932": JA, "euc_jp": JA, "cp949": KO, "utf-16-le": HANS}


def is_whole(data: bytes, encoding: str | None = None) -> None:
    """Segments cover the bytes, faults stand at U+FFFD and hold the bytes of the file."""
    try:
        source = read_bytes(data, "a", encoding=encoding)
    except ReadingError:
        return
    assert sum(s.end - s.start for s in source.segments) + len(source.bom) == len(data)
    for fault in source.faults:
        assert source.text[fault.offset] == "\ufffd"
        assert data[fault.byte_offset : fault.byte_offset + len(fault.value)] == fault.value
    if restores(source, data):
        assert encode_back(source, source.text) == data
    elif source.encoding in ("utf-8", "cp950", "cp949"):  # these write every text in one way
        raise AssertionError("bytes of an encoding with one spelling are not restored")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    is_whole(data)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.sampled_from(["utf-8", "gb18030", "cp936", "cp932", "utf-16", "utf-32-le", "hz"]))
def test_any_bytes_as_told(data: bytes, encoding: str) -> None:
    is_whole(data, encoding)


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(sorted(PROSE)),
    st.lists(st.tuples(st.integers(0, 120), st.integers(0, 255)), min_size=1, max_size=4),
)
def test_damaged_prose_is_read_and_restored(encoding: str, damage: list[tuple[int, int]]) -> None:
    data = bytearray(PROSE[encoding].encode(encoding))
    for at, value in damage:
        data[at] = value
    is_whole(bytes(data))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_what_is_written_as_utf8_is_read_back(text: str) -> None:
    data = ("第一行是中文，所以不会是别的编码。" + text).encode("utf-8", "ignore")
    try:
        source = read_bytes(data, "a")
    except ReadingError:
        return  # too many control characters
    assert source.text.encode() == data
    assert restores(source, data)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 60), st.integers(4, 60), st.sampled_from(sorted(PROSE)))
def test_confidence_is_a_share(start: int, length: int, encoding: str) -> None:
    source = read_bytes(PROSE[encoding][start : start + length].encode(encoding), "a", confidence_floor=0)
    assert 0 <= source.confidence <= 1
    assert all(0 <= c <= 1 for _, c in source.candidates)
