"""Every form, on three handmade files, as it is to look."""

import io

import pytest

from tests.reports.sample import first_file, run, second_file
from tests.reports.update import EXPECTED, FOLDER, expected
from textkit.model.outcome import FileResult
from textkit.reports import FILE_FORMS, FORMATS, STDOUT_FORMS, UnknownFormError, form_of, open_report


@pytest.mark.parametrize("name", EXPECTED)
def test_output_is_the_expected_one(name: str) -> None:
    assert expected(name) == (FOLDER / name).read_bytes().decode("utf-8")


def test_every_form_has_an_expected_output() -> None:
    assert {form for form, _ in EXPECTED.values()} == set(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_a_run_without_files_is_a_whole_report(form: str) -> None:
    assert run(form, []) or form in ("concise", "github")


@pytest.mark.parametrize("form", FORMATS)
def test_what_was_found_in_a_file_that_failed_is_not_told(form: str) -> None:
    """Its parts went by before it was known."""
    result, found = first_file()
    failed = FileResult(result.path, error="could not be written")
    assert run(form, [(failed, found), second_file()]) == run(form, [(failed, []), second_file()])


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
