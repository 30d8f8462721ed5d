"""Which system coordinates are in."""

import numpy as np
import pytest
from geopandas import GeoSeries
from shapely import Point

from geo.crs import to_lonlat
from geo.data_folder import SHIPPED
from geo.district.text import parse_district
from geo.errors import DataError
from geo.importing import crs_detection
from geo.importing.crs_detection import guess_by_values, guess_system

NEAR = {
    "EPSG:4326": (115.91, 28.62),
    "EPSG:4548": (393_420, 3_167_000),
    "EPSG:4527": (39_393_420, 3_167_000),
    "EPSG:4498": (20_393_420, 3_167_000),
    "EPSG:4526": (38_686_600, 3_167_000),
    "EPSG:3857": (12_903_000, 3_324_000),
}
WORDS = {"EPSG:4527": "带号 39", "EPSG:4548": "六位数", "EPSG:3857": "Web 墨卡托"}


@pytest.mark.parametrize("crs", NEAR)
def test_a_system_is_guessed_from_values_in_either_order(crs):
    east, north = NEAR[crs]
    found = guess_by_values(np.array([[east, north]]))
    assert (found.crs, found.swapped, found.declared) == (crs, False, False)
    assert WORDS.get(crs, "") in found.reason
    swapped = guess_by_values(np.array([[north, east]]))
    note = "；坐标次序是先北（纬度）后东（经度），已对调"
    assert swapped.reason == found.reason + note
    assert (swapped.crs, swapped.swapped) == (crs, True)


def test_a_few_wrong_places_do_not_matter():
    places = np.array([(115.91, 28.62)] * 3 + [(0, 0), (np.inf, np.nan)])
    assert guess_by_values(places).crs == "EPSG:4326"


@pytest.mark.parametrize("place", [(10, 20), (0, 0), (1e12, 5)])
def test_other_values_fit_no_system_and_are_shown(place):
    found = guess_by_values(np.array([place]))
    assert found.crs == ""
    assert f"{place[0]:,.2f}" in found.reason


RIMS = [
    ((73.0, 30.0), "EPSG:4326"), ((72.99, 30.0), ""), ((135.99, 48.0), "EPSG:4326"),
    ((136.0, 48.0), ""), ((110.0, 3.0), "EPSG:4326"), ((110.0, 2.99), ""),
    ((122.0, 53.99), "EPSG:4326"), ((122.0, 54.0), ""),
    ((300_000, 3e6), "EPSG:4548"), ((299_999, 3e6), ""),
    ((699_999, 3e6), "EPSG:4548"), ((700_000, 3e6), ""),
    ((5e5, 1_500_000), "EPSG:4548"), ((5e5, 1_499_999), ""),
    ((5e5, 6_499_999), "EPSG:4548"), ((5e5, 6_500_000), ""),
    ((39_000_000, 3e6), "EPSG:4527"), ((38_999_999, 3e6), "EPSG:4526"),
    ((38_000_000, 3e6), "EPSG:4526"), ((37_999_999, 3e6), ""), ((40_000_000, 3e6), "EPSG:4528"),
    ((40_999_999, 3e6), "EPSG:4528"), ((41_000_000, 3e6), ""),
    ((20_000_000, 3e6), "EPSG:4498"), ((19_999_999, 3e6), ""), ((21_000_000, 3e6), ""),
    ((12_801_742, 3_300_000), "EPSG:3857"), ((12_801_740, 3_300_000), ""),
    ((13_247_018, 3_300_000), "EPSG:3857"), ((13_247_021, 3_300_000), ""),
    ((12_900_000, 3_123_472), "EPSG:3857"), ((12_900_000, 3_123_470), ""),
    ((12_900_000, 3_632_748), "EPSG:3857"), ((12_900_000, 3_632_750), ""),
]  # fmt: skip
"""China is 73-136°E, 3-54°N, the zones are 1 000 km wide by their numbers: the upper rim is out.
Web Mercator is taken for granted at 115-119°E, 27-31°N (PROJ's own figures)."""


@pytest.mark.parametrize(("place", "crs"), RIMS)
def test_a_system_is_guessed_up_to_its_rim_and_no_farther(place, crs):
    assert guess_by_values(np.array([place])).crs == crs


def test_the_middle_of_the_places_is_looked_at():
    """Two of three lie in 江西, one in Paris or nowhere near the earth; then two in Paris."""
    here, paris, nowhere = (115.91, 28.62), (2.35, 48.86), (1e9, -1e9)
    for away in (paris, nowhere):
        assert guess_by_values(np.array([away, here, here])).crs == "EPSG:4326"
        assert guess_by_values(np.array([here, away, away])).crs == ""


LOCAL = "+proj=tmerc +lat_0=28.6 +lon_0=115.9 +x_0=1000 +y_0=2000 +ellps=GRS80 +units=m +type=crs"
"""A town's own system: its origin is 1 km and 2 km south-west of 115.9°E 28.6°N."""


