"""textkit as a library: what the README shows, and each thing that can be asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import textkit
from textkit import Fate, Trust, clean, process
from textkit.reading.errors import BinaryInput

README = Path(__file__).parents[1] / "README.md"
PLACE = "全市各级机关干部深入村组走访群众，详细了解春耕备耕的进展情况，帮助解决种子、化肥和农机方面的困难，"
ONE, OTHER = f"{PLACE}着力提升服务水平。\n", f"{PLACE}着力提升凝聚水平。\n"


def test_the_example_of_the_readme() -> None:
    code = re.search(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert code is not None
    names: dict[str, object] = {}
    exec(code[1], names)
    told = re.search(r"^result\.text  # (.+)$", code[1], re.MULTILINE)
    result = names["result"]
    assert isinstance(result, textkit.Result)
    assert told is not None
    assert result.text == f"{told[1]}\n"
    assert [o.rule.name for o in result.outcomes] == ["hard-wrap", "ascii-comma"]
    assert {o.fate for o in result.outcomes} == {Fate.APPLIED}


def test_changes_lead_from_the_text_to_the_result_and_back() -> None:
    result = clean("他说,走吧\u200b。\n\n他说,走吧。\n")
    made, at = [], 0
    for change in result.changes:
        made += [result.before[at : change.offset], change.after]
        assert change.before == result.before[change.offset : change.end_offset]
        at = change.end_offset
    assert "".join(made) + result.before[at:] == result.text
    assert result.origin.apply(result.before) == result.text
    assert result.origin.invert(result.before).apply(result.text) == result.before


def test_bytes_are_decoded_first() -> None:
    result = clean(ONE.replace("，", ",").encode("gb18030"), path="page.txt")
    assert result.text == ONE
    assert {o.path for o in result.outcomes} == {"page.txt"}


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(BinaryInput, match=re.escape("page.pdf")):
        clean(b"%PDF-1.7\n", path="page.pdf")
    assert issubclass(BinaryInput, textkit.TextkitError)


@pytest.mark.parametrize(
    ("step", "options", "message"),
    [
        ("join", {}, "no step 'join'"),
        ("dedupe", {"dedup": {"threshold": 0.9}}, "no step 'dedup'"),
        ("dedupe", {"dedupe": {"treshold": 0.9}}, "treshold"),
        ("dedupe", {"dedupe": {"threshold": "0.9"}}, "dedupe"),
        ("dedupe", {"dedupe": {"threshold": 3}}, "threshold must be above 0.5"),
    ],
)
def test_what_no_step_knows_is_refused(step: str, options: dict[str, dict[str, object]], message: str) -> None:
    with pytest.raises(textkit.TextkitError, match=re.escape(message)):
        process(ONE, (step,), options=options)


def test_unsafe_fixes_wait_to_be_asked_for() -> None:
    kept = clean(f"{ONE}\n{OTHER}")
    assert [(o.trust, o.fate, o.reason) for o in kept.outcomes] == [(Trust.UNSAFE, Fate.WITHHELD, "unsafe")]
    assert kept.text == f"{ONE}\n{OTHER}"
    assert clean(f"{ONE}\n{OTHER}", unsafe=True).text == ONE


def test_far_continuations_are_joined_where_asked_for() -> None:
    tail, head = "会议要求各地各部门抓好今年的粮食生产和重要农产品供", "给保障工作，守住不发生规模性返贫的底线。"
    other = "本报讯 昨日上午，市图书馆新馆正式开放，首日迎来读者近万人次，借阅图书三千余册。"
    text = f"{tail}\n\n{other}\n\n{head}\n"
    assert clean(text).text == text
    assert clean(text, stitch=True).text == f"{tail}{head}\n\n{other}\n"


def test_options_of_steps_are_obeyed() -> None:
    text = "使用Python处理文本。\n"
    assert clean(text).text == text
    assert clean(text, options={"normalize": {"latin_space": "insert"}}).text == "使用 Python 处理文本。\n"


def test_a_path_tells_the_type() -> None:
    text = "正文。\n\n    open 甲, 乙, 丙\n"
    assert clean(text, path="a.md").text == text
    assert clean(text, path="a.txt").text != text


def test_steps_run_alone() -> None:
    text = "他说,走\n吧。\n"
    assert process(text, ("normalize",)).text == "他说，走\n吧。\n"
    assert process(text, ()).text == text


def test_to_convert_without_saying_to_what_is_refused() -> None:
    with pytest.raises(textkit.TextkitError, match="say what to convert to"):
        process("他来了。", ("convert",))
