"""Who may not write does not, whatever is sent by hand; asked at the moment of writing."""

import json
import time
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from tools.headless import free_port, running
from views import access_gate

PAGE = Path(__file__).with_name("pen_page.py")
PEOPLE = """[people]
view = ["li", "wang"]
edit = {edit}
"""
WAYS = ("by-button", "by-callback", "by-fragment")
SECRET = "0123456789abcdef0123456789abcdef"
CLOCK = """
import pathlib, time, types
from views import access
ahead = pathlib.Path({path!r})
access.time = types.SimpleNamespace(time=lambda: time.time() + float(ahead.read_text()))
"""
"""Lets the server's clock be put forward while it runs."""


@pytest.fixture(scope="module")
def office(tmp_path_factory, opened):
    """A server behind a proxy that names people; its file of people, and what was written."""
    folder = tmp_path_factory.mktemp("office")
    people, written = folder / "installation.toml", folder / "written.txt"
    people.write_text(PEOPLE.format(edit='["wang"]'), "utf-8")
    told = {
        "STREAMLIT_SERVER_TRUSTED_USER_HEADERS": json.dumps({"X-Remote-User": "user"}),
        "PLANMAP_SIGN_IN": "proxy",
        "PLANMAP_PROXY": "127.0.0.1",
        "PLANMAP_INSTALLATION": str(people),
        "WRITTEN": str(written),
    }
    with running(str(PAGE), told=told) as (origin, _), opened(origin) as server:
        yield SimpleNamespace(server=server, people=people, written=written)


@pytest.fixture(autouse=True)
def fresh(request):
    if "office" in request.fixturenames:
        place = request.getfixturevalue("office")
        place.people.write_text(PEOPLE.format(edit='["wang"]'), "utf-8")
        place.written.write_text("", "utf-8")


def press(page, way):
    page.run(**pressed(page.ids, page.fragments, way))


def pressed(ids, fragments, way):
    """What a page sends when a button is pressed."""
    fragment = next(iter(fragments)) if way == "by-fragment" else ""
    typed = {ids["by-text"]: "甲"} if fragment else {}
    return {"pressed": ids[way], "fragment": fragment, "typed": typed}


@pytest.fixture
def known(office):
    with office.server.page(X_Remote_User="wang") as page:
        return dict(page.ids), set(page.fragments)


@pytest.mark.parametrize("way", WAYS)
def test_who_may_edit_writes_under_his_account(office, way):
    with office.server.page(X_Remote_User="wang") as page:
        press(page, way)
    word = {"by-fragment": "fragment:甲"}.get(way, way.removeprefix("by-"))
    assert office.written.read_text("utf-8") == f"{word} wang\n"


@pytest.mark.parametrize("way", WAYS)
def test_a_viewer_who_sends_what_an_editor_would_writes_nothing(office, known, way):
    with office.server.page(X_Remote_User="li") as page:
        assert "编辑：False" in page.text
        assert not set(WAYS) & page.ids.keys()
        page.send(**pressed(*known, way))  # a part that is not his is not even run
        page.run()
    assert office.written.read_text("utf-8") == ""


@pytest.mark.parametrize("way", WAYS)
def test_a_role_that_is_taken_away_is_gone_at_the_next_press(office, way):
    with office.server.page(X_Remote_User="wang") as page:
        office.people.write_text(PEOPLE.format(edit="[]"), "utf-8")
        press(page, way)
        assert office.written.read_text("utf-8") == ""
        assert "您的权限是“查看”" in page.text
        office.people.write_text(PEOPLE.format(edit='["wang"]'), "utf-8")
        page.run()
        press(page, way)
    assert office.written.read_text("utf-8") != ""


@pytest.mark.parametrize("way", WAYS)
def test_a_file_that_is_broken_closes_the_pen(office, way):
    with office.server.page(X_Remote_User="wang") as page:
        office.people.write_text('[people]\nedit = "wang"\n', "utf-8")
        press(page, way)
        assert "installation.toml 第 2 行" in page.text
    assert office.written.read_text("utf-8") == ""


