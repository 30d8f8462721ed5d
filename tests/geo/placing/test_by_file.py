"""Places in files: 勘测定界 texts, tables of points, layers; each read in a child."""

import json

import pytest
from pyproj import Transformer
from shapely import Point

from geo.errors import DataError
from geo.guarded.reading import By, Sent, pool
from geo.placing.by_file import ByFile, answer_file
from geo.placing.ground import PlacingGround
from geo.placing.model import AmbiguousPlacementError

BY = By(owner="placing")
E, N = Transformer.from_crs(4490, 4548, always_xy=True).transform(115.91, 28.63)
HEAD = """[属性描述]
格式版本号=1.01
坐标系=2000国家大地坐标系
几度分带=3
投影类型=高斯克吕格
计量单位=米
带号=39
精度=0.01
转换参数=,,,,,,
[地块坐标]
"""


def ring(numbers, corners, *, number=1, zone=0):
    """Lines of a ring, closed: 点号,圈号,X,Y."""
    places = [*zip(numbers, corners, strict=True), (numbers[0], corners[0])]
    return "".join(
        f"J{at},{number},{N + north:.2f},{zone + E + east:.2f}\n" for at, (north, east) in places
    )


OUTER = [(0, 0), (0, 200), (300, 200), (300, 0)]
HOLE = [(100, 50), (100, 100), (200, 100)]
PARCEL = "4,6.0,1,某地块,面,,公园,,@\n" + ring(range(1, 5), OUTER)


@pytest.fixture(autouse=True, scope="module")
def _ended():
    yield
    pool().release("placing")


def read(content, name="界址点.txt", **said):
    return answer_file(Sent(content, name), ByFile(**said), PlacingGround(()), BY, "公园")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("zone", [0, 39_000_000])
def test_a_parcel_with_a_hole(local, encoding, zone):
    text = HEAD + "7,6.0,1,某地块,面,,公园,,@\n" + ring(range(1, 5), OUTER, zone=zone)
    text += ring(range(5, 8), HOLE, number=2, zone=zone)
    found = read(text.encode(encoding))
    assert local(found.geometry).area == pytest.approx(300 * 200 - 100 * 50 / 2, abs=1)
    assert len(found.geometry.interiors) == 1
    assert "按文件 界址点.txt “1 某地块”的坐标落图（勘测定界界址点；" in found.basis
    assert "文件注明" in found.basis
    assert found.accuracy_m == 1


def test_a_text_that_names_no_system_is_told_by_its_values(local):
    text = HEAD.replace("带号=39\n", "") + PARCEL
    found = read(text.encode())
    assert local(found.geometry).area == pytest.approx(60_000, abs=1)
    assert "东坐标为六位数" in found.basis


def test_several_parcels_are_choices(local):
    text = (
        HEAD
        + PARCEL
        + "4,1.0,2,乙,面,,,,@\n"
        + ring(range(1, 5), [(9, 9), (9, 19), (29, 19), (29, 9)])
    )
    with pytest.raises(AmbiguousPlacementError, match="1. 1 某地块；2. 2 乙"):
        read(text.encode())
    assert local(read(text.encode(), choice=2).geometry).area == pytest.approx(200, abs=0.1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD, "之后没有界址点"),
        (HEAD + "J1,1,3168160.02\n", r"第 11 行“J1,1,3168160.02”不是“点号,圈号,X,Y”"),
        (HEAD + "J1,1,三,四\n", "坐标“三，四”不是数"),
        (HEAD.replace("2000国家大地", "西安80") + PARCEL, "需用转换参数换算"),
        (HEAD.replace("[地块坐标]\n", ""), "没有 .地块坐标. 一段"),
    ],
)
def test_a_text_that_is_broken_is_refused(text, told):
    with pytest.raises(DataError, match=told):
        read(text.encode())


def table(*rows, head="点号,X,Y"):
    return "\n".join([head, *rows]).encode("gb18030")


POINTS = [f"J{at},{N + north:.2f},{E + east:.2f}" for at, (north, east) in enumerate(OUTER)]


def test_a_table_of_points_northing_first(local):
    found = read(table(*POINTS), "点.csv", shape="area")
    assert local(found.geometry).area == pytest.approx(60_000, abs=1)
    assert any("先北" in warning for warning in found.warnings)
    with pytest.raises(DataError, match="请说明是点、线还是面"):
        read(table(*POINTS), "点.csv")


def test_a_table_with_rings(local):
    rows = [f"{at},1,{N + n:.2f},{E + e:.2f}" for at, (n, e) in enumerate(OUTER)]
    rows += [f"{at},2,{N + n:.2f},{E + e:.2f}" for at, (n, e) in enumerate(HOLE)]
    found = read(table(*rows, head="点号,圈号,X,Y"), "点.csv", shape="area")
    assert local(found.geometry).area == pytest.approx(57_500, abs=1)


def test_a_table_of_a_web_map():
    found = read(table("1,115.91,28.63", head="号,经度,纬度"), "点.csv", system="GCJ-02")
    assert 300 < found.geometry.distance(Point(115.91, 28.63)) * 1e5 < 700
    assert "GCJ-02，已纠偏" in found.basis


def test_degrees_with_minutes_in_a_text():
    text = "115°54′36.0″E，28°37′48.0″N\n115°54′46.0″E，28°37′48.0″N\n"
    found = read(text.encode(), "点.txt", shape="line")
    assert found.geometry.bounds[0] == pytest.approx(115.91)
    assert found.accuracy_m == 2


def test_a_layer_gives_its_shape():
    ring = [[115.9, 28.6], [115.92, 28.6], [115.92, 28.62], [115.9, 28.6]]
    text = json.dumps({"type": "Polygon", "coordinates": [ring]})
    assert read(text.encode(), "面.geojson").geometry.area == pytest.approx(0.0002)


def test_a_row_without_a_place_or_a_text_without_any_is_refused():
    with pytest.raises(DataError, match="有 1 行没有坐标"):
        read(table(*POINTS, "J9,,"), "点.csv", shape="area")
    with pytest.raises(DataError, match="无.txt"):
        read("没有坐标".encode(), "无.txt")
