"""The conversions on offer: the configurations of OpenCC, what they read and what they write."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

SIMPLIFIED, TRADITIONAL, JAPANESE = "simplified", "traditional", "japanese"


@dataclass(frozen=True, slots=True)
class Configuration:
    """One configuration: its name, the scripts it reads and writes, and what a user is told about it."""

    name: str
    source: str
    target: str
    summary: str


CONFIGURATIONS = {
    c.name: c
    for c in (
        Configuration("s2t", SIMPLIFIED, TRADITIONAL, "simplified to traditional, OpenCC's standard"),
        Configuration("s2tw", SIMPLIFIED, TRADITIONAL, "simplified to traditional of Taiwan"),
        Configuration("s2twp", SIMPLIFIED, TRADITIONAL, "simplified to traditional of Taiwan, with its words"),
        Configuration("s2hk", SIMPLIFIED, TRADITIONAL, "simplified to traditional of Hong Kong"),
        Configuration("s2hkp", SIMPLIFIED, TRADITIONAL, "simplified to traditional of Hong Kong, with its words"),
        Configuration("t2s", TRADITIONAL, SIMPLIFIED, "traditional to simplified"),
        Configuration("tw2s", TRADITIONAL, SIMPLIFIED, "traditional of Taiwan to simplified"),
        Configuration("tw2sp", TRADITIONAL, SIMPLIFIED, "traditional of Taiwan to simplified, with mainland words"),
        Configuration("hk2s", TRADITIONAL, SIMPLIFIED, "traditional of Hong Kong to simplified"),
        Configuration("hk2sp", TRADITIONAL, SIMPLIFIED, "traditional of Hong Kong to simplified, with mainland words"),
        Configuration("t2tw", TRADITIONAL, TRADITIONAL, "traditional to that of Taiwan"),
        Configuration("t2hk", TRADITIONAL, TRADITIONAL, "traditional to that of Hong Kong"),
        Configuration("tw2t", TRADITIONAL, TRADITIONAL, "traditional of Taiwan to OpenCC's standard"),
        Configuration("hk2t", TRADITIONAL, TRADITIONAL, "traditional of Hong Kong to OpenCC's standard"),
        Configuration("t2jp", TRADITIONAL, JAPANESE, "traditional to Japanese forms"),
        Configuration("jp2t", JAPANESE, TRADITIONAL, "Japanese forms to traditional"),
    )
}


BACK = {
    "s2t": "t2s",
    "s2tw": "tw2s",
    "s2twp": "tw2sp",
    "s2hk": "hk2s",
    "s2hkp": "hk2sp",
    "t2tw": "tw2t",
    "t2hk": "hk2t",
    "t2jp": "jp2t",
}
BACK |= {there: here for here, there in BACK.items()}
"""Each configuration's way back."""


class UnknownConfigurationError(ValueError):
    """A conversion was asked for that there is not; ``suggestions`` are the nearest names."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.suggestions = tuple(get_close_matches(name.lower(), CONFIGURATIONS, n=3, cutoff=0.4))
        meant = f"; did you mean {' or '.join(self.suggestions)}?" if self.suggestions else "."
        super().__init__(f"no conversion is called {name!r}{meant} There are: {', '.join(CONFIGURATIONS)}")


def configuration(name: str) -> Configuration:
    """The configuration called ``name``; ``UnknownConfigurationError`` if there is none."""
    try:
        return CONFIGURATIONS[name]
    except KeyError:
        raise UnknownConfigurationError(name) from None
