"""The rules as a user meets them: the list, what selects from it, and pages whose cases are true."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import textkit
from textkit.model.finding import Rule
from textkit.pipeline.registry import all_rules

RULES = all_rules()


def _listed(*arguments: str) -> list[str]:
    ran = textkit("rules", "--format", "jsonl", *arguments)
    assert ran.code == 0, ran.err
    return [json.loads(line)["code"] for line in ran.text.splitlines()]


def test_the_list_has_every_rule_in_each_form() -> None:
    codes = [rule.code for rule in RULES]
    assert _listed() == codes
    assert textkit("rules", "--json").text == textkit("rules", "--format", "jsonl").text
    whole = json.loads(textkit("rules", "--format", "json").text)
    assert whole["schema_version"] == 1
    assert [rule["code"] for rule in whole["rules"]] == codes
    assert all(code in textkit("rules").text for code in codes)


def test_the_list_shows_what_a_run_with_the_same_words_listens_to() -> None:
    assert _listed("--select", "FLAG00", "--ignore", "residue,FLAG009") == [f"FLAG00{n}" for n in (1, 2, 3, 4, 5, 7, 8)]
    assert _listed("--select", "unbalanced-pair", "--extend-select", "DUP001") == ["DUP001", "FLAG003"]
    assert set(_listed("--ignore", "FLAG")) == {rule.code for rule in RULES if not rule.code.startswith("FLAG")}


def test_a_word_that_means_no_rule_is_refused_with_the_nearest() -> None:
    ran = textkit("rules", "--select", "unbalanced-pare")
    assert ran.code == 2
    assert "did you mean unbalanced-pair?" in ran.err


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_cases_of_a_page_are_true(rule: Rule, tmp_path: Path) -> None:
    page = textkit("explain", rule.name).text
    assert "\nFlagged" in page
    assert "\nNot flagged" in page
    assert not rule.needs or f"Flagged with {rule.needs}:" in page
    if not rule.flagged:
        assert rule.cases[0]
        return
    spoken = []
    for text in (rule.flagged, rule.unflagged):
        (tmp_path / "page.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
        asked = (rule.step, "page.txt", "--isolated", "--select", rule.code, "--format", "json", *rule.needs.split())
        spoken.append([f["rule"] for f in json.loads(textkit(*asked, cwd=tmp_path).text)["findings"]])
    assert rule.code in spoken[0]
    assert spoken[1] == []


@pytest.mark.parametrize(
    ("name", "flagged", "unflagged"),
    [
        ("undecodable-byte", "E4 B8 AD FF E6 96 87 0A", "E4 B8 AD E6 96 87 0A"),
        ("mixed-encodings", "E4 BB 8A E5 A4 A9 E5 BC 80 E4 BC 9A 0A C3 F7 CC EC BC CC D0 F8 BF AA BB E1 0A", ""),
        ("doubtful-encoding", "BF AA 0A", "E5 BC 80 0A"),
    ],
)
def test_the_bytes_that_pages_speak_of(name: str, flagged: str, unflagged: str, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(bytes.fromhex(flagged))
    assert name in textkit("check", "page.txt", "--isolated", "--format", "concise", cwd=tmp_path).text
    (tmp_path / "page.txt").write_bytes(bytes.fromhex(unflagged))
    assert name not in textkit("check", "page.txt", "--isolated", "--format", "concise", cwd=tmp_path).text


def test_two_files_of_the_same_paragraphs_and_rows_of_one_form(tmp_path: Path) -> None:
    text = "".join(f"第{n}段的文字与别的段落都不相同，只在两个文件里各有一次。\n" for n in range(3))
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(text, "utf-8")
    assert "duplicate-file" in textkit("dedupe", ".", "--isolated", "--format", "concise", cwd=tmp_path).text
