"""Lines of programs that their neighbours give away: first prose that stands beside programs or looks like them."""

from __future__ import annotations

import time

import pytest

from textkit.judgement.code import beside, lines

PROSE = [
    ('"走吧,"他说。\n"好!"', "talk in straight marks"),
    ('"好,走吧!"', "a text on a line of its own"),
    ('"一","二","三"', "a list in straight marks"),
    ("# 目标,任务\n正文一行。", "a heading before prose"),
    ("# 安装,运行\n\nx = 1", "a blank line parts a heading from a program"),
    ("-- 他说,好。\n-- 她说,不好。", "talk between dashes"),
    ("  甲,乙。\n  丙,丁。", "indented prose"),
    ("运行下面的命令,然后重启:\nx = f(1)", "prose before a program"),
    ("x = f(1)\n最后打开,查看。", "prose behind a program"),
    ("x = 消费,投资和出口", "a sentence behind an equals sign"),
    ("He said (twice), and left\n    他说,走吧。", "English prose"),
    ("- [`f`](http://a.example/b#f) (旧的,不用)\n- f(x)", "an address is no remark"),
    ("name: 张三, 李四\n正文。", "a key beside prose"),
    ("x = f(1)\n    " + "甲,乙。" * 120, "no line of a program is so long"),
    ("C#语言(语法),好。", "the name of a language"),
    ("`甲` &rarr;\n  `乙, 丙`", "a reference ends no statement"),
]
PROGRAMS = [
    ("# 超时: 秒, 默认30\nt = 30", [0]),
    ("; 名称: 不要改\n; 见说明\n[服务]", [0, 1]),
    ("-- 查询: 用户, 按时间\nSELECT * FROM users;", [0]),
    ("- name: 安装, 配置\n  run: make", [0]),
    ("# 先: 安装, 再启动\nsome-tool install -r a.txt", [0]),
    ("# 注: 可省略\n# proxy = 1.2.3.4", [0]),
    ("x = [\n    '甲', '乙',\n    '丙', '丁'\n]", [1, 2]),
    ('{\n    "名称": "甲, 乙",\n    "说明": "丙"\n}', [1, 2]),
    ('(45, "甲县"),   # 约4-6, 未定', [0]),
    ("errors.push(`文件 ${p} 太大!`);", [0]),
    ('assert x > 0, "须为正, 整数"', [0]),
    ("def f(a):\n    '''\n    参数: 路径, 名称\n    '''\n    return a", [2]),
    ('f(\n    "甲, 乙\\n"\n)', [1]),
    ("/**\n * 写入 (覆写)\n */\nf(x);", [1]),
]


@pytest.mark.parametrize(("text", "why"), PROSE)
def test_prose_is_open(text: str, why: str) -> None:
    assert list(lines(text)) == [], why


@pytest.mark.parametrize(("text", "numbers"), PROGRAMS)
def test_programs_are_told(text: str, numbers: list[int]) -> None:
    told = {s.slice(text) for s in lines(text)}
    assert told.issuperset(text.split("\n")[n] for n in numbers)
    assert all(line.isascii() or n in numbers for n, line in enumerate(text.split("\n")) if line in told)


def test_a_program_is_looked_for_twenty_lines_away() -> None:
    text = "x = 1\n" + "# 甲\n" * 20 + "# 乙\n" * 300
    assert [s.slice(text) for s in lines(text)] == ["# 甲"] * 20


def test_a_place_beside_a_program_is_named() -> None:
    text = "甲。\n乙。\n# 丙\nx = 1\n\n丁。\n"
    assert [at for at in (0, 3, 6, 10, 16, 17) if beside(text, at)] == [6, 10, 16]


@pytest.mark.parametrize("unit", ["# 甲\n", "  甲\n", "# 甲\nx = 1\n", '"甲"\n', "x = (", "((((", "a b ", "`'\""])
def test_hostile_runs_take_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    start = time.process_time()
    list(lines(text))
    assert time.process_time() - start < 2
