"""Characters with more than one counterpart in the other script: what a conversion must guess.

Each word is a character followed by its counterparts, the commonest first; a character that is right in both scripts
is among its own counterparts. The facts are those of OpenCC's dictionaries ``STCharacters`` and ``TSCharacters``
(1.4.2, Apache License 2.0), of which this lists the rows with a choice (to simplified: between characters of the
BMP). For the configurations between regions and for Japanese forms they are those of its dictionaries of characters
(``TWVariants``, ``HKVariants``, ``JPShinjitaiCharacters``, and those for the way back) together with what its phrases
make of a character otherwise.
"""

from __future__ import annotations

_TO_TRADITIONAL = (
    "㐹㑶㐹 万萬万 丑醜丑 个個箇 丰豐丰 了了瞭 于於于 云雲云 亘亙亘 仆僕仆 仇仇讎 仑侖崙 价價价 仿仿彷 伙夥伙 "
    "余餘余 佛佛彿 佣傭佣 俊俊儁 修修脩 借借藉 僵僵殭 克克剋 党黨党 具具俱 冢冢塚 冬冬鼕 冲衝沖 凄悽淒 准準准 "
    "凌凌淩 几幾几 凶兇凶 出出齣 划劃划 别別彆 刮刮颳 制制製 勋勳勛 千千韆 升升昇 卜卜蔔 占佔占 卤滷鹵 卷卷捲 "
    "厂廠厂 历歷曆 厘釐厘 参參蔘 发發髮 只只隻祇 台臺檯颱台 叶葉叶 叹嘆歎 吁籲吁 吃喫吃 合合閤 吊吊弔 同同衕 "
    "后後后 向向嚮曏 吣吣唚 呆呆待 周周週賙 咨諮咨 咸鹹咸 咽咽嚥 哄哄鬨 哗譁嘩 唇脣唇 啮齧嚙 喂喂餵 噪噪譟 "
    "回回迴 团團糰 困困睏 坐坐座 坛壇罈 坝壩垻 坯坯坏 埙壎塤 堤堤隄 复復複覆 夫夫伕 夸誇夸 夹夾袷 奸奸姦 "
    "姜姜薑 娘娘孃 娴嫺嫻 宁寧甯 它它牠 家家傢 尝嘗嚐 尸屍尸 尽盡儘 局局侷 岩巖岩 岳嶽岳 巨巨鉅 布布佈 帘簾帘 "
    "席席蓆 干幹乾干榦 并並併幷 幸幸倖 广廣广 庵庵菴 弥彌瀰 弦弦絃 当當噹 录錄彔 彩彩綵 征徵征 径徑逕 御御禦 "
    "志志誌 念念唸 恤恤卹 恶惡噁 愈愈癒 愿願愿 戚戚慼鏚 扇扇搧 才才纔 扎扎紮 托托託 扣扣釦 折折摺 抵抵牴 "
    "拐拐柺 拿拿拏 挂掛挂 挨挨捱 挽挽輓 捆捆綑 捍捍扞 据據据 搜搜蒐 摆擺襬 斗鬥斗 斤斤觔 斫斫斲 旋旋鏇 昆昆崑 "
    "暗暗闇 曲曲麴 札札劄 术術朮 朱朱硃 朴樸朴 杆杆桿 杠槓杠 杯杯盃 杰傑杰 松松鬆 板板闆 极極极 果果菓 枪槍鎗 "
    "柜櫃柜 栗栗慄 核核覈 梁梁樑 棱棱稜 檗檗蘗 欲欲慾 毁毀燬譭 汇匯彙滙 沈沈瀋 沾沾霑 泛泛氾汎 注注註 浚浚濬 "
    "涂塗涂 涌湧涌 淀澱淀 游遊游 溪溪谿 滟灩灧 漓漓灕 澄澄澂 炼煉鍊 烟煙菸 焰焰燄 熏燻熏薰 狸狸貍 玩玩翫 "
    "琅琅瑯 璇璇璿 症症癥 皂皁皂 矩矩榘 确確确 硷硷礆鹼 私私俬 秋秋鞦 种種种 穗穗繐 筑築筑 筱筱篠 签籤簽 "
    "糊糊餬 系系係繫 累累纍 纤纖縴 绱鞝緔 绷繃綳 耇耇耈 胄胄冑 背背揹 胜勝胜 胡胡鬍衚 脏髒臟 腊臘腊 腌醃腌 "
    "膻羶膻 致致緻 舍舍捨 艳豔艷 芸芸蕓 苏蘇甦囌 苔苔薹 苹蘋苹 范範范 荐薦荐 荡蕩盪 荫蔭廕 药藥葯 获獲穫 "
    "蒙蒙矇濛懞 蔑蔑衊 藤藤籐 虫蟲虫 蚝蠔蚝 蜡蠟蜡 蝎蠍蝎 表表錶 袅嫋裊 裥襉襇 证證証 谥諡謚 谷谷穀 豆豆荳 "
    "象象像 赝贗贋 赞贊讚 跖蹠跖 辟闢辟 迹跡蹟 适適适 郁鬱郁 酸酸痠 采採采寀 里裏里哩 鉴鑑鑒 针針鍼 钟鍾鐘鈡 "
    "钥鑰鈅 钫鈁鍅 钻鑽鉆 铲鏟剷 链鏈鍊 锄鋤耡 锫錇鉳 镋钂鎲 镎鎿錼 镢钁鐝 镰鐮鎌 闲閒閑 雇僱雇 雕雕鵰 面面麪 "
    "须須鬚 饥飢饑 鹇鷳鷴"
)
_TO_SIMPLIFIED = (
    "么么幺 乾干乾 仝仝同 俱俱具 像像象 儘尽侭 剋克剋 劃划㓰 劄札劄 叚叚假 吒咤吒 哩哩里 喆喆哲 坏坏坯 堃堃坤 "
    "夥伙夥 彷彷仿 徵征徵 扞捍扞 於于於 昇升昇 椀椀碗 椏桠丫 氾泛氾 沈沈沉 淼淼渺 澂澂澄 瀋沈渖 瀰弥㳽 犇犇奔 "
    "甦甦苏 甯甯宁 畫画划 瞭瞭了 礆礆硷 祇祇只 祕秘祕 筦筦管 箚札劄 絜絜洁 綵彩䌽 線线缐 耑耑专 脩修脩 菉菉绿 "
    "蒐搜蒐 薹苔薹 藉藉借 衹衹只 袷夹袷 襬摆䙓 覆覆复 託托讬 訢䜣欣 諮咨谘 讎雠仇 谿溪谿 貲赀资 迺迺乃 逕径迳 "
    "邨邨村 釐厘釐 鉅巨钜 鍊炼链 鍾钟锺 鏇旋镟 钁镢䦆 阪阪坂 陞升陞 靦腼䩄 颺飏扬 餘余馀 麪面麺 麴曲麹 麵面麺 "
    "麼么麽 麽么麽 龢龢和"
)

