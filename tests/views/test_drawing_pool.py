"""Sheets are drawn by children that may die: the same file, the same words, and a place in line."""

import io
import threading
import time
import zipfile
from dataclasses import replace
from subprocess import run
from sys import executable

import psutil
import pymupdf
import pytest

from bench.sheets import whole_plan
from geo.errors import DataError
from geo.lifecircle.rules import load_rules
from geo.plan_data import load_plan
from geo.sandbox.ceiling import WorkEndedError
from layers.features import with_derived_columns
from sheets import drawing_tasks as child
from sheets.atlas.atlas_spec import AtlasSpec, make_atlas
from sheets.atlas.binding import bind
from sheets.atlas.compose import draw_page
from sheets.atlas.folder import Store, load_job, save_job
from sheets.atlas.index import Leaf
from sheets.atlas.model import AtlasStyle
from sheets.drawn import DrawnFile
from sheets.render import render
from sheets.report.request import ReportRequest
from tools.headless import ROOT
from views import deferred_downloads, drawing_pool
from views.deferred_downloads import Making, Said


@pytest.fixture(scope="module", autouse=True)
def _children():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawing_pool, "_TIDY_S", 0.02)  # before the first thread begins to wait
        yield
    drawing_pool.studio().close()
    drawing_pool.studio.cache_clear()


@pytest.fixture(scope="module")
def request_():
    return whole_plan()


@pytest.mark.parametrize("file_format", ["svg", "pdf", "png"])
def test_a_child_draws_the_same_bytes(request_, file_format):
    small = replace(request_, paper="A4", dpi=150)
    made = drawing_pool.draw("sheet", request=small, file_format=file_format)
    assert made == render(small, file_format)


def test_what_cannot_be_drawn_is_said_as_it_is_here(request_):
    broken = replace(request_, title="测试 \U0001f600")
    with pytest.raises(DataError, match="^字体没有字符“\U0001f600”"):
        drawing_pool.draw("sheet", request=broken, file_format="svg")


