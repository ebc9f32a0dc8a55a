"""Settings of all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# Continuous integration must give the same verdict on the same commit; who works on the code wants new examples.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")
