"""资料来源与说明: where everything comes from, and what it must not be used for."""

from collections.abc import Iterator

from geopandas import GeoDataFrame

from geo.crs import METRIC
from geo.district import DISTRICT
from sheets.report.model import Block, Heading, Paragraph, ReportTable
from sheets.report.request import ReportRequest
from sheets.report.scope import Scope
from sheets.report.wording import cell, clean
from sheets.request import PERIOD
from sheets.sheet_notes import PLAN, SYSTEM

_SHARES = (30.0, 20.0, 88.0, 32.0)


def source_blocks(request: ReportRequest, scope: Scope) -> Iterator[Block]:
    """Yield the section."""
    yield Heading("资料来源与说明")
    yield ReportTable(
        "资料来源", ("资料", "要素（个）", "来源", "位置精度"), _SHARES, _rows(scope), right=(1,)
    )
    for words in _paragraphs(request, scope):
        yield Paragraph(words)


def _rows(scope: Scope) -> tuple[tuple[str, ...], ...]:
    plan = scope.plan
    kinds = (
        ("区界", plan.boundary),
        ("空间结构分区", plan.zones),
        ("规划项目", plan.projects),
        ("主要道路", plan.roads),
        ("现状公共服务设施", plan.facilities),
        ("居住小区", plan.communities),
    )
    return tuple((title, str(len(frame)), *_sources(frame)) for title, frame in kinds)


def _sources(frame: GeoDataFrame) -> tuple[str, str]:
    """Sources of the features, the commonest first, and the span of their accuracies."""
    if "source" in frame:
        words = "；".join(clean(text) for text in frame["source"].value_counts().index)
    else:
        words = f"{PLAN}；落图依据逐项列于“规划项目”"
    known = frame["accuracy_m"].dropna()
    if known.empty:
        return cell(words), cell(None)
    low, high = known.min(), known.max()
    return cell(words), f"±{low:,.0f} 米" if low == high else f"±{low:,.0f}—{high:,.0f} 米"


def _paragraphs(request: ReportRequest, scope: Scope) -> Iterator[str]:
    yield f"规划依据：{PLAN}，规划期限 {PERIOD}。规划项目的名称、条目、位置照录原文。"
    yield f"坐标系：数据为 WGS 84 经纬度；图上与量算用 {SYSTEM}（{METRIC}）。"
    yield (
        f"示意：{DISTRICT.plan.placed}；区界、分区的来源与精度见上表，均不是法定边界，"
        "不作为划界、审批依据。"
    )
    if any("OpenStreetMap" in str(text) for text in scope.plan.roads["source"]):
        yield "道路线位参考 © OpenStreetMap 贡献者（ODbL）。"
    yield (
        "审图号：依《地图管理条例》第十五条，向社会公开的地图须先送审并标注审图号；"
        f"{_number(request)}"
    )


def _number(request: ReportRequest) -> str:
    if request.public and request.review_number:
        return f"本报告所附地图的审图号为 {clean(request.review_number)}。"
    if request.public:
        return "本报告所附地图未取得审图号，不绘区界，公开前须依法送审。"
    return "本报告为内部工作资料，所附地图未经审核，不得公开。"
