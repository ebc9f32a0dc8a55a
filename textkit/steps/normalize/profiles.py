"""What the profiles (``settings.profiles`` says what each is for) set in this step; an option that is told goes before."""

from __future__ import annotations

from collections.abc import Mapping

PROFILES: Mapping[str, Mapping[str, object]] = {
    "news": {},
    "ocr": {"han_space": "remove"},
    "web": {"max_blank": 1},
    "markdown": {"indent": "keep", "entities": "keep", "stray": "flag", "number_space": "keep"},
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
