"""The rejoin step: its rules on their own pages, its findings, and the whole step on a page."""

from __future__ import annotations

import pytest

from textkit.judgement.breaks.far_continuations import Continuation
from textkit.model.changes import ChangeSet
from textkit.model.document import Document
from textkit.model.finding import Finding, Rule, Trust
from textkit.model.span import Span
from textkit.steps.rejoin import RULES, Options, checks, displaced


def run(text: str, *, stitch: bool = False) -> tuple[str, list[Finding]]:
    """The text after the step, and all findings."""
    found: list[Finding] = []
    for check in checks(Options()):
        findings = list(check.check(Document.of(text)))
        found += findings
        made = [f for f in findings if f.trust is Trust.SAFE or (stitch and f.reason == "stitch")]
        edits = [(e, k) for k, f in enumerate(made) for e in f.edits]
        text = ChangeSet.of([e for e, _ in edits], [k for _, k in edits]).apply(text)
    return text, found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_speaks_about_its_own_example_and_not_about_the_other(rule: Rule) -> None:
    assert rule.code in {f.rule.code for f in run(rule.flagged)[1]}
    assert rule.code not in {f.rule.code for f in run(rule.unflagged)[1]}


def test_rules_are_in_order_and_have_pages() -> None:
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)
    assert all(rule.page and rule.summary.endswith(".") for rule in RULES)


TAIL = "会议指出，要坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，深入学习贯彻习近平新时代中国特色社"
OTHER = "昨日，全市组织开展了志愿服务活动，共有三百余名志愿者走上街头，清理卫生死角，劝导文明出行，受到居民的一致好评。"
HEAD = "会主义思想，不断满足人民日益增长的美好生活需要，推动各项工作取得新成效。"


def test_a_far_continuation_waits_for_stitch() -> None:
    text = f"{TAIL}\n\n{OTHER}\n\n{HEAD}\n"
    kept, found = run(text)
    assert kept == text
    assert [(f.rule.name, f.trust, f.reason) for f in found] == [("displaced-continuation", Trust.UNSAFE, "stitch")]
    stitched, _ = run(text, stitch=True)
    assert stitched == f"{TAIL}{HEAD}\n\n{OTHER}\n"
    assert run(stitched, stitch=True)[0] == stitched


ENGLISH_TAIL = "The council had not yet decided whether the bridge over the river should be"
ENGLISH_OTHER = (
    "“I never saw a better garden,” said the visitor. The roses had been planted in spring and stood in full flower."
)
ENGLISH_HEAD = "repaired before the winter, for the engineers asked for more time and for a larger sum of money."


def test_an_english_continuation_waits_for_stitch() -> None:
    text = f"{ENGLISH_TAIL}\n\n{ENGLISH_OTHER}\n\n{ENGLISH_OTHER.upper()}\n\n{ENGLISH_HEAD}\n"
    assert run(text)[0] == text
    stitched, found = run(text, stitch=True)
    assert stitched.startswith(f"{ENGLISH_TAIL} {ENGLISH_HEAD}\n")
    assert "displaced-continuation" in {f.rule.name for f in found}
    assert run(stitched, stitch=True)[0] == stitched


@pytest.mark.parametrize(
    "text",
    [
        "Apples from the garden behind\n\nBread and a little butter\n\nmilk of the morning, fresh\n",  # a list
        "the woods are lovely dark and deep\n\nbut I have promises that I must keep\n\nand miles to go before I sleep\n",
    ],
)
def test_short_english_lines_that_end_without_a_stop_are_no_cut_sentences(text: str) -> None:
    assert run(text, stitch=True)[0] == text


BRIDGE = "町では川に新しい橋を架ける計画が進んでいる。橋の場所は技師たちが調べている。"
JAPANESE_TAIL = "新しい橋を川のどこに架けるかについては、町の人々のあいだでも意見が分かれており、春までに結論を出すことは難しいと考えられ"
JAPANESE_HEAD = "ていた。しかし技師たちは調査を終え、橋の場所を町に伝えた。"
BUILT = "橋は来年の秋に完成する。町の人々は川を渡って通うことになる。"
ROSES = (
    "庭のばらは春に植えられ、いまがちょうど見ごろである。訪れた人は口々にその美しさをほめた。",
    "ばらの展覧会は月末まで開かれている。入場は無料で、庭では子どもたちのための教室もある。",
)


