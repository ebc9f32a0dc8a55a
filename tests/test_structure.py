"""The shape of the package: who may import whom, how long files are, and that every rule is whole."""

from __future__ import annotations

import ast
import importlib
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import textkit
from textkit.model.check import CorpusCheck
from textkit.model.document import Document
from textkit.model.finding import Rule
from textkit.model.policy import Policy, conduct

ROOT = Path(textkit.__file__).parent
MODULES = {
    ".".join(["textkit", *p.relative_to(ROOT).with_suffix("").parts]).removesuffix(".__init__"): p
    for p in sorted(ROOT.rglob("*.py"))
}

# Who may import whom. `_version` and the errors in `model` are for everybody.
ARROWS = {
    "model": set(),
    "language": set(),
    "judgement": {"language", "model"},
    "reading": {"language", "model"},
    "files": {"reading", "language", "model"},
    "settings": {"model"},
    "steps": {"judgement", "language", "model"},
    "pipeline": {"steps", "settings", "model"},
    "reports": {"model"},
    "cli": {"settings", "files", "pipeline", "reports", "model"},
}
STANDARD_LIBRARY_ONLY = {"model", "language", "settings"}
PREFIXES = {"decode": "DEC", "rejoin": "JOIN", "normalize": "NRM", "convert": "CNV", "dedupe": "DUP", "flag": "FLAG"}
LONGEST = 400


def _outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    """All that runs when a module is loaded."""
    yield node
    typing_only = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    if not typing_only and not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        for child in ast.iter_child_nodes(node):
            yield from _outside_functions(child)


@cache
def imports(module: str, eager: bool = False) -> tuple[str, ...]:
    """The full names of all modules that ``module`` imports; ``eager``: only what is loaded along with it."""
    package = module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]
    found: list[str] = []
    tree = ast.parse(MODULES[module].read_text("utf-8"))
    for node in _outside_functions(tree) if eager else ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([base] if base else [])])
            inner = [f"{base}.{alias.name}" for alias in node.names]
            found += [name if name in MODULES else base for name in inner]
    return tuple(found)


def part(module: str) -> str:
    """The folder of the package that a module belongs to; empty for modules at the top."""
    names = module.split(".")
    return names[1] if len(names) > 1 and (ROOT / names[1]).is_dir() else ""


@pytest.mark.parametrize("module", [m for m in MODULES if part(m)])
def test_imports_follow_the_arrows(module: str) -> None:
    own = part(module)
    allowed = ARROWS[own] | {own, ""}
    wrong = [name for name in imports(module) if name.split(".")[0] == "textkit" and part(name) not in allowed]
    assert not wrong, f"{own} may import {sorted(ARROWS[own])}"


def test_no_module_is_needed_by_what_it_needs() -> None:
    """Also where the import is for types alone: of two files that name each other neither can be read first."""
    above: dict[str, set[str]] = {module: set(imports(module)) & set(MODULES) - {module} for module in MODULES}
    while free := [module for module, needed in above.items() if not needed]:
        for module in free:
            del above[module]
        for needed in above.values():
            needed.difference_update(free)
    assert not above, "a circle of imports, and what needs it"


@pytest.mark.parametrize("module", [m for m in MODULES if part(m) in STANDARD_LIBRARY_ONLY])
def test_the_lowest_parts_load_the_standard_library_alone(module: str) -> None:
    foreign = {name.split(".")[0] for name in imports(module, eager=True)} - set(sys.stdlib_module_names) - {"textkit"}
    assert not foreign


@pytest.mark.parametrize("module", list(MODULES))
def test_typer_and_rich_stay_at_the_surface(module: str) -> None:
    used = {name.split(".")[0] for name in imports(module)}
    if part(module) != "cli":
        assert "typer" not in used
    if part(module) not in ("cli", "reports"):
        assert "rich" not in used


def test_every_folder_has_its_arrows() -> None:
    assert {part(m) for m in MODULES} - {""} == set(ARROWS)


def _step(module: str) -> str:
    names = module.split(".")
    return names[2] if part(module) == "steps" and len(names) > 2 else ""


@cache
def _judges(module: str) -> bool:
    """Whether the module is a rule or a table of rules: has a method ``check`` or a function ``find``."""
    tree = ast.parse(MODULES[module].read_text("utf-8"))
    methods = [n for c in tree.body if isinstance(c, ast.ClassDef) for n in c.body]
    return any(isinstance(n, ast.FunctionDef) and n.name == "check" for n in methods) or any(
        isinstance(n, ast.FunctionDef) and n.name == "find" for n in tree.body
    )


@pytest.mark.parametrize("module", [m for m in MODULES if _step(m)])
def test_a_step_imports_no_step_and_a_rule_no_rule(module: str) -> None:
    package = MODULES[module].name == "__init__.py"
    for name in imports(module):
        if _step(name):
            assert _step(name) == _step(module)
            assert package or not (_judges(module) and _judges(name)), f"{module} imports {name}"


