"""The file of a district: what is wrong in it is named; a district of another meridian."""

import numpy as np
import pytest
from pyproj import CRS

from geo.cgcs2000 import Meridian, meridian_of
from geo.data_folder import SHIPPED
from geo.district.text import parse_district
from geo.errors import DataError

TEXT = (SHIPPED / "district.toml").read_text("utf-8")


def changed(old, new):
    assert old in TEXT
    return TEXT.replace(old, new, 1)


@pytest.mark.parametrize("code", range(4534, 4555))
def test_the_codes_of_a_meridian_are_those_of_the_registry(code):
    """PROJ's own database: names of the systems without and with the zone's number."""
    meridian = meridian_of(f"EPSG:{code}")
    assert CRS(meridian.bare).name.endswith(f"CM {meridian.degrees}E")
    assert CRS(meridian.zoned).name.endswith(f"zone {meridian.zone}")
    assert CRS(meridian.zoned).name.startswith("CGCS2000 / 3-degree")
    if meridian.zoned_6 is not None:
        assert CRS(meridian.zoned_6).name == f"CGCS2000 / Gauss-Kruger zone {meridian.zone_6}"
    else:
        assert meridian.degrees % 6 == 0


def test_a_meridian_has_its_span_and_its_neighbours():
    assert meridian_of("EPSG:4547") == Meridian(114, 38)
    assert Meridian(114, 38).span == (112.5, 115.5)
    assert Meridian(114, 38).neighbour(1) == Meridian(117, 39)
    assert Meridian(135, 45).neighbour(1) is None


@pytest.mark.parametrize("crs", ["EPSG:4527", "EPSG:4326", "EPSG:32650", "EPSG:4490", "米", ""])
def test_a_system_in_which_nothing_is_measured_is_refused(crs):
    with pytest.raises(DataError, match="不能用来量算；请用 CGCS2000 三度带"):
        meridian_of(crs)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('hue = "orange"', 'hue = "blue"', r"structure.zone\[0\].hue: 'blue' 不在可选值之内"),
        ('short = "青云谱"\n', "", "district: 缺少“short”；请补上"),
        ("[place]", "[place]\nx = 1", "place: 不认识“x”；请改名或删去"),
        ("EPSG:4548", "EPSG:4527", "place.metric: “EPSG:4527”不能用来量算"),
        ("[115, 117]", "[117, 115]", "place.longitude: 应为 73 至 136 之间、先小后大的两个数"),
        ("[28, 30]", "[28, 91]", "place.latitude: 应为 3 至 54 之间"),
        ("rank = 3", 'rank = "a"', r"layer\[0\].rank: 应为 int，实为 str"),
        ('id = "core"', 'id = "Core!"', r"structure.zone\[0\].id: 写法不对"),
        ('title = "一核一带三区"', "title = 1", "structure.title: 应为 str，实为 int"),
        ("P5-1-01", "项目一", "plan.project_id_example: “项目一”不符合 plan.project_id"),
        ("project_id = '[A-Z]?", "project_id = '[A-Z?", "plan.project_id: 不是有效的正则表达式"),
        ('name = "青云谱区"', "name = ", "不是有效的 TOML"),
        ('id = "belt"', 'id = "core"', "structure.zone: “core”出现了两次"),
        ('name = "专栏6"', 'name = "专栏5"', "column: “专栏5”出现了两次"),
        ('id = "renewal"', 'id = "roads"', "layer: “roads”出现了两次"),
        ("size = 8.5", "size = 85", r"layer\[1\].size: 长度或大小超出范围"),
    ],
)
def test_what_is_wrong_is_named(old, new, words):
    with pytest.raises(DataError, match=rf"^district.toml: {words}"):
        parse_district(changed(old, new), "district.toml")


def test_zones_columns_and_layers_may_be_absent():
    head = TEXT.partition("[structure]")[0]
    found = parse_district(head, "district.toml")
    assert (found.structure.title, found.structure.zone) == ("", ())
    assert (found.column, found.layer) == ((), ())
    assert found.map_title == "青云谱区“十四五”规划一张图"


def test_another_meridian_guesses_its_own_zone_first():
    """Wuhan lies on 114°E: an easting of 38 million is its zone, six digits its bare system."""
    from geo.importing.crs_detection import _systems  # noqa: PLC0415

    wuhan = parse_district(
        changed("EPSG:4548", "EPSG:4547").replace("[115, 117]", "[113, 115]"), "district.toml"
    )
    codes = [system.crs for system in _systems(wuhan)]
    assert codes[:3] == ["EPSG:4326", "EPSG:4526", "EPSG:4547"]
    assert "EPSG:4498" not in codes
    mercator = next(system for system in _systems(wuhan) if system.crs == "EPSG:3857")
    there = np.array([12_724_000.0, 3_580_000.0])  # 114.3°E, 30.59°N
    assert mercator.east[0] < there[0] < mercator.east[1]
    assert mercator.north[0] < there[1] < mercator.north[1]
