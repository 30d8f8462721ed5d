"""Coordinates in a text: every system and order, against pyproj and degrees worked out by hand."""

import numpy as np
import pytest
import shapely
from geopandas import GeoDataFrame
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer
from shapely import Point, Polygon

from geo.datums import from_wgs84
from geo.errors import DataError
from geo.placing.answering import answer
from geo.placing.ground import PlacingGround
from geo.placing.pasted_text import places_in
from geo.placing.questions import ByCoordinates

LON, LAT = 115.91, 28.63
NOTHING = PlacingGround(())
SHAPES = ("", "point", "line", "area")
E_BARE, N = Transformer.from_crs(4490, 4548, always_xy=True).transform(LON, LAT)
E_ZONED = E_BARE + 39_000_000
E_BESIDE, N_BESIDE = Transformer.from_crs(4490, 4547, always_xy=True).transform(115.8, LAT)


def placed(text, **more):
    return answer(ByCoordinates(text, **more), NOTHING)


def off_m(found, lon=LON, lat=LAT):
    return found.geometry.distance(Point(lon, lat)) * 111_000


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (f"{N:.3f},{E_BARE:.3f}", {}),
        (f"{E_BARE:.3f} {N:.3f}", {}),
        (f"X={N:.3f}，Y={E_ZONED:.3f}", {}),
        (f"{N:.3f}\t{E_ZONED:.3f}", {"system": "EPSG:4527"}),
        (f"{N:.3f},{E_ZONED:.3f}", {"system": "4548"}),
        (f"{N:.3f},{E_BARE:.3f}", {"system": "epsg:4527"}),
        (f"J1,1,{N:.3f},{E_BARE:.3f},35.20", {"order": "NE"}),
        ("28.630000，115.910000", {}),
        ("(115.910000, 28.630000)", {"system": "EPSG:4490"}),
        ("１１５．９１００００　２８．６３００００", {}),
        ("115°54′36.000″E，28°37′48.000″N", {}),
        ("北纬28°37'48.000\" 东经115°54'36.000\"", {"system": "4326"}),
        ("N28度37分48.000秒 E115度54分36.000秒", {"order": "NE"}),
        ("115.910000\n28.630000", {}),
    ],
)
def test_one_place_in_many_hands(text, more):
    found = placed(text, **more)
    assert found.geometry.geom_type == "Point"
    assert off_m(found) < 0.2
    assert found.accuracy_m == 1


def test_a_system_that_the_values_do_not_show_is_taken_as_said():
    found = placed(f"{N_BESIDE:.3f},{E_BESIDE:.3f}", system="EPSG:4547")
    assert off_m(found, 115.8) < 0.01
    assert found.basis == "按坐标落图（1 个点；EPSG:4547，由您指定）"


@pytest.mark.parametrize(
    ("word", "datum"), [("GCJ-02", "GCJ-02"), ("高德", "GCJ-02"), ("百度", "BD-09")]
)
def test_coordinates_of_a_web_map_are_put_right(word, datum):
    ((lon, lat),) = from_wgs84(np.array([[LON, LAT]]), datum)
    found = placed(f"{lat:.6f},{lon:.6f}", system=word)
    assert off_m(found) < 0.2
    assert f"{datum}，已纠偏" in found.basis
    assert found.accuracy_m == 2  # half of a sixth decimal and a metre for the datum


def test_few_digits_are_told_by_the_accuracy():
    assert placed("115.91,28.63").accuracy_m == 556  # half of a hundredth of 111 120 m
    assert placed("115°54′36″ 28°37′48″").accuracy_m == 16  # half a second: 15.4 m
    assert placed("115°54′ 28°37′").accuracy_m == 926


def test_a_zone_number_too_many_or_too_few_is_told():
    told = placed(f"{N:.3f},{E_ZONED:.3f}", system="EPSG:4548").warnings
    assert "东坐标带有带号，已由 EPSG:4548 改按 EPSG:4527 读取" in told
    told = placed(f"{N:.3f},{E_BARE:.3f}", system="EPSG:4527").warnings
    assert "东坐标没有带号，已由 EPSG:4527 改按 EPSG:4548 读取" in told


CORNERS = [(N, E_BARE), (N + 300, E_BARE), (N + 300, E_BARE + 200), (N, E_BARE + 200)]
INNER = [(N + 100, E_BARE + 50), (N + 200, E_BARE + 50), (N + 200, E_BARE + 100)]


def listed(places, *, closed=False, first=1):
    ring = [*places, places[0]] if closed else places
    return "\n".join(f"J{at},{n:.3f},{e:.3f}" for at, (n, e) in enumerate(ring, first))


def test_a_ring_that_closes_is_an_area_and_one_in_it_a_hole(local):
    area = local(placed(listed(CORNERS, closed=True)).geometry)
    assert area.area == pytest.approx(300 * 200, abs=1)
    text = f"{listed(CORNERS, closed=True)}\n{listed(INNER, closed=True, first=9)}"
    holed = local(placed(text).geometry)
    assert holed.area == pytest.approx(300 * 200 - 100 * 50 / 2, abs=1)
    assert len(holed.interiors) == 1


