"""The page: one file that needs nothing else, bounded whatever the run."""

import base64
import hashlib
import re

import pytest

from tests.reports.sample import COMMA, EXACT, first_file, outcome, related, run
from textkit.model.outcome import Fate, FileResult
from textkit.reports import html


def test_nothing_is_loaded_and_nothing_else_runs() -> None:
    page = run("html")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    policy = policy.replace("&#39;", "'")
    assert "default-src 'none'" in policy
    for tag in ("style", "script"):
        inside = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert len(inside) == 1
        digest = base64.b64encode(hashlib.sha256(inside[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not re.search(r'(src|href)="(?!#)|@import|url\(|style="|\bon\w+="', page)


def test_the_language_of_the_page_is_said() -> None:
    assert '<html lang="en">' in run("html")
    assert '<html lang="zh-Hans">' in run("html", lang="zh")


def test_copies_stand_beside_the_kept_one_with_the_difference_marked() -> None:
    page = run("html", [first_file()])
    assert "晚上<mark>十</mark>点" in page
    assert "晚上<mark>九</mark>点" in page
    assert "reads the same" in page


def test_the_kept_copy_may_stand_in_another_file() -> None:
    kept, copy = "一些开头。\n留下的那一份在这里。\n", "去掉的那一份在这里。\n"
    found = [
        outcome(copy, EXACT, 0, 10, "m", path="b.txt", after="", evidence={"cluster": 7, "kind": "near"},
                related=(related(kept, 6, 16, "kept", "a.txt"),))
    ]  # fmt: skip
    for files in ([("a", kept, []), ("b", copy, found)], [("b", copy, found), ("a", kept, [])]):
        page = run("html", [(FileResult(f"{name}.txt", before=text), made) for name, text, made in files])
        assert "<mark>去掉</mark>的那一份" in page
        assert "<mark>留下</mark>的那一份" in page


def test_rows_are_bounded_and_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "GROUP_ROWS", 5)
    monkeypatch.setattr(html, "PAGE_ROWS", 8)
    text = "甲,乙" * 20
    found = [outcome(text, COMMA, 3 * n + 1, 3 * n + 2, "m", after="，", fate=Fate.APPLIED) for n in range(20)]
    page = run("html", [(FileResult(name, before=text), found) for name in ("a", "b")])
    assert page.count("<li data-fate=") == 8
    assert "15 more are not shown" in page
    assert "17 more are not shown" in page


def test_long_agreeing_runs_are_cut_with_their_length() -> None:
    long = "长" * 500
    text = f"{long}甲{long}\n{long}乙{long}\n"
    copy = outcome(text, EXACT, 1002, 2003, "m", path="a", after="", evidence={"cluster": 1},
                   related=(related(text, 0, 1001, "kept", "a"),))  # fmt: skip
    page = run("html", [(FileResult("a", before=text), [copy])])
    assert "… 452 characters …" in page
