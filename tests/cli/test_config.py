"""`textkit config`, profiles, and which place has the last word."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import jsonschema
import pytest

from tests.cli.run import textkit
from textkit.pipeline import registry
from textkit.settings import PROFILES
from textkit.settings.schema import schema


@pytest.fixture(autouse=True)
def _profiles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Profiles of the test's own: which options the real ones set is no matter of the mechanism."""
    made = ModuleType("textkit.steps.normalize.profiles")
    rows: Mapping[str, Mapping[str, object]] = {
        "ocr": {"latin_space": "remove", "stray": "flag"},
        "web": {"latin_space": "insert"},
    }
    made.PROFILES = rows  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, made.__name__, made)
    monkeypatch.setattr(registry, "profiled", lambda step: step == "normalize")


def settings(folder: Path, *arguments: str) -> dict[str, tuple[object, str]]:
    """Value and origin of each setting, by key."""
    ran = textkit("config", "--json", *arguments, cwd=folder)
    assert ran.code == 0, ran.err
    rows = [json.loads(line) for line in ran.text.splitlines()]
    return {row["key"]: (row["value"], row["origin"]) for row in rows}


def write(folder: Path, text: str) -> str:
    (folder / "textkit.toml").write_text(text, "utf-8")
    return str((folder / "textkit.toml").resolve())


def test_everything_has_an_origin(tmp_path: Path) -> None:
    file = write(tmp_path, 'ignore = ["NRM"]\nunsafe = false\n[dedupe]\nthreshold = 0.9\n')
    found = settings(tmp_path, "--lang", "zh")
    assert found["ignore"] == (["NRM"], file)
    assert found["unsafe"] == (False, file)  # said, though it is the default
    assert found["dedupe.threshold"] == ("9/10", file)
    assert found["dedupe.min-length"] == (20, "default")
    assert found["lang"] == ("zh", "command line")
    assert found["profile"] == ("news", "default")
    assert found["baseline"] == (None, "default")


def test_the_text_is_a_configuration_file(tmp_path: Path) -> None:
    write(tmp_path, '[dedupe]\nthreshold = "6/7"\nprefer = ["a\\"b"]\n[per-file-ignores]\n"诗/*.txt" = ["JOIN"]\n')
    text = textkit("config", cwd=tmp_path).text
    data = tomllib.loads(text)
    assert data["dedupe"]["threshold"] == "6/7"
    assert data["dedupe"]["prefer"] == ['a"b']
    assert data["per-file-ignores"] == {"诗/*.txt": ["JOIN"]}
    assert data["dedupe"]["max-loss"] == 0.5
    again = write(tmp_path, text)
    assert textkit("config", cwd=tmp_path).code == 0
    assert again
    jsonschema.validate(data, schema(registry.OptionKinds()))


def test_the_schema_refuses_what_reading_refuses() -> None:
    validator = jsonschema.Draft202012Validator(schema(registry.OptionKinds()))
    validator.check_schema(validator.schema)
    refused: tuple[dict[str, object], ...] = (
        {"selct": []},
        {"select": "DUP"},
        {"jobs": "2"},
        {"lang": "fr"},
        {"profile": "orc"},
        {"normalize": {"latin-space": "wide"}},
        {"dedupe": {"unsafe": True}},
        {"per-file-ignores": {"a": "b"}},
    )
    for wrong in refused:
        assert not validator.is_valid(wrong), wrong
    assert validator.is_valid({"dedupe": {"threshold": 0.9}, "normalize": {"max-blank": 1}})


def test_the_command_line_goes_before_the_file_and_single_options_before_a_profile(tmp_path: Path) -> None:
    file = write(tmp_path, 'profile = "ocr"\n[normalize]\nstray = "strip"\n')
    found = settings(tmp_path)
    assert found["profile"] == ("ocr", file)
    assert found["normalize.latin-space"] == ("remove", f"profile ocr, {file}")
    assert found["normalize.stray"] == ("strip", file)
    found = settings(tmp_path, "--profile", "web")
    assert found["normalize.latin-space"] == ("insert", "profile web, command line")
    assert found["normalize.stray"] == ("strip", file)  # web says nothing of it
    found = settings(tmp_path, "--profile", "ocr")
    assert found["normalize.stray"] == ("flag", "profile ocr, command line")


