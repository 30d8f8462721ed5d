"""The drawing of the imports and the list of modules are those of the code."""

import re

import pytest

from tools import import_diagram
from tools.generated import stale, with_part
from tools.headless import ROOT

PAPER = (ROOT / "docs/architecture.md").read_text("utf-8")


def test_drawing_and_list_are_as_the_code_is():
    assert stale(import_diagram.papers()) == [], "run python -m tools.import_diagram"


def test_what_the_paper_names_is_there():
    named = set(re.findall(r"`((?:app\.py|[a-z_]+/)[\w./]*)`", PAPER))
    assert len(named) > 30
    assert {name for name in named if not (ROOT / name).exists()} == set()


@pytest.fixture
def source(tmp_path, monkeypatch):
    monkeypatch.setattr(import_diagram, "ROOT", tmp_path)
    (tmp_path / "views/inner").mkdir(parents=True)
    (tmp_path / "geo").mkdir()
    return tmp_path


def test_every_kind_of_import_is_seen(source):
    path = source / "views/inner/page.py"
    path.write_text(
        "import geo.a\nfrom geo import b, c\nfrom geo.d import thing\n"
        "def f():\n    import geo.e\nlater('geo.f')\nimport os\n"
    )
    known = {f"geo.{name}" for name in "abdef"} | {"geo"}
    found = set(import_diagram.imported(path, known))
    assert found == known  # c is a name of geo itself


@pytest.mark.usefixtures("source")
def test_arrows_go_between_rooms_alone():
    imports = {
        "views.inner.page": {"views.inner.part", "views.words", "geo.a"},
        "views.words": {"geo.a"},
    }
    assert import_diagram.edges(imports, 1) == {("views", "geo")}
    assert import_diagram.edges(imports, 2) == {
        ("views.inner", "views"),
        ("views.inner", "geo"),
        ("views", "geo"),
    }
    drawn = import_diagram.mermaid({("views.inner", "geo")}, [("views.inner", "x/"), ("geo", "y/")])
    assert drawn.splitlines()[2:-1] == [
        '  views_inner["x/"]',
        '  geo["y/"]',
        "  views_inner --> geo",
    ]


def test_a_part_is_put_between_its_markers_or_refused(tmp_path):
    paper = tmp_path / "paper.md"
    paper.write_text("a\n<!-- x: begin -->\nold\n<!-- x: end -->\nb\n", "utf-8")
    wanted = "a\n<!-- x: begin -->\nn\\1ew\n<!-- x: end -->\nb\n"
    assert with_part(paper, "x", "n\\1ew") == wanted
    with pytest.raises(ValueError, match=r"paper\.md"):
        with_part(paper, "y", "")
