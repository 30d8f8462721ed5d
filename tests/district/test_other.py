"""An invented district works from its folder alone: commands and page, with and without items.

Another 3-degree zone, other 专栏, two outlines; once without zones and items, once with one layer
of items less and another more. A process serves one district, so each is tried in its own.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pymupdf
import pytest
from docx import Document

from tools.other_district import write_bare, write_full, write_roadless

ROOT = Path(__file__).parents[2]
OURS = re.compile("青云谱|南昌|十四五|专栏[4-8]|一核|洪都|117")

COMMANDS = """
import sys
from planmap.__main__ import main
for words in {words}:
    code = main(words)
    assert code == 0, (words, code)
"""

PAGE = """
import sys
from streamlit.testing.v1 import AppTest
from geo.district import DISTRICT
def clean(test, where):
    assert not test.exception, (where, test.exception)
    assert not test.error, (where, [each.value for each in test.error])
    return test
from views.state.plan_map import PANELS
test = AppTest.from_file("app.py", default_timeout=60)
clean(test.run(), "first")
for panel in PANELS:
    test.session_state["panel"] = panel
    clean(test.run(), panel)
from views.state.lifecircle import PANELS as CIRCLES
test = AppTest.from_string("import views.lifecircle.page as page; page.show()", default_timeout=60)
clean(test.run(), "circles")
for panel in CIRCLES:
    test.session_state["lc-panel"] = panel
    clean(test.run(), panel)
print(test.markdown[0].value)
"""


def run(folder, code):
    """What a process of that district prints."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PLANMAP_DATA": str(folder)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="module", params=[write_bare, write_full], ids=["bare", "full"])
def made(request, tmp_path_factory):
    """Folder of the district, folder of what every command made of it."""
    home = tmp_path_factory.mktemp("district")
    data, out = request.param(home / "data"), home / "out"
    out.mkdir()
    verbs = [
        ["export", "-o", f"{out}/all.zip", "--system", "EPSG:4547"],
        ["sheet", "--out", f"{out}/sheet.pdf"],
        ["sheet", "--out", f"{out}/public.pdf", "--mode", "公开示意图"],
        ["atlas", "--out", f"{out}/atlas.pdf", "--subjects", "zones,projects,schools"],
        ["report", "--out", f"{out}/report.docx"],
        ["lifecircle", "-o", f"{out}/lc", "--plan"],
        ["network", "import", f"{data}/roads.geojson", "-o", f"{out}/net.gpkg"],
        ["read", f"{data}/roads.geojson", "-o", f"{out}/read.gpkg"],
    ]
    run(data, COMMANDS.format(words=repr(verbs)))
    return data, out


def text_of(path):
    return "".join(page.get_text() for page in pymupdf.open(path))


def test_sheets_atlas_and_report_speak_of_it_alone(made):
    _, out = made
    for name in ("sheet.pdf", "public.pdf", "atlas.pdf"):
        words = re.sub(r"\s", "", text_of(out / name))
        assert "临江新区更新行动" in words, name
        assert OURS.findall(words) == [], name
    assert "CGCS2000/3度带高斯-克吕格投影，中央经线114°E" in re.sub(
        r"\s", "", text_of(out / "sheet.pdf")
    )
    told = "\n".join(each.text for each in Document(out / "report.docx").paragraphs)
    assert "《临江新区城市更新行动方案》" in told
    assert "2024—2028 年" in told
    assert OURS.findall(told) == []


def test_what_is_exported_lies_in_its_zone(made):
    """The south-west corner, 113.62°E 29.48°N, is 36.9 km west of 114°E."""
    _, out = made
    with ZipFile(out / "all.zip") as archive:
        names = [name for name in archive.namelist() if name.endswith(".geojson")]
        roads = next(name for name in names if name.startswith("主要道路"))
        first = json.loads(archive.read(roads))["features"][0]["geometry"]["coordinates"][0]
    assert first[0] == pytest.approx(500_000 - 36_860, abs=60)
    assert first[1] == pytest.approx(3_262_500, abs=500)


def test_its_life_circles_are_counted(made):
    """48 of 54 estates lie in the two outlines: a column of six stands between them."""
    data, out = made
    rows = (out / "lc" / "分区占比.csv").read_text("utf-8-sig").splitlines()
    whole = next(row.split(",") for row in rows if "全区" in row and "小学" in row)
    assert "48" in whole
    method = (out / "lc" / "方法说明.txt").read_text("utf-8-sig")
    assert OURS.findall(method) == []
    assert ("西城养老院" in method or "LJ-003" in method) == (data / "projects.csv").exists()


def test_its_pages_show_every_panel(made):
    data, _ = made
    assert "48 处小区中" in run(data, PAGE)


def test_a_district_without_streets_is_measured_straight(tmp_path):
    """Page, report and a chosen straight line work; walking is refused in a sentence."""
    data = write_roadless(tmp_path / "data")
    told = run(data, PAGE + "\nprint(test.selectbox(key='lc-how').options)\n")
    assert "48 处小区中" in told
    assert "['直线×绕行系数', '直线距离']" in told
    verbs = [
        ["report", "--out", f"{tmp_path}/report.docx"],
        ["lifecircle", "-o", f"{tmp_path}/lc", "--straight"],
    ]
    run(data, COMMANDS.format(words=repr(verbs)))
    walked = "import sys\nfrom planmap.__main__ import main\n"
    walked += f"print(main(['lifecircle', '-o', '{tmp_path}/walked']), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", walked],
        cwd=ROOT, env={**os.environ, "PLANMAP_DATA": str(data)}, capture_output=True, text=True,
        timeout=300, check=False,
    )  # fmt: skip
    assert "没有道路数据，不能按路网步行" in done.stderr
    assert done.stderr.split()[-1] == "2"
