"""Sheets as files: SVG in millimetres with text, memory stated and its lack explained."""

import gc
import re
import weakref

import pytest

from geo.errors import DataError
from sheets import page_files
from sheets.render import compose, render
from sheets.request import ORIENTATIONS, PAPERS

SIZES_MM = {"A4": (210, 297), "A3": (297, 420), "A2": (420, 594)}


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_svg_states_the_paper_in_millimetres(ask, paper, orientation):
    text = render(ask(paper=paper, orientation=orientation), "svg").decode()
    sides = SIZES_MM[paper] if orientation == "纵向" else SIZES_MM[paper][::-1]
    width, height = re.search(r'<svg[^>]*width="([\d.]+)mm" height="([\d.]+)mm"', text).groups()
    assert (float(width), float(height)) == sides
    points = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', text).groups()
    assert [float(each) * 25.4 / 72 for each in points] == pytest.approx(sides, abs=0.01)


def test_svg_text_is_text_in_fonts_that_offices_have(ask):
    text = render(ask(title="青云谱测试图"), "svg").decode()
    (style,) = re.findall(r'<text style="([^"]*)"[^>]*>青云谱测试图</text>', text)
    for family in ("'Noto Sans SC'", "'Microsoft YaHei'", "'SimHei'", "sans-serif"):
        assert family in style
    assert ">丁路</text>" in text, "a name that follows its line is text as well"


def test_svg_is_the_same_each_time(ask):
    assert render(ask(), "svg") == render(ask(), "svg")


def test_a_drawn_page_is_let_go_without_a_search_for_rubbish(ask, monkeypatch):
    """An A2 holds 140 MB of pixels, which nobody may wait for Python to find."""
    seen = []

    class Watched(page_files.FigureCanvasAgg):
        def __init__(self, figure):
            super().__init__(figure)
            seen.append(weakref.ref(self))

    monkeypatch.setattr(page_files, "FigureCanvasAgg", Watched)
    gc.disable()
    try:
        render(ask(), "png")
        assert [each() for each in seen] == [None]
    finally:
        gc.enable()


def test_png_holds_no_alpha(ask):
    assert render(ask(), "png")[25] == 2, "colour type of IHDR: RGB"


def test_text_to_be_searched_alone_leaves_a_png_as_it_is(ask, monkeypatch):
    """丁路 follows its line as outlines; the same words above it cannot be seen."""
    hidden = render(ask(), "png")
    assert any(text.get_alpha() == 0 for text in compose(ask())[0].texts())
    monkeypatch.setattr("sheets.canvas.Canvas.texts", lambda _: iter(()))
    assert render(ask(), "png") == hidden


def test_memory_grows_with_pixels():
    a4, a2 = (page_files.png_megabytes(page, 300) for page in ((297, 210), (594, 420)))
    assert a4 == pytest.approx(30 + 297 * 210 / 25.4**2 * 300**2 * 5 / 1e6, abs=1)
    assert a2 - 30 == pytest.approx(4 * (a4 - 30), rel=0.05)


def test_lack_of_memory_is_explained(ask, monkeypatch):
    def none_left(*_):
        raise MemoryError

    monkeypatch.setitem(page_files._WRITERS, "png", none_left)
    with pytest.raises(DataError, match="内存不足.*约需 .* MB；请降低分辨率或改用 PDF"):
        render(ask(), "png")
