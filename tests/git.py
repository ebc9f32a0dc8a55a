"""Git for tests: with nothing of what the user who runs them has configured."""

from __future__ import annotations

import os

import pytest


def unconfigured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep git from everything but what a test tells it, and give it a name to commit under."""
    for name in [n for n in os.environ if n.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "someone")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "someone@example.org")
