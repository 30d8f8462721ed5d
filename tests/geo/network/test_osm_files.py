"""Every format of OpenStreetMap, and files that are broken, hostile or of elsewhere."""

import bz2
import gzip
import os
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import osmium
import pytest
from osmium.osm.mutable import Node, Way

from geo.errors import DataError
from geo.network import osm_file
from geo.network.osm import read_osm
from geo.progress import silent

NODES = "".join(
    f'<node id="{key}" version="1" lat="{lat}" lon="{lon}"/>'
    for key, lat, lon in (
        (1, 28.6, 115.9),
        (2, 28.6, 115.902),
        (3, 28.599, 115.901),
        (4, 28.601, 115.901),
        (5, 28.6, 115.901),
    )
)
WAYS = "".join(
    f'<way id="{key}" version="1">{refs}<tag k="highway" v="residential"/></way>'
    for key, refs in (
        (1, '<nd ref="1"/><nd ref="5"/><nd ref="2"/>'),
        (2, '<nd ref="3"/><nd ref="5"/><nd ref="4"/>'),
    )
)
CROSS = f'<osm version="0.6">{NODES}{WAYS}</osm>'
"""Two streets that cross at node 5: five nodes, four edges."""


@pytest.fixture
def read(tmp_path):
    """Read a network from the text of an extract."""

    def network(text, name="a.osm"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return read_osm(tmp_path / name)

    return network


@pytest.fixture
def pbf(tmp_path):
    """Write the crossing as PBF; the day of the data is in the header if given."""

    def write(name="a.osm.pbf", day=""):
        header = osmium.io.Header()
        if day:
            header.set("osmosis_replication_timestamp", f"{day}T00:00:00Z")
        with osmium.SimpleWriter(str(tmp_path / "w.osm.pbf"), header=header) as writer:
            for node in ElementTree.fromstring(CROSS).iter("node"):
                place = float(node.get("lon")), float(node.get("lat"))
                writer.add_node(Node(id=int(node.get("id")), location=place))
            for way in ElementTree.fromstring(CROSS).iter("way"):
                refs = [int(place.get("ref")) for place in way.iter("nd")]
                writer.add_way(Way(id=int(way.get("id")), nodes=refs, tags={"highway": "path"}))
        return (tmp_path / "w.osm.pbf").rename(tmp_path / name)

    return write


@pytest.mark.parametrize("name", ["a.osm.pbf", "A.PBF", "南昌.osm.pbf"])
def test_pbf_with_the_day_of_the_data(pbf, read, name):
    network = read_osm(pbf(name, "2024-05-06"))
    assert np.array_equal(network.nodes_m, read(CROSS).nodes_m)
    assert (network.report.nodes, network.report.edges) == (5, 4)
    assert network.label == f"OpenStreetMap 步行路网（{name}，数据日期 2024-05-06）"


@pytest.mark.parametrize(("name", "pack"), [("a.osm.gz", gzip), ("甲.osm.bz2", bz2)])
def test_packed_files_of_unknown_day(tmp_path, name, pack):
    (tmp_path / name).write_bytes(pack.compress(CROSS.encode()))
    network = read_osm(tmp_path / name)
    assert (network.report.nodes, network.report.edges) == (5, 4)
    assert network.label == f"OpenStreetMap 步行路网（{name}，数据日期未注明）"


def test_the_order_of_a_file_does_not_matter(read):
    turned = read(f'<osm version="0.6">{WAYS}{NODES}</osm>')
    assert np.array_equal(turned.nodes_m, read(CROSS).nodes_m)
    assert turned.report == read(CROSS).report


def test_negative_ids_of_editors(read):
    edited = CROSS.replace('node id="', 'node id="-').replace('ref="', 'ref="-')
    assert read(edited).report == read(CROSS).report


def test_deleted_ways_are_ignored(read):
    gone = read(CROSS.replace('<way id="2"', '<way id="2" visible="false"'))
    assert (gone.report.nodes, gone.report.edges) == (2, 1)


def test_a_node_twice_counts_once(read):
    assert read(CROSS.replace("<way", f"{NODES}<way", 1)).report == read(CROSS).report


BROKEN = {
    "a.osm": b"",
    "b.osm": b"hello",
    "c.osm": b"<html><body/></html>",
    "d.osm": b'<osm version="0.6"><node id="1" lat="28" lon="116"/>',
    "e.osm": b'<osm version="0.6"><way id="1"><nd ref="x"/></way></osm>',
    "f.osm.pbf": b"not a pbf at all",
    "g.osm.gz": b"not packed",
    "h.osm": b'<osm version="0.6"></osm>',
    "乙.osm": b"hello",
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_and_empty_files_are_named(tmp_path, name):
    (tmp_path / name).write_bytes(BROKEN[name])
    with pytest.raises(DataError, match=name):
        read_osm(tmp_path / name)


def test_files_cut_short(pbf, tmp_path):
    packed = gzip.compress(CROSS.encode())
    for name, whole in (("b.osm.pbf", pbf().read_bytes()), ("b.osm.gz", packed)):
        (tmp_path / name).write_bytes(whole[:-20])
        with pytest.raises(DataError, match=f"{name} 不是完整的"):
            read_osm(tmp_path / name)


def test_another_place_on_earth_is_refused(read):
    with pytest.raises(DataError, match="115.5°"):
        read(CROSS.replace('lat="28', 'lat="51').replace('lon="115', 'lon="10'))


def test_a_node_nowhere_is_missing(read):
    odd = read(CROSS.replace('lat="28.6" lon="115.902"', 'lat="123" lon="99"'))
    assert odd.report.dropped["缺少节点"] == 1
    assert (odd.report.nodes, odd.report.edges) == (4, 3)


def test_only_nodes_that_are_asked_for_and_lie_on_earth(tmp_path):
    """The poles and the date line do; a tenth of a degree beyond them nothing does."""
    spots = {1: (180, 90), 2: (-180, -90), 3: (180.1, 0), 4: (0, 90.1), 5: (1, 2), 6: (3, 4)}
    nodes = "".join(
        f'<node id="{key}" version="1" lon="{lon}" lat="{lat}"/>'
        for key, (lon, lat) in spots.items()
    )
    path = tmp_path / "a.osm"
    path.write_text(f'<osm version="0.6">{nodes}</osm>', encoding="utf-8")
    for wanted, kept in (([1, 2, 3, 4, 6, 7], [1, 2, 6]), ([], [])):
        found = osm_file.read_places(path, np.array(wanted, dtype=np.int64), silent)
        assert found.ids.tolist() == kept
        assert found.lon.tolist() == [spots[key][0] for key in kept]
        assert found.lat.tolist() == [spots[key][1] for key in kept]
        assert found.ids.dtype == np.int64


@pytest.mark.parametrize("entity", ['x SYSTEM "{secret}"', 'x "residential"'])
def test_entities_are_refused(read, tmp_path, entity):
    (tmp_path / "secret").write_text("residential")
    declared = entity.format(secret=(tmp_path / "secret").as_uri())
    text = CROSS.replace("residential", "&x;")
    with pytest.raises(DataError, match="不是完整的 OpenStreetMap 文件") as caught:
        read(f"<?xml version='1.0'?><!DOCTYPE osm [<!ENTITY {declared}>]>{text}")
    assert "entities" in str(caught.value.__cause__)


def test_an_outside_grammar_is_never_fetched(read, tmp_path):
    grammar = tmp_path / "osm.dtd"
    grammar.write_text('<!ENTITY x "residential">')
    head = f"<?xml version='1.0'?><!DOCTYPE osm SYSTEM '{grammar.as_uri()}'>"
    assert read(head + CROSS).report == read(CROSS).report
    with pytest.raises(DataError):
        read(head + CROSS.replace("residential", "&x;"))


def test_limits_of_size(read, monkeypatch):
    monkeypatch.setattr(osm_file, "MAX_PLACES", 6)
    assert read(CROSS).report.edges == 4
    monkeypatch.setattr(osm_file, "MAX_PLACES", 5)
    with pytest.raises(DataError, match="超过 5 个"):
        read(CROSS)
    monkeypatch.setattr(osm_file, "MAX_BYTES", 100)
    with pytest.raises(DataError, match="先裁剪"):
        read(CROSS)


def test_a_file_of_a_gigabyte_is_not_too_large(monkeypatch):
    def of(size):
        told = os.stat_result((0o100644, 0, 0, 1, 0, 0, size, 0, 0, 0))
        monkeypatch.setattr(Path, "stat", lambda *_, **__: told)
        osm_file.check_file(Path("市.pbf"))

    of(2**30)
    with pytest.raises(DataError, match="^市.pbf 有 1,024 MB，上限 1,024 MB；请先裁剪"):
        of(2**30 + 1)
    with pytest.raises(DataError, match="^市.pbf 是空文件；请重新下载"):
        of(0)


def test_what_is_no_osm_file(tmp_path):
    formats = ".osm.pbf、.pbf、.osm、.osm.gz、.osm.bz2"
    for name, words in (
        ("a.osm", "找不到"),
        ("a.shp", f"扩展名.*可用：{formats}$"),
        ("osm", "扩展名"),
    ):
        with pytest.raises(DataError, match=words):
            read_osm(tmp_path / name)


def test_progress_goes_forward(pbf, monkeypatch):
    """Told at every way and node: two ways, five nodes."""
    monkeypatch.setattr(osm_file, "_STEP", 1)
    told = []
    read_osm(pbf(), progress=lambda stage, share: told.append((stage, round(share, 6))))
    assert told == [
        ("读取道路 0 条", 0.0),
        ("读取道路 1 条", 0.0),
        *(("读取节点", share) for share in (0.3, 0.4, 0.5, 0.6, 0.7)),
        ("连接道路", 0.8),
    ]
