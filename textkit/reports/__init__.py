"""Reports: what was found and done, in the form its reader wants. A report knows only outcomes.

Every report is one class in one module, loaded when asked for; ``FORMATS`` is the whole list.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, TextIO, cast

from textkit.model.errors import UsageError
from textkit.reports.base import Report, Style
from textkit.reports.data import SCHEMA_VERSION, dumps, finding_json, summary_json

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "FILE_FORMS",
    "FORMATS",
    "SCHEMA_VERSION",
    "STDOUT_FORMS",
    "Report",
    "Style",
    "UnknownFormError",
    "dumps",
    "finding_json",
    "form_of",
    "open_report",
    "summary_json",
]

FORMATS = {
    "text": "textkit.reports.brief:BriefReport",
    "concise": "textkit.reports.concise:ConciseReport",
    "json": "textkit.reports.json_report:JsonReport",
    "jsonl": "textkit.reports.json_report:JsonlReport",
    "sarif": "textkit.reports.sarif:SarifReport",
    "github": "textkit.reports.github:GithubReport",
    "gitlab": "textkit.reports.gitlab:GitlabReport",
    "junit": "textkit.reports.junit:JunitReport",
    "html": "textkit.reports.html:HtmlReport",
    "markdown": "textkit.reports.markdown:MarkdownReport",
    "inspect": "textkit.reports.inspect:InspectReport",
}
STDOUT_FORMS = ("text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit")
FILE_FORMS = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".json": "json",
    ".jsonl": "jsonl",
    ".sarif": "sarif",
    ".xml": "junit",
    ".txt": "text",
}


class UnknownFormError(UsageError, ValueError):
    """No report has this name or ending."""


def open_report(
    form: str,
    out: TextIO,
    *,
    color: bool = False,
    width: int | None = None,
    verbose: int = 0,
    lang: str = "en",
    quiet: bool = False,
) -> Report:
    """The report ``form`` (a key of ``FORMATS``), written to ``out``; raises ``UnknownFormError``.

    ``out`` should encode as UTF-8 and leave line ends alone. The caller closes it, behind ``end``.
    """
    if form not in FORMATS:
        raise UnknownFormError(f"no report is called {form!r}", hint=f"There are: {', '.join(FORMATS)}")
    module, name = FORMATS[form].split(":")
    make = cast("Callable[[TextIO, Style], Report]", getattr(import_module(module), name))
    return make(out, Style(color, width, verbose, lang, quiet))


def form_of(path: str) -> str:
    """The form of a report file by its ending; raises ``UnknownFormError`` with the endings there are."""
    for ending, form in FILE_FORMS.items():
        if path.lower().endswith(ending):
            return form
    raise UnknownFormError("the ending names no report form", path, f"Use one of: {', '.join(FILE_FORMS)}")
