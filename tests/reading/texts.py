"""Texts of our own in each language, and the encodings each can be written in."""

HANS = (
    "清晨的码头上已经有人在卸货，箱子一只一只地搬下来，工人们喊着号子。\n"
    "老王说：“今天的鱼不多，但都很新鲜。”他把秤放在桌上，等着第一个客人。\n"
    "到了中午，雨停了，街上的孩子们又跑出来玩，书店的门也开了。\n"
)
HANT = (
    "清晨的碼頭上已經有人在卸貨，箱子一隻一隻地搬下來，工人們喊著號子。\n"
    "老王說：「今天的魚不多，但都很新鮮。」他把秤放在桌上，等著第一個客人。\n"
    "到了中午，雨停了，街上的孩子們又跑出來玩，書店的門也開了。\n"
)
JA = (
    "朝の港ではもう荷物を下ろす人たちが働いていて、声が遠くまで聞こえる。\n"
    "父は「今日の魚は少ないが、とても新しい」と言って、秤をテーブルに置いた。\n"
)
KO = (
    "아침 부두에는 벌써 짐을 내리는 사람들이 있고 그 소리가 멀리까지 들린다.\n"
    "아버지는 오늘 잡은 고기가 많지 않지만 아주 좋다고 말했다.\n"
)
EN = "The boats came in early, and the men carried the boxes up to the road.\n"

WRITTEN = [
    (HANS, "utf-8"),
    (HANS, "utf-8-sig"),
    (HANS, "gb2312"),
    (HANS, "gbk"),
    (HANS, "gb18030"),
    (HANS, "hz"),
    (HANS, "utf-7"),
    (HANS, "utf-16"),
    (HANS, "utf-16-le"),
    (HANS, "utf-16-be"),
    (HANS, "utf-32"),
    (HANS, "utf-32-le"),
    (HANS, "utf-32-be"),
    (HANT, "big5"),
    (HANT, "cp950"),
    (HANT, "big5hkscs"),
    (HANT, "gb18030"),
    (JA, "shift_jis"),
    (JA, "cp932"),
    (JA, "euc_jp"),
    (JA, "iso2022_jp"),
    (KO, "euc_kr"),
    (KO, "cp949"),
    (KO, "johab"),
    (KO, "iso2022_kr"),
    (EN, "ascii"),
    (EN, "utf-16-le"),
]
