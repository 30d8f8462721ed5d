"""What is told of a district and its plan: frozen values."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from geo.cgcs2000 import Meridian, meridian_of

Hue = Literal[
    "orange", "green", "violet", "red", "teal", "crimson", "petrol", "pink", "jade", "brown"
]
"""Name of a general colour; `layers.palettes` gives each in every palette."""

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
    `project_id_example` one that fulfils it.
    """

    title: _Words
    short: _Words
    cited: _Words
    period: _Words
    project_id: _Words
    project_id_example: _Words


class Place(_Told, frozen=True):
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


class District(_Told, frozen=True, kw_only=True):
    """A district and its plan, as `district.toml` tells them; lists may be empty.

    `files` of the data folder are there: one that is missing is a fault, any other has no rows yet.
    """

    files: tuple[_Words, ...] = ()
    district: Names
    plan: Plan
    place: Place
    structure: Structure = Structure()
    column: tuple[PlanColumn, ...] = ()
    layer: tuple[PlanLayer, ...] = ()
    lifecircle: LifeCircle = LifeCircle()

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
