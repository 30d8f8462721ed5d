"""The first day with another office's file: dropped, seen right, buffered, printed, sent on."""

import base64
import re
from zipfile import ZipFile

import pymupdf
import pyogrio
import pytest
from geopandas import GeoDataFrame
from shapely import Point

pytestmark = pytest.mark.browser

EAST, NORTH = 39_392_000.0, 3_168_000.0
"""Near the middle of the district, EPSG:4527; 115.895632 E, 28.623144 N by PROJ."""

DROP = """([at, name, content]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name, { type: "application/zip" }));
  const zone = document.querySelectorAll(at)[0];
  for (const kind of ["dragenter", "dragover", "drop"])
    zone.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true }));
}"""


@pytest.fixture
def sent(tmp_path):
    """A zipped shapefile in GBK, zone 39, no .cpg: a square of four estates with households."""
    spots = [Point(EAST + 400 * (at % 2), NORTH + 400 * (at // 2)) for at in range(4)]
    table = {"小区名称": ["安居苑", "和谐里", "象湖村", "青云坊"], "户数": [320, 150, 90, 410]}
    folder = tmp_path / "shp"
    folder.mkdir()
    frame = GeoDataFrame(table, geometry=spots, crs=4527)
    pyogrio.write_dataframe(frame, folder / "房管局小区.shp", encoding="GBK")
    (folder / "房管局小区.cpg").unlink()
    with ZipFile(tmp_path / "房管局小区.zip", "w") as archive:
        for part in sorted(folder.iterdir()):
            archive.write(part, part.name)
    return tmp_path / "房管局小区.zip"


def drop(seen, path):
    """Drag the file onto the panel 导入 and read it in."""
    seen.panel("导入")
    content = base64.b64encode(path.read_bytes()).decode()
    seen.page.evaluate(DROP, ["[data-testid=stFileUploaderDropzone]", path.name, content])
    go = seen.page.get_by_role("button", name="读入并上图")
    go.wait_for()
    go.click()
    seen.page.get_by_text("读入 4 行，上图 4 处").first.wait_for()
    seen.settle()


def own_spots(seen):
    """Names and places of the imported features on the map."""
    return seen.frame().evaluate(
        """() => { const found = {}; map.eachLayer((each) => {
             const told = each.feature && each.feature.properties;
             if (told && String(told.layer).startsWith("own-"))
               found[told.tip.split("\\n")[0]] = [each.getLatLng().lng, each.getLatLng().lat];
           }); return found; }"""
    )


def buffer_500_m(seen):
    """Ask for the ring of 500 m around the imported layer alone."""
    seen.panel("缓冲")
    box = seen.page.locator(".st-key-ring-origin")
    box.locator("input").fill("房管局")
    seen.page.get_by_role("option", name="房管局小区").click()
    seen.settle()
    seen.page.keyboard.press("Escape")
    box.locator("[aria-label*='学校与体育']").first.click()
    seen.settle()


def rings(seen):
    return seen.frame().evaluate(
        "Object.values(map._layers).filter((l) => l.feature && "
        "l.feature.properties.layer === 'rings' && l.options.fill).length"
    )


def saved(seen, button, target):
    seen.panel("出图")
    with seen.page.expect_download(timeout=60_000) as waiting:
        seen.page.get_by_role("button", name=button).click()
    waiting.value.save_as(target)
    return target


def test_dropped_seen_right_buffered_printed_and_sent_to_a_second_browser(
    server, visit, sent, tmp_path
):
    seen = visit(server).open()
    drop(seen, sent)
    spots = own_spots(seen)
    assert set(spots) == {"安居苑", "和谐里", "象湖村", "青云坊"}
    assert spots["安居苑"] == pytest.approx([115.895632, 28.623144], abs=2e-6)
    buffer_500_m(seen)
    assert rings(seen) == 1
    assert "房管局小区" in seen.page.locator(".pm-legend").inner_text()
    sheet = pymupdf.open(saved(seen, "下载 PDF", tmp_path / "图.pdf"))[0]
    words = re.sub(r"\s", "", sheet.get_text())
    assert "房管局小区" in words
    assert "500米" in words
    project = saved(seen, "工程文件", tmp_path / "工程.json")
    other = visit(server).open()
    other.panel("出图")
    other.page.locator("input[type=file]").first.set_input_files(project)
    other.settle()
    other.page.get_by_role("button", name="打开", exact=True).click()
    other.settle()
    other.settle()
    assert own_spots(other) == spots
    assert rings(other) == 1


def test_used_as_demand_of_a_500_m_life_circle_on_the_street_network(server, visit, sent):
    seen = visit(server).open()
    drop(seen, sent)
    seen.page.get_by_role("button", name="作为需求").click()
    said = seen.page.get_by_text("处需求点")
    said.first.wait_for()
    assert re.search(r"4 处需求点", said.first.inner_text())
    assert not seen.outside
