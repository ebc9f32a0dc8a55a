"""Where a look is spared because no continuation can be near: it must be true."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from textkit.judgement.breaks import continuations, hopeless

ARTICLES = [
    "会议指出，要坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，深入学习贯彻上级的各项决策部署和工作要求。",
    "昨日，全市组织开展了志愿服务活动，共有三百余名志愿者走上街头，清理卫生死角，劝导文明出行，受到居民的一致好评。",
    "水库的水位在三天之内上升了两米半，达到了警戒线，下游的几个村庄连夜转移了六百多名群众，没有人员受伤。",
    "这座石桥建在清朝末年，长四十二米，宽五米，桥面用青石铺成，栏杆上的狮子形态各异，至今保存得十分完好。",
    "他在信里说，家里的苹果今年卖得很好，母亲的身体也硬朗，叫我不要挂念，安心把手里的工作做好，过年再回来。",
]


@settings(max_examples=60, deadline=None)
@given(
    st.permutations(ARTICLES),
    st.integers(0, 3),
    st.integers(20, 35),
    st.integers(0, 3),
    st.sampled_from(["\n", "\n\n"]),
)
def test_where_it_is_hopeless_nothing_goes_on_over_another(
    articles: list[str], which: int, at: int, away: int, end: str
) -> None:
    lines = list(articles)
    lines[which] = articles[which][:at]
    if away:
        lines.insert(which + away, articles[which][at:])
    text = end.join([*lines, ""])
    tail = sum(len(line) + len(end) for line in lines[:which]) + at
    found = [head for span, (head, _) in continuations(text).items() if span.end == tail]
    over = [head for head in found if head.start > tail + len(end)]
    assert not (over and hopeless(text, False, {tail}))


def test_it_is_hopeless_without_the_rest_alone() -> None:
    tail, head = ARTICLES[0][:30], ARTICLES[0][30:]
    assert hopeless("\n".join([tail, *ARTICLES[1:]]), False, {30})
    assert not hopeless("\n".join([tail, *ARTICLES[1:], head]), False, {30})
    assert not hopeless("\n\n".join([tail, "图为会场。", head, *ARTICLES[1:]]), False, {30})
