"""Names of encodings and languages, and the errors about them."""

from __future__ import annotations

import pickle
from contextlib import suppress
from encodings.aliases import aliases

import pytest

from textkit.reading import (
    BinaryInput,
    CannotEncode,
    ReadingError,
    UndecidedEncoding,
    UnknownEncoding,
    UnknownLanguage,
    check_encoding,
    decode_as,
    encode_as,
    read_bytes,
    written_as,
)

NO_ENCODINGS = ["nonsense", "", "rot13", "base64", "hex", "idna", "punycode", "undefined", "unicode_escape", "a\0b"]
NAMES = sorted({*aliases.values(), *NO_ENCODINGS})
SAMPLES = [
    b"abc",
    "村裡的老人說。".encode("cp950") * 3 + b"\xff\x80\n",
    bytes(range(1, 256)),
    "中\xe9".encode() + b"\xa4",
]


@pytest.mark.parametrize("name", NO_ENCODINGS)
def test_what_is_no_encoding_of_files_is_unknown(name: str) -> None:
    with pytest.raises(UnknownEncoding):
        check_encoding(name)
    with pytest.raises(UnknownEncoding):
        encode_as("中文", name)
    with pytest.raises(UnknownEncoding):
        read_bytes(b"abc", "a", encoding=name)
    with pytest.raises(UnknownEncoding):
        read_bytes(b"abc", "a", encodings=["utf-8", name])


def test_known_names_have_one_form() -> None:
    names = ("UTF8", "gb2312", "Shift_JIS", "windows-950")
    assert [check_encoding(n) for n in names] == ["utf-8", "gb2312", "shift_jis", "cp950"]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_reads_and_writes_or_is_refused_as_our_own_error(name: str) -> None:
    for data in SAMPLES:
        with suppress(ReadingError):
            assert read_bytes(data, "a", encoding=name).text
        for encodings in ([name], [name, "utf-8"]):
            with suppress(ReadingError):
                assert read_bytes(data, "a", encodings=encodings).text
    for text in ("abc", "中文🀄é", "\ud800"):
        with suppress(ReadingError):
            assert encode_as(text, name)


def test_a_narrow_name_is_read_by_what_is_meant() -> None:
    data = "村裡的老人說。".encode("big5")
    assert read_bytes(data, "a", encodings=["big5"]).text == "村裡的老人說。"
    assert read_bytes("中文和英文".encode("utf-16-be"), "a", encodings=["utf-16"]).text == "中文和英文"


def test_bytes_that_are_not_what_is_expected_are_undecided_not_lost() -> None:
    for name in ("utf-32", "utf-32-be"):
        with pytest.raises(UndecidedEncoding):
            read_bytes("村裡的老人說。".encode("cp950") * 3, "a", encodings=[name])


def test_an_unknown_language_names_the_known() -> None:
    with pytest.raises(UnknownLanguage, match="zh, ja, ko, en"):
        read_bytes(b"abc", "a", languages=["zh", "xx"])


def test_a_mark_goes_with_names_that_mean_one() -> None:
    assert written_as("UTF-16") == ("utf-16-le", b"\xff\xfe")
    assert written_as("utf_8_sig") == ("utf-8", b"\xef\xbb\xbf")
    assert written_as("utf-16-be") == ("utf-16-be", b"")
    assert written_as("gbk") == ("gbk", b"")


def test_written_text_is_read_as_it_was_written() -> None:
    for name, text in (("utf-16", "\ufeff中"), ("utf-8", "\ufeff中"), ("cp936", "€中"), ("cp1252", "\x81é")):
        encoding, bom = written_as(name)
        assert decode_as(encode_as(text, encoding, bom), encoding, bom) == text


@pytest.mark.parametrize(
    "error",
    [
        ReadingError("a: is not so"),
        BinaryInput("a", "PDF", "use pdftotext"),
        UndecidedEncoding("a", [("gbk", 0.1)]),
        UnknownEncoding("gb18300", ["gb18030"]),
        UnknownLanguage("xx", ["zh", "ja"]),
        CannotEncode("gbk", "🀄", 6, "a"),
    ],
)
def test_errors_can_be_sent_between_processes(error: ReadingError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)
