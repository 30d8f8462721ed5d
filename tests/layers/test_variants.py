"""A place that waits for a review looks like none other in every palette; so do added roads."""

import re

import pytest
from geopandas import GeoDataFrame
from shapely import LineString, Point, box

from layers import LAYERS, main_roads
from layers.drawable import used
from layers.features import symbols_of
from layers.items import items_of
from layers.legend import legend_html
from layers.palettes import PALETTES
from layers.styles import palette, styles_of
from layers.variants import DRAFT_WORDS
from sheets.symbols import line_style

PLAN = [spec for spec in LAYERS if spec.role == "plan"]
SHAPES = {"Point": Point(115.9, 28.6), "LineString": LineString([(115.9, 28.6), (115.91, 28.6)]),
          "Polygon": box(115.9, 28.6, 115.91, 28.61)}  # fmt: skip


def frame(shape, reviews, **more):
    told = {"name": [f"甲{n}" for n, _ in enumerate(reviews)], "placed_review": reviews}
    return GeoDataFrame({**told, **more}, geometry=[shape] * len(reviews), crs="EPSG:4326")


@pytest.mark.parametrize("spec", PLAN, ids=lambda spec: spec.layer_id)
@pytest.mark.parametrize("kind", SHAPES)
def test_a_draft_has_a_symbol_and_words_of_its_own(spec, kind):
    work = spec.symbols[0].value
    made = frame(SHAPES[kind], ["", "通过", "草稿"], work=[work] * 3, layer=[spec.part] * 3)
    plain, reviewed, draft = symbols_of(made, spec)
    assert plain == reviewed != draft
    assert draft.title == f"{plain.title}（{DRAFT_WORDS}）"
    assert line_style(draft) != line_style(plain)
    items = items_of(made, spec)
    assert [DRAFT_WORDS in item.text for item in items] == [False, False, True]
    for name in PALETTES:
        before, after = (styles_of(spec, palette(name), 1.0)[items[at].symbol] for at in (0, 2))
        without = {key: value for key, value in after.items() if "olor" not in key}
        assert without != {key: value for key, value in before.items() if "olor" not in key}
        assert after["lineCap"] == "butt"  # wider than its gaps: round ends would close them
        legend = legend_html({spec: items}, PALETTES[name])
        assert DRAFT_WORDS in legend
        assert len(set(re.findall(r'<img [^>]*src="[^"]*"', legend))) == len(used(items)) == 2


def test_a_class_that_no_symbol_names_has_a_draft_too():
    spec = PLAN[0]
    made = frame(SHAPES["Point"], ["草稿"], work=["别的"], layer=[spec.part])
    assert symbols_of(made, spec)[0].title == f"其他（{DRAFT_WORDS}）"


def test_added_roads_and_drafts_among_them_are_told_apart():
    made = frame(
        SHAPES["LineString"], ["", "", "草稿", ""], grade=["C", "C", "C", "A"],
        added=["", "单位补绘", "单位补绘", "单位补绘"],
    )  # fmt: skip
    plain, added, draft, other = symbols_of(made, main_roads.SPEC)
    assert added == other
    assert (
        len({plain.dash, added.dash, draft.dash, *(s.dash for s in main_roads.SPEC.symbols)}) == 4
    )
    assert (added.title, draft.title) == ("主要道路（单位补绘）", f"主要道路（{DRAFT_WORDS}）")


def test_a_layer_that_knows_no_drafts_draws_them_as_usual():
    spec = next(each for each in LAYERS if each.role == "existing" and each.class_column)
    kind = spec.symbols[0].value
    made = frame(SHAPES["Point"], ["草稿"], kind=[kind])
    assert symbols_of(made, spec) == [spec.symbols[0]]
