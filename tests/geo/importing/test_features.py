"""Collections read by Arrow are what GDAL reads; what is not plain is left to GDAL."""

import json

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from geo.errors import DataError
from geo.importing.feature_schema import AS_TEXT
from geo.importing.feature_split import feature_text
from geo.importing.features import alike
from geo.importing.gdal import read_stream
from geo.importing.limits import ReadingLimits
from geo.importing.model import Ask

RING = [[115.9, 28.6], [115.91, 28.6], [115.9, 28.61], [115.9, 28.6]]
HOLE = [[115.901, 28.601], [115.902, 28.601], [115.901, 28.602], [115.901, 28.601]]
SHAPES = {
    "Point": [115.9, 28.6],
    "MultiPoint": [[115.9, 28.6], [115.91, 28.6]],
    "LineString": RING[:2],
    "MultiLineString": [RING[:3], HOLE[:2]],
    "Polygon": [RING, HOLE],
    "MultiPolygon": [[RING, HOLE], [HOLE]],
}


def shape(kind):
    return {"type": kind, "coordinates": SHAPES[kind]}


def feature(geometry, properties, **more):
    return {"type": "Feature", **more, "properties": properties, "geometry": geometry}


def text_of(*features, **more):
    layer = {"type": "FeatureCollection", **more, "features": list(features)}
    return json.dumps(layer, ensure_ascii=False)


def both(folder, text):
    """Return what Arrow reads, None if it will not, and what GDAL reads."""
    path = folder / "layer.geojson"
    path.write_text(text, "utf-8")
    cut = feature_text(text.encode())
    theirs = read_stream(path, Ask("来文"), 0, driver="GeoJSON", **AS_TEXT)
    return cut and alike(cut, Ask("来文"), folder), theirs


def assert_same(ours, theirs):
    assert_frame_equal(ours.frame, theirs.frame)
    assert shapely.equals_identical(ours.shapes, theirs.shapes).sum() == sum(
        one is not None for one in theirs.shapes
    )
    assert [one is None for one in ours.shapes] == [one is None for one in theirs.shapes]
    assert ours.crs == theirs.crs


@pytest.mark.parametrize("kind", SHAPES)
def test_every_kind_of_shape(tmp_path, kind):
    flat = [feature(shape(kind), {"a": 1}), feature(None, {"a": 2}), feature(shape(kind), {"a": 3})]
    ours, theirs = both(tmp_path, text_of(*flat))
    assert_same(ours, theirs)
    assert ours.shapes[0].geom_type == kind


def test_kinds_mixed_keep_their_order(tmp_path):
    kinds = ["Polygon", "MultiPolygon", "Point", "Polygon", "Point"]
    rows = [feature(shape(kind), {"n": n, "名称": kind}) for n, kind in enumerate(kinds)]
    ours, theirs = both(tmp_path, text_of(feature(None, {"n": 9}), *rows))
    assert_same(ours, theirs)
    assert ours.frame["n"].tolist() == [9, 0, 1, 2, 3, 4]
    assert [one.geom_type for one in ours.shapes[1:]] == kinds


def test_many_features_without_a_shape(tmp_path):
    rows = [feature(None, {"a": "甲" * 200})] * 9_000  # more than Arrow reads at a time
    assert_same(*both(tmp_path, text_of(*rows, feature(shape("Polygon"), {"a": "乙"}))))


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("sort", [False, True])
def test_however_it_is_laid_out(tmp_path, indent, sort):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4548"}}
    rows = [feature(shape("Point"), {"a": f"{n}, {{ x\n}}", "b": None}) for n in range(3)]
    layer = {"type": "FeatureCollection", "crs": crs, "features": rows}
    ours, theirs = both(tmp_path, json.dumps(layer, indent=indent, sort_keys=sort))
    assert_same(ours, theirs)
    assert ours.crs == "EPSG:4548"


@pytest.mark.parametrize("ids", [["a", "b"], [7, 8]])
@pytest.mark.parametrize("column", [None, 5, "x"])
def test_ids_of_features(tmp_path, ids, column):
    own = [{}, {}] if column is None else [{"id": column}, {"id": column * 2}]
    rows = [
        feature(shape("Point"), {"a": 1.5, **more}, id=each, bbox=[1, 2])
        for each, more in zip(ids, own, strict=True)
    ]
    assert_same(*both(tmp_path, text_of(*rows)))


def test_features_without_properties(tmp_path):
    assert_same(*both(tmp_path, text_of(feature(shape("Point"), {}), feature(None, None))))
    none = {"type": "Feature", "geometry": shape("Point")}
    assert_same(*both(tmp_path, text_of(feature(shape("Point"), {"a": 1}), none)))


