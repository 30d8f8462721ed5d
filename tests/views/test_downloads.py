"""Every file that cannot be made says why beside its button, and says it in Chinese."""

import ast
import errno
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import app_session
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from geo.errors import DataError
from tools.loops import finished
from views import deferred_downloads, downloads
from views.deferred_downloads import Handler, Making, Said
from views.sessions import streamlit_sessions

ROOT = Path(__file__).resolve().parents[2]


class Session:
    """Stands in for a session of the server: notes what it is asked to draw again."""

    def __init__(self):
        self.drawn = []
        self._client_state = ClientState(query_string="kind=x", page_script_hash="page")

    def has_fragment(self, fragment):
        return fragment == "below"

    def request_rerun(self, state):
        self.drawn.append(state)


@pytest.fixture
def session(monkeypatch):
    made = Session()
    infos = {"s": SimpleNamespace(session=made)}
    runtime = SimpleNamespace(_session_mgr=SimpleNamespace(get_active_session_info=infos.get))
    monkeypatch.setattr(streamlit_sessions, "exists", lambda: True)
    monkeypatch.setattr(streamlit_sessions, "get_instance", lambda: runtime)
    return made


@pytest.fixture
def press():
    """Press a button whose file is made so; return the answer to the browser and what is said."""
    files = MediaFileManager(MemoryMediaFileStorage("/media"))

    def make_file(make, said=None):
        said = said or Said("s", "below")
        file_id = files.add_deferred(Making(make, said), "text/csv", "1.0", "a.csv")
        request = BackendOperationRequest(request_id="r", session_id="s")
        request.deferred_file.file_id = file_id
        answer = finished(Handler(lambda: files).handle(request, "s"))
        return answer, said

    make_file.files = files
    return make_file


def raising(error):
    def make():
        raise error

    return make


def test_a_file_that_is_made_has_an_address_and_nothing_is_said(press, session):
    answer, said = press(lambda: "a,b")
    assert answer.deferred_file.url.startswith("/media/")
    assert (answer.error_msg, said.failure, session.drawn) == ("", "", [])


FAILURES = [
    (DataError("字体没有字符“😀”；请改用其他字符"), "字体没有字符“😀”；请改用其他字符"),
    (
        OSError(errno.ENOSPC, "No space left on device", "/tmp/x/a.gpkg"),
        "“a.gpkg”无法读写：磁盘已满；请清理磁盘，或换一个有空间的位置",
    ),
    (MemoryError(), "内存不足；请减少内容后重试"),
    (KeyError("secret"), "出错，已写入服务器日志；请稍后再试，若仍出错请联系管理员"),
]


@pytest.mark.parametrize(("error", "words"), FAILURES)
def test_a_failure_is_said_and_its_place_alone_drawn_again(press, session, error, words):
    answer, said = press(raising(error))
    assert (answer.error_msg, said.failure) == (words, words)
    (state,) = session.drawn
    assert (state.fragment_id, state.query_string) == ("below", "kind=x")
    assert not state.HasField("widget_states")


def test_the_next_attempt_takes_the_sentence_away(press, session):
    _, said = press(raising(DataError("不行")))
    press(lambda: "a", said)
    assert said.failure == ""
    assert len(session.drawn) == 2


def test_a_page_that_is_gone_is_not_drawn(press, session):
    answer, _ = press(raising(DataError("不行")), Said("s", "elsewhere"))
    answer_of_gone, _ = press(raising(DataError("不行")), Said("left", "below"))
    assert (answer.error_msg, answer_of_gone.error_msg) == ("不行", "不行")
    assert session.drawn == []


def test_what_a_file_waits_for_is_said_meanwhile(press, session, monkeypatch):
    monkeypatch.setattr(deferred_downloads, "_TICK_S", 0.01)
    said = Said("s", "below")

    def make():
        deferred_downloads.waiting("前面还有 3 幅图")
        while not session.drawn:
            pass
        seen.append(said.waiting)
        return "a"

    seen = []
    answer, _ = press(make, said)
    assert answer.deferred_file.url
    assert seen == ["前面还有 3 幅图"]
    assert said.waiting == ""
    assert len(session.drawn) == 2


@pytest.mark.usefixtures("session")
def test_a_button_that_was_replaced_meanwhile_asks_for_another_press(press):
    request = BackendOperationRequest(request_id="r", session_id="s")
    request.deferred_file.file_id = "gone"
    answer = finished(Handler(lambda: press.files).handle(request, "s"))
    assert answer.error_msg == "页面刚刚更新过；请再点一次"


@pytest.mark.usefixtures("session")
def test_a_file_that_takes_too_long_ends_with_a_sentence(press, monkeypatch):
    go_on = Event()
    monkeypatch.setattr(deferred_downloads, "_TICK_S", 0.01)
    monkeypatch.setattr(deferred_downloads, "LONGEST_S", 0.05)
    answer, _ = press(lambda: str(go_on.wait(20)))
    go_on.set()
    assert answer.error_msg == deferred_downloads.SLOW


@pytest.mark.usefixtures("session")
def test_a_made_file_outlives_the_sweeps_of_other_sessions(press):
    answer, _ = press(lambda: "a,b")
    name = answer.deferred_file.url.rsplit("/", 1)[-1]
    for _ in range(3):
        press.files.remove_orphaned_files()
    assert press.files._storage.get_file(name).content == b"a,b"


def test_streamlit_still_has_what_is_replaced():
    assert app_session.DeferredFileHandler in (DeferredFileHandler, Handler)
    names = app_session.AppSession._create_backend_operation_dispatcher.__code__.co_names
    assert "DeferredFileHandler" in names
    for part in ("has_fragment", "request_rerun"):
        assert hasattr(app_session.AppSession, part)


def test_no_page_draws_such_a_button_in_another_way():
    def calls(path):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        return any(
            isinstance(node, ast.Attribute) and node.attr == "download_button"
            for node in ast.walk(tree)
        )

    found = [
        path.name for path in [*(ROOT / "views").rglob("*.py"), ROOT / "app.py"] if calls(path)
    ]
    assert found == ["downloads.py"]


def test_a_sentence_outlives_a_run_of_the_page_and_goes_with_its_button():
    one = downloads._said.setdefault(("s", "k"), Said("s"))
    assert downloads._said.setdefault(("s", "k"), Said("s")) is one
    del one
    assert ("s", "k") not in downloads._said
