"""What is protected within one line: addresses, paths, code, formulas, markup, told by their signs or by their looks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from textkit.judgement.code import QUOTED, REMARK
from textkit.judgement.records import ANDROID, COMMENT, CUE, LOG, MEMBER, RAISED, SETTING, remarked
from textkit.language.han import HAN, HANGUL, KANA
from textkit.language.lazy_pattern import lazy_pattern
from textkit.model.span import Span

# What an address is made of. Han may stand in a path, but only where an ASCII part goes on behind it: "看http://a.cn/b页"
# ends before 页, ".../路径/a.html" does not.
_ADDRESS = r"A-Za-z0-9\-._~:/?#@!$&'()*+,;=%\[\]"
_URL = lazy_pattern(
    rf"[A-Za-z](?<![A-Za-z0-9][A-Za-z])(?:(?<=w)ww\.|(?<=m)ailto:|[A-Za-z0-9+.\-]{{1,15}}://)"
    rf"(?:[{_ADDRESS}]++|(?<=[/=\-_])[{HAN}]{{1,40}}(?=[/.=&#_\-][A-Za-z0-9{HAN}]|\?[A-Za-z0-9_]{{1,40}}=))+"
)
_URL_TAIL = re.compile(r"[.,;:!?'()\[\]]+$")
_MAIL = lazy_pattern(
    r"[A-Za-z0-9._%+\-](?<![A-Za-z0-9._%+\-].)[A-Za-z0-9._%+\-]{0,63}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,6}"
)
_HANDLE = lazy_pattern(r"@(?<![A-Za-z0-9]@)[A-Za-z0-9_]{1,64}(?::[A-Za-z0-9.\-]{1,100})?")

_WINDOWS_PATH = lazy_pattern(
    rf"[A-Za-z](?<![A-Za-z0-9].):\\(?:[^\s\\/:*?\"<>|，。；：]{{1,200}}\\)*[A-Za-z0-9_.\-{HAN}]*"
)
_UNIX_PATH = lazy_pattern(
    r"/(?<![A-Za-z0-9/]/)[A-Za-z0-9_.\-]+/[A-Za-z0-9_.\-/:]*+"
    rf"(?:(?<=/)[{HAN}]{{1,40}}\?[A-Za-z0-9_]{{1,40}}=[A-Za-z0-9_.\-&=%,+]*)?"
)

# The title of an admonition or a tab of Python-Markdown and its kin: ??? note "标题".
_TITLED = lazy_pattern(
    r"^[ \t]*+(?:!!!|\?\?\?|===)[+!]? *+(?:[A-Za-z\-]{1,30} {1,3}){0,4}\"[^\"\n]{0,200}\"[ \t]*+$", re.MULTILINE
)
# This one and formulas begin with a literal, since they are sought in whole texts.
SPAN = re.compile(r"(`(?:``?)?)(?!`)([^\n`]{1,2000})\1(?!`)")
_TAG = lazy_pattern(
    r"</?[A-Za-z][A-Za-z0-9\-]{0,20}(?:[ \t][^<>\n]{0,1000})?/?>|<!--[^\n]{0,1000}?-->|<[A-Za-z]+://[^<>\s]{1,1000}>"
)
_LINK = re.compile(r"\]\([^()\n]{0,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)")
_PAGE = re.compile(r"\[\[[^\[\]|\n]{1,200}(?=\||\]\])")  # of a wiki: [[zh:山]], [[File:a, b.png|text]]
# The label of a note or a link, with the address of the link.
_DEFINITION = lazy_pattern(
    r"^[ \t]{0,3}\[(?:\^[^\[\]\n]{1,80}\]:|[^\[\]\n]{1,200}\]:[ \t]+[!-~]+(?=\s|$))", re.MULTILINE
)
# What the head of a song's words says: [ti:夜雨].
_SONG = lazy_pattern(r"^\[(?:ti|ar|al|au|by|re|ve|length|offset):[^\]\n]{0,200}\]", re.MULTILINE)
# A dollar sign opens a formula if no space follows it, and closes one if no space stands before it and no digit
# follows: the prices "$5 和 $6" are none. (The same test as in Pandoc's tex_math_dollars.)
MATH = lazy_pattern(r"\$(?:\$[^$\n]{1,4000}\$\$|(?<![\\$].)(?![\s$])[^$\n]{0,999}(?<![\s\\])\$(?![\d$]))")
_TEX = lazy_pattern(
    r"\\\((?:[^\n\\]|\\[^()\n]){0,500}\\\)|\\\[(?:[^\n\\]|\\[^\[\]\n]){0,500}\\\]|\\[A-Za-z]{2,30}(?:\{[^{}\n]{0,200}\}){0,3}"
)
# A call is code if nothing but ASCII is handed over, or a quoted text or an assignment is: "GDP(国内生产总值)" is prose.
_CALL = lazy_pattern(
    r"[A-Za-z_$](?<![A-Za-z0-9_$].)[A-Za-z0-9_.$]{0,80}(?:\((?:[ -'*-~]{0,500}|[^()\n]{0,200}[\"'=][^()\n]{0,300})\)){1,9}"
)
_INDEX = lazy_pattern(r"[A-Za-z_](?<![A-Za-z0-9_].)[A-Za-z0-9_]{0,80}\[[^\[\]\n]{0,100}\]")
_SCOPE = lazy_pattern(r"[A-Za-z_](?<![A-Za-z0-9_].)\w{0,80}(?:(?:::|:|\.|->)[A-Za-z0-9_]{1,80}){1,20}", re.ASCII)
# A ratio of what is named: 甲:乙=3:4
_RATIO = lazy_pattern(rf":(?:[{HAN}A-Za-z0-9]{{1,8}}:){{0,4}}[{HAN}A-Za-z0-9]{{1,8}} ?= ?[0-9.]{{1,10}}:[0-9]")

_ROW = re.compile(r"^[ \t]{0,3}\|[^\n]*\|[ \t]*$", re.MULTILINE)
# A line of code gives itself away by its first word or by signs that prose does not use.
_CODE = lazy_pattern(
    r"^[ \t]*(?:def |class |for |if |elif |while |import |from \w+ import|return\b|print\(|puts |var |let |const |function |"
    r"#include\b|public |private |static |else\b|try\b|int |void |echo |sudo |git |npm |pip |(?:GET|POST|PUT|DELETE|PATCH) /|\$ |>>> )",
    re.MULTILINE,
)
_CODE_SIGN = lazy_pattern(
    r"[;{}=!<>&|+(\"](?:(?<=[;{}])[ \t]*(?://[^\n]*)?$|(?<=[=!<>])=|(?<=&)&|(?<=\|)\||(?<==)>|"
    r"(?<=\+)\+(?=[ \t]*[;)\]a-z])|(?<=\()\)|(?<=\")[ \t]*:[ \t]*[\"\[{\d])",
    re.MULTILINE,
)
# A text in straight quotes handed to a call, an operator or an assignment. Its line is code if nothing but ASCII is left
# of it without such texts and remarks: printf("共 %d 人", n); is code, Tom: "你好" is prose.
_LITERAL = lazy_pattern(
    r"[A-Za-z0-9_\])!+=\[{(<\"](?:(?<=[A-Za-z0-9_\])!])\( ?|(?<=<)<|(?<=\")\"(?=\")|(?<=[+=\[{])) ?[bfruBFRU$@L]{0,2}[\"'`]"
)
# A command and a text that is handed to it: puts "完成, 共 3 个"
_COMMAND = re.compile(r"^[ \t]*+[a-z_]{2,20} ++[bfruBFRU]?[\"']", re.MULTILINE)
# A line of a list or a table of texts, as code has them: ("甲", 1),  ["甲", "乙"]  "甲",  r"甲"
_DATA = lazy_pattern(
    r"^[ \t]*+(?:[(\[{]++ ?[\"'][^\n]*[,;)\]}]|[\"'][^\n]*[,)\]}]|[bfruBFRU]{1,2}[\"'][^\n]*)[ \t]*+$", re.MULTILINE
)
# A key and its value as configuration has them: title: "甲, 乙"  - tags: [甲, 乙]; names in talk are capitalized. A number
# is a key only in what is set in: nothing else is written so.
_ENTRY = lazy_pattern(
    r"^[ \t]*+(?:- )?[a-z_][a-z0-9_.\-]{0,40}: (?:\"[^\"\n]*\"|'[^'\n]*'|\[[^\]\n]*\]|\{[^}\n]*\})[ \t]*+$"
    r"|^[ \t]++[0-9]{1,4}: [^\n]+",
    re.MULTILINE,
)
# A text in quotes behind an option of a command: git commit -m "修复, 测试"
_OPTION = lazy_pattern(r" --?[A-Za-z][A-Za-z0-9\-]{0,30}[ =](?:\"[^\"\n]{1,300}\"|'[^'\n]{1,300}')")
_ECHO = lazy_pattern(r"echo (?:-[A-Za-z]{1,3} )?(?:\"[^\"\n]{1,300}\"|'[^'\n]{1,300}')")  # RUN echo "完成, 继续"
# A set or what stands for a value: {2000, "Jan"}, ${name}. Prose in braces has Chinese marks.
_BRACED = lazy_pattern(r"\{[^{}\n，。；：？！]{1,200}\}")
_ATTRIBUTE = lazy_pattern(r"[A-Za-z_](?<![A-Za-z0-9_\-].)[A-Za-z0-9_\-]{0,80} ?={1,3} ?\"[^\"\n]{0,300}\"")
_TRIPLE = re.compile('"""')  # opens or closes a description in a program
_REFERENCE = re.compile(r"&#?[A-Za-z0-9]{1,9};$")  # ends in a semicolon, and is no statement
_ANCHOR = re.compile(r"^#{1,6} .*\{#[^{}\n]{1,200}\}[ \t]*$")  # a heading and its name: ## 为什么 {#why}
_CODE_SHARE = 0.5  # a code line is ASCII at least by half: lower would take prose that quotes an expression
_STATEMENT = re.compile(
    r"[={}<>\"]|[A-Za-z0-9_]\(|^[ -~]*+;"
)  # what a line that ends in a semicolon has besides, if it is code
_WIDE = lazy_pattern(f"[{HAN}{KANA}{HANGUL}]")
_CHINESE_MARK = lazy_pattern("[，。；：？！、“”]")


