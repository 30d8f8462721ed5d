"""Exact paper and true scale, measured on the file."""

import io

import pymupdf
import pytest
from PIL import Image

from sheets.render import compose, render
from sheets.request import ORIENTATIONS, PAPERS
from sheets.scale import fitting_scale

SIZES_MM = {"A4": (210, 297), "A3": (297, 420), "A2": (420, 594)}
PT_PER_MM = 72 / 25.4


def page_of(content):
    return pymupdf.open(stream=content, filetype="pdf")[0]


def sides(paper, orientation):
    return SIZES_MM[paper] if orientation == "纵向" else SIZES_MM[paper][::-1]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_pdf_page_is_the_paper(ask, paper, orientation):
    rect = page_of(render(ask(paper=paper, orientation=orientation), "pdf")).rect
    width, height = sides(paper, orientation)
    assert rect.width / PT_PER_MM == pytest.approx(width, abs=0.05)
    assert rect.height / PT_PER_MM == pytest.approx(height, abs=0.05)


def pixels(ask, dpi):
    with Image.open(io.BytesIO(render(ask(dpi=dpi), "png"))) as image:
        return image.size, image.info["dpi"]


@pytest.mark.parametrize("dpi", [150, 300])
def test_png_is_the_paper_to_a_pixel(ask, dpi):
    size, said = pixels(ask, dpi)
    exact = (297 / 25.4 * dpi, 210 / 25.4 * dpi)
    assert size == pytest.approx(exact, abs=1)
    assert said == pytest.approx((dpi, dpi), abs=0.02)  # PNG holds whole pixels a metre


def test_png_is_rounded_to_whole_pixels(ask):
    assert pixels(ask, 300)[0] == (3508, 2480)


def test_a_known_distance_is_true_to_scale_on_the_pdf(ask):
    request = ask(only=("roads",))  # a straight road of 3 000 m
    _, scale = compose(request)
    red = (0xD1 / 255, 0x26 / 255, 0x1F / 255)
    drawings = page_of(render(request, "pdf")).get_drawings()
    roads = [
        each["rect"].width / PT_PER_MM
        for each in drawings
        if each["color"] == pytest.approx(red, abs=0.01)
    ]
    assert max(roads) == pytest.approx(3000 * 1000 / scale, rel=0.005)


def test_axes_hold_the_ground_at_the_scale(ask):
    canvas, scale = compose(ask())
    axes = next(each for each in canvas.figure.axes if each is not canvas.sheet)
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    share = axes.get_position()
    width, height = canvas.page_mm
    assert (east - west) * 1000 / scale == pytest.approx(share.width * width, rel=1e-6)
    assert (north - south) * 1000 / scale == pytest.approx(share.height * height, rel=1e-6)


def test_scale_is_the_first_round_one_that_holds_the_extent():
    # 5 000 m on 100 mm is 1:50 000 to the millimetre; one metre more is the next, 1:60 000
    assert fitting_scale((5000, 100), (100, 100)) == 50_000
    assert fitting_scale((5001, 100), (100, 100)) == 60_000
