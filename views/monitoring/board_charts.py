"""Charts of boards; every bar says its state and its number in words, wherever they fit."""

from collections.abc import Mapping
from typing import Final

from pandas import DataFrame

from views.monitoring import vega
from views.monitoring.board_rows import Drawn
from views.monitoring.vega import Part

STEP: Final = 62
"""Pixels of a group: its title, its bar, its flags."""

_TEXT, _QUIET, _NONE, _LATE, _INK = "#262f3d", "#5b6675", "#8a929d", "#9b1c1c", "#0b57a4"
_FLAG_X: Final = {"overdue": 0, "unplaced": 78, "unreported": 168}
_LETTER, _DIGIT, _GAP = 12, 7, 9
"""Pixels of a Chinese letter and of a digit in a bar, and of what stands around its words."""

_HALF_WAY = 0.18
"""Luminance at which white and black stand out alike."""


def states(drawn: Drawn, colours: Mapping[str, str]) -> Part:
    """Return the chart of the states of groups; a colour by state."""
    painted = _painted(drawn.layers["segments"], colours)
    titles, most = drawn.layers["titles"], float(painted["x1"].max())
    layers = [
        _grounds(titles, drawn.groups),
        _texts(titles, drawn.groups, bold=True),
        _bars(painted, drawn.groups, most, {"stroke": "#ffffff"}, vega.as_told("colour")),
        _numbers(painted, drawn.groups, most),
        *(_flags(drawn, name, at) for name, at in _FLAG_X.items()),
    ]
    return vega.chart(layers, STEP * drawn.groups)


def money(drawn: Drawn) -> Part:
    """Return the chart of what was planned (hollow) and done (full)."""
    planned, done, above = (drawn.layers[name] for name in ("planned", "done", "above"))
    most = max((float(each["x1"].max()) for each in (planned, done) if len(each)), default=1.0)
    hollow = {"fill": "#ffffff", "stroke": _TEXT, "strokeDash": [4, 2]}
    layers = [
        _grounds(above, drawn.groups),
        _texts(above, drawn.groups, bold=True),
        _bars(planned, drawn.groups, most, hollow),
        _bars(done, drawn.groups, most, {"fill": _INK}),
        _texts(drawn.layers["below"], drawn.groups),
    ]
    return vega.chart(layers, STEP * drawn.groups)


def _grounds(rows: DataFrame, groups: int) -> Part:
    """Unseen grounds of groups: a click beside a bar is a click on its group."""
    top = rows["y"].astype(int)
    across = {"x": {"value": 0}, "x2": {"value": "width"}}
    down = {"y": vega.axis("y0", [0, groups], reverse=True), "y2": {"field": "y1"}}
    look = {"color": "#ffffff", "opacity": 0}
    return vega.layer(rows.assign(y0=top, y1=top + 1), "rect", look, across | down, "words")


def _bars(
    rows: DataFrame, groups: int, most: float, look: Part, colour: Part | None = None
) -> Part:
    encoding = vega.boxes([0, most], [0, groups]) | ({"color": colour} if colour else {})
    return vega.layer(rows, "rect", look, encoding, "tip")


def _numbers(painted: DataFrame, groups: int, most: float) -> Part:
    """What stands in bars: state and number, the number alone, nothing, as there is room."""
    wide = f"(datum.x1 - datum.x0) / {most} * width"
    fits = f"{wide} > datum.need ? datum.words : {wide} > datum.least ? datum.number : ''"
    rows = painted.assign(
        x=(painted["x0"] + painted["x1"]) / 2, y=(painted["y0"] + painted["y1"]) / 2
    )
    encoding = {
        "x": vega.axis("x", [0, most]),
        "y": vega.axis("y", [0, groups], reverse=True),
        "text": {"field": "fits", "type": "nominal"},
        "color": vega.as_told("ink"),
    }
    told = vega.layer(rows, "text", {"fontSize": 12}, encoding, "tip")
    return {**told, "transform": [{"calculate": fits, "as": "fits"}]}


def _texts(rows: DataFrame, groups: int, *, bold: bool = False) -> Part:
    look = {"fontSize": 12.5, "fontWeight": 600, "color": _TEXT} if bold else {"fontSize": 12}
    return _at(rows, groups, 0, {"color": _QUIET, "limit": {"expr": "width"}, **look})


def _flags(drawn: Drawn, name: str, at: int) -> Part:
    colour = _LATE if name == "overdue" else _QUIET
    told = _at(drawn.layers[name], drawn.groups, at, {"fontSize": 12})
    some = {"condition": {"test": "datum.n > 0", "value": colour}, "value": _NONE}
    return {**told, "encoding": told["encoding"] | {"color": some}}


def _at(rows: DataFrame, groups: int, across: int, look: Part) -> Part:
    """Words that begin at a pixel of each group."""
    encoding = {
        "x": {"value": across},
        "y": vega.axis("y", [0, groups], reverse=True),
        "text": {"field": "words", "type": "nominal"},
    }
    return vega.layer(rows, "text", {"align": "left", **look}, encoding, "words")


def _painted(segments: DataFrame, colours: Mapping[str, str]) -> DataFrame:
    """Colours of segments, of their words, and the pixels that these need."""
    told = list(zip(segments["state"], segments["number"], strict=True))
    return segments.assign(
        colour=segments["state"].map(colours),
        ink=[_ink(colours[state]) for state in segments["state"]],
        need=[_LETTER * len(state) + _DIGIT * len(number) + _GAP for state, number in told],
        least=[_DIGIT * len(number) + 3 for _, number in told],
    )


def _ink(colour: str) -> str:
    """White on what is dark, else near black (relative luminance of WCAG 2.2)."""
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#ffffff" if light < _HALF_WAY else "#14181f"


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
