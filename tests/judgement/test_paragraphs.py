"""Paragraphs are what the safe joins make, and lead back to the text."""

from __future__ import annotations

from textkit.judgement.paragraphs import paragraphs, safe_joins
from textkit.model.document import Document

TEXT = "近年来，我国数字经济发展迅\n速，已经成为推动经济社会发\n展的重要力量。各地区各部门\n积极推进基础设施建设，并\n取得了成效。\n\n第二段在这里。\n"


def test_a_text_of_paragraphs_has_no_changes() -> None:
    text = "第一段在这里。\n\n第二段在这里。\n"
    assert len(safe_joins(text)) == 0
    found = paragraphs(Document.of(text))
    assert found.text == text
    assert [span.slice(text) for span in found.spans] == ["第一段在这里。", "第二段在这里。"]


def test_spans_lead_back_to_their_lines() -> None:
    found = paragraphs(Document.of(TEXT))
    assert [span.slice(found.text)[:4] for span in found.spans] == ["近年来，", "第二段在"]
    pieces = found.lead(found.spans[0])
    assert [piece.slice(TEXT) for piece in pieces] == [TEXT[: TEXT.index("\n\n")]]


def test_a_paragraph_in_pieces_leads_to_each_of_them() -> None:
    tail = "会议指出，要坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，推动高质量发"
    head = "展取得新成效，不断满足人民日益增长的美好生活需要。"
    text = f"{tail}\n\n图为会议现场。\n\n{head}\n"
    found = paragraphs(Document.of(text))
    assert [span.slice(found.text) for span in found.spans] == [tail + head, "图为会议现场。"]
    assert [p.slice(text).strip() for p in found.lead(found.spans[0])] == [tail, head]
    assert [p.slice(text).strip() for p in found.lead(found.spans[1])] == ["图为会议现场。"]


def test_exempt_lines_stand_alone_in_markdown() -> None:
    text = f"<!-- textkit: off -->\n{TEXT}<!-- textkit: on -->\n"
    assert len(paragraphs(Document.of(text, "a.md")).spans) == 8
