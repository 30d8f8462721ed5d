"""The session is read and set in one place, by typed keys."""

import ast
from pathlib import Path

from views.state.kept import FAMILIES, KEYS

ROOT = Path(__file__).parents[3]
PAGES = [
    path
    for path in sorted([ROOT / "app.py", *(ROOT / "views").rglob("*.py")])
    if "state" not in path.relative_to(ROOT).parts
]


def test_the_session_is_touched_in_one_package():
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
        for path in PAGES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if "session_state" in (getattr(node, "attr", ""), getattr(node, "name", ""))
        or (isinstance(node, ast.Constant) and node.value == "session_state")
    ]
    assert len(PAGES) > 100
    assert found == [], "use a key of views.state"


def test_no_widget_spells_the_name_of_a_key():
    """A key's name stands in `views.state` alone, whatever widget bears it."""
    spelled = [
        f"{path.relative_to(ROOT).as_posix()}:{word.value.lineno}"
        for path in PAGES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for word in getattr(node, "keywords", [])
        if word.arg == "key" and begins(word.value)
    ]
    assert spelled == []


def begins(value):
    """Whether the text of a widget's key is a name, or the beginning of one, of the session."""
    if isinstance(value, ast.Constant):
        return value.value in KEYS or any(
            str(value.value).startswith(prefix)
            for prefix, each in FAMILIES.items()
            if each.check or each.not_kept
        )
    first = value.values[0] if isinstance(value, ast.JoinedStr) else None
    return isinstance(first, ast.Constant) and first.value in FAMILIES
