"""What the form is told."""

import numpy as np
import pyogrio
import pytest
from geopandas import GeoDataFrame
from openpyxl import Workbook
from pandas import DataFrame
from shapely import Point

from geo.datums import from_wgs84
from geo.errors import DataError
from geo.importing import inspection
from geo.importing.inspection import peek
from geo.importing.layer_reading import read
from geo.importing.limits import ReadingLimits
from geo.importing.model import Asked, CoordinateColumns, ReadingChoices

CSV = "编号,名称,X,Y\nb1,甲,3167000,393420\nb2,乙,3167010,393430\n"


def test_a_table_is_seen_through(write, district):
    path = write("点.txt", CSV, "gbk")
    seen = peek(path, path.name, Asked(district_ll=district))
    assert (seen.kind, seen.kind_text) == ("text", "文本表格（CSV/TXT）")
    assert seen.names == ("编号", "名称", "X", "Y")
    assert seen.guess.crs == "EPSG:4548"
    assert seen.guess.swapped
    assert seen.choices == ReadingChoices(
        encoding="GB18030",
        delimiter=",",
        columns=CoordinateColumns("xy", "Y", "X"),
        crs="EPSG:4548",
        id_column="编号",
    )
    assert isinstance(seen.preview, DataFrame)
    assert seen.preview["X"].tolist() == ["3167000", "3167010"]
    assert len({sample.encoding for sample in seen.samples}) == len(seen.samples) > 1


def test_what_was_seen_is_what_is_read(write):
    path = write("点.txt", CSV, "gbk")
    seen = peek(path, path.name)
    first, second = read(path, path.name), read(path, path.name, Asked(seen.choices))
    assert first.frame_ll.equals(second.frame_ll)
    assert second.frame_ll.geometry.iloc[0].x == pytest.approx(115.91, abs=0.01)
    assert second.choices == seen.choices


def test_looking_again_after_a_choice(write):
    path = write("点.csv", "a,b,lng,lat\nx,1,115.91,28.62\n")
    seen = peek(path, path.name, Asked(ReadingChoices(crs="EPSG:4490", id_column="a", header=1)))
    assert seen.choices.crs == "EPSG:4490"
    assert seen.guess.reason == "由您指定"
    assert seen.choices.id_column == "a"
    with pytest.raises(DataError, match="没有列“经度”；请重新选择坐标列"):
        peek(path, path.name, Asked(ReadingChoices(columns=CoordinateColumns("xy", "经度", "lat"))))


def test_a_table_without_places_can_be_looked_at_but_not_read(write):
    path = write("表.csv", "名称,班数\n甲,36\n")
    seen = peek(path, path.name)
    assert seen.choices.columns == CoordinateColumns("none")
    assert seen.choices.crs == ""
    with pytest.raises(DataError, match="没有找到坐标列.*现有列：名称、班数；请指定坐标列"):
        read(path, path.name)


def test_layers_of_files_in_archives(zipped, tmp_path):
    book = Workbook()
    for title in ("小学", "中学"):
        sheet = book.create_sheet(title)
        sheet.append(["名称", "经度", "纬度"])
        sheet.append([title, 115.91, 28.62])
    del book["Sheet"]
    book.save(tmp_path / "学校.xlsx")
    path = zipped.all("来文.zip", {"学校.xlsx": tmp_path / "学校.xlsx", "点.csv": CSV})
    seen = peek(path, path.name, Asked(ReadingChoices(layer="学校.xlsx")))
    assert [layer.name for layer in seen.layers] == ["学校.xlsx|小学", "学校.xlsx|中学", "点.csv"]
    assert seen.choices.layer == "学校.xlsx|小学"
    chosen = ReadingChoices(layer="学校.xlsx|中学")
    assert read(path, path.name, Asked(chosen)).frame_ll["名称"].tolist() == ["中学"]
    assert peek(path, path.name, Asked(ReadingChoices(layer="点.csv"))).choices.layer == "点.csv"


def test_a_wrong_ending_is_told_and_read(write):
    path = write("点.geojson", CSV)
    assert "内容是文本表格" in peek(path, path.name).notes[0]
    assert "内容是文本表格" in read(path, path.name).notes[0]


def test_places_for_a_preview_are_as_the_file_has_them_whatever_datum_is_chosen(write):
    path = write("点.csv", "名称,lng,lat\nx,115.91,28.62\ny,,\n")
    for datum in ("WGS 84/CGCS2000", "GCJ-02"):
        seen = peek(path, path.name, Asked(ReadingChoices(datum=datum)))
        assert seen.places_ll.tolist() == [[115.91, 28.62]]
    bare = write("无.csv", "名称,值\nx,1\n")
    assert peek(bare, bare.name).places_ll.shape == (0, 2)


POINTS = "名称,lng,lat\n" + "x,115.91,28.62\n" * 12


def test_the_first_five_rows_are_shown_as_text_under_every_encoding_that_fits(write):
    path = write("点.csv", POINTS)
    seen = peek(path, path.name)
    assert [sample.encoding for sample in seen.samples][0] == "UTF-8"
    for sample in seen.samples:
        assert sample.rows.shape == (5, 3)
        assert {str(dtype) for dtype in sample.rows.dtypes} == {"str"}
    assert seen.preview.iloc[0].tolist() == ["x", "115.91", "28.62"]
    encodings = [sample.encoding for sample in seen.samples]
    assert len(set(encodings)) == len(encodings)


