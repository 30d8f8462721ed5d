"""The page's placing (落图): what is edited on the map, and what was typed beside it."""

from typing import Any

from geo.project_file.checks import maybe, record, text, whole
from views.state.model import Key

_SHAPE = maybe(text(2_000_000))
_ITEM = text(120, r"[a-z-]{1,40}:.{1,78}")

EDIT = Key[dict[str, Any] | None](
    "map-edit",
    None,
    maybe(
        record(
            number=whole(0, 1_000_000_000),
            item=_ITEM,
            title=text(300),
            kinds=text(40, r"(point|line|area)(,(point|line|area))*"),
            start=_SHAPE,
            gaps=_SHAPE,
            draft=_SHAPE,
            stroke=_SHAPE,
            told=text(500),
        )
    ),
)
"""The edit on the map as plain values of `views.placing.map_edit.MapEdit`, None for none."""

COMMANDS = Key("map-edit-commands", 0)
"""Commands that were given to the map's editor."""

HEARD = Key("map-edit-heard", "")
"""Mark of the last message of the editor."""
