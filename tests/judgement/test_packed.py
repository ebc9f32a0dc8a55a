"""How shipped tables are packed and read."""

from __future__ import annotations

import lzma
import zlib

import numpy as np
import pytest

from textkit.language import packed


def test_weights_come_back_as_they_were_packed() -> None:
    weights = {"^在": 3, "$了。": -128, "n4，": 127}
    found = packed.read_weights(packed.pack_weights(weights, 7), 7, steps=8)
    assert found == {name: step / 8 for name, step in weights.items()}


@pytest.mark.parametrize("line", [b"[9, 0]\n", b'{"version": 9}\n', b'{"version": 9}'])
def test_a_table_of_another_version_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match="version 9, not 1"):
        packed.headed(lzma.compress(line), 1)


def test_what_follows_the_first_line_is_given() -> None:
    assert packed.headed(zlib.compress(b'{"version": 1, "more": "x"}\n\n\x00'), 1) == (
        {"version": 1, "more": "x"},
        b"\n\x00",
    )
    assert packed.headed(packed.whole({"version": 1, "runs": ["a\nb", [1, 2]]}), 1)[0]["runs"] == ["a\nb", [1, 2]]


def test_runs_come_back_as_they_were_packed() -> None:
    before = np.array([3, 5, 700])
    keys, held = np.array([3 << 13 | 1, 3 << 13 | 8000, 700 << 13 | 8191]), bytes([7, 0, 255])
    data = b"xy" + packed.pack_runs(before, keys, held, 13) + b"z"
    found, values, end = packed.read_runs(data, 2, 3, before, 13)
    assert found.tolist() == keys.tolist()
    assert values.tobytes() == held
    assert data[end:] == b"z"


def test_runs_behind_others_come_back() -> None:
    chars = np.arange(9)
    pairs, triples = np.array([8, 12, 40]), np.array([64, 71, 96, 327])
    data = packed.pack_runs(chars, pairs, b"abc", 3) + packed.pack_runs(pairs, triples, b"defg", 3)
    found, _, at = packed.read_runs(data, 0, 3, chars, 3)
    assert found.tolist() == pairs.tolist()
    assert packed.read_runs(data, at, 4, found, 3)[0].tolist() == triples.tolist()


def test_a_run_needs_the_run_it_begins_with() -> None:
    with pytest.raises(ValueError, match="begins with"):
        packed.pack_runs(np.array([1]), np.array([2 << 13]), b"x", 13)


def test_the_smaller_of_the_fast_packings_is_read() -> None:
    data = bytes(range(256)) * 9
    assert zlib.decompress(packed.fastest(data)) == data
    assert packed.unpacked(packed.fastest(data)) == data
