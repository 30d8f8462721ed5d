"""Each frame is brought to metres once for a sheet, and nothing is brought back."""

from pathlib import Path

import pytest
from geopandas import GeoDataFrame, GeoSeries

from geo import crs
from geo.buffers import merged_rings
from geo.crs import METRIC, to_metric
from layers import LAYERS
from layers.features import features_of, with_derived_columns
from sheets.command import main
from sheets.render import compose
from sheets.request import MODES, PUBLIC, SheetLayer, SheetRequest

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def reprojected(monkeypatch):
    """What is reprojected from now on: target, and the shapes themselves."""
    done, reproject = [], crs.to_system

    def spied(data, target):
        if data.crs.srs != target:
            done.append((target, list(data.geometry if hasattr(data, "geometry") else data)))
        return reproject(data, target)

    monkeypatch.setattr(crs, "to_system", spied)
    return done


def twice(reprojected):
    """Shapes that were reprojected again; the same object, whatever frame it is in."""
    shapes = [shape for _, shapes in reprojected for shape in shapes if shape is not None]
    assert shapes
    return len(shapes) - len({id(shape) for shape in shapes})


def asked(plan, paper, mode, **more):
    extent = tuple(float(value) for value in plan.boundary.total_bounds)
    layers = tuple(SheetLayer(spec, features_of(plan, spec)) for spec in LAYERS)
    return SheetRequest("图", "2025-06-30", extent, layers, paper=paper, mode=mode, **more)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_a_sheet_brings_each_layer_to_metres_once(real_plan, reprojected, paper, mode):
    """One a layer with a place, and one for the extent; the inset takes what the map draws."""
    plan = with_derived_columns(real_plan)
    request = asked(plan, paper, mode, locator=plan.zones.copy())
    reprojected.clear()
    compose(request)
    assert {target for target, _ in reprojected} == {METRIC}
    assert twice(reprojected) == 0
    hidden = mode == PUBLIC
    assert len(reprojected) == len(LAYERS) - hidden + 1
    reprojected.clear()
    compose(request)
    assert len(reprojected) == 1  # the extent: the layers remember


@pytest.mark.parametrize("mode", MODES)
def test_rings_in_metres_are_not_touched(real_plan, reprojected, mode):
    plan = with_derived_columns(real_plan)
    schools = to_metric(plan.facilities[plan.facilities["kind"] == "学校"].head(3))
    request = asked(plan, "A3", mode, rings=merged_rings(schools, [500.0]), rings_title="圈")
    reprojected.clear()
    compose(request)
    assert len(reprojected) == len(LAYERS) - (mode == PUBLIC) + 1
    assert twice(reprojected) == 0


@pytest.mark.parametrize("mode", MODES)
def test_from_the_files_to_the_page_each_frame_is_brought_there_once(
    real_plan, reprojected, tmp_path, mode
):
    """The six frames of the plan and the extent; zoning, areas, map and inset share them."""
    frames = [name for name, value in vars(real_plan).items() if isinstance(value, GeoDataFrame)]
    words = ("--data", str(DATA), "--paper", "A3", "--mode", mode, "--buffer", "500")
    out = tmp_path / "图.pdf"
    assert main(["--out", str(out), *words, "--around", "education"]) == 0
    assert {target for target, _ in reprojected} == {METRIC}
    assert twice(reprojected) == 0
    assert len(reprojected) == len(frames) + 1


def test_what_is_in_metres_already_is_left_alone(reprojected):
    frame = GeoSeries.from_wkt(["POINT (392000 3168000)"], crs=METRIC)
    assert to_metric(frame) is frame
    assert reprojected == []
