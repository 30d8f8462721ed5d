"""GeoParquet, sound and hostile."""

import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from geopandas import GeoDataFrame
from pandas import DataFrame
from shapely import LineString, Point, to_wkb

from geo.errors import DataError
from geo.incoming import parquet
from geo.incoming.limits import Limits

POINTS = [Point(393_000, 3_167_000), None]


@pytest.fixture
def layer(tmp_path):
    frame = GeoDataFrame({"名称": ["甲", "乙"]}, geometry=POINTS, crs="EPSG:4548")
    frame.to_parquet(tmp_path / "layer.parquet")
    return tmp_path / "layer.parquet"


@pytest.mark.parametrize("encoding", ["WKB", "geoarrow"])
def test_a_layer_comes_with_its_system(layer, ask, encoding):
    frame = GeoDataFrame({"名称": ["甲", "乙"]}, geometry=POINTS, crs="EPSG:4548")
    frame.to_parquet(layer, geometry_encoding=encoding, schema_version="1.1.0")
    raw = parquet.read(layer, ask())
    assert raw.frame["名称"].tolist() == ["甲", "乙"]
    assert raw.shapes.tolist() == POINTS
    assert "4548" in raw.crs
    assert parquet.layers(layer, ask()) == (("", 2),)


def test_a_plain_table_is_a_table(tmp_path, ask):
    DataFrame({"经度": [115.9]}).to_parquet(tmp_path / "layer.parquet")
    raw = parquet.read(tmp_path / "layer.parquet", ask())
    assert raw.shapes is None
    assert raw.frame["经度"].tolist() == [115.9]


@pytest.mark.parametrize("kept", [4, 30, -1, -30])
def test_a_file_cut_short(layer, ask, kept):
    layer.write_bytes(layer.read_bytes()[:kept])
    with pytest.raises(DataError, match="来文 无法读取"):
        parquet.read(layer, ask())
    with pytest.raises(DataError, match="来文 无法读取"):
        parquet.layers(layer, ask())


def test_one_long_text_in_every_row(tmp_path, ask):
    path = tmp_path / "bomb.parquet"
    text = pa.array(["啊" * 1_000_000])
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 100_000, pa.int32()), text)
    pq.write_table(pa.table({"a": column.cast(pa.dictionary(pa.int32(), pa.string()))}), path)
    assert path.stat().st_size < 4_000_000
    start = time.perf_counter()
    with pytest.raises(DataError, match="解压后有 .* MB，上限 500 MB"):
        parquet.read(path, ask())
    assert time.perf_counter() - start < 3


def test_limits_hold(layer, ask):
    for limits, told in [
        (Limits(max_rows=1), "超过 1 行"),
        (Limits(max_columns=1), "上限 1 列"),
        (Limits(max_bytes=3), "解压后"),
        (Limits(max_cells=1), "个单元格"),
    ]:
        with pytest.raises(DataError, match=told):
            parquet.read(layer, ask(limits=limits))
    assert len(parquet.read(layer, ask(rows=1)).frame) == 1


def test_a_shape_of_more_places_than_it_holds_is_told(tmp_path, ask):
    path, line = tmp_path / "layer.parquet", LineString([(0, 0), (1, 1)])
    GeoDataFrame(geometry=[line], crs="EPSG:4548").to_parquet(path, compression=None)
    shape = to_wkb(line)
    path.write_bytes(path.read_bytes().replace(shape, shape[:5] + b"\x63" + shape[6:]))
    with pytest.raises(DataError, match="来文 无法读取.*GeoParquet"):
        parquet.read(path, ask())
