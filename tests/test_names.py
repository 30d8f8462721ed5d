"""A public class of the product has a name of its own: none means several things."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("geo", "layers", "sheets", "views", "planmap")


def test_no_two_public_classes_share_a_name():
    where = defaultdict(list)
    for path in sorted(each for name in PACKAGES for each in (ROOT / name).rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where[node.name].append(path.relative_to(ROOT).as_posix())
    assert len(where) > 150
    assert {name: paths for name, paths in where.items() if len(paths) > 1} == {}
