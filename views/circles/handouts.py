"""What 生活圈 hands out in every format: places judged, services counted, areas reached."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from geopandas import GeoDataFrame

from geo.district import DISTRICT
from geo.lifecircle.outputs import areas_frame, estates_frame, facilities_frame
from geo.lifecircle.question import NETWORK
from geo.presence import placed
from views.circles import areas, files
from views.circles.answer import Answer
from views.handouts import Handout

if TYPE_CHECKING:
    from geo.outgoing.model import Export, Meta

_CAUTION = "步行距离为估算，见各表“测距方法”；规划学校位置为推定，不作为审批依据"


def meta_of(answer: Answer) -> "Meta":
    """Source, day and question of the analysis."""
    from geo.outgoing.model import Meta  # noqa: PLC0415 - read when the form is opened

    question = answer.settings.question
    asked = f"评价标准：{question.preset}；{answer.now.told}"
    day = date.today().isoformat()
    return Meta(f"{DISTRICT.district.app} · 生活圈", day, asked, remark=_CAUTION)


def of(answer: Answer) -> list[Handout]:
    """Return the layers of the answer; each is worked out when its file is asked for."""
    meta = meta_of(answer)
    makers: dict[str, Callable[[], GeoDataFrame]] = {
        f"{answer.noun}评价": partial(estates_frame, answer.demand_m, answer.now),
        "计入的设施": partial(_services, answer),
        "各类可达范围": partial(areas_of, answer),
    }
    if answer.rule is not None and answer.settings.ways.method == NETWORK:
        makers["就近服务范围"] = lambda: files.headed(areas.nearest(answer))
    return [Handout(title, partial(_export, title, make, meta)) for title, make in makers.items()]


def areas_of(answer: Answer) -> GeoDataFrame:
    """Area reached for each rule of the standard."""
    return areas_frame(answer.supply.facilities_m, answer.rules, answer.model)


def _services(answer: Answer) -> GeoDataFrame:
    frame = facilities_frame(answer.supply.facilities_m, answer.now)
    return frame[placed(frame).to_numpy() & frame["计入规则"].map(len).gt(0).to_numpy()]


def _export(title: str, make: Callable[[], GeoDataFrame], meta: "Meta") -> "Export":
    from geo.outgoing.model import Export  # noqa: PLC0415

    return Export(title, make(), meta)
