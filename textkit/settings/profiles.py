"""Profiles: named sets of options for one kind of source. What each one sets is said by the steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from textkit.settings.settings import Settings

ABOUT = {
    "news": "Newspapers and books: what every option's own default is made for.",
    "ocr": "Recognized pages: spaces between Han are the machine's, wherever they stand. Titles written with a space lose it.",
    "web": "Saved web pages: navigation leaves runs of blank lines.",
    "markdown": "Sources of pages: white space, references and bars are markup.",
    "strict": "Only what loses nothing: of characters line ends, unseen ones, radicals and other forms and spaces at line "
    "ends; of near copies those that say the same to the letter.",
}
PROFILES = tuple(ABOUT)
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
