"""Time and size of a printed sheet of the whole plan, beside a plain plot of the same layers."""

from collections.abc import Callable, Iterator
from io import BytesIO
from statistics import median
from time import perf_counter

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from bench.timing import Row
from geo.district import DISTRICT
from geo.plan_data import load_plan
from layers import LAYERS
from layers.features import features_of, with_derived_columns, with_place
from sheets.page_files import Format
from sheets.paper import MM_PER_INCH
from sheets.render import render
from sheets.request import SheetLayer, SheetRequest
from tools.headless import ROOT

AIMS: dict[Format, str] = {"png": "<= 1.2 s", "pdf": "<= 1 s, < 1 MB"}


def whole_plan() -> SheetRequest:
    """Return the A3 sheet of the whole plan, as the app opens."""
    plan = with_derived_columns(load_plan(ROOT / "data"))
    west, south, east, north = (float(value) for value in plan.boundary.total_bounds)
    layers = tuple(SheetLayer(spec, features_of(plan, spec)) for spec in LAYERS if spec.visible)
    return SheetRequest(
        title=DISTRICT.map_title,
        date="2021-01-01",
        extent_ll=(west, south, east, north),
        layers=layers,
        paper="A3",
    )


def sheet_s(file_format: Format, rounds: int = 5) -> tuple[float, float]:
    """Median seconds of a sheet and its size in MB; one more round warms up."""
    request = whole_plan()
    return _measured(lambda: render(request, file_format), rounds)


def plain_s(file_format: Format, rounds: int = 5) -> tuple[float, float]:
    """Do the same for what a script makes: `GeoDataFrame.plot` on the same paper, axes alone."""
    request = whole_plan()
    return _measured(lambda: _plain(request, file_format), rounds)


def rows() -> Iterator[Row]:
    """Yield a line a format: seconds and MB."""
    for file_format, aim in AIMS.items():
        ours, peer = sheet_s(file_format), plain_s(file_format)
        words = f"GeoDataFrame.plot, no names, legend or frame {_spoken(peer)}"
        yield Row(f"A3 sheet of the whole plan, {file_format}", aim, _spoken(ours), words)


def _spoken(measured: tuple[float, float]) -> str:
    return f"{measured[0]:.2f} s, {measured[1]:.1f} MB"


def _plain(request: SheetRequest, file_format: Format) -> bytes:
    figure = Figure((420 / MM_PER_INCH, 297 / MM_PER_INCH), dpi=request.dpi)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    for layer in request.layers:
        if len(with_place(layer.frame)):
            with_place(layer.frame).plot(ax=axes, alpha=0.5)
    west, south, east, north = request.extent_ll
    axes.set(xlim=(west, east), ylim=(south, north))
    out = BytesIO()
    figure.savefig(out, format=file_format)
    return out.getvalue()


def _measured(work: Callable[[], bytes], rounds: int) -> tuple[float, float]:
    times, size = [], 0
    for _ in range(rounds + 1):
        start = perf_counter()
        size = len(work())
        times.append(perf_counter() - start)
    return median(times[1:]), size / 1e6
