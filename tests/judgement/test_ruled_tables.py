"""Tables under rulers: where they begin and end, and that no step takes their rows for lines of a paragraph or for copies."""

from __future__ import annotations

import time

import pytest

import textkit
from textkit.judgement.ruled_tables import ruled_tables

SIMPLE = (
    "改革内容                       主要负责机构\n"
    "-----------------------------  -----------------------------------\n"
    "渔业债券                       中国人民银行，财政部，渔业部\n"
    "银行的业务模式：共同基金子公司  证监会，银监会\n"
    "远期交易                       中国人民银行，银监会"
)
SEVERAL = (
    "--------  --------------  -----------\n"
    "年份      耕地面积        人均耕地\n"
    "          （万亩）        （亩）\n"
    "--------  --------------  -----------\n"
    "1947      127487          2.77\n"
    "\n"
    "1948      以1949年        2.71\n"
    "          人口数估计\n"
    "\n"
    "1949      127487          2.77\n"
    "--------  --------------  -----------"
)
STRUCTURED = "=====  =====\nA      not A\n=====  =====\nFalse  True\nTrue   False\n=====  ====="
CLIENT = "  id  |  name\n------+-------\n"
BEFORE = "渡口的老人说起那一年的大水，总要先点上一袋烟，看着对岸的山，半天才开口。"
AFTER = "那时候河面比现在宽一倍，船要走半个时辰，遇上大风就得在沙洲上过夜。"


@pytest.mark.parametrize("table", [SIMPLE, SEVERAL, STRUCTURED], ids=["simple", "of several lines", "equals signs"])
@pytest.mark.parametrize("between", ["\n\n", "\n"], ids=["blank lines around", "none"])
def test_a_table_is_its_rulers_and_the_rows_beside_them(table: str, between: str) -> None:
    text = f"{BEFORE}{between}{table}{between}{AFTER}\n"
    assert [span.slice(text) for span in ruled_tables(text)] == [table]


def test_two_tables_of_the_same_columns_are_two_where_prose_stands_between_them() -> None:
    text = f"{SEVERAL}\n\n{BEFORE}\n{AFTER}\n\n{SEVERAL}\n"
    assert [span.slice(text) for span in ruled_tables(text)] == [SEVERAL, SEVERAL]


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("no rows", f"{BEFORE}\n\n---- ----\n\n{AFTER}\n"),
        ("a line across the page", f"{BEFORE}\n\n- - - - -\n\n{AFTER}\n"),
        ("underlined head", f"{BEFORE[:8]}\n--------\n{AFTER}\n"),
        ("bars are another kind", CLIENT),
        ("prose around", f"{BEFORE}\n---- ----\n{AFTER}\n"),
    ],
    ids=lambda value: value if "\n" not in value else "",
)
def test_is_no_table(reason: str, text: str) -> None:
    assert list(ruled_tables(text)) == [], reason


@pytest.mark.parametrize("path", ["page.md", "page.txt"])
@pytest.mark.parametrize("table", [SIMPLE, SEVERAL], ids=["simple", "of several lines"])
def test_tables_stay_as_they_are(table: str, path: str) -> None:
    rows = "\n".join(line.rstrip() for line in table.split("\n"))
    text = f"{BEFORE}\n\n{rows}\n\n{AFTER}\n\n{rows}\n"
    steps = ("rejoin", "normalize", "dedupe", "flag")
    result = textkit.process(text, steps, path=path, unsafe=True, stitch=True)
    assert result.text == text
    assert not [one for one in result.outcomes if one.rule.code.startswith("FLAG")]


def test_lines_of_a_cell_are_not_cut_off() -> None:
    table = (
        "--------------------------   ------------------------------\n"
        "渡口的管理                   渡船的管理\n"
        "--------------------------   ------------------------------\n"
        "收费的标准由渡口自己决定     免费或按照人头收费，老人孩子，\n"
        "                             残疾人一律不收取任何费\n"
        "\n"
        "船工每年都要参加渡口的考     没有任何形式的考核或者培训，\n"
        "核                           只要会撑船的人都可以\n"
        "--------------------------   ------------------------------"
    )
    assert not textkit.process(f"{BEFORE}\n\n{table}\n\n{AFTER}\n", ("flag",), path="page.md").outcomes


def test_many_rulers_take_no_longer_than_their_number() -> None:
    text = "---- ----\n" * 20_000 + "甲    乙\n"
    started = time.process_time()
    assert len(list(ruled_tables(text))) == 1
    assert time.process_time() - started < 5