def test_the_same_places_as_points_line_and_area(local):
    text = listed(CORNERS)
    assert local(placed(text, shape="point").geometry).geom_type == "MultiPoint"
    assert local(placed(text, shape="line").geometry).length == pytest.approx(800, abs=0.1)
    assert local(placed(text, shape="area").geometry).area == pytest.approx(60_000, abs=1)
    with pytest.raises(DataError, match="共 4 个点，首尾不重合；请说明是点、线还是面"):
        placed(text)


def test_many_places_in_one_line():
    found = placed("115.91 28.63; 115.92 28.63；115.92,28.64", shape="area")
    assert found.geometry.equals(Polygon([(115.91, 28.63), (115.92, 28.63), (115.92, 28.64)]))


def test_heights_and_headings_are_passed_over_and_told():
    text = "界址点坐标（2000 国家大地坐标系）\n1 115.9100 28.6300\n2 115.9200 28.6300\n东经 117.0"
    found = placed(text, shape="line")
    assert shapely.get_num_coordinates(found.geometry) == 2
    assert "有 1 行只有一个像坐标的数，已略过" in found.warnings
    found = placed("115.91,28.63,35.2\n115.92,28.63,36.1", shape="line")
    assert "每行第三个数按高程看待，未取" in found.warnings


@pytest.mark.parametrize(
    ("text", "more", "told"),
    [
        ("", {}, "没有找到坐标"),
        ("没有坐标", {}, "没有找到坐标"),
        ("115.91", {}, "第 1 行有 1 个像坐标的数（115.91），不能两两成对"),
        ("115.91 28.63\n115.92 28.63 28.64", {}, "第 2 行有 3 个像坐标的数"),
        ("120000,340000", {}, "不像任何已知坐标系"),
        ("120000,340000", {"system": "EPSG:4548"}, "看不出次序；请说明先东后北"),
        ("115.91,28.63", {"system": "EPSG:4548"}, "以米计，而坐标值像是以度计"),
        (f"{N:.2f},{E_BARE:.2f}", {"system": "4490"}, "以度计，而坐标值像是以米计"),
        (f"{N:.2f},38393847.83", {"system": "4548"}, "东坐标以 38 开头，与所选 EPSG:4548"),
        ("28.63,115.91", {"order": "EN"}, "所说次序“先东后北”与坐标值不符"),
        ("85.1,43.2", {}, "没有任何坐标落在"),
        ("115.91,28.63", {"system": "地方坐标"}, "不认识坐标系“地方坐标”"),
        ("115.91,28.63\n115.92,28.63", {"shape": "area"}, "面至少要三个点，现有 2 个"),
        ("115.91,28.63", {"shape": "line"}, "线至少要两个不同的点"),
        ("115.91,28.63\n115.92,28.64\n115.92,28.63\n115.91,28.64", {"shape": "area"}, "自相交"),
        ("1" * 600_000, {}, "上限 500,000；请改用文件"),
    ],
)
def test_what_is_no_place_is_refused(text, more, told):
    with pytest.raises(DataError, match=told):
        placed(text, **more)


def test_a_datum_forgotten_is_hinted_at():
    """A place that lies in the district only when taken for Baidu's."""
    ((lon, lat),) = from_wgs84(np.array([[LON, LAT]]), "BD-09")
    home = Point(LON, LAT).buffer(0.001)
    ground = PlacingGround((), (), GeoDataFrame({"name": ["区"]}, geometry=[home], crs=4326))
    found = answer(ByCoordinates(f"{lon:.6f},{lat:.6f}"), ground)
    assert any("按 BD-09 纠偏后才落在区界内" in warning for warning in found.warnings)
    assert "所得位置不在区界以内；请核对" in found.warnings


@given(
    st.lists(st.tuples(st.floats(115.6, 117), st.floats(28, 29)), min_size=1, max_size=9),
    st.sampled_from([",", " ", "，", "\t", ";"]),
)
def test_what_is_written_is_found(pairs, mark):
    text = "\n".join(f"{lon:.7f}{mark}{lat:.7f}" for lon, lat in pairs)
    assert places_in(text).places.ravel().tolist() == pytest.approx(
        [number for pair in pairs for number in pair], abs=1e-7
    )


@given(
    st.text(alphabet="0123456789.,°′″度分秒NESJX=- \n，；", max_size=120), st.sampled_from(SHAPES)
)
def test_any_text_is_a_place_or_a_refusal(text, shape):
    try:
        found = placed(text, shape=shape)
    except DataError:
        return
    assert found.geometry.is_valid
    assert found.accuracy_m >= 1


@given(
    st.lists(st.sampled_from(["115.91", "28.63", "115.92", "28.64", "9", "\n", " ", ",", "°"])),
    st.sampled_from(SHAPES),
)
def test_any_list_of_places_is_a_shape_or_a_refusal(pieces, shape):
    try:
        found = placed(" ".join(pieces), shape=shape)
    except DataError:
        return
    assert found.geometry.is_valid
    assert not found.geometry.is_empty
