"""The data dictionary is that of the tables, and holds every file of the data folder."""

from dataclasses import replace

import pytest

from geo.data_folder import SHIPPED
from geo.schema import PROJECTS, Column, Span
from tools import data_dictionary
from tools.generated import stale
from tools.headless import ROOT

PAPER = (ROOT / "docs/data-dictionary.zh.md").read_text("utf-8")


def test_the_paper_is_as_the_tables_are():
    assert stale(data_dictionary.papers()) == [], "run python -m tools.data_dictionary"


def test_every_file_of_rows_is_in_it():
    files = {path.name for ends in ("*.csv", "*.geojson") for path in SHIPPED.glob(ends)}
    assert {table.file for table in data_dictionary.TABLES if table.file} == files
    assert all(f"## {file} " in PAPER for file in files)


COLUMNS = (
    (Column("radius_m", "number", required=True, span=Span(1, 20000)),
     ("`radius_m`", "", "数字", "米", "是", "1 至 20,000")),
    (Column("kind", allowed=("甲", "乙")), ("`kind`", "", "文字", "", "", "甲、乙")),
    (Column("in_it", "flag", allowed=("1", "0")), ("`in_it`", "", "是否", "", "", "1 是，0 否")),
    (Column("lon", "number", span=Span(-1.5, 2)), ("`lon`", "经度", "数字", "度", "", "-1.5 至 2")),
)  # fmt: skip


@pytest.mark.parametrize(("column", "row"), COLUMNS, ids=lambda each: getattr(each, "name", ""))
def test_a_column_is_told_with_type_unit_need_and_bounds(column, row):
    assert data_dictionary.cells(column, PROJECTS) == row


def test_a_bar_in_a_pattern_does_not_end_the_cell():
    odd = replace(PROJECTS, columns=(Column("code", pattern="a|b"),), rules=())
    assert "| `code` |  | 文字 |  |  | 格式 `a\\|b` |" in list(data_dictionary.lines(odd))
