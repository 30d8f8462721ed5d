"""An invented district of another meridian for the tests: names, places, items, all of it."""

import csv
import json
import shutil
from pathlib import Path

from geo.data_folder import SHIPPED

LON, LAT = 113.62, 29.48
"""South-west corner of the streets; the district lies in the zone of 114°E."""

STEP_LON, STEP_LAT = 0.0052, 0.0045
"""Some 500 m."""

TOML = """
files = ["roads.geojson", "facilities.csv", "communities.csv"]

[district]
name = "临江新区"
short = "临江"
app = "临江规划图"

[plan]
title = "《临江新区城市更新行动方案》"
short = "更新行动"
cited = "临江新区城市更新行动方案"
period = "2024—2028 年"
project_id = 'LJ-\\d{3}'
project_id_example = "LJ-001"

[place]
metric = "EPSG:4547"
longitude = [113, 115]
latitude = [28.5, 30.5]
"""

MORE = """
[structure]
title = "双城一廊"

[[structure.zone]]
id = "east"
legend = "东城"
hue = "jade"

[[structure.zone]]
id = "west"
legend = "西城"
hue = "brown"

[[column]]
name = "表2"
title = "道路桥梁"

[[column]]
name = "表7"
title = "公共服务"
services = true

[[layer]]
id = "streets"
title = "街道整治"
plane = "line"
hue = "violet"
works = ["整治"]

[[layer]]
id = "care"
title = "养老服务"
plane = "point"
hue = "pink"
shape = "cross"
works = ["新建"]

[[layer]]
id = "bridges"
title = "桥梁"
plane = "point"
hue = "teal"
works = ["新建"]
"""


def at(column: float, row: float) -> list[float]:
    """Place on the streets' grid, degrees."""
    return [round(LON + column * STEP_LON, 6), round(LAT + row * STEP_LAT, 6)]


def square(west: float, south: float, east: float, north: float) -> dict:
    """Polygon between lines of the grid."""
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return {"type": "Polygon", "coordinates": [[at(*each) for each in corners]]}


def feature(geometry: dict, **properties: object) -> dict:
    """Feature of a GeoJSON file."""
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(path: Path, *features: dict) -> None:
    """Write features as a GeoJSON file."""
    whole = {"type": "FeatureCollection", "features": list(features)}
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")


def table(path: Path, rows: list[dict]) -> None:
    """Write rows of the same keys as a CSV file."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def write_bare(folder: Path) -> Path:
    """Two outlines, streets, services, estates; no zones, no items yet."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "district.toml").write_text(TOML, encoding="utf-8")
    for name in ("levels.csv", "paces.csv", "standards.csv"):
        shutil.copy(SHIPPED / name, folder / name)
    told = {"basis": "测试", "accuracy_m": 20, "source": "测试"}
    collection(
        folder / "boundary.geojson",
        feature(square(0, 0, 5, 6), name="临江新区东片", **told),
        feature(square(6, 0, 9, 6), name="临江新区西片", **told),
    )
    runs = [[at(c, 0), at(c, 6)] for c in range(10)] + [[at(0, r), at(9, r)] for r in range(7)]
    collection(
        folder / "roads.geojson",
        *(
            feature(
                {"type": "LineString", "coordinates": run},
                road_id=f"r{n}", name=f"{n}号路", grade="A", **told,
            )
            for n, run in enumerate(runs)
        ),
    )  # fmt: skip
    places = [(c + 0.5, r + 0.5) for c in range(9) for r in range(6)]
    inside = {place: int(place[0] < 5 or place[0] > 6) for place in places}
    table(
        folder / "communities.csv",
        [
            {
                "community_id": f"c{n:02d}", "name": f"第{n}小区", "lon": at(*place)[0],
                "lat": at(*place)[1], "accuracy_m": 30, "in_district": inside[place],
                "source": "测试",
            }
            for n, place in enumerate(places)
        ],
    )  # fmt: skip
    kinds = [("学校", "小学"), ("学校", "初中"), ("幼儿园", ""), ("养老", ""), ("菜市场", "")]
    table(
        folder / "facilities.csv",
        [
            {
                "facility_id": f"f{n}", "name": f"临江{stage or kind}{n}", "kind": kind,
                "stage": stage, "lon": at(n % 9, n % 6)[0], "lat": at(n % 9, n % 6)[1],
                "accuracy_m": 20, "in_district": 1, "source": "测试", "note": "",
            }
            for n, (kind, stage) in enumerate(kinds * 3)
        ],
    )  # fmt: skip
    return folder


def write_roadless(folder: Path) -> Path:
    """Two outlines, services, estates, and no street yet."""
    write_bare(folder)
    (folder / "roads.geojson").unlink()
    told = TOML.replace('files = ["roads.geojson", ', "files = [")
    (folder / "district.toml").write_text(told, encoding="utf-8")
    return folder


def write_full(folder: Path) -> Path:
    """The same with zones, items of other 专栏, one layer less and another more than usual."""
    write_bare(folder)
    (folder / "district.toml").write_text(TOML + MORE, encoding="utf-8")
    told = {"source": "方案第二章", "basis": "测试", "accuracy_m": 100}
    collection(
        folder / "zones.geojson",
        feature(
            square(0, 0, 5, 6), zone_id="east", structure="双城", name="东城",
            extent="", functions="居住", **told,
        ),
        feature(
            square(6, 0, 9, 6), zone_id="west", structure="双城", name="西城",
            extent="", functions="产业", **told,
        ),
    )  # fmt: skip
    line = f"LINESTRING ({at(1, 0)[0]} {at(1, 0)[1]}, {at(1, 4)[0]} {at(1, 4)[1]})"
    point = f"POINT ({at(7, 3)[0]} {at(7, 3)[1]})"
    rows = [
        ("LJ-001", "表2", "一、街道", "1号路整治", "streets", "道路", "整治", line),
        ("LJ-002", "表2", "二、桥梁", "临江大桥", "bridges", "桥梁", "新建", ""),
        ("LJ-003", "表7", "三、养老", "西城养老院", "care", "养老", "新建", point),
    ]
    names = ("project_id", "column", "clause", "name", "layer", "kind", "work", "wkt")
    table(
        folder / "projects.csv",
        [
            {
                **dict(zip(names, row, strict=True)),
                "location": "", "quantity": "", "unit": "", "source_note": "",
                "basis": "测试" if row[-1] else "未落图", "accuracy_m": 50 if row[-1] else "",
            }
            for row in rows
        ],
    )  # fmt: skip
    table(
        folder / "plan_services.csv",
        [
            {
                "project_id": "LJ-003", "kind": "养老", "stage": "", "effect": "新增",
                "replaces": "", "basis": "表7",
            }
        ],
    )  # fmt: skip
    return folder
