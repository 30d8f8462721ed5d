"""What is told of a district and its plan: frozen values."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from geo.cgcs2000 import Meridian, meridian_of

Hue = Literal[
    "orange", "green", "violet", "red", "teal", "crimson", "petrol", "pink", "jade", "brown"
]
"""Name of a general colour; `layers.palettes` gives each in every palette."""

KindHue = Literal[
    Hue, "school", "kindergarten", "health", "hospital", "market", "metro", "park", "elder",
    "culture", "sport",
]  # fmt: skip
"""A general colour, or what the drafting standard draws a kind of service in."""

Shape = Literal["circle", "square", "triangle", "diamond", "cross", "star", "hexagon", "inverted"]

_Words = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"\S")]
_Id = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
_Size = Annotated[float, Meta(ge=0.5, le=40)]
_Degrees = tuple[float, float]


class _Told(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of the file: nothing in it is overlooked."""


class Names(_Told, frozen=True):
    """Full and short name of the district, and what the product is called there."""

    name: _Words
    short: _Words
    app: _Words


class Plan(_Told, frozen=True):
    """The plan: full title with its marks, a short one, its years in words; ids of its items.

    `cited` is what the page says it rests on; `project_id` is a regular expression for a whole id,
    `project_id_example` one that fulfils it. `placed` tells on sheets how its items came to their
    places.
    """

    title: _Words
    short: _Words
    cited: _Words
    period: _Words
    project_id: _Words
    project_id_example: _Words
    placed: _Words = "各要素按其落图依据落图"


class DistrictPlace(_Told, frozen=True):
    """Where it is: the metric system of `geo.cgcs2000`, and degrees within which its data lie."""

    metric: str
    longitude: _Degrees
    latitude: _Degrees


class Zone(_Told, frozen=True):
    """A zone of the structure: id, words in the legend, colour."""

    id: _Id
    legend: _Words
    hue: Hue


class Structure(_Told, frozen=True):
    """What the plan calls its spatial structure, and its zones in legend order."""

    title: str = ""
    zone: tuple[Zone, ...] = ()


class PlanColumn(_Told, frozen=True):
    """A 专栏: its name, its title, whether its items can serve in the life circles."""

    name: _Words
    title: _Words
    services: bool = False

    @property
    def heading(self) -> str:
        """Name and title."""
        return f"{self.name} {self.title}"


class PlanLayer(_Told, frozen=True):
    """A layer of the plan's items; sizes in screen pixels, `works` in legend order.

    `rank`: names of a lower one go first where there is no room for all. `buffered`: the panel 缓冲
    begins with it.
    """

    id: _Id
    title: _Words
    plane: Literal["point", "line", "area"]
    hue: Hue
    works: tuple[_Words, ...] = ()
    shape: Shape = "circle"
    size: _Size = 6.0
    width: _Size = 2.0
    rank: Annotated[int, Meta(ge=0, le=9)] = 5
    label_zoom: Annotated[int, Meta(ge=0, le=20)] = 14
    buffered: bool = False


class LifeCircle(_Told, frozen=True):
    """Presets of the standards that a look begins with; "" for the first there is.

    `by_kind`: where one kind of service is asked after another, as on the page; `whole`: where all
    kinds are told together, as by the command and in the report.
    """

    by_kind: str = ""
    whole: str = ""


class ReferenceLayer(_Told, frozen=True):
    """A layer of what stands today or is planned elsewhere, from a file of the data folder.

    `file` is a GeoJSON whose features have id, name, basis, accuracy_m and source; what else they
    have is shown and exported under its own name. The rest as in `PlanLayer`; `note` is a caveat.
    """

    id: _Id
    title: _Words
    file: Annotated[str, Meta(pattern=r"^[\w-]{1,60}\.geojson$")]
    plane: Literal["point", "line", "area"]
    hue: Hue
    credit: _Words = "逐条见“来源”"
    shape: Shape = "circle"
    size: _Size = 6.0
    width: _Size = 2.0
    fill_opacity: Annotated[float, Meta(ge=0, le=1)] = 0.3
    rank: Annotated[int, Meta(ge=0, le=9)] = 5
    label_zoom: Annotated[int, Meta(ge=0, le=20)] = 15
    visible: bool = True
    note: str = ""


class ServiceKind(_Told, frozen=True):
    """A kind of services that stand today: its mark, and what of it the plan's tables may say.

    `stages` are what services of the kind may be told apart by, `words` what else files call it.
    """

    name: _Words
    hue: KindHue
    shape: Shape
    stages: tuple[_Words, ...] = ()
    words: tuple[_Words, ...] = ()
    size: _Size = 6.0
    width: _Size = 1.2
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


class District(_Told, frozen=True, kw_only=True):
    """A district and its plan, as `district.toml` tells them; lists may be empty.

    `files` of the data folder are there: one that is missing is a fault, any other has no rows yet.
    """

    files: tuple[_Words, ...] = ()
    district: Names
    plan: Plan
    place: DistrictPlace
    structure: Structure = Structure()
    column: tuple[PlanColumn, ...] = ()
    layer: tuple[PlanLayer, ...] = ()
    lifecircle: LifeCircle = LifeCircle()
    reference: tuple[ReferenceLayer, ...] = ()
    kind: tuple[ServiceKind, ...] = ()

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
