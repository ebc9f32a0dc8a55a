"""The bench of rejoin: its answers lead back to the text, its scores are those counted by hand, weights can be fitted on it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.rejoin import layouts, report, texts, wrap
from benchmarks.rejoin.__main__ import run
from benchmarks.rejoin.case import BLANK, Case, Place, Unit, load
from benchmarks.rejoin.parts import Maker, TooLittleError
from benchmarks.rejoin.programs import PROGRAMS, blank_lines, nothing, sentence_ends, width
from benchmarks.rejoin.score import Join, bare, figures, read, score, total, truth
from benchmarks.rejoin.wrap import Slice, Style
from textkit.judgement import breaks
from textkit.judgement.breaks import engine
from tools import fit_breaks

LETTERS = {
    "zh": "春天来了村里的人们开始播种小河边柳树发芽孩子岸上奔跑这座桥修起三十五年老人说路好走",
    "ja": "はるがきて村のひとびとは種をまきはじめた川べりの柳も芽をふきこどもたちが走る",
    "en": "spring came to the valley and people began sowing along every river bank while children were running",
    "ko": "봄이 오자 마을 사람들은 씨를 뿌리기 시작했고 강가의 버드나무도 싹을 틔웠으며 아이들은 뛰어다녔다",
}


def made_up(folder: Path) -> Path:
    """Documents of words in no order: the bench looks at lines, not at meaning."""
    for language, letters in LETTERS.items():
        chance = random.Random(language)
        spaced = " " in letters
        units, glue = (letters.split(), " ") if spaced else (list(letters), "")
        comma, stop = (", ", ". ") if spaced else ("、" if language == "ja" else "，", "。")
        (folder / language).mkdir(parents=True)
        for number in range(3):
            lines = ["# " + glue.join(chance.choices(units, k=6))]
            for _ in range(60):
                sentences = []
                for _ in range(chance.randint(1, 7)):
                    clauses = [
                        glue.join(chance.choices(units, k=chance.randint(3, 12))) for _ in range(chance.randint(1, 4))
                    ]
                    sentences.append(comma.join(clauses) + stop)
                lines.append("".join(sentences).strip())
            (folder / language / f"{number}.txt").write_text("\n".join(lines), "utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up(tmp_path_factory.mktemp("texts"))


@pytest.fixture(scope="module")
def languages(folder: Path) -> Mapping[str, texts.Language]:
    return texts.read(folder)


@pytest.fixture(scope="module")
def cases(languages: Mapping[str, texts.Language]) -> list[Case]:
    return list(layouts.cases(languages, 1, 2))


def test_the_script_of_a_language_is_seen_from_its_text(languages: Mapping[str, texts.Language]) -> None:
    assert {name: each.script for name, each in languages.items()} == {
        "zh": "han", "ja": "kana", "en": "latin", "ko": "hangul",
    }  # fmt: skip
    assert texts.script("在 Fedora Linux 上使用 Cloud Base 镜像来创建虚拟机") == "han"


def test_a_folder_without_text_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="one paragraph a line"):
        texts.read(tmp_path)


def test_parts_of_a_split_share_no_document(languages: Mapping[str, texts.Language]) -> None:
    fitting, back = texts.split(languages, 0.3, 1)
    assert set(fitting) == set(back) == set(languages)
    for name, each in languages.items():
        assert set(fitting[name].documents) | set(back[name].documents) == set(each.documents)
        assert not set(fitting[name].documents) & set(back[name].documents)
    assert texts.split(languages, 0.3, 1) == (fitting, back)


def test_every_layout_and_language_is_there(cases: list[Case]) -> None:
    languages = {"zh": "han", "zh-hant": "han", "ja": "kana", "en": "latin", "ko": "hangul"}
    wanted = {(language, name) for language, script in languages.items() for name, layout in layouts.LAYOUTS.items()
              if script in layout.scripts}  # fmt: skip
    assert {(case.language, case.layout) for case in cases} == wanted


def test_the_same_seed_gives_the_same_cases(languages: Mapping[str, texts.Language], cases: list[Case]) -> None:
    again = list(layouts.cases(languages, 1, 1))
    assert again == cases[::2]  # and a larger count begins with the smaller one
    assert [case.text for case in layouts.cases(languages, 2, 1)] != [case.text for case in again]


def test_every_line_is_where_its_place_says(cases: list[Case]) -> None:
    for case in cases:
        covered: dict[int, list[tuple[int, int]]] = {}
        for line, place in case.lines:
            assert (place is None) == (not line.strip())
            if place is None:
                continue
            there = bare(case.units[place.unit].text)[place.start : place.end]
            assert bare(line) in (there, there + "-")
            covered.setdefault(place.unit, []).append((place.start, place.end))
        for unit, spans in covered.items():  # nothing twice, nothing left out
            ends = [0, *(end for _, end in sorted(spans))]
            assert ends == [*(start for start, _ in sorted(spans)), len(bare(case.units[unit].text))]


def test_a_case_is_read_as_it_was_written(cases: list[Case], tmp_path: Path) -> None:
    for case in cases[:5]:
        case.save(tmp_path, "a")
        again = load(tmp_path / "a.in.txt")
        assert (again.text, again.places, again.units) == (case.text, case.places, case.units)
        assert (again.layout, again.language) == (case.layout, case.language)


CHANCE = random.Random(0)
WRAPS = [
    ("a mark hangs out", "春天来了，柳树", Style(8, "hang"), False, ["春天来了，", "柳树"]),
    ("a mark takes a character down", "春天来了，柳树", Style(8, "push"), False, ["春天来", "了，柳树"]),
    ("marks take half", "春，来了，柳树", Style(10, "squeeze"), False, ["春，来了，柳", "树"]),
    ("no rule at all", "春天来了，柳树", Style(8, "none"), False, ["春天来了", "，柳树"]),
    ("an opening mark goes down", "春天来（了）", Style(8, "push"), False, ["春天来", "（了）"]),
    ("a number stays whole", "春天来了2023年", Style(10, "push"), False, ["春天来了", "2023年"]),
    ("words stay whole", "the willows bud", Style(9), True, ["the", "willows", "bud"]),
    ("a word longer than the line does not", "willows", Style(4), True, ["will", "ows"]),
    ("a dash ends a line", "the river-bank", Style(11), True, ["the river-", "bank"]),
    ("a word is parted", "the children run", Style(9, hyphens=True), True, ["the chil-", "dren run"]),
    ("and not where the hyphen has no room", "the children run", Style(8, hyphens=True), True, ["the", "children", "run"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "style", "spaced", "lines"), [case[1:] for case in WRAPS], ids=[c[0] for c in WRAPS])
def test_wrapping(text: str, style: Style, spaced: bool, lines: list[str]) -> None:
    found = wrap.wrap(text, style, spaced, CHANCE)
    assert [text[s.start : s.end] + "-" * s.hyphen for s in found] == lines


def small() -> Case:
    """A paragraph of three lines with a caption inside, a heading of one line, and a hyphen."""
    case = Case("small", "en")
    case.put("h", "Spring")
    first, second, third = case.lay(
        "p", "the children run home", [Slice(0, 8, hyphen=True), Slice(8, 12), Slice(13, 21)]
    )
    caption = case.lay("cap", "Plate 1", [Slice(0, 7)])
    case.lines += [first, second, BLANK, *caption, BLANK, third]
    return case


def test_truth_of_a_small_case() -> None:
    case = small()
    assert case.text == "Spring\nthe chil-\ndren\n\nPlate 1\n\nrun home\n"
    known = truth(case)
    assert known.near == {(1, 2): Join(space=False, dropped=True)}
    assert known.far == {(2, 4): Join(space=True, dropped=False)}
    assert known.keep == {(0, 1), (2, 3), (3, 4)}
    assert known.wholes == [(1, 2, 4)]


def test_a_perfect_result_has_full_marks() -> None:
    counts = score(small(), "Spring\nthe children run home\nPlate 1\n")
    assert all(figure == (0 if name == "false_joins" else 1) for name, figure in figures(counts)._asdict().items())
    assert (counts["lost"], counts["invented"], counts["unread"]) == (0, 0, 0)


def test_a_result_in_which_nothing_is_joined_has_none() -> None:
    case = small()
    assert figures(score(case, case.text))._asdict() == {
        "precision": None, "recall": 0, "f1": 0, "false_joins": 0, "far_precision": None, "far_recall": 0,
        "space": None, "whole": 0,
    }  # fmt: skip


RESULTS = [
    ("all in one line", "Spring the children Plate 1 run home", {"near found": 1, "near wrong": 3, "far missed": 1, "seams right": 1}),
    ("a hyphen kept", "Spring\nthe chil-dren run home\nPlate 1", {"near found": 1, "far found": 1, "seams right": 1, "whole": 0}),
    ("a space too many", "Spring\nthe chil dren run home\nPlate 1", {"seams": 2, "seams right": 1, "whole": 0}),
    ("a wrong partner", "Spring\nthe children\nPlate 1\nrun home Spring", {"near found": 1, "unread": 13}),
    ("far and wrong", "the chil-\nSpring Plate 1\ndren run home", {"far wrong": 1, "far found": 1, "near missed": 1}),
    ("lost and invented", "Spring\nthe child\nPlate 1\nrun home", {"lost": 3, "invented": 0, "unread": 8}),
]  # fmt: skip


@pytest.mark.parametrize(("output", "wanted"), [case[1:] for case in RESULTS], ids=[case[0] for case in RESULTS])
def test_scores_are_those_counted_by_hand(output: str, wanted: dict[str, int]) -> None:
    counts = score(small(), output)
    assert {name: counts[name] for name in wanted} == wanted


def test_of_equal_lines_the_next_is_read_and_a_wrong_turn_taken_back() -> None:
    assert read(["甲", "乙", "甲", "丙"], "甲乙\n甲丙").paragraphs == [(0, 1), (2, 3)]
    assert read(["甲", "甲乙丙", "乙", "丁"], "甲乙丁").paragraphs == [(0, 2, 3)]


def test_the_answer_itself_has_full_marks_on_every_layout(cases: list[Case]) -> None:
    for case in cases:
        lines = [line.strip() for line, _ in case.lines if line.strip()]
        wanted = truth(case).near | truth(case).far
        follow = dict(wanted)
        heads = set(range(len(lines))) - {j for _, j in follow}
        output = ""
        for k in sorted(heads):
            while True:
                after = next((seam for seam in follow if seam[0] == k), None)
                join = follow[after] if after else None
                output += (lines[k][:-1] if join and join.dropped else lines[k]) + (
                    "" if not join else " " * join.space
                )
                if after is None:
                    break
                k = after[1]
            output += "\n"
        counts = score(case, output)
        bad = ("near missed", "near wrong", "far missed", "unread", "lost", "invented")
        assert not [name for name in bad if counts[name]]
        assert counts["whole"] == counts["broken"]
        assert counts["seams"] == counts["seams right"]


PLAIN = "　　春天来了，柳\n树发芽。\n　　老人说路\n\n好走。\n"


def test_the_plain_rules() -> None:
    assert nothing(PLAIN).split("\n") == ["春天来了，柳", "树发芽。", "老人说路", "好走。", ""]
    assert blank_lines(PLAIN).split("\n") == ["春天来了，柳树发芽。老人说路", "好走。", ""]
    assert sentence_ends(PLAIN).split("\n") == ["春天来了，柳树发芽。", "老人说路好走。", ""]
    assert width(PLAIN).split("\n") == ["春天来了，柳树发芽。", "老人说路", "好走。", ""]
    assert sentence_ends("the river\nbank") == "the river bank\n"


def test_a_run_scores_every_program_and_makes_a_table(cases: list[Case], tmp_path: Path) -> None:
    scores, _ = run(cases[:6])
    assert set(scores) == set(PROGRAMS)
    assert figures(total(scores["join nothing"].values())).recall == 0
    tables = report.page(scores, "Made up.")
    doc = tmp_path / "benchmarks.md"
    doc.write_text(f"before\n\n{report.START}\n\nold\n\n{report.END}\n\nafter\n", "utf-8")
    report.write(doc, tables)
    assert doc.read_text("utf-8") == f"before\n\n{report.START}\n\n{tables}\n\n{report.END}\n\nafter\n"


def test_too_little_text_makes_fewer_cases() -> None:
    little = {"zh": texts.Language("zh", "han", (("# 春天", "春天来了。"),))}
    assert list(layouts.cases(little, 1, 1)) == []
    with pytest.raises(TooLittleError):
        layouts.LAYOUTS["page"].fill(Maker(little["zh"], random.Random(1)), Case("page", "zh"))


def test_the_rows_of_a_fit_are_the_breaks_the_judge_weighs(cases: list[Case]) -> None:
    for case in cases[:40]:
        weighed = [d.names for d in engine.decide(case.text) if d.names[0] in fit_breaks.MODES]
        assert [row.names for row in fit_breaks.rows(case)] == weighed
        known = truth(case)
        assert sum(row.inside for row in fit_breaks.rows(case)) <= len(known.near) + len(known.far)
    assert {name for case in cases for row in fit_breaks.rows(case) for name in row.names} & set(breaks.weights())


WHOLE_ROWS = (
    "the council met again in the spring of the year\n\nto hear what had been said of the new road, and\n\n"
    "nobody could remember who had first thought of it.\n\nwhen the members came back from the fair they\n\n"
)
CUT_ROW = "found that \n\nthe road \n\nhad been built without\n\n"


def test_rows_that_a_reader_cut_are_put_together_before_breaks_are_looked_at() -> None:
    text = f"{WHOLE_ROWS}{CUT_ROW}{WHOLE_ROWS}{CUT_ROW}{WHOLE_ROWS}{CUT_ROW}{WHOLE_ROWS}"
    broken, done = Case("cut", "en"), 0
    broken.units.append(Unit("p", " ".join(text.split())))
    for line in text.rstrip("\n").split("\n"):
        size = len(bare(line))
        broken.lines.append((line, Place(0, done, done + size)) if size else BLANK)
        done += size
    mended = fit_breaks.mended(broken)
    lines = {line: place for line, place in mended.lines if place}
    assert [line for line in lines if line.startswith("found")] == ["found that the road had been built without"]
    assert bare(mended.text) == bare(broken.text)
    ends = [place.end for place in mended.places if place]
    assert [place.start for place in mended.places if place] == [0, *ends[:-1]]
    assert len(mended.places) == len(broken.places) - 6


def test_weights_are_fitted_and_written(
    folder: Path, cases: list[Case], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = tmp_path / "cases"
    more.mkdir()
    for number, case in enumerate(cases[:3]):
        case.save(more, str(number))
    out = tmp_path / "weights.tsv"
    fit_breaks.main([str(folder), "--count", "1", "--out", str(out), "--cases", str(more)])
    weights = {
        name: float(weight) for name, weight in (line.split("\t") for line in out.read_text("utf-8").splitlines()[1:])
    }
    assert {"col", "frag"} & set(weights)
    assert weights == dict(sorted(weights.items()))
    said = capsys.readouterr().out
    assert all(f"{threshold:>11}" in said for threshold in fit_breaks.THRESHOLDS)
    assert {line.split()[0] for line in said.splitlines()[2:]} >= {"zh", "en", "all"}


def test_a_fit_learns_what_tells_joins_from_others() -> None:
    data = [fit_breaks.Row(("col", "full" if k % 2 else "half"), bool(k % 2), "zh", "none") for k in range(100)]
    weights = fit_breaks.fit(data)
    assert weights["full"] > 1
    assert weights["half"] < -1
    table = fit_breaks.figures(weights, data).splitlines()
    assert table[-1].split()[:5] == ["all", "column", "all", "50", "50"]
    assert table[-1].split()[5] == "0/0"


def test_what_lengths_say_is_left_out_of_other_fits() -> None:
    row = fit_breaks.Row(("col", "ja full", "length lines 1 1", "ja length ranks 0 0 of 1"), True, "ja", "stop")
    assert fit_breaks.alone([row]) == [row._replace(names=["col", "ja full"])]


def test_a_fit_of_english_alone_writes_what_differs_from_the_weights_of_any_text(tmp_path: Path) -> None:
    data = [fit_breaks.Row(("col", "en full" if k % 2 else "en half"), bool(k % 2), "en", "none") for k in range(100)]
    old = {"full": -1.0, "half": -1.0, "rare": 2.0}
    weights = fit_breaks.fit(data, only="en ", old=old)
    assert weights["en full"] > 1
    assert {name: weights[name] for name in old} == old
    assert fit_breaks.fit(data, 1e6, "en ", old)["en full"] == pytest.approx(-1, abs=0.05)
    fit_breaks.write(weights | {"en rare": 2.01, "zero": 0.0, "en half": 0.0}, tmp_path / "weights.tsv")
    written = [line.split("\t")[0] for line in (tmp_path / "weights.tsv").read_text("utf-8").splitlines()[1:]]
    assert written == ["en full", "en half", "full", "half", "rare"]


def test_a_fit_of_some_names_gives_the_same_again_and_leaves_the_others_alone() -> None:
    names = [("col", "ja a", "ja b" if k % 3 else "b") for k in range(90)]
    data = [fit_breaks.Row(row, bool(k % 2), "ja", "stop") for k, row in enumerate(names)]
    old = {"col": 0.5, "a": -1.0, "b": 2.0, "ja elsewhere": 3.0}
    once = fit_breaks.fit(data, 3.0, "ja ", old)
    assert {name: once[name] for name in old} == old
    assert fit_breaks.fit(data, 3.0, "ja ", once) == once
    assert fit_breaks.fit(data, 1e6, "ja ", old)["ja a"] == pytest.approx(
        -1.0, abs=0.01
    )  # pulled to what holds for all
