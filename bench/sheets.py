"""Time and size of a printed sheet of the whole plan."""

from statistics import median
from time import perf_counter

from geo.plan_data import load_plan
from layers import LAYERS
from layers.dress import dressed
from layers.features import features_of
from sheets.render import Format, render
from sheets.request import SheetLayer, SheetRequest
from tools.headless import ROOT


def whole_plan() -> SheetRequest:
    """Return the A3 sheet of the whole plan, as the app opens."""
    plan = dressed(load_plan(ROOT / "data"))
    west, south, east, north = (float(value) for value in plan.boundary.total_bounds)
    layers = tuple(SheetLayer(spec, features_of(plan, spec)) for spec in LAYERS if spec.visible)
    return SheetRequest(
        title="青云谱区“十四五”规划一张图",
        date="2021-01-01",
        extent_ll=(west, south, east, north),
        layers=layers,
        paper="A3",
    )


def sheet_s(file_format: Format, rounds: int = 5) -> tuple[float, float]:
    """Median seconds of a sheet and its size in MB; one more round warms up."""
    request, times, size = whole_plan(), [], 0
    for _ in range(rounds + 1):
        start = perf_counter()
        size = len(render(request, file_format))
        times.append(perf_counter() - start)
    return median(times[1:]), size / 1e6
