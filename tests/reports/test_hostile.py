"""Text from files is data, in every form: it steers no terminal, breaks no page and no markup."""

import csv
import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from rich.cells import cell_len

from tests.reports.sample import BAD, COMMA, EXACT, NEAR, TAIL, outcome, related, run
from textkit.model.outcome import Fate, FileResult, Outcome, Unread
from textkit.reports import FORMATS
from textkit.reports.visible import HIDDEN, visible

HOSTILE = {
    "terminal": "\x1b[2J\x1b]0;title\x07 \x9b31m \x08\x08 \r overwritten",
    "rich markup": "[bold red]x[/] [link=file:///etc]y[/link] :smile: [/]",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)> \"'><style>*{}</style>",
    "script end": "</script></style></title><!-- ]]> --> {{ 7*7 }} {% raw %}",
    "right to left": "\u202etxt.exe\u2066 \u05d0\u05d1 \u200f",
    "surrogates": "\ud800 lone \udfff",
    "xml": "]]> & \x00 \x0b \ufffe \uffff &amp;",
    "workflow": "a%0A::error::b\n::set-env name=X::y\r\n, : %",
    "markdown": "| a | b |\n# head\n[x](http://y) **b** `c` <b> ~~s~~ $x$ http://e.x @me",
    "wide": "全角字符与 ａｂｃ 한글 " * 20,
}


def files(text: str) -> list[tuple[FileResult, list[Outcome]]]:
    """A file in which everything that can be text is ``text``."""
    source = f"{text}\n{text}\n"
    size = len(text)
    kept = related(source, 0, size, "kept", text)
    found = [
        outcome(source, BAD, 0, size, text, path=text),
        outcome(source, TAIL, 0, size, text, path=text, related=(related(source, 0, size, "continuation", text),)),
        outcome(source, EXACT, size + 1, 2 * size + 1, text, path=text, after="", fate=Fate.WOULD_APPLY,
                evidence={"cluster": 1, "kind": text, "similarity": 1}, related=(kept,)),
        outcome(source, NEAR, size + 1, 2 * size + 1, text, path=text, after=text, fate=Fate.WITHHELD, reason="unsafe",
                evidence={"cluster": 1, "kind": "near", "similarity": 0.9, "differs": [[text, text]]}, related=(kept,)),
        outcome(source, EXACT, 0, 1, text, path=text, record=text, after=text,
                evidence={"cluster": text, "kept_text": text, "differs": "not a list"}, related=(kept,)),
    ]  # fmt: skip
    result = FileResult(text, encoding="utf-8", characters_in=len(source), before=source, facts={text: text})
    unread = FileResult(f"{text}3", encoding="utf-8", records=1, unread=(Unread(1, text),), unread_more=1)
    return [(result, found), (FileResult(f"{text}2", error=text), []), (unread, [])]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("form", FORMATS)
def test_every_form_can_be_written_as_utf8(form: str, name: str) -> None:
    assert run(form, files(HOSTILE[name]), width=80).encode("utf-8")


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("form", ["text", "concise", "github", "inspect"])
def test_a_terminal_gets_no_hidden_character(form: str, name: str) -> None:
    shown = run(form, files(HOSTILE[name]), width=80)
    assert not HIDDEN.search(shown.replace("\n", ""))


@pytest.mark.parametrize("name", HOSTILE)
def test_colour_is_all_that_a_terminal_is_told(name: str) -> None:
    shown = run("text", files(HOSTILE[name]), width=80, color=True)
    bare = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert bare != shown
    assert not HIDDEN.search(bare.replace("\n", ""))


def test_markup_of_the_terminal_means_nothing() -> None:
    shown = run("text", files(HOSTILE["rich markup"]), width=200)
    assert "[bold red]x[/] [link=file:///etc]y[/link] :smile: [/]" in shown


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("name", HOSTILE)
def test_lines_fit_the_terminal(name: str, width: int) -> None:
    paths = {visible(HOSTILE[name] + n).rstrip() for n in ("", "2", "3")}  # a path is never broken: it is to be copied
    for line in run("text", files(HOSTILE[name]), width=width).splitlines():
        assert cell_len(line) <= width or line in paths


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_holds_only_its_own_markup(name: str) -> None:
    page, plain = Tags(), Tags()
    page.feed(run("html", files(HOSTILE[name])))
    plain.feed(run("html", files("plain text")))
    assert page.seen <= plain.seen | {"small"}
    assert page.attributes <= plain.attributes | {"lang"}
    assert "49" not in "".join(page.text) or name != "script end"  # the template ran nothing of the text


def test_a_page_shows_the_markup_of_a_text_as_text() -> None:
    page = Tags()
    page.feed(run("html", files(HOSTILE["html"])))
    assert "<img src=x onerror=alert(1)>" in "".join(page.text)


@pytest.mark.parametrize("name", HOSTILE)
def test_junit_is_wellformed(name: str) -> None:
    root = ET.fromstring(run("junit", files(HOSTILE[name])))
    assert [suite.get("errors") for suite in root] == ["0", "1", "1"]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("form", ["json", "sarif", "gitlab"])
def test_data_is_json(form: str, name: str) -> None:
    assert json.loads(run(form, files(HOSTILE[name])))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_workflow_command_stays_on_its_line(name: str) -> None:
    for line in run("github", files(HOSTILE[name])).splitlines():
        assert re.match(r"::(error|warning|notice) file=", line)
        properties = line[2:].split("::")[0].split(" ", 1)[1]
        assert all("=" in field for field in next(csv.reader([properties])))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_markdown_table_keeps_its_columns(name: str) -> None:
    rows = [line for line in run("markdown", files(HOSTILE[name])).splitlines() if line.startswith("| ")]
    in_findings = rows[next(n for n, row in enumerate(rows) if row.startswith("| rule | place")) :]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in in_findings} == {6}


def test_a_path_with_a_line_end_is_still_the_path_for_github() -> None:
    found = [outcome("甲,乙", COMMA, 1, 2, "50%\nof it", path="a\nb,c:%.txt")]
    line = run("github", [(FileResult("a\nb,c:%.txt"), found)])
    assert line.count("\n") == 1
    assert "file=a%0Ab%2Cc%3A%25.txt,line=1," in line
    assert "::50%25" in line
