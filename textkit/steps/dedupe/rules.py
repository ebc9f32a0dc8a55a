"""The rules of the step: one a kind of copy."""

from __future__ import annotations

from textkit.model.finding import Rule, Severity, Trust

_A = "海滨市图书馆坚持以服务读者为中心，推动城乡阅读事业稳步前进取得新成效。"
_PAGE = """\
Paragraphs are compared by a key that drops spaces and punctuation and folds width, case, traditional and variant
characters; the text itself is never touched by that. Similarity is 2·LCS / (a + b) of two keys, the share of
characters both have in the same order; every pair at or above the threshold is found, none is guessed.

A paragraph goes only if a copy that stays reaches it: no chains. Which one stays: one that is not cut off, then one
under --prefer, then the longest, then the first by path and place (--keep changes this). One that is cut off gives way
to its whole copies alone: what lies in it, without being a copy of the same extent, is still an excerpt of it.

Where thousands of paragraphs are alike, not all pairs can be looked at. Each is then held against those that stay, and
three that differ at one slot alone are not looked for; the evidence of such a copy says ``crowd``.
"""


def _rule(
    code: str,
    name: str,
    summary: str,
    trust: Trust,
    severity: Severity,
    flagged: str,
    unflagged: str,
    page: str,
    fixable: bool = True,
    cases: tuple[str, str] = ("", ""),
) -> Rule:
    whole = f"{page}\n{_PAGE}"
    return Rule(code, name, "dedupe", summary, trust, severity, fixable, flagged, unflagged, whole, cases=cases)


EXACT = _rule(
    "DUP001",
    "exact-duplicate",
    "The same paragraph stands elsewhere, apart from spaces, marks, width or script.",
    Trust.SAFE,
    Severity.WARNING,
    f"{_A}\n\n{_A}\n",
    f"{_A}\n",
    "Equal keys and equal figures: 7.65 and 76.5 have one key and are two figures. Extractors that read a page column "
    "by column print a block again for each column it touches; collections hold one article from several sites.",
)
NEAR = _rule(
    "DUP002",
    "near-duplicate",
    "Almost the same paragraph stands elsewhere.",
    Trust.UNSAFE,
    Severity.WARNING,
    f"{_A}\n\n{_A.replace('读者', '会员')}\n",
    f"{_A}\n\n这里的文字与上一段没有关系，讲的是另外一件完全不同的事情。\n",
    "Safe where single characters differ here and there, as OCR and typing leave them. Where a word was replaced, "
    "added or lost, or a character makes something else of a word (买 and 卖, 原告 and 被告, 市长 and 副市长), the copy is "
    "withheld and the words are shown: one of the two may be the right one, or both may be.",
)
TRUNCATED = _rule(
    "DUP003",
    "truncated-duplicate",
    "A paragraph is cut off in a sentence, and the whole of it stands elsewhere.",
    Trust.SAFE,
    Severity.WARNING,
    f"{_A}全市商会组织建设不断加强。\n\n{_A}全市商会组织\n",
    f"{_A}全市商会组织\n",
    "The beginning or end of the copy that stays (95 % of its characters, in order), and cut. A figure that the cut "
    "goes through is not compared. What begins with the number of an item is no end of another, and a part of a "
    "headline is not cut.",
)
CONTAINED = _rule(
    "DUP004",
    "contained-duplicate",
    "A paragraph lies whole inside a longer one.",
    Trust.UNSAFE,
    Severity.WARNING,
    f"{_A}\n\n昨天的会议内容如下，请各位参阅。{_A}以上就是会议的全部内容，特此通知。\n",
    f"{_A}\n",
    "95 % of its characters, in order. Quotations, leads and set phrases look just so; hence a person looks.",
)
REORDERED = _rule(
    "DUP005",
    "reordered-duplicate",
    "The same sentences stand elsewhere in another order.",
    Trust.UNSAFE,
    Severity.WARNING,
    f"会议在海滨举行。代表们讨论了工作报告。{_A}\n\n{_A}会议在海滨举行。代表们讨论了工作报告。\n",
    f"会议在海滨举行。代表们讨论了工作报告。{_A}\n",
    "The characters of both are the same, and whole sentences of one are found in the other.",
)
TEMPLATE = _rule(
    "DUP006",
    "template-series",
    "Paragraphs made from one template: alike but for figures, dates, denials or names.",
    Trust.ADVICE,
    Severity.INFO,
    f"{_A}全年投入3亿元。\n\n{_A}全年投入5亿元。\n",
    f"{_A}全年投入3亿元。\n",
    "They state different facts, so none is removed. Three or more that differ at the same slot only are a family, unless "
    "they are readings of one character all but one of which make no word there: these are near duplicates that a person "
    "looks at. A series is reported once, with what is near a member of it. --allow-template compares such paragraphs "
    "like any other.",
    fixable=False,
)
PASSAGE = _rule(
    "DUP007",
    "shared-passage",
    "Two different paragraphs share a long run of characters.",
    Trust.ADVICE,
    Severity.INFO,
    f"甲地的消息。{_A}{_A[:-1]}也是如此。这里另有一些别的话要讲。\n\n"
    f"以下是乙地的情况介绍，内容很多，先看第一部分。{_A}{_A[:-1]}也是如此。还有不少材料，这里不再一一列举，请看附件。\n",
    f"{_A}\n",
    "A quotation, a copied sentence, a set phrase. Only told, never removed.",
    fixable=False,
)
FILE = _rule(
    "DUP008",
    "duplicate-file",
    "A file is wholly a copy of another.",
    Trust.SAFE,
    Severity.WARNING,
    "",
    f"{_A}\n",
    "Every paragraph, in the same order, with equal keys and figures. One finding for the file. Needs two files.",
    cases=("two files of one folder, a.txt and b.txt, that hold the same paragraphs in the same order", ""),
)
UNEXAMINED = _rule(
    "DUP009",
    "unexamined",
    "A paragraph was too costly to compare with all others.",
    Trust.ADVICE,
    Severity.WARNING,
    "",
    f"{_A}\n",
    "Its windows stand in more places than --effort allows, as in a table of ten thousand rows of one form. It stays; "
    "raise --effort to have it compared.",
    fixable=False,
    cases=("ten thousand rows of one form, with --effort 1", ""),
)

# The rule of each kind of copy.
RULE_OF = {
    "exact": EXACT,
    "near": NEAR,
    "truncated": TRUNCATED,
    "contained": CONTAINED,
    "reordered": REORDERED,
    "template": TEMPLATE,
}
RULES = (EXACT, NEAR, TRUNCATED, CONTAINED, REORDERED, TEMPLATE, PASSAGE, FILE, UNEXAMINED)
