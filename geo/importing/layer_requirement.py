"""The one layer of a file that a piece of work needs: found, read, and held against the need."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from geopandas import GeoDataFrame

from geo.errors import DataError, ManyLayersError
from geo.importing.assembly import REASON
from geo.importing.geopackage import kinds
from geo.importing.inspection import peek
from geo.importing.layer_reading import read
from geo.importing.limits import LARGE
from geo.importing.model import Ask, Asked, Incoming, Peek
from geo.importing.unpacking import BETWEEN, opened

_KINDS = {
    **{"Point": "点", "MultiPoint": "点", "Polygon": "面", "MultiPolygon": "面"},
    **{"LineString": "线", "MultiLineString": "线", "GeometryCollection": "混合图形"},
}
_MOST_NAMED = 20

USUAL = Asked(limits=LARGE)


class LayerRequirement(NamedTuple):
    """What a layer must hold: names of types, Chinese words for them, and what to do otherwise.

    No types: whatever there is.
    """

    types: tuple[str, ...] = ()
    words: str = ""
    advice: str = "请改选图层"


ANYTHING = LayerRequirement()

PLACES = LayerRequirement(
    ("Point", "MultiPoint", "Polygon", "MultiPolygon"), "点或面", "请给点图层或面图层"
)
"""Demand or facilities."""

LINES = LayerRequirement(("LineString", "MultiLineString"), "线", "请给道路中心线图层")


class Sought(NamedTuple):
    """The layer, and the warning about its datum, "" where nothing speaks for a shift."""

    layer: Incoming
    datum_hint: str


def read_one(
    content: Path | bytes, name: str, wanted: LayerRequirement, asked: Asked = USUAL
) -> Sought:
    """Read the layer that is chosen, or the only one that fits, as `layer_reading.read` does.

    Of a layer in an archive the name without folder and ending will do as choice.

    Raises
    ------
    ManyLayersError
        If several fit and none is chosen.
    DataError
        As there, or if the layer is not there or holds other shapes than `wanted`.
    """
    choices = asked.choices
    seen = peek(content, name, asked._replace(choices=replace(choices, layer="")))
    layer = _chosen(seen, name, choices.layer) or _only(content, name, seen, wanted)
    asked = asked._replace(choices=replace(choices, layer=layer))
    if layer != seen.choices.layer:
        seen = peek(content, name, asked)
    found = read(content, name, asked)
    if wanted.types:
        _check_places(found, name)
        _check_types(found.frame_ll, name, wanted)
    as_read = replace(
        found.choices,
        layer=seen.choices.layer,
        encoding=seen.choices.encoding,
        delimiter=seen.choices.delimiter,
    )
    return Sought(replace(found, choices=as_read), seen.datum_hint)


def _chosen(seen: Peek, name: str, layer: str) -> str:
    """Name of the chosen layer as the file has it, "" where the file has but one."""
    if not layer:
        return ""
    names = [each.name for each in seen.layers]
    fits = [each for each in names if layer in (each, _bare(each), each.rpartition(BETWEEN)[2])]
    if len(fits) == 1:
        return fits[0]
    if len(names) == 1 and layer == PurePosixPath(name).stem:
        return names[0]
    if fits:
        raise _several(name, fits)
    there = f"现有：{_listed(names)}" if any(names) else "这种格式只有一个图层，请勿另选"
    raise DataError(f"{name} 没有图层“{layer}”；{there}")


def _only(content: Path | bytes, name: str, seen: Peek, wanted: LayerRequirement) -> str:
    """Name of the one layer that may hold what is wanted."""
    names = [each.name for each in seen.layers]
    if len(names) < 2:
        return seen.choices.layer
    fits = names
    if seen.kind == "gpkg" and not any(BETWEEN in each for each in names):
        with opened(content, name, "", LARGE) as file:
            held = kinds(file.path, Ask(name, limits=LARGE))
        fits = [each for each in names if _may_hold(held.get(each, ""), wanted)]
    if len(fits) != 1:
        raise _several(name, fits or names)
    return fits[0]


def _several(name: str, layers: Sequence[str]) -> ManyLayersError:
    return ManyLayersError(f"{name} 有多个图层（{_listed(layers)}）；请指定图层", tuple(layers))


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:_MOST_NAMED])


def _bare(place: str) -> str:
    return PurePosixPath(place).stem


def _may_hold(kind: str, wanted: LayerRequirement) -> bool:
    """Whether a layer of a type, such as "LINESTRING", may hold what is wanted."""
    kind = kind.upper()
    known = kind in ("GEOMETRY", "GEOMETRYCOLLECTION") or not wanted.types
    return known or any(name.upper() in kind for name in wanted.types)


def _check_places(found: Incoming, name: str) -> None:
    if not len(found.frame_ll):
        why = found.unplaced[REASON].iloc[0]
        raise DataError(
            f"{name} 的 {len(found.unplaced):,} 个要素都没有位置（{why}）；请核对坐标系和坐标列"
        )


def _check_types(frame: GeoDataFrame, name: str, wanted: LayerRequirement) -> None:
    found = frame.geom_type
    wrong = found[~found.isin(wanted.types)]
    if len(wrong):
        kind = _KINDS.get(wrong.iloc[0], wrong.iloc[0])
        raise DataError(
            f"{name} 有 {len(wrong):,} 个要素是{kind}，不是{wanted.words}；"
            f"{wanted.advice}，文件有多个图层的请指定图层"
        )
