"""Metres from a place, junctions, corners, features, WKT."""

import math

import pytest
from geopandas import GeoDataFrame
from shapely import LineString, Point, box
from shapely.affinity import translate

from geo.crs import to_lonlat
from geo.errors import DataError
from geo.placing.answering import answer
from geo.placing.ground import NamedFeatures, PlacingGround
from geo.placing.model import AmbiguousPlacementError
from geo.placing.questions import AtJunction, ByWkt, NearPlace, OfFeature

X0, Y0 = 392_000.0, 3_168_000.0


@pytest.fixture(scope="module")
def places(streets):
    shapes = {"甲校": Point(0, 0), "乙园": box(100, 100, 300, 200), "丙苑": Point(50, 0)}
    frame = GeoDataFrame(
        {"名称": [*shapes, "丙苑", "未落"], "accuracy_m": [30, 40, 50, 60, None]},
        geometry=[*(translate(each, X0, Y0) for each in shapes.values()), Point(X0, Y0), None],
        index=["f1", "f2", "f3", "f4", "f5"],
        crs="EPSG:4548",
    )
    layer = NamedFeatures("设施", frame, "名称")
    return streets({"横路": [(-500, 0), (500, 0)]}, places=[layer])


def test_a_point_in_a_direction(places, local):
    found = answer(NearPlace("甲校", 200, "以东"), places, "某校")
    assert local(found.geometry).equals(Point(200, 0))
    assert found.basis == "某校：甲校东方向 200 米处；位置据设施：甲校（±30 米）"
    assert found.accuracy_m == math.ceil(30 + 200 * math.sin(math.pi / 8))


def test_a_point_in_a_slanting_direction(places, local):
    found = local(answer(NearPlace("甲校", 100, "西南"), places).geometry)
    assert found.distance(Point(-70.711, -70.711)) < 0.002


def test_an_area_is_left_at_its_edge(places, local):
    assert local(answer(NearPlace("乙园", 50, "东"), places).geometry).equals(Point(350, 150))


def test_all_that_is_near_and_a_ring_of_it(places, local):
    disc = local(answer(NearPlace("甲校", 300), places).geometry)
    assert disc.area == pytest.approx(math.pi * 300**2, rel=0.001)
    ring = answer(NearPlace("甲校", 300, from_m=100), places)
    assert local(ring.geometry).area == pytest.approx(math.pi * (300**2 - 100**2), rel=0.001)
    assert ring.basis.startswith("甲校周边 100 至 300 米；")
    with pytest.raises(DataError, match="起算距离 300 米不小于 300 米"):
        answer(NearPlace("甲校", 300, from_m=300), places)


def test_a_place_may_be_named_by_its_id_and_a_road_is_one(places, local):
    by_id = answer(NearPlace("f2", 50), places).geometry
    assert by_id.equals(answer(NearPlace("乙园", 50), places).geometry)
    road = local(answer(NearPlace("横路", 100), places).geometry)
    assert road.area == pytest.approx(1000 * 200 + math.pi * 100**2, rel=0.001)


def test_two_places_of_a_name_are_choices(places, local):
    with pytest.raises(AmbiguousPlacementError, match="1. 设施“丙苑”（编号 f3）；2. .*编号 f4"):
        answer(NearPlace("丙苑", 100), places)
    assert local(answer(NearPlace("丙苑", 100, "东", choice=1), places).geometry).x == 150


def test_a_road_is_told_by_its_layer_and_the_ids_of_its_lines(streets):
    """An item that is a line stands once; two of a name, also as the one road they make."""
    shapes = [
        LineString([(X0, Y0), (X0 + 9, Y0)]),
        *(Point(X0, Y0 + at).buffer(1) for at in (5, 9)),
    ]
    shapes += [LineString([(X0 + at, Y0), (X0 + at, Y0 + 9)]) for at in (20, 40)]
    names = ["东街", "横路", "横路", "双街", "双街"]
    ids = ["p1", "p2", "p3", "p4", "p5"]
    frame = GeoDataFrame({"name": names}, geometry=shapes, index=ids, crs="EPSG:4548")
    items = NamedFeatures("项目", frame)
    ground = streets({"横路": [(-500, 0), (500, 0)]}, places=[items])
    ground = PlacingGround((*ground.lines, items), ground.places)

    def told(name):
        return [(place.used.layer, place.key) for place in ground.places_of(name)]

    assert told("东街") == [("项目", "p1")]
    assert told("横路") == [("项目", "p2"), ("项目", "p3"), ("主要道路", "r0")]
    assert told("双街") == [("项目", "p4"), ("项目", "p5"), ("项目", "p4、p5")]
    with pytest.raises(AmbiguousPlacementError, match="3. 主要道路“横路”（编号 r0）"):
        answer(NearPlace("横路", 100), ground)


