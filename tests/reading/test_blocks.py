"""Long files: read in blocks, with the outcome of reading them as a whole."""

from itertools import pairwise
from typing import Any

import pytest

from tests.reading.texts import EN, HANS, HANT, JA, KO
from textkit.reading import blocks, decide, mixed, read_bytes, restores, whole
from textkit.reading.rank import Choice

PROSE = {"gb18030": HANS, "cp950": HANT, "cp932": JA, "euc_jp": JA, "cp949": KO}
CHOICE = Choice.of(("zh", "ja", "ko", "en"), ())
ODD = ["犇羴鱻麤龘\n", "----\n", "\n", "……………………\n", "name = 喆;\n", "曌朙 and 孒孓\n", "№①②③\n"]


@pytest.fixture(params=["whole", "blocks"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every long file here is read both ways: in one piece, and in blocks."""
    monkeypatch.setattr(whole, "LARGE", 0 if request.param == "whole" else 1 << 40)


def fitting(text: str, encoding: str) -> str:
    return text.encode(encoding, "ignore").decode(encoding)


@pytest.mark.parametrize("encoding", sorted(PROSE))
@pytest.mark.parametrize("last", ["", "behind the last line end", "犇羴鱻麤龘"], ids=["whole", "open", "odd"])
def test_lines_are_doubtful_as_they_are_in_the_whole_text(encoding: str, last: str) -> None:
    text = fitting("".join(PROSE[encoding] + line for line in ODD) + last, encoding)
    data = text.encode(encoding)
    expected = mixed.doubtful(data, mixed.line_starts(data), encoding, CHOICE.models)
    found = blocks._looked_up(data, text, encoding, 10, CHOICE.models)
    assert found == (text, expected)
    if encoding == "gb18030":
        assert expected


@pytest.mark.parametrize("data", [b"", b"\n", b"a", b"a\n", b"a\nb", b"\n\n"], ids=repr)
def test_line_starts(data: bytes) -> None:
    found = blocks._line_starts(data, 10).tolist()
    assert found[0] == 0
    assert found[-1] == len(data)
    assert b"".join(data[a:b] for a, b in pairwise(found)) == data


def long(text: str, encoding: str) -> tuple[str, bytes]:
    text *= 1 + (blocks.LONG + 100_000) // len(text.encode(encoding))
    return text, text.encode(encoding)


@pytest.mark.parametrize(("encoding", "text"), [*PROSE.items(), ("utf-16-le", HANS)], ids=[*PROSE, "utf-16-le"])
@pytest.mark.parametrize("size", [10_000, blocks.SIZE], ids=["many", "one"])
def test_a_long_file_is_read_as_a_short_one(
    encoding: str, text: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "SIZE", size)
    text, data = long(text, encoding)
    source = read_bytes(data, "a")
    assert source.text == text
    assert [s.encoding for s in source.segments] == [encoding]
    assert restores(source, data)


@pytest.mark.parametrize("inner", ["utf-8", "cp950", "utf-16-le"])
def test_a_foreign_line_deep_in_a_long_file(inner: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "SIZE", 10_000)
    _, around = long(HANS, "gb18030")
    cut = around.index(b"\n", 200_000) + 1
    foreign = fitting(HANT.replace("\n", ""), inner).encode(inner) + b"\n"
    source = read_bytes(around[:cut] + foreign + around[cut:], "a")
    assert [s.encoding for s in source.segments] == ["gb18030", inner, "gb18030"]
    assert source.text == around[:cut].decode("gb18030") + foreign[:-1].decode(inner) + "\n" + around[cut:].decode(
        "gb18030"
    )
    assert restores(source, around[:cut] + foreign + around[cut:])


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "cp950"])
def test_a_wrong_byte_deep_in_a_long_file(encoding: str) -> None:
    _, data = long(HANT if encoding == "cp950" else HANS, encoding)
    cut = data.index(b"\n", 200_000)
    bad = data[:cut] + b"\xff" + data[cut:]
    source = read_bytes(bad, "a")
    assert [(f.byte_offset, f.value) for f in source.faults] == [(cut, b"\xff")]
    assert [s.encoding for s in source.segments] == [encoding]
    assert source.text == data[:cut].decode(encoding) + "\ufffd" + data[cut:].decode(encoding)
    assert restores(source, bad)


def test_the_euro_byte_and_moved_code_points_deep_in_a_long_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "SIZE", 10_000)
    _, data = long(HANS, "gbk")
    cut = data.index(b"\n", 200_000)
    changed = data[:cut] + b"\x805\n" + data[cut:] + b"\xa6\xd9\xfe\x59\n"
    source = read_bytes(changed, "a")
    assert source.text == data[:cut].decode("gbk") + "€5\n" + data[cut:].decode("gbk") + "\ufe10\u9fb4\n"
    assert [s.encoding for s in source.segments] == ["cp936"]
    assert source.faults == ()
    assert restores(source, changed)


def test_chinese_behind_much_ascii() -> None:
    data = (EN * (2 + blocks.LONG // len(EN))).encode() + "最后一行是中文，讲的是天气。\n".encode("gb18030")
    assert read_bytes(data, "a").text == data.decode("gb18030")


def test_one_line_without_end_is_one_block() -> None:
    text = HANS.replace("\n", "") * (1 + blocks.LONG // len(HANS))
    assert read_bytes(text.encode("gb18030"), "a").text == text


def test_lines_that_are_tried_are_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[bytes] = []
    best = mixed._best

    def watched(line: bytes, *rest: Any) -> Any:
        tried.append(line)
        return best(line, *rest)

    monkeypatch.setattr(mixed, "_best", watched)
    _, data = long(HANS + "犇羴鱻麤龘靐\n", "gb18030")
    read_bytes(data, "a")
    assert len(tried) == 1


def test_a_frame_is_not_a_row_of_greek_in_another_encoding() -> None:
    text = KO + "  ┌─────────┐  ┌──────────────────────┐\n  │  가  │\n  └─────────┘  └──────────────────────┘\n" + KO
    source = read_bytes(text.encode("cp949"), "a")
    assert source.text == text
    assert [s.encoding for s in source.segments] == ["cp949"]


def test_a_long_head_of_ascii_is_stepped_over() -> None:
    data = b"a" * 200_001 + b"\xd6\xd0" + b"b" * 70_000 + b"\xce\xc4"
    assert [decide._next_high(data, at) for at in (0, 200_002, 200_003, 270_004, len(data))] == [
        200_001,
        200_002,
        270_003,
        270_004,
        -1,
    ]
