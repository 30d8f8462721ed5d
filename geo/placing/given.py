"""Shapes that are there already: a feature of a layer, a shape written as WKT."""

import pyarrow as pa
from geopandas import GeoSeries

from geo.crs import LONLAT, to_metric
from geo.errors import DataError
from geo.geometry_parsing import place_of
from geo.importing.nesting_depth import deep_texts
from geo.placing.ground import PlacingGround
from geo.placing.model import Drafted
from geo.placing.questions import ByWkt, OfFeature
from geo.reading import Record
from geo.schema import PROJECTS

_MOST_LETTERS = 1_000_000


def of_feature(question: OfFeature, ground: PlacingGround) -> Drafted:
    """Return the shape of a feature.

    Raises
    ------
    DataError
        If there is no such layer, or no feature of it that has a place.
    """
    layer = ground.layer(question.layer)
    place = next((each for each in layer.named() if each.key == question.feature), None)
    if place is None:
        raise DataError(
            f"图层“{layer.title}”中没有编号为“{question.feature[:40]}”的已落图要素；请核对编号"
        )
    return Drafted(
        place.shape_m, f"取自图层“{layer.title}”的要素“{place.used.name}”（编号 {place.key}）",
        (place.used,), lines=False,
    )  # fmt: skip


def by_wkt(question: ByWkt, _ground: PlacingGround) -> Drafted:
    """Return the shape of a WKT in degrees.

    Raises
    ------
    DataError
        If it is none, is not valid, or lies elsewhere.
    """
    text = question.wkt.strip()
    if not text or len(text) > _MOST_LETTERS or deep_texts(pa.array([text])).any():
        raise DataError("WKT 为空、过长或嵌套过深；请给出一个图形，如 POINT (经度 纬度)")
    found = place_of(Record("WKT", {"wkt": text}), PROJECTS)
    if found.geometry is None:
        value, wrong, cure = found.flaw or ("", "无法读取", "请核对")
        raise DataError(f"WKT {value} {wrong}；{cure}")
    shape = to_metric(GeoSeries([found.geometry], crs=LONLAT)).iloc[0]
    told = "WKT 未注明位置精度，未计入精度下限；请据来源填写"
    return Drafted(shape, "按给定坐标（WKT，经纬度）", (), warnings=(told,))