def test_a_japanese_continuation_waits_for_stitch() -> None:
    text = "\n\n".join((BRIDGE, JAPANESE_TAIL, *ROSES, JAPANESE_HEAD, BUILT)) + "\n"
    assert run(text)[0] == text
    stitched, _ = run(text, stitch=True)
    assert f"{JAPANESE_TAIL}{JAPANESE_HEAD}\n" in stitched
    assert run(stitched, stitch=True)[0] == stitched


def test_japanese_items_without_a_stop_are_no_cut_sentences() -> None:
    items = [
        "サーバーを起動してからブラウザーで設定の画面を開く",
        "変更した設定は保存するまで反映されない。",
        "利用者の一覧から削除したい名前を選んでボタンを押す",
        "削除した名前はもとに戻せない。",
    ]
    text = "\n\n".join(items) + "\n"
    assert run(text, stitch=True)[0] == text


def test_a_report_that_names_its_agency_goes_on_elsewhere_too() -> None:
    stitched, _ = run(f"央视网消息（新闻联播）：{TAIL}\n\n{OTHER}\n\n{HEAD}\n", stitch=True)
    assert stitched == f"央视网消息（新闻联播）：{TAIL}{HEAD}\n\n{OTHER}\n"


def test_a_far_continuation_in_the_middle_takes_its_blank_lines_along() -> None:
    text = f"{TAIL}\r\n\r\n{OTHER}\r\n\r\n{HEAD}\r\n\r\n会议最后作出部署。\r\n"
    assert run(text, stitch=True)[0] == f"{TAIL}{HEAD}\r\n\r\n{OTHER}\r\n\r\n会议最后作出部署。\r\n"


def test_a_sentence_over_a_caption_is_one_finding_with_a_move() -> None:
    text = "会议指出，要坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，推动高质量发\n\n图为会议现场。\n\n展取得新成效，不断满足人民日益增长的美好生活需要。\n"
    found = [f for f in run(text)[1] if f.rule.code == "JOIN002"]
    assert len(found) == 1
    moved = [e for e in found[0].edits if e.move]
    assert [e.after.strip() for e in moved] == ["", "图为会议现场。"]
    assert moved[1].after == text[moved[0].start : moved[0].end]


def test_findings_carry_confidence_and_reasons() -> None:
    _, found = run(RULES[0].flagged)
    evidence = found[0].evidence
    assert evidence["kind"] == "wrap"
    assert 0.8 < float(str(evidence["confidence"])) <= 1
    assert evidence["reasons"]


JUMP = "今年以来，全市各级各部门认真落实各项决策部署，持续优化营商环境，着力打通企业反映强烈的堵点难点，全力推"
LANDING = "动惠企政策直达快享，让企业有更多获得感，为完成全年目标任务打下坚实基础。"


def test_a_jump_line_leads_past_what_stands_between() -> None:
    text = f"{JUMP}\n\n（下转第3版）\n\n{OTHER}\n\n（上接第1版）\n\n{LANDING}\n"
    stitched, found = run(text, stitch=True)
    reasons = next(f.evidence["reasons"] for f in found if f.rule.name == "displaced-continuation")
    assert "jump lines behind the tail and before the head" in str(reasons)
    assert stitched == f"{JUMP}{LANDING}\n\n（下转第3版）\n\n{OTHER}\n\n（上接第1版）\n"
    assert run(stitched, stitch=True)[0] == stitched


def test_a_sentence_sent_to_another_page_does_not_go_on_behind_its_jump_line() -> None:
    text = f"{JUMP}\n\n（下转第3版）\n\n{LANDING}\n"
    assert run(text)[0] == text


