"""States are told apart by colour and without it, on points, lines and areas alike."""

import re
from itertools import combinations

import numpy as np
import pytest
from geopandas import GeoDataFrame
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from shapely import LineString, Point, box

from geo.schema.ledger import STATES, UNREPORTED
from layers import LAYERS, drawing_order
from layers.export_style import style_of
from layers.features import symbols_of
from layers.items import items_of
from layers.legend import legend_html
from layers.palettes import PALETTES
from layers.styles import palette, styles_of
from layers.themes import BY_LAYER, BY_STATE, BY_THEME, THEMES, themed
from layers.web_map import Drawing, members
from sheets.request import SheetLayer
from sheets.symbols import SymbolLook, draw

PLAN = next(spec for spec in LAYERS if spec.role == "plan")
KINDS = {
    "Point": Point(100, 100),
    "LineString": LineString([(0, 100), (200, 100)]),
    "Polygon": box(20, 20, 180, 180),
}
TOLD = [name for name in THEMES if name != BY_LAYER]


def frame(values, column="status", shape=None, **more):
    told = {"name": [f"甲{n}" for n, _ in enumerate(values)], "layer": PLAN.part, column: values}
    shapes = [shape or KINDS["Point"]] * len(values)
    return GeoDataFrame({**told, **more}, geometry=shapes, crs="EPSG:4326")


def test_other_layers_and_the_usual_look_stay_as_they_are():
    assert [themed(spec, BY_LAYER) for spec in LAYERS] == list(LAYERS)
    others = [spec for spec in LAYERS if spec.role != "plan"]
    assert [themed(spec, BY_STATE) for spec in others] == others
    told = [themed(spec, BY_STATE) for spec in LAYERS]
    assert [each.layer_id for each in drawing_order(tuple(told))] == [
        each.layer_id for each in drawing_order()
    ]


def test_every_state_has_a_symbol_of_its_own_and_anything_else_is_unreported():
    spec = themed(PLAN, BY_STATE)
    made = symbols_of(frame([*STATES, UNREPORTED, "", "不认识"]), spec)
    assert [each.title for each in made] == [*STATES, *[UNREPORTED] * 3]


def test_what_is_late_and_still_not_done_is_outlined():
    spec = themed(PLAN, BY_STATE)
    timing = ["逾期未开工", "逾期未完工", "逾期完工", "未到期", ""]
    made = symbols_of(frame(["前期", "在建", "完工", "在建", "在建"], timing=timing), spec)
    assert [each.late for each in made] == [True, True, False, False, False]
    assert [each.value for each in made] == ["前期", "在建", "完工", "在建", "在建"]
    assert "late" in styles_of(spec, palette("黑白"), 1.0)[spec.symbols.index(made[0])]
    assert not any(each.late for each in symbols_of(frame(["x"], "work", timing=[""]), PLAN))


@pytest.mark.parametrize("theme", TOLD)
def test_a_draft_that_is_late_is_both(theme):
    spec, column = themed(PLAN, theme), BY_THEME[theme].column
    value = BY_THEME[theme].symbols[1].value
    told = {column: [value], "timing": ["逾期未完工"], "placed_review": ["草稿"]}
    (made,) = symbols_of(frame([value], column, **told), spec)
    assert made.late
    assert made.variant == "draft"
    assert made.colour == BY_THEME[theme].symbols[1].colour or column == "timing"


def grey(spec, value, kind, name):
    """A feature as a sheet draws it, in greys from 0 to 255."""
    column = spec.class_column
    made = frame([value], column, KINDS[kind]).set_crs("EPSG:4548", allow_override=True)
    figure = Figure(figsize=(1, 1), dpi=100)
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 200), ylim=(0, 200))
    axes.set_axis_off()
    draw(axes, SheetLayer(spec, made), SymbolLook(name))
    canvas.draw()
    red, green, blue = np.moveaxis(np.asarray(canvas.buffer_rgba())[..., :3].astype(float), -1, 0)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("theme", TOLD)
def test_on_a_grey_copy_no_two_states_look_alike(theme, name, kind):
    spec = themed(PLAN, theme)
    pictures = {each.title: grey(spec, each.value, kind, name) for each in BY_THEME[theme].symbols}
    for one, other in combinations(pictures, 2):
        ink = min((255 - pictures[each]).sum() for each in (one, other))
        apart = np.abs(pictures[one] - pictures[other]).sum()
        assert apart > 0.2 * ink, (one, other)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("theme", TOLD)
def test_the_web_map_tells_states_without_colour(theme, kind):
    spec = themed(PLAN, theme)
    keys = {
        "Point": ("mark", "fillOpacity", "weight"),
        "LineString": ("strokeDash",),
        "Polygon": ("hatch",),
    }[kind]
    plain = styles_of(spec, palette("规范色"), 1.0)[: len(BY_THEME[theme].symbols)]
    assert len({tuple(style[key] for key in keys) for style in plain}) == len(plain)


def test_the_legend_has_what_is_there_once_with_its_count():
    spec = themed(PLAN, BY_STATE)
    other = themed(next(each for each in LAYERS if each.role == "plan" and each != PLAN), BY_STATE)
    timing = ["逾期未完工", "", "逾期未开工", ""]
    first = items_of(frame(["在建", "在建", "前期", "投用"], timing=timing), spec)
    second = items_of(frame(["在建", ""]), other)
    words = legend_html({spec: first, other: second}, PALETTES["黑白"])
    told = re.findall(r">([^<>]+)</span>", words)
    assert told == [
        "规划项目状态（图上项数）", "前期 1", "在建 3", "投用 1", "未填报 1", "逾期 2",
    ]  # fmt: skip
    assert "逾期" not in legend_html({other: second}, PALETTES["黑白"])
    assert legend_html({spec: ()}, PALETTES["黑白"]).count("<span>") == 0


def test_only_looks_that_something_has_are_sent():
    spec = themed(PLAN, BY_STATE)
    items = items_of(frame(["在建"]), spec)
    sent = members(Drawing(items, styles_of(spec, palette("规范色"), 1.0)))
    assert sent.count('"radius"') == 1
    assert sent.count("null") == len(spec.symbols) - 1


@pytest.mark.parametrize("theme", TOLD)
def test_files_that_hold_styles_have_each_class_with_its_sign(theme):
    style = style_of(themed(PLAN, theme), PALETTES["黑白"], "状态")
    told = {value: (paint.mark, paint.filled) for value, paint in style.paints.items()}
    told[""] = (style.other.mark, style.other.filled)
    symbols = BY_THEME[theme].symbols
    assert told == {each.value: (each.mark, each.filled) for each in symbols}
    assert style.other.title == UNREPORTED
