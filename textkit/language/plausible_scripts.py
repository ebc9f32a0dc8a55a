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
    (5.5, "구성안상오면조비동국선공우니소신문경스유무적미계마년회위세당까했된되러중관발물학금생치거내음식"),
    (
        6.2,
        "연방실산출업용화교모분통개재표말건강감진남후때두었않없습려래민현양입받행간결단터같집밝권론직차속본저명번람절야월요북열트드르며각날더또할",
    ),
    (
        7.2,
        (
            "반설불작심석영역예외육임점체초최추취토판편평품피필합항형호확활황희력량란련령록류률림너네노누느능난데"
            "돈돌될든등디따떤뜻락렇름립막많맞매머먹메목못몸묻바밖밤백버법베벌변병복볼봉붙빛살새색섬손송쇠순술숙숨"
            "쉬승싸쓰씨악압앞애액약얘언얻얼엇엔왔왕운울움웃워웠읽잃잘잡젊접젠졌족존좋죄죽준줄쪽찬찰참창책처천철청"
            "촌총축충층친침카커코쿠크키타태택투특파포폭프함허험협혼홍효훈휴흐흔흥히힘갈갑값갖갔겠격견곳곡골곧광괴"
            "균글급긴길깊깨꾸끝납낮냐녀농높눈닌닙담답덕던덜독돼둘떠뛰례료루멀멈멋몇뭐믿배별붕빠뿐삼셨싶았알엄옛옮"
            "옷욱웅읍응잠좀증질짜째쪼첫테텔팀펴팔풀핵향혀획논뉴늦빗"
        ),
    ),
    # Syllables of loan words for the most part, each in 1 of 3,000 and in 1 of 10,000 of two translated manuals.
    (8.4, "컴넌됩렌션링환달레벤클른객브므페먼티플런콘및께츠텐앱패규엘완텍근핸케딩빌검즉퍼칙텀럼옵종캐올릴"),
    (9.3, "져컨듈됨팅턴콜릭블템첩폼젝튼줍밍랜뮤싱쉽봅펙웹폴략떻깅핑찾온릅벨캡괄룹큰솔섹박범숫뒤냅삽렬탐슬념측왜린듭"),
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
    (7.0, "ąćęłńśźżčřšžůěťďňőűăîşţșțğıđŠŽČŁŚŻİ„"),
    (8.5, "ÀÈÇÑÁÍÓÚÅØÆÊÎÔÂÛÌÒÙÃÕýðþ¿¡ºª§©®´·½²³\u00a0"),
)
