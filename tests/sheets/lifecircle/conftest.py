"""Requests for 生活圈 sheets of the hand-made district, and what can be read off them."""

from types import SimpleNamespace

import pymupdf
import pytest
from geopandas import GeoDataFrame
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from pandas import DataFrame, Index
from shapely import Point, box

from geo.crs import to_lonlat
from layers import LAYERS
from sheets.lifecircle.request import ORIGINS, STATUSES, CircleRequest
from sheets.lifecircle.sheet import compose_circle, render_circle
from sheets.request import SheetLayer

MARK = "内部使用·未经审核不得公开"
SOUTH_WEST = (392_000.0, 3_166_000.0)


def points(places, **columns):
    x, y = SOUTH_WEST
    shapes = [Point(x + east, y + north) for east, north in places]
    index = Index([f"c{number}" for number in range(len(shapes))], dtype="str")
    return to_lonlat(GeoDataFrame(columns, geometry=shapes, index=index, crs="EPSG:4548"))


def estates(statuses=STATUSES, labels=None):
    count = len(statuses)
    return points(
        [(600 + 700 * place, 1500) for place in range(count)],
        name=[f"{number}号小区" for number in range(count)],
        status=list(statuses),
        label=labels or [status == "未达标" for status in statuses],
    )


def facilities(origins=ORIGINS):
    count = len(origins)
    places = [(800 + 900 * place, 2300) for place in range(count)]
    return points(places, name=[f"{words}校" for words in origins], origin=list(origins))


def areas(*reaches_m):
    x, y = SOUTH_WEST
    shapes = [Point(x + 2000, y + 1500).buffer(reach) for reach in reaches_m]
    columns = {"reach_m": list(reaches_m), "words": [f"小学 {reach:g} 米" for reach in reaches_m]}
    return to_lonlat(GeoDataFrame(columns, geometry=shapes, crs="EPSG:4548"))


def table(rows):
    return DataFrame(
        {
            "分区名称": [f"第{number}分区" for number in range(rows)],
            "小区数": [str(number + 100) for number in range(rows)],
            "达标占比": [f"{number}.5%" for number in range(rows)],
        }
    )


@pytest.fixture
def ask(frames):
    """Make a request for the hand-made district of 4 000 x 3 000 m."""
    extent = tuple(float(value) for value in frames["outline"].total_bounds)
    backdrop = tuple(
        SheetLayer(spec, frames[spec.layer_id])
        for spec in LAYERS
        if spec.layer_id in ("zones", "outline")
    )

    def make(**changes):
        values = {
            "title": "小学生活圈",
            "date": "2026-01-31",
            "extent_ll": extent,
            "layers": backdrop,
            "areas_ll": areas(500.0),
            "estates_ll": estates(),
            "facilities_ll": facilities(),
            "rule_words": "小学 步行 500 米",
            "table": table(5),
            "table_title": "各分区达标",
            "worst": DataFrame({"小区名": ["末尾小区"], "距离（米）": ["1,234"]}),
            "method": (
                "按主干路骨架路网计算，不含街坊路。",
                "在服务半径内不等于可入学，以学区为准。",
            ),
            "dpi": 150,
        }
        return CircleRequest(**{**values, **changes})

    return make


def page_of(request):
    return pymupdf.open(stream=render_circle(request, "pdf"), filetype="pdf")[0]


def words_of(request):
    return page_of(request).get_text().replace("\n", "")


def texts_of(request):
    return [each.get_text() for each in compose_circle(request)[0].sheet.texts]


def map_of(request):
    canvas, _ = compose_circle(request)
    return next(each for each in canvas.figure.axes if each is not canvas.sheet)


def names_on(request):
    return {each.get_text() for each in map_of(request).texts}


def edges_of(axes):
    return {to_hex(patch.get_edgecolor()) for patch in axes.patches}


def boxes_of(request):
    """Box of each text beside the map in millimetres, and the page."""
    canvas, _ = compose_circle(request)
    renderer = FigureCanvasAgg(canvas.figure).get_renderer()
    scale = canvas.page_mm[0] / canvas.figure.bbox.width
    found = [(each.get_text(), each.get_window_extent(renderer)) for each in canvas.sheet.texts]
    return [
        (text, tuple(side * scale for side in extent.extents))
        for text, extent in found
        if text != MARK
    ], canvas.page_mm


def strays(request):
    """Texts that leave the frame, 8 mm inside the page."""
    found, (width, height) = boxes_of(request)
    return [
        text
        for text, (left, low, right, high) in found
        if left < 7.9 or low < 7.9 or right > width - 7.9 or high > height - 7.9
    ]


def overlaps(request, slack_mm=0.25):
    """Pairs of texts that lie over one another."""
    found, _ = boxes_of(request)
    shapes = [(text, box(*sides).buffer(-slack_mm)) for text, sides in found]
    return [
        (one, other)
        for place, (one, here) in enumerate(shapes)
        for other, there in shapes[place + 1 :]
        if one != other and here.intersects(there)
    ]


@pytest.fixture(scope="session")
def kit():
    """The functions above, by name."""
    return SimpleNamespace(
        points=points,
        estates=estates,
        facilities=facilities,
        areas=areas,
        table=table,
        page_of=page_of,
        words_of=words_of,
        texts_of=texts_of,
        map_of=map_of,
        names_on=names_on,
        edges_of=edges_of,
        strays=strays,
        overlaps=overlaps,
    )
