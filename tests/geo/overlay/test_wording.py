"""What a field and a value are called."""

import pytest
from pyproj import Geod

from geo.overlay.wording import geometry_words, title_of, value_words

EAST_M = 1000
HALF = EAST_M / 2
LON, LAT = 115.92, 28.62
GEOD = Geod(ellps="GRS80")


def eastward(metres):
    """Longitude that lies so far east of LON, on the ellipsoid."""
    return GEOD.fwd(LON, LAT, 90, metres)[0]


def northward(metres):
    return GEOD.fwd(LON, LAT, 0, metres)[1]


def square(side):
    east, north = eastward(side), northward(side)
    ring = [(LON, LAT), (east, LAT), (east, north), (LON, north), (LON, LAT)]
    return ", ".join(f"{x} {y}" for x, y in ring)


@pytest.mark.parametrize(
    ("field", "title"),
    [("status", "状态"), ("progress", "形象进度"), ("geometry", "位置"), ("no_such", "no_such")],
)
def test_titles(field, title):
    assert title_of("projects", field) == title


def test_a_table_that_nobody_describes_has_names_alone():
    assert title_of("elsewhere", "status") == "status"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("status", None, "未填报"),
        ("status", "在建", "在建"),
        ("progress", 35.0, "35%"),
        ("progress", 0.5, "0.5%"),
        ("progress", None, "空"),
        ("accuracy_m", 1500.0, "1 500 米"),
        ("capacity", 123456.0, "123 456"),
        ("remark", "", "空"),
        ("remark", "<b>甲</b>", "<b>甲</b>"),
        ("geometry", None, "无位置"),
    ],
)
def test_values(field, value, words):
    assert value_words("projects", field, value) == words


def test_a_point():
    assert geometry_words(f"POINT ({LON} {LAT})") == "点"


def test_a_line_tells_its_metres():
    assert geometry_words(f"LINESTRING ({LON} {LAT}, {eastward(1240)} {LAT})") == "线，1 240 米"


def test_an_area_tells_hectares_or_square_metres():
    assert geometry_words(f"POLYGON (({square(200)}))") == "面，4.0 公顷"
    assert geometry_words(f"POLYGON (({square(20)}))") == "面，400 平方米"


def test_several_parts_are_counted():
    far = f"{eastward(2000)} {LAT}, {eastward(2500)} {LAT}"
    line = f"MULTILINESTRING (({LON} {LAT}, {eastward(500)} {LAT}), ({far}))"
    assert geometry_words(line) == "线（2 个部分），1 000 米"


def test_what_is_no_geometry_is_said_as_it_is():
    assert geometry_words("四至不明") == "四至不明"
    assert geometry_words("POINT EMPTY") == "无位置"
