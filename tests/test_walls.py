"""The walls between the packages, as style.md draws them."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("geo", "layers", "sheets", "views", "planmap", "data", "tools", "bench", "tests")
SOURCES = sorted(
    [*ROOT.glob("*.py"), *(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))]
)
BANNED = {
    "geo": {"streamlit", "streamlit_folium", "folium", "matplotlib", "layers", "sheets", "views"},
    "layers": {"streamlit", "streamlit_folium", "matplotlib", "views"},
    "sheets": {"streamlit", "streamlit_folium", "folium", "views"},
}
MAX_LINES = 250
MAX_APP_LINES = 150


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def imported(path):
    """Top-level packages that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def calls_to_crs(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.Attribute) and node.attr == "to_crs" for node in ast.walk(tree))


def test_geo_runs_without_any_interface():
    files = [path.relative_to(ROOT).with_suffix("") for path in (ROOT / "geo").rglob("*.py")]
    names = sorted(".".join(file.parts) for file in files if file.name != "__main__")
    code = f"""
import importlib, sys
for name in {names!r}:
    importlib.import_module(name.removesuffix(".__init__"))
print(*sorted({BANNED["geo"]!r} & set(sys.modules)))
"""
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == []


@pytest.mark.parametrize("package", BANNED)
def test_no_package_imports_across_its_wall(package):
    crossings = [
        f"{name_of(path)}: {', '.join(sorted(across))}"
        for path in (ROOT / package).rglob("*.py")
        if (across := BANNED[package] & set(imported(path)))
    ]
    assert crossings == []


def test_one_module_alone_reprojects():
    product = [path for path in SOURCES if "tests" not in path.parts]
    assert [name_of(path) for path in product if calls_to_crs(path)] == ["geo/crs.py"]


def test_no_file_is_too_long():
    lengths = {name_of(path): len(path.read_bytes().splitlines()) for path in SOURCES}
    limits = {name: MAX_APP_LINES if name == "app.py" else MAX_LINES for name in lengths}
    assert {name: n for name, n in lengths.items() if n > limits[name]} == {}
