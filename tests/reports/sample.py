"""Handmade files and outcomes: what every report test shows. The texts are our own."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence

from textkit.model.finding import Related, Rule, Severity, Trust
from textkit.model.outcome import Fate, FilePart, FileResult, Outcome, RunInfo, SourceChange, SourceEdit, Summary
from textkit.model.source import Segment
from textkit.model.span import Lines, Span
from textkit.model.spectrum import Spectrum
from textkit.reports import open_report

COMMA = Rule(
    "NRM001", "ascii-comma", "normalize", "An ASCII comma stands between Han.", Trust.SAFE, Severity.INFO, True
)
EXACT = Rule("DUP001", "exact-duplicate", "dedupe", "A paragraph stands twice.", Trust.SAFE, Severity.WARNING, True)
NEAR = Rule("DUP002", "near-duplicate", "dedupe", "A paragraph is almost a copy.", Trust.SAFE, Severity.WARNING, True)
TAIL = Rule("FLAG001", "truncated-tail", "flag", "A sentence breaks off.", Trust.ADVICE, Severity.WARNING, False)
BAD = Rule("DEC003", "undecodable-byte", "decode", "A byte fits no encoding.", Trust.ADVICE, Severity.ERROR, False)

FIRST = (
    "春天来了,河边的柳树绿了,孩子们跑出来放风筝,风很大。\n"
    "\n"
    "图书馆周六开放到晚上九点，读者可以凭证借阅五本书，为期一个月，逾期须缴纳少量费用。\n"
    "\n"
    "图书馆周六开放到晚上十点，读者可以凭证借阅五本书，为期一个月，逾期须缴纳少量费用。\n"
    "\n"
    "老张推着车往镇上走，走到桥头忽然想起忘了带\n"
    "\n"
    "钥匙，只好掉头回去。\n"
    "图书馆周六开放到晚上九点，读者可以凭证借阅五本书，为期一个月，逾期须缴纳少量费用。\n"
)
SECOND = "A line with a bad byte: \ufffd.\nThe end broke off in the mid\n"


def outcome(
    text: str,
    rule: Rule,
    start: int,
    end: int,
    message: str,
    *,
    path: str = "texts/a.txt",
    fate: Fate = Fate.REPORTED,
    reason: str = "",
    after: str | None = None,
    evidence: dict[str, object] | None = None,
    related: tuple[Related, ...] = (),
    byte_offset: int | None = None,
    record: str | None = None,
    number: int = 0,
    edits: Sequence[tuple[int, int, str]] = (),
) -> Outcome:
    """An outcome of ``rule`` at ``[start, end)`` of ``text``; ``after`` makes one edit of that span."""
    listed = list(edits) or ([(start, end, after)] if after is not None else [])
    name = hashlib.sha256(f"{path}{rule.code}{start}{end}{number}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Outcome(
        id=name,
        rule=rule,
        severity=rule.severity,
        trust=Trust.UNSAFE if reason == "unsafe" else rule.trust,
        fate=fate,
        reason=reason,
        path=path,
        place=Lines(text).place(Span(start, end)),
        message=message,
        evidence=evidence or {},
        related=related,
        edits=tuple(SourceEdit(a, b, text[a:b], new) for a, b, new in listed),
        number=number,
        turn=1,
        byte_offset=byte_offset,
        record=record,
    )


def related(text: str, start: int, end: int, role: str, path: str = "texts/a.txt") -> Related:
    return Related(path, Lines(text).place(Span(start, end)), role)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The lines of ``text`` that are not empty, as spans without their line ends."""
    lines = Lines(text)
    spans = [lines.content(n) for n in range(len(lines))]
    return [(s.start, s.end) for s in spans if not s.empty]


