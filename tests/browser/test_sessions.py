"""What a page holds goes when it is left, stays when the line breaks, and is nobody else's."""

import os
import signal
import sys
from contextlib import contextmanager, suppress
from time import monotonic, sleep

import psutil
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.sync.client import connect

from tools.headless import running
from tools.line import line_to

pytestmark = pytest.mark.browser

SOON = """
from views import atlas_jobs
from views.sessions import janitor, leaving
janitor.TICK_S, leaving.GRACE_S, atlas_jobs.LOST_S = 0.2, 1.0, 0.5
"""
"""Times of seconds and minutes, shortened."""

SLOWLY = """
import time
place = atlas_jobs.require_place
atlas_jobs.require_place = lambda: (time.sleep(1.0), place())
"""
"""An atlas takes a while to begin: time in which another run would end that of the click."""

POINTS = 3_000


@pytest.fixture(scope="module")
def soon(tmp_path_factory):
    """A server that sees soon who has gone; its folder for temporary files, its process."""
    folder = tmp_path_factory.mktemp("tmp")
    with temporary(folder), running(first=SOON) as (origin, process):
        yield origin, folder, process


@contextmanager
def temporary(folder):
    """Have servers use a folder of their own for temporary files."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("TMPDIR", "TEMP", "TMP"):
            patch.setenv(name, str(folder))
        yield


@pytest.fixture
def points(tmp_path):
    lines = [f"店{n},{115.89 + n % 60 / 2000},{28.61 + n // 60 / 2000}\n" for n in range(POINTS)]
    path = tmp_path / "商铺.csv"
    path.write_text("".join(("名称,经度,纬度\n", *lines)), "utf-8")
    return path


def bring(seen, path):
    seen.panel("导入")
    seen.page.locator("input[type=file]").first.set_input_files(path)
    seen.settle()
    seen.page.get_by_role("button", name="读入并上图").click()
    seen.page.get_by_text(f"读入 {POINTS:,} 行").first.wait_for(timeout=30_000)
    seen.settle()


def cloud(seen):
    """Address of the places of the points on the map."""
    told = """() => { let url = null; map.eachLayer((l) => { if (l.pmCount && l._told)
              url = l._told.places.url; }); return url; }"""
    for _ in range(200):
        if url := seen.frame().evaluate(told):
            return url
        seen.page.wait_for_timeout(50)
    raise AssertionError("no points on the map")


def open_atlas(seen):
    seen.panel("出图")
    seen.page.locator(".st-key-panel-box summary", has_text="图册").click()
    seen.settle()


def draw(seen):
    open_atlas(seen)
    seen.page.get_by_role("button", name="绘制图册").click()
    seen.page.get_by_role("button", name="停止").wait_for(timeout=30_000)


def waited(condition, seconds=30.0):
    end = monotonic() + seconds
    while not condition() and monotonic() < end:
        sleep(0.1)
    return condition()


def children_of(process):
    return psutil.Process(process).children(recursive=True)


def workers(process):
    """The processes that draw atlases; readers of files are kept warm beside them."""
    found = []
    for child in children_of(process):
        with suppress(psutil.Error):
            found += [child] * any(part.startswith("sheets.atlas") for part in child.cmdline())
    return found


def atlases(folder):
    return [path for path in folder.glob("planmap-*/*") if path.name.startswith("atlas-")]


def test_points_are_served_until_their_page_is_left(soon, visit, points):
    origin, _, _ = soon
    seen, other = visit(origin).open(), visit(origin).open()
    bring(seen, points)
    url = f"{origin}{cloud(seen)}"
    ask = other.page.request
    sleep(1.5)
    assert ask.get(url).status == 200
    seen.page.close()
    assert waited(lambda: ask.get(url).status == 404)


def test_a_layer_that_is_removed_is_served_no_more(soon, visit, points):
    origin, _, _ = soon
    seen = visit(origin).open()
    bring(seen, points)
    url = f"{origin}{cloud(seen)}"
    seen.page.get_by_role("button", name="移除").click()
    seen.settle()
    assert seen.page.request.get(url).status == 404


def test_nobodys_message_takes_a_layer_from_another(soon, visit, points):
    origin, _, _ = soon
    seen = visit(origin).open()
    bring(seen, points)
    url = f"{origin}{cloud(seen)}"
    address = f"ws{origin.removeprefix('http')}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], origin=origin) as stranger:
        stranger.send(BackMsg(clear_cache=True).SerializeToString())
        stranger.send(BackMsg(app_heartbeat=True).SerializeToString())
        stranger.recv(timeout=10)
    seen.page.get_by_role("button", name="专栏8").click()
    seen.settle()
    assert seen.page.request.get(url).status == 200
    assert seen.page.get_by_text("已过期").count() == 0
    assert seen.page.get_by_role("button", name="移除").count() == 1


def test_two_closed_tabs_hold_no_place_and_leave_nothing(soon, visit):
    origin, folder, process = soon
    pages = [visit(origin).open() for _ in range(3)]
    for seen in pages[:2]:
        draw(seen)
    assert waited(lambda: len(workers(process)) >= 2)
    third = pages[2]
    open_atlas(third)
    third.page.get_by_role("button", name="绘制图册").click()
    told = third.page.get_by_text("服务器正在绘制其他 2 本图册")
    told.wait_for(timeout=30_000)
    for seen in pages[:2]:
        seen.page.close()
    assert waited(lambda: workers(process) == [] and atlases(folder) == [])
    third.page.get_by_role("button", name="绘制图册").click()
    third.page.get_by_role("button", name="下载图册").wait_for(timeout=120_000)
    with third.page.expect_download(timeout=30_000) as waiting:
        third.page.get_by_role("button", name="下载图册").click()
    assert waiting.value.path().read_bytes().startswith(b"%PDF")


def test_others_who_look_at_the_panel_take_no_finished_atlas(soon, visit):
    origin, _, _ = soon
    seen = visit(origin).open()
    draw(seen)
    seen.page.get_by_role("button", name="下载图册").wait_for(timeout=120_000)
    for _ in range(8):
        other = visit(origin).open()
        open_atlas(other)
        assert other.page.get_by_role("button", name="绘制图册").count() == 1
    with seen.page.expect_download(timeout=30_000) as waiting:
        seen.page.get_by_role("button", name="下载图册").click()
    assert waiting.value.path().read_bytes().startswith(b"%PDF")


def test_a_line_that_breaks_keeps_the_work_and_puts_off_the_atlas(visit, points):
    with running(first=SOON + SLOWLY) as (origin, process), line_to(origin) as line:
        seen = visit(line.origin).open()
        bring(seen, points)
        url = cloud(seen)
        draw(seen)
        line.cut()
        assert waited(lambda: workers(process) == [])
        sleep(2.5)  # longer than a page that was left is kept
        line.mend()
        assert seen.page.request.get(f"{origin}{url}").status == 200
        go_on = seen.page.get_by_role("button", name="绘制图册")
        go_on.wait_for(timeout=60_000)
        assert seen.page.get_by_text("连接中断期间已暂停绘制").count() == 1
        go_on.click()
        seen.page.get_by_role("button", name="下载图册").wait_for(timeout=120_000)
        seen.panel("导入")
        assert seen.page.get_by_role("button", name="移除").count() == 1


def test_who_was_away_while_others_needed_room_is_told_in_one_sentence(visit, points):
    one_layer = "from views import layer_store\nlayer_store.MOST_BYTES = 700_000\n"
    small = f"{SOON}\n{one_layer}"
    with running(first=small) as (origin, _), line_to(origin) as line:
        away, here = visit(line.origin).open(), visit(origin).open()
        bring(away, points)
        line.cut()
        sleep(1.0)
        bring(here, points)
        line.mend()
        away.page.get_by_role("button", name="专栏8").click(timeout=60_000)
        told = away.page.get_by_text("导入图层“商铺”已过期")
        told.wait_for(timeout=60_000)
        away.settle()
        assert told.count() == 1
        for panel in ("导入", "出图", "统计"):
            away.panel(panel)
            assert away.page.locator("[data-testid=stAlertContentError]").count() == 0
        away.page.get_by_role("button", name="知道了").click()
        away.settle()
        assert told.count() == 0
        assert here.page.request.get(f"{origin}{cloud(here)}").status == 200


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM to catch")
def test_a_server_that_is_told_to_end_takes_all_along_and_a_killed_one_is_swept(visit, tmp_path):
    with temporary(tmp_path):
        for how in (signal.SIGTERM, signal.SIGKILL):
            with running(first=SOON) as (origin, process):
                if how == signal.SIGKILL:
                    assert list(tmp_path.glob("planmap-*")) == []
                draw(visit(origin).open())
                assert waited(lambda at=process: len(workers(at)) > 0)
                assert len(atlases(tmp_path)) == 1
                children = children_of(process)
                os.kill(process, how)
                assert waited(lambda all_=children: not any(each.is_running() for each in all_))
        assert len(atlases(tmp_path)) == 1, "nothing runs when a process is killed"
        with running(first=SOON):
            assert waited(lambda: list(tmp_path.glob("planmap-*")) == [])
