"""Every form, on three handmade files, as it is to look."""

import pytest

from tests.reports.sample import run
from tests.reports.update import EXPECTED, FOLDER, expected
from textkit.reports import FILE_FORMS, FORMATS, STDOUT_FORMS, UnknownFormError, form_of, open_report


@pytest.mark.parametrize("name", EXPECTED)
def test_output_is_the_expected_one(name):
    assert expected(name) == (FOLDER / name).read_bytes().decode("utf-8")


def test_every_form_has_an_expected_output():
    assert {form for form, _ in EXPECTED.values()} == set(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_a_run_without_files_is_a_whole_report(form):
    assert run(form, []) or form in ("concise", "github")


def test_forms_by_ending():
    assert form_of("out/Report.HTML") == "html"
    assert form_of("a.json") == "json"
    assert form_of("a.jsonl") == "jsonl"
    assert form_of("a.xml") == "junit"
    assert set(FILE_FORMS.values()) <= set(FORMATS)
    assert set(STDOUT_FORMS) <= set(FORMATS)


@pytest.mark.parametrize("path", ["report", "report.pdf", "json"])
def test_an_unknown_ending_names_those_there_are(path):
    with pytest.raises(ValueError, match=r"\.html.*\.sarif"):
        form_of(path)


def test_an_unknown_form_names_those_there_are(capsys):
    import sys

    with pytest.raises(UnknownFormError, match="concise"):
        open_report("yaml", sys.stdout)
