"""What is told of a district and its plan: frozen values."""

import re
from typing import Annotated, Final, Literal

from msgspec import Meta

from geo.cgcs2000 import Meridian, meridian_of
from geo.district.funds import USUAL_FUNDS, Fund
from geo.district.services import USUAL, ServiceKind
from geo.district.told import Degrees, Hue, Id, Shape, Size, Told, Words

_MOST_YEARS: Final = 30


class Names(Told, frozen=True):
    """Full and short name of the district, and what the product is called there."""

    name: Words
    short: Words
    app: Words


class Plan(Told, frozen=True):
    """The plan: full title with its marks, a short one, its years in words; ids of its items.

    `cited` is what the page says it rests on; `project_id` is a regular expression for a whole id,
    `project_id_example` one that fulfils it. `placed` tells on sheets how its items came to their
    places; `mandate` is what it says of its own evaluation, and where, for the reports.
    """

    title: Words
    short: Words
    cited: Words
    period: Words
    project_id: Words
    project_id_example: Words
    placed: Words = "各要素按其落图依据落图"
    mandate: str = ""

    @property
    def years(self) -> tuple[int, ...]:
        """Each year that `period` tells of, from its first to its last; none where it tells none.

        A plan of more than thirty years is told by its first and last one alone.
        """
        told = [int(each) for each in re.findall(r"(?<!\d)(?:19|20|21)\d\d(?!\d)", self.period)]
        if not told:
            return ()
        first, last = min(told), max(told)
        return tuple(range(first, last + 1)) if last - first < _MOST_YEARS else (first, last)


class DistrictPlace(Told, frozen=True):
    """Where it is: the metric system of `geo.cgcs2000`, and degrees within which its data lie."""

    metric: str
    longitude: Degrees
    latitude: Degrees


class Zone(Told, frozen=True):
    """A zone of the structure: id, words in the legend, colour."""

    id: Id
    legend: Words
    hue: Hue


class Structure(Told, frozen=True):
    """What the plan calls its spatial structure, and its zones in legend order."""

    title: str = ""
    zone: tuple[Zone, ...] = ()


class PlanColumn(Told, frozen=True):
    """A 专栏, or what a chapter tells outside of one: its name, its title, its chapter's title.

    `services`: whether its items can serve in the life circles.
    """

    name: Words
    title: Words
    chapter: str = ""
    services: bool = False

    @property
    def heading(self) -> str:
        """Name and title."""
        return f"{self.name} {self.title}"


class PlanLayer(Told, frozen=True):
    """A layer of the plan's items; sizes in screen pixels, `works` in legend order.

    `rank`: names of a lower one go first where there is no room for all. `buffered`: the panel 缓冲
    begins with it.
    """

    id: Id
    title: Words
    plane: Literal["point", "line", "area"]
    hue: Hue
    works: tuple[Words, ...] = ()
    shape: Shape = "circle"
    size: Size = 6.0
    width: Size = 2.0
    rank: Annotated[int, Meta(ge=0, le=9)] = 5
    label_zoom: Annotated[int, Meta(ge=0, le=20)] = 14
    buffered: bool = False


class LifeCircle(Told, frozen=True):
    """Presets of the standards that a look begins with; "" for the first there is.

    `by_kind`: where one kind of service is asked after another, as on the page; `whole`: where all
    kinds are told together, as by the command and in the report.
    """

    by_kind: str = ""
    whole: str = ""


class ReferenceLayer(Told, frozen=True):
    """A layer of what stands today or is planned elsewhere, from a file of the data folder.

    `file` is a GeoJSON whose features have id, name, basis, accuracy_m and source; what else they
    have is shown and exported under its own name. The rest as in `PlanLayer`; `note` is a caveat.
    """

    id: Id
    title: Words
    file: Annotated[str, Meta(pattern=r"^[\w-]{1,60}\.geojson$")]
    plane: Literal["point", "line", "area"]
    hue: Hue
    credit: Words = "逐条见“来源”"
    shape: Shape = "circle"
    size: Size = 6.0
    width: Size = 2.0
    fill_opacity: Annotated[float, Meta(ge=0, le=1)] = 0.3
    rank: Annotated[int, Meta(ge=0, le=9)] = 5
    label_zoom: Annotated[int, Meta(ge=0, le=20)] = 15
    visible: bool = True
    note: str = ""


class District(Told, frozen=True, kw_only=True):
    """A district and its plan, as `district.toml` tells them; lists may be empty.

    `files` of the data folder are there: one that is missing is a fault, any other has no rows yet.
    """

    files: tuple[Words, ...] = ()
    district: Names
    plan: Plan
    place: DistrictPlace
    structure: Structure = Structure()
    column: tuple[PlanColumn, ...] = ()
    layer: tuple[PlanLayer, ...] = ()
    lifecircle: LifeCircle = LifeCircle()
    reference: tuple[ReferenceLayer, ...] = ()
    kind: tuple[ServiceKind, ...] = ()
    fund: tuple[Fund, ...] = ()

    @property
    def funds(self) -> tuple[Fund, ...]:
        """Sources of funds in the order of forms."""
        return self.fund or USUAL_FUNDS

    @property
    def kinds(self) -> tuple[ServiceKind, ...]:
        """Kinds of the standards, each as the district tells it if it does, then its own."""
        own = {each.name: each for each in self.kind}
        usual = tuple(own.pop(each.name, each) for each in USUAL)
        return (*usual, *own.values())

    @property
    def meridian(self) -> Meridian:
        """Central meridian and zone of the metric system."""
        return meridian_of(self.place.metric)

    @property
    def map_title(self) -> str:
        """Title of a sheet to begin with."""
        return f"{self.district.name}{self.plan.short}一张图"

    @property
    def atlas_title(self) -> str:
        """Title of an atlas to begin with."""
        return f"{self.district.name}{self.plan.short}图册"
