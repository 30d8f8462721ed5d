"""The one place that turns layers into folium: a constant base map and groups that change."""

from collections.abc import Mapping, Sequence

import folium
from branca.element import MacroElement
from jinja2 import Template
from pandas import Series

from layers.backgrounds import Background
from layers.styles import Style
from layers.texts import collection_text, script_json, script_safe

Bounds = tuple[float, float, float, float]

NOTE = "示意图，不作为划界、审批依据"


class _Call(MacroElement):
    """One call of the map's own script, on the map or on the group it stands in."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "planmap.{{ this.verb }}({{ this._parent.get_name() }}, {{ this.arguments }});"
        "{% endmacro %}"
    )

    def __init__(self, verb: str, arguments: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Call"
        self.verb = verb
        self.arguments = arguments


def base_map(
    home: Bounds, scripts: Sequence[tuple[str, str]], sheets: Sequence[tuple[str, str]]
) -> folium.Map:
    """Return the base map: the same on every run, or the component would mount it anew."""
    west, south, east, north = home
    base = folium.Map(
        location=[(south + north) / 2, (west + east) / 2],
        zoom_start=13,
        tiles=None,
        zoom_control=False,
        prefer_canvas=True,
        zoom_snap=0.5,
    )
    base.default_js = list(scripts)
    base.default_css = list(sheets)
    base.add_child(_Call("setup", script_json({"bounds": _corners(home), "note": NOTE})))
    return base


def layer_group(
    texts: Series, styles: list[Style], labels: list[dict], *, interactive: bool = True
) -> folium.FeatureGroup:
    """Return a layer's features as one group, its values written by the browser as text only."""
    payload = (
        f'{{"data":{script_safe(collection_text(texts))},"styles":{script_json(styles)},'
        f'"labels":{script_json(labels)},"interactive":{script_json(interactive)}}}'
    )
    return _group("draw", payload)


def background_group(background: Background) -> folium.FeatureGroup:
    """Return an online background as a group below everything else."""
    options: Mapping[str, object] = background.options
    return _group("tiles", script_json({"urls": list(background.urls), "options": options}))


def flight(group: folium.FeatureGroup, number: int, bounds: Bounds) -> None:
    """Let the map fly to `bounds` when `group` is first drawn with this number."""
    group.add_child(_Fly(number, bounds))


class _Fly(MacroElement):
    """A numbered command to the map, riding on a group."""

    _template = Template(
        "{% macro script(this, kwargs) %}planmap.fly(map_div, {{ this.arguments }});{% endmacro %}"
    )

    def __init__(self, number: int, bounds: Bounds) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Fly"
        self.arguments = f"{number}, {script_json(_corners(bounds))}"


def _group(verb: str, arguments: str) -> folium.FeatureGroup:
    group = folium.FeatureGroup()
    group.add_child(_Call(verb, arguments))
    return group


def _corners(bounds: Bounds) -> list[list[float]]:
    west, south, east, north = bounds
    return [[south, west], [north, east]]
