"""GeoParquet, sound and hostile."""

import json
import struct
import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from geopandas import GeoDataFrame
from pandas import DataFrame
from shapely import LineString, Point, get_coordinates, to_wkb

from geo.errors import DataError
from geo.importing import parquet
from geo.importing.crs_detection import guess_system
from geo.importing.limits import DEEPEST, ReadingLimits

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
    start = time.process_time()
    with pytest.raises(DataError, match="解压后有 .* MB，上限 500 MB"):
        parquet.read(path, ask())
    assert time.process_time() - start < 3


def test_limits_hold(layer, ask):
    for limits, told in [
        (ReadingLimits(max_rows=1), "超过 1 行"),
        (ReadingLimits(max_columns=1), "上限 1 列"),
        (ReadingLimits(max_bytes=3), "解压后"),
        (ReadingLimits(max_cells=1), "个单元格"),
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


def test_one_long_text_in_lists_of_every_row(tmp_path, ask):
    path = tmp_path / "bomb.parquet"
    lists = pa.ListArray.from_arrays(list(range(2001)), pa.array(["啊" * 3000] * 2000))
    pq.write_table(pa.table({"a": lists, "b": pa.StructArray.from_arrays([lists], ["c"])}), path)
    assert path.stat().st_size < 200_000
    with pytest.raises(DataError, match="解压后有 34 MB，上限 10 MB"):
        parquet.read(path, ask(limits=ReadingLimits(max_bytes=10 * 2**20)))


def test_blocks_of_bytes_that_stand_once(tmp_path, ask):
    path = tmp_path / "bomb.parquet"
    pq.write_table(pa.table({"a": pa.array([b"x" * 5000] * 4000, pa.binary(5000))}), path)
    assert path.stat().st_size < 100_000
    with pytest.raises(DataError, match="解压后有 19 MB，上限 10 MB"):
        parquet.read(path, ask(limits=ReadingLimits(max_bytes=10 * 2**20)))


@pytest.mark.parametrize(
    "column",
    [
        pa.array([1] * 9, pa.decimal128(5)),
        pa.array([1] * 9, pa.date32()),
        pa.array([[1, 2, 3]] * 3),
        pa.array([{"a": 1}] * 9),
        pa.array([b"x"] * 9),
    ],
)
def test_values_that_become_objects_are_fewer(tmp_path, ask, column):
    path = tmp_path / "layer.parquet"
    pq.write_table(pa.table({"a": column}), path)
    assert len(parquet.read(path, ask(limits=ReadingLimits(max_sheet_cells=9))).frame) == len(
        column
    )
    with pytest.raises(DataError, match="有 9 个单元格，上限 8 个"):
        parquet.read(path, ask(limits=ReadingLimits(max_sheet_cells=8)))


def test_plain_values_and_shapes_are_no_objects(layer, ask):
    assert len(parquet.read(layer, ask(limits=ReadingLimits(max_sheet_cells=0))).frame) == 2


def with_shapes(path, column, about=None):
    """Write a table of shapes by hand."""
    columns = {"geometry": {"encoding": "WKB", "geometry_types": []}}
    about = about or json.dumps(
        {"version": "1.0.0", "primary_column": "geometry", "columns": columns}
    )
    table = pa.table({"geometry": column}).replace_schema_metadata({"geo": about})
    pq.write_table(table, path)
    return path


def nested(times):
    """Well-known binary of a point in so many collections."""
    return struct.pack("<BII", 1, 7, 1) * times + to_wkb(Point(115.9, 28.6))


def test_shapes_nested_deeper_than_allowed(tmp_path, ask):
    path = with_shapes(tmp_path / "a.parquet", pa.array([nested(DEEPEST - 1)]))
    assert parquet.read(path, ask()).shapes[0].geom_type == "GeometryCollection"
    path = with_shapes(tmp_path / "a.parquet", pa.array([nested(1), nested(DEEPEST)]))
    with pytest.raises(DataError, match="图形层层嵌套超过 32 层"):
        parquet.read(path, ask())


def test_shapes_as_text_are_not_followed(tmp_path, ask):
    path = with_shapes(tmp_path / "a.parquet", pa.array([nested(DEEPEST).hex()]))
    with pytest.raises(DataError, match="来文 无法读取"):
        parquet.read(path, ask())


@pytest.mark.parametrize(
    "about", ["[" * 100_000, "[]", '{"columns": []}', '{"columns": {"a": 1}}', "{"]
)
def test_what_is_said_of_shapes_does_not_fit(tmp_path, ask, about):
    path = with_shapes(tmp_path / "a.parquet", pa.array([nested(0)]), about)
    with pytest.raises(DataError, match="来文 无法读取：文件已损坏"):
        parquet.read(path, ask())


def test_no_system_said_is_wgs_84(layer, ask):
    GeoDataFrame(geometry=[Point(115.9, 28.6)], crs="OGC:CRS84").to_parquet(layer)
    raw = parquet.read(layer, ask())
    assert guess_system(get_coordinates(raw.shapes), raw.crs).crs == "EPSG:4326"


def test_row_groups_are_bounded(tmp_path, ask):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"n": list(range(1_001))}), path, row_group_size=1)
    with pytest.raises(DataError, match="分成 1,001 个行组，上限 1,000 个"):
        parquet.read(path, ask())
    pq.write_table(pa.table({"n": list(range(1_000))}), path, row_group_size=1)
    assert len(parquet.read(path, ask()).frame) == 1_000
