"""The district that this process serves: a value read from `district.toml` of the data folder.

One process serves one district, the one whose folder `PLANMAP_DATA` names.
"""

import os
import re
from collections.abc import Iterator
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from geo.cgcs2000 import Meridian, meridian_of
from geo.data_folder import data_folder
from geo.errors import DataError

FILE: Final = "district.toml"

TEXT_VARIABLE: Final = "PLANMAP_DISTRICT_TEXT"
"""Environment variable that holds the text, for a child that may not read the folder."""

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

    `project_id` is a regular expression for a whole id, `project_id_example` one that fulfils it.
    """

    title: _Words
    short: _Words
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

    `rank`: names of a lower one go first where there is no room for all.
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


class District(_Told, frozen=True):
    """A district and its plan, as `district.toml` tells them; lists may be empty."""

    district: Names
    plan: Plan
    place: Place
    structure: Structure = Structure()
    column: tuple[PlanColumn, ...] = ()
    layer: tuple[PlanLayer, ...] = ()

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


def parse_district(text: str, where: str) -> District:
    """Return the district that a text describes.

    Parameters
    ----------
    text
        TOML.
    where
        Name of the file in messages.

    Raises
    ------
    DataError
        If it is no TOML, or a value is missing, not known or of another kind; the message names
        the value.
    """
    try:
        found = msgspec.toml.decode(text, type=District)
    except msgspec.ValidationError as error:
        raise DataError(f"{where}: {_in_words(str(error))}") from error
    except msgspec.DecodeError as error:
        raise DataError(f"{where}: 不是有效的 TOML（{error}）；请改正该行") from error
    wrong = next(_flaws(found), "")
    if wrong:
        raise DataError(f"{where}: {wrong}")
    return found


def _flaws(found: District) -> Iterator[str]:
    """Yield what is wrong between the values."""
    try:
        meridian_of(found.place.metric)
    except DataError as error:
        yield f"place.metric: {error}"
    for name, span, most in (
        ("longitude", found.place.longitude, (73.0, 136.0)),
        ("latitude", found.place.latitude, (3.0, 54.0)),
    ):
        if not most[0] <= span[0] < span[1] <= most[1]:
            told = f"{most[0]:g} 至 {most[1]:g} 之间、先小后大的两个数"
            yield f"place.{name}: 应为 {told}，实为 {span[0]:g}、{span[1]:g}；请改正"
    yield from _ids(found)
    for kind, names in (
        ("structure.zone", [each.id for each in found.structure.zone]),
        ("column", [each.name for each in found.column]),
        ("layer", [each.id for each in found.layer]),
    ):
        twice = next((name for name in names if names.count(name) > 1), "")
        if twice:
            yield f"{kind}: “{twice}”出现了两次；请改名或删去一个"


def _ids(found: District) -> Iterator[str]:
    plan = found.plan
    try:
        fits = re.fullmatch(plan.project_id, plan.project_id_example)
    except re.error as error:
        yield f"plan.project_id: 不是有效的正则表达式（{error}）；请改正"
        return
    if not fits:
        yield (
            f"plan.project_id_example: “{plan.project_id_example}”不符合 plan.project_id；"
            "请改正其中一个"
        )


_WORDS = (
    (re.compile(r"missing required field `(.+?)`"), "缺少“{0}”；请补上"),
    (re.compile(r"contains unknown field `(.+?)`"), "不认识“{0}”；请改名或删去"),
    (re.compile(r"Invalid enum value (.+?)(?: - |$)"), "{0} 不在可选值之内；请改正"),
    (re.compile(r"Expected `(.+?)`, got `(.+?)`"), "应为 {0}，实为 {1}；请改正"),
    (re.compile(r"matching regex"), "写法不对（编号用小写字母、数字和连字符，文字不能为空）"),
    (re.compile(r"of length|>=|<="), "长度或大小超出范围；请改正"),
)


def _in_words(message: str) -> str:
    """Say in Chinese what msgspec found, behind the place where."""
    place = re.search(r"at `\$\.?(.*?)`$", message)
    where = f"{place[1]}: " if place and place[1] else ""
    for found, words in _WORDS:
        match = found.search(message)
        if match:
            return where + words.format(*match.groups())
    return where + message


def district_text() -> str:
    """Return the text of the file in the data folder.

    Raises
    ------
    DataError
        If it is missing or no text.
    """
    folder = data_folder()
    path = folder / FILE
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{FILE}: 不是 UTF-8 文本；请另存为 UTF-8") from error
    except OSError as error:
        if not folder.is_dir():
            from geo.edition import edition_of  # noqa: PLC0415 - it says what is missing

            edition_of(folder)
        raise DataError(
            f"{FILE}: 在目录 {folder.name} 中找不到该文件；请放入（见 data/README.md）"
        ) from error


TEXT: Final = os.environ.get(TEXT_VARIABLE) or district_text()
"""Text of the file as it lay there when this process began."""

DISTRICT: Final = parse_district(TEXT, FILE)
"""The district of this process."""
