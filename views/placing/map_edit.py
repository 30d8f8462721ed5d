"""What is edited on the map: begun by a numbered command, held by the browser, told back here."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple, TypeGuard

from shapely.geometry.base import BaseGeometry

from geo.drawn_shape import drawn_shape, geojson_of, places_of
from geo.errors import DataError
from geo.shape_edits import cut, joined, pierced
from views import writer
from views.state.placing import COMMANDS, EDIT, HEARD

LAYER: Final = "edit"
"""What the editor's messages call their layer."""

POINT, LINE, AREA = "point", "line", "area"
_MODES: Final = ("draw", "cut", "hole")


class MapEdit(NamedTuple):
    """An edit; shapes are GeoJSON texts in EPSG:4326, None where there is none.

    `start` is what the last command began with, `draft` what was drawn since (`null` for all
    removed), `stroke` the unfinished line with its tool.
    """

    number: int
    item: str  # table:id
    title: str
    kinds: str  # that may be drawn, with commas
    start: str | None = None
    gaps: str | None = None
    draft: str | None = None
    stroke: str | None = None
    told: str = ""

    @property
    def last(self) -> str | None:
        """What is drawn now."""
        return self.start if self.draft is None else self.draft


def current() -> MapEdit | None:
    """What is edited, None where nothing is."""
    held = EDIT.get()
    return MapEdit(**held) if held else None


def begin(  # noqa: PLR0913 - a shape with all that is told of it
    item: str,
    title: str,
    kinds: tuple[str, ...],
    shape_ll: BaseGeometry | None = None,
    *,
    gaps_ll: BaseGeometry | None = None,
    told: str = "",
) -> None:
    """Let an item be drawn, or propose a shape for the one that is: a step that can be undone."""
    _command(
        MapEdit(
            0,
            item,
            title[:300],
            ",".join(kinds),
            _text(geojson_of(shape_ll)),
            _text(geojson_of(gaps_ll)),
            told=told[:500],
        )
    )


def resume(held: Mapping[str, Any]) -> None:
    """Go on with an edit that was laid aside, as plain values."""
    edit = MapEdit(**held)
    _command(edit._replace(start=edit.last, draft=None, told=""))


def end() -> None:
    """Close the editor; what was drawn is forgotten."""
    EDIT.set(None)


def drawn() -> BaseGeometry | None:
    """What is drawn now, None for nothing; it may be crossed by itself."""
    edit = current()
    return drawn_shape(_read(edit.last)) if edit else None


def command() -> dict[str, Any] | None:
    """What the scene tells the map's editor."""
    edit = current()
    if edit is None or not writer.may_edit().may:
        return None
    stroke = _read(edit.stroke) or {}
    return {
        "number": edit.number,
        "item": edit.item,
        "title": edit.title,
        "shapes": edit.kinds.split(","),
        "geometry": _read(edit.start),
        "gaps": _read(edit.gaps),
        "told": edit.told,
        "keep": True,
        "drafted": edit.draft is not None or edit.stroke is not None,
        **({"sketch": stroke["places"], "mode": stroke["mode"], "kind": stroke["kind"]}
           if stroke and edit.draft is None else {}),
    }  # fmt: skip


def is_told(feature: Mapping[str, Any] | None) -> TypeGuard[Mapping[str, Any]]:
    """Whether what a map told is a message of its editor."""
    return bool(feature) and ((feature or {}).get("properties") or {}).get("layer") == LAYER


def take(feature: Mapping[str, Any]) -> None:
    """Take what the map's editor tells: a draft, or that a shape is to be cut, joined, pierced.

    Nothing is written by it; of whoever may not edit nothing is taken.
    """
    if not writer.may_edit().may:
        return
    told = feature.get("properties") or {}
    edit, mark = current(), str(told.get("mark"))[:40]
    if edit is None or told.get("id") != edit.item or mark == HEARD.get():
        return
    HEARD.set(mark)
    if told.get("op") == "again":
        _command(edit._replace(start=edit.last, draft=None, told=""))
    elif told.get("number") == edit.number:  # else of a command that is no longer the last
        try:
            _heard(edit, feature.get("geometry"), told)
        except DataError as error:
            now = current() or edit
            _command(now._replace(start=now.last, draft=None, stroke=None, told=str(error)))


def _heard(edit: MapEdit, geometry: object, told: Mapping[str, Any]) -> None:
    shape = drawn_shape(geometry)
    now = edit._replace(draft=json.dumps(geojson_of(shape)), stroke=_stroke(told))
    EDIT.set(now._asdict())
    act = _ACTS.get(str(told.get("op")))
    if act is not None and shape is not None:
        made = geojson_of(act(shape, told.get("tool")))
        _command(now._replace(start=_text(made), draft=None, stroke=None, told=""))


def _with_tool(
    act: Callable[[BaseGeometry, BaseGeometry], BaseGeometry], shape: BaseGeometry, tool: object
) -> BaseGeometry:
    drawn = drawn_shape(tool)
    if drawn is None:
        raise DataError("还没有画线；请先画再完成")
    return act(shape, drawn)


_ACTS: Final[Mapping[str, Callable[[BaseGeometry, object], BaseGeometry]]] = {
    "cut": lambda shape, tool: _with_tool(cut, shape, tool),
    "hole": lambda shape, tool: _with_tool(pierced, shape, tool),
    "join": lambda shape, _: joined(shape),
}


def _stroke(told: Mapping[str, Any]) -> str | None:
    places = places_of(told.get("sketch") or [])
    mode, kind = told.get("mode"), told.get("kind")
    if not places or mode not in _MODES or kind not in (POINT, LINE, AREA):
        return None
    return json.dumps({"places": places, "mode": mode, "kind": kind})


def _command(edit: MapEdit) -> None:
    last = current()  # of a work that was opened: its numbers may be ahead
    COMMANDS.set(max(COMMANDS.get(), last.number if last else 0) + 1)
    EDIT.set(edit._replace(number=COMMANDS.get())._asdict())


def _text(told: object) -> str | None:
    return None if told is None else json.dumps(told)


def _read(text: str | None) -> Any:  # noqa: ANN401 - JSON
    return None if text is None else json.loads(text)
