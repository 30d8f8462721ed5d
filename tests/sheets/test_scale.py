"""A fixed scale is kept to the tenth of a millimetre, or refused with what would do."""

from itertools import pairwise

import pymupdf
import pytest
from geopandas import GeoSeries
from shapely import box

from geo.crs import to_lonlat
from geo.errors import DataError
from sheets.map_extent import misfit
from sheets.render import compose, render
from sheets.scale import (
    ROUND_SCALES,
    SCALE_LIMITS,
    SCALES,
    bar_of,
    fitting_scale,
    ground_m,
    needed_scale,
    scale_words,
)

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


@pytest.mark.parametrize(
    ("extent_m", "field_mm", "scale"),
    [
        ((1000, 500), (100, 100), 10_000),  # 1000 m on 100 mm is 1:10 000, as it stands
        ((500, 1000), (100, 100), 10_000),  # the height tells as well
        ((1000.1, 500), (100, 100), 12_500),  # a hair more takes the next
        ((1, 1), (100, 100), 1_000),  # the largest that is chosen unasked
        ((4000, 4000), (200, 80), 50_000),  # 20 000 by the width, 50 000 by the height
        ((7000, 10), (200, 100), 35_000),
        ((50_000, 10), (100, 100), 500_000),  # the smallest there is
    ],
)
def test_the_largest_round_scale_at_which_an_extent_fits_is_chosen(extent_m, field_mm, scale):
    assert fitting_scale(extent_m, field_mm) == scale


def test_every_round_scale_is_chosen_for_what_it_just_holds():
    """A field of 100 mm holds N / 10 metres at 1:N; round scales are told one by one."""
    round_scales = (
        *(1_000, 2_000, 2_500, 5_000, 7_500, 10_000, 12_500, 15_000, 20_000, 25_000, 30_000),
        *(35_000, 40_000, 50_000, 60_000, 75_000, 100_000, 150_000, 200_000, 250_000, 500_000),
    )
    for before, scale in pairwise((0, *round_scales)):
        assert fitting_scale((scale / 10, 1), (100, 100)) == scale
        assert fitting_scale((before / 10 + 0.1, 1), (100, 100)) == scale


def test_an_extent_that_no_scale_holds_is_refused_with_what_it_would_need():
    """50.1 km on 100 mm would need 1:501 000."""
    with pytest.raises(DataError, match="^出图范围太大（需 1:501,000）；请缩小范围$"):
        fitting_scale((50_100, 10), (100, 100))


@pytest.mark.parametrize(
    ("extent_m", "field_mm", "needed"),
    [((300, 100), (150, 100), 2000), ((100, 300), (150, 100), 3000), ((1, 1), (400, 300), 10 / 3)],
)
def test_the_scale_that_is_needed_is_that_of_the_tighter_side(extent_m, field_mm, needed):
    assert needed_scale(extent_m, field_mm) == pytest.approx(needed)


def test_scales_are_printed_with_spaces():
    wanted = ["1:500", "1:35 000", "1:1 000 000"]
    assert [scale_words(scale) for scale in (500, 35_000, 1_000_000)] == wanted


def test_paper_is_measured_in_metres_on_the_ground():
    """100 mm at 1:25 000 are 2 500 m."""
    assert ground_m(100, 25_000) == 2_500


def test_scales_from_1_200_to_1_500_000_are_drawn_and_those_offered_are_among_them():
    assert SCALE_LIMITS == (200, 500_000)
    assert all(SCALE_LIMITS[0] <= scale <= SCALE_LIMITS[1] for scale in (*SCALES, *ROUND_SCALES))
    assert sorted(set(SCALES)) == list(SCALES)
    assert sorted(set(ROUND_SCALES)) == list(ROUND_SCALES)


@pytest.mark.parametrize("scale", [200, 500_000])
def test_the_rims_of_the_scales_may_be_asked_for(ask, scale):
    assert ask(scale=scale).scale == scale


@pytest.mark.parametrize(
    ("scale", "room_mm", "least_mm", "bar"),
    [
        (10_000, 30, 10, (100, 3)),  # 300 m of room and 100 m at least: both are just met
        (10_000, 29.9, 10, (100, 2)),  # three would be too long
        (10_000, 40, 10.1, (200, 2)),  # 100 m would be too short, 2 x 200 m just fit
        (10_000, 40, 10, (100, 4)),  # 4 x 100 m and 2 x 200 m are as long: the finer is taken
        (10_000, 60, 10, (200, 3)),  # not 2 x 250 m, which is shorter
        (1_000, 5, 1, (1, 4)),  # 2 x 2 m are as long as 4 x 1 m
        (500_000, 300, 20, (50_000, 3)),  # the longest divisions there are
        (500_000, 500, 20, (50_000, 4)),
        (10_000, 1, 9, (1, 3)),  # nothing fits: the shortest, which must not happen on paper
    ],
)
def test_a_bar_just_fits_its_room_and_its_divisions_are_just_long_enough(
    scale, room_mm, least_mm, bar
):
    assert bar_of(scale, room_mm, least_mm) == bar


def test_divisions_are_1_2_2_5_or_5_times_a_power_of_ten():
    """Three divisions with 3 mm each at the least, in a room for just three of a length."""
    steps = (1, 2, 5, 10, 20, 50, 100, 200, 250, 500, 1_000, 2_000, 2_500, 5_000, 10_000, 20_000)
    for step in (*steps, 50_000):
        assert bar_of(1_000, 3 * step, 0.9 * step) == (step, 3)


def test_the_figures_of_a_bar_stand_over_its_lines_and_the_unit_after_them(ask):
    canvas, _ = compose(ask(scale=25_000, paper="A3"))
    (unit,) = [each for each in canvas.sheet.texts if each.get_text() in ("米", "千米")]
    assert unit.get_ha() == "left"


def test_a_misfit_is_told_before_anything_is_drawn(ask):
    assert misfit(ask()) == ""
    assert "请用 1:" in misfit(ask(scale=1_000))
    with pytest.raises(DataError, match="请用 1:"):
        render(ask(scale=1_000), "pdf")