def test_a_profile_takes_effect(tmp_path: Path) -> None:
    write(tmp_path, "")
    text = "在2024年用Python写的一篇文章。\n".encode()
    assert textkit("normalize", stdin=text, cwd=tmp_path).out == text
    spaced = "在 2024 年用 Python 写的一篇文章。\n".encode()
    assert textkit("normalize", "--profile", "web", stdin=text, cwd=tmp_path).out == spaced
    assert textkit("clean", "--profile", "web", "-q", stdin=text, cwd=tmp_path).out == spaced
    assert textkit("normalize", "--profile", "web", "--latin-space", "keep", stdin=text, cwd=tmp_path).out == text
    write(tmp_path, 'profile = "web"\n')
    assert textkit("normalize", stdin=text, cwd=tmp_path).out == spaced
    assert textkit("normalize", "--isolated", stdin=text, cwd=tmp_path).out == text


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_of_the_contract_is_there(tmp_path: Path, name: str) -> None:
    assert textkit("normalize", "--profile", name, stdin="好。\n".encode(), cwd=tmp_path).code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("config", "nowhere"), "nowhere: no such file or folder"),
        (("config", "--config", "nowhere.toml"), "nowhere.toml: cannot be read"),
        (("config", "--select", "DUX"), "--select: no rule is called 'DUX'"),
    ],
)
def test_what_cannot_be_shown(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = textkit(*arguments, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, b"")
    assert said in ran.err


def test_a_value_that_a_step_refuses_is_told_with_its_file(tmp_path: Path) -> None:
    file = write(tmp_path, "[dedupe]\nthreshold = 0.3\n")
    for verb in ("config", "check"):
        ran = textkit(verb, ".", cwd=tmp_path)
        assert ran.code == 2
        assert ran.err.startswith(f"textkit: {file}: dedupe: threshold must be above 0.5")


def test_a_threshold_finer_than_numbers_hold_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("村里的老人们说，这座石桥是一百多年前由全村人一起出钱修建的。\n" * 2, "utf-8")
    ran = textkit("dedupe", "a.txt", "--isolated", "--threshold", "0.8500000001", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, b"")
    assert "threshold must have at most 9 digits behind its point" in ran.err
    assert textkit("dedupe", "a.txt", "--isolated", "--threshold", "0.850000001", cwd=tmp_path).code == 1


def test_what_to_convert_to_may_stand_in_the_configuration(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("里面\n", "utf-8")
    assert textkit("convert", page, "-o", "-", cwd=tmp_path).code == 2
    (tmp_path / "textkit.toml").write_text('[convert]\nto = "s2tw"\n', "utf-8")
    assert textkit("convert", page, "-o", "-", cwd=tmp_path).text == "裡面\n"
    assert textkit("convert", page, "-o", "-", "--to", "s2t", cwd=tmp_path).text == "裏面\n"
    assert textkit("convert", "a.txt", cwd=tmp_path).text.endswith("Why: textkit explain FILE:LINE --to s2tw\n")


def test_what_to_convert_to_leaves_the_steps_of_the_configuration_as_they_are(tmp_path: Path) -> None:
    steps = tmp_path / "textkit.toml"
    page = "国家,国家。\n国家,国家。\n".encode()
    steps.write_text('steps = ["decode", "flag"]\n', "utf-8")
    assert textkit("clean", "--to", "s2t", stdin=page, cwd=tmp_path).text == "國家,國家。\n國家,國家。\n"
    steps.write_text('steps = ["convert", "normalize"]\n', "utf-8")
    ran = textkit("clean", stdin=page, cwd=tmp_path)
    assert (ran.code, ran.text) == (2, "")
    assert "say what to convert to" in ran.err
