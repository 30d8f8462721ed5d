"""Files such as offices exchange: parcels and points of the district, the same on every run."""

from functools import cache
from pathlib import Path

import numpy as np
import pyogrio
import shapely
from geopandas import GeoDataFrame, read_file
from numpy.typing import NDArray
from pandas import DataFrame

from tools.headless import ROOT

PARCELS, POINTS = 20_000, 200_000
_USES = ("城镇住宅用地", "教育用地", "商业服务业用地", "公园绿地", "工业用地", "城镇道路用地")
_OWNERS = ("城关街道办事处", "某区自然资源局", "某省某某置业有限公司", "某市市政公用集团")
_KINDS = ("购物服务;便利店", "餐饮服务;中餐厅", "生活服务;快递点", "科教文化;学校", "医疗;诊所")
_ROADS = ("中大道", "南大道", "解放路", "迎宾大道", "西一路", "东二路")
_CORNERS = np.arange(8, 25)
"""How many corners a parcel has: drawn evenly."""


def district() -> GeoDataFrame:
    """Return the district's outline, EPSG:4326."""
    return read_file(ROOT / "data" / "boundary.geojson")


@cache
def parcels(count: int = PARCELS) -> GeoDataFrame:
    """(count,) areas of some 40 m in EPSG:4326, side by side in the district, Chinese columns."""
    dice = np.random.default_rng(4)
    frame = DataFrame(
        {
            "地块编号": [f"360104{number:07d}" for number in range(count)],
            "用地性质": dice.choice(_USES, count),
            "权属单位": dice.choice(_OWNERS, count),
            "坐落": [_address(road, dice) for road in dice.choice(_ROADS, count)],
            "用地面积": dice.uniform(300, 30_000, count).round(2),
            "容积率": dice.uniform(0.5, 3.5, count).round(1),
            "现状层数": dice.integers(1, 34, count),
            "备注": dice.choice(["", "二调图斑转绘", "待核实边界，以勘测定界成果为准"], count),
        }
    )
    return GeoDataFrame(frame, geometry=_outlines(_grid(count), dice), crs="EPSG:4326")


def points_csv(count: int = POINTS) -> str:
    """Text of a table of `count` points in the district's extent, degrees of six decimals."""
    dice = np.random.default_rng(5)
    low, high = district().total_bounds.reshape(2, 2)
    places = dice.uniform(low, high, (count, 2))
    kinds, roads = dice.choice(_KINDS, count), dice.choice(_ROADS, count)
    rows = (
        f"P{number:06d},{road}{kind[-3:]}（{number % 97}号店）,{kind},{road}{number % 400}号,"
        f"{lon:.6f},{lat:.6f}"
        for number, ((lon, lat), kind, road) in enumerate(
            zip(places.tolist(), kinds.tolist(), roads.tolist(), strict=True)
        )
    )
    return "\n".join(("编号,名称,类别,地址,经度,纬度", *rows)) + "\n"


def files(folder: Path) -> dict[str, Path]:
    """Write the parcels as GDAL writes them, and the points in two encodings; paths by name."""
    made = {end: folder / f"地块.{end}" for end in ("geojson", "gpkg")}
    for path in made.values():
        pyogrio.write_dataframe(parcels(), path)
    text = points_csv()
    for encoding in ("GB18030", "UTF-8"):
        made[encoding] = folder / f"点_{encoding}.csv"
        made[encoding].write_bytes(text.encode(encoding))
    return made


def _address(road: str, dice: np.random.Generator) -> str:
    return f"{road}{dice.integers(1, 900)}号"


def _grid(count: int) -> NDArray[np.float64]:
    """(count, 2) middles of cells of a grid over the district."""
    (west, south), (east, north) = district().total_bounds.reshape(2, 2)
    wide = int(np.ceil(np.sqrt(count)))
    x, y = np.meshgrid(np.linspace(west, east, wide), np.linspace(south, north, wide))
    return np.column_stack([x.ravel(), y.ravel()])[:count]


def _outlines(middles: NDArray[np.float64], dice: np.random.Generator) -> NDArray[np.object_]:
    """Outlines around middles, corners at even angles and uneven distances, 1e-7 degrees."""
    corners = dice.choice(_CORNERS, len(middles))
    owner = np.repeat(np.arange(len(middles)), corners)
    turn = np.arange(len(owner)) - np.repeat(np.cumsum(corners) - corners, corners)
    angle = 2 * np.pi * turn / corners[owner]
    reach = dice.uniform(0.00012, 0.0002, len(owner))
    shift = np.column_stack([np.cos(angle), np.sin(angle)]) * reach[:, None]
    rings = shapely.linearrings((middles[owner] + shift).round(7), indices=owner)
    return np.asarray(shapely.polygons(rings), dtype=object)
