"""What a report is asked for, as one frozen value that is checked when it is made."""

from dataclasses import dataclass
from typing import NamedTuple

from geopandas import GeoDataFrame

from geo.errors import DataError
from geo.filtering import Criteria
from geo.plan_data import PlanData
from layers.palettes import PALETTES, STANDARD
from layers.themes import BY_LAYER
from sheets.report.lifecircle_figures import LifeCircleFigures
from sheets.request import (
    INTERNAL,
    MODES,
    PUBLIC,
    RESOLUTIONS,
    Mode,
    SheetLayer,
    check_date,
    check_one_of,
)

_LONGEST = 60


class OwnLayer(NamedTuple):
    """A layer that a planner brought: its title, and its features in any CRS; may be empty."""

    title: str
    frame: GeoDataFrame


@dataclass(frozen=True, eq=False)
class ReportRequest:
    """A report to make.

    Parameters
    ----------
    plan
        As `geo.plan_data.load_plan` gives it, dressed or not.
    date
        ISO date of the report, given by the caller.
    zone
        Id or name of a zone; "" for the whole district.
    office
        编制单位, "" for none.
    mode
        One of `sheets.request.MODES`.
    review_number
        审图号 of the map, "" while there is none.
    circles
        Figures of the life circles, as `circles.default_circles` or the page 生活圈 has them;
        None where they were not worked out.
    layers
        What the map shows; None for the layers that are on when the app opens.
    own
        Imported layers, each of which is told of.
    theme
        What the symbols of plan items tell (`layers.themes`); `layers` come as they are.
    palette, dpi
        Of the map; one of the palettes' names and of `sheets.request.RESOLUTIONS`.
    criteria
        Which of the plan's items are told of; the report says so.

    Raises
    ------
    DataError
        If a value is not one of those allowed.
    """

    plan: PlanData
    date: str
    zone: str = ""
    office: str = ""
    mode: Mode = INTERNAL
    review_number: str = ""
    circles: LifeCircleFigures | None = None
    layers: tuple[SheetLayer, ...] | None = None
    own: tuple[OwnLayer, ...] = ()
    palette: str = STANDARD
    dpi: int = 300
    criteria: Criteria = Criteria()
    theme: str = BY_LAYER

    def __post_init__(self) -> None:
        """Refuse what cannot be made."""
        check_one_of("用途", self.mode, MODES)
        check_one_of("配色", self.palette, tuple(PALETTES))
        check_one_of("分辨率", self.dpi, RESOLUTIONS)
        check_date(self.date)
        for title, words in (("编制单位", self.office), ("审图号", self.review_number)):
            if len(words) > _LONGEST:
                raise DataError(f"{title}有 {len(words)} 字，最多 {_LONGEST} 字；请改短")
        self.zone_id()

    def zone_id(self) -> str:
        """Id of the zone, "" for the district.

        Raises
        ------
        DataError
            If there is no such zone.
        """
        names = self.plan.zones["name"]
        if not self.zone or self.zone in names.index:
            return self.zone
        found = names.index[names == self.zone]
        if found.empty:
            raise DataError(f"没有分区“{self.zone[:30]}”；可选：{'、'.join(map(str, names))}")
        return str(found[0])

    @property
    def public(self) -> bool:
        """Whether it is made to be shown to anyone."""
        return self.mode == PUBLIC
