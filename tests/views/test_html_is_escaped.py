"""What the page writes as HTML is ours: every value in it has been through `escape`."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = [ROOT / "app.py", *sorted((ROOT / "views").rglob("*.py"))]
MAKERS = (
    "escape", "quote", "len", "int", "bool",
    "legend_html", "card_html", "matter_html", "change_html", "clash_html", "badges_css",
    "attached_html", "tiles_html", "states_html", "timeline_chart.axis_html",
    "indicator_html", "indicator_years_html",
)  # fmt: skip
"""Whose answer is safe: numbers, escaped words, and HTML whose own tests hold that it is."""

CONSTANTS = ("STYLE",)


def unescaped(source: str) -> list[str]:
    """Values that reach `st.html` of a module as they come."""
    tree = ast.parse(source)
    return [bad for scope in ast.walk(tree) if isinstance(scope, ast.FunctionDef)
            for call in ast.walk(scope) if isinstance(call, ast.Call)
            if isinstance(call.func, ast.Attribute) and call.func.attr == "html"
            for bad in foreign(call.args[0], assigned(scope))]  # fmt: skip


def assigned(scope: ast.FunctionDef) -> dict[str, list[ast.expr]]:
    """What each local name is set to."""
    local: dict[str, list[ast.expr]] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                local.setdefault(ast.unparse(target), []).append(node.value)
    return local


def foreign(node: ast.expr, local: dict[str, list[ast.expr]]) -> Iterator[str]:
    """Parts of what is written that are neither constant nor escaped."""
    if isinstance(node, ast.JoinedStr):
        for value in (each for each in node.values if isinstance(each, ast.FormattedValue)):
            yield from foreign(value.value, local)
    elif isinstance(node, ast.Name) and node.id in local:
        for value in local[node.id]:
            yield from foreign(value, local)
    elif not is_safe(node):
        yield ast.unparse(node)


def is_safe(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in MAKERS
    return isinstance(node, ast.Constant) or ast.unparse(node) in CONSTANTS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_value_in_the_page_s_html_is_escaped(path):
    assert unescaped(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("line", "bad"),
    [
        ("st.html(f'<b>{name}</b>')", ["name"]),
        ("st.html(f'<b>{escape(name)}</b>')", []),
        ("st.html(f'<b>{len(rows)}</b>')", []),
        ("st.html(name)", ["name"]),
        ("mark = f'<i>{title}</i>'\n    st.html(mark)", ["title"]),
        ("mark = escape(title)\n    st.html(f'<i>{mark}</i>')", []),
        ("st.html('<b>固定</b>')", []),
        ("place.html(f'<b>{row.name}</b>')", ["row.name"]),
    ],
)
def test_the_gate_itself(line, bad):
    assert unescaped(f"def show():\n    {line}\n") == bad
