"""Paths and readers the data tests share."""

import re
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def data():
    return DATA


@pytest.fixture(scope="session")
def plan_text():
    path = SHARED / "plan" / "outline.txt"
    if not path.exists():
        pytest.skip("the plan's text (../shared/plan/outline.txt) is not beside this clone")
    return without_space(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def shared_outline():
    path = SHARED / "geodata" / "boundary_360104_wgs84.geojson"
    if not path.exists():
        pytest.skip("the reference outline (../shared/geodata) is not beside this clone")
    return gpd.read_file(path)


@pytest.fixture(scope="session")
def projects():
    return read_table("projects.csv")


@pytest.fixture(scope="session")
def facilities():
    return points(read_table("facilities.csv"))


@pytest.fixture(scope="session")
def communities():
    return points(read_table("communities.csv"))


@pytest.fixture(scope="session")
def zones():
    return gpd.read_file(DATA / "zones.geojson").set_index("zone_id")


@pytest.fixture(scope="session")
def outline():
    return gpd.read_file(DATA / "boundary.geojson")


def read_table(name):
    return pd.read_csv(DATA / name, dtype=str, keep_default_na=False, encoding="utf-8-sig")


def points(table):
    return gpd.GeoDataFrame(
        table,
        geometry=gpd.points_from_xy(table["lon"].astype(float), table["lat"].astype(float)),
        crs=4326,
    )


def without_space(text):
    return re.sub(r"\s+", "", text)
