"""Every form, on three handmade files, as it is to look."""

import io

import pytest

from tests.reports.sample import run
from tests.reports.update import EXPECTED, FOLDER, expected
from textkit.reports import FILE_FORMS, FORMATS, STDOUT_FORMS, UnknownFormError, form_of, open_report


@pytest.mark.parametrize("name", EXPECTED)
def test_output_is_the_expected_one(name: str) -> None:
    assert expected(name) == (FOLDER / name).read_bytes().decode("utf-8")


def test_every_form_has_an_expected_output() -> None:
    assert {form for form, _ in EXPECTED.values()} == set(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_a_run_without_files_is_a_whole_report(form: str) -> None:
    assert run(form, []) or form in ("concise", "github")


def test_forms_by_ending() -> None:
    assert form_of("out/Report.HTML") == "html"
    assert form_of("a.json") == "json"
    assert form_of("a.jsonl") == "jsonl"
    assert form_of("a.xml") == "junit"
    assert set(FILE_FORMS.values()) <= set(FORMATS)
    assert set(STDOUT_FORMS) <= set(FORMATS)


@pytest.mark.parametrize("path", ["report", "report.pdf", "json"])
def test_an_unknown_ending_names_those_there_are(path: str) -> None:
    with pytest.raises(ValueError, match=r"\.html.*\.sarif"):
        form_of(path)


def test_an_unknown_form_names_those_there_are() -> None:
    with pytest.raises(UnknownFormError, match="concise"):
        open_report("yaml", io.StringIO())
