"""Every transcript in fixtures/cli comes out as it is written there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.transcript import Transcript, alike, transcripts


@pytest.mark.parametrize("one", transcripts(), ids=lambda t: t.name)
def test_transcript(one: Transcript, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    ran, found = one.run(tmp_path)
    assert ran.code == one.code, ran.err
    for key, expected in one.out.items():
        assert alike(expected, found[key]), found[key]
