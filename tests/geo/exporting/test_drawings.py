"""DXF by ezdxf and GDAL; KML's looks."""

import ezdxf
import pyogrio
import pytest
import shapely
from pyproj import Transformer

from geo.errors import DataError
from geo.exporting.writing import write


@pytest.fixture
def drawing(saved, mixed):
    return ezdxf.readfile(saved(mixed, "DXF", "EPSG:4548"))


def test_cad_layers_carry_names_and_colours(drawing):
    layers = {layer.dxf.name: layer.rgb for layer in drawing.layers}
    assert layers["规划项目-学校"] == (0xD6, 0x33, 0x8F)
    assert layers["规划项目-道路"] == (0xD1, 0x26, 0x1F)
    assert layers["规划项目"] == (0x80, 0x80, 0x80)
    assert "规划项目-学校_注记" in layers


def test_names_are_text_in_a_chinese_font(drawing):
    texts = {text.dxf.text: text for text in drawing.modelspace().query("TEXT")}
    assert set(texts) == {"甲校𠮷", "=cmd|'/c calc'!A1", '<b>"&</b>'}
    style = drawing.styles.get(texts["甲校𠮷"].dxf.style)
    assert style.dxf.font == "simsun.ttc"
    assert texts["甲校𠮷"].dxf.layer == "规划项目-学校_注记"


def test_the_drawing_is_sound_and_says_its_system(drawing):
    assert not drawing.audit().has_errors
    assert drawing.header["$INSUNITS"] == 6
    told = dict(drawing.header.custom_vars.properties)
    assert told["坐标系"].startswith("EPSG:4548 CGCS2000")


@pytest.mark.parametrize("system", ["EPSG:4548", "EPSG:4527"])
def test_gdal_reads_the_shapes_in_place(saved, mixed, system):
    back = pyogrio.read_dataframe(saved(mixed, "DXF", system))
    shapes = back[back["Text"].isna()].geometry.to_numpy()
    turn = Transformer.from_crs("EPSG:4326", system, always_xy=True).transform
    polygon, line, spot = shapely.transform(mixed.geometry.to_numpy(), turn, interleaved=False)
    expected = [polygon.exterior, polygon.interiors[0], line, spot]
    assert len(shapes) == 4
    for found, wanted in zip(shapes, expected, strict=True):
        assert shapely.hausdorff_distance(found, wanted) < 1e-6
    assert shapes[0].is_closed


def test_it_opens_on_what_it_shows(drawing):
    west, south, east, north = 392_000, 3_165_000, 398_000, 3_173_000
    x, y, _ = drawing.header["$EXTMIN"]
    assert west < x < east
    assert south < y < north


def test_what_a_drawing_cannot_hold_is_said(export_of, areas):
    notes = write(export_of(areas), "DXF", "EPSG:4548").notes
    assert any("其余字段未写入" in note for note in notes)
    assert any("1 个要素未落图" in note for note in notes)


def test_a_drawing_in_degrees_is_refused(saved, areas):
    with pytest.raises(DataError, match="DXF 不能用坐标系 EPSG:4326.*EPSG:4548"):
        saved(areas, "DXF")


def test_nothing_to_draw_is_an_empty_drawing(saved, mixed):
    empty = ezdxf.readfile(saved(mixed.iloc[:0], "DXF", "EPSG:4548"))
    assert len(empty.modelspace()) == 0


def test_kml_paints_by_class_and_refers_to_nothing_outside(saved, mixed):
    text = saved(mixed, "KML").read_text(encoding="utf-8")
    assert "<color>ff8f33d6</color>" in text  # blue, green, red
    assert text.count("<styleUrl>#s1</styleUrl>") == 1
    assert "href" not in text
    assert text.count("http") == 1  # the namespace


def test_kml_names_what_has_no_place(saved, areas):
    text = saved(areas, "KML").read_text(encoding="utf-8")
    assert text.count("<Placemark>") == 2
    assert "未落图：P-3 &amp;lt;b&amp;gt;" in text  # a description is HTML: escaped twice
