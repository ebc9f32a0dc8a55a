"""How shipped tables are packed and read."""

from __future__ import annotations

import lzma
import zlib

import numpy as np
import pytest

from textkit.language import packed
from tools.train_seams import runs


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
    keys, counts = np.array([5, 6, 700, 2**39 + 1]), np.array([1.0, 2.0, 3.0, 500.0])
    data = b"xy" + runs(keys, counts) + b"z"
    found, held, end = packed.read_runs(data, 2, 4)
    assert found.tolist() == keys.tolist()
    assert len(set(held.tolist())) == 4
    assert data[end:] == b"z"
