"""Where a copy ends or begins in a sentence, and where it only seems to."""

from __future__ import annotations

import pytest

from textkit.model.document import Document
from textkit.steps.dedupe import Duplicates, Options

WALL = "The inspectors walked along the whole length of the old harbour wall and found cracks in the supporting piles."
BRIDGE = "村里的老人们都以为这座石桥已经塌了，其实它还在那里，桥头的庙会年年都很热闹，远近的人都赶来。"
FAIR = "桥头的石碑上刻着捐款人的姓名，一共三百多户，字迹虽然模糊，仍旧能够一个一个地辨认出来。"


def kinds(first: str, second: str) -> list[tuple[object, str]]:
    check = Duplicates(Options(unit="line"))
    facts = check.gather()
    document = Document.of(f"{first}\n{second}\n", "a.txt")
    facts[document.key] = check.collect(document)
    judged = check.judge(facts)
    return [(f.evidence["kind"], str(f.trust)) for key in judged for f in judged[key]]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (WALL, f"{WALL} Repairs are expected to begin in the second half of the year.", ("contained", "unsafe")),
        (WALL[:-8], WALL + " Repairs begin soon.", ("truncated", "safe")),
        (WALL, f"Nobody believed reports that {WALL[0].lower()}{WALL[1:]}", ("near", "unsafe")),
        (FAIR, f"没有人相信{FAIR}", ("truncated", "unsafe")),
        (FAIR, f"他的律师主张{FAIR}", ("truncated", "unsafe")),
        (BRIDGE[:30], BRIDGE + FAIR, ("truncated", "safe")),
    ],
)
def test_cut_or_whole(first: str, second: str, told: tuple[str, str]) -> None:
    assert kinds(first, second) == [told]


@pytest.mark.parametrize(
    ("text", "this", "that"),
    [
        ("从村口到镇上的学校一共有15公里的山路，孩子们每天天不亮就出门。", "公里", "公尺"),
        ("合作社今年一共流转了30亩水田，全部种上了优质的晚稻品种。", "亩", "顷"),
        ("会議は来週の月曜日に本社の大会議室で行われる予定ですので、ご参加ください。", "月曜", "木曜"),
        ("회의는 다음 주 월요일에 본사 대회의실에서 열릴 예정이니 모두 참석해 주십시오.", "월요", "목요"),
        ("此碑立于甲子年春天，由全村老少一起出资，请邻县的石匠刻成。", "甲子", "丙子"),
        ("The company paid $45,000 for the repairs of the old bridge near the harbour last spring.", "$", "€"),
    ],
)
def test_units_days_years_and_currencies_are_statements(text: str, this: str, that: str) -> None:
    assert kinds(text, text.replace(this, that)) == [("template", "advice")]
