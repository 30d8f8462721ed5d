"""Symbols: set apart where they hide each other, grey and hatched in 黑白."""

import pymupdf
import pytest
from geopandas import GeoDataFrame
from matplotlib.colors import to_rgb
from shapely import Point

from geo.crs import to_lonlat, to_metric
from layers import LAYERS
from layers.palettes import HATCHES, MONO, PALETTES, STANDARD
from sheets.marker_displacement import set_apart
from sheets.render import compose, render
from sheets.request import PUBLIC, SheetLayer

X, Y = 394_000.0, 3_167_500.0


def layer(layer_id, *places, work="新建"):
    spec = next(each for each in LAYERS if each.layer_id == layer_id)
    columns = {"name": [f"{n}" for n in range(len(places))], "work": work}
    return SheetLayer(
        spec, to_lonlat(GeoDataFrame(columns, geometry=[Point(*p) for p in places], crs=4548))
    )


def places(layers):
    return [(p.x, p.y) for each in layers for p in to_metric(each.frame).geometry]


def test_symbols_in_one_place_stand_side_by_side():
    """Radii 8.0 px and 8.5 px: 2.12 and 2.25 mm; 0.5 mm between them: 4.87 mm, 97 m at 1:20 000."""
    layers = (layer("education", (X, Y)), layer("construction", (X, Y), work="建设"))
    shown, moved = set_apart(layers, 20_000, 1.0)
    (left, low), (right, high) = places(shown)
    for place in places(layers):
        assert place == pytest.approx((X, Y), abs=0.1), "what was given is as it was"
    assert moved == 2
    assert right - left == pytest.approx((2.1167 + 2.2490 + 0.5) * 20, abs=0.2)
    assert (low, high) == pytest.approx((Y, Y), abs=0.1)


def test_symbols_with_room_stay():
    layers = (layer("education", (X, Y), (X + 100, Y)),)
    assert set_apart(layers, 20_000, 1.0) == (layers, 0)
    assert set_apart((), 20_000, 1.0) == ((), 0)


def test_a_heap_of_symbols_stays():
    layers = (layer("education", *[(X, Y)] * 6),)
    assert set_apart(layers, 20_000, 1.0)[1] == 0


def test_the_sheet_says_that_it_moved_symbols(ask, frames):
    frames["construction"] = layer("construction", (393_000, 3_168_000), work="建设").frame
    said = "".join(each.get_text() for each in compose(ask())[0].sheet.texts)
    assert "位置重合的 2 个符号左右错开" in said


def test_mono_has_no_colour():
    assert all(len(set(to_rgb(colour))) == 1 for colour in PALETTES[MONO].values())


def test_hatches_belong_to_colours_of_the_palette():
    assert set(HATCHES) <= set(PALETTES)
    for name, hatches in HATCHES.items():
        assert set(hatches) <= set(PALETTES[name])
        assert len(set(hatches.values())) == len(hatches), "each area its own"


def colours(request):
    page = pymupdf.open(stream=render(request, "pdf"), filetype="pdf")[0]
    found = [each[key] for each in page.get_drawings() for key in ("color", "fill")]
    return {colour for colour in found if colour}


@pytest.mark.parametrize("changes", [{}, {"mode": PUBLIC}])
def test_a_sheet_in_mono_is_drawn_in_greys(ask, changes):
    grey = [max(each) - min(each) < 0.05 for each in colours(ask(palette=MONO, **changes))]
    assert all(grey)
    assert not all(max(each) - min(each) < 0.05 for each in colours(ask(palette=STANDARD)))


def test_areas_in_mono_are_hatched_on_map_and_legend(ask):
    canvas, _ = compose(ask(palette=MONO))
    hatched = [each.get_hatch() for axes in canvas.figure.axes for each in axes.patches]
    assert sorted(filter(None, hatched)) == sorted(2 * ["////", ".."])
    plain, _ = compose(ask())
    assert not any(each.get_hatch() for axes in plain.figure.axes for each in axes.patches)
