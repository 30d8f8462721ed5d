"""What goes out: zones drawn apart, brought layers as they are and said so."""

import pytest
from geopandas import GeoDataFrame
from shapely import LineString, Point, box

from geo.crs import to_lonlat, to_metric
from layers.imported import spec_of
from sheets.publishing import publishable, warnings
from sheets.render import compose
from sheets.request import INTERNAL, PUBLIC, SheetLayer

X, Y = 393_000.0, 3_167_000.0
SHAPES = {
    "面": [box(X, Y, X + 300, Y + 200)],
    "线": [LineString([(X, Y), (X + 900, Y)])],
    "点": [Point(X, Y)],
}


def own(family, title="外单位图层"):
    frame = GeoDataFrame({"name": ["甲"]}, geometry=SHAPES[family], crs="EPSG:4548")
    return SheetLayer(spec_of("t", title, family, ["name"], 0), to_lonlat(frame))


def with_own(ask, *own_layers, **changes):
    plain = ask(**changes)
    return ask(only=(), **changes, **{"layers": (*plain.layers, *own_layers)})


def said(request):
    return "".join(each.get_text() for each in compose(request)[0].sheet.texts)


def test_a_brought_area_is_drawn_as_it_is(ask):
    """200 m wide: drawn apart as zones are, it would be gone."""
    request = with_own(ask, own("面"), mode=PUBLIC)
    shown = next(each for each in publishable(request) if each.spec.frame == "own:t")
    assert shown.frame is request.layers[-1].frame
    assert to_metric(shown.frame).area.tolist() == pytest.approx([60_000], abs=1)


def test_zones_are_drawn_apart_and_the_sheet_says_so(ask):
    request = ask(mode=PUBLIC)
    shown = next(each for each in publishable(request) if each.spec.frame == "zones")
    assert to_metric(shown.frame).area.max() < 6_000_000
    assert "分区以分离圆角示意" in said(request)
    assert "分区以分离圆角示意" not in said(ask(mode=PUBLIC, review_number="赣S(2025)001号"))


def test_an_internal_sheet_warns_of_nothing(ask):
    assert warnings(with_own(ask, own("面"), mode=INTERNAL)) == ()


@pytest.mark.parametrize("family", ["面", "线"])
def test_what_may_hold_a_border_is_warned_of_by_name(ask, family):
    review, border = warnings(with_own(ask, own(family), mode=PUBLIC))
    assert "须依法送审" in review
    assert "“外单位图层”" in border
    assert "可能含行政区域界线" in border


def test_points_and_empty_layers_are_not_warned_of(ask):
    point, nothing = own("点"), own("面")
    nothing = SheetLayer(nothing.spec, nothing.frame.iloc[:0])
    assert len(warnings(with_own(ask, point, nothing, mode=PUBLIC))) == 1


def test_a_number_asks_for_the_standard_map(ask):
    (review,) = warnings(ask(mode=PUBLIC, review_number="赣S(2025)001号"))
    assert "标准地图" in review


def test_the_sheet_says_that_brought_layers_are_not_checked(ask):
    assert "“外单位图层”为导入数据，未经核对" in said(with_own(ask, own("面")))
    three = [own("面", f"层{number}") for number in range(3)]
    assert "“层0”、“层1”等 3 个图层为导入数据" in said(with_own(ask, *three))


def test_brought_areas_are_hatched_in_every_palette(ask):
    for palette in ("规范色", "黑白"):
        canvas, _ = compose(with_own(ask, own("面"), palette=palette))
        patches = [each for axes in canvas.figure.axes for each in axes.patches]
        assert [each.get_hatch() for each in patches].count("xx") == 2, "map and legend"


def test_a_name_that_the_font_lacks_is_marked_not_refused(ask):
    layer = own("点")
    odd = SheetLayer(layer.spec, layer.frame.assign(name=["甲\U0001f600乙"]))
    canvas, _ = compose(with_own(ask, odd, paper="A2"))
    texts = [each.get_text() for axes in canvas.figure.axes for each in axes.texts]
    assert "甲〓乙" in texts
