"""The reports' own words in English and Chinese. What rules say, codes, names and data keys are the same in both."""

from __future__ import annotations

from textkit.model.outcome import Fate, FileResult, Summary
from textkit.reports.visible import counted, visible

ENGLISH = {
    "title": "textkit report",
    "files": "files",
    "file": "file",
    "findings": "findings",
    "Findings": "Findings",
    "characters": "characters",
    "records": "records",
    "unread": "records that could not be read and are carried along as they are: {n}",
    "line": "line",
    "sure": "sure",
    "with_bom": "BOM",
    "error": "not done",
    "candidates": "could be",
    "more": "and {n} more",
    "all_places": "and {n} more (-v shows every place)",
    "duplicates": "Duplicates",
    "block": "block {n}: {p} paragraphs, lines {a}, repeat {b}",
    "spectrum": "How alike (threshold {t})",
    "no_pairs": "no pairs of different texts between {a} and {b}",
    "place": "place",
    "kind": "kind",
    "alike": "alike",
    "fate": "fate",
    "kept": "kept copy",
    "copy": "this copy",
    "differs": "kept → this copy",
    "goes_on": "goes on at",
    "nowhere": "no continuation found",
    "comes_from": "goes on from",
    "rule": "rule",
    "name": "name",
    "found": "found",
    "severity": "severity",
    "total": "total",
    "proof": "{i} characters in − {r} removed + {a} added = {o} out",
    "proof_ok": "all accounted for",
    "proof_bad": "NOT ACCOUNTED FOR: nothing was written; please report this",
    "clean": "Nothing found in {files}.",
    "counts": "{files}, {findings} of {rules}",
    "failed": "{files} could not be done",
    "encoding": "encoding",
    "in": "in",
    "out": "out",
    "removed": "removed",
    "added": "added",
    "changes": "changes",
    "cluster": "Cluster",
    "message": "message",
    "before_after": "before → after",
    "not_shown": "{n} more are not shown here; the JSON report has them all.",
    "all_rules": "all rules",
    "all_fates": "all fates",
    "all_files": "all files",
    "search": "search",
    "filter": "Filter",
    "hits": "{n} findings",
    "totals": "Totals",
    "look": "a look: nothing was written",
    "written": "written",
    "run": "run",
    "line_breaks": "Line breaks inside a copy are not shown.",
    "text_unknown": "The text of this copy is not at hand; see {place}.",
    "script_off": "Filters need scripts; everything is listed below all the same.",
    "inspected": "worst first",
    "card_files": "files",
    "card_findings": "findings",
    "card_applied": "applied",
    "card_would": "would be applied",
    "card_needs": "left to you",
    "Rules": "Rules",
    "rules": "rules",
    "Files": "Files",
    "identical": "reads the same",
}

CHINESE = {
    "title": "textkit 报告",
    "files": "个文件",
    "file": "文件",
    "findings": "处",
    "Findings": "各处问题",
    "characters": "字符",
    "records": "条记录",
    "unread": "{n} 条记录读不出来，原样保留",
    "line": "行",
    "sure": "把握",
    "with_bom": "带 BOM",
    "error": "未完成",
    "candidates": "可能是",
    "more": "另有 {n} 处",
    "all_places": "另有 {n} 处（-v 全部列出）",
    "duplicates": "重复段落",
    "block": "重复块 {n}：{p} 段，第 {a} 行，与 {b} 相同",
    "spectrum": "相似度分布（阈值 {t}）",
    "no_pairs": "{a} 与 {b} 之间没有相似的不同文本",
    "place": "位置",
    "kind": "类型",
    "alike": "相似度",
    "fate": "处理",
    "kept": "保留的一份",
    "copy": "这一份",
    "differs": "保留的 → 这一份",
    "goes_on": "下接",
    "nowhere": "找不到下文",
    "comes_from": "上接",
    "rule": "规则",
    "name": "名称",
    "found": "处数",
    "severity": "程度",
    "total": "合计",
    "proof": "读入 {i} 字符 − 删去 {r} + 加入 {a} = 输出 {o}",
    "proof_ok": "每个字符都有着落",
    "proof_bad": "对不上：未写出任何文件，请报告此问题",
    "clean": "{files}，没有发现问题。",
    "counts": "{files}，{rules}共 {findings}",
    "failed": "{files}未能处理",
    "encoding": "编码",
    "in": "读入",
    "out": "输出",
    "removed": "删去",
    "added": "加入",
    "changes": "改动",
    "cluster": "重复组",
    "message": "说明",
    "before_after": "改前 → 改后",
    "not_shown": "另有 {n} 处未列出，JSON 报告中有全部。",
    "all_rules": "全部规则",
    "all_fates": "全部处理",
    "all_files": "全部文件",
    "search": "搜索",
    "filter": "筛选",
    "hits": "{n} 处",
    "totals": "总计",
    "look": "只看未写",
    "written": "已写出",
    "run": "运行编号",
    "line_breaks": "段内换行不显示。",
    "text_unknown": "此处没有这一份的原文，见 {place}。",
    "script_off": "筛选需要脚本；以下仍是全部内容。",
    "inspected": "问题多的在前",
    "card_files": "文件",
    "card_findings": "处数",
    "card_applied": "已改",
    "card_would": "将改",
    "card_needs": "留待人定",
    "Rules": "规则",
    "rules": "条规则",
    "Files": "文件",
    "identical": "文字相同",
}

