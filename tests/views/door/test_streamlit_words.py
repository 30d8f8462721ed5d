"""What Streamlit refuses in English: the browser shows Chinese, and our own words stay."""

import httpx
import pytest
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from streamlit import auth_util

from tools.headless import free_port
from tools.loops import finished
from views.streamlit_words import InWords

SECRET = "of this test alone, and longer than 32"
SECRETS = """[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "{secret}"
client_id = "planmap"
client_secret = "of this test"
server_metadata_url = "http://127.0.0.1:{nobody}/.well-known/openid-configuration"
"""


def answered(response: Response, path: str = "/x", query: bytes = b"") -> httpx.Response:
    """What comes through the middleware when the app answers so."""
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": query, "headers": []}
    finished(InWords(response)(scope, None, send))
    start, *bodies = sent
    content = b"".join(each.get("body", b"") for each in bodies)
    return httpx.Response(start["status"], headers=start["headers"], content=content)


@pytest.mark.parametrize(
    ("status", "english", "chinese"),
    [
        (404, "Not Found", "没有这个文件"),
        (404, "File not found", "没有这个文件"),
        (405, "Method Not Allowed", "不支持"),
        (403, "XSRF token missing or invalid", "凭证"),
        (400, "Expected 1 file, but got 0", "请求不完整"),
        (413, "File too large", "200 MB"),
    ],
)
def test_english_is_said_in_chinese(status, english, chinese):
    told = answered(PlainTextResponse(english, status, {"Allow": "GET"}))
    assert (told.status_code, told.headers["allow"]) == (status, "GET")
    assert chinese in told.text
    assert english not in told.text


@pytest.mark.parametrize(
    "response",
    [
        PlainTextResponse("未接收：太大", 413),
        PlainTextResponse("ok", 200),
        JSONResponse({"error": "x"}, 404),
        PlainTextResponse("unavailable", 503),
    ],
)
def test_what_is_chinese_or_read_by_a_program_stays(response):
    told = answered(response)
    assert (told.status_code, told.content) == (response.status_code, response.body)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/media/none.csv", 404), ("GET", "/component/a/b", 404), ("PUT", "", 403)],
)
def test_the_server_answers_in_chinese(server, method, path, status):
    path = path or "/_stcore/upload_file/a/1"
    told = server.ask(path, method)
    assert told.status_code == status
    assert not told.text.isascii()


def test_a_callback_that_failed_is_told_and_keeps_what_it_deletes():
    failed = RedirectResponse("/", 302)
    failed.delete_cookie("_streamlit_user", path="/")
    told = answered(failed, "/oauth2callback", b"code=a&state=b")
    assert (told.status_code, "登录没有完成" in told.text) == (400, True)
    assert told.headers["set-cookie"].startswith('_streamlit_user="";')


def test_a_provider_that_refuses_is_told():
    told = answered(RedirectResponse("/", 302), "/oauth2callback", b"error=access_denied")
    assert (told.status_code, "没有放行" in told.text) == (400, True)


def test_who_signed_in_and_an_old_callback_go_to_the_first_page():
    fresh = RedirectResponse("/", 302)
    fresh.delete_cookie("_streamlit_user", path="/")
    fresh.set_cookie("_streamlit_user", "signed")
    for response in (fresh, RedirectResponse("/", 302)):
        assert answered(response, "/oauth2callback", b"code=a&state=b").status_code == 302


def test_a_provider_that_cannot_be_reached_is_told_in_chinese(serve, tmp_path, monkeypatch):
    monkeypatch.setattr(auth_util, "get_signing_secret", lambda: SECRET)
    port = free_port()
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(SECRETS.format(secret=SECRET, port=port, nobody=free_port()), "utf-8")
    with serve(STREAMLIT_SECRETS_FILES=str(secrets)) as server:
        token = auth_util.encode_provider_token("default")
        told = server.ask(f"/auth/login?provider={token}")
        assert (told.status_code, "统一认证暂时连不上" in told.text) == (502, True)
        assert "返回首页" in told.text
        assert "nosniff" in told.headers["x-content-type-options"]
        refused = server.ask("/oauth2callback?error=access_denied&state=x")
        assert (refused.status_code, "登录没有完成" in refused.text) == (400, True)
