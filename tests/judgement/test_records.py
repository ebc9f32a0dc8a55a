"""Data in lines: first prose that looks a little like it and stays open to the rules."""

from __future__ import annotations

import time

import pytest

from textkit.api import process
from textkit.judgement.piece_boundaries import sound
from textkit.judgement.protected import protected_spans
from textkit.judgement.records import is_data

PROSE = [
    ("他来了,她走了,我还在这里等。\n天黑了,风起了,雨也下来了。", "sentences end in a mark"),
    ("春天来了,花开了\n夏天来了,蝉叫了\n秋天来了,叶黄了", "parallel lines of two parts"),
    ("白日依山尽,黄河入海流\n欲穷千里目,更上一层楼\n明月松间照,清泉石上流", "verse without full stops"),
    ("我来过,你走了,他哭过\n我笑过,你唱了,他睡过\n我坐过,你跳了,他站过", "a song"),
    ("张三,25,北京", "one line shows no table"),
    ("甲方,乙方\n丙方,丁方", "two lines of two words"),
    (
        "提高认识, 统一思想, 狠抓落实\n加强领导, 明确责任, 形成合力\n健全制度, 严格考核, 注重实效",
        "spaces behind the commas",
    ),
    ("# 目标,任务\n正文一行。", "a heading before prose"),
    ("pH=7,溶液呈中性", "a short name in a formula"),
    ("total = 消费,投资和出口。", "a sentence behind an equals sign"),
    ("2023-05-01 12:00:01 张三,李四到场", "a time, but no level of a message"),
    ("他说 # 甲, 乙", "a number sign behind prose"),
    ("1,加强领导,落实责任。\n2,强化监督,确保实效。\n3,搞好宣传,做到家喻户晓。", "items of a list"),
    ('"甲,乙"他说:"丙,丁"', "talk before and behind"),
    ("1,甲？,a\n3,乙？,b\n4,丙？,c", "rows that are not counted through"),
    ("5,甲？,a\n6,乙？,b\n4,丙？,c", "nor these"),
    ('他点了点头,说道,"好."\n她也点了点头,说道,"走!"', "two lines of talk"),
    ("天亮了,出发\n天黑了,回家\n起风了,关窗", "three short lines of two parts"),
]
DATA = [
    ("姓名,年龄,城市\n张三,25,北京\n李四,31,上海", "all"),
    ("日期,收盘价,成交量\n2023-01-03,15.20,30000", "all"),
    ("省份;省会;简称\n河北;石家庄;冀\n山西;太原;晋", "all"),
    ("单词,释义\napple,苹果\npear,梨", "all"),
    ('"张三","男","教师"\n"李四","女","医生"', "all"),
    ("下面是名单:\n1,张三,男\n2,李四,女\n3,王五,男\n以上,完。", "1,张三,男\n2,李四,女\n3,王五,男"),
    ("省份,省会\n江苏,南京\n浙江,杭州\n安徽,合肥", "all"),
    ("号,问,数\n7,怎么安装?装不上,12\n8,好的,谢谢。,3\n9,“?”,4", "all"),
    (f'    "正文": "{"甲,乙" * 500}",', "all"),
    ("a.b.SomeError: 参数错误, 应为整数", "all"),
    ("# 超时: 秒, 默认30\nt = 30", "# 超时: 秒, 默认30"),
    ("; 名称: 不要改\n; 见说明\n[服务]\n", "; 名称: 不要改\n; 见说明"),
    ("port=3306 ; 端口, 可改", "all"),
    ("count = 1  # 第一个值, 不可为空", "all"),
    ("server.name = 甲, 乙", "all"),
    ("  keywords = {学习; 网络; 优化},", "all"),
    ("2023-05-01 12:00:01,123 INFO [main] 启动完成, 用时: 3s", "all"),
    ("// 函数: 求和, 返回整数", "all"),
    ("  title    = {山路: 石桥, 流水},", "all"),
    ("#define 最大 100 /* 单位: 个, 整数 */", "/* 单位: 个, 整数 */"),
    ('puts "完成, 共有三个"', "all"),
]


@pytest.mark.parametrize(("text", "why"), PROSE)
def test_prose_is_open(text: str, why: str) -> None:
    assert protected_spans(text, False) == [], why


@pytest.mark.parametrize(("text", "part"), DATA)
def test_data_is_protected(text: str, part: str) -> None:
    lines = [line for s in protected_spans(text, False) for line in text[s.start : s.end].split("\n")]
    assert lines == (text if part == "all" else part).split("\n")


@pytest.mark.parametrize(
    "unit", ["甲,", "甲,乙\n", "甲,乙,丙\n", "1,甲,乙\n", "#甲,\n", "#甲,\na = 1\n", "a = 1 # 甲 # ", "=甲", "-"]
)
def test_hostile_runs_take_linear_time(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    start = time.process_time()
    protected_spans(text, False)
    assert time.process_time() - start < 2


CELL = '3,"甲说,要慢慢来,\n不要着急","他答应了"\n'
WHOLE = {
    "JSON": '[\n  {"题": "山中", "句": [\n    "月出惊山鸟,",\n    "时鸣春涧中"\n  ]}\n]\n',
    "cells with commas and line ends": "号,句,答\n" + CELL * 4,
}
NOT_WHOLE = {
    "a note in brackets": "[注]这一段讲的是月亮,山里的鸟也醒了。[完]",
    "JSON that breaks off": '[\n  {"题": "山中"},\n',
    "rows of other lengths": "号,句\n" + CELL * 4,
    "talk in straight quotes": '他说,"好,走吧",就走了。\n她说,"再等,等一等",没有走。\n' * 3,
}


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_what_is_for_programs_as_a_whole_stays(text: str) -> None:
    assert is_data(text)
    assert process(text, ("rejoin", "normalize", "dedupe")).text == text


WRAPPED = "村口的石桥是二十年前修的，全\n村人都从桥上走过，去镇上赶集\n的、去地里干活的，天天都要走\n它。"
ALIKE = "村口的石桥是二十年前修的，全村人都从桥上走过，去镇上赶集的、去地里干活的，天天都要走它。"


@pytest.mark.parametrize(
    ("text", "prose", "step"),
    [
        ("号,文,注\n" + "".join(f'{n},"{WRAPPED}",甲\n' for n in range(1, 6)), f"{WRAPPED}\n", "rejoin"),
        (f'[\n"{ALIKE}",\n"{ALIKE}",\n"{ALIKE}"\n]\n', f"{ALIKE}\n" * 3, "dedupe"),
    ],
    ids=["wrapped cells", "equal members"],
)
def test_what_would_be_changed_elsewhere_stays(text: str, prose: str, step: str) -> None:
    assert process(prose, (step,)).text != prose
    assert process(text, (step,)).text == text


@pytest.mark.parametrize("text", NOT_WHOLE.values(), ids=NOT_WHOLE)
def test_other_texts_are_prose(text: str) -> None:
    assert not is_data(text)


def test_what_may_go_through_in_pieces_is_not_asked() -> None:
    assert is_data("[" + "1,\n" * 10_000 + "1]")
    assert not is_data("[" + "1,\n" * 400_000 + "1]")
    assert sound(WHOLE["JSON"], True, True)
    assert not sound(WHOLE["JSON"], False, True)  # the end of a text that was not asked


@pytest.mark.parametrize("unit", ["[", "{", '[{"a":', '"",', 'a,"\n'])
def test_hostile_data_takes_linear_time(unit: str) -> None:
    text = unit * (900_000 // len(unit)) + "]"
    start = time.process_time()
    is_data(text)
    assert time.process_time() - start < 2