FATE_WORDS = {
    "en": {
        Fate.APPLIED: "applied",
        Fate.WOULD_APPLY: "would apply",
        Fate.WITHHELD: "withheld",
        Fate.SUPPRESSED: "suppressed",
        Fate.BASELINE: "baseline",
        Fate.REPORTED: "reported",
    },
    "zh": {
        Fate.APPLIED: "已改",
        Fate.WOULD_APPLY: "将改",
        Fate.WITHHELD: "待定",
        Fate.SUPPRESSED: "已豁免",
        Fate.BASELINE: "旧有",
        Fate.REPORTED: "仅报告",
    },
}


# What is told of a file by `inspect`; in English a fact goes by its name.
FACTS = {"line_ends": "换行符", "script": "文字种类", "lines": "行数", "width": "行宽", "paragraphs": "段数"}


class Words:
    """The words of one language; an unknown language speaks English."""

    def __init__(self, lang: str) -> None:
        self.lang = "zh" if lang.lower().startswith("zh") else "en"
        self.table = CHINESE if self.lang == "zh" else ENGLISH

    def __call__(self, key: str, **values: object) -> str:
        """The phrase ``key``; numbers among ``values`` get their thousands apart."""
        shown = {k: counted(v) if isinstance(v, int) else v for k, v in values.items()}
        return self.table[key].format(**shown)

    def fate(self, fate: Fate, reason: str = "") -> str:
        """The fate in words, with the reason of what is withheld."""
        word = FATE_WORDS[self.lang][fate]
        return f"{word}: {reason}" if fate is Fate.WITHHELD and reason else word

    def fate_named(self, fate: str, reason: str) -> str:
        """The same, from the fate's name."""
        return self.fate(Fate(fate), reason)

    def named(self, fact: str) -> str:
        """What a fact of a file is called; one that has no word of its own goes by its name."""
        return (FACTS.get(fact) if self.lang == "zh" else None) or visible(fact.replace("_", " "))

    def unread(self, result: FileResult, most: int) -> list[str]:
        """The records of a file that could not be read: how many, then each with its line, of them ``most``."""
        if not result.unread:
            return []
        count = len(result.unread) + result.unread_more
        each = [f"{self('line')} {u.line}: {visible(u.message)}" for u in result.unread[:most]]
        more = [self("more", n=count - len(each))] if count > len(each) else []
        return [self("unread", n=count), *each, *more]

    def accounts(self, summary: Summary) -> str:
        """What came in and went out, and whether every character is accounted for."""
        sums = {"i": summary.characters_in, "r": summary.removed, "a": summary.added, "o": summary.characters_out}
        return f"{self('proof', **sums)} · {self('proof_ok' if summary.ok else 'proof_bad')}"

    def number(self, n: int, key: str) -> str:
        """A count with its noun: ``3 files``, ``1 file``, ``3 个文件``."""
        noun = self.table[key]
        if self.lang == "zh":
            return f"{counted(n)} {noun}"
        return f"{counted(n)} {noun[:-1] if n == 1 and noun.endswith('s') else noun}"
