"""What each picture of the manual shows."""

from typing import NamedTuple

from geo.district import DISTRICT
from tools import manual_ledger_plays as ledger_plays
from tools import manual_plays as plays
from tools.manual_plays import Play


class Scene(NamedTuple):
    """One picture.

    Parameters
    ----------
    address
        Below the origin, where it begins.
    play
        What is done before the picture is taken.
    size
        Of the window in screen pixels.
    office
        Whether a made-up office has filled in the ledger (`tools.manual_office`).
    """

    address: str = ""
    play: Play = lambda *_: None
    size: tuple[int, int] = (1440, 900)
    office: bool = False


_COLUMN = next(each.name for each in DISTRICT.column if each.services)
_TELEPHONE = (390, 844)
_ALL_ON = "?on-facilities=true&on-communities=true"
_BOWEN = "?sel=education:P8-1-03"

SCENES = {
    "open": Scene(),
    "layers": Scene(_ALL_ON),
    "filter": Scene(f"?col={_COLUMN}&work=新建"),
    "search": Scene("", plays.search),
    "card": Scene(_BOWEN),
    "unplaced": Scene("", plays.panel("未落图")),
    "placing": Scene("?sel=construction:P5-2-02", ledger_plays.beside_a_road),
    "charts": Scene("", plays.charts),
    "rings": Scene("", plays.rings),
    "circles": Scene("circles"),
    "circles-matrix": Scene("circles", plays.all_kinds),
    "circles-methods": Scene("circles", plays.circle_panel("测距")),
    "circles-planned": Scene("circles", plays.planned),
    "circles-rules": Scene("circles", plays.circle_panel("标准")),
    "circles-data": Scene("circles", plays.circle_panel("数据")),
    "circles-export": Scene("circles", plays.circle_panel("导出")),
    "scenario": Scene("circles", plays.scenario),
    "siting": Scene("circles", plays.siting),
    "import": Scene("", plays.form),
    "import-datum": Scene("", plays.datum),
    "own": Scene("", plays.own),
    "own-table": Scene("", plays.own_table),
    "own-services": Scene("", plays.own_services),
    "own-demand": Scene("", plays.demand),
    "sheet": Scene("", plays.sheet),
    "public": Scene("", plays.public),
    "atlas": Scene("", plays.atlas),
    "report": Scene("", plays.report),
    "export": Scene("", plays.export),
    "project": Scene("", plays.project),
    "history": Scene(_BOWEN, ledger_plays.filled_in),
    "boards": Scene("ledger", ledger_plays.charts, office=True),
    "timeline": Scene("ledger?section=甘特", ledger_plays.charts, office=True),
    "telephone": Scene("", size=_TELEPHONE),
    "telephone-card": Scene(_BOWEN, plays.to_card, size=_TELEPHONE),
    "telephone-circles": Scene("circles", size=_TELEPHONE),
}
"""By the name of the file."""
