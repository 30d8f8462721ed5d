"""The one place that turns layers into folium: a constant base map and a scene that changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import folium
from branca.element import MacroElement
from jinja2 import Template

from layers.backgrounds import Background
from layers.items import Item, collection, script_json
from layers.point_cloud import PointCloud, told
from layers.styles import Style

Bounds = tuple[float, float, float, float]

_MANY_STYLES = 20

NOTE = "示意图，不作为划界、审批依据"


@dataclass(frozen=True)
class Drawing:
    """Items with the style of each of their symbols, drawn together.

    Parameters
    ----------
    items
        Features of one layer, or a cloud of points.
    styles
        One a symbol of the layer.
    interactive
        Whether they tell their names and can be clicked.
    source
        Address below which the browser fetches the parts of a cloud; "" writes them in.
    """

    items: Sequence[Item]
    styles: Sequence[Style]
    interactive: bool = True
    source: str = ""


class _Call(MacroElement):
    """One call of the map's own script with the element it stands in."""

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
    home: Bounds,
    scripts: Sequence[tuple[str, str]],
    sheets: Sequence[tuple[str, str]],
    *,
    buttons: Sequence[str] = ("home", "sheet"),
) -> folium.Map:
    """Return the base map: the same on every run, or the component would mount it anew.

    Parameters
    ----------
    home
        West, south, east, north in degrees: the view it opens with.
    scripts, sheets
        (name, address) of Leaflet's and our own files, in loading order.
    buttons
        `home` shows the whole district, `sheet` asks for a sheet of the view.
    """
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
    options = {"bounds": _corners(home), "note": NOTE, "buttons": list(buttons)}
    base.add_child(_Call("setup", script_json(options)))
    return base


def scene(
    drawings: Sequence[Drawing],
    background: Background | None = None,
    flight: tuple[int, Bounds] | None = None,
    edit: Mapping[str, object] | None = None,
    scan: Mapping[str, object] | None = None,
) -> str:
    """Return all that changes on the map as one JSON object for the map's own script.

    Parameters
    ----------
    drawings
        Bottom to top; every value of theirs reaches the browser as JSON and is written as text.
    background
        Online tiles below them.
    flight
        Number of a command and the bounds it flies to; obeyed once a number.
    edit
        What is edited on the map (`views.placing.map_edit`), with the number of the command: the
        editor belongs to the map, obeys each number once and closes where there is none.
    scan
        A scanned plan under the layers (`views.placing.scan`), None for none.
    """
    tiles = {"urls": background.urls, "options": background.options} if background else None
    command = [flight[0], _corners(flight[1])] if flight else None
    layers = ",".join(f"{{{members(drawing)}}}" for drawing in drawings)
    return (
        f'{{"layers":[{layers}],"tiles":{script_json(tiles)},"fly":{script_json(command)},'
        f'"edit":{script_json(edit)},"scan":{script_json(scan)}}}'
    )


def scene_group(arguments: str) -> folium.FeatureGroup:
    """Return a scene as the group that the component puts on the map."""
    group = folium.FeatureGroup()
    group.add_child(_Call("scene", arguments))
    return group


def members(drawing: Drawing) -> str:
    """Return a drawing as the members of a JSON object that the map's own script draws."""
    return (
        f'{_features(drawing)},"styles":{script_json(_styles(drawing))},'
        f'"interactive":{script_json(drawing.interactive)}'
    )


def _styles(drawing: Drawing) -> list[Style | None]:
    """Styles by number; of many those alone that something is drawn in."""
    if len(drawing.styles) < _MANY_STYLES or isinstance(drawing.items, PointCloud):
        return list(drawing.styles)
    used = {item.symbol for item in drawing.items}
    return [style if number in used else None for number, style in enumerate(drawing.styles)]


def _features(drawing: Drawing) -> str:
    if isinstance(drawing.items, PointCloud):
        return f'"cloud":{script_json(told(drawing.items, drawing.source))}'
    labels = ",".join(item.label for item in drawing.items if item.label)
    return f'"data":{collection(drawing.items)},"labels":[{labels}]'


def _corners(bounds: Bounds) -> list[list[float]]:
    west, south, east, north = bounds
    return [[south, west], [north, east]]