def _is_data(path: Path) -> bool:
    """Whether the file is a table: almost all of its lines are one or more literals given a name."""
    source = path.read_text("utf-8")
    data = sum(
        (node.end_lineno or 0) - node.lineno + 1
        for node in ast.parse(source).body
        if isinstance(node, (ast.Assign, ast.AnnAssign))
        and isinstance(node.value, (ast.Tuple, ast.List, ast.Dict, ast.Constant))
    )
    return data > 0.8 * source.count("\n")


@pytest.mark.parametrize(
    "path", sorted([*ROOT.rglob("*.py"), *(ROOT.parent / "tests").rglob("*.py")]), ids=lambda p: p.name
)
def test_no_file_is_too_long_to_read(path: Path) -> None:
    length = path.read_text("utf-8").count("\n")
    assert length <= LONGEST or _is_data(path)


# -- rules ------------------------------------------------------------------------------------------------------------


def _rules() -> Iterator[tuple[str, Rule]]:
    for step in PREFIXES:
        for rule in getattr(importlib.import_module(f"textkit.steps.{step}"), "RULES", ()):
            yield step, rule


RULES = list(_rules())


def test_every_step_has_rules() -> None:
    assert {step for step, _ in RULES} == set(PREFIXES)


def test_codes_are_unique_and_in_order_and_names_unique() -> None:
    for step in PREFIXES:
        codes = [rule.code for s, rule in RULES if s == step]
        assert codes == sorted(set(codes)), f"RULES of {step}"
    names = [rule.name for _, rule in RULES]
    assert sorted(names) == sorted(set(names))


# Rules that no plain text can show: what they speak about is bytes, several files, or size.
SHOWN_ELSEWHERE = {
    "undecodable-byte", "mixed-encodings", "doubtful-encoding", "duplicate-file", "unexamined", "line-too-long"
}  # fmt: skip


@pytest.mark.parametrize(("step", "rule"), RULES, ids=lambda v: v.code if isinstance(v, Rule) else "")
def test_a_rule_tells_all_about_itself(step: str, rule: Rule) -> None:
    assert rule.step == step
    assert re.fullmatch(rf"{PREFIXES[step]}\d{{3}}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.summary.strip()
    assert rule.page.strip()
    if rule.name not in SHOWN_ELSEWHERE:
        assert rule.flagged
        assert rule.unflagged
        assert rule.unflagged != rule.flagged


@pytest.mark.parametrize("step", PREFIXES)
def test_every_rule_that_speaks_is_registered(step: str) -> None:
    package = importlib.import_module(f"textkit.steps.{step}")
    spoken = {rule.code for check in package.checks(package.Options()) for rule in check.rules}
    assert spoken <= {rule.code for rule in package.RULES}


# What must be asked for before these rules speak.
ASKED: dict[str, dict[str, object]] = {
    "quote-style": {"quotes": "corner"},
    "han-latin-space": {"latin_space": "insert"},
    "space-between-han": {"han_space": "remove"},
    "blank-lines": {"max_blank": 1},
    "script-variant": {"to": "s2t"},
    "ambiguous-character": {"to": "s2t"},
    "mixed-script": {"to": "s2t"},
    "no-way-back": {"to": "s2t", "round_trip": "report"},
    "private-use-glyph": {"private_use": "drop"},
    "full-width-dot": {"fullstop": "。"},
}


def _heard(step: str, rule: Rule, text: str) -> set[str]:
    """The codes of the rules of ``step`` that speak about ``text``, each check on what those before it left."""
    package = importlib.import_module(f"textkit.steps.{step}")
    document = Document.of(text)
    codes: set[str] = set()
    for check in package.checks(package.Options(**ASKED.get(rule.name, {}))):
        if isinstance(check, CorpusCheck):
            found = [f for fs in check.judge({document.key: check.collect(document)}).values() for f in fs]
        else:
            found = list(check.check(document))
        codes |= {f.rule.code for f in found}
        document = conduct(document, step, found, Policy())
    return codes


@pytest.mark.parametrize(
    ("step", "rule"),
    [(s, r) for s, r in RULES if r.name not in SHOWN_ELSEWHERE],
    ids=lambda v: v.code if isinstance(v, Rule) else "",
)
def test_a_rule_speaks_about_its_own_example_alone(step: str, rule: Rule) -> None:
    assert rule.code in _heard(step, rule, rule.flagged)
    assert rule.code not in _heard(step, rule, rule.unflagged)


def test_no_break_is_judged_in_a_text_that_nothing_has_wrapped() -> None:
    import subprocess

    code = (
        "import sys; from textkit.model.document import Document; from textkit.steps.flag import Options, checks;"
        "checks(Options())[0].check(Document.of('今天下了一场雨。\\n' * 9));"
        "sys.exit('textkit.judgement.breaks.engine' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_importing_the_package_loads_neither_typer_nor_rich() -> None:
    import subprocess

    code = "import sys, textkit; sys.exit(any(m in sys.modules for m in ('typer', 'rich', 'numpy', 'opencc')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
