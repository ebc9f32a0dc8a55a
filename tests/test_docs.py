"""The pages say what is there: generated references, every command, rule and hook, the targets of the README."""

from __future__ import annotations

import importlib.util
import pkgutil
import re
from pathlib import Path
from types import ModuleType

import pytest

import textkit
from textkit.cli import COMMANDS
from textkit.pipeline.registry import all_rules

ROOT = Path(__file__).parents[1]


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["rules.md", "commands.md", "profiles.md", "schema/config.schema.json"])
def test_generated_pages_are_up_to_date(page: str) -> None:
    made = tool("make_docs").PAGES[page]()
    assert (ROOT / "docs" / page).read_text("utf-8") == made, "run: .venv/bin/python tools/make_docs.py"


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [c for c in COMMANDS if f"`{c}`" not in readme] == []


def test_every_rule_has_its_section() -> None:
    page = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert [r.code for r in all_rules() if f"### {r.code} {r.name}\n" not in page] == []


def test_every_hook_is_in_the_changelog() -> None:
    hooks = re.findall(r"^- id: (\S+)", (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"), re.MULTILINE)
    assert hooks
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert [h for h in hooks if f"`{h}`" not in changes] == []


PAGES = ("README.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in sorted((ROOT / "docs").glob("*.md"))))
PARTS = "cli|files|judgement|language|model|pipeline|reading|reports|settings|steps"


@pytest.mark.parametrize("page", PAGES)
def test_the_files_and_names_that_pages_speak_of_are_there(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    paths = re.findall(r"\b(?:textkit|tools|benchmarks|tests)/[\w/]*\w\.\w+", text)
    paths += [name.replace(".", "/") for name in re.findall(r"-m ((?:tools|benchmarks|tests)[\w.]*)", text)]
    assert [p for p in paths if not (ROOT / p).exists() and not (ROOT / f"{p}.py").exists()] == []
    assert [name for name in re.findall(rf"`((?:{PARTS})(?:\.\w+)+)`", text) if not named(name)] == []


def named(name: str) -> bool:
    """Whether a dotted name below the package is a module's, or that of something in one."""
    try:
        pkgutil.resolve_name(f"textkit.{name}")
    except (ImportError, AttributeError):
        return False
    return True


def test_links_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_make_targets_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^make (\w+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_what_is_public_can_be_had() -> None:
    assert [name for name in textkit.__all__ if not hasattr(textkit, name)] == []
    assert {*textkit._HOMES, "__version__", "dedupe"} == set(textkit.__all__)


def test_the_library_loads_no_command_line() -> None:
    import subprocess
    import sys

    code = (
        "import sys, textkit; textkit.clean('好,的。'); print(sorted({'typer', 'rich', 'jinja2'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
