"""The table of choices holds every lasting widget of the app, with the options it offers."""

import ast
from pathlib import Path

import pytest

from geo.errors import DataError
from geo.lifecircle.decay import Decay
from geo.lifecircle.rules import load_rules, presets, rules_csv
from geo.plan_data import load_plan
from geo.project_file.checks import NotOfferedError
from geo.project_file.fields import FIELDS, LOOK, NOT_KEPT, check_of
from layers import LAYERS
from layers.backgrounds import NAMES
from layers.own_look import INKS, SHAPES
from layers.palettes import PALETTES
from sheets.request import MODES, ORIENTATIONS, PAPERS, RESOLUTIONS
from views.circles import areas, own_state, settings, site_panel, uses
from views.filter_keys import KEYS, PLACED_WORDS
from views.ring_state import MERGED, SEPARATE

ROOT = Path(__file__).parents[2]

OFFERED = {
    "pal": tuple(PALETTES),
    "bg": NAMES,
    "placed": tuple(PLACED_WORDS),
    "ring-mode": (MERGED, SEPARATE),
    "sheet-paper": PAPERS,
    "sheet-turn": ORIENTATIONS,
    "sheet-mode": MODES,
    "sheet-dpi": RESOLUTIONS,
    "lc-how": settings.METHODS,
    "lc-unstated": own_state.UNSTATED,
    "lc-areas": areas.DRAWN,
    "lc-aim": ("覆盖最多", "步行最短"),
    "lc-from": (site_panel.ESTATES, site_panel.JUNCTIONS, site_panel.GRID, site_panel.LAYER),
    "lc-decay": tuple(str(each) for each in Decay),
}


def beginning(key):
    """Text of a widget's key up to its first variable part; "" where it is no literal."""
    if isinstance(key, ast.Constant):
        return str(key.value)
    first = key.values[0] if isinstance(key, ast.JoinedStr) else None
    return str(first.value) if isinstance(first, ast.Constant) else ""


def lasting_widgets():
    """File and key of every widget whose value lasts: bound to the URL or kept for the session."""
    for path in sorted((ROOT / "views").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = {word.arg: word.value for word in getattr(node, "keywords", [])}
            if (
                isinstance(node, ast.Call)
                and "key" in named
                and {"bind", "persist_state"} & set(named)
            ):
                yield path.name, beginning(named["key"])


def test_every_lasting_widget_is_kept_or_named_as_not_kept():
    found = {(file, key) for file, key in lasting_widgets() if key}
    lost = {
        f"{file}: {key}"
        for file, key in found
        if key not in NOT_KEPT and check_of(key) is None and check_of(f"{key}x") is None
    }
    assert len(found) > 25
    assert lost == set(), "add them to geo/project_file/fields.py: FIELDS, PREFIXES or NOT_KEPT"


def test_the_filter_is_kept():
    assert {each.key for each in KEYS.values()} <= set(FIELDS)


@pytest.mark.parametrize("key", OFFERED)
def test_every_option_of_the_app_is_taken_and_no_other(key):
    for option in OFFERED[key]:
        assert FIELDS[key](option, key) == option
    other = 77 if isinstance(OFFERED[key][0], int) else "没有的选项"
    if key != "lc-decay":
        with pytest.raises(NotOfferedError, match="现在没有"):
            FIELDS[key](other, key)


def test_ids_of_the_plan_make_keys():
    plan = load_plan(ROOT / "data")
    rules = load_rules(ROOT / "data")
    assert all(check_of(f"on-{spec.layer_id}") for spec in LAYERS)
    assert all(check_of(f"alpha-{spec.layer_id}") for spec in LAYERS)
    assert all(check_of(f"lc-plan-{name}") for name in plan.projects.index)
    assert all(check_of(f"lc-walk-{name}") for name in rules.index)
    assert all(FIELDS["lc-svc"](name, "") for name in rules.index)
    assert all(FIELDS["lc-std"](name, "") for name in presets(rules))


@pytest.mark.parametrize("key", ["", "on-", "on-a/b", "map", "tdt", "lc-network", "__dict__"])
def test_other_keys_are_not_kept(key):
    assert check_of(key) is None


def test_the_edited_rules_are_read_as_rules():
    text = rules_csv(load_rules(ROOT / "data"))
    assert FIELDS["lc-rules"](text, "choices.lc-rules") == text
    assert FIELDS["lc-rules"]("", "choices.lc-rules") == ""
    with pytest.raises(DataError, match="choices.lc-rules"):
        FIELDS["lc-rules"](text.replace("radius_m", "radius"), "choices.lc-rules")


@pytest.mark.parametrize(
    ("view", "good"),
    [
        ("115.88,28.58,115.95,28.66", True),
        ("115.880000,28.580000,115.950000,28.660000", True),
        ("115.88,28.58,115.95", False),
        ("115.88,28.58,115.95,28.66,", False),
        ("a,b,c,d", False),
    ],
)
def test_a_view_is_four_numbers(view, good):
    if good:
        assert FIELDS["view"](view, "view") == view
    else:
        with pytest.raises(DataError, match="view"):
            FIELDS["view"](view, "view")


def test_a_look_is_one_that_the_app_offers():
    assert [LOOK["ink"](ink, "") for ink in ("", *INKS)] == ["", *INKS]
    assert [LOOK["shape"](shape, "") for shape in ("", *SHAPES)] == ["", *SHAPES]
    for name, wrong in (("ink", "黄"), ("shape", "心")):
        with pytest.raises(DataError, match=wrong):
            LOOK[name](wrong, name)


def test_a_filter_of_an_own_layer_is_kept_as_it_is():
    rules = [{"column": "类别", "one_of": ["药店"], "low": 0.0, "high": 0.0}]
    kept = {"text": "甲", "rules": rules}
    assert LOOK["filter"](kept, "filter") == kept
    with pytest.raises(DataError, match="rules"):
        LOOK["filter"]({"text": "", "rules": [{"column": "类别"}]}, "filter")


def test_uses_of_imported_layers_name_them_by_their_place():
    use = {"role": "设施", "layer": "0", "title": "甲", "kind": "小学", "column": "", "stage": ""}
    use |= {"instead": True, "spacing_m": 50.0, "tolerance_m": 1.0}
    assert FIELDS["lc-own"]([use], "") == [use]
    for wrong in ({"layer": "abcDEF_1"}, {"layer": ""}, {"role": "x"}, {"spacing_m": 0.0}):
        with pytest.raises(DataError):
            FIELDS["lc-own"]([use | wrong], "lc-own")


def test_the_roles_of_imported_layers_are_those_of_the_page():
    for role in uses.ROLES:
        assert FIELDS["lc-own"]([vars(uses.Use(role, "3", "甲"))], "")
