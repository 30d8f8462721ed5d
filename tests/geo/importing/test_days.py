"""Days stay the days of the file: GDAL's Arrow makes 2026-03-02 of 2026-02-30 and says nothing."""

import json
import sqlite3

import pytest
from geopandas import GeoDataFrame
from shapely import Point

from geo.importing.layer_reading import read

ODD = ["2026-02-30", "2026-13-01", "2026-00-00"]


@pytest.mark.parametrize("day", [*ODD, "2026/02/30", "2026-02-30T10:00:00", "2026-02-28"])
@pytest.mark.parametrize("more", [{}, {"时": [1, 2]}], ids=["plain", "through GDAL"])
def test_a_geojson_keeps_its_days_to_the_letter(day, more):
    point = {"type": "Point", "coordinates": [115.9, 28.6]}
    features = [
        {"type": "Feature", "properties": {"日": each, **more}, "geometry": point}
        for each in (day, "2026-01-01")
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    assert read(content, "a.geojson").frame_ll["日"].tolist() == [day, "2026-01-01"]


@pytest.fixture
def package(tmp_path):
    """A package with a column of days and one of moments, as SQLite takes whatever text."""

    def new(day):
        path = tmp_path / "a.gpkg"
        frame = GeoDataFrame({"x": [1, 2, 3]}, geometry=[Point(115.9, 28.6)] * 3, crs=4326)
        frame.to_file(path, layer='层 "一"')
        with sqlite3.connect(path) as base:
            triggers = base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in triggers.fetchall():
                quoted = name.replace('"', '""')
                base.execute(f'DROP TRIGGER "{quoted}"')
            table = '"层 ""一"""'
            base.execute(f"ALTER TABLE {table} ADD COLUMN 日 DATE")
            base.execute(f"ALTER TABLE {table} ADD COLUMN 时 DATETIME")
            values = [(day, f"{day}T08:00:00Z", 1), ("2026-01-01", "2026-01-01T08:00:00Z", 2)]
            base.executemany(f"UPDATE {table} SET 日 = ?, 时 = ? WHERE fid = ?", values)
        base.close()
        return path.read_bytes()

    return new


@pytest.mark.parametrize("day", ODD)
def test_a_package_keeps_days_that_no_calendar_has_as_texts_and_says_so(package, day):
    done = read(package(day), "a.gpkg")
    assert done.frame_ll["日"].tolist()[:2] == [day, "2026-01-01"]
    assert done.frame_ll["时"].tolist()[:2] == [f"{day}T08:00:00Z", "2026-01-01T08:00:00Z"]
    told = [issue.text for issue in done.report.issues if issue.key == "days"]
    assert told == ["日期列（日、时）里有不存在的日期，整列按原文保留"]


def test_days_of_the_calendar_are_read_as_days(package):
    done = read(package("2024-02-29"), "a.gpkg")
    assert done.frame_ll["日"].astype(str).tolist()[:2] == ["2024-02-29", "2026-01-01"]
    assert [issue for issue in done.report.issues if issue.key == "days"] == []