def inline(text: str, data: bool = True) -> Iterator[Span]:
    """What stands in one line, in all lines of ``text``: no pattern here goes over the end of a line.

    ``data``: also what is written down in lines for programs.
    """
    yield from marked(text)
    if "://" in text or "www." in text or "mailto:" in text:
        yield from _urls(text)
    yield from _by_sign(_BY_SIGN, text)
    yield from _code_lines(text)
    if data:
        yield from _by_sign(_DATA_BY_SIGN, text)
        yield from remarked(text)
    if '"' in text or "'" in text or "`" in text:
        yield from _literal_lines(text)


def marked(text: str) -> Iterator[Span]:
    """What of that its author has marked as such: code between backquotes, tags, links, formulas, titles of admonitions."""
    return _by_sign(_MARKED, text)


_Signed = tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]


def _by_sign(table: _Signed, text: str) -> Iterator[Span]:
    for sign, patterns in table:
        if sign in text:
            for pattern in patterns:
                yield from spans_of(pattern, text)


# What must stand in a text before a pattern is worth running over it.
_MARKED: _Signed = (
    ("`", (SPAN,)),
    ("](", (_LINK,)),
    ("<", (_TAG,)),
    ("$", (MATH,)),
    ('"', (_TITLED,)),
)
_BY_SIGN: _Signed = (
    ("@", (_MAIL, _HANDLE)),
    (":\\", (_WINDOWS_PATH,)),
    ("/", (_UNIX_PATH,)),
    ("[[", (_PAGE,)),
    ("]:", (_DEFINITION,)),
    ("\\", (_TEX,)),
    ("(", (_CALL,)),
    ("{", (_BRACED,)),
    (" -", (_OPTION,)),
    ("echo ", (_ECHO,)),
    ("[", (_INDEX, _SONG)),
    (":", (_SCOPE, _RATIO)),
    (": ", (_ENTRY,)),
    ('"', (_ATTRIBUTE, _TRIPLE)),
    ("|", (_ROW,)),
)
_DATA_BY_SIGN: _Signed = (
    ("/", (COMMENT,)),
    ("=", (SETTING,)),
    ("-", (LOG,)),
    ("): ", (ANDROID,)),
    (": ", (CUE, RAISED)),
    ('"', (MEMBER,)),
)


