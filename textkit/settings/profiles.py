"""Profiles: named sets of options for one kind of source. What each one sets is said by the steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from textkit.settings.settings import Settings

PROFILES = ("news", "ocr", "web", "markdown", "strict")
"""Their names, the default first."""

Options = Mapping[str, Mapping[str, object]]  # of each step, by name


def with_profile(settings: Settings, named: str | None, options_of: Callable[[str], Options]) -> Settings:
    """The settings of a file with the options of their profile, which is ``named`` on the command line or by them.

    What is said in one place goes before what a profile named in the same place says; the command line goes before the
    file, so a profile named there goes before the options in the file. ``options_of`` gives those of a profile.
    """
    if named:
        return replace(settings, profile=named, options=overlaid(settings.options, options_of(named)))
    if not settings.profile:
        return settings
    return replace(settings, options=overlaid(options_of(settings.profile), settings.options))


def overlaid(below: Options, above: Options) -> dict[str, dict[str, object]]:
    """The options of each step: those of ``above``, and where it says nothing those of ``below``."""
    return {
        step: {**below.get(step, {}), **above.get(step, {})}
        for step in (*below, *(s for s in above if s not in below))
        if below.get(step) or above.get(step)
    }
