"""A scan under the map: what the session holds of it, and what the map and the basis are told."""

from io import BytesIO

import pytest
import shapely
from geopandas import GeoSeries
from PIL import Image

from geo.crs import METRIC, to_lonlat
from geo.errors import DataError
from geo.guarded.commands import SILENTLY
from tools.loops import finished
from views import layer_store, scan_route
from views.placing import scan
from views.state.placing import ACCURACY, BASIS
from views.state.scan import ERROR, PICKING, PINS, SCAN

HOME = (393_500.0, 3_166_500.0)


@pytest.fixture(autouse=True)
def session(monkeypatch):
    held = {}
    monkeypatch.setattr("views.state.model._session", lambda: held)
    return held


def picture():
    file = BytesIO()
    Image.new("RGB", (1_000, 800), "white").save(file, "PNG")
    return file.getvalue()


def match(across, down, scale=2.0, off=(0.0, 0.0)):
    """Tell a point of a scan of `scale` metres a pixel whose upper left corner is at HOME."""
    spot = shapely.Point(HOME[0] + scale * across + off[0], HOME[1] - scale * down + off[1])
    (at,) = to_lonlat(GeoSeries([spot], crs=METRIC))
    scan.take_pin(f"{across:.1f},{down:.1f},{at.x:.8f},{at.y:.8f},{SCAN.get()['token']}")


def test_a_scan_is_taken_matched_and_lies_where_its_points_say():
    assert scan.command() is None
    assert scan.take(picture(), "红线图.png", SILENTLY) == ""
    told = scan.command()
    assert (told["size"], told["corners"]) == ([1_000, 800], None)
    assert (told["pick"], told["pins"]) == (True, [])
    match(0, 0)
    assert scan.words() is None
    match(1_000, 800)
    assert not PICKING.get()
    (lat, lon), *_ = scan.command()["corners"]
    (home,) = to_lonlat(GeoSeries([shapely.Point(HOME)], crs=METRIC))
    assert (lon, lat) == pytest.approx((home.x, home.y), abs=1e-7)
    assert scan.words() == ("据扫描件“红线图.png”（2 个对准点，无多余点可检核）描绘", 20.0)


def test_spare_points_tell_how_good_it_is():
    scan.take(picture(), "红线图.png", SILENTLY)
    for across, down, off in ((0, 0, 0), (1_000, 0, 0), (0, 1_000, 0), (800, 800, 0)):
        match(across, min(down, 800), off=(off, 0.0))
    words, metres = scan.words()
    assert "4 个对准点，残差均方根 0.0 米" in words
    assert metres == 4
    for _ in range(2):
        scan.tell_basis("p")
    assert BASIS.key("p").get() == words
    assert ACCURACY.key("p").get() == 4
    scan.drop_pin(0)
    assert len(PINS.get()) == 3


def test_points_that_were_mixed_up_are_told_and_nothing_breaks():
    scan.take(picture(), "红线图.png", SILENTLY)
    match(100, 100)
    match(103, 104)
    assert scan.command()["corners"] is None
    assert "挤在一处" in ERROR.get()
    with pytest.raises(DataError):
        scan.words()


@pytest.mark.parametrize(
    "message", ["", "1,2,3", "1,2,116,28,other", "a,b,c,d,e", "1e9,2,116,28,x", "5000,2,116,28,{}"]
)
def test_messages_that_are_none_of_its_own_are_passed_over(message):
    scan.take_pin(message)
    scan.take(picture(), "红线图.png", SILENTLY)
    scan.take_pin(message.format(SCAN.get()["token"]))
    assert PINS.get() == ()


def test_another_scan_and_removing_let_go_of_the_picture():
    scan.take(picture(), "甲.png", SILENTLY)
    first = SCAN.get()["token"]
    match(0, 0)
    scan.take(picture(), "乙.png", SILENTLY)
    second = SCAN.get()["token"]
    assert (layer_store.holds(first), layer_store.holds(second), PINS.get()) == (False, True, ())
    scan.remove()
    assert not layer_store.holds(second)
    assert scan.command() is None


def test_what_is_no_picture_leaves_the_scan_that_is_there():
    scan.take(picture(), "甲.png", SILENTLY)
    with pytest.raises(DataError, match="另存为 PNG"):
        scan.take(b"%PDF-1.4", "乙.pdf", SILENTLY)
    assert SCAN.get()["name"] == "甲.png"
    assert scan.is_held()


def answer(token):
    class Asked:
        path_params = {"token": token}

    return finished(scan_route.route().endpoint(Asked()))


def test_the_picture_is_served_as_long_as_it_is_held():
    scan.take(picture(), "甲.png", SILENTLY)
    token = SCAN.get()["token"]
    served = answer(token)
    assert (served.status_code, served.media_type) == (200, "image/png")
    assert served.headers["x-content-type-options"] == "nosniff"
    scan.remove()
    assert answer(token).status_code == 404
    assert answer(layer_store.put({"a": 1})).status_code == 404