def spans_of(pattern: re.Pattern[str], text: str) -> Iterable[Span]:
    """Where ``pattern`` matches in ``text``."""
    return map(Span._make, map(re.Match.span, pattern.finditer(text)))


def _urls(text: str) -> Iterator[Span]:
    """Addresses without the marks behind them that belong to the sentence; a bracket opened inside stays."""
    for m in _URL.finditer(text):
        end = m.end()
        tail = _URL_TAIL.search(text, m.start(), end)
        if tail:
            end = tail.start()
            opened = text.count("(", m.start(), end) - text.count(")", m.start(), end)
            while opened > 0 and end < m.end() and text[end] == ")":
                end, opened = end + 1, opened - 1
        yield Span(m.start(), end)


def _code_lines(text: str) -> Iterator[Span]:
    """Lines of code that hold Han (in a string or a remark); lines without Han need no protection from us."""
    end = -1
    for m in sorted((*_CODE.finditer(text), *_CODE_SIGN.finditer(text)), key=re.Match.start):
        if m.start() < end or (m[0] == ";" and _REFERENCE.search(text, max(0, m.start() - 12), m.end())):
            continue
        start = text.rfind("\n", 0, m.start()) + 1
        end = text.find("\n", m.start())
        end = len(text) if end < 0 else end
        line = text[start:end]
        if m[0] == "}" and _ANCHOR.search(line):
            continue
        if m[0].startswith(";") and not _STATEMENT.search(line):
            continue
        wide = len(_WIDE.findall(line))
        if wide and wide <= len(line) * (1 - _CODE_SHARE) and not _CHINESE_MARK.search(line):
            yield Span(start, end)


def _literal_lines(text: str) -> Iterator[Span]:
    """Lines of code of whose Han all stand in text literals and remarks."""
    end = -1
    for m in sorted((*_LITERAL.finditer(text), *_COMMAND.finditer(text), *_DATA.finditer(text)), key=re.Match.start):
        if m.start() < end:
            continue
        start = text.rfind("\n", 0, m.start()) + 1
        end = text.find("\n", m.start())
        end = len(text) if end < 0 else end
        rest = REMARK.sub("", QUOTED.sub("", text[start:end]))
        if rest.isascii():
            yield Span(start, end)
