"""A character that the font lacks: data is written with 〓, what a planner typed is named."""

from dataclasses import replace

import pymupdf
import pytest
from geopandas import GeoDataFrame
from shapely import LineString, Point, box

from geo.crs import to_lonlat
from geo.errors import DataError
from layers import imported
from layers.spec import Symbol
from sheets.render import render
from sheets.report.build import build
from sheets.report.pdf import to_pdf
from sheets.report.request import OwnLayer, ReportRequest
from sheets.report.word import to_docx
from sheets.request import SheetLayer
from sheets.text_measure import advance_em, wide_em
from sheets.title_block import Imprint

FISH = "鱼\U0001f41f"
SHAPES = {
    "面": box(392_500, 3_166_500, 393_500, 3_168_500),
    "线": LineString([(392_200, 3_166_800), (395_800, 3_166_800)]),
    "点": Point(394_500, 3_167_500),
}


def brought(family):
    """A layer whose title, class and feature bear the fish."""
    spec = imported.spec_of("abc", FISH, family, ["名"], 0)
    classes = (*spec.symbols, Symbol("类", f"类{FISH}", spec.symbols[0].colour))
    columns = {"name": [f"甲{FISH}", f"乙{FISH}"], "类": ["类", "其他"]}
    shapes = [SHAPES[family]] * 2
    frame = to_lonlat(GeoDataFrame(columns, geometry=shapes, crs=4548))
    return SheetLayer(replace(spec, symbols=classes, label_zoom=0), frame)


def test_what_is_missing_is_measured_as_what_stands_for_it():
    assert advance_em("\U0001f41f") == advance_em("〓") == 1.0
    assert wide_em(FISH) == wide_em("鱼〓")


@pytest.mark.parametrize("family", ["面", "线", "点"])
def test_layers_classes_and_features_of_any_name_are_printed(ask, family):
    request = ask(paper="A2")
    page = replace(request, layers=(*request.layers, brought(family)))
    text = pymupdf.open(stream=render(page, "pdf"))[0].get_text()
    assert "鱼〓" in text
    assert "\U0001f41f" not in text


@pytest.mark.parametrize(
    "typed",
    [
        {"title": FISH},
        {"subtitle": FISH},
        {"review_number": FISH},
        {"imprint": Imprint(checked=FISH)},
    ],
)
def test_what_a_planner_typed_is_named(ask, typed):
    with pytest.raises(DataError, match="^字体没有字符“\U0001f41f”（在“鱼"):
        render(ask(**typed), "png")


@pytest.mark.parametrize("make", [to_docx, to_pdf])
def test_a_report_of_layers_of_any_name_is_made_and_its_office_named(real_plan, make):
    layer = brought("面")
    own_layer = OwnLayer(FISH, layer.frame)
    asked = ReportRequest(real_plan, "2026-01-31", layers=(layer,), own=(own_layer,), dpi=150)
    assert make(build(asked))
    with pytest.raises(DataError, match="^字体没有字符“\U0001f41f”"):
        build(replace(asked, office=FISH))