def first_file() -> tuple[FileResult, list[Outcome]]:
    """Commas to widen, an exact copy that goes, a near one that is withheld, a cut sentence that goes on."""
    spans = paragraphs(FIRST)
    keep = related(FIRST, *spans[1], "kept")
    commas = [k for k, char in enumerate(FIRST) if char == ","]
    found = [
        outcome(FIRST, COMMA, k, k + 1, "comma between Han", after="，", fate=Fate.WOULD_APPLY, number=n)
        for n, k in enumerate(commas)
    ]
    found += [
        outcome(
            FIRST,
            NEAR,
            *spans[2],
            "99 % alike, one word differs",
            fate=Fate.WITHHELD,
            reason="unsafe",
            edits=[(spans[2][0], spans[2][1] + 2, "")],
            evidence={"kind": "near", "similarity": 0.9722, "cluster": 1, "differs": [["九点", "十点"]]},
            related=(keep,),
        ),
        outcome(
            FIRST,
            TAIL,
            *spans[3],
            "the sentence breaks off between words",
            evidence={"kind": "between-words"},
            related=(related(FIRST, *spans[4], "continuation"),),
        ),
        outcome(
            FIRST,
            EXACT,
            *spans[5],
            "an exact copy",
            fate=Fate.WOULD_APPLY,
            edits=[(spans[5][0], spans[5][1] + 1, "")],
            evidence={"kind": "exact", "similarity": 1, "cluster": 1},
            related=(keep,),
        ),
    ]
    after = FIRST[: spans[5][0]].replace(",", "，")
    result = FileResult(
        path="texts/a.txt",
        encoding="gb18030",
        confidence=0.97,
        segments=(Segment(0, 500, "gb18030", 0),),
        characters_in=len(FIRST),
        characters_out=len(after),
        removed=len(FIRST) - spans[5][0] + len(commas),
        added=len(commas),
        changes=len(commas) + 1,
        before=FIRST,
        after=after,
        facts={"line_ends": {"LF": 10}, "script": "han simplified", "width": 41, "paragraphs": 6, "markdown": False},
    )
    return result, found


def second_file() -> tuple[FileResult, list[Outcome]]:
    """A damaged byte, and a sentence cut for good."""
    bad = SECOND.index("\ufffd")
    spans = paragraphs(SECOND)
    path = "texts/b.txt"
    found = [
        outcome(SECOND, BAD, bad, bad + 1, "byte 0xFF fits nothing", path=path, byte_offset=bad),
        outcome(SECOND, TAIL, *spans[1], "the sentence breaks off in a word", path=path, evidence={"kind": "in-word"}),
    ]
    size = len(SECOND)
    segments = (Segment(0, 26, "utf-8", 0), Segment(26, 55, "cp1252", 26))
    return FileResult(
        path, encoding="mixed", confidence=0.8, segments=segments, characters_in=size, characters_out=size,
        before=SECOND, after=SECOND,
    ), found  # fmt: skip


def failed_file() -> tuple[FileResult, list[Outcome]]:
    return FileResult("texts/c.bin", error="binary data", candidates=(("big5", 0.31), ("gb18030", 0.3))), []


def parts(found: list[Outcome]) -> list[FilePart]:
    """The findings in two parts, with the changes that those make which are applied."""
    made = [
        [
            SourceChange(e.offset, e.end_offset, e.before, e.after, (o.id,))
            for o in some
            if o.fate in (Fate.APPLIED, Fate.WOULD_APPLY)
            for e in o.edits
        ]
        for some in (found[:2], found[2:])
    ]
    return [FilePart(found[:2], made[0]), FilePart(found[2:], made[1])]


RUN = RunInfo("check", "0.1.0", ("texts",), False)
FILES = (first_file, second_file, failed_file)
NEXT = ("1 paragraph would go, 1 needs you.", "Write: textkit clean texts -o cleaned/")


def run(
    form: str,
    files: Sequence[tuple[FileResult, list[Outcome]]] | None = None,
    *,
    spectrum: Spectrum | None = None,
    **style: object,
) -> str:
    """The whole report ``form`` on ``files`` (default: the three of this module)."""
    out = io.StringIO()
    report = open_report(form, out, **style)  # type: ignore[arg-type]
    summary = Summary(next_step=NEXT, spectrum=spectrum)
    report.begin(RUN)
    for result, found in files if files is not None else [make() for make in FILES]:
        for part in parts(found):
            report.part(part)
        report.file(result)
        summary.add(result)
        for one in found if not result.error else ():
            summary.count(one.rule.code, one.severity, one.fate)
    report.end(summary)
    return out.getvalue()
