"""How a look ends: what would go, counted in paragraphs, and whole files as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import textkit

TEA = "运河两岸的老茶馆每天清早就坐满了听书的客人，说书先生一拍醒木，满堂立刻安静下来。"
HILL = "山里的果园今年换了新的灌溉办法，水顺着细管一滴一滴渗进树根，比从前省了一大半。"
FIELD = "气象站的年轻人守着仪器过了一整个冬天，记下来的数字装满了三个厚厚的本子。"


@pytest.mark.parametrize(
    ("files", "english", "chinese"),
    [
        ([[TEA, HILL], [TEA, FIELD]], "1 paragraph would go, 0 need you.", "1 段将删去，0 处需要您决定。"),
        ([[TEA, HILL], [TEA, HILL]], "1 file would go, 0 need you.", "1 个文件将删去，0 处需要您决定。"),
        ([[TEA], [TEA], [TEA]], "2 files would go, 0 need you.", "2 个文件将删去，0 处需要您决定。"),
        (
            [[TEA, HILL], [TEA, HILL], [HILL, TEA, FIELD], [FIELD.replace("年轻人", "老人"), HILL[::-1]]],
            "2 paragraphs and 1 file would go, 1 needs you.",
            "2 段、1 个文件将删去，1 处需要您决定。",
        ),
    ],
)
def test_what_would_go(files: list[list[str]], english: str, chinese: str, tmp_path: Path) -> None:
    for name, paragraphs in zip("abcd", files, strict=False):
        (tmp_path / f"{name}.txt").write_text("\n\n".join(paragraphs) + "\n", "utf-8")
    for lang, told in (("en", english), ("zh", chinese)):
        assert told in textkit("dedupe", ".", "--lang", lang, cwd=tmp_path).text.splitlines()
