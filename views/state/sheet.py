"""The forms of printed sheets, 图签 among them."""

import os

from geo.district import DISTRICT
from geo.project_file.checks import flag, text, whole
from sheets.request import MODES, ORIENTATIONS, PAPERS
from views.state.model import Choice, Key, KeyFamily

OFFICE = os.environ.get("PLANMAP_OFFICE", "")[:60]
"""编制单位 to begin with: an office that runs a server of its own names itself once, and nobody."""

_SCALE = whole(0, 500_000)
"""Denominator; 0 takes the largest at which all of it fits."""

PAPER = Choice("sheet-paper", PAPERS)
TURN = Choice("sheet-turn", ORIENTATIONS)
TITLE = Key("sheet-title", DISTRICT.map_title, text(200))
SUBTITLE = Key("sheet-sub", "", text(200))
MODE = Choice("sheet-mode", MODES)
REVIEW_NUMBER = Key("sheet-number", "", text(80))
DPI = Choice("sheet-dpi", (150, 300), 300)
"""600 dpi takes more memory than a shared server should lend: it is left to the command line."""

SCALE = Key("sheet-scale", 0, _SCALE)
CIRCLE_SCALE = Key("lc-sheet-scale", 0, _SCALE)
IMPRINT = Key("sheet-imprint", start=False, check=flag)
SIGNED = KeyFamily("sheet-by-", "", text(60))
"""By field of the 图签."""
