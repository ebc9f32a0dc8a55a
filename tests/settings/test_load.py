"""Configuration files: where they are found, what they may say, how they complain."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Literal

import pytest

from textkit.model.errors import ConfigError
from textkit.settings import STEPS, Settings, fields_of, load


class Keep(StrEnum):
    COMPLETE = "complete"
    LONGEST = "longest"


@dataclass(frozen=True)
class DedupeOptions:
    threshold: Fraction = Fraction(17, 20)
    min_length: int = 20
    keep: Keep = Keep.COMPLETE
    prefer: tuple[str, ...] = ()
    annotate: bool = False
    effort: float | None = None
    most: int | str = "all"
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class NormalizeOptions:
    latin_space: Literal["keep", "remove", "insert"] = "keep"


KNOWN = {
    "decode": {},
    "rejoin": {},
    "normalize": fields_of(NormalizeOptions),
    "dedupe": fields_of(DedupeOptions),
    "flag": {"note": str, "form": ("short", "long")},
}


def said(tmp_path: Path, text: str) -> Settings:
    (tmp_path / "textkit.toml").write_text(text, "utf-8")
    return load(tmp_path, known=KNOWN)[0]


def test_everything_has_a_default(tmp_path: Path) -> None:
    assert load(tmp_path, isolated=True, known=KNOWN) == (Settings(), None)
    assert said(tmp_path, "") == Settings()
    assert Settings().steps == STEPS


def test_every_key(tmp_path: Path) -> None:
    settings = said(
        tmp_path,
        """
        select = ["DUP", "ascii-comma"]
        extend-select = ["FLAG001"]
        ignore = ["DUP002"]
        unsafe = true
        stitch = true
        strict = true
        steps = ["decode", "dedupe"]
        jobs = 2
        lang = "zh"
        exclude = ["drafts/"]
        field = "content"
        id = "key"
        [per-file-ignores]
        "poems/*.txt" = ["JOIN"]
        [normalize]
        latin-space = "remove"
        [dedupe]
        threshold = 0.85
        min_length = 10
        keep = "longest"
        prefer = ["gold/"]
        annotate = true
        effort = 2
        most = 7
        words = { "甲" = "乙" }
        [flag]
        note = "x"
        form = "long"
        """,
    )
    (layer,) = settings.selection.layers
    assert (layer.select, layer.extend_select, layer.ignore) == (("DUP", "ascii-comma"), ("FLAG001",), ("DUP002",))
    assert (settings.unsafe, settings.stitch, settings.strict, settings.jobs, settings.lang) == (
        True,
        True,
        True,
        2,
        "zh",
    )
    assert (settings.steps, settings.exclude) == (("decode", "dedupe"), ("drafts/",))
    assert (settings.field, settings.id) == ("content", "key")
    assert settings.per_file_ignores == (("poems/*.txt", ("JOIN",)),)
    assert NormalizeOptions(**settings.of("normalize")).latin_space == "remove"  # type: ignore[arg-type]
    options = DedupeOptions(**settings.of("dedupe"))  # type: ignore[arg-type]
    assert options == DedupeOptions(Fraction(17, 20), 10, Keep.LONGEST, ("gold/",), True, 2.0, 7, (("甲", "乙"),))
    assert settings.of("rejoin") == {}
    assert pickle.loads(pickle.dumps(settings)) == settings


def test_pairs_may_be_a_list(tmp_path: Path) -> None:
    assert said(tmp_path, "[dedupe]\nwords = [['a', 'b']]").of("dedupe")["words"] == (("a", "b"),)


def test_a_threshold_is_what_its_digits_say(tmp_path: Path) -> None:
    for written in ("0.85", "'17/20'", "'0.85'", "85e-2"):
        assert said(tmp_path, f"[dedupe]\nthreshold = {written}").of("dedupe")["threshold"] == Fraction(17, 20)


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("selct = []", "textkit.toml", "unknown key 'selct'; did you mean select?"),
        ("[dedup]\n", "textkit.toml", "did you mean dedupe?"),
        ("[dedupe]\nminlength = 3", "textkit.toml: dedupe", "did you mean min-length?"),
        ("[dedupe]\nqqq = 3", "textkit.toml: dedupe", "unknown key 'qqq'"),
        ("[rejoin]\nwidth = 3", "textkit.toml: rejoin", "unknown key 'width'"),
        ("[dedupe]\nmin-length = 3\nmin_length = 4", "textkit.toml: dedupe", "stands twice"),
        ("select = 'DUP'", "textkit.toml: select", "expected a list of texts in quotes, found 'DUP'"),
        ("select = [1]", "textkit.toml: select", "expected a list of texts"),
        ("unsafe = 1", "textkit.toml: unsafe", "expected true or false, found 1"),
        ("jobs = true", "textkit.toml: jobs", "expected a whole number"),
        ("jobs = 1.5", "textkit.toml: jobs", "expected a whole number, found 1.5"),
        ("jobs = -1", "textkit.toml: jobs", "expected 0"),
        ("lang = 'fr'", "textkit.toml: lang", "expected one of en, zh"),
        ("id = 3", "textkit.toml: id", "expected text in quotes"),
        ("steps = ['decode', 'dedup']", "textkit.toml: steps", "did you mean dedupe?"),
        ("steps = ['decode', 'decode']", "textkit.toml: steps", "stands twice"),
        ("dedupe = 3", "textkit.toml: dedupe", "expected a table"),
        ("[dedupe]\nthreshold = 'high'", "textkit.toml: dedupe.threshold", "expected a number such as 0.85"),
        ("[dedupe]\nthreshold = true", "textkit.toml: dedupe.threshold", "expected a number"),
        (
            "[dedupe]\nkeep = 'longst'",
            "textkit.toml: dedupe.keep",
            "expected one of complete, longest, found 'longst'; did you mean longest?",
        ),
        ("[dedupe]\neffort = 'much'", "textkit.toml: dedupe.effort", "expected a number"),
        (
            "[normalize]\nlatin-space = 'no'",
            "textkit.toml: normalize.latin-space",
            "expected one of keep, remove, insert",
        ),
        ("[flag]\nform = 1", "textkit.toml: flag.form", "expected one of short, long"),
        ("[per-file-ignores]\n'a' = 'DUP'", "textkit.toml: per-file-ignores.a", "expected a list of texts"),
        ("select = [", "textkit.toml", "is not TOML"),
    ],
)
def test_what_is_not_understood_is_an_error_naming_file_and_key(
    tmp_path: Path, text: str, where: str, what: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        said(tmp_path, text)
    assert caught.value.where == str(tmp_path / where)
    assert what in caught.value.what


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "textkit.toml").write_bytes(b"exclude = ['\xff']")
    with pytest.raises(ConfigError, match="UTF-8"):
        load(tmp_path, known=KNOWN)


class TestWhere:
    def test_the_nearest_one_counts_alone(self, tmp_path: Path) -> None:
        deep = tmp_path / "a/b"
        deep.mkdir(parents=True)
        (tmp_path / "textkit.toml").write_text("jobs = 1\nunsafe = true")
        (tmp_path / "a/pyproject.toml").write_text("[tool.textkit]\njobs = 2\n[tool.other]\nx = 1")
        (deep / "pyproject.toml").write_text("[project]\nname = 'x'")
        settings, file = load(deep, known=KNOWN)
        assert (settings.jobs, settings.unsafe) == (2, False)
        assert file == (tmp_path / "a/pyproject.toml").resolve()

    def test_textkit_toml_before_pyproject(self, tmp_path: Path) -> None:
        (tmp_path / "textkit.toml").write_text("jobs = 1")
        (tmp_path / "pyproject.toml").write_text("[tool.textkit]\njobs = 2")
        assert load(tmp_path / "page.txt", known=KNOWN)[0].jobs == 1

    def test_as_told(self, tmp_path: Path) -> None:
        (tmp_path / "textkit.toml").write_text("jobs = 1")
        other = tmp_path / "other.toml"
        other.write_text("jobs = 3")
        shared = tmp_path / "pyproject.toml"
        shared.write_text("[tool.textkit]\njobs = 4")
        assert load(tmp_path, config=other, known=KNOWN)[0].jobs == 3
        assert load(tmp_path, config=shared, known=KNOWN)[0].jobs == 4
        assert load(tmp_path, isolated=True, known=KNOWN) == (Settings(), None)
        with pytest.raises(ConfigError, match="cannot be read"):
            load(tmp_path, config=tmp_path / "absent.toml", known=KNOWN)

    def test_damage_in_a_file_that_never_mentions_us_is_none_of_our_business(self, tmp_path: Path) -> None:
        (tmp_path / "pyproject.toml").write_text("[broken")
        assert load(tmp_path, known=KNOWN)[0] == Settings()
        (tmp_path / "pyproject.toml").write_text("[tool.textkit]\njobs = ")
        with pytest.raises(ConfigError, match="is not TOML"):
            load(tmp_path, known=KNOWN)