_REGIONAL = {
    "t2tw": "喫吃喫 樑梁樑 皁皂皁 麼麼么",
    "tw2t": "么幺麼 參蔘參 吃喫吃 才纔才 核覈核 梁梁樑 皂皁皂 稜棱稜 著着著 針鍼針",
    "t2hk": (
        "匯匯滙 只只衹 台台臺 吃吃喫 啓啓啟 啟啟啓 喫吃喫 妍妍姸 妝妝粧 姍姍姗 寧寧甯 峯峯峰 幺幺么 "
        "強強强 彝彝彜 恆恆恒 敘敍敘 柏柏栢 棱稜棱 沖沖冲 温温溫 溫温溫 牀牀床 皁皂皁 礦礦鑛 穎穎頴 "
        "糉粽糉糭 線線綫 繡繡綉 纔才纔 羣羣群 臘臘腊 臺台臺 菸煙菸 藴藴蘊 蘊藴蘊 衛衞衛 衞衞衛 覈核覈 "
        "詠詠咏 證證証 豔豔艷 韻韻韵 麪麪麵 鼇鼇鰲"
    ),
    "hk2t": "台臺台 吃喫吃 才才纔 核核覈 煙煙菸 皂皁皂 稜棱稜 針鍼針",
    "jp2t": (
        "䀋䀋鹽 両兩輛 乱亂瀾 予豫預 亜亞啞堊 侠侠俠 値値值 倶倶俱 兎兎兔 内内內 刹刹剎 労勞撈 匀匀勻 "
        "却却卻 厠厠廁 厳嚴儼 収收蒐 叙敍敘抒 台臺擡 呉呉吳 呪呪咒 唇唇脣 嘘嘘噓 塡塡填 壊壞潰 奨奬獎 "
        "姉姉姊 姫姫姬 峰峰峯 広廣曠 庄庄莊 床床牀 弁辨辯瓣辦辮 彦彦彥 御御禦 恵惠慧 悦悦悅 戸戸戶 "
        "才才纔 抜拔抜 拠據醵 挙擧舉 掴掴摑 晋晋晉 曁曁暨 条條条 査査查 楡楡榆 欠缺欠歇 歴歷瀝 氷氷冰 "
        "汚汚污 没没沒歿 浄淨滌 涛涛濤 渋澁澀 湾灣彎 湿濕溼 溌溌潑 焔焔焰 煙煙菸 猫猫貓 産産產 画畫劃 "
        "畵畵畫 痺痺痹 発發潑醱 皐皐皋 砺砺礪 税税稅 稜稜棱 竃竃竈 粋粹萃 粧粧妝 粽粽糉 絶絶絕 総總綜 "
        "繋繋繫 群群羣 聡聡聰 舎舎舍 舖舖鋪 舗舗鋪 茘茘荔 莱莱萊 葱葱蔥 薫薰燻 虚虛墟 蝉蝉蟬 装裝裳 "
        "観觀瞰 賛贊讚 贋贋贗 転轉顛転 輌輌輛 連連聯 郷鄕鄉 醗醗醱 鉱鑛礦 鋭鋭銳 録錄祿 関關函 闘鬭鬥 "
        "険險嶮 隠隱湮 隣隣鄰 駈駈驅 鬪鬪鬥 鶏鷄雞 麺麵麪 鼈鼈鱉"
    ),
    "t2jp": "畫画畵 莊荘庄 鋪舗舖 驅駆駈 鬥闘鬪 鹽塩䀋",
}


def _table(rows: str) -> dict[str, str]:
    return {row[0]: row[1:] for row in rows.split()}


# Characters with one counterpart in those tables, and another in some phrase (恒大 keeps 恒, 昭著 keeps 著, 甚麼 becomes 什么).
PHRASED_TRADITIONAL = _table("么麼么 恒恆恒 虱蝨虱 霉黴霉")
PHRASED_SIMPLIFIED = _table("濛蒙濛 著着著 甚甚什")

TO_TRADITIONAL = _table(_TO_TRADITIONAL)
"""Simplified character → its traditional counterparts, as one string."""

TO_SIMPLIFIED = _table(_TO_SIMPLIFIED)
"""Traditional character → its simplified counterparts, as one string."""

REGIONAL = {name: _table(rows) for name, rows in _REGIONAL.items()}
"""The same for the configurations between regions and for Japanese forms: their names → such a table."""
