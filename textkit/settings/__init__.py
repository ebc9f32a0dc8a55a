"""What a run was asked to do: configuration files, the command line on top of them, and which rules they select."""

from textkit.settings.kinds import fields_of, read
from textkit.settings.load import load
from textkit.settings.profiles import ABOUT, PROFILES, with_profile
from textkit.settings.selection import Layer, Selection, split_words
from textkit.settings.settings import STEPS, Settings, merge, with_convert

__all__ = [
    "ABOUT",
    "PROFILES",
    "STEPS",
    "Layer",
    "Selection",
    "Settings",
    "fields_of",
    "load",
    "merge",
    "read",
    "split_words",
    "with_convert",
    "with_profile",
]
