"""5 生活圈: who can walk to what, by kind of service, with method and limits."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from geo.distance import StraightLine
from sheets.report.lifecircle_figures import LifeCircleFigures
from sheets.report.lifecircle_tables import kinds, levels, rule_list, services, worst, zone_shares
from sheets.report.model import Block, Heading, Note, Paragraph
from sheets.report.scope import Scope
from sheets.report.wording import clean

WORST = 15
_ENDS = ("。", "】", "！", "？", ".")


def circle_blocks(scope: Scope, circles: LifeCircleFigures | None) -> Iterator[Block]:
    """Yield the section."""
    yield Heading("生活圈")
    if circles is None:
        yield Paragraph("本报告未作生活圈测算。")
        return
    mine = circles.within(scope.zone)
    if mine.now.names.empty:
        yield Paragraph(f"{scope.here}没有{clean(circles.noun)}资料，无从测算。")
        return
    yield Paragraph(_lead(scope, mine))
    yield Heading("各类设施达标情况", 2)
    yield kinds(mine, scope.here)
    yield Note(_reading(mine))
    if not scope.zone:
        yield from _by_zone(scope, mine)
    yield Heading("完整度与缺项", 2)
    yield levels(scope, circles)
    yield Note("完整度为必配且有资料的设施中达标的比例，逐点计算后平均；无资料的类别不计入。")
    yield from _worst(scope, mine)
    yield from _planned(mine)
    yield from _method(scope, mine)


def _lead(scope: Scope, circles: LifeCircleFigures) -> str:
    presets = "、".join(circles.now.rules["preset"].unique())
    return (
        f"按“{clean(presets)}”标准，对{scope.here} {len(circles.now.names)} 处"
        f"{clean(circles.noun)}逐点测算到各类设施的距离：{clean(circles.now.label)}，"
        f"步速 {circles.now.speed_m_per_min:g} 米/分。"
        f"以下处数只计{clean(circles.noun)}，不推算人口。"
    )


def _reading(circles: LifeCircleFigures) -> str:
    plain = circles.now.label == StraightLine().label
    straight = "“直线达标”为同一批可评价点按直线半径计的处数，比步行距离高估。" if not plain else ""
    planned = "“规划后”计入已落图的规划学校等，假定见下。" if circles.after is not None else ""
    return (
        f"“无资料”指现有资料没有此类设施的图层，不等于没有，也不是缺口。{straight}{planned}"
        "“存疑”为距离与半径之差小于位置精度、达标与否不定的处数。"
    )


def _by_zone(scope: Scope, circles: LifeCircleFigures) -> Iterator[Block]:
    table = zone_shares(scope, circles)
    if table is not None:
        yield table
        yield Note("“全区”为各分区合计；不在任何分区内的点不计入本表。“—”为无可评价的点。")


def _worst(scope: Scope, circles: LifeCircleFigures) -> Iterator[Block]:
    table, lacking = worst(scope, circles, WORST)
    if table is None:
        yield Paragraph(f"{scope.here}可评价的{clean(circles.noun)}必配设施均达标，没有缺项。")
        return
    yield table
    yield Note(
        f"按完整度由低到高、缺项由多到少、超出半径由远到近排列；共 {lacking} 处有缺项"
        + (f"，列出前 {WORST} 处。" if lacking > WORST else "。")
    )


def _planned(circles: LifeCircleFigures) -> Iterator[Block]:
    if circles.after is None:
        return
    yield Heading("规划项目的计入", 2)
    yield Paragraph(clean(circles.assumption))
    if circles.services is None or circles.services.empty:
        yield Paragraph("没有可计入的规划项目。")
        return
    yield services(circles.services)
    yield Note("规划后达标处数为计入的各项目合起来的结果；项目位置本身有误差，见“规划项目”。")


def _method(scope: Scope, circles: LifeCircleFigures) -> Iterator[Block]:
    yield Heading("方法、标准与限度", 2)
    if scope.zone:
        yield Paragraph("测算按全区进行，下列处数为全区的；本分区的表取位于本分区的点。")
    for words in joined(circles.method):
        yield Paragraph(words.strip("【】"), strong=words.startswith("【"))
    yield rule_list(circles.now.rules)
    yield Note(
        "“核对”只就半径而言：已读来源为在来源中读到，转引为二手引用，未核对为未与印刷文本核对；"
        "层级与必配、选配均未与印刷文本核对。"
    )


def joined(lines: Iterable[str]) -> Iterator[str]:
    """Join lines that are no sentences (name：value) with those next to them."""
    for ends, group in groupby(map(clean, lines), lambda line: line.endswith(_ENDS)):
        told = list(group)
        yield from told if ends else ["；".join(told) + "。"]
