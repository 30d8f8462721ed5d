"""Every door of the guarded reader with small valid files to be spoiled for it."""

import gzip
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import osmium
import pyogrio
from geopandas import GeoDataFrame
from shapely import LineString, Point, box

from bench.exchange_data import district
from bench.fuzzing.samples import samples
from geo.guarded import reading as guarded
from geo.guarded.reading import Asked, By, Sent
from geo.importing.layer_requirement import PLACES
from geo.lifecircle.rules import load_rules, rules_csv
from geo.network.network_file import save
from geo.network.network_sources import read_network
from geo.placing.by_file import ByFile, answer_file
from geo.placing.ground import PlacingGround
from geo.project_file import Project, dump, store, store_network
from planmap import __version__

DATA = Path(__file__).parents[2] / "data"
Give = Callable[[Sent, By], object]


_RING = [(3168160.02, 393847.83), (3168260.02, 393847.83), (3168260.02, 393947.83)]
_BOUNDARY = (
    "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=39\n精度=0.01\n[地块坐标]\n"
    "3,1.0,1,甲地块,面,,公园,,@\n"
    + "".join(f"J{at},1,{x},{39e6 + y:.2f}\n" for at, (x, y) in enumerate(_RING, 1)),
    "115°54′36.0″E，28°37′48.0″N\n115°54′46.0″E，28°37′48.0″N\n115°54′46.0″E，28°38′00.0″N\n",
)
_TABLE = "点号,圈号,X,Y\n" + "".join(f"J{at},1,{x},{y}\n" for at, (x, y) in enumerate(_RING, 1))


class Door(NamedTuple):
    """Ending of the files, the files, and what they are given to."""

    end: str
    samples: tuple[bytes, ...]
    give: Give


def doors(address: str) -> dict[str, Door]:
    """Return every door by its name; `address` stands in files where an address may stand."""
    layers = samples()
    lines, places = _lines(), _places()
    ends = {
        "GeoJSON": ".geojson", "GPKG": ".gpkg", "Shapefile": ".zip", "KML": ".kml", "CSV": ".csv",
        "GeoParquet": ".parquet", "XLSX": ".xlsx", "DXF": ".dxf",
    }  # fmt: skip
    first = {
        f"layer {kind}": Door(end, (*layers[kind], *_pointing(kind, address)), _layer)
        for kind, end in ends.items()
    }
    second = {
        "demand GeoJSON": Door(".geojson", (_written(places, ".geojson"),), _demand),
        "demand GPKG": Door(".gpkg", (_written(places, ".gpkg"),), _demand),
        "demand Shapefile": Door(".zip", tuple(layers["Shapefile"]), _demand),
        "network GeoJSON": Door(".geojson", (_written(lines, ".geojson"),), _network),
        "network GPKG": Door(".gpkg", (_written(lines, ".gpkg"), _stored()), _network),
        "network OSM": Door(".osm", (_osm(".osm"),), _network),
        "network OSM.GZ": Door(".osm.gz", (gzip.compress(_osm(".osm")),), _network),
        "network PBF": Door(".osm.pbf", (_osm(".osm.pbf"),), _network),
        "rules CSV": Door(".csv", (rules_csv(load_rules(DATA)).encode(),), _rules),
        "places TXT": Door(".txt", tuple(map(str.encode, _BOUNDARY)), _answered),
        "places CSV": Door(".csv", (_TABLE.encode("gb18030"),), _answered),
        "project": Door(".json", (_project(places),), _project_file),
    }
    return first | second


def _layer(sent: Sent, by: By) -> object:
    """Look and read as the panel 导入 does."""
    seen = guarded.peek(sent, Asked(district_ll=district()), by)
    return guarded.read(sent, Asked(seen.choices, district()), by)


def _demand(sent: Sent, by: By) -> object:
    return guarded.layer(sent, PLACES, Asked(district_ll=district()), by)


def _network(sent: Sent, by: By) -> object:
    return guarded.network(sent, by)


def _rules(sent: Sent, by: By) -> object:
    return guarded.rules(sent, by)


def _answered(sent: Sent, by: By) -> object:
    """Read as a placement, all the way to its shape."""
    return answer_file(sent, ByFile(shape="area", choice=1), PlacingGround(()), by)


def _project_file(sent: Sent, by: By) -> object:
    return guarded.project(sent, by)


def _pointing(kind: str, address: str) -> tuple[bytes, ...]:
    """Files in which an address stands where such a file may hold one."""
    collection = (
        f'"features":[{{"type":"Feature","properties":{{"u":"{address}"}},"geometry":null}}]'
    )
    held = {
        "GeoJSON": f'{{"type":"FeatureCollection","links":[{{"href":"{address}"}}],{collection}}}',
        "KML": f"<kml><Document><Placemark><description>{address}</description></Placemark>"
        f"<NetworkLink><Link><href>{address}</href></Link></NetworkLink></Document></kml>",
        "CSV": f"经度,纬度,网址\n115.9,28.6,{address}\n",
    }
    return (held[kind].encode(),) if kind in held else ()


def _places() -> GeoDataFrame:
    shapes = [Point(115.91, 28.62), Point(115.92, 28.63), Point(115.9, 28.61)]
    told = {"名称": ["甲", "乙", "丙"], "人口": [10, 20, 5]}
    return GeoDataFrame(told, geometry=shapes, crs="EPSG:4326")


def _lines() -> GeoDataFrame:
    shapes = [
        LineString([(115.9, 28.6), (115.92, 28.62)]),
        LineString([(115.9, 28.62), (115.92, 28.6)]),
        box(115.905, 28.605, 115.915, 28.615).exterior,
    ]
    lines = [LineString(each.coords) for each in shapes]
    return GeoDataFrame({"name": ["甲", "乙", "丙"]}, geometry=lines, crs="EPSG:4326")


def _made(write: Callable[[Path], object], end: str) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a{end}"
        write(path)
        return path.read_bytes()


def _written(frame: GeoDataFrame, end: str) -> bytes:
    return _made(partial(pyogrio.write_dataframe, frame), end)


def _stored() -> bytes:
    return _made(lambda path: save(read_network(DATA / "roads.geojson"), path), ".gpkg")


def _osm(end: str) -> bytes:
    def write(path: Path) -> None:
        with osmium.SimpleWriter(str(path)) as out:
            for number, (lon, lat) in enumerate(
                [(115.9, 28.6), (115.91, 28.6), (115.91, 28.61)], 1
            ):
                out.add_node(osmium.osm.mutable.Node(id=number, location=(lon, lat)))
            tags = {"highway": "residential", "name": "甲路"}
            out.add_way(osmium.osm.mutable.Way(id=1, nodes=[1, 2, 3], tags=tags))

    return _made(write, end)


def _project(frame: GeoDataFrame) -> bytes:
    network = read_network(DATA / "roads.geojson", tolerance_m=15.0)
    held = Project(
        app=__version__,
        saved="2026-01-01",
        choices={"q": "路", "lc-rules": rules_csv(load_rules(DATA))},
        layers=(store(frame, "甲"), store(frame, "需", "demand")),
        networks=(store_network(network),),
    )
    return dump(held).encode()
