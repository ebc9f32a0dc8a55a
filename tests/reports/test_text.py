"""The terminal report: what a newcomer reads."""

import io
import re
import subprocess
import sys
from typing import Any

import pytest
from rich.cells import cell_len

from tests.reports.sample import COMMA, NEXT, first_file, outcome, run
from textkit.model.outcome import Fate, FileResult, Outcome, Summary
from textkit.reports.base import Style
from textkit.reports.text import TextReport

TEXT = "甲,乙,丙,丁,戊,己。\n" * 10


def commas() -> list[tuple[FileResult, list[Outcome]]]:
    spots = [k for k, char in enumerate(TEXT) if char == ","]
    found = [outcome(TEXT, COMMA, k, k + 1, "comma", after="，", fate=Fate.WOULD_APPLY) for k in spots]
    return [(FileResult("a.txt", encoding="utf-8", confidence=1, before=TEXT), found)]


def test_a_rule_with_many_findings_shows_its_count_and_three_places() -> None:
    shown = run("text", commas(), width=80)
    assert "50 would apply" in shown
    assert shown.count("[-,-]{+，+}") == 3
    assert "and 47 more" in shown


def test_verbose_shows_every_place() -> None:
    assert run("text", commas(), width=80, verbose=1).count("[-,-]{+，+}") == 50


def test_files_without_findings_are_passed_over() -> None:
    clean: list[tuple[FileResult, list[Outcome]]] = [(FileResult("clean.txt", encoding="utf-8"), [])]
    assert "clean.txt" not in run("text", clean, width=80)
    assert "Nothing found in 1 file." in run("text", clean, width=80)
    assert "clean.txt" in run("text", clean, width=80, verbose=1)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("color", [False, True])
@pytest.mark.parametrize("width", [20, 40, 72, 100, None])
def test_where_nothing_was_found_the_last_lines_are_those_of_any_run(width: int | None, color: bool, lang: str) -> None:
    """They are written without what lays out a report, and read as if it had written them."""
    style: dict[str, Any] = {"width": width, "color": color, "lang": lang, "verbose": 0}
    clean: list[tuple[FileResult, list[Outcome]]] = [(FileResult("clean.txt", encoding="utf-8"), [])]
    shown = run("text", clean, **style)
    out = io.StringIO()
    report = TextReport(out, Style(color, width, 0, lang))
    summary = Summary(next_step=NEXT)
    report.file(clean[0][0])
    summary.add(clean[0][0])
    report.end(summary)
    assert shown == out.getvalue()


def test_a_run_that_finds_nothing_loads_nothing_that_lays_out_tables() -> None:
    code = (
        "import sys, io; from textkit.model.outcome import FileResult, Summary; from textkit.reports import open_report; "
        "report = open_report('text', sys.stdout, width=100); one, end = FileResult('a.txt'), Summary(); "
        "report.file(one); end.add(one); report.end(end); sys.exit('rich' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Nothing found in 1 file.")


def test_quiet_says_nothing_but_findings() -> None:
    shown = run("text", commas(), width=80, quiet=True)
    assert "a.txt" in shown
    assert "characters in" not in shown


def test_differing_words_are_marked_with_and_without_colour() -> None:
    plain = run("text", [first_file()], width=80)
    painted = run("text", [first_file()], width=80, color=True)
    assert "[-九点-]{+十点+}" in plain
    assert "\x1b[9;31m九点" in painted
    assert "[-" not in painted


@pytest.mark.parametrize("width", [80, 200])
def test_columns_of_wide_characters_line_up(width: int) -> None:
    """The marks that open the last column of the table of copies begin in the same cell as its head."""
    lines = run("text", [first_file()], width=width).splitlines()
    head = next(line for line in lines if "kept → this copy" in line)
    row = next(line for line in lines if "DUP002" in line)
    column = cell_len(head[: head.index("kept → this copy")])
    assert cell_len(row[: row.index("[-九点-]")]) == column


def test_the_next_step_is_last_and_never_broken() -> None:
    assert run("text", width=30).splitlines()[-1] == "Write: textkit clean texts -o cleaned/"


def test_a_sentence_that_goes_on_says_where() -> None:
    shown = run("text", width=80)
    assert "忘了带 → goes on at 9:1 钥匙" in " ".join(shown.split())
    assert "no continuation found" in shown


def test_what_the_baseline_holds_is_counted_and_not_shown() -> None:
    found = [outcome("甲,乙", COMMA, 1, 2, "a comma", fate=fate) for fate in (Fate.BASELINE, Fate.WOULD_APPLY)]
    told = run("text", [(FileResult("a.txt"), found)])
    assert told.count("1:2") == 1
    assert re.search(r"NRM001 +\S+ +info +2 +1 +1\n", told)
    assert run("text", [(FileResult("a.txt"), found)], verbose=1).count("1:2") == 2
    assert run("concise", [(FileResult("a.txt"), found)]).count("\n") == 1
    assert run("concise", [(FileResult("a.txt"), found)], verbose=1).count("\n") == 2
