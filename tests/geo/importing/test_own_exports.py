"""What this program hands out it takes in again: same features, same places, same words."""

import numpy as np
import pytest
import shapely
from geopandas import GeoDataFrame
from shapely import LineString, Point, box

from geo.crs import to_metric
from geo.errors import DataError
from geo.exporting.formats import FORMATS
from geo.exporting.model import Export, Meta
from geo.exporting.writing import write
from geo.importing.inspection import peek
from geo.importing.layer_reading import read
from geo.importing.model import Asked, ReadingChoices

MM_DEG = 1e-8
"""One millimetre, in degrees."""

PLOTS = [box(115.90, 28.60, 115.91, 28.61), box(115.91, 28.60, 115.92, 28.61)]
WORDS = ["洪都小学", "=1+1", "<b>京山</b>"]
FILES = [(each.key, system) for each in FORMATS for system in each.systems]


def sent(format_key, system, shapes=(*PLOTS, None)):
    columns = {"编号": ["甲", "乙", "丙"][: len(shapes)], "名称": WORDS[: len(shapes)]}
    frame = GeoDataFrame(columns, geometry=list(shapes), crs="EPSG:4326")
    return write(Export("地块", frame, Meta("测试", "2026-01-01")), format_key, system)


@pytest.mark.parametrize(("format_key", "system"), FILES)
def test_features_come_back_within_a_millimetre(format_key, system):
    file = sent(format_key, system)
    datum = system if system in ("GCJ-02", "BD-09") else ReadingChoices().datum
    seen = peek(file.content, file.name, Asked(ReadingChoices(datum=datum)))
    found = read(file.content, file.name, Asked(seen.choices))
    areas = found.frame_ll[found.frame_ll.geom_type == "Polygon"]
    assert len(areas) == 2
    for shape, plot in zip(areas.geometry, PLOTS, strict=True):
        assert shapely.hausdorff_distance(shape, plot) < 3 * MM_DEG
    assert to_metric(areas).area.to_numpy() == pytest.approx(
        to_metric(GeoDataFrame(geometry=PLOTS, crs="EPSG:4326")).area.to_numpy(), abs=2
    )


@pytest.mark.parametrize("format_key", [each.key for each in FORMATS if each.key != "DXF"])
def test_words_come_back(format_key):
    file = sent(format_key, "EPSG:4326")
    found = read(file.content, file.name)
    words = [each for column in found.frame_ll for each in found.frame_ll[column].astype(str)]
    assert "洪都小学" in words
    assert any(word.lstrip("'") == "=1+1" for word in words)


@pytest.mark.parametrize("format_key", [each.key for each in FORMATS if each.key != "CSV"])
@pytest.mark.parametrize("share", [0.3, 0.7, 0.97])
def test_a_file_cut_short_is_told(format_key, share):
    shapes = (Point(115.9, 28.6), Point(115.91, 28.61), Point(115.92, 28.62))
    file = sent(format_key, "EPSG:4548" if format_key == "DXF" else "EPSG:4326", shapes)
    content = file.content[: int(len(file.content) * share)]
    with pytest.raises(DataError, match="地块"):
        read(content, file.name)


def test_kinds_of_shape_in_one_shapefile_archive_are_layers_to_choose_from():
    file = sent(
        "Shapefile", "EPSG:4527", (Point(115.9, 28.6), LineString([(115.9, 28.6), (116, 28.6)]))
    )
    seen = peek(file.content, file.name)
    assert [layer.name.rpartition("_")[2] for layer in seen.layers[:2]] == ["点.shp", "线.shp"]
    lines = read(file.content, file.name, Asked(ReadingChoices(layer=seen.layers[1].name)))
    ends = shapely.get_coordinates(lines.frame_ll.geometry.to_numpy())
    assert ends == pytest.approx(np.array([(115.9, 28.6), (116, 28.6)]), abs=MM_DEG)
