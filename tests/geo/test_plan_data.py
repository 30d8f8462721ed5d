"""The plan is loaded typed, indexed and flagged; the hand-made one first, then the real one."""

from pathlib import Path

import pytest
from pandas.api.types import is_bool_dtype, is_float_dtype, is_string_dtype
from shapely import LineString

from geo.errors import DataError
from geo.plan_data import PlanData, load_plan

REAL = Path(__file__).parents[2] / "data"
FRAMES = ("boundary", "zones", "projects", "roads", "facilities", "communities")


def test_frames_are_indexed_by_their_id_which_is_no_column(plan_folder):
    plan = load_plan(plan_folder)
    keys = {name: getattr(plan, name).index.name for name in FRAMES}
    assert keys == {
        "boundary": "name",
        "zones": "zone_id",
        "projects": "project_id",
        "roads": "road_id",
        "facilities": "facility_id",
        "communities": "community_id",
    }
    assert all(keys[name] not in getattr(plan, name).columns for name in FRAMES)
    assert all(getattr(plan, name).crs.to_epsg() == 4326 for name in FRAMES)


def test_columns_have_the_types_of_the_schema(plan_folder):
    plan = load_plan(plan_folder)
    projects = plan.projects
    assert is_string_dtype(projects["unit"])
    assert projects["unit"].tolist() == ["公里", "", ""]
    assert is_float_dtype(projects["quantity"])
    assert projects["quantity"].isna().tolist() == [False, True, True]
    assert projects["accuracy_m"].isna().tolist() == [False, True, False]
    assert plan.facilities["in_district"].tolist() == [True, False]
    assert is_bool_dtype(plan.facilities["in_district"])


def test_places_come_from_wkt_and_from_lon_lat(plan_folder):
    plan = load_plan(plan_folder)
    assert plan.projects.geometry["5-1-01"] == LineString([(115.91, 28.61), (115.95, 28.61)])
    assert plan.projects.geometry["5-1-02"] is None
    assert plan.facilities.geometry["f1"].coords[0] == (115.91, 28.61)
    assert {"lon", "lat", "wkt"}.isdisjoint([*plan.facilities.columns, *plan.projects.columns])


def test_heights_are_dropped(plan_folder):
    path = plan_folder / "projects.csv"
    text = path.read_text(encoding="utf-8").replace(
        "POINT (115.95 28.65)", "POINT Z (115.95 28.65 9)"
    )
    path.write_text(text, encoding="utf-8")
    assert not load_plan(plan_folder).projects.has_z.any()


def test_only_what_lies_wholly_beyond_the_outline_is_outside(plan_folder):
    plan = load_plan(plan_folder)
    assert plan.projects["outside"].to_dict() == {"5-1-01": False, "5-1-02": False, "8-1-01": True}
    assert plan.facilities["outside"].tolist() == [False, True]
    assert plan.communities["outside"].tolist() == [False]


@pytest.mark.parametrize("name", ["boundary.geojson", "projects.csv", "communities.csv"])
def test_a_missing_file_is_named(plan_folder, name):
    (plan_folder / name).unlink()
    with pytest.raises(DataError, match=f"{name}: 在目录 .* 中找不到该文件; 请把文件放回"):
        load_plan(plan_folder)


def test_the_real_plan_loads():
    if not all((REAL / name).exists() for name in ("zones.geojson", "projects.csv")):
        pytest.skip("the data folder is not complete yet")
    plan = load_plan(REAL)
    assert isinstance(plan, PlanData)
    assert len(plan.zones) == 5
    assert plan.facilities.index.is_unique
    assert (plan.projects["basis"] == "未落图").equals(plan.projects.geometry.isna())