def test_a_system_of_a_towns_own_that_fits_no_guess_is_taken_as_the_file_says():
    """1 977.6 m east and 4 216 m north of the origin are 115.91°E 28.62°N: no known system's."""
    places = np.array([(1977.6, 4216.0)])
    assert guess_by_values(places).crs == ""
    found = guess_system(places, LOCAL)
    assert (found.declared, found.swapped) == (True, False)
    assert to_lonlat(GeoSeries([Point(places[0])], crs=found.crs)).iloc[0].distance(
        Point(115.91, 28.62)
    ) < 1e-4  # fmt: skip


@pytest.mark.parametrize("place", [(10.0, 20.0), (1e12, 5.0)])
def test_what_the_file_says_counts_where_the_values_tell_nothing(place):
    found = guess_system(np.array([place]), "EPSG:4548")
    assert (found.crs, found.declared) == ("EPSG:4548", True)
    assert found.reason == "文件注明：CGCS2000 / 3-degree Gauss-Kruger CM 117E"


def test_another_meridian_that_fits_is_taken_as_the_file_says():
    """Six digits are guessed as 117°; the file says 114° and the place lies in China either way."""
    found = guess_system(np.array([(686_600, 3_167_000)]), "EPSG:4547")
    assert (found.crs, found.declared) == ("EPSG:4547", True)


def test_places_that_are_no_numbers_do_not_speak_against_what_the_file_says():
    places = np.array([(np.nan, 1), (115.91, 28.62), (np.inf, 5)])
    assert guess_system(places, "EPSG:4490").crs == "EPSG:4490"


def test_nothing_has_no_system():
    found = guess_by_values(np.empty((0, 2)))
    assert (found.crs, found.reason) == ("", "没有可用的坐标")


@pytest.mark.parametrize("declared", ["EPSG:4490", "EPSG:4326", "OGC:CRS84"])
def test_what_the_file_says_counts(declared):
    found = guess_system(np.array([(115.91, 28.62)]), declared)
    assert found.declared
    assert "文件注明" in found.reason


@pytest.mark.parametrize(
    ("declared", "really"),
    [("EPSG:4326", "EPSG:4548"), ("EPSG:4548", "EPSG:4527"), ("EPSG:4548", "EPSG:4326")]
    + [("EPSG:4527", "EPSG:4548"), ("EPSG:4490", "EPSG:4527")],
)
def test_unless_the_values_cannot_be_in_it(declared, really):
    found = guess_system(np.array([NEAR[really]]), declared)
    assert (found.crs, found.declared) == (really, False)
    assert "但坐标值与之不符" in found.reason


def test_declared_and_swapped_is_told():
    found = guess_system(np.array([(28.62, 115.91)]), "EPSG:4490")
    assert (found.crs, found.swapped) == ("EPSG:4326", True)


def test_unknown_declarations_are_refused():
    with pytest.raises(DataError, match="不认识坐标系“天知道”"):
        guess_system(np.array([(115.9, 28.6)]), "天知道")


def test_a_hopeless_coordinate_is_told_in_few_digits():
    assert "如 1e+308, 5.00" in guess_by_values(np.array([(1e308, 5)])).reason


def test_degrees_by_another_name_are_wgs_84():
    assert guess_system(np.array([(115.9, 28.6)]), "OGC:CRS84").crs == "EPSG:4326"


@pytest.mark.parametrize(("east", "words"), [(9.99e14, "999,000,000,000,000.00"), (1e15, "1e+15")])
def test_a_coordinate_of_sixteen_digits_is_hopeless(east, words):
    assert f"如 {words}, 5.00" in guess_by_values(np.array([(east, 5)])).reason


def test_a_long_declaration_is_shown_up_to_eighty_letters():
    with pytest.raises(DataError, match=f"不认识坐标系“{'天' * 80}”；"):
        guess_system(np.array([(115.9, 28.6)]), "天" * 81)


def test_wgs_84_may_be_said_by_the_format_alone_and_another_system_is_said_by_the_file():
    """A GeoJSON without a word on its system is in WGS 84 by RFC 7946."""
    place = np.array([(115.91, 28.62)])
    assert guess_system(place, "EPSG:4326").reason == "文件注明或格式规定：WGS 84"
    assert guess_system(place, "EPSG:4490").reason.startswith("文件注明：China Geodetic")


@pytest.fixture
def guess_in(monkeypatch):
    """Guess the system of a place in a district of another zone, at 29.5-31.5°N."""
    text = (SHIPPED / "district.toml").read_text("utf-8").replace("[28, 30]", "[29.5, 31.5]")

    def guess(metric, *place):
        district = parse_district(text.replace("EPSG:4548", metric), "district.toml")
        monkeypatch.setattr(crs_detection, "_SYSTEMS", crs_detection._systems(district))
        return guess_by_values(np.array([place]))

    return guess


WUHAN, KASHGAR, FUYUAN = "EPSG:4547", "EPSG:4534", "EPSG:4554"
"""Around 114°E (zone 38), 75°E (zone 25, the first) and 135°E (zone 45, the last)."""

