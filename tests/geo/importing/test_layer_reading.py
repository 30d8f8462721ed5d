"""Whole layers: nothing dropped unsaid."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Polygon

from geo.errors import DataError
from geo.importing.layer_reading import read
from geo.importing.limits import ReadingLimits
from geo.importing.model import Asked, CoordinateColumns, ReadingChoices

ROWS = """id,名称,wkt
a,好,POINT (115.91 28.62)
a,重号,POINT (115.911 28.62)
b,自交,"POLYGON ((115.9 28.61, 115.91 28.62, 115.91 28.61, 115.9 28.62, 115.9 28.61))"
c,空,
d,坏,POINT (x y)
e,无穷,POINT (inf 28.62)
f,线化,"POLYGON ((115.9 28.61, 115.91 28.61, 115.905 28.61, 115.9 28.61))"
g,区外,POINT (115.99 28.62)
h,远,POINT (100 28.62)
i,集合,"GEOMETRYCOLLECTION (POINT (115.9 28.61), LINESTRING (115.9 28.61, 115.91 28.62))"
=cmd|' /C calc'!A0,<b>x</b>,POINT (115.9 28.63)
"""


def found(incoming):
    return {issue.key: issue.count for issue in incoming.report.issues if issue.key != "unplaced"}


def test_every_row_is_on_the_map_or_unplaced(write, district):
    path = write("表.csv", ROWS)
    layer = read(path, path.name, Asked(district_ll=district))
    assert (layer.report.rows, layer.report.placed) == (11, 7)
    assert list(layer.unplaced["名称"]) == ["空", "坏", "无穷", "线化"]
    assert list(layer.unplaced.index) == ["c", "d", "e", "f"]
    reasons = layer.unplaced["原因"].tolist()
    assert ["没有图形" in reasons[0], "有限" in reasons[2], "面积" in reasons[3]] == [True] * 3
    assert layer.frame_ll.index.tolist()[:3] == ["a", "a_2", "b"]
    assert found(layer) == {
        "invalid": 1, "duplicate_id": 1, "collection": 1, "mixed": 8, "outside": 2, "far": 1
    }  # fmt: skip
    assert layer.frame_ll.crs.to_epsg() == 4326
    assert layer.frame_ll.is_valid.all()
    assert layer.frame_ll.index.is_unique


def test_formulas_and_html_stay_what_they_are(write):
    path = write("表.csv", ROWS)
    row = read(path, path.name).frame_ll.iloc[-1]
    assert row.name == "=cmd|' /C calc'!A0"
    assert row["名称"] == "<b>x</b>"


def test_the_report_shows_the_first_rows(write, district):
    path = write("表.csv", ROWS)
    report = read(path, path.name, Asked(district_ll=district)).report
    by_key = {issue.key: issue for issue in report.issues}
    assert by_key["outside"].first["名称"].tolist() == ["区外", "远"]
    assert by_key["invalid"].first.index.tolist() == ["b"]
    assert "（点 6 个、线 1 个、面 1 个）" in by_key["mixed"].text


def test_a_layer_that_is_nowhere_near(write):
    path = write("远.csv", "lng,lat\n100,28\n101,28\n")
    with pytest.raises(DataError, match="没有任何要素落在本区坐标系的适用范围.*请核对坐标系"):
        read(path, path.name)


def test_a_layer_without_a_system(write):
    path = write("本地.csv", "x,y\n10,20\n11,21\n")
    with pytest.raises(DataError, match="没有注明坐标系，坐标值（如 10.50, 20.50）不像"):
        read(path, path.name)
    with pytest.raises(DataError, match="不认识坐标系“北京54”"):
        read(path, path.name, Asked(ReadingChoices(crs="北京54")))


def test_nothing_to_read(write):
    empty = json.dumps({"type": "FeatureCollection", "features": []})
    for path in (write("空.geojson", empty), write("空.csv", "经度,纬度\n")):
        with pytest.raises(DataError, match="没有任何要素"):
            read(path, path.name)


def test_all_rows_unplaced_is_told_not_refused(write):
    path = write("表.csv", "名称,经度,纬度\n甲,,\n乙,见图,\n")
    layer = read(
        path, path.name, Asked(ReadingChoices(columns=CoordinateColumns("xy", "经度", "纬度")))
    )
    assert layer.frame_ll.empty
    assert len(layer.unplaced) == 2


def test_swapped_columns_and_a_system_by_hand(write):
    path = write("点.csv", "a,b\n28.62,115.91\n")
    layer = read(
        path,
        path.name,
        Asked(ReadingChoices(columns=CoordinateColumns("xy", "a", "b"), crs="EPSG:4490")),
    )
    assert layer.frame_ll.geometry.iloc[0].x == pytest.approx(115.91)
    assert layer.choices.columns == CoordinateColumns("xy", "b", "a")


def test_vertices_are_limited(write):
    path = write("表.csv", ROWS)
    with pytest.raises(DataError, match="折点，上限 9 个"):
        read(path, path.name, Asked(limits=ReadingLimits(max_vertices=9)))


CORNER = st.tuples(st.integers(0, 5), st.integers(0, 5))


@given(st.lists(st.lists(CORNER, min_size=3, max_size=6), min_size=1, max_size=4))
def test_rows_in_are_rows_out(rings):
    shapes = [Polygon([(115.9 + x / 1000, 28.6 + y / 1000) for x, y in ring]) for ring in rings]
    text = "名称,wkt\n" + "\n".join(f'x,"{shape.wkt}"' for shape in shapes)
    layer = read(text.encode(), "面.csv")
    assert layer.report.rows == len(rings)
    assert len(layer.frame_ll) + len(layer.unplaced) == len(rings)
    assert layer.frame_ll.is_valid.all()


def test_one_shape_has_as_many_places_as_allowed(write):
    path = write("线.csv", '名称,wkt\n甲,"LINESTRING (115.9 28.6, 115.91 28.6, 115.92 28.6)"\n')
    enough = Asked(limits=ReadingLimits(max_shape=3, max_vertices=3))
    assert len(read(path, path.name, enough).frame_ll) == 1
    with pytest.raises(DataError, match="^线.csv 有一个图形的折点达 3 个，上限 2 个"):
        read(path, path.name, Asked(limits=ReadingLimits(max_shape=2)))
    with pytest.raises(DataError, match="^线.csv 有 3 个以上的折点，上限 2 个"):
        read(path, path.name, Asked(limits=ReadingLimits(max_vertices=2)))


def test_what_was_met_in_the_file_comes_before_what_was_met_on_the_map(write):
    path = write("点.geojson", "id,lng,lat\na,115.91,28.62,多\na,115.92,28.62\n")
    layer = read(path, path.name)
    assert [issue.key for issue in layer.report.issues] == ["ragged", "duplicate_id"]
    assert [note[:4] for note in layer.notes] == ["扩展名是", "坐标系："]


def test_a_layer_tells_its_stages_and_rows(write):
    path = write("点.csv", "id,lng,lat\na,115.91,28.62\nb,,\n")
    told = []
    assert read(path, path.name, tell=lambda *stage: told.append(stage)).report.placed == 1
    assert told == [("解析文件……", 0.1), ("检查、修复并投影 2 行……", 0.5)]


def test_without_places_or_a_system_the_cure_is_told(write):
    path = write("表.csv", ",".join(f"c{at:02}" for at in range(21)) + "\n" + ",".join("x" * 21))
    with pytest.raises(DataError) as found:
        read(path, path.name)
    names = "、".join(f"c{at:02}" for at in range(20))
    assert str(found.value) == (
        "表.csv 没有找到坐标列（经度和纬度、东坐标和北坐标、X 和 Y，或 WKT）；"
        f"现有列：{names}；请指定坐标列"
    )
    path = write("空.csv", "经度,纬度\n")
    with pytest.raises(DataError) as found:
        read(path, path.name)
    assert str(found.value) == "空.csv 没有任何要素（数据行）；请重新导出，或改选图层、表头行"


def test_a_table_may_go_without_places_if_that_is_chosen(write):
    path = write("表.csv", "名称,值\n甲,x\n")
    layer = read(path, path.name, Asked(ReadingChoices(columns=CoordinateColumns("none"))))
    assert (len(layer.frame_ll), layer.unplaced["名称"].tolist()) == (0, ["甲"])
