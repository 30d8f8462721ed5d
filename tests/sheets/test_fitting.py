"""Nothing leaves the page, whatever the words."""

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from layers import LAYERS
from layers.features import features_of
from sheets.render import compose
from sheets.request import ORIENTATIONS, PAPERS, SheetLayer

LONG = "青云谱区国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要重点项目" * 2


def outside(request, slack_px=1.0):
    """Texts of the page that reach beyond it, with those of the map left out (they are clipped)."""
    canvas, _ = compose(request)
    renderer = FigureCanvasAgg(canvas.figure).get_renderer()
    page = canvas.figure.bbox
    boxes = {each.get_text(): each.get_window_extent(renderer) for each in canvas.sheet.texts}
    return [
        words
        for words, box in boxes.items()
        if box.x0 < page.x0 - slack_px
        or box.y0 < page.y0 - slack_px
        or box.x1 > page.x1 + slack_px
        or box.y1 > page.y1 + slack_px
    ]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_long_words_stay_on_the_page(ask, paper, orientation):
    request = ask(title=LONG, subtitle=LONG, filter_text=LONG, paper=paper, orientation=orientation)
    assert outside(request) == []


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_legend_of_every_layer_stays_on_the_page(real_plan, ask, orientation):
    layers = tuple(SheetLayer(spec, features_of(real_plan, spec)) for spec in LAYERS)
    extent = tuple(float(value) for value in real_plan.boundary.total_bounds)
    request = ask(only=(), layers=layers, extent_ll=extent, orientation=orientation)
    assert outside(request) == []
