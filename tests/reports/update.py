"""Write the expected outputs anew: ``python -m tests.reports.update``. Read the difference before you keep it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.reports.sample import run

FOLDER = Path(__file__).parents[2] / "fixtures" / "reports"
# Expected output by file name: the form, and how it is to look.
EXPECTED: dict[str, tuple[str, dict[str, Any]]] = {
    "text-80.txt": ("text", {"width": 80}),
    "text-200.txt": ("text", {"width": 200}),
    "text-80-color.txt": ("text", {"width": 80, "color": True}),
    "text-80-zh.txt": ("text", {"width": 80, "lang": "zh"}),
    "text-80-quiet.txt": ("text", {"width": 80, "quiet": True}),
    "concise.txt": ("concise", {}),
    "report.json": ("json", {}),
    "report.jsonl": ("jsonl", {}),
    "report.sarif": ("sarif", {}),
    "github.txt": ("github", {}),
    "gitlab.json": ("gitlab", {}),
    "junit.xml": ("junit", {}),
    "report.md": ("markdown", {}),
    "report.html": ("html", {}),
    "inspect-80.txt": ("inspect", {"width": 80}),
    "inspect-200.txt": ("inspect", {"width": 200}),
}


def expected(name: str) -> str:
    """The report as it is to be kept: a page without its style sheet, script and their hashes."""
    form, style = EXPECTED[name]
    text = run(form, **style)
    if form != "html":
        return text
    text = re.sub(r"sha256-[\w+/=]+", "sha256-", text)
    return re.sub(r"(<(style|script)>).*?(</\2>)", r"\1\3", text, flags=re.DOTALL)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in EXPECTED:
        (FOLDER / name).write_text(expected(name), "utf-8", newline="\n")
