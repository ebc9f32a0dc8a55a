"""JOIN006: rows of columns in one line are named and joined with nothing; tables and spaced names are neither."""

from __future__ import annotations

import pytest

from textkit.api import process
from textkit.judgement.breaks import decide

LEFT = (
    "会议指出，今年以来全市经济运行总体平稳，主要指标好于预期，高质量发展取得新的成效。下一步要继续扩大有效投资，"
    "支持企业加快技术改造，帮助困难群众解决就业问题，确保完成全年各项目标任务，不断增强人民群众的获得感和幸福感。"
)
RIGHT = (
    "昨天上午，记者来到城东的一所小学，看到孩子们正在操场上练习跑步，老师站在旁边认真地记录成绩。校长告诉记者，学校"
    "每天安排一个小时的体育活动，学生的身体越来越好，近视的人数比去年减少了许多，家长们对此非常满意。"
)


def wrapped(text: str, size: int = 14) -> list[str]:
    return [text[k : k + size] for k in range(0, len(text), size)]


def side_by_side(gap: str = "    ", indent: str = "") -> str:
    rows = zip(wrapped(LEFT), wrapped(RIGHT), strict=False)
    return "".join(f"{indent}{left}{'　' * (14 - len(left))}{gap}{right}\n" for left, right in rows)


PLAIN = {
    "a column of prose": "\n".join(wrapped(LEFT)),
    "a table of figures": "".join(f"{n}月份    收入{n}千元    支出{n}百元    结余若干\n" for n in range(1, 12)),
    "a table of words": "鼓楼街道    王建国主任    星期一上午\n城东街道    李爱民书记    星期二下午\n" * 5,
    "names set apart": "张建国    李爱民    王小明\n赵卫东    钱学文    孙立新\n" * 5,
    "a gap here and there": "\n".join(
        f"{line[:7]}    {line[7:]}" if n % 5 == 0 else line for n, line in enumerate(wrapped(LEFT))
    ),
    "verse in two halves": "春眠不觉晓    处处闻啼鸟\n夜来风雨声    花落知多少\n" * 4,
    "questions and answers": "姓名：王建国    年龄：四十五岁\n住址：城东街道    电话：没有登记\n" * 4,
}


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN.keys())
def test_what_is_no_row_of_columns(text: str) -> None:
    assert "JOIN006" not in {o.rule.code for o in process(text, ("rejoin",)).outcomes}


BEFORE = "记者从会上获悉，本市将进一步\n完善公共服务体系，在城乡之间\n新建一批便民设施，让居民在家\n门口就能办事。\n"
BEHIND = "沿着河岸往上走，两边都是高大\n的树木，阳光从树叶中间照下来\n落在清澈的水面上。\n"
SINGLE = (
    "会议指出，今年以来全市经济运 昨天上午，记者来到城东的一所\n"
    "行总体平稳，主要指标好于预期 小学，看到孩子们正在操场上练\n"
    "高质量发展取得新的成效，下一 习跑步，老师站在旁边认真地记\n"
)


def test_rows_of_two_columns_with_a_single_space_between() -> None:
    told = process(f"{BEFORE}{SINGLE}{BEHIND}", ("rejoin",), stitch=True)
    assert [o.rule.code for o in told.outcomes if o.rule.code == "JOIN006"] == ["JOIN006"]
    assert f"门口就能办事。\n{SINGLE}沿着河岸" in told.text


ONE_SPACE = {
    "one such line": BEFORE + SINGLE.split("\n")[0] + "\n" + BEHIND,
    "a sentence goes on across the space": "会议指出，今年以来全市经济运 行总体平稳，主要指标好于预期\n"
    "记者获悉，本市正在进一步完善 公共服务体系，在城乡之间新建\n",
    "two long paragraphs alike, with blank lines between": "".join(
        f"提升{n}建设水平，推动乡村旅游发展。加强部门之间的沟通交流，常态化开展下乡走访活动，向农户送技术、送信息、送服务，"
        "被评为全省优化乡村环境 助力农户增收的典型，带动了周围村庄的发展，农户的收入连续三年保持增长。\n\n"
        for n in ("道路", "水利")
    ),
    "two slogans": "聚势新能智创未来共谋发展大计 凝心聚力同向同行再创新的辉煌\n" * 3,
}


@pytest.mark.parametrize("text", ONE_SPACE.values(), ids=ONE_SPACE.keys())
def test_a_single_space_that_is_no_gap(text: str) -> None:
    assert "JOIN006" not in {o.rule.code for o in process(text, ("rejoin",)).outcomes}


ROWS = {
    "two columns": side_by_side(),
    "two spaces between": side_by_side("  "),
    "an ideographic space between": side_by_side("　　"),
    "a tab and more between": side_by_side("\t\t"),
    "indented": side_by_side(indent="      "),
    "blank lines between": side_by_side().replace("\n", "\n\n"),
    "headings and page numbers around": f"本版导读\n\n{side_by_side()}\n第三版\n",
}


@pytest.mark.parametrize("text", ROWS.values(), ids=ROWS.keys())
def test_rows_of_columns_are_named_and_left(text: str) -> None:
    told = process(text, ("rejoin",))
    assert told.text == text
    assert [(o.rule.code, str(o.fate)) for o in told.outcomes] == [("JOIN006", "reported")]


def test_what_stands_around_them_is_joined() -> None:
    text = f"{chr(10).join(wrapped(RIGHT))}\n\n{side_by_side()}"
    made = process(text, ("rejoin",)).text
    assert made.startswith(RIGHT[:42])
    assert made.endswith(f"\n\n{side_by_side()}")


def test_many_gaps_cost_little() -> None:
    assert not decide(("的    " * 200 + "\n") * 500).fused
