"""How common the letters of Japanese, Korean and some Latin text are, in bands.

No counts stand behind the bands: they order letters as every frequency list of the language does (particles and
verb endings first). Costs are negative natural logarithms of a character's share, as in ``plausible.txt``.
"""

from __future__ import annotations

# Hiragana make up about half of Japanese prose, katakana a tenth, kanji a third or more.
KANA: tuple[tuple[float, str], ...] = (
    (3.4, "のいしたにをはとるがでてな"),
    (4.2, "かすれまもこらさっりんくう"),
    (5.0, "つあきえだよけおそどせめちやみほわじばひろねへべげごずびぶむゆょゃ"),
    (7.0, "ふぬぼづぜざぐぎぞぱぽぴぷぺゅぢぁぇぉぃぅ"),
    (4.8, "、。"),
    (5.6, "ーンスルトイクラ"),
    (6.4, "シリタアドジカレフプロマテサコッオグバムナキエニメ・「」"),
    (7.2, "デパチハブウュセミネボモツベソポダノホケヘビワズペガヤユャョェヨゴィァゲザギピゼヒ『』々"),
    (9.5, "ヴヌゾォヅヂゥヲヱヰゑゐ゛゜ゝゞヽヾヵヶ"),
)

HANGUL: tuple[tuple[float, str], ...] = (
    (4.1, "이다는에의가을고하지은로한도사기"),
    (4.8, "어리나자를아인서들시대있그해일정수보것과게부장전제라만주여으원와"),
    (5.5, "구성안상오면조비동국선공우니소신문경스유무적미계마년주회위세당까했된되러중관발물학금생치거내했음식"),
    (6.2, "연방실산출업용화교실모분통개재표말건강감진남후때두었않없습니려래민현모양입받행간모결단터같집밝권단론직차속본저명번람절야월요북열트드르며각날더또려려할"),
    (
        7.2,
        "반설불작심석영역예외원육임점체초최추출취치토판편평품피필합항형호확활황희력량란련령록류률림너네노누느능난데돈돌될든등디따떤또뜻"
        "락렇름립마막많맞매머먹메목못몸묻바밖밤백버법베벌변병복볼봉북붙빛사살새색생서석설섬손송쇠순술숙숨쉬습승식싸쓰씨"
        "아악압앞애액약얘어언얻얼업엇에여엔왔외왕운울움웃워웠은읽음잃잘잡저적젊접정젠졌족존좋죄죽준줄쪽찬찰참창책처천철청체촌총최"
        "축충층친침카커코쿠크키타태택터통투특파포폭프하학함해했허험현협혼홍효후훈휴흐흔흥히힘갈갑값강갖갔겠격견결경계곳곡골곧과광괴균"
        "글급긴길깊깨꾸끝납낮냐녀농높눈다닌닙담답덕던덜독돼둘떠뛰려련례론료루멀멈멋면몇뭐미믿배별붕빠뿐살삼셨싶았알양었여엄열옛옮옷와용욱움웅"
        "원읍응잠점제좀증질짜째쪼첫추택테텔투팀펴팔품풀필합핵향혀후호계획논참석날씨뉴스신문역전늦철곳국빗눈집",
    ),
)

# Words of written Cantonese that a standard text hardly has.
CANTONESE: tuple[tuple[float, str], ...] = (
    (4.8, "嘅係唔佢咗喺啲嘢哋咩個"),
    (6.5, "嚟畀冇乜俾嗰睇咁噉呢喇㗎啦吖囉揾搵攞嗌諗嘥瞓曬晒鍾琴聽啱靚咪"),
    (8.5, "掂餸舖孖冚氹嬲屙嗮𠵱嘞啩噃咋喎嗱嘈嚿攰搣埋郁"),
)

# Latin letters beyond ASCII, the common ones of western European languages first.
LATIN: tuple[tuple[float, str], ...] = (
    (5.5, "éäöüèàçñáíóßêúåøæ"),
    (6.5, "âîôûëïìòùãõÉÄÖÜœ’«»°“”–—…‘•€£"),
    (8.5, "ÀÈÇÑÁÍÓÚÅØÆÊÎÔÂÛÌÒÙÃÕÿýðþ¿¡ºª§©®´·½²³\u00a0"),
)
