"""A walking network from a file of any kind."""

from dataclasses import replace

import pyogrio
import pytest
from geopandas import GeoDataFrame
from shapely import LineString, Point

from geo.crs import to_lonlat
from geo.errors import DataError
from geo.importing.limits import LARGE
from geo.importing.model import ReadingChoices
from geo.network import network_sources
from geo.network.build import of_lines
from geo.network.network_file import save
from geo.network.network_sources import read_network

X0, Y0 = 392_000.0, 3_168_000.0


def line(*spots):
    return LineString([(X0 + x, Y0 + y) for x, y in spots])


@pytest.fixture
def written(tmp_path):
    """Write lines into a file in the metric system, or another."""

    def write(name, *lines, crs="EPSG:4548", **columns):
        roads = GeoDataFrame(columns, geometry=list(lines), crs=crs)
        pyogrio.write_dataframe(roads, tmp_path / name, layer="甲")
        return tmp_path / name

    return write


GAP = line((0, 0), (100, 0)), line((103, 0), (200, 0))
"""Two lines of one street, 3 m apart."""


def counted(network):
    report = network.report
    return report.nodes, report.edges, report.components


def test_lines_of_a_file_meet_within_the_tolerance_that_is_asked_for(written):
    path = written("道路.gpkg", *GAP)
    assert counted(read_network(path)) == (4, 2, 2)
    assert counted(read_network(path, tolerance_m=5.0)) == (3, 2, 1)
    assert read_network(path).label == "道路.gpkg 路网"


def test_how_a_line_layer_is_read_can_be_chosen(written):
    """The file says 114°E, the planner knows better."""
    path = written("道路.gpkg", *GAP, crs="EPSG:4547")
    network = read_network(path, ReadingChoices(crs="EPSG:4548"))
    assert network.nodes_m.min(axis=0).tolist() == pytest.approx([X0, Y0], abs=1e-6)


def test_joining_lines_is_told_with_their_number_or_the_doubt_about_their_datum(written):
    told = []
    read_network(written("道路.gpkg", *GAP), progress=lambda *words: told.append(words))
    read_network(
        written("高德.gpkg", *GAP, gcj02=["a", "b"]), progress=lambda *words: told.append(words)
    )
    assert told[0] == ("连接 2 条线", 0.5)
    assert "GCJ-02" in told[1][0]
    assert told[1][1] == 0.5


def test_rows_without_a_place_are_counted_and_the_system_is_kept(written):
    network = read_network(written("道路.gpkg", *GAP, None, 名称=["甲", "乙", "丙"]))
    assert (network.report.lines, network.report.dropped["空几何"]) == (3, 1)
    assert network.nodes_m.min(axis=0).tolist() == pytest.approx([X0, Y0], abs=0.01)


def test_a_stored_network_is_told_by_its_layers_and_comes_as_it_was(tmp_path):
    kept = of_lines(GeoDataFrame(geometry=list(GAP), crs=4548), "街坊")
    for name in ("网.gpkg", "网2.GPKG"):
        save(kept, tmp_path / name)
        again = read_network(tmp_path / name, lines=False)
        assert (again.label, again.report) == ("街坊 路网", kept.report)


def test_a_stored_network_with_a_layer_more_is_one_all_the_same(tmp_path):
    """QGIS adds layers of styles to a file that is opened in it."""
    kept = of_lines(GeoDataFrame(geometry=list(GAP), crs=4548), "街坊")
    save(kept, tmp_path / "网.gpkg")
    more = GeoDataFrame(geometry=[Point(X0, Y0)], crs=4548)
    pyogrio.write_dataframe(more, tmp_path / "网.gpkg", layer="更多", append=True)
    assert read_network(tmp_path / "网.gpkg", lines=False).label == "街坊 路网"


@pytest.mark.parametrize("name", ["道路.gpkg", "道路.geojson", "没有.gpkg", "坏.gpkg"])
def test_what_is_no_network_is_refused_where_lines_will_not_do(written, tmp_path, name):
    written("道路.gpkg", *GAP)
    written(
        "道路.geojson", *to_lonlat(GeoDataFrame(geometry=list(GAP), crs=4548)).geometry, crs=4326
    )
    (tmp_path / "坏.gpkg").write_bytes(b"no database")
    words = f"^{name} 不是 OpenStreetMap 提取，也不是存好的路网；道路线图层请用上面的导入$"
    with pytest.raises(DataError, match=words):
        read_network(tmp_path / name, lines=False)


def test_a_line_layer_is_held_to_the_limits_of_networks(written, monkeypatch):
    path = written("道路.gpkg", *GAP)
    monkeypatch.setattr(network_sources, "LARGE", replace(LARGE, max_rows=1))
    with pytest.raises(DataError, match="超过 1 行"):
        read_network(path)


def test_an_extract_is_read_as_one_and_tells_how_far_it_is(tmp_path):
    """One street of two nodes, two thousandths of a degree of latitude long: 222 m."""
    path = tmp_path / "区.osm"
    path.write_text(
        '<osm version="0.6"><node id="1" version="1" lat="28.620" lon="115.91"/>'
        '<node id="2" version="1" lat="28.622" lon="115.91"/><way id="1" version="1">'
        '<nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way></osm>',
        "utf-8",
    )
    told = []
    network = read_network(path, progress=lambda *words: told.append(words))
    assert counted(network) == (2, 1, 1)
    assert network.lengths_m.tolist() == pytest.approx([221.7], abs=0.2)
    assert ("连接道路", 0.8) in told
