"""A fixed scale is kept to the tenth of a millimetre, or refused with what would do."""

import pymupdf
import pytest
from geopandas import GeoSeries
from shapely import box

from geo.crs import to_lonlat
from geo.errors import DataError
from sheets.ground import misfit
from sheets.render import compose, render
from sheets.scale import bar_of

PT_PER_MM = 72 / 25.4
RED = (0xD1 / 255, 0x26 / 255, 0x1F / 255)


def square(side_m):
    """Extent of a square, its corner at the hand-made district's road."""
    corner = GeoSeries([box(392_500, 3_167_000, 392_500 + side_m, 3_167_000 + side_m)], crs=4548)
    return tuple(float(value) for value in to_lonlat(corner).total_bounds)


@pytest.mark.parametrize(("scale", "paper"), [(10_000, "A2"), (25_000, "A3"), (50_000, "A4")])
def test_a_road_of_3000_m_is_as_long_as_the_scale_says(ask, scale, paper):
    page = pymupdf.open(
        stream=render(ask(only=("roads",), scale=scale, paper=paper), "pdf"), filetype="pdf"
    )[0]
    widths = [
        each["rect"].width / PT_PER_MM
        for each in page.get_drawings()
        if each["color"] == pytest.approx(RED, abs=0.01)
    ]
    assert max(widths) == pytest.approx(3_000_000 / scale, abs=0.15)


def test_the_scale_is_printed(ask):
    canvas, scale = compose(ask(scale=25_000, paper="A3"))
    assert scale == 25_000
    assert "比例 1:25 000" in [each.get_text() for each in canvas.sheet.texts]


def test_a_place_is_drawn_with_its_surroundings(ask):
    canvas, _ = compose(ask(extent_ll=square(2.0), scale=5_000))
    axes = next(each for each in canvas.figure.axes if each is not canvas.sheet)
    assert sum(axes.get_xlim()) / 2 == pytest.approx(392_501, abs=1)
    assert sum(axes.get_ylim()) / 2 == pytest.approx(3_167_001, abs=1)


def test_too_large_an_extent_is_refused_with_what_would_do(ask):
    """4 km x 3 km: at 1:10 000 a field of 400 x 300 mm, which only A2 has, lying.

    The extent is a box of degrees, which the grid turns by 0.5°: 55 m and 75 m more in metres.
    """
    with pytest.raises(DataError, match="A4横向 按 1:10 000 只容") as refused:
        compose(ask(scale=10_000))
    assert "4.1 × 3.1 千米" in str(refused.value)
    assert "改用 A2横向，" in str(refused.value)
    assert "请用 1:20 000 或更小的比例" in str(refused.value)


def test_no_paper_is_named_where_none_would_do(ask):
    with pytest.raises(DataError) as refused:
        compose(ask(scale=1_000))
    assert "改用" not in str(refused.value)


@pytest.mark.parametrize("scale", [0, -5, 199, 500_001, 2.5, True, "5000"])
def test_what_is_no_scale_is_refused(ask, scale):
    with pytest.raises(DataError, match="比例"):
        ask(scale=scale)


@pytest.mark.parametrize(
    ("scale", "room_mm", "bar"),
    [
        (10_000, 50, (250, 2)),
        (25_000, 50, (250, 4)),
        (35_000, 50, (500, 3)),
        (200, 50, (5, 2)),
    ],
)
def test_the_bar_is_the_longest_of_round_divisions(scale, room_mm, bar):
    assert bar_of(scale, room_mm, 9.0) == bar


def test_the_figures_of_a_bar_stand_over_its_lines_and_the_unit_after_them(ask):
    canvas, _ = compose(ask(scale=25_000, paper="A3"))
    (unit,) = [each for each in canvas.sheet.texts if each.get_text() in ("米", "千米")]
    assert unit.get_ha() == "left"


def test_a_misfit_is_told_before_anything_is_drawn(ask):
    assert misfit(ask()) == ""
    assert "请用 1:" in misfit(ask(scale=1_000))
    with pytest.raises(DataError, match="请用 1:"):
        render(ask(scale=1_000), "pdf")
