"""A text that tells of a district, checked; and where it lies."""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from geo.cgcs2000 import meridian_of
from geo.data_folder import data_folder
from geo.district.model import District
from geo.errors import DataError

FILE: Final = "district.toml"


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
    references = [each.id for each in found.reference]
    for kind, names in (
        ("structure.zone", [each.id for each in found.structure.zone]),
        ("column", [each.name for each in found.column]),
        ("layer", [*_LAYERS, *(each.id for each in found.layer), *references]),
        ("reference", [*_TABLES, *references]),
        ("kind", [each.name for each in found.kind]),
        ("fund", [each.id for each in found.fund]),
        ("fund", [each.title for each in found.fund]),
    ):
        twice = next((name for name in names if names.count(name) > 1), "")
        if twice:
            yield f"{kind}: “{twice}”出现了两次；请改名或删去一个"


_TABLES = (
    "boundary", "zones", "projects", "roads", "facilities", "communities", "matters", "indicators",
)  # fmt: skip
"""Words of the tables that every district has."""

_LAYERS = ("zones", "facilities", "communities", "main-roads", "outline")
"""Ids of the layers that every district has."""


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
