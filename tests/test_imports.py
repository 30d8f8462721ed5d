"""No module needs, on any way, one that needs it: neither at its top nor within a function."""

import ast
from pathlib import Path

import networkx
import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("geo", "layers", "sheets", "views", "planmap")


def name_of(path, root):
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def modules(root):
    """Files of the program by the names of their modules."""
    paths = [
        *root.glob("app.py"),
        *(path for name in FOLDERS for path in (root / name).rglob("*.py")),
    ]
    return {name_of(path, root): path for path in paths}


def named(node, known):
    """Names that a node imports, also by `import_module` of a text; not for checks of types."""
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        for alias in node.names:
            inner = f"{node.module}.{alias.name}"
            yield inner if inner in known else node.module
    elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
        yield from (each.value for each in node.args if isinstance(each, ast.Constant))
    for child in ast.iter_child_nodes(node):
        yield from named(child, known)


def needs(root):
    """Which module needs which, as a directed graph."""
    known, graph = modules(root), networkx.DiGraph()
    for name, path in known.items():
        graph.add_node(name)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found = {module_of(each, known) for each in named(tree, known)} - {"", name}
        graph.add_edges_from((name, other) for other in found)
    return graph


def module_of(name, known):
    """The module that holds what is named, "" where it is none of ours."""
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name


def circles(graph):
    return [sorted(part) for part in networkx.strongly_connected_components(graph) if len(part) > 1]


def test_no_circle_of_imports():
    graph = needs(ROOT)
    assert len(graph) > 400
    assert graph.number_of_edges() > 2000
    assert circles(graph) == []


@pytest.mark.parametrize(
    "back",
    [
        "import geo.a",
        "from geo.a import one",
        "from geo import a",
        "def f():\n    from geo import a",
        "from importlib import import_module\ndef f():\n    return import_module('geo.a').one",
    ],
)
def test_a_circle_is_found_wherever_the_import_stands(tmp_path, back):
    for name in FOLDERS:
        (tmp_path / name).mkdir()
    (tmp_path / "geo" / "__init__.py").write_text("", "utf-8")
    (tmp_path / "geo" / "a.py").write_text("import layers.b\none = 1\n", "utf-8")
    (tmp_path / "layers" / "b.py").write_text(f"{back}\n", "utf-8")
    assert circles(needs(tmp_path)) == [["geo.a", "layers.b"]]


def test_a_type_alone_is_no_need(tmp_path):
    for name in FOLDERS:
        (tmp_path / name).mkdir()
    text = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import geo.a\n"
    (tmp_path / "geo" / "a.py").write_text("import geo.b\n", "utf-8")
    (tmp_path / "geo" / "b.py").write_text(text, "utf-8")
    assert circles(needs(tmp_path)) == []
