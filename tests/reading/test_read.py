"""What text comes out of bytes, by encoding, damage and mixture."""

import struct

import pytest

from tests.reading.texts import EN, HANS, HANT, JA, KO, WRITTEN
from textkit.reading import (
    BinaryInput,
    CannotEncode,
    ReadingError,
    UndecidedEncoding,
    UnknownEncoding,
    encode_as,
    encode_back,
    read_bytes,
    restores,
)
from textkit.reading.codecs import encode, marked


@pytest.mark.parametrize(("text", "encoding"), WRITTEN)
def test_whole_text_in_each_encoding(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    source = read_bytes(data, "a.txt")
    assert source.text == text
    assert source.faults == ()
    assert source.confidence > 0.9
    assert restores(source, data)


@pytest.mark.parametrize(("text", "encoding"), WRITTEN)
def test_named_encoding_is_obeyed(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    source = read_bytes(data, "a.txt", encoding=encoding)
    assert source.text == text
    assert source.declared
    assert restores(source, data)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("发布日期", "gbk"),
        ("今天下雨", "gb18030"),
        ("今天下雨", "utf-16-le"),
        ("天氣很好", "cp950"),
        ("お知らせ", "cp932"),
    ],
)
def test_a_few_characters_are_enough(text: str, encoding: str) -> None:
    assert read_bytes(text.encode(encoding), "a").text == text


def test_iso_2022_cn_which_python_lacks() -> None:
    data = b"\x1b$)A\x0eVPND\x0f is Chinese\n"
    source = read_bytes(data, "a")
    assert source.text == "中文 is Chinese\n"
    assert restores(source, data)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "a",
        "abcdefgh",
        "this app can break",  # read as UTF-16 it is nine Han
        "a+b=c, x+y",  # no UTF-7
        "C++ and +1 800 555 0100",
        "key=+AbC/dEf0123456789+; +QUJDREVGR0g=",  # Base64 is no UTF-7
        "~{ is a tilde and a brace",
        "price: 5 €",
        "caf\u00e9",
        "\x1b[31mred\x1b[0m",
    ],
)
def test_valid_utf8_is_left_alone(text: str) -> None:
    source = read_bytes(text.encode(), "a")
    assert (source.text, source.encoding) == (text, "utf-8")


@pytest.mark.parametrize("encoding", ["gb18030", "cp950", "cp932", "euc_jp", "cp949"])
@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "gb2312", "big5", "shift_jis"])
def test_a_wrong_declaration_is_overruled(encoding: str, declared: str) -> None:
    prose = {"gb18030": HANS, "cp950": HANT, "cp932": JA, "euc_jp": JA, "cp949": KO}[encoding]
    page = f'<html><head><meta charset="{declared}"></head><body>{prose}</body></html>'
    assert read_bytes(page.encode(encoding), "a.html").text == page


def test_chinese_far_into_the_file() -> None:
    text = EN * 20_000 + "最后一行是中文。\n"
    assert read_bytes(text.encode("gb18030"), "a").text == text


def test_western_text_is_not_read_as_chinese() -> None:
    text = "Il était une fois un pêcheur très âgé qui n'allait plus à la mer.\nÇa lui manquait, disait-il.\n"
    assert read_bytes(text.encode("cp1252"), "a").text == text
    russian = "Рано утром рыбаки уже вернулись домой, и на берегу было тихо.\n"
    assert read_bytes(russian.encode("koi8-r"), "a").text == russian


@pytest.mark.parametrize(("encoding", "text"), [("gb18030", HANS), ("cp950", HANT), ("utf-8", HANS), ("cp932", JA)])
def test_padding_with_nul_is_kept(encoding: str, text: str) -> None:
    padded = "".join(line.ljust(64, "\0") for line in text.splitlines())
    data = padded.encode(encoding)
    source = read_bytes(data, "a")
    assert source.text == padded
    assert restores(source, data)


def test_a_wrong_byte_costs_itself_alone() -> None:
    data = HANS.encode()[:30] + b"\xff" + HANS.encode()[30:]
    source = read_bytes(data, "a")
    assert source.text == HANS[:10] + "\ufffd" + HANS[10:]
    assert [(f.offset, f.byte_offset, f.value) for f in source.faults] == [(10, 30, b"\xff")]
    assert restores(source, data)