def test_a_place_without_a_place_is_not_found(places):
    with pytest.raises(DataError, match="没有已落图的地点“未落”"):
        answer(NearPlace("未落", 100), places)
    with pytest.raises(DataError, match="“甲学校”（相近的有：甲校）"):
        answer(NearPlace("甲学校", 100), places)


def test_a_junction_and_its_corner(grid, local):
    found = answer(AtJunction("二经路", "二纬路"), grid)
    assert local(found.geometry).equals(Point(1000, 600))
    assert found.basis.startswith("二经路与二纬路的交叉口；线位据主要道路：")
    assert found.accuracy_m == 20
    corner = answer(AtJunction("二经路", "二纬路", "西北角", 100), grid)
    assert local(corner.geometry).distance(Point(1000 - 70.711, 600 + 70.711)) < 0.002
    assert corner.accuracy_m == 120


def test_carriageways_make_one_junction(streets, local):
    ground = streets(
        {
            "横路": [[(0, 0), (1000, 0)], [(1000, 20), (0, 20)]],
            "纵路": [[(500, -99), (500, 99)], [(530, 99), (530, -99)]],
        }
    )
    found = answer(AtJunction("横路", "纵路"), ground)
    assert local(found.geometry).equals(Point(515, 10))
    assert found.accuracy_m == 39  # hypot(15, 10) = 18.03 beyond the 20 of the lines


def test_roads_that_meet_twice_leave_a_choice_of_junction(streets, local):
    bent = [(0, -50), (0, 50), (400, 50), (400, -50)]
    ground = streets({"横路": [(-200, 0), (900, 0)], "弯路": bent})
    with pytest.raises(AmbiguousPlacementError, match="交叉口有 2 处"):
        answer(AtJunction("横路", "弯路"), ground)
    assert local(answer(AtJunction("弯路", "横路", choice=2), ground).geometry).x == 400


def test_a_junction_of_one_road_or_of_roads_apart_is_refused(grid):
    with pytest.raises(DataError, match="两条道路都是一纬路"):
        answer(AtJunction("一纬路", "一纬路"), grid)
    with pytest.raises(DataError, match="最近处相距 600 米（二纬路在一纬路北面）"):
        answer(AtJunction("一纬路", "二纬路"), grid)


def test_a_stretch_that_two_roads_share_is_one_junction(streets, local):
    ground = streets({"甲路": [(0, 0), (500, 0)], "乙路": [(460, 0), (900, 0)]})
    found = answer(AtJunction("甲路", "乙路"), ground)
    assert local(found.geometry).equals(Point(480, 0))


def test_a_feature_of_a_layer(places, local):
    found = answer(OfFeature("设施", "f2"), places)
    assert local(found.geometry).equals(box(100, 100, 300, 200))
    assert found.basis == "取自图层“设施”的要素“乙园”（编号 f2）；位置据设施：乙园（±40 米）"
    with pytest.raises(DataError, match="没有图层“无”；可选：设施、主要道路"):
        answer(OfFeature("无", "f2"), places)
    for missing in ("f5", "f9"):
        with pytest.raises(DataError, match=f"没有编号为“{missing}”的已落图要素"):
            answer(OfFeature("设施", missing), places)


def test_a_shape_written_as_wkt(grid):
    written = to_lonlat(grid.lines[0].frame_m).geometry.iloc[0]
    assert answer(ByWkt(written.wkt), grid).geometry.distance(written) < 1e-9


@pytest.mark.parametrize(
    ("wkt", "told"),
    [
        ("", "WKT 为空"),
        ("POINT", "不是有效的 WKT"),
        ("POINT (28.63 115.9)", "经纬度可能填反"),
        ("POINT (392000 3168000)", "看起来是投影坐标"),
        ("POLYGON ((115.9 28.6, 115.91 28.61, 115.91 28.6, 115.9 28.61, 115.9 28.6))", "自相交"),
        ("GEOMETRYCOLLECTION (" * 40 + "POINT (115.9 28.6)" + ")" * 40, "嵌套过深"),
    ],
)
def test_a_wkt_that_is_none_is_refused(grid, wkt, told):
    with pytest.raises(DataError, match=told):
        answer(ByWkt(wkt), grid)