def test_a_large_file_is_shown_under_one_encoding(monkeypatch, write):
    path = write("点.csv", POINTS)
    size = path.stat().st_size
    monkeypatch.setattr(inspection, "_QUICK", size)
    assert len(peek(path, path.name).samples) > 1
    monkeypatch.setattr(inspection, "_QUICK", size - 1)
    assert len(peek(path, path.name).samples) == 1


def test_places_of_a_preview_are_spread_over_the_rows(monkeypatch, write):
    """Of five places every second: the first, the third and the fifth."""
    monkeypatch.setattr(inspection, "SHOWN", 4)
    rows = "".join(f"x,115.9{at},28.62\n" for at in range(5))
    path = write("点.csv", "名称,lng,lat\n" + rows)
    assert [x for x, _ in peek(path, path.name).places_ll] == [115.90, 115.92, 115.94]


def test_the_datum_is_doubted_unless_it_is_chosen(write, district):
    path = write("点.csv", "名称,gcj_lng,gcj_lat\nx,115.91,28.62\n")
    columns = CoordinateColumns("xy", "gcj_lng", "gcj_lat")
    seen = peek(path, path.name, Asked(ReadingChoices(columns=columns), district_ll=district))
    assert "列名“gcj_lng”" in seen.datum_hint
    chosen = ReadingChoices(columns=columns, datum="GCJ-02")
    assert peek(path, path.name, Asked(chosen, district_ll=district)).datum_hint == ""
    bare = write("无.csv", "gcj_02,值\nx,1\n")
    assert peek(bare, bare.name).datum_hint == ""


def test_the_layers_of_an_archive_are_its_files(zipped):
    path = zipped.all("来文.zip", {"a.csv": CSV, "b.csv": POINTS})
    seen = peek(path, path.name, Asked(ReadingChoices(layer="b.csv")))
    assert [layer.name for layer in seen.layers] == ["a.csv", "b.csv"]
    assert (seen.choices.layer, seen.kind) == ("b.csv", "text")
    assert peek(path, path.name).choices.layer == "a.csv"


def test_limits_hold_for_a_look(write):
    path = write("点.csv", POINTS)
    with pytest.raises(DataError, match="点.csv 有 12 个以上的折点，上限 11 个"):
        peek(path, path.name, Asked(limits=ReadingLimits(max_vertices=11)))
    with pytest.raises(DataError, match="点.csv 有 3 列"):
        peek(path, path.name, Asked(limits=ReadingLimits(max_columns=2)))


def test_other_encodings_show_other_names(write):
    path = write("点.csv", "名称,lng,lat\n甲,115.91,28.62\n", "gbk")
    first, *others = peek(path, path.name).samples
    assert (first.encoding, list(first.rows)) == ("GB18030", ["名称", "lng", "lat"])
    assert others
    assert all(list(each.rows)[0] != "名称" for each in others)


def test_places_that_fit_only_when_shifted_back_raise_the_doubt(write, district):
    """A place 100 m inside the eastern rim, as GCJ-02: some 500 m farther east, outside."""
    east = district.total_bounds[2]
    ((lon, lat),) = from_wgs84(np.array([[east - 0.001, 28.62]]), "GCJ-02")
    path = write("点.csv", f"名称,lng,lat\n甲,{lon},{lat}\n")
    seen = peek(path, path.name, Asked(district_ll=district))
    assert seen.datum_hint.startswith("有 1 个要素（共 1 个）按 GCJ-02 纠偏后才落在区界内")
    assert peek(path, path.name).datum_hint == ""


def test_layers_of_a_package_in_an_archive_have_their_counts(zipped, tmp_path):
    package = tmp_path / "a.gpkg"
    spots = GeoDataFrame({"n": [1, 2]}, geometry=[Point(115.91, 28.62)] * 2, crs="EPSG:4326")
    pyogrio.write_dataframe(spots, package, layer="甲")
    alone = zipped.all("一.zip", {"a.gpkg": package, "b.csv": CSV})
    seen = peek(alone, alone.name, Asked(ReadingChoices(layer="a.gpkg")))
    assert seen.layers == (("a.gpkg", 2), ("b.csv", -1))
    pyogrio.write_dataframe(spots.iloc[:1], package, layer="乙", append=True)
    both = zipped.all("二.zip", {"a.gpkg": package})
    assert peek(both, both.name).layers == (("a.gpkg|甲", 2), ("a.gpkg|乙", 1))


def test_only_the_first_rows_are_looked_at(monkeypatch, write):
    monkeypatch.setattr(inspection, "LOOKED_AT", 2)
    path = write("点.csv", POINTS)
    assert len(peek(path, path.name, Asked(limits=ReadingLimits(max_rows=2))).places_ll) == 2


def test_a_column_that_is_not_there_is_told_with_the_file(write):
    path = write("点.csv", POINTS)
    with pytest.raises(DataError, match="^点.csv 没有列“x”"):
        peek(path, path.name, Asked(ReadingChoices(columns=CoordinateColumns("wkt", "x"))))
