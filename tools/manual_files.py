"""Files as other offices send them, for the pictures of the manual; their places are made up."""

from pathlib import Path
from zipfile import ZipFile

import pyogrio
from geopandas import GeoDataFrame
from shapely import Point, box

from geo.crs import to_metric
from geo.data_folder import SHIPPED
from geo.datums import shapes_from_wgs84
from geo.district import DISTRICT
from geo.plan_data import load_plan

PLOTS = "示例地块.zip"
ESTATES = "示例小区.geojson"
CANTEENS = "示例社区食堂.csv"
NAMES = (PLOTS, ESTATES, CANTEENS)

_SIDE_M = 320.0
_USES = ("居住", "商业", "居住", "公园绿地", "教育", "居住", "商业", "公园绿地", "居住")


def make(folder: Path) -> None:
    """Write the files `NAMES` into a folder."""
    _plots(folder)
    _estates(folder / ESTATES)
    _canteens(folder / CANTEENS)


def _plots(folder: Path) -> None:
    """Nine squares amid the district: a zipped Shapefile in GBK, which it does not say."""
    middle = to_metric(load_plan(SHIPPED).boundary).geometry.iloc[0].centroid
    x0, y0 = middle.x + DISTRICT.meridian.zone * 1e6, middle.y
    corners = [(x0 + 420.0 * (place % 3), y0 + 420.0 * (place // 3)) for place in range(9)]
    frame = GeoDataFrame(
        {
            "地块编号": [f"示例-{place + 1:02d}" for place in range(9)],
            "用途": list(_USES),
            "容积率": [1.8, 2.5, 2.0, 0.1, 0.8, 1.6, 3.0, 0.1, 2.2],
        },
        geometry=[box(x, y, x + _SIDE_M, y + _SIDE_M) for x, y in corners],
        crs=DISTRICT.meridian.zoned,
    )
    parts = folder / "parts"
    parts.mkdir()
    pyogrio.write_dataframe(frame, parts / "示例地块.shp", encoding="GBK")
    (parts / "示例地块.cpg").unlink()
    with ZipFile(folder / PLOTS, "w") as archive:
        for part in sorted(parts.iterdir()):
            archive.write(part, part.name)


def _estates(target: Path) -> None:
    """The estates of the plan in GCJ-02, as a map service gives them."""
    estates = load_plan(SHIPPED).communities
    estates = estates[estates["in_district"]]
    shifted = shapes_from_wgs84(estates.geometry, "GCJ-02")
    households = [200 + 37 * (place % 40) for place in range(len(estates))]
    told = {"名称": estates["name"].tolist(), "户数": households}
    GeoDataFrame(told, geometry=list(shifted), crs=4326).to_file(target)


def _canteens(target: Path) -> None:
    """Four canteens as a table with longitude and latitude."""
    middle = load_plan(SHIPPED).boundary.total_bounds
    spots = [
        Point(
            middle[0] + (middle[2] - middle[0]) * across, middle[1] + (middle[3] - middle[1]) * up
        )
        for across, up in ((0.45, 0.7), (0.6, 0.55), (0.4, 0.45), (0.7, 0.8))
    ]
    rows = [f"食堂{place},{spot.x:.6f},{spot.y:.6f}" for place, spot in enumerate(spots, 1)]
    target.write_text("名称,经度,纬度\n" + "\n".join(rows) + "\n", encoding="gb18030")
