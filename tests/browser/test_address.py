"""The addresses: of the zones, as QGIS would ask for it, and of the server, as the page does."""

import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pyogrio
import pytest
from shapely import union_all

from geo.crs import to_metric
from geo.plan_data import load_plan
from tools.headless import ROOT, running


def test_the_zones_are_loaded_by_gdal_and_hold_no_outline(server, tmp_path):
    with urlopen(f"{server}/share/zones.geojson") as answer:
        content, tag = answer.read(), answer.headers["ETag"]
        assert answer.headers["Content-Type"] == "application/geo+json"
    assert "crs" not in json.loads(content)
    (tmp_path / "zones.geojson").write_bytes(content)
    zones = pyogrio.read_dataframe(tmp_path / "zones.geojson")
    plan = load_plan(ROOT / "data")
    assert set(zones["名称"]) == set(plan.zones["name"])
    edge = to_metric(plan.boundary).geometry.iloc[0].exterior
    assert union_all(to_metric(zones).geometry.to_numpy()).distance(edge) > 50
    with pytest.raises(HTTPError, match="304"):
        urlopen(Request(f"{server}/share/zones.geojson", headers={"If-None-Match": tag}))


@pytest.mark.parametrize("base", ["", "/plan"])
def test_the_page_asks_for_its_server_once(visit, base):
    with running(more={"server.baseUrlPath": base} if base else {}) as (origin, _):
        seen = visit(origin)
        asked = []
        seen.page.on("request", lambda request: asked.append(request.url))
        seen.open("circles")
        health = [each for each in asked if each.endswith("_stcore/health")]
        assert health == [f"{origin}/_stcore/health"]
        seen.page.get_by_role("link", name="一张图").click()
        seen.settle()
        assert seen.page.url.rstrip("/") == origin
        assert seen.frame().url.startswith(f"{origin}/component/")
        assert not seen.errors
