"""The manual speaks of what is on the screen: its pictures are there, its words the code's."""

import ast
import re
from pathlib import Path

import pytest
from PIL import Image

from geo.data_folder import SHIPPED
from tools.manual_prints import PRINTS
from tools.manual_scenes import SCENES

ROOT = Path(__file__).parents[2]
MANUAL = (ROOT / "docs/manual.zh.md").read_text("utf-8")
PAPERS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
"""Of the project that name pictures or link to each other."""

PICTURES = sorted((ROOT / "docs/manual").glob("*.png"))
MOST_BYTES = 150_000


def named(text):
    return set(re.findall(r"\(([\w./-]*manual/[\w-]+\.png)\)", text))


def test_every_picture_named_is_there_and_every_one_there_is_named():
    names = {
        name.rpartition("/")[2] for paper in PAPERS for name in named(paper.read_text("utf-8"))
    }
    assert names == {path.name for path in PICTURES}


def test_every_picture_is_made_by_the_script():
    assert {path.stem for path in PICTURES} == {*SCENES, *PRINTS}


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_a_picture_is_small_and_as_large_as_its_window(path):
    assert path.stat().st_size < MOST_BYTES
    if path.stem in SCENES:
        with Image.open(path) as picture:
            assert picture.size == SCENES[path.stem].size


def spoken():
    """Chinese words of the code and of the district's file: whole, and as patterns with gaps."""
    whole, gapped = [], []
    for package in ("app.py", "views", "layers", "sheets", "geo"):
        place = ROOT / package
        for path in [place] if place.is_file() else place.rglob("*.py"):
            tree = ast.parse(path.read_text("utf-8"))
            notes = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    whole += [] if id(node) in notes else [node.value]
                elif isinstance(node, ast.JoinedStr):
                    gapped.append(pattern(node))
    scripts = [*(ROOT / "views/web").iterdir(), *(ROOT / "layers/web").iterdir()]
    whole += [path.read_text("utf-8") for path in scripts if path.is_file()]
    others = (ROOT / "views/style.css", SHIPPED / "district.toml")
    whole += [path.read_text("utf-8-sig") for path in others]
    return "\n".join(whole), gapped


def pattern(node):
    parts = [each.value if isinstance(each, ast.Constant) else None for each in node.values]
    said = re.sub(r"[^\u4e00-\u9fff]", "", "".join(part or "" for part in parts))
    if len(said) < 2:  # such as {a}（{b}）, which holds everything
        return re.compile(r"(?!)")
    return re.compile("".join(".+" if part is None else re.escape(part) for part in parts))


def test_every_word_said_to_be_on_the_screen_stands_in_the_code():
    whole, gapped = spoken()
    words = set(re.findall(r"「([^」]+)」", MANUAL))
    assert len(words) > 100
    unknown = {
        word
        for word in words
        if word not in whole and not any(each.fullmatch(word) for each in gapped)
    }
    assert unknown == set()


def test_links_within_the_papers_lead_somewhere():
    for paper in PAPERS:
        text = paper.read_text("utf-8")
        anchors = {anchor(line) for line in text.splitlines() if line.startswith("#")}
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if target.startswith("#"):
                assert target[1:] in anchors, f"{paper.name}: {target}"
            elif not target.startswith("http"):
                assert (paper.parent / target.partition("#")[0]).exists(), f"{paper.name}: {target}"


def anchor(heading):
    """As GitHub makes it: lower case, spaces to hyphens, no punctuation."""
    words = heading.lstrip("#").strip().lower()
    return re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