def test_a_cut_character_costs_itself_alone() -> None:
    data = HANS.rstrip().encode("gb18030")[:-1]
    source = read_bytes(data, "a")
    assert source.text == HANS.rstrip()[:-1] + "\ufffd"
    assert [(f.byte_offset, f.value) for f in source.faults] == [(len(data) - 1, data[-1:])]


@pytest.mark.parametrize(("encoding", "text"), [("gb18030", HANS), ("cp950", HANT), ("euc_jp", JA), ("cp949", KO)])
def test_characters_are_found_again_behind_a_lost_lead_byte(encoding: str, text: str) -> None:
    data = text.encode(encoding)
    at = len(text[:8].encode(encoding))
    source = read_bytes(data[:at] + data[at + 1 :], "a")
    assert source.text.startswith(text[:8])
    assert source.text.endswith(text[10:])
    assert len(source.faults) <= 1


@pytest.mark.parametrize(
    ("outer", "inner", "text"),
    [
        ("utf-8", "gb18030", HANS),
        ("gb18030", "utf-8", HANS),
        ("utf-8", "cp950", HANT),
        ("cp950", "utf-8", HANT),
        ("gb18030", "cp950", HANT),
        ("utf-8", "cp932", JA),
        ("utf-8", "utf-16-le", HANS),
    ],
    ids=str,
)
def test_two_encodings_in_one_file(outer: str, inner: str, text: str) -> None:
    around = (HANT if outer == "cp950" else HANS).replace("\n", "")
    lines = [around, around, text.split("\n")[0], around]
    data = b"\n".join(line.encode(inner if n == 2 else outer) for n, line in enumerate(lines))
    source = read_bytes(data, "a")
    assert source.text == "\n".join(lines)
    assert [s.encoding for s in source.segments] == [outer, inner, outer]
    assert (source.segments[0].start, source.segments[-1].end) == (0, len(data))
    assert all(a.end == b.start for a, b in zip(source.segments, source.segments[1:], strict=False))
    assert restores(source, data)


FRENCH = "Cher client, votre commande a été expédiée hier à l’adresse indiquée. À bientôt !"


@pytest.mark.parametrize("outer", ["utf-8", "gb18030", "cp949"])
def test_a_line_of_french_among_others(outer: str) -> None:
    around = (KO if outer == "cp949" else HANS).encode(outer)
    data = around + FRENCH.encode("cp1252") + b"\n" + around
    source = read_bytes(data, "a")
    assert source.text.split("\n")[len(around.splitlines())] == FRENCH
    assert [s.encoding for s in source.segments] == [outer, "cp1252", outer]
    assert restores(source, data)
    narrowed = read_bytes(data, "a", languages=("zh", "ko"))
    assert "cp1252" not in [s.encoding for s in narrowed.segments]


@pytest.mark.parametrize("outer", ["utf-8", "gb18030"])
def test_wrong_bytes_in_a_line_of_english_are_no_accents(outer: str) -> None:
    line = b"It was \xb6the best\xac of t\xb2mes, it\xd7was the worst \xf0f times, it was\xa4the age of wi\xaedom\n"
    source = read_bytes(HANS.encode(outer) + line + HANS.encode(outer), "a")
    assert "cp1252" not in [s.encoding for s in source.segments]


def test_a_table_of_rare_characters_is_no_row_of_accents() -> None:
    """Each of them is an accented letter and another one in Windows-1252."""
    text = f"{JA}伃 伹 佖 侒 侊 侚 侔 俍 偀 倢 俿 倞 偆 偰 偂 傔<br>\n{JA}"
    assert read_bytes(text.encode("cp932"), "a").text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Déjà vu, naïveté et cœur trouvés là : l’œuvre était belle.", "cp1252"), ("“it’s fine” – really… €5", "cp1252")],
)
def test_accents_are_no_letters_of_another_alphabet(text: str, encoding: str) -> None:
    assert read_bytes(text.encode(encoding), "a").text == text


@pytest.mark.parametrize(
    "line", ["犇羴鱻麤龘靐", "----", "……………………", "〇〇〇〇〇〇〇〇", "曌朙孒孓尐巜", "№①②③④⑤⑥"], ids=lambda s: s[:2]
)
def test_an_odd_line_is_not_another_encoding(line: str) -> None:
    text = HANS + line + "\n" + HANS
    assert read_bytes(text.encode("gb18030"), "a").text == text