def test_numbers_narrow_and_wide(tmp_path):
    rows = [{"a": 1, "b": 1, "c": True}, {"a": 2**31, "b": None, "c": False}, {"a": 3, "b": 2}]
    ours, theirs = both(tmp_path, text_of(*[feature(shape("Point"), row) for row in rows[:2]]))
    assert_same(ours, theirs)
    assert [str(dtype) for dtype in ours.frame.dtypes] == ["int64", "float64", "bool"]


ODD = {
    "nested": feature(shape("Point"), {"a": {"b": [1]}}),
    "list": feature(shape("Point"), {"a": [1, 2]}),
    "text among numbers": feature(shape("Point"), {"a": "甲", "n": "x"}),
    "members of its own": feature(shape("Point"), {"a": "x"}, style={"fill": "red"}),
    "collection": feature({"type": "GeometryCollection", "geometries": [shape("Point")]}, {}),
    "no coordinates": feature({"type": "Point", "coordinates": []}, {}),
    "open ring": feature({"type": "Polygon", "coordinates": [RING[:3]]}, {}),
    "no feature": {"type": "Point", "coordinates": [1, 2]},
    "a feature within": feature(shape("Point"), {"a": [feature(None, {}), feature(None, {})]}),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_not_plain_is_left_to_gdal(tmp_path, name):
    plain = feature(shape("Point"), {"n": 1})
    for rows in ([plain, ODD[name]], [*[plain] * 300, ODD[name], *[plain] * 300]):
        cut = feature_text(text_of(*rows).encode())
        assert alike(cut, Ask("来文"), tmp_path) is None


def test_the_same_id_twice_is_left_to_gdal(tmp_path):
    numbers = [*range(1000), 700]
    for rows in (
        [feature(shape("Point"), {"n": 1}, id=number) for number in numbers],
        [feature(shape("Point"), {"id": number}) for number in numbers],
        [feature(shape("Point"), {"id": number}, id=f"x{number}") for number in numbers],
    ):
        ours, theirs = both(tmp_path, text_of(*rows))
        assert bool(theirs.issues) == (ours is None)


@pytest.mark.parametrize(
    "text",
    [
        '{"type":"FeatureCollection","features":[]}',
        '{"type":"Feature","properties":{"features":[{}]},"geometry":null}',
        text_of(feature(None, {}))[:-3],
        text_of(feature(None, {}))[:-1] + ',"features":[]}',
        text_of(feature(None, {})) + "x",
        text_of(feature(None, {})).replace('"type": "FeatureCollection", ', ""),
    ],
)
def test_what_is_no_collection(text):
    assert feature_text(text.encode()) is None


def test_commas_left_out(tmp_path):
    text = text_of(feature(shape("Point"), {"a": 1}), feature(shape("Point"), {"a": 2}))
    cut = feature_text(text.replace("}, {", "} {").encode())
    assert cut is None or alike(cut, Ask("来文"), tmp_path) is None


def test_the_first_and_some():
    rows = [feature(None, {"n": n}) for n in range(50)]
    cut = feature_text(text_of(*rows).encode())
    assert [json.loads(cut.feature(row)) for row in range(50)] == rows
    first = cut.first(3)
    assert first.rows == 3
    assert bytes(first.lines).count(b"\n") == 2
    assert json.loads(first.feature(2)) == rows[2]
    assert [json.loads(each)["properties"]["n"] for each in cut.some(3)] == [0, 24, 49]
    assert len(cut.some(200)) == 50
    assert json.loads(cut.collection(cut.some(200)))["features"] == rows


def test_rows_are_counted_before_they_are_read(tmp_path):
    cut = feature_text(text_of(*[feature(shape("Point"), {})] * 600).encode())
    with pytest.raises(DataError, match="超过 500 行"):
        alike(cut, Ask("来文", limits=ReadingLimits(max_rows=500)), tmp_path)


def test_rare_characters_that_are_escaped(tmp_path):
    rows = [feature(shape("Point"), {"a": "\U0002b800"})]  # GDAL 3.12 loses it
    ours, _ = both(tmp_path, text_of(*rows).replace("\U0002b800", "\\ud86e\\udc00"))
    assert ours.frame["a"].tolist() == ["\U0002b800"]


VALUES = st.none() | st.booleans() | st.integers(-(2**33), 2**33) | st.floats(-1e9, 1e9)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=6)
"""Without zeros, at which GDAL ends a text; Arrow keeps all of it."""

ROWS = st.dictionaries(st.sampled_from("abc甲"), VALUES | TEXTS, max_size=3)
FEATURES = st.builds(feature, st.sampled_from([None, *map(shape, SHAPES)]), ROWS)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(FEATURES, min_size=1, max_size=4))
def test_whatever_arrow_reads_gdal_reads_the_same(tmp_path, rows):
    ours, theirs = both(tmp_path, text_of(*rows))
    if ours:
        assert_same(ours, theirs)
