"""What is told of features that lie where metres are wrong, of ids, and of the system."""

import pytest
from geopandas import GeoSeries
from shapely import Point

from geo.crs import EASTING_M, NORTHING_M, to_metric
from geo.errors import DataError
from geo.incoming.assembling import ZONE_HIGH, ZONE_LOW
from geo.incoming.model import Choices
from geo.incoming.reading import read

HERE = "在,116,28.6"


def far(write, *rows):
    """Names of the features that are told to be far from the meridian."""
    path = write("点.csv", "\n".join(["名称,经度,纬度", HERE, *rows]) + "\n")
    layer = read(path, path.name, Choices(crs="EPSG:4326"))
    assert len(layer.frame_ll) == 1 + len(rows)
    issues = {issue.key: issue for issue in layer.report.issues}
    return issues["far"].first["名称"].tolist() if "far" in issues else []


@pytest.mark.parametrize(
    ("inside", "outside"),
    [
        ((115.0, 28.6), (114.99, 28.6)),  # half a degree beyond 115.5°
        ((119.0, 28.6), (119.01, 28.6)),  # half a degree beyond 118.5°
        ((117.0, 13.5), (117.0, 13.49)),  # China's south
        ((117.0, 58.7), (117.0, 58.71)),  # China's north, as geo.crs says in metres
    ],
)
def test_features_beyond_the_zone_are_told_and_kept(write, inside, outside):
    rows = [f"{name},{x},{y}" for name, (x, y) in (("内", inside), ("外", outside))]
    assert far(write, *rows) == ["外"]


def test_the_rims_are_those_that_are_said_in_metres():
    """To a tenth of a degree, 11 km.

    115° and 119° lie 195 km from the meridian at 28.6°N: 500 -+ 195 km, inside 300-700 km.
    """
    corners = GeoSeries([Point(at) for at in (ZONE_LOW, ZONE_HIGH)], crs="EPSG:4326")
    (_, south), (_, north) = ((each.x, each.y) for each in to_metric(corners))
    assert NORTHING_M[0] == pytest.approx(south, abs=11_100)
    assert NORTHING_M[1] == pytest.approx(north, abs=11_100)
    across = GeoSeries([Point(lon, 28.6) for lon in (ZONE_LOW[0], ZONE_HIGH[0])], crs="EPSG:4326")
    west, east = (each.x for each in to_metric(across))
    assert EASTING_M[0] <= west < EASTING_M[0] + 10_000
    assert EASTING_M[1] - 10_000 < east <= EASTING_M[1]


LINES = (("近", 114), ("远", 113.6))


def test_the_middle_of_a_shape_tells_where_it_is(write):
    """From 114° to 116.2° the middle is 115.1°: near; from 113.6° to 116.2° it is 114.9°: far."""
    rows = [f'{name},"LINESTRING ({west} 28.6,116.2 28.6)"' for name, west in LINES]
    path = write("线.csv", "\n".join(["名称,wkt", *rows]) + "\n")
    (issue,) = read(path, path.name).report.issues
    assert (issue.key, issue.first["名称"].tolist()) == ("far", ["远"])


def test_a_layer_wholly_beyond_the_zone_is_refused_and_nothing_placed_is_not(write):
    path = write("远.csv", "名称,经度,纬度\n甲,114.9,28.6\n")
    with pytest.raises(DataError, match=r"^远\.csv 没有任何要素.*115\.5°–118\.5°.*EPSG:4326"):
        read(path, path.name)
    path = write("空.csv", "名称,wkt\n甲,POINT EMPTY\n")
    layer = read(path, path.name, Choices(crs="EPSG:4326"))
    assert (layer.report.rows, layer.report.placed, len(layer.unplaced)) == (1, 0, 1)


def test_what_was_used_is_told(write):
    path = write("点.csv", f"名称,经度,纬度\n{HERE}\n")
    layer = read(path, path.name)
    assert (layer.choices.crs, layer.choices.columns.kind) == ("EPSG:4326", "xy")
    assert layer.notes == ("坐标系：EPSG:4326，坐标值是经纬度（度）",)
    by_hand = read(path, path.name, Choices(crs="EPSG:4490"))
    assert by_hand.notes == ("坐标系：EPSG:4490，由您指定",)


def test_ids_come_from_the_column_that_is_chosen_or_usual_and_it_is_told(write):
    path = write("点.csv", "编号,名称,经度,纬度\nA1,甲,115.9,28.6\n")
    for chosen, column, name in (("名称", "名称", "甲"), ("", "编号", "A1")):
        layer = read(path, path.name, Choices(id_column=chosen))
        assert (layer.choices.id_column, layer.frame_ll.index.tolist()) == (column, [name])


def test_what_is_wrong_far_from_the_meridian_is_said(write):
    path = write("点.csv", f"名称,经度,纬度\n{HERE}\n远,114.9,28.6\n")
    (issue,) = read(path, path.name, Choices(crs="EPSG:4326")).report.issues
    assert (issue.text, issue.count) == ("离中央经线 117° 太远，长度和面积不准", 1)
