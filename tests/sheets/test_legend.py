"""The legend's grid: groups together, headings with what they head, print as large as can be."""

import pytest
from geopandas import GeoDataFrame
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point, box

from layers import LAYERS
from layers.themes import BY_STATE, themed
from sheets.legend import entries_of
from sheets.legend_grid import Entry, fitted, natural_mm
from sheets.request import SheetLayer

SPEC, OTHER = LAYERS[0], LAYERS[1]
SYMBOL = SPEC.symbols[0]


def group(size, spec=SPEC, words="名称"):
    heading = Entry("组名")
    return [heading, *(Entry(f"{words}{number}", spec, SYMBOL, "Point") for number in range(size))]


def rows(grid):
    return [line.entry for column in grid.columns for _, line in column]


@given(st.lists(st.integers(2, 9), max_size=8), st.floats(40, 200), st.floats(20, 200))
def test_nothing_is_lost_and_all_of_it_fits(sizes, wide, tall):
    entries = [entry for size in sizes for entry in group(size)]
    grid = fitted(entries, (wide, tall), 1.0)
    assert rows(grid) == entries
    for column in grid.columns:
        middle, line = column[-1]
        assert (middle + line.rows / 2) * grid.row_mm <= tall + 1e-6
        assert line.entry.symbol is not None, "no heading at the foot of a column"
    assert sum(grid.widths) <= wide + 1e-6


def test_a_small_group_is_not_parted():
    entries = [*group(3), *group(2), *group(3), *group(2)]
    grid = fitted(entries, (190, 40), 1.0)
    assert all(column[0][1].entry.symbol is None for column in grid.columns)


def test_what_fits_is_printed_at_full_size():
    grid = fitted(group(5), (60, 100), 1.25)
    assert grid.size == pytest.approx(1.25)
    assert grid.row_mm == pytest.approx(5.4 * 1.25)


def test_a_very_long_name_is_broken_before_its_bracket():
    words = "低效用地再开发调查图斑（区自然资源局二〇二五年报送）"
    (line,) = [line for _, line in fitted([Entry(words, SPEC, SYMBOL)], (54, 100), 1.0).columns[0]]
    assert line.words == ("低效用地再开发调查图斑", "（区自然资源局二〇二五年报送）")


def test_a_layer_of_one_line_stands_apart_from_the_group_above():
    alone = Entry("区界", OTHER, SYMBOL, "LineString")
    lines = [line for _, line in fitted([*group(2), alone], (60, 100), 1.0).columns[0]]
    assert [line.begins for line in lines] == [True, False, False, True]


def test_an_empty_legend_has_no_columns():
    assert fitted([], (60, 100), 1.0).columns == ()
    assert natural_mm([], 60, 1.0) == 0


def test_natural_height_is_that_of_rows_in_the_columns_that_fit():
    """Six rows of 5.4 mm in one column; in two, the group of six stands parted three and three."""
    assert natural_mm(group(5), 40, 1.0) == pytest.approx(6 * 5.4)
    assert natural_mm(group(5), 70, 1.0) < 6 * 5.4


def test_a_theme_is_one_group_with_counts_of_what_meets_the_map():
    spec = themed(next(each for each in LAYERS if each.role == "plan"), BY_STATE)
    places = [Point(10, 10), Point(20, 20), LineString([(0, 0), (50, 50)]), Point(900, 900)]
    told = {
        "name": list("甲乙丙丁"),
        "layer": spec.part,
        "status": ["在建", "在建", "在建", "完工"],
    }
    timing = ["逾期未完工", "", "", "逾期未开工"]
    frame = GeoDataFrame({**told, "timing": timing}, geometry=places, crs="EPSG:4548")
    layers = (SheetLayer(LAYERS[-1], frame.iloc[:0]), SheetLayer(spec, frame))
    entries = entries_of(layers, box(0, 0, 100, 100), "")
    assert [each.words for each in entries] == ["规划项目状态（图上项数）", "在建 3", "逾期 1"]
    assert entries[1].kind == "Point+LineString"
    assert entries[2].kind == "Point"
    assert entries[2].symbol.late
