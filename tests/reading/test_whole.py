"""Long files decoded in one call: what is odd in them is found, and the outcome is that of blocks."""

from itertools import pairwise

import pytest

from tests.reading.texts import EN, HANS, HANT, JA, KO
from textkit.reading import blocks, codecs, encode_back, mixed, read_bytes, restores, whole
from textkit.reading.rank import Choice

PROSE = {"gb18030": HANS, "cp950": HANT, "cp932": JA, "euc_jp": JA, "cp949": KO}
CHOICE = Choice.of(("zh", "ja", "ko", "en"), ())


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any file counts as large here."""
    monkeypatch.setattr(whole, "LARGE", 0)


def fitting(text: str, encoding: str) -> str:
    return text.encode(encoding, "ignore").decode(encoding)


def in_one_go(data: bytes, main: str, choice: Choice) -> list[blocks.Part]:
    return list(whole.parts(data, main, choice))


def in_blocks(data: bytes, main: str, choice: Choice) -> list[blocks.Part]:
    return list(blocks.parts(data, main, choice, mixed.Search()))


def runs(found: list[blocks.Part]) -> list[tuple[int, int, str]]:
    """The stretches of one encoding, without their texts; checks that there are no gaps."""
    assert all(a[1] == b[0] for a, b in pairwise(found))
    out: list[tuple[int, int, str]] = []
    for start, end, encoding, _ in found:
        if out and out[-1][2] == encoding:
            out[-1] = (out[-1][0], end, encoding)
        else:
            out.append((start, end, encoding))
    return out


@pytest.mark.parametrize("main", sorted(PROSE))
def test_prose_is_one_part(main: str) -> None:
    text = fitting(PROSE[main] * 20, main)
    assert in_one_go(text.encode(main), main, CHOICE) == [(0, len(text.encode(main)), main, text)]


MAIN = ("gb18030", "cp950", "cp932", "euc_jp", "cp949")
FOREIGN = [(main, inner) for main in MAIN for inner in ("utf-8", "gb18030", "cp950", "cp932") if inner != main]


@pytest.mark.parametrize(("main", "inner"), FOREIGN)
@pytest.mark.parametrize("size", [whole.SIZE, 10 * whole.CELL], ids=["one", "many"])
def test_foreign_lines_are_found_as_in_blocks(
    main: str, inner: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "SIZE", size)
    around = fitting(PROSE[main] * 8, main).encode(main)
    words = fitting(HANS if inner == "utf-8" else PROSE[inner], inner).split("\n")
    foreign = [line[:40].encode(inner) + b"\n" for line in words if len(line) > 20]
    data = around + around.join(foreign) + around
    assert runs(in_one_go(data, main, CHOICE)) == runs(in_blocks(data, main, CHOICE))
    assert sum(encoding == inner for _, _, encoding in runs(in_one_go(data, main, CHOICE))) == len(foreign)


@pytest.mark.parametrize("at", ["first", "middle", "last"])
def test_utf16_among_lines(at: str) -> None:
    around = (HANS * 10).encode("gb18030")
    wide = HANS.replace("\n", "")[:200].encode("utf-16-le") + b"\n"
    data = {"first": wide + around, "middle": around + wide + around, "last": around + wide}[at]
    found = in_one_go(data, "gb18030", CHOICE)
    assert runs(found) == runs(in_blocks(data, "gb18030", CHOICE))
    assert "utf-16-le" in {encoding for _, _, encoding, _ in found}


@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n", ""], ids=repr)
@pytest.mark.parametrize("main", ["utf-8", "gb18030", "cp950"])
def test_bad_bytes_between_line_ends_of_any_kind(line_end: str, main: str) -> None:
    text = (HANT if main == "cp950" else HANS).replace("\n", line_end) * 30
    data = fitting(text, main).encode(main)
    mark = data.index("，".encode(main))
    bad = data[:mark] + b"\xff" + data[mark:] + b"\xff"
    found = in_one_go(bad, main, CHOICE)
    assert runs(found) == [(0, len(bad), main)]
    assert all(part is None or part == bad[start:end].decode(main) for start, end, _, part in found)
    assert [start <= place < end for start, end, _, part in found if part is None for place in (mark, len(bad) - 1)]


def test_a_line_that_only_looks_odd_costs_no_copy() -> None:
    data = (HANS * 20 + "犇羴鱻麤龘靐齉\n" + HANS * 20).encode("gb18030")
    assert len(in_one_go(data, "gb18030", CHOICE)) == 1


def test_too_many_bad_bytes_are_left_to_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    data = ((HANS * 3).encode("gb18030") + b"\xff\n") * 5
    monkeypatch.setattr(whole, "MOST", 4)
    monkeypatch.setattr(blocks, "parts", lambda data, *_: [(0, len(data), "blocks", None)])
    assert (in_one_go(data, "gb18030", CHOICE))[0][2] == "blocks"
    monkeypatch.setattr(whole, "MOST", 5)
    assert (in_one_go(data, "gb18030", CHOICE))[0][2] != "blocks"


def test_shorter_files_are_left_to_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "parts", lambda data, *_: [(0, len(data), "blocks", None)])
    data = (HANS * 9).encode("gb18030")
    monkeypatch.setattr(whole, "LARGE", len(data))
    assert (in_one_go(data, "gb18030", CHOICE))[0][2] != "blocks"
    assert (in_one_go(data[:-2], "gb18030", CHOICE))[0][2] == "blocks"


def test_what_is_ascii_for_the_most_part_is_left_to_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "parts", lambda data, *_: [(0, len(data), "blocks", None)])
    assert (in_one_go((EN * 500 + HANS).encode("gb18030"), "gb18030", CHOICE))[0][2] == "blocks"


@pytest.mark.parametrize("reach", [1, 7, 1 << 10])
def test_lines_are_counted_in_steps(reach: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "LEAST", reach)
    monkeypatch.setattr(whole, "COUNTED", 4 * reach)
    data = b"\nab\n\nabc" * 300
    starts = mixed.line_starts(data)
    for first in (0, 3, 700):
        for count in (0, 1, 5, 200):
            assert whole._behind(data, starts[first], count, 10) == starts[first + count]


@pytest.mark.parametrize(
    "data",
    [
        "国家𠀀㐀的".encode("gb18030"),  # four bytes, which GBK has not
        b"\xa6\xd9\xfe\x59\xd6\xd0",  # moved in 2022
        b"\xd6\xd0\x80\xd6\xd0",  # the euro sign of Windows
        b"\xd6\xd0\xff\x81\x30\x81\xd6\xd0\x81",  # bad, half a code of four, cut
        b"\x81\x30\x81\x30\x84\x31\xa4\x37",
        b"",
    ],
    ids=["four", "moved", "euro", "bad", "controls", "empty"],
)
def test_gbk_and_the_rest_is_gb18030(data: bytes) -> None:
    assert codecs.marked_if_few(data, "gb18030", 100) == codecs.marked(data, "gb18030")


def test_gbk_is_a_part_of_gb18030() -> None:
    """What lets one codec stand in for the other: every code of GBK means the same in GB 18030."""
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            code = bytes((lead, trail))
            text, bad = codecs.marked(code, "gbk")
            assert bad or codecs.marked(code, "gb18030") == (text, [])


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "cp950", "euc_jp", "utf-16-le"])
def test_a_trial_counts_the_bad_bytes_that_a_reading_marks(encoding: str) -> None:
    good = fitting(JA if encoding == "euc_jp" else HANT, encoding)[:40].encode(encoding)
    for data in (good, good[:7] + b"\xff" + good[7:], good[:-1], b"\xe4\xb8" + good):
        text, bad = codecs.replaced(data, encoding)
        marked, ranges = codecs.marked(data, encoding)
        assert bad == sum(end - start for start, end in ranges)
        assert text.replace("\ufffd", "") == codecs.MARKERS.sub("", marked)


@pytest.mark.parametrize("part", [1, 2, 3, 1000])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "cp932", "iso2022_jp", "hz", "utf-16-le"])
def test_bytes_are_rebuilt_part_by_part(part: int, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codecs, "PART", part)
    data = fitting("中文とEnglish𠀀\n" * 3, encoding).encode(encoding)
    source = read_bytes(data, "a", encoding=encoding)
    assert restores(source, data)
    assert not restores(source, data + b" ")
    assert not restores(source, data[:-1])
    assert encode_back(source, source.text) == data


@pytest.mark.parametrize("part", [1, 2, 1000])
def test_bad_bytes_are_rebuilt_part_by_part(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codecs, "PART", part)
    data = b"\xff" + "中文".encode() + b"\xfe\xff" + "中文".encode() + b"\xe4"
    source = read_bytes(data, "a", encoding="utf-8")
    assert len(source.faults) == 4
    assert restores(source, data)
