"""The stable address of the zones: the edition that lies there, or a sentence."""

import asyncio
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from starlette.requests import Request

from tools.loops import finished
from views import cache, zones_route
from views.edition import STORE

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    made = tmp_path / "data"
    shutil.copytree(DATA, made)
    monkeypatch.setattr(STORE, "folder", made)
    return made


def asked(*tags):
    headers = [(b"if-none-match", tag.encode()) for tag in tags]
    request = Request({"type": "http", "headers": headers})
    return finished(zones_route._answer(request))


def test_a_file_of_tomorrow_does_not_hide_an_edit(folder):
    os.utime(folder / "projects.csv", ns=(4 * 10**18,) * 2)
    first = asked()
    zones = folder / "zones.geojson"
    before = zones.stat()
    zones.write_text(zones.read_text("utf-8").replace("洪都", "红都"), encoding="utf-8")
    os.utime(zones, ns=(before.st_atime_ns, before.st_mtime_ns - 10**15))
    second = asked(first.headers["etag"])
    assert second.status_code == 200
    assert "红都" in second.body.decode()
    assert second.headers["etag"] != first.headers["etag"]


@pytest.mark.usefixtures("folder")
def test_what_is_current_is_not_sent_again():
    tag = asked().headers["etag"]
    for tags in ((tag,), (f"W/{tag}",), ("*",), ('"x"', f'"y", {tag}')):
        answer = asked(*tags)
        assert (answer.status_code, answer.body, answer.headers["etag"]) == (304, b"", tag)


def test_broken_data_are_said_and_the_old_ones_not_sent(folder):
    assert asked().status_code == 200
    (folder / "zones.geojson").write_text("{", encoding="utf-8")
    answer = asked()
    assert answer.status_code == 503
    assert "zones.geojson" in answer.body.decode()
    assert str(folder) not in answer.body.decode()


@pytest.mark.usefixtures("folder")
def test_what_nobody_foresaw_is_said_without_its_words(monkeypatch):
    def fail():
        raise RuntimeError("/srv/secret")

    monkeypatch.setattr(cache, "public_zones", fail)
    answer = asked()
    assert answer.status_code == 503
    assert answer.body.decode() == "规划数据暂不可用，原因已写入服务器日志；请联系管理员"


@pytest.mark.usefixtures("folder")
def test_addresses_are_answered_while_the_usual_pool_is_busy():
    """The pool that Streamlit makes files in, and asyncio gives to everybody, is full."""

    async def crowded():
        go_on, loop = Event(), asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(1))
        waiting = [asyncio.ensure_future(asyncio.to_thread(go_on.wait, 20)) for _ in range(3)]
        await asyncio.sleep(0)
        answer = await asyncio.wait_for(
            zones_route._answer(Request({"type": "http", "headers": []})), 15
        )
        done = [each.done() for each in waiting]
        go_on.set()
        await asyncio.gather(*waiting)
        return answer, done

    answer, done = finished(crowded())
    assert answer.status_code == 200
    assert not any(done)


@pytest.mark.usefixtures("folder")
def test_a_tag_is_32_letters_in_quotes():
    tag = asked().headers["etag"]
    assert (tag[0], tag[-1], len(tag)) == ('"', '"', 34)


TAG = '"0123abc"'
HELD = [
    "*",
    TAG,
    f"W/{TAG}",
    f'"other", {TAG}',
    f'W/"x,y",W/{TAG} ',
    '"0123abc-gzip"',
    'W/"0123abc-br"',
]
OTHERS = ["", '"0123"', "0123abc", '"0123abc', 'w/"0123abcd"', '"-gzip"', '"*"', '"0123abc-gzip-x"']


@pytest.mark.parametrize("field", HELD)
def test_a_tag_is_found_weak_in_a_list_and_behind_a_packing_proxy(field):
    assert zones_route.holds(field, TAG)


@pytest.mark.parametrize("field", OTHERS)
def test_other_tags_are_others(field):
    assert not zones_route.holds(field, TAG)