def test_a_report_travels_whole():
    wanted = ReportRequest(plan=load_plan(ROOT / "data"), date="2026-01-31")
    made = drawing_pool.draw(
        "report", request=wanted, rules=load_rules(ROOT / "data"), ending="docx"
    )
    text = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    assert "博文学校新建" in text
    assert "500 米" in text, "the figures of the life circles were worked out"


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Two zones drawn for an atlas, and one that was lost."""
    plan = with_derived_columns(load_plan(ROOT / "data"))
    wanted = AtlasSpec(plan, ("zones",), AtlasStyle("2026-01-31"), (), plan.projects)
    whole = make_atlas(wanted)
    store = Store.create(tmp_path_factory.mktemp("atlas"))
    atlas = replace(whole, pages=whole.pages[:3])
    job_of = save_job(store, atlas)
    work_on = load_job(store)
    leaves = []
    for place, print_ in enumerate(job_of[:2]):
        store.keep(print_, "pdf", *draw_page(work_on, work_on.pages[place]))
        leaves.append(Leaf(atlas.pages[place], store.drawn(print_, "pdf"), ""))
    return atlas, [*leaves, Leaf(atlas.pages[2], None, "字体没有字符")]


def test_an_atlas_is_bound_by_a_child(printed, tmp_path):
    made = bind(*printed, tmp_path / "a.pdf", drawing_pool.bound)
    book = pymupdf.open(made.path)
    assert (made.sheets, len(book)) == (2, 3)
    assert [entry[1] for entry in book.get_toc()][:2] == ["目录", "一区一图"]
    assert "字体没有字符" in book[0].get_text()


def test_a_page_that_has_vanished_is_named(printed, tmp_path):
    atlas, leaves = printed
    gone = leaves[0]._replace(drawn=leaves[0].drawn._replace(path=tmp_path / "gone.pdf"))
    (tmp_path / "a.pdf").write_bytes(b"good")
    with pytest.raises(DataError, match=f"找不到文件 {leaves[0].page.number}.pdf"):
        bind(atlas, [gone, *leaves[1:]], tmp_path / "a.pdf", drawing_pool.bound)
    assert (tmp_path / "a.pdf").read_bytes() == b"good"


def test_a_child_that_dies_is_replaced(request_):
    drawing_pool.draw("ready")
    before = drawing_pool.studio().pids()
    for pid in before:
        psutil.Process(pid).kill()
        psutil.Process(pid).wait(10)
    assert drawing_pool.draw("sheet", request=request_, file_format="svg")
    assert not set(before) & set(drawing_pool.studio().pids())


def test_one_thread_ends_children_that_wait_in_vain(monkeypatch):
    drawing_pool.draw("ready")
    drawing_pool.draw("ready")
    names = [each.name for each in threading.enumerate()]
    assert names.count("drawing-tidy") == 1
    monkeypatch.setattr(drawing_pool.studio(), "_kept_s", -1.0)
    end = time.monotonic() + 60
    while not drawing_pool.studio().idle() and time.monotonic() < end:
        time.sleep(0.02)
    assert drawing_pool.studio().idle()


def test_children_wait_for_more_and_end_when_nothing_comes(monkeypatch):
    drawing_pool.draw("ready")
    (first,) = drawing_pool.studio().pids()
    drawing_pool.draw("ready")
    assert drawing_pool.studio().pids() == (first,)
    monkeypatch.setattr(drawing_pool.studio(), "_kept_s", -1.0)
    drawing_pool.studio().tidy()
    assert drawing_pool.studio().idle()


class Stub:
    """Stands in for the children: says what the pool says, then answers or raises."""

    def __init__(self, answer, *said):
        self.answer, self.said = answer, said

    def call(self, _task, _files, *, watch, **_):
        for words in self.said:
            watch.tell(0.5, words)
            self.heard = deferred_downloads._heard.get().waiting
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def idle(self):
        return True


def made_with(monkeypatch, stub, said):
    monkeypatch.setattr(drawing_pool, "studio", lambda: stub)
    return Making(lambda: drawing_pool.draw("ready"), said)()


def test_who_waits_is_told_how_many_are_before(monkeypatch):
    said = Said("s")
    stub = Stub(DrawnFile(b"x"), "排队等候，前面还有 3 件……")
    assert made_with(monkeypatch, stub, said) == b"x"
    assert stub.heard == "排队等候，前面还有 3 件……"
    assert said.waiting == ""
    stub = Stub(DrawnFile(b"x"), "排队等候，前面还有 3 件……", "正在读取……")
    made_with(monkeypatch, stub, said)
    assert stub.heard == "", "it is drawn: the button itself shows that"


def test_nobody_draws_for_one_who_has_gone(monkeypatch):
    stub = Stub(DrawnFile(b"x"), "正在读取……")
    with pytest.raises(DataError, match="仍未完成"):
        made_with(monkeypatch, stub, Said("s", given_up=True))


BOUNDS = {
    "time": "绘制超过 120 秒，已停止",
    "memory": "请减少图层、降低清晰度",
    "busy": "正在绘制其他图纸",
    "answer": "绘成的文件超过 512 MB",
    "died": "绘制中断，原因已写入服务器",
    "unforeseen": "绘制中断，原因已写入服务器",
}


@pytest.mark.parametrize("why", BOUNDS)
def test_bounds_are_told_in_words_of_drawing(monkeypatch, why):
    ended = WorkEndedError("图纸绘制 处理中断：读取进程意外结束", why)
    with pytest.raises(DataError) as caught:
        made_with(monkeypatch, Stub(ended), Said("s"))
    assert BOUNDS[why] in str(caught.value)
    assert "读取进程" not in str(caught.value)


def test_what_a_sheet_refuses_is_told_as_it_stands(monkeypatch):
    with pytest.raises(DataError, match="^字体没有字符“x”$"):
        made_with(monkeypatch, Stub(DataError("字体没有字符“x”")), Said("s"))


def test_a_child_that_died_is_tried_again_once(monkeypatch):
    class Dying(Stub):
        calls = 0

        def call(self, *words, **more):
            self.calls += 1
            if self.calls < 2:
                raise WorkEndedError("图纸绘制 处理中断", "died")
            return super().call(*words, **more)

    assert made_with(monkeypatch, Dying(DrawnFile(b"x")), Said("s")) == b"x"
    stub = Dying(WorkEndedError("图纸绘制 处理中断", "died"))
    with pytest.raises(DataError, match="绘制中断"):
        made_with(monkeypatch, stub, Said("s"))
    assert stub.calls == 2


def test_what_nobody_foresaw_is_logged_here(monkeypatch, caplog):
    trace = child._drawn(lambda: 1 / 0).trace
    with pytest.raises(DataError, match="绘制中断，原因已写入服务器日志"):
        made_with(monkeypatch, Stub(DrawnFile(trace=trace)), Said("s"))
    assert "ZeroDivisionError" in caplog.text


def test_the_serving_process_reads_no_drawing_library():
    """What draws lives in the children: this process stays small and quick."""
    code = (
        "import sys, views.drawing_pool, views.output_panel; "
        "print('matplotlib.figure' in sys.modules, 'docx' in sys.modules)"
    )
    made = run([executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert made.stdout.split() == ["False", "False"]
