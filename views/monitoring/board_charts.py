"""Charts of boards; every bar says its state and its number in words, wherever they fit."""

from collections.abc import Mapping
from typing import Final

import altair as alt
from pandas import DataFrame

from views.monitoring.board_rows import Drawn

STEP: Final = 62
"""Pixels of a group: its title, its bar, its flags."""

_TEXT, _QUIET, _LATE, _INK = "#262f3d", "#5b6675", "#9b1c1c", "#0b57a4"
_FLAG_X: Final = {"overdue": 0, "unplaced": 78, "unreported": 168}
_LETTER, _DIGIT, _GAP = 12, 7, 9
"""Pixels of a Chinese letter and of a digit in a bar, and of what stands around its words."""

_HALF_WAY = 0.18
"""Luminance at which white and black stand out alike."""


def states(drawn: Drawn, colours: Mapping[str, str]) -> alt.LayerChart:
    """Return the chart of the states of groups; a colour by state."""
    segments = drawn.layers["segments"]
    most = float(segments["x1"].max())
    paint = _paint(segments, colours)
    bars = _chart(paint, drawn.groups, most).mark_rect(stroke="#ffffff", cursor="pointer")
    bars = bars.encode(
        x2="x1:Q", y2="y1:Q", color=alt.Color("colour:N", scale=None), tooltip=_tip()
    )
    wide = f"(datum.x1 - datum.x0) / {most} * width"
    fitting = f"{wide} > datum.need ? datum.words : {wide} > datum.least ? datum.number : ''"
    middle = {"x": (paint["x0"] + paint["x1"]) / 2, "y": (paint["y0"] + paint["y1"]) / 2}
    words = (
        alt.Chart(paint.assign(**middle))
        .transform_calculate(fits=fitting)
        .mark_text(fontSize=12, cursor="pointer")
        .encode(
            x=_x("x", most),
            y=_y("y", drawn.groups),
            text="fits:N",
            color=alt.Color("ink:N", scale=None),
            tooltip=_tip(),
        )
    )
    flags = [_flag(drawn, name, at) for name, at in _FLAG_X.items()]
    titles = drawn.layers["titles"]
    under = [_grounds(titles, drawn.groups), _texts(titles, drawn.groups, bold=True)]
    return _whole([*under, bars, words, *flags], drawn.groups)


def money(drawn: Drawn) -> alt.LayerChart:
    """Return the chart of what was planned (hollow) and done (full)."""
    planned, done = drawn.layers["planned"], drawn.layers["done"]
    most = max((float(each["x1"].max()) for each in (planned, done) if len(each)), default=1.0)
    above = drawn.layers["above"]
    layers = [_grounds(above, drawn.groups), _texts(above, drawn.groups, bold=True)]
    hollow = {"fill": "#ffffff", "stroke": _TEXT, "strokeDash": [4, 2]}
    for frame, look in ((planned, hollow), (done, {"fill": _INK, "stroke": _INK})):
        if len(frame):
            bars = _chart(frame, drawn.groups, most).mark_rect(cursor="pointer", **look)
            layers.append(bars.encode(x2="x1:Q", y2="y1:Q", tooltip=_tip()))
    layers.append(_texts(drawn.layers["below"], drawn.groups))
    return _whole(layers, drawn.groups)


def _whole(layers: list[alt.Chart], groups: int) -> alt.LayerChart:
    whole = alt.layer(*layers).properties(height=STEP * groups, padding=0)
    return whole.configure_view(stroke=None)


def _grounds(frame: DataFrame, groups: int) -> alt.Chart:
    """Unseen grounds of groups: a click beside a bar is a click on its group."""
    top = frame["y"].astype(int)
    rows = alt.Chart(frame.assign(y0=top, y1=top + 1))
    ground = rows.mark_rect(color="#ffffff", opacity=0, cursor="pointer")
    return ground.encode(x=alt.value(0), x2=alt.value("width"), y=_y("y0", groups), y2="y1:Q")


def _chart(frame: DataFrame, groups: int, most: float) -> alt.Chart:
    return alt.Chart(frame).encode(x=_x("x0", most), y=_y("y0", groups))


def _x(column: str, most: float) -> alt.X:
    return alt.X(f"{column}:Q", axis=None, scale=alt.Scale(domain=[0, most], nice=False))


def _y(column: str, groups: int) -> alt.Y:
    scale = alt.Scale(domain=[0, groups], reverse=True, nice=False, zero=False)
    return alt.Y(f"{column}:Q", axis=None, scale=scale)


def _texts(frame: DataFrame, groups: int, *, bold: bool = False) -> alt.Chart:
    return (
        alt.Chart(frame)
        .mark_text(
            align="left",
            fontSize=12.5 if bold else 12,
            fontWeight=600 if bold else 400,
            color=_TEXT if bold else _QUIET,
            cursor="pointer",
            limit=alt.ExprRef("width"),
        )
        .encode(x=alt.value(0), y=_y("y", groups), text="words:N", tooltip=_tip("words"))
    )


def _flag(drawn: Drawn, name: str, at: int) -> alt.Chart:
    colour = _LATE if name == "overdue" else _QUIET
    return (
        alt.Chart(drawn.layers[name])
        .mark_text(align="left", fontSize=12)
        .encode(
            x=alt.value(at),
            y=_y("y", drawn.groups),
            text="words:N",
            color=alt.condition("datum.n > 0", alt.value(colour), alt.value("#8a929d")),
            tooltip=_tip("words"),
        )
    )


def _paint(segments: DataFrame, colours: Mapping[str, str]) -> DataFrame:
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


def _tip(column: str = "tip") -> list[alt.Tooltip]:
    """What a mark says; without it Vega-Lite hears no click on a mark of this layer."""
    return [alt.Tooltip(f"{column}:N", title="")]
