"""What kind of paragraph a paragraph is, judged by its text: prose, or one of the many things that are none.

Only prose can be truncated: a heading, a byline or a line of verse ends without a stop by right. The judgement is by
shape (length, marks, first and last words) in Chinese first, then Japanese and English.
"""

from __future__ import annotations

import re
from typing import Final

from textkit.language.boilerplate import is_furniture
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.sentences import CLOSERS, ELLIPSES, END_SIGNS, PAUSES, SPACE, STOPS, bare_end, ends_sentence

HAN: Final = lazy_pattern(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
WIDE: Final = lazy_pattern(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_INNER_STOP: Final = lazy_pattern(r"[。！？!?｡．](?=.)", re.DOTALL)
_NUMBER: Final = "一二三四五六七八九十百千零〇两廿卅\\d"

_MARKDOWN_HEADING: Final = re.compile(r"#{1,6}\s")
_HEADING: Final = lazy_pattern(
    rf"第 ?[{_NUMBER}]{{1,8}} ?[编編章节節回卷部篇集讲講課课幕折]|[一二三四五六七八九十]{{1,3}}、|附[录錄件則则表]|前言|序言|序$|后记|後記|"
    r"\d{1,2}(?:\.\d{1,2}){1,3}[ \u3000]+(?=[\u4e00-\u9fff])(?![万萬亿億千百倍元个個米吨噸公平立厘毫克斤小分年月日])|"
    r"chapter\s+\w+|part\s+\w+|appendix\b|section\s+\d",
    re.IGNORECASE,
)
_LIST: Final = lazy_pattern(
    r"[-*+•●·○◦▪■□◆◇▶►★☆※]\s*(?![-*])|\d{1,3}(?:\.\d{1,3}){0,3}[.、)）．](?!\d)|[（(〔\[【](?:[一二三四五六七八九十百]{1,4}|\d{1,3}|[A-Za-z])[）)〕\]】]|"
    r"[①-⑳㈠-㈩⑴-⒇⒈-⒛➀-➓❶-❿]|[A-Za-z][.)）、]\s?|[ivx]{1,4}[.)]\s"
)
_CODE: Final = lazy_pattern(
    r"```|~~~|\$\$|<!--|</?[a-z][a-z0-9]*[\s>/]|(?:\$|>>>|sudo|#!)\s?\S|import \w|from \w+ import|!\[|\{%|\{\{|"
    r"(?:!!!|\?\?\?|===)[+!]? \S",  # the title of an admonition or a tab
    re.IGNORECASE,
)
_BYLINE: Final = lazy_pattern(
    r"[（(\[【]?(?:本版|本报|本刊|本社|本台|新华社|中新社|人民网|特约)?(?:首席|特约|见习|實習|实习)?(?:记者|記者|通讯员|通訊員|撰稿|撰文|作者|编辑|編輯|责编|責編|"
    r"责任编辑|責任編輯|来源|來源|供稿|供图|摄影|攝影|文字|图片|文/|图/|文\s*[|｜]|图\s*[|｜]|译者|譯者|翻译|校对|校對|编译|整理|策划|统筹|作詞|作词|作曲|原标题|文・|撮影)"
    r"(?:[:：/|｜\s]|[\u3400-\u9fff·]{2,4}(?:[\s　、，,）)】]|$))"
)
_BYLINE_END: Final = lazy_pattern(
    r"(?:记者|記者|通讯员|通訊員|摄影?|攝影?|供图|供稿|撰稿|编译|整理)[:：]?\s*(?![从在对向就跟到于采获了的日今昨])[^，。；]{0,12}[）)]?$|(?:报道|報道)[）)]?$|[摄攝][）)]?$|讯[）)]?$|^\s*by\s+[A-Z]",
    re.IGNORECASE,
)
# Who took the picture, behind the sentences of its caption.
_CREDITED: Final = lazy_pattern(
    r"[。！？][”」]?[ 　]*(?:[^，。；：！？ 　]{2,12}[ 　]*)?[\u3400-\u9fff·]{2,4}[ 　]*[/／]?(?<![拍航])(?:[摄攝]影?|[供制][图圖])$"
)
_DATELINE: Final = lazy_pattern(
    r"[（(]?(?:(?:公元)?(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})\s*[-年./]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[-月./]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
)
# When something was written, down to the year, season or festival, and the work that was done on it then.
_WHEN = (
    "(?:(?:19|20)\\d\\d|[一二][〇○零一二三四五六七八九]{3}|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥])年"
    "[\\d一二三四五六七八九十正腊臘春夏秋冬初孟仲季暮末底岁歲月日夜旬上中下立至分清明端午重阳陽除夕元旦节節]{0,8}"
)
_DRAFT = "(?:[初一二三四定完脱]稿|草|改定|修改|修订|修訂)"
_DRAFTED = f"(?:{_DRAFT}[于於]{_WHEN}|{_WHEN}{_DRAFT})"
# A formula in words: ``应纳税额=（收入-费用）×税率-速算扣除数``.
_COMPUTED: Final = lazy_pattern(
    r"[^，。；：,;:=＝]{2,24}[=＝][^，。；：？！=＝]*[\u3400-\u9fff）)\]%] ?[×÷＋+－-] ?[^，。；：？！=＝]+$"
)
# How essays and prefaces are signed: ``二〇一九年清明，于青石镇``, ``2017年岁末写于南京``, ``初稿于2015年春，改定于2016年冬``.
_PENNED: Final = lazy_pattern(
    f"(?:{_WHEN}(?:[，,　 ]+[写寫作记記识識书書草]?|[写寫作记記识識书書草])[于於][^，,。；：！？!?]{{2,12}}|{_DRAFTED}(?:[，,；;　 ]+{_DRAFTED})*)$"
)
# A sentence that begins with its date, which a comma sets off.
_DATED: Final = lazy_pattern(r"[（(]?\d{2,4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?[日号號][^，,。]{0,6}[，,]")
DATED: Final = 24  # characters from which it is no dateline
PENNED: Final = 40  # characters of a line that says when and where a text was written
_CAPTION: Final = lazy_pattern(
    r"[（(【▲△↑↓◀▶]?\s*(?:图为|圖為|图片[:：]|图片为|图[:：]|资料图|資料圖|示意图|上图|下图|左图|右图|配图|(?:图|圖|表|附图|附表)\s*[0-9一二三四五六七八九十]{1,3}(?:[-—.:：\s　]|$|(?=[^，。]{2,40}$))|"
    r"(?:figure|fig\.|table|photo)\s*\d*\b|写真[:：=])",
    re.IGNORECASE,
)
# What points at a picture beside it.
_POINTER: Final = frozenset("▲△▼▽↑↓←→")
# A label with its value, as in forms and price lists; not words that somebody says.
_LABELLED: Final = lazy_pattern(
    r"[\u4e00-\u9fff]{2,4}(?<![说說道问問答称稱出认認为為写寫曰云])(?<![表显顯]示)[:：] ?[^\s“‘「『。！？!?][^。！？!?]{0,23}[^。！？!?，,、；;]$"
)
# The same with a longer label or value, as several in a row have it: ``优秀组织奖：第一小学、第二小学``.
_ENTERED: Final = lazy_pattern(
    r"(?![（(])[^#，。；：！？,;:!?“”「」]{1,12}(?<![说說道问問答称稱出认認為为寫写曰云示调調])[:：] ?[^\s“‘「『][^。！？!?]{0,60}[^。！？!?，,、；;：:]$"
)
# What a verse is announced with: ``上联：…``, ``偈曰：…``.
_RECITED: Final = lazy_pattern(r"[\u4e00-\u9fff]{1,5}(?<![说說道问問答称稱出认認為为寫写示调調求])[:：] ?")
_GAP: Final = re.compile(r"(?<=\S)(?:\u3000+| {2,})(?=\S)")
FORM: Final = 30  # characters of a line of a form
GAPS: Final = 3  # of a line of columns
CELL: Final = 8  # characters of a column at the most, on the average
_ATTRIBUTION: Final = lazy_pattern(r"(?:[—―─]{1,2}|--)\s*[^—―─\s-]|[（(][^（()）]{2,60}[）)]$|[-–]\s?[A-Z][a-z]+ [A-Z]")
_ANNOUNCES: Final = lazy_pattern(
    "如下(?:所示|所列)?$|(?:以下|下面|下列)[\u4e00-\u9fff]{0,4}(?:命令|指令|代码|代碼|语句|語句|步骤|步驟|输出|輸出|示例|例子|配置|脚本|內容|内容)$"
)
_ANNOUNCED: Final = 16  # characters at the end of a paragraph that tell of it
_WISHES: Final = lazy_pattern("(?:[此即敬顺順谨謹恭]|[并並]此)[致请請祝颂頌候问問贺賀]$")
_WISH: Final = 8  # characters of a wish
_SAYS: Final = frozenset("「『（―［")  # with the last, transcribers note that something is set in
_KANA: Final = lazy_pattern("[\u3041-\u3096]")
_SPOKEN: Final = 8  # characters before the comma, one of which is kana
_SALUTATION: Final = lazy_pattern(r"(?:此致|敬礼|敬禮|顺颂|順頌|谨启|敬上|致以|祝好)")
# To whom a letter or a speech is addressed.
_ADDRESSED: Final = lazy_pattern(
    r"(?:(?:致(?![使力富敬命以])|尊敬的|亲爱的|親愛的|敬爱的|敬愛的)[^，。；：！？,;:!?]{1,16}|(?:各位|诸位|諸位)[^，。；：！？,;:!?]{1,6})[，,]$"
)
# What a text was put together from.
_SOURCES: Final = lazy_pattern(
    r"(?:[^，。；：！？,;:!?]{0,6}(?:转载?|轉載?|摘|选|選|节选|節選|综合|綜合|整理|整合|编译|編譯|改编|改編)自|"
    r"(?:文章|本文|资料|資料|数据|數據|消息|信息|内容|內容)(?:来源|來源|出处|出處))[：:]"
)
_ARTICLE: Final = lazy_pattern(rf"第[{_NUMBER}]{{1,8}}[条條款项項][ \u3000]")
_ITEM: Final = lazy_pattern(r"[一二三四五六七八九十]{1,3}、")
_ITEM_ENDS: Final = frozenset("。；;")
ITEM: Final = 16  # characters of a numbered sentence
_TIMED: Final = re.compile(r"\[?\d{1,2}[:：]\d{2}(?!\d)")  # a line of a timetable or of a song
_CLAUSE: Final = lazy_pattern(r"[，,、；;。！？!?：:\s　—…]+")
_FIRST_CLAUSE: Final = lazy_pattern(r"[，,、；;。！？!?：:\s　—…]*([^，,、；;。！？!?：:\s　—…]{1,10})")
# Characters that begin nothing but prose as far as the patterns for code, lists and captions go.
_NO_SIGN: Final = lazy_pattern(r"[\u4e00-\u9fff](?<![图圖资資示上下左右配表附写])|[“‘「《]")
# Of those, what bylines, datelines, salutations and headings may begin with.
_SHORT_SIGNS: Final = frozenset(
    "本新中人特首见實实记記通撰作编編责責来來供摄攝文译譯翻校整策统原撮公一二此敬顺順谨致祝第三四五六七八九十前序后後尊亲親各诸諸"
    "甲乙丙丁戊己庚辛壬癸初定完脱草修"
)


_ENTRY: Final = lazy_pattern(r"\*\*[^*]{1,30}(?:\*\*[:：]|[:：]\*\*)[^，。；！？,;!?]{1,30}")  # **来源**: 晚报
_FORMULA: Final = lazy_pattern(r"\s*(?:\$\$|\$[^$\n]{3,200}\$[^\u3400-\u9fff]{0,3}$)")  # a line that is nothing else
_LINK_SEEN: Final = 400  # characters in which a link begins that is the end of a paragraph
_LINK_END: Final = re.compile(r"\]\([^()\s]{1,300}\)$")

_AROUND: Final = frozenset(SPACE + "\r\n*_~") | END_SIGNS


def stripped(paragraph: str) -> str:
    """``paragraph`` without the space, end signs and Markdown emphasis around it."""
    if paragraph and paragraph[0] not in _AROUND and paragraph[-1] not in _AROUND:  # as most have it
        return paragraph
    text = paragraph[: bare_end(paragraph)].lstrip(SPACE + "\r\n")
    return text.rstrip("*_~" + SPACE) if text[-1:] in "*_~" and text else text


def marked_whole(paragraph: str, after: str) -> bool:
    """Whether markup says that a paragraph without a stop is whole: it is an entry of a form, ends where something bold
    does, in a link or in a tilde, or leads to a formula; or that its next line is ``after``, in a quotation whose lines
    each begin with a sign.
    """
    text = paragraph.strip().lstrip("> ")
    if text.startswith("**") and _ENTRY.fullmatch(text) is not None:
        return True
    if text.endswith(("~", "～")) or (text.endswith("**") and text.count("**") % 2 == 0):
        return True
    if text.endswith(")") and _LINK_END.search(text[-_LINK_SEEN:]) is not None:
        return True
    quoted = paragraph.lstrip().startswith(">") and after.lstrip().startswith(">")
    return _FORMULA.match(after) is not None or (quoted and after.strip("> ") != "")


def leads_on(paragraph: str, after: str) -> bool:
    """Whether a paragraph without a stop leads to what is set behind it, ``after``: a listing that its last words announce
    before a comma, or the wish with which a letter ends. In Japanese a comma stands before what somebody says as well,
    which begins a line.
    """
    if paragraph.endswith("、") and after.lstrip(SPACE)[:1] in _SAYS and _KANA.search(paragraph[-_SPOKEN:]):
        return True
    text = stripped(paragraph)[-_ANNOUNCED:]
    if text[-1:] in ("，", ","):
        return after.strip() != "" and _ANNOUNCES.search(text[:-1]) is not None
    return 0 < len(after.strip()) <= _WISH and _WISHES.search(text) is not None


def is_verse(text: str) -> bool:
    """Whether one line is verse: two to eight clauses of equal length, three to nine characters, nothing else."""
    bare = text.strip("“”‘’「」『』《》（）()　 ")
    first = _FIRST_CLAUSE.match(bare)
    if first is None or not 3 <= first.end() - first.start(1) <= 9 or _ARTICLE.match(text):  # as most prose has it
        return False
    parts = [p for p in _CLAUSE.split(bare) if p]
    if not 2 <= len(parts) <= 8:
        return False
    n = len(parts[0])
    if len(parts) == 2 and n not in (4, 5, 7):
        return False
    return 3 <= n <= 9 and all(len(p) == n for p in parts) and all(len(WIDE.findall(p)) == n for p in parts)


def kind(paragraph: str) -> str:
    """The kind of ``paragraph``, one of: blank, prose, heading, list-item, byline, dateline, caption, furniture,
    table-row, verse, code, attribution, label.
    """
    return settled(paragraph, judged(paragraph))


def settled(paragraph: str, verdict: tuple[str, bool]) -> str:
    """The kind of ``paragraph`` by what ``judged`` said of it: the likelier one where that was not sure."""
    found, sure = verdict
    return found if found != "prose" or sure else _unsure(stripped(paragraph))


def judged(paragraph: str, *, before: str = "", after: str = "") -> tuple[str, bool]:
    """The kind by marks and words of ``paragraph``, and whether it is sure. ``before`` and ``after`` are the neighbouring
    paragraphs where they are known: verse is told by its company.

    ``("prose", False)`` is a line without a stop that shows no mark of another kind: a heading or deck, or cut prose.
    """
    text = stripped(paragraph)
    if not text:
        return "blank", True
    last = text[-1]
    stopped = last in STOPS or (last in CLOSERS and len(text) > 1 and text[-2] in STOPS)
    if len(text) > 400:  # no other kind is that long
        return ("table-row" if text.count("|") >= 6 else "prose"), True
    plain = _NO_SIGN.match(text) is not None
    if not plain and _MARKDOWN_HEADING.match(text):
        return "heading", True
    if text.count("|") + text.count("｜") >= 3 or text.count("\t") >= 2 or (not stopped and " | " in text):
        return ("table-row" if text[0] in "|｜" or not is_furniture(text) else "furniture"), True
    if not plain and _CODE.match(text):
        return "code", True
    if is_furniture(text):
        return "furniture", True
    if not stopped:
        short = _short_kind(text, plain)
        if short and not (short == "heading" and _is_item(text, before, after)):
            return short, True
    if (
        not stopped
        and len(text) <= FORM
        and _LABELLED.match(text)
        and not (ends_sentence(before) and ends_sentence(after))
    ):
        return "label", True
    if not stopped and _ENTERED.match(text) and (_ENTERED.match(stripped(before)) or _ENTERED.match(stripped(after))):
        return "label", True
    if not plain and _LIST.match(text):
        return "list-item", True
    if not plain and _CAPTION.match(text) and len(text) <= 80:
        return "caption", True
    recited = None if stopped else _RECITED.match(text)
    if (
        is_verse(text)
        or (recited and is_verse(text[recited.end() :]))
        or (before and after and len(text) <= 20 and is_verse(before) and is_verse(after))
    ):
        return "verse", True
    if not stopped and last in ":：":
        return "label", True
    return "prose", stopped


def _is_item(text: str, before: str, after: str) -> bool:
    """Whether ``text`` is no heading but one of several numbered sentences: those beside it have stops."""
    if len(text) < ITEM or not _ITEM.match(text):
        return False
    beside = [other for other in (stripped(before), stripped(after)) if _ITEM.match(other)]
    return beside != [] and all(other[-1] in _ITEM_ENDS for other in beside)


def _unsure(text: str) -> str:
    """The likelier kind of a line without a stop: short ones and those of few clauses are headings."""
    if text[-1] in PAUSES or text[-1] in ELLIPSES or _INNER_STOP.search(text) or len(text) >= 30:
        return "prose"
    return "heading"


def _short_kind(text: str, plain: bool) -> str:
    """The kind of a line without a stop that shows what it is by its first or last words, else ``""``.

    ``plain``: it begins as no list, caption or the like does.
    """
    if len(text) > 160:
        return ""
    if (
        ("\u3000" in text or "  " in text)
        and len(text) <= CELL * (len(cells := _GAP.split(text)))
        and len(cells) > GAPS
    ):
        return "table-row"
    if ("=" in text or "＝" in text) and _COMPUTED.match(text):
        return "label"
    if text.count("→") > 1 and not _INNER_STOP.search(text):
        return "label"  # one step after another
    if len(text) <= 80 and _SOURCES.match(text) and not _INNER_STOP.search(text):
        return "byline"
    if text[-1] in "摄攝影图圖" and _CREDITED.search(text, max(0, len(text) - 28)):
        return "caption"
    if plain and text[0] not in _SHORT_SIGNS:
        byline = len(text) <= 60 and _BYLINE_END.search(text) and not _INNER_STOP.search(text)
        return "byline" if byline else ""
    if text[0] in _POINTER and len(text) <= 80:
        return "caption"
    if _ATTRIBUTION.match(text) and len(text) <= 80:
        return "attribution"
    if _BYLINE.match(text) and len(text) <= 80 and not _INNER_STOP.search(text):
        return "byline"
    if _DATELINE.match(text) and len(text) <= 80 and not _INNER_STOP.search(text):
        return "" if len(text) >= DATED and _DATED.match(text) else "dateline"
    if len(text) <= PENNED and _PENNED.match(text):
        return "dateline"
    if len(text) <= 60 and _BYLINE_END.search(text) and not _INNER_STOP.search(text):
        return "byline"
    if (_SALUTATION.match(text) and len(text) < 20) or _ADDRESSED.match(text):
        return "attribution"
    if _CAPTION.match(text):
        return "caption"
    if (_LIST.match(text) or _TIMED.match(text)) and not _INNER_STOP.search(text):
        return "list-item"
    if _HEADING.match(text) and len(text) < 50 and text[-1] not in PAUSES:
        return "heading"
    return ""
