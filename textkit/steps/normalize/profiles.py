"""What the profiles set in this step; an option that is told goes before its profile."""

from __future__ import annotations

from collections.abc import Mapping

PROFILES: Mapping[str, Mapping[str, object]] = {
    # Newspapers and books: what every option's own default is made for.
    "news": {},
    # Recognized pages: spaces between Han are the machine's, wherever they stand. Titles written with a space lose it.
    "ocr": {"han_space": "remove"},
    # Saved web pages: navigation leaves runs of blank lines.
    "web": {"max_blank": 1},
    # Sources of pages: white space, references and bars are markup.
    "markdown": {"indent": "keep", "entities": "keep", "stray": "flag", "number_space": "keep"},
    # Only what nobody can miss: line ends, unseen characters, radicals and other forms, spaces at line ends.
    "strict": {
        "latin_space": "keep",
        "han_space": "keep",
        "number_space": "keep",
        "marks": "keep",
        "fullstop": "keep",
        "brackets": "keep",
        "width": "keep",
        "quotes": "keep",
        "straight": "keep",
        "ellipsis": "off",
        "dash": "off",
        "middot": "off",
        "repeat": "keep",
        "compat": "off",
        "variation": "keep",
        "private_use": "flag",
        "entities": "keep",
        "indent": "keep",
        "max_blank": "keep",
        "stray": "flag",
    },
}
"""Profile → option → value."""
