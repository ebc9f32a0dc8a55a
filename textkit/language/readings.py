"""Words whose first character has several traditional counterparts, with the one it has in that word.

Dictionaries of phrases are applied from the left, the longest phrase first. Where the end of one word and the first
character of the next form a phrase, the second word is torn: 国历|史 in 我国历史 gives 我國曆史. These words are so
common that where they can be read they nearly always are meant; what else may stand there is left out by what may not
follow (标注重点 is 标注 and 重点) or precede.

Facts of our own, collected by reading what OpenCC 1.4.2 makes of news, law, novels and technical text.
"""

from __future__ import annotations

# One row a reading: the character, its reading, what may not stand before it, what must stand behind it (regex).
_ROWS = (
    ("历", "歷", "", "史|程|经|届|代|来|次|任|练|尽|险|久|朝"),
    ("征", "征", "", "程|途|战|服(?!兵|役)|讨|伐|帆|尘"),
    ("征", "徵", "远", "收(?!复)|求|集|税|信|询|召"),
    ("制", "制", "", "裁|约|度|衡|宪|胜"),
    ("系", "系", "", "统(?!战|一|筹|计)|列|数"),
    ("面", "面", "", "积|临|向|貌|孔|目|容|世|试|谈|具"),
    ("面", "麪", "上下前后里外内旁侧对全四八方界桌店门地路水海湖山一", "馆|摊|食|汤"),
    ("表", "表", "", "演(?!变|化|绎)|示|达(?!到|成)|态|彰|决(?!定)|率(?!先)|扬|述"),
    ("表", "表", "手怀腕钟", "面(?![板盘积世临向对])"),
    ("冲", "衝", "", "突|击|锋|刺|撞|破|动|浪"),
    ("冲", "沖", "俯猛直", "茶|泡|澡|凉|洗|刷|淡|积"),
    ("采", "採", "", "购|访|取|用|集|纳|摘|伐|矿|样|掘|收|买|煤|油|茶|药|编|写|血|挖"),
    ("注", "注", "", "重(?!点|要|复|量|新)|意(?!义|思|向)|视|目|射"),
    ("核", "核", "", "心(?!得|理|态)|电(?!子|脑)|武|污|酸|辐|潜|燃"),
    ("签", "簽", "标", "约(?!束)|署|订(?!阅)|证|收|发|字|名(?!称)"),
    ("参", "參", "", "加|与|考|照|数|观|赛|战|股|保|会|展|军|选|阅|评|议|见"),
    ("价", "價", "", "格|值|钱|位|款"),
    ("尝", "嘗", "", "试"),
    ("致", "致", "", "残|使|力|敬|电|辞|谢|死|命|富|病|伤"),
    ("台", "臺", "", "笔记|式"),
    ("只", "只", "", "读"),
    ("游", "遊", "", "客(?!户|体)|船(?!厂|舶|队|只|闸|运)|览|玩|艇|戏|牧"),
    ("合", "合", "", "中"),
    ("家", "家", "", "具[有备体]"),
    ("发", "發", "", "展(?!示|览|会|开)|布|明(?!天|日|年|显)|表(?!演|示)|言|挥|射|票|生[了过什变重严]"),
    ("准", "准", "标精水基瞄校", "入|许|予|驾|考"),
    ("干", "干", "", "涉|扰|预"),
    ("干", "幹", "", "部(?!分|位|件|署|门)|流(?!程|水|到)|线|警"),
    ("干", "乾", "", "旱|净|燥|枯|涸"),
    ("并", "並", "合吞兼归裁一", "为此|为[^一]|成功|合影|建立|入住|实施|审核|将|在|对|且|非|不|没|未|向|与|从|于|被|由|按|把|让"),
    ("里", "裏", "", "人头"),
    ("联", "聯", "", "合"),
    ("链", "鏈", "项银", "条|接|路|人才"),
)  # fmt: skip

HEADS = tuple((char, reading, (f"(?<![{barred}])" if barred else "") + f"{char}(?={behind})")
              for char, reading, barred, behind in _ROWS)  # fmt: skip
"""Character, reading, pattern of the places where it has that reading."""

# What foreign names are written with; 里 among them is a syllable, not an inside.
TRANSLITERATION = (
    "阿埃艾安奥巴贝比波伯博布查达戴德迪丁恩尔法菲费弗福夫盖格戈古哈赫霍基吉加贾杰卡凯科克库奎拉莱赖兰劳勒雷利莉列琳鲁卢伦罗洛玛"
    "麦曼梅蒙米莫姆穆纳内娜尼妮诺努帕佩皮普奇恰乔切琼若萨塞桑瑟莎舍施什斯司苏索塔泰坦特提汀图托瓦威韦维沃乌希谢辛休雅亚耶伊茵约泽扎詹兹佐"
)
