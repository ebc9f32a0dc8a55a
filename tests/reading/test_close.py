"""Text that another encoding reads without a fault, or nearly so: its own is found all the same."""

import pytest

from textkit.reading import read_bytes

CUT = [
    ("晴れた日には海辺を歩いて", "euc_jp"),  # cut in the middle of what is the same character again
    ("全国各地", "euc_jp"),
]


@pytest.mark.parametrize(("text", "encoding"), CUT)
def test_the_end_of_the_data_is_where_a_character_is_cut(text: str, encoding: str) -> None:
    source = read_bytes(text.encode(encoding)[:-1], "a", encoding=encoding)
    assert source.text == text[:-1] + "\ufffd"


def test_where_one_byte_is_bad_others_are() -> None:
    """GB 18030 has a character for nearly any two bytes, and kana where EUC-JP has them."""
    data = bytearray("今日の魚は少ないが、とても新しい」と言って、秤を".encode("euc_jp"))
    data[11], data[20], data[27], data[43] = 0xD4, 0xDA, 0x8C, 0x8D
    source = read_bytes(bytes(data), "a")
    assert source.encoding == "euc_jp"
    assert "しい」と言って" in source.text


def test_japanese_that_is_cut_is_no_more_gb18030_than_before() -> None:
    text = "訳でもありませんけれども"
    assert read_bytes(text.encode("euc_jp"), "a").encoding == "euc_jp"
    source = read_bytes(text.encode("euc_jp")[:-1], "a")
    assert (source.encoding, source.text) == ("euc_jp", text[:-1] + "\ufffd")


def test_a_row_of_one_character_does_not_decide_the_encoding() -> None:
    """GBK has 酒 where EUC-KR has one of the commonest syllables."""
    text = f"酒，\n{'酒' * 14}\n工人们明天上山打柴"
    source = read_bytes(text.encode("gb18030"), "a")
    assert (source.encoding, source.text) == ("gb18030", text)