def test_the_euro_byte_of_windows() -> None:
    data = HANS.encode("gbk") + "共".encode("gbk") + b"\x80" + "5\n".encode("gbk")
    source = read_bytes(data, "a")
    assert source.text == HANS + "共€5\n"
    assert source.faults == ()
    assert restores(source, data)


def test_code_points_moved_in_2022() -> None:
    source = read_bytes(HANS.encode("gbk") + b"\xa6\xd9\xfe\x59", "a")
    assert source.text == HANS + "\ufe10\u9fb4"
    assert encode_back(source, source.text) == HANS.encode("gbk") + b"\xa6\xd9\xfe\x59"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG image"),
        (b"\x7fELF\x02\x01\x01", "program"),
        (bytes(range(256)) * 20, "control bytes"),
        (struct.pack("<60q", *range(0, 60_000, 1000)), "control bytes"),
    ],
)
def test_binary_is_refused_with_a_hint(data: bytes, kind: str) -> None:
    with pytest.raises(BinaryInput) as error:
        read_bytes(data, "a.pdf")
    assert error.value.kind == kind
    assert "a.pdf" in str(error.value)
    if kind == "PDF":
        assert "pdftotext" in error.value.instead


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "cp950", "utf-16"])
def test_a_text_whose_rest_a_crash_left_unwritten_is_read(encoding: str) -> None:
    text = "會議指出，要堅持穩中求進工作總基調，推動經濟社會發展。\n" * 3
    assert read_bytes(text.encode(encoding) + b"\0" * 400, "a").text.startswith(text)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_wide_characters_without_a_mark_are_read(encoding: str) -> None:
    text = "會議指出，要堅持穩中求進工作總基調。\nIt was built of stone.\n"
    assert read_bytes(text.encode(encoding), "a").text == text


def test_noise_is_not_given_as_text() -> None:
    with pytest.raises(UndecidedEncoding) as error:
        read_bytes(b"\xff" * 400, "a")
    assert error.value.candidates
    assert "--encoding" in str(error.value)


def test_unknown_name_with_suggestions() -> None:
    with pytest.raises(UnknownEncoding) as error:
        read_bytes(b"a", "a", encoding="gb18300")
    assert "gb18030" in error.value.suggestions
    with pytest.raises(UnknownEncoding):
        read_bytes(b"a", "a", encoding="rot13")


def test_a_character_the_encoding_lacks() -> None:
    with pytest.raises(CannotEncode) as error:
        encode_as("价 5 元 🀄", "gbk")
    assert (error.value.character, error.value.offset) == ("🀄", 6)
    assert encode_as("价", "utf-16-le", b"\xff\xfe") == b"\xff\xfe" + "价".encode("utf-16-le")


def test_changed_text_of_a_mixed_source_cannot_go_back() -> None:
    source = read_bytes(HANS.encode() + b"\xff", "a")
    with pytest.raises(ReadingError):
        encode_back(source, source.text + "x")
    whole = read_bytes(HANS.encode("gb18030"), "a")
    assert encode_back(whole, "改了") == "改了".encode("gb18030")


def test_encodings_narrow_the_choice() -> None:
    data = "中文".encode("big5")
    assert read_bytes(data, "a", encodings=["big5"]).text == "中文"
    assert read_bytes(data, "a", encodings=["gb18030"]).text == data.decode("gb18030")


def test_cp936_goes_both_ways() -> None:
    assert marked(b"\x80\xd6\xd0", "cp936") == ("€中", [])
    assert encode("€中", "cp936") == b"\x80\xd6\xd0"


@pytest.mark.parametrize("at", [18, 20, 22, 46])
def test_a_wrong_byte_does_not_make_it_an_encoding_that_has_no_wrong_bytes(at: int) -> None:
    """GB 18030 has the kana where EUC-JP has them, and a Han for nearly any two bytes."""
    data = bytearray("昨日は朝から雨で、駅まで歩いて五分なのに傘が壊れて困りました。".encode("euc_jp"))
    data[at] = 0x9C
    assert read_bytes(bytes(data), "a").segments[0].encoding == "euc_jp"


def test_a_control_character_behind_half_a_character_is_its_other_half() -> None:
    begun = "供需两侧均有明显改善，“十五五”首"
    for end in ("", "\n各地要抓好落实。\n"):
        data = f"{begun}季{end}".encode("gb18030").replace(
            "首季".encode("gb18030"), "首".encode("gb18030") + b"\xbc\x06"
        )
        assert read_bytes(data, "x").text == f"{begun}\ufffd\x06{end}"