ELSEWHERE = [
    (WUHAN, (38_000_000, 3e6), "EPSG:4526"), (WUHAN, (38_999_999, 3e6), "EPSG:4526"),
    (WUHAN, (38_500_000, 1_500_000), "EPSG:4526"), (WUHAN, (38_500_000, 1_499_999), ""),
    (WUHAN, (38_500_000, 6_499_999), "EPSG:4526"), (WUHAN, (38_500_000, 6_500_000), ""),
    (WUHAN, (37_999_999, 3e6), "EPSG:4525"), (WUHAN, (37_000_000, 3e6), "EPSG:4525"),
    (WUHAN, (36_999_999, 3e6), ""), (WUHAN, (39_000_000, 3e6), "EPSG:4527"),
    (WUHAN, (39_999_999, 3e6), "EPSG:4527"), (WUHAN, (40_000_000, 3e6), ""),
    (WUHAN, (300_000, 3e6), "EPSG:4547"), (WUHAN, (299_999, 3e6), ""),
    (WUHAN, (699_999, 3e6), "EPSG:4547"), (WUHAN, (700_000, 3e6), ""),
    (WUHAN, (500_000, 1_499_999), ""), (WUHAN, (500_000, 6_500_000), ""),
    (WUHAN, (19_500_000, 3e6), ""), (WUHAN, (20_500_000, 3e6), ""),
    (WUHAN, (73, 3), "EPSG:4326"), (WUHAN, (72.9, 3), ""), (WUHAN, (135.9, 53.9), "EPSG:4326"),
    (KASHGAR, (25_500_000, 4e6), "EPSG:4513"), (KASHGAR, (500_000, 4e6), "EPSG:4534"),
    (KASHGAR, (26_500_000, 4e6), "EPSG:4514"), (KASHGAR, (24_999_999, 4e6), ""),
    (KASHGAR, (27_000_000, 4e6), ""), (KASHGAR, (13_500_000, 4e6), "EPSG:4491"),
    (KASHGAR, (12_999_999, 4e6), ""), (KASHGAR, (14_000_000, 4e6), ""),
    (FUYUAN, (45_500_000, 5e6), "EPSG:4533"), (FUYUAN, (500_000, 5e6), "EPSG:4554"),
    (FUYUAN, (44_500_000, 5e6), "EPSG:4532"), (FUYUAN, (46_000_000, 5e6), ""),
    (FUYUAN, (23_500_000, 5e6), "EPSG:4501"), (FUYUAN, (22_999_999, 5e6), ""),
]  # fmt: skip
"""The 3-degree zone begins with its number, and its neighbours where there are such; a 6-degree
zone has the same meridian at 75°E (13) and 135°E (23) and none at 114°E. EPSG's own codes."""


@pytest.mark.parametrize(("metric", "place", "crs"), ELSEWHERE)
def test_a_district_elsewhere_knows_its_own_zone_and_those_beside_it(guess_in, metric, place, crs):
    assert guess_in(metric, *place).crs == crs


@pytest.mark.parametrize(
    ("metric", "place", "words"),
    [
        (WUHAN, (114.3, 30.6), "坐标值是经纬度（度）"),
        (WUHAN, (38_5e5, 3e6), "东坐标以带号 38 开头：CGCS2000 三度带第 38 带（中央经线 114°）"),
        (WUHAN, (37_5e5, 3e6), "东坐标以带号 37 开头：CGCS2000 三度带第 37 带（中央经线 111°）"),
        (KASHGAR, (13_5e5, 4e6), "东坐标以带号 13 开头：CGCS2000 六度带第 13 带（中央经线 75°）"),
        (WUHAN, (12.7e6, 3.5e6), "坐标值在 Web 墨卡托的范围内（网络地图常用）"),
        (
            WUHAN,
            (5e5, 3e6),
            "东坐标为六位数、不带带号：按 CGCS2000 三度带中央经线 114°；若中央经线不是 114° 请改选",
        ),
    ],
)
def test_a_guess_says_what_it_goes_by(guess_in, metric, place, words):
    assert guess_in(metric, *place).reason == words


@pytest.mark.parametrize(
    ("place", "inside"),
    [
        ((12_467_783, 3.5e6), True), ((12_467_782, 3.5e6), False),
        ((12_913_060, 3.5e6), True), ((12_913_062, 3.5e6), False),
        ((12.7e6, 3_312_160), True), ((12.7e6, 3_312_159), False),
        ((12.7e6, 3_829_123), True), ((12.7e6, 3_829_124), False),
    ],
)  # fmt: skip
def test_web_mercator_is_guessed_around_the_district_alone(guess_in, place, inside):
    """At 112-116°E, two degrees beside 114°, and 28.5-32.5°N, one around (PROJ's figures)."""
    assert guess_in(WUHAN, *place).crs == ("EPSG:3857" if inside else "")