def test_a_page_with_furniture() -> None:
    body = "近年来，我国数字经济发展迅\n速，已经成为推动经济社会发\n展的重要力量。各地区各部门\n"
    rest = "积极推进数字基础设施建设，\n不断完善相关制度，取得了明\n显成效。\n"
    text = f"{body}- 12 -\n{rest}\n第二段在这里。\n"
    assert run(text)[0] == f"{(body + rest).replace(chr(10), '')}\n- 12 -\n\n第二段在这里。\n"


def test_a_doubtful_join_is_withheld() -> None:
    _, found = run(
        "近年来，我国数字经济发展迅\n速，已经成为推动经济社会发\n展的重要\n\n力量。各地区各部门积极推进\n基础设施建设。\n"
    )
    assert all(f.trust is not Trust.SAFE or float(str(f.evidence["confidence"])) > 0.8 for f in found)


def test_a_block_that_is_moved_and_one_joined_with_it_never_meet_in_one_look() -> None:
    text = f"{TAIL}\n\n{OTHER}\n\n{HEAD}\n\n{OTHER[:-1]}\n"
    tail, head, behind = (Span(at := text.index(s), at + len(s)) for s in (TAIL, HEAD, f"{OTHER[:-1]}\n"))
    moved = Continuation(tail, head, 0.9, False, True, ())
    for sure in (True, False):
        joined = Continuation(head, Span(behind.start, behind.end - 1), 0.9, True, sure, ())
        found = displaced.findings(Document.of(text), [moved, joined])
        assert [f.span for f in found] == [head if sure else tail]
        ChangeSet.of([e for f in found for e in f.edits], [0] * sum(len(f.edits) for f in found))


def test_a_sentence_whose_rest_is_lost_does_not_go_on_in_the_number_of_a_page() -> None:
    blocks = (
        "联合国秘书长昨天呼吁各方停止军事行动，并任命外交官为个人特使。德国",
        "\n- 43 -\n\n据报道，一批士兵前往中东地区，另有一万名士兵可能启程",
        "\n图为签约现场\n\n伊拉克国防部昨天发表声明说，位于该国西部安巴尔省的",
        "\n69\n\n书长昨天呼吁各方停止军事行动，并任命外交官为个人特使。德国",
        "\n第12页\n",
    )
    assert "\n69\n" in run("\n\n".join(blocks))[0]


@pytest.mark.parametrize(
    ("between", "reason"),
    [
        ("村民在田间忙碌。", "stitch"),  # it ends as a sentence does
        ("市里举办第三届清河菜花节", "unsafe"),
        ("三届清河菜花节闭幕之后，村民在田间忙碌", "stitch"),  # it has a mark in it
        (f"村民在田间忙碌\n\n{OTHER}", "stitch"),  # an article of its own
        ("村民在田间忙碌", "unsafe"),
    ],
)
def test_over_one_short_block_without_a_mark_a_sentence_is_followed_as_over_a_caption(
    between: str, reason: str
) -> None:
    tail = "市农业农村局最新农情调度显示，目前全市小麦一二类苗占比过八成，"
    head = "比越冬前提高三个多百分点，小麦长势总体稳健，市农业农村局已派出工作组指导小麦田间管理。"
    found = [f for f in run(f"{tail}\n\n{between}\n\n{head}\n")[1] if f.rule.name == "displaced-continuation"]
    assert {f.reason for f in found} <= {reason}
    assert found or reason == "stitch"


def test_over_such_a_block_less_is_asked_than_over_an_article() -> None:
    tail, head = (
        "每年春天，成千上万只候鸟要在这片湿地停留半个月，然后继续",
        "向北飞行，志愿者们会在湖边守上整整一个春天。",
    )
    first = "记者在采访中看到，村口的大树下坐着几位老人，他们一边喝茶一边谈论今年的收成。"
    last = "记者在路上看到，村口的大树下坐着几位老人，他们一边喝茶一边谈论今年的收成。"
    for between, joined in (("村民在田间忙碌", True), (OTHER, False)):
        assert (tail + head in run(f"{first}\n\n{tail}\n\n{between}\n\n{head}\n\n{last}")[0]) is joined
