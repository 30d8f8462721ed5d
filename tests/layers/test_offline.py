"""The offline page as text: what is in it, what cannot get out of its place, how large it is."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from geopandas import GeoDataFrame
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point, box

from geo.errors import DataError
from geo.plan_data import load_plan
from layers import drawing_order
from layers.features import features_of, with_derived_columns
from layers.items import items_of
from layers.offline import OfflineLayer, OfflineView, Unplaced, cards_of, offline_html, page
from layers.palettes import STANDARD
from layers.spec import CardField, LayerSpec, Symbol
from layers.styles import palette, styles_of
from layers.web_map import Drawing

DATA = Path(__file__).parents[2] / "data"
BOUNDS = (115.88, 28.58, 115.95, 28.66)
MARKUP = (
    "</script><script>window.__ran=1</script>",
    '<img src=x onerror="window.__ran=1">',
    "{{ 7*7 }}${7*7}`",
    '" onmouseover="window.__ran=1',
    "<!-- <script>",
    "\u2028]]>&lt;",
)


class Tags(HTMLParser):
    """Every tag with its attributes, and the text of each script and style."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.texts.append((tag, dict(attrs), []))
        self.open = True

    def handle_endtag(self, tag):  # noqa: ARG002 - the parent gives it
        self.open = False

    def handle_data(self, data):
        if self.texts and self.open:
            self.texts[-1][2].append(data)

    def inside(self, tag):
        return [("".join(parts), attrs) for name, attrs, parts in self.texts if name == tag]


def spec_of(words="点", **more):
    symbol = Symbol("", words, "school")
    return LayerSpec("own", words, "", "point", (symbol,), label_zoom=1, **more)


SCHOOL = (("类别", "学校"),)


def layer_of(name="甲", words="点", card=SCHOOL, **more):
    frame = GeoDataFrame({"name": [name]}, index=["x"], geometry=[Point(115.9, 28.6)])
    spec = spec_of(words, **more)
    drawing = Drawing(items_of(frame, spec), styles_of(spec, palette(STANDARD), 1.0))
    return OfflineLayer(spec, drawing, {"x": card, "elsewhere": card})


def view_of(*layers, **more):
    return OfflineView("题", "2026-01-31", BOUNDS, layers, STANDARD, **more)


def data_of(text):
    ((found, _),) = [(words, at) for words, at in Tags(text).inside("script") if at]
    return json.loads(found)


def whole_plan():
    plan = with_derived_columns(load_plan(DATA))
    frames = {spec: features_of(plan, spec) for spec in drawing_order()}
    colours = palette(STANDARD)
    return view_of(
        *(
            OfflineLayer(
                spec,
                Drawing(items_of(frame, spec), styles_of(spec, colours, 1.0)),
                cards_of(frame, spec),
            )
            for spec, frame in frames.items()
        )
    )


def test_the_whole_plan_with_all_layers_is_far_below_two_megabytes():
    view = whole_plan()
    text = offline_html(view)
    assert len(text.encode()) < 700_000
    drawn = sum(len(layer["data"]["features"]) for layer in data_of(text)["layers"])
    assert drawn == sum(len(layer.drawing.items) for layer in view.layers) > 300


def test_the_page_names_no_file_and_no_address():
    text = offline_html(whole_plan())
    for tag, attrs in Tags(text).tags:
        assert tag not in ("link", "iframe", "object", "embed", "base", "form")
        if tag in ("script", "img", "a"):
            assert not {"href", "srcset"} & set(attrs)
            assert attrs.get("src", "data:").startswith("data:")
    assert "sourceMappingURL" not in text
    assert not re.search(r"url\((?!#default)", text)


