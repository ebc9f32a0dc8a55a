"""What ``--stitch`` moves, and what stays: texts whose paragraphs stand one a line already."""

from __future__ import annotations

import pytest

from textkit.api import process

HEADINGS = """\
Computing the Price of the Wood
The price of the boards is paid by the council, and that of the nails by those who live beside the river.
Oak is taken for the piles of the bridge, for it stands in water longer than any other wood that grows here.
Paying for the Boards and Nails
Returning to the Old Ferry
The old ferry lies below the mill, and two men can row it over the river when the bridge is closed.
Measuring the Height of a Wooden Bridge
The bridge is tarred every second year, and the boards that carts have worn are turned or taken away.
Choosing Wood for the Piles
The width of the bridge depends on the carts that will cross it, and on the price of the wood in that year.
Before a wooden bridge is built, the height of the water is measured for a year at the place where it will stand.
Adding a Lamp to Each Pile
When the ice comes down the river, the bridge is closed, and the ferry goes from the stairs below the mill.
"""
JAPANESE = """\
木の橋の高さを川の水位から決める
古い渡し船は水車の下にあり、橋が閉じられると二人で川を渡す。
橋の板の値段を計算する
橋の杭には樫を使う。水の中ではほかの木より長くもつからである。
橋の杭に明かりをつける
橋の板の値段は町が払い、釘の値段は川のそばに住む人が払う。
川に氷が流れてくると橋は閉じられ、渡し船が水車の下の階段から出る。
橋を渡る車の大きさを決める
木の橋には二年ごとに塗料を塗り、車で傷んだ板は裏返すか取り替える。
川の水位を毎年測る
橋の杭には明かりがあり、日が沈むと渡し守が火をともす。
渡し船で川を渡る
木の橋の幅は、橋を渡る車の大きさと、その年の木の値段によって決まる。
"""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEADINGS, id="an English heading goes on in no other heading"),
        pytest.param(JAPANESE, id="nor a Japanese one"),
    ],
)
def test_nothing_moves_in_a_text_whose_paragraphs_are_whole(text: str) -> None:
    assert process(text, ("rejoin",), stitch=True).text == text


TAIL = "町の人が橋をどこに架けるかについて話し合っていると、渡し守が「橋など架けなくても、わしの船で川を渡ればよかろ"
REST = "う。川の水は春には高い」と口をはさんだ。町の人は橋と船のどちらがよいかを考えた。"
SPEECH = (
    "「橋はいつ架かるのですか。町の人はみな待っています」",
    "「橋のことは渡し守に聞くがよい」",
    TAIL,
    "「ばらは春に植えるのがよいと、庭師が申しておりました」",
    "「では、この庭には春になったらばらを植えよう」",
    REST,
    "「船では車を渡せません。橋のほうがよいでしょう」",
)


def test_blocks_that_end_with_what_somebody_says_are_prose_too() -> None:
    text = "\n\n".join(SPEECH) + "\n"
    assert process(text, ("rejoin",)).text == text
    made = process(text, ("rejoin",), stitch=True).text
    assert f"{TAIL}{REST}\n" in made
    assert process(made, ("rejoin",), stitch=True).text == made
