"""What a document says of its text."""

import sys

import pytest

from textkit.model.document import Document

TEXTS = {
    "short": "一句话。a\n",
    "long, with rare characters behind": "村里修通了公路，产品销往周边城市。\n" * 20_000 + "\ud800𠀀é\U0010ffff",
}


@pytest.mark.parametrize("loaded", [True, False], ids=["with numpy", "without"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_alphabet_is_every_character_however_it_is_found(
    text: str, loaded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if loaded:
        pytest.importorskip("numpy")
    else:
        monkeypatch.delitem(sys.modules, "numpy", raising=False)
    assert Document.of(text).alphabet == frozenset(text)
