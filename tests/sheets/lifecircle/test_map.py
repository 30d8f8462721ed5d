"""The map of a 生活圈 sheet: marks, names, and what a public sheet must not show."""

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from shapely import box

from geo.crs import to_metric
from layers.palettes import PALETTES
from sheets.lifecircle.map import circle_layers
from sheets.lifecircle.sheet import compose_circle, render_circle
from sheets.request import PUBLIC

MARK = "内部使用·未经审核不得公开"
OUTLINE = "#3a3a3a"


def test_rings_are_each_in_the_legend_and_differ_by_dash(ask, kit):
    request = ask(areas_ll=kit.areas(1000.0, 300.0, 500.0))
    assert {"小学 300 米", "小学 500 米", "小学 1000 米"} <= set(kit.texts_of(request))
    (spec, *_) = [layer.spec for layer in circle_layers(request, 1.0)]
    assert len({symbol.dash for symbol in spec.symbols}) == 3


@pytest.mark.parametrize("palette", list(PALETTES))
def test_statuses_differ_in_shape_not_only_in_colour(ask, palette):
    request = ask(palette=palette)
    for layer in circle_layers(request, 1.0)[1:]:
        shapes = {(symbol.shape, symbol.filled) for symbol in layer.spec.symbols}
        assert len(shapes) == len(layer.spec.symbols)
    assert render_circle(request, "png").startswith(b"\x89PNG")


def test_names_stand_at_the_estates_asked_for(ask, kit):
    request = ask(estates_ll=kit.estates(("达标", "未达标", "未达标"), [False, True, False]))
    assert "1号小区" in kit.names_on(request)
    assert not {"0号小区", "2号小区"} & kit.names_on(request)


def test_facilities_to_come_are_named_and_standing_ones_not(ask, kit):
    names = kit.names_on(ask())
    assert {"规划校", "方案校"} <= names
    assert "现状校" not in names


def test_names_do_not_lie_over_one_another(ask, kit):
    crowd = kit.points(
        [(1500 + 60 * (place % 10), 1500 + 60 * (place // 10)) for place in range(100)],
        name=[f"拥挤小区{place}" for place in range(100)],
        status=["未达标"] * 100,
        label=[True] * 100,
    )
    canvas, _ = compose_circle(ask(estates_ll=crowd, layers=()))
    axes = next(each for each in canvas.figure.axes if each is not canvas.sheet)
    renderer = FigureCanvasAgg(canvas.figure).get_renderer()
    extents = {each.get_text(): each.get_window_extent(renderer) for each in axes.texts}
    shapes = [box(*extent.extents) for extent in extents.values()]
    assert len(shapes) > 3
    assert not any(
        one.intersects(other) for place, one in enumerate(shapes) for other in shapes[place + 1 :]
    )


def test_internal_sheet_is_marked_and_has_the_outline(ask, kit):
    assert MARK in kit.texts_of(ask())
    assert OUTLINE in kit.edges_of(kit.map_of(ask()))


def test_public_sheet_has_no_outline_and_asks_for_its_number(ask, kit, frames):
    request = ask(mode=PUBLIC, areas_ll=None)
    said = kit.texts_of(request)
    assert MARK not in said
    assert "审图号：（待审）" in said
    assert "区界（示意）" not in said
    axes = kit.map_of(request)
    assert OUTLINE not in kit.edges_of(axes)
    east = to_metric(frames["outline"]).total_bounds[2]
    assert max(patch.get_path().vertices[:, 0].max() for patch in axes.patches) < east - 50


def test_public_sheet_with_a_number_may_show_the_outline(ask, kit):
    request = ask(mode=PUBLIC, review_number="赣S(2026)001号")
    assert OUTLINE in kit.edges_of(kit.map_of(request))
    assert "审图号：赣S(2026)001号" in kit.texts_of(request)
