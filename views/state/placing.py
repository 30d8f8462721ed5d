"""The page's placing (落图): what is edited on the map, and what was typed beside it."""

from typing import Any

from geo.placing.compass import DIRECTIONS
from geo.project_file.checks import flag, many, maybe, named, number, one_of, record, text, whole
from views.state.model import Key, KeyFamily

_SHAPE = maybe(text(2_000_000))
_ITEM_FORM = r"[a-z-]{1,40}:.{1,78}"
_ITEM = text(120, _ITEM_FORM)
_NAME = maybe(text(300))
_LIMITS = many(text(300), 8)

_EDIT = maybe(
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
)

EDIT = Key[dict[str, Any] | None]("map-edit", None, _EDIT)
"""The edit on the map as plain values of `views.placing.map_edit.MapEdit`, None for none."""

ASIDE = Key[dict[str, Any] | None]("map-edit-aside", None, _EDIT)
"""The edit that was laid aside while a road is added."""

COMMANDS = Key("map-edit-commands", 0)
"""Commands that were given to the map's editor."""

HEARD = Key("map-edit-heard", "")
"""Mark of the last message of the editor."""

ITEM = Key[str | None]("placing-item", None, maybe(_ITEM))
"""What is to be placed: table and id."""

FOLLOWED = Key("placing-followed", -1)
"""Number of the selection that the panel has followed; below 0 for none yet."""

DRAW, ALONG, BOUNDED, SIDE, NEAR, JUNCTION, PASTED, FILE, FEATURE = WAYS = (
    "在地图上画", "按路段", "按四至", "道路一侧", "距某处", "交叉口",
    "粘贴坐标", "界址点文件", "导入图层的要素",
)  # fmt: skip
_TYPED = "placing-"

WAY = KeyFamily(f"{_TYPED}way-", DRAW, one_of(*WAYS))
"""How an item is placed."""


def _plain(value: object, where: str) -> Any:  # noqa: ANN401 - as it came
    if isinstance(value, (list, tuple)):
        return _LIMITS(value, where)
    return (_NAME if value is None or isinstance(value, str) else number(0, 100_000))(value, where)


FILLED = KeyFamily[dict[str, Any]](f"{_TYPED}filled-", {}, named(_plain, 20))
"""What the plan's words put into the fields, by key: it is nobody's work yet."""

BEGUN = KeyFamily(f"{_TYPED}begun-", start=False, check=flag)
"""Whether the plan's words were read into the fields."""

BASIS = KeyFamily(f"{_TYPED}basis-", "", text(2_000))
ACCURACY = KeyFamily[float | None](f"{_TYPED}accuracy-", None, maybe(number(0, 5_000)))
DOCUMENT = KeyFamily(f"{_TYPED}document-", "", text(2_000))
WHY = KeyFamily(f"{_TYPED}why-", "", text(2_000))
"""What is told of a place, each family by item: nothing typed for one is lost to another."""

NAME = KeyFamily(f"{_TYPED}name-", "", text(200))
GRADE = KeyFamily[str | None](f"{_TYPED}grade-", None, _NAME)
"""Of a road that is added."""

ROAD = KeyFamily[str | None](f"{_TYPED}road-", None, _NAME)
FROM = KeyFamily[str | None](f"{_TYPED}from-", None, _NAME)
TO = KeyFamily[str | None](f"{_TYPED}to-", None, _NAME)
LIMIT = KeyFamily[str | None](f"{_TYPED}limit-", None, _NAME)
LIMITS = KeyFamily[list[str]](f"{_TYPED}limits-", [], _LIMITS)
TOWARDS = KeyFamily[str | None](f"{_TYPED}towards-", None, maybe(one_of(*DIRECTIONS)))
METRES = KeyFamily[float | None](f"{_TYPED}metres-", None, maybe(number(0, 100_000)))
PLACE = KeyFamily(f"{_TYPED}place-", "", text(200))
PASTE = KeyFamily(f"{_TYPED}paste-", "", text(200_000))
SYSTEM = KeyFamily(f"{_TYPED}system-", "", text(60))
SHAPE = KeyFamily(f"{_TYPED}shape-", "", one_of("", "point", "line", "area"))
ORDER = KeyFamily(f"{_TYPED}order-", "", one_of("", "EN", "NE"))
LAYER = KeyFamily[str | None](f"{_TYPED}layer-", None, _NAME)
OF_LAYER = KeyFamily[str | None](f"{_TYPED}feature-", None, _NAME)

FIELDS = (
    ROAD,
    FROM,
    TO,
    LIMITS,
    TOWARDS,
    METRES,
    PLACE,
    PASTE,
    SYSTEM,
    SHAPE,
    ORDER,
    LAYER,
    OF_LAYER,
)
"""Fields of the ways of placing; `LIMIT` besides, by item and side."""

SENT = KeyFamily(f"{_TYPED}sent-", "")
"""Which file of boundary points is in the box."""

PICKED = KeyFamily(f"{_TYPED}picked-", 0)
OFFERED = KeyFamily[list[str]](f"{_TYPED}offered-", [])
ASKED = KeyFamily(f"{_TYPED}asked-", "")
"""Which of several answers was picked, those there are, and the question that they answer."""

PROPOSED = KeyFamily(f"{_TYPED}proposed-", "", text(2_000))
"""Basis that the last proposal gave."""

CHOSEN = KeyFamily(f"{_TYPED}chosen-", start=False)
"""Whether one of several parcels of a file was picked just now."""

TOLD = KeyFamily[list[str]](f"{_TYPED}told-", [])
LEAST = KeyFamily(f"{_TYPED}least-", 0.0, number(0, 100_000))
"""Metres that a proposal is uncertain by at least; 0 for what is drawn by hand."""

WRONG = KeyFamily(f"{_TYPED}wrong-", "")
FAILED = KeyFamily(f"{_TYPED}failed-", "")
"""Why nothing was drawn, and why nothing was saved."""

OF = KeyFamily(f"{_TYPED}of-", "")
"""By family and item: the inputs of which such a word was said; of others it says nothing."""

TRIED = KeyFamily(f"{_TYPED}tried-", "")
"""Which act was tried (`SAVE`, `UNDO`): what it lacks is told from then on."""

SAVE, UNDO = "save", "back"

SEEN = KeyFamily[dict[str, int]](f"{_TYPED}seen-", {}, named(whole(0, 2**53)))
"""Numbers of the changes whose values were seen when the work on an item began."""

TYPED = (BASIS, ACCURACY, DOCUMENT, WHY, NAME, GRADE)
"""What is told of a place, or of a road that is added."""

FORGOTTEN = (*TYPED, *FIELDS, WAY, PICKED, OFFERED, ASKED, PROPOSED, TOLD, LEAST, WRONG, FAILED,
             TRIED, FILLED, BEGUN)  # fmt: skip
"""What is of no use once an item is saved."""

BACK = Key("placing-back-to", "", text(120, rf"|{_ITEM_FORM}"))
"""Item that waits for a road to be added."""

SAVED = Key("placing-saved", "")
"""What was saved last, in words."""

NAMING = Key("placing-naming", "")
WAITING = Key("placing-waiting", "")
"""What is to be done once whoever does it has told his name: just asked, and asked before."""
