"""The request of the printed 生活圈 sheet, made of the answer on the page."""

from typing import TYPE_CHECKING

from geopandas import GeoDataFrame
from pandas import DataFrame

from geo import district
from geo.coverage import DISTRICT
from geo.crs import to_lonlat
from geo.lifecircle.gaps import MET, NEWLY, NO_DATA, OFF_NETWORK, UNMET
from geo.lifecircle.imported import points_of
from geo.lifecircle.method_text import method_text, short_of
from geo.lifecircle.shares import shares
from sheets.request import SheetRequest
from views import drawing_pool
from views.lifecircle import areas, headline, selectable_table
from views.lifecircle.analysis_answer import LifeCircleAnswer

if TYPE_CHECKING:
    from sheets.lifecircle.request import CircleRequest

_PAGE = (
    *("title", "date", "extent_ll", "layers", "paper", "orientation", "mode", "palette"),
    *("review_number", "dpi", "scale", "imprint", "locator", "ledger_words"),
)
"""What the sheet has of the ordinary one that it builds on."""

_WORST = 12


def title(answer: LifeCircleAnswer) -> str:
    """Title that is offered."""
    asked = headline.question_words(answer).replace(" ", "")
    return f"{district.DISTRICT.district.name}{asked}生活圈评价图"


def draw(answer: LifeCircleAnswer, asked: SheetRequest, kind: str) -> bytes:
    """Draw the sheet as PDF, PNG or SVG."""
    return drawing_pool.draw("circle_sheet", request=request(answer, asked), file_format=kind)


def request(answer: LifeCircleAnswer, asked: SheetRequest) -> "CircleRequest":
    """Return what is to be drawn: the answer on the paper and backdrop of an ordinary sheet."""
    from sheets.lifecircle.request import CircleRequest  # noqa: PLC0415 - matplotlib when asked for

    reached = to_lonlat(areas.reach_of(answer))
    return CircleRequest(
        subtitle=_subtitle(answer),
        areas_ll=reached.assign(words=f"{headline.question_words(answer)}可达范围"),
        estates_ll=_estates(answer),
        facilities_ll=_facilities(answer),
        rule_words=headline.question_words(answer),
        table=_zone_table(answer),
        table_title=f"各分区达标情况（按{answer.demand_label}处数）",
        worst=_worst(answer),
        worst_title=f"未达标而步行最远的{answer.demand_label}",
        method=short_of(method_text(answer, one_rule=True)),
        noun="居住小区" if answer.demand_label == "小区" else answer.demand_label,
        **{name: getattr(asked, name) for name in _PAGE},
    )


def _subtitle(answer: LifeCircleAnswer) -> str:
    when = "现状"
    if answer.settings.compares:
        when = "方案与现状对比" if answer.settings.supply.scenario else "规划前后对比"
    return f"{when} · {answer.now.label}"


def _estates(answer: LifeCircleAnswer) -> GeoDataFrame:
    points = _kept(answer.points_ll(), "name", "status")
    known = points["status"].isin((MET, UNMET, NEWLY, OFF_NETWORK, NO_DATA))
    points = points[known & points.geometry.notna()]
    return points.assign(label=points["status"].isin((UNMET, NEWLY)))


def _facilities(answer: LifeCircleAnswer) -> GeoDataFrame:
    found = _kept(answer.services(), "name", "origin")
    marks = found.set_geometry(points_of(found), crs=found.crs)  # a park may be an area
    return to_lonlat(marks)


def _kept(frame: GeoDataFrame, *columns: str) -> GeoDataFrame:
    """Return the columns that the sheet reads, the source among them where there is one."""
    known = [*columns, *(["source"] if "source" in frame else []), "geometry"]
    return frame[known]


def _zone_table(answer: LifeCircleAnswer) -> DataFrame:
    names = {**answer.zone_names, DISTRICT: "全区"}
    rule_id = answer.settings.question.rule_id
    both = (shares(each, answer.zones) for each in (answer.now, answer.base))
    now, base = (table[table["rule_id"] == rule_id] for table in both)
    columns = {"分区": [str(names.get(zone, zone)) for zone in now["zone_id"]]}
    if answer.settings.compares:
        columns["现状达标"] = [str(value) for value in base["met"]]
    columns["达标"] = [str(value) for value in now["met"]]
    columns["评价"] = [str(value) for value in now["evaluated"]]
    columns["占比"] = selectable_table.percent(now["share"])
    return DataFrame(columns)


def _worst(answer: LifeCircleAnswer) -> DataFrame:
    rows = answer.unmet().head(_WORST)
    walks = rows["distance_m"]
    return DataFrame(
        {
            answer.demand_label: rows["demand_name"].astype(str).to_numpy(),
            "步行（米）": [f"{walk:.0f}" if walk < float("inf") else "走不到" for walk in walks],
            "直线（米）": [f"{straight:.0f}" for straight in rows["straight_m"]],
        }
    )