def test_only_the_scripts_and_styles_of_the_page_are_allowed_to_run():
    found = Tags(offline_html(view_of(layer_of())))
    (policy,) = [a["content"] for _, a in found.tags if a.get("http-equiv")]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == "data:"
    assert "unsafe" not in policy
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        texts = [text for text, attrs in found.inside(tag) if not attrs]
        hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in texts]
        assert rules[rule].split() == [f"'sha256-{each}'" for each in hashes]
        assert len(hashes) == {"script": 6, "style": 3}[tag]


def test_the_policy_stands_before_anything_it_rules():
    tags = [tag for tag, _ in Tags(offline_html(view_of())).tags]
    assert tags[:5] == ["html", "head", "meta", "meta", "meta"]


def test_nothing_at_all_still_makes_a_page():
    text = offline_html(view_of())
    assert "没有打开的图层" in text
    assert data_of(text) == {
        "bounds": [[28.58, 115.88], [28.66, 115.95]],
        "caveat": "示意图，不作为划界、审批依据",
        "unplaced": [],
        "layers": [],
    }


def test_a_layer_carries_its_cards_and_the_places_where_they_open():
    (layer,) = data_of(offline_html(view_of(layer_of())))["layers"]
    assert layer["cards"] == {"x": {"rows": [["类别", "学校"]], "note": ""}}
    assert layer["spots"] == {"x": [28.6, 115.9]}
    assert layer["data"]["features"][0]["properties"]["tip"] == "甲\n点 · 点"
    assert layer["labels"][0]["text"] == "甲"


def test_what_has_no_place_is_listed_with_its_count():
    text = offline_html(view_of(unplaced=[Unplaced("强五路", "专栏5"), Unplaced("乙")]))
    assert "未落图 2 项" in text
    assert "强五路 <small>专栏5</small>" in text
    assert data_of(text)["unplaced"] == ["强五路", "乙"]


@pytest.mark.parametrize("bad", MARKUP)
def test_markup_in_any_word_stays_a_word(bad):
    clean = offline_html(everywhere("x"))
    spoiled = offline_html(everywhere(bad))
    assert [tag for tag, _ in Tags(spoiled).tags] == [tag for tag, _ in Tags(clean).tags]
    assert [set(a) for _, a in Tags(spoiled).tags] == [set(a) for _, a in Tags(clean).tags]
    layer = data_of(spoiled)["layers"][0]
    assert layer["cards"]["x"] == {"rows": [[bad, bad]], "note": bad}
    assert data_of(spoiled)["unplaced"] == [bad]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_whatever_a_word_is_the_script_reads_it_back(words):
    data = data_of(offline_html(everywhere(words)))
    assert data["layers"][0]["title"] == words
    assert data["layers"][0]["cards"]["x"]["rows"] == [[words, words]]


def everywhere(words):
    """A view with these words in every place where data may stand."""
    layer = layer_of(words, words, ((words, words),), note=words)
    return OfflineView(words, words, BOUNDS, [layer], STANDARD, [words], [Unplaced(words, words)])


def test_cards_leave_out_what_is_missing():
    spec = spec_of(cards=(CardField("a", "甲"), CardField("b", "乙"), CardField("none", "丙")))
    frame = GeoDataFrame(
        {"a": ["有", None, ""], "b": [1.5, np.nan, np.nan]},
        index=[1, 2, 3],
        geometry=[box(0, 0, 1, 1), LineString([(0, 0), (1, 1)]), None],
    )
    cards = cards_of(frame, spec)
    assert cards["1"] == (("甲", "有"), ("乙", "1.5"))
    assert cards["2"] == cards["3"] == ()
    assert cards_of(frame.iloc[:0], spec) == {}


def test_a_page_too_large_is_refused_with_a_way_out(monkeypatch):
    monkeypatch.setattr(page, "MAX_BYTES", 1000)
    with pytest.raises(DataError, match="关掉要素最多的图层"):
        offline_html(view_of())


def test_an_unknown_palette_is_named():
    with pytest.raises(DataError, match="没有配色“彩虹”"):
        offline_html(OfflineView("题", "", BOUNDS, [], "彩虹"))
