"""CSV that runs no formula; places as text in tables."""

import csv
import io
import math

import numpy as np
import pandas as pd
import pytest
from geopandas import GeoDataFrame
from hypothesis import example, given
from hypothesis import strategies as st
from pandas import DataFrame
from shapely import LineString, Point

from geo.exporting.csv_text import BOM, csv_text, with_wkt, write_csv
from geo.exporting.export_crs import system_of
from geo.exporting.model import Export, Meta
from geo.exporting.preparation import prepare

META = Meta("源", "2026-01-31")


def rows(text):
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline="")))


def test_csv_begins_with_a_bom_and_keeps_chinese_and_index(zones_m):
    text = csv_text(DataFrame(zones_m.drop(columns="geometry")))
    assert text == f"{BOM}zone_id,name\r\nwest,西\r\neast,东\r\n"


def test_formulas_are_made_harmless_and_numbers_left_alone():
    table = DataFrame({"=h": ["=1+1", "+a", "-a", "@a", "\ta", "a=1"], "n": [-5, -0.5, 1, 2, 3, 4]})
    cells = rows(csv_text(table))
    assert [row[0] for row in cells] == ["'=h", "'=1+1", "'+a", "'-a", "'@a", "'\ta", "a=1"]
    assert [row[1] for row in cells[1:3]] == ["-5", "-0.5"]


def test_cells_of_every_type():
    cells = [1.0, math.nan, math.inf, True, np.bool_(False), ("a", "b"), 123456.789, None, pd.NaT]
    table = DataFrame({"v": cells}, dtype=object)
    expected = ["1", "", "", "1", "0", "a、b", "123456.789", "", ""]
    assert [row[0] if row else "" for row in rows(csv_text(table))[1:]] == expected


def computes_nothing(cell):
    """A dash stands for nothing in tables; a negative number is one."""
    return cell.rstrip() == "-" or (cell[0] == "-" and cell[1:2].isdigit() and is_number(cell))


def is_number(cell):
    try:
        return math.isfinite(float(cell))
    except ValueError:
        return False


@example(["-"])
@example(["-5", "-0.5 ", "-5+1", "-a", "- 5"])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=5))
def test_no_text_cell_can_start_a_formula_and_none_is_lost(texts):
    table = DataFrame({"n": range(len(texts)), "t": texts}, dtype=object)
    cells = [row[1] for row in rows(csv_text(table))[1:]]
    signs = {"=", "+", "-", "@", "\t", "\r", "\n"}
    assert all(cell[:1] not in signs or computes_nothing(cell) for cell in cells)
    assert [cell.removeprefix("'") for cell in cells] == [text.removeprefix("'") for text in texts]


def ready(columns, shapes, system="EPSG:4326", crs="EPSG:4326"):
    frame = GeoDataFrame(columns, geometry=shapes, crs=crs)
    return prepare(Export("层", frame, META), system_of(system))


def test_places_are_rounded_to_a_millimetre():
    spot = Point(115.9123456784, 28.6123456786)
    table = with_wkt(ready({"a": [1, 2, 3]}, [spot, None, LineString([(1, 2), (3, 4.5)])]))
    assert list(table) == ["a", "WKT"]
    assert table["WKT"].tolist() == [
        "POINT (115.91234568 28.61234568)",
        "",
        "LINESTRING (1 2, 3 4.5)",
    ]
    metric = with_wkt(ready({"a": [1]}, [Point(392_000.12345, 3_168_000)], "EPSG:4548", 4548))
    assert metric["WKT"].tolist() == ["POINT (392000.123 3168000)"]


@pytest.mark.parametrize(
    ("system", "words"),
    [("EPSG:4490", "EPSG:4490 CGCS2000 经纬度"), ("EPSG:4326", None)],
)
def test_another_system_is_named_in_every_row(system, words):
    table = with_wkt(ready({"a": [1, 2]}, [Point(1, 2), None], system))
    told = table["坐标系"].tolist() if "坐标系" in table else None
    assert told == (words and [words] * 2)


def test_the_file_is_csv_with_a_mark():
    made = write_csv(ready({"a": ["=1", "甲"]}, [Point(1, 2), None], "EPSG:4490"))
    assert (made.name, made.notes) == ("层_EPSG4490.csv", ())
    assert made.content.decode().replace("\r\n", "\n") == (
        "\ufeffa,WKT,坐标系\n'=1,POINT (1 2),EPSG:4490 CGCS2000 经纬度\n"
        "甲,,EPSG:4490 CGCS2000 经纬度\n"
    )