@pytest.mark.parametrize("way", WAYS)
def test_who_is_taken_off_the_list_sees_no_part_of_the_page(office, way):
    with office.server.page(X_Remote_User="wang") as page:
        office.people.write_text('[people]\nview = ["li"]\nedit = []\n', "utf-8")
        press(page, way)
        assert "您尚未登录" in page.text
        assert "片段内容" not in page.text
    assert office.written.read_text("utf-8") == ""


def test_a_viewer_sends_no_file_and_no_file_is_taken_from_an_editors_page(office):
    with office.server.page(X_Remote_User="wang") as page:
        for method in (office.server.put, office.server.delete):
            extra = (b"a", "1") if method == office.server.put else ("1",)
            office.server.client.headers["X-Remote-User"] = "li"
            assert method(page.session, *extra).status_code == 403
        office.server.client.headers["X-Remote-User"] = "wang"
        assert office.server.put(page.session, b"a").status_code == 204
    office.server.client.headers.pop("X-Remote-User")


@pytest.fixture
def signed(tmp_path, opened):
    """A server to which people sign in by OpenID, whose clock can be put forward."""
    port = free_port()
    ahead, written, secrets = (tmp_path / name for name in ("ahead", "written.txt", "secrets.toml"))
    ahead.write_text("0", "utf-8")
    written.write_text("", "utf-8")
    origin = f"http://127.0.0.1:{port}"
    secrets.write_text(
        f'[auth]\nredirect_uri = "{origin}/oauth2callback"\ncookie_secret = "{SECRET}"\n'
        'client_id = "a"\nclient_secret = "b"\nserver_metadata_url = "http://127.0.0.1:1/none"\n',
        "utf-8",
    )
    told = {
        "STREAMLIT_SECRETS_FILES": str(secrets),
        "PLANMAP_WRITERS": "wang@office.cn",
        "WRITTEN": str(written),
    }
    first = CLOCK.format(path=str(ahead))
    with running(str(PAGE), told=told, port=port, first=first), opened(origin) as server:
        yield SimpleNamespace(server=server, ahead=ahead, written=written)


@contextmanager
def signed_in(server):
    """A page with the cookie that Streamlit sets after signing in."""
    claims = {"email": "wang@office.cn", "name": "王伟", "iat": int(time.time())}
    claims |= {"is_logged_in": True, "origin": server.origin}
    cookie = create_signed_value(SECRET, "_streamlit_user", json.dumps(claims)).decode()
    server.client.cookies.set("_streamlit_user", cookie)
    with server.page() as page:
        yield page


def test_a_sign_in_that_will_run_out_is_told_before(signed):
    with signed_in(signed.server) as page:
        assert "分钟后过期" not in page.text
        signed.ahead.write_text(str(12 * 3600 - 600), "utf-8")
        page.run()
        assert "登录 9 分钟后过期" in page.text or "登录 10 分钟后过期" in page.text


@pytest.mark.parametrize("way", WAYS)
def test_a_sign_in_that_runs_out_while_the_page_is_open_writes_nothing_more(signed, way):
    with signed_in(signed.server) as page:
        press(page, way)
        assert "王伟（wang@office.cn）" in signed.written.read_text("utf-8")
        signed.written.write_text("", "utf-8")
        signed.ahead.write_text(str(12 * 3600 + 60), "utf-8")
        press(page, way)
        assert "登录已过期" in page.text
        assert "片段内容" not in page.text
        assert signed.server.put(page.session, b"a").status_code == 403
    assert signed.written.read_text("utf-8") == ""


VERBS = ("POST", "PUT", "PATCH", "DELETE", "MKCOL", "TRACE")


@pytest.mark.parametrize("user", ["li", "nobody-on-the-list", ""])
@pytest.mark.parametrize("first", sorted(access_gate._NEEDS))
def test_no_verb_writes_at_any_address(office, first, user):
    for tail in ("", "/1", "/upload_file/a/1", "/stream"):
        for verb in VERBS:
            answer = office.server.ask(f"/{first}{tail}", verb, **{"X-Remote-User": user})
            assert answer.status_code in (403, 404, 405), f"{verb} /{first}{tail}"
