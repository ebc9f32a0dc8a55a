"""Settings of all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# A run of the tests gives the same verdict on the same commit, wherever it is made. `make explore` draws new examples.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile("explore" if os.environ.get("EXPLORE") else "same")
