"""A layer of another office is dropped in, seen right, buffered, and sent on in a project file."""

from zipfile import ZipFile

import psutil
import pyogrio
import pytest
from geopandas import GeoDataFrame
from shapely import Point
from shapely.affinity import translate

pytestmark = pytest.mark.browser

X0, Y0 = 39_392_000.0, 3_168_000.0
"""Near the middle of the district, EPSG:4527."""


@pytest.fixture
def shapefile(tmp_path):
    """A zipped shapefile in GBK without .cpg, EPSG:4527, as many offices send it."""
    spots = [translate(Point(300 * place, 200 * place), X0, Y0) for place in range(4)]
    names = ["甲小区", "乙小区", "<img src=x onerror=top.__ran=1>", "丁小区"]
    frame = GeoDataFrame({"名称": names, "户数": [120, 80, 40, 300]}, geometry=spots, crs=4527)
    folder = tmp_path / "shp"
    folder.mkdir()
    pyogrio.write_dataframe(frame, folder / "小区.shp", encoding="GBK")
    (folder / "小区.cpg").unlink()
    with ZipFile(tmp_path / "小区.zip", "w") as archive:
        for part in sorted(folder.iterdir()):
            archive.write(part, part.name)
    return tmp_path / "小区.zip"


def bring(seen, path):
    seen.panel("导入")
    seen.page.locator("input[type=file]").first.set_input_files(path)
    seen.settle()
    seen.page.get_by_role("button", name="读入并上图").click()
    seen.settle()
    seen.settle()


def save_project(seen, path):
    seen.panel("出图")
    with seen.page.expect_download(timeout=30_000) as waiting:
        seen.page.get_by_role("button", name="工程文件").click()
    waiting.value.save_as(path)


def open_project(seen, path):
    seen.panel("出图")
    seen.page.locator("input[type=file]").first.set_input_files(path)
    seen.settle()
    seen.page.get_by_role("button", name="打开", exact=True).click()
    seen.settle()
    seen.settle()


def own(seen):
    """Features of imported layers on the map."""
    return sum(count for layer, count in seen.drawn().items() if layer.startswith("own-"))


def test_a_gbk_shapefile_of_zone_39_comes_up_right_and_goes_on(server, visit, shapefile, tmp_path):
    seen = visit(server).open()
    bring(seen, shapefile)
    assert own(seen) == 4
    assert "小区" in seen.page.locator("[data-testid=stSidebar]").inner_text()
    told = seen.page.locator(".st-key-panel-box").inner_text()
    assert "读入 4 行，上图 4 处" in told
    assert seen.frame().evaluate("window.__ran") is None
    save_project(seen, tmp_path / "工程.json")
    other = visit(server).open()
    assert own(other) == 0
    open_project(other, tmp_path / "工程.json")
    assert own(other) == 4


def test_an_own_layer_is_filtered_in_map_list_and_table_and_the_filter_goes_along(
    server, visit, shapefile, tmp_path
):
    seen = visit(server).open()
    bring(seen, shapefile)
    seen.page.get_by_role("button", name="表格与筛选").click()
    seen.settle()
    seen.page.locator(".st-key-panel-box summary", has_text="筛选").click()
    seen.page.get_by_label("文字（任意列）").fill("丁小")
    seen.page.keyboard.press("Enter")
    seen.settle()
    seen.settle()
    assert own(seen) == 1
    assert "1 / 4 个要素" in seen.page.locator(".st-key-panel-box").inner_text()
    assert "小区（文字：丁小）" in seen.page.locator(".st-key-chips").inner_text()
    save_project(seen, tmp_path / "工程.json")
    other = visit(server).open()
    open_project(other, tmp_path / "工程.json")
    assert own(other) == 1
    other.page.locator(".st-key-chips button", has_text="丁小").click()
    other.settle()
    assert own(other) == 4


def test_a_broken_file_is_refused_in_words_and_the_session_lives(server, visit, tmp_path):
    path = tmp_path / "坏.zip"
    path.write_bytes(b"PK\x03\x04 broken")
    seen = visit(server).open()
    seen.panel("导入")
    seen.page.locator("input[type=file]").first.set_input_files(path)
    seen.settle()
    assert seen.page.locator(".st-key-panel-box [data-testid=stAlert]").count() == 1
    seen.panel("项目表")
    assert seen.page.locator("[data-testid=stDataFrame]").count() == 1


def reading_children(origin):
    """The children that wait to read, of the server at an origin."""
    port = origin.rpartition(":")[2]
    servers = [
        each for each in psutil.process_iter() if f"--server.port {port}" in " ".join(_words(each))
    ]
    return [
        child
        for server in servers
        for child in server.children(recursive=True)
        if "geo.sandbox.child" in " ".join(_words(child))
    ]


def _words(process):
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def test_a_look_at_a_file_is_stopped_and_taken_up_again(visit, server, shapefile):
    seen = visit(server).open()
    seen.panel("导入")
    for _ in range(200):
        if children := reading_children(seen.origin):
            break
        seen.page.wait_for_timeout(100)
    for child in children:
        child.suspend()  # a reader that does not come to its end
    seen.page.locator("input[type=file]").first.set_input_files(shapefile)
    stop = seen.page.get_by_role("button", name="停止", exact=True)
    stop.wait_for()
    stop.click()
    seen.page.get_by_text("已停止读取这个文件").wait_for()
    gone, alive = psutil.wait_procs(children, timeout=20)
    assert gone  # the one that read; others wait for their own sessions
    for child in alive:
        child.resume()
    seen.page.get_by_role("button", name="再读一次").click()
    seen.page.get_by_role("button", name="读入并上图").wait_for(timeout=30_000)
