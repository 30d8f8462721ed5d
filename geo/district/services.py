"""Kinds of services that stand today, and how each is marked."""

from typing import Literal

from geo.district.told import Hue, Shape, Size, Told, Words

KindHue = Literal[
    Hue, "school", "kindergarten", "health", "hospital", "market", "metro", "park", "elder",
    "culture", "sport",
]  # fmt: skip
"""A general colour, or what the drafting standard draws a kind of service in."""


class ServiceKind(Told, frozen=True):
    """A kind of services that stand today: its mark, and what of it the plan's tables may say.

    `stages` are what services of the kind may be told apart by, `words` what else files call it.
    """

    name: Words
    hue: KindHue
    shape: Shape
    stages: tuple[Words, ...] = ()
    words: tuple[Words, ...] = ()
    size: Size = 6.0
    width: Size = 1.2
    filled: bool = True


USUAL = (
    ServiceKind(
        name="学校", hue="school", shape="square", size=5.5,
        stages=("小学", "初中", "九年一贯制", "高中", "完全中学"),
    ),
    ServiceKind(name="幼儿园", hue="kindergarten", shape="triangle", size=5.5),
    ServiceKind(
        name="卫生服务中心", hue="health", shape="cross", size=6.5, words=("社区卫生服务中心",)
    ),
    ServiceKind(
        name="卫生服务站", hue="health", shape="cross", size=4.5, words=("社区卫生服务站",)
    ),
    ServiceKind(name="医院", hue="hospital", shape="hexagon"),
    ServiceKind(
        name="菜市场", hue="market", shape="inverted", size=5.5, words=("农贸市场", "集贸市场")
    ),
    ServiceKind(
        name="轨道站", hue="metro", shape="circle", width=2.0, filled=False,
        words=("地铁站", "轨道交通站"),
    ),
    ServiceKind(name="公园", hue="park", shape="star", size=7.0, words=("公园绿地",)),
    ServiceKind(
        name="养老", hue="elder", shape="diamond",
        words=("养老设施", "养老机构", "养老院", "敬老院"),
    ),
    ServiceKind(name="文化", hue="culture", shape="diamond", words=("文化设施",)),
    ServiceKind(name="体育", hue="sport", shape="hexagon", words=("体育设施", "体育场馆")),
)  # fmt: skip
"""Kinds that the standards of life circles count, in the order of the legend."""
