"""Styles, legend, backgrounds, assets and the folium that comes of them."""

import math
import re
from html import unescape
from urllib.parse import unquote

import pytest
from geopandas import GeoDataFrame
from pyproj import Geod
from shapely import LineString, Point

from geo.errors import DataError
from layers import LAYERS, assets
from layers.backgrounds import AMAP, NAMES, NONE, OSM, TIANDITU, background
from layers.items import items_of
from layers.legend import legend_html
from layers.palettes import SAFE, STANDARD
from layers.spec import LayerSpec, Symbol
from layers.styles import palette, styles_of
from layers.web_map import Drawing, base_map, scene

LINE = LayerSpec("l", "线", "projects", "line", (Symbol("", "新建", "road", dash="9 5"),), part="l")
CENTRE = (115.91, 28.63)


def one(shape, name="甲"):
    return GeoDataFrame({"name": [name]}, index=["x"], geometry=[shape], crs="EPSG:4326")


def test_a_new_line_is_dashed_and_hollow_markers_are_white():
    assert styles_of(LINE, palette(STANDARD), 1.0)[0]["dashArray"] == "9 5"
    school = next(spec for spec in LAYERS if spec.layer_id == "education")
    new = styles_of(school, palette(STANDARD), 1.0)[0]
    assert new["fillColor"] == "#ffffff"
    assert new["shape"] == "square"


def test_opacity_reaches_stroke_and_fill():
    zones = LAYERS[0]
    style = styles_of(zones, palette(SAFE), 0.5)[0]
    assert style["opacity"] == 0.5
    assert style["fillOpacity"] == pytest.approx(zones.fill_opacity / 2)


def test_an_unknown_palette_is_named():
    with pytest.raises(DataError, match="没有配色“彩虹”"):
        palette("彩虹")


def test_the_legend_names_only_what_is_there():
    drawn = items_of(one(LineString([(0, 0), (1, 1)])), LINE)
    text = unescape(legend_html({LINE: drawn}, palette(STANDARD)))
    assert "线 · 新建" in text
    assert "仅知起点" not in text
    assert legend_html({LINE: ()}, palette(STANDARD)).count("<span>") == 0


def test_several_entries_of_a_layer_stand_behind_its_title():
    shapes = [LineString([(0, 0), (1, 1)]), Point(0, 0)]
    items = [each for shape in shapes for each in items_of(one(shape), LINE)]
    text = unescape(re.sub("<img[^>]*>", "", legend_html({LINE: items}, palette(STANDARD))))
    assert "<b>图例</b><span>线</span><span>新建</span><span>仅知起点</span>" in text


def test_a_line_item_known_by_its_start_has_an_entry_of_its_own():
    text = legend_html({LINE: items_of(one(Point(0, 0)), LINE)}, palette(STANDARD))
    assert "线 · 仅知起点" in text
    assert "线 · 新建" not in text


def test_the_legend_escapes_words():
    text = legend_html({}, palette(STANDARD), "<b onclick=x>")
    assert "<b onclick" not in text


def test_swatches_are_images_that_ask_for_nothing():
    text = unquote(legend_html({LINE: items_of(one(Point(0, 0)), LINE)}, palette(STANDARD)))
    assert 'src="data:image/svg+xml,' in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


def test_the_default_background_asks_for_nothing():
    assert NAMES[0] == NONE
    assert background(NONE, "", CENTRE) is None


def test_online_backgrounds_have_addresses():
    assert "openstreetmap" in background(OSM, "", CENTRE).urls[0]
    tianditu = background(TIANDITU, "0123456789abcdef" * 2, CENTRE)
    assert all("tk=0123456789abcdef" in url and "{x}" in url for url in tianditu.urls)


@pytest.mark.parametrize("key", ["", "abc", "x" * 32, "0" * 32 + "&evil=1"])
def test_a_key_that_is_none_is_refused(key):
    with pytest.raises(DataError, match="天地图密钥"):
        background(TIANDITU, key, CENTRE)


def test_an_unknown_background_is_named():
    with pytest.raises(DataError, match="没有底图"):
        background("谷歌", "", CENTRE)


def test_the_gcj02_shift_is_604_m_to_the_south_east_here():
    """The figure measured when the outline was matched with the road network."""
    north, east = background(AMAP, "", CENTRE).options["shift"]
    azimuth, _, metres = Geod(ellps="WGS84").inv(
        CENTRE[0], CENTRE[1], CENTRE[0] + east, CENTRE[1] + north
    )
    assert metres == pytest.approx(604, abs=2)
    assert 90 < azimuth % 360 < 180


def test_the_shift_varies_little_over_the_district():
    """One shift for the whole district is off by some metres at its corners, no more."""
    north, east = background(AMAP, "", CENTRE).options["shift"]
    for lon, lat in ((115.88, 28.586), (115.952, 28.66), (115.88, 28.66), (115.952, 28.586)):
        other_north, other_east = background(AMAP, "", (lon, lat)).options["shift"]
        wide = (other_east - east) * 111_320 * math.cos(math.radians(lat))
        assert math.hypot((other_north - north) * 110_800, wide) < 15


def test_assets_are_published_once_and_refreshed(tmp_path):
    assets.publish(tmp_path)
    target = tmp_path / assets.FOLDER / "leaflet.js"
    assert "Leaflet" in target.read_text(encoding="utf-8")[:300]
    target.write_text("old", encoding="utf-8")
    assets.publish(tmp_path)
    assert target.read_text(encoding="utf-8") != "old"


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "static").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(DataError, match="无法写入"):
        assets.publish(tmp_path / "static")


@pytest.mark.parametrize(
    ("base", "start"), [("", "/app/static/"), ("map", "/map/app/static/"), ("/map/", "/map/app/")]
)
def test_addresses_follow_the_base_path(base, start):
    names = [name for name, _ in assets.urls(".js", base)]
    assert names == [path.stem for path in assets.SOURCES if path.suffix == ".js"]
    assert names[:2] == ["leaflet", "planmap"]
    assert all(url.startswith(start) for _, url in assets.urls(".js", base))


def test_the_base_map_is_the_same_on_every_run():
    maps = [base_map((115.8, 28.5, 116.0, 28.7), assets.urls(".js"), []) for _ in range(2)]
    scripts = []
    for made in maps:
        made.render()
        scripts.append(made.get_root().script.render().replace(made.get_name(), "m"))
    assert scripts[0] == scripts[1]
    assert "cdn" not in scripts[0]


def test_a_scene_carries_items_styles_tiles_and_flight():
    items = items_of(one(Point(115.9, 28.6)), LINE)
    made = scene(
        [Drawing(items, styles_of(LINE, palette(STANDARD), 1.0))],
        background(OSM, "", CENTRE),
        (3, (115.0, 28.0, 116.0, 29.0)),
    )
    assert '"id":"x"' in made
    assert "openstreetmap" in made
    assert '"fly":[3,[[28.0,115.0],[29.0,116.0]]]' in made
