"""The page around the app: Streamlit's own HTML with language, title, script and words."""

import json
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from tools.loops import finished
from views.page_shell import Shell, kept_for, page

STATIC = Path(streamlit.__file__).parent / "static"
INDEX = (STATIC / "index.html").read_text(encoding="utf-8")
WEB = Path(__file__).resolve().parents[2] / "views" / "web"
WORDS = json.loads((WEB / "words.json").read_text(encoding="utf-8"))


@dataclass
class Got:
    """What was answered."""

    headers: dict[str, str] = field(default_factory=dict)
    content: bytes = b""


def ask(path: str, **headers: str) -> Got:
    """Ask the shell around an app that answers every other address with Streamlit's page."""
    got = Got()
    sent = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "headers": sent, "query_string": b""}

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        if message["type"] == "http.response.start":
            got.headers |= {name.decode(): value.decode() for name, value in message["headers"]}
        got.content += message.get("body", b"")

    finished(Shell(APP, title="甲 & 乙")(scope, receive, send))
    return got


def index(request):
    assert "accept-encoding" not in request.headers or request.headers["accept"] == "*/*"
    return HTMLResponse(INDEX, headers={"ETag": "old"})


def other(_request):
    return HTMLResponse("<p>Streamlit</p>", headers={"ETag": "other"})


def text(_request):
    return PlainTextResponse('<div id="root"></div>')


APP = Starlette(routes=[Route("/other", other), Route("/text", text), Route("/{rest:path}", index)])


def test_streamlit_s_page_becomes_chinese():
    made = page(INDEX, "一张图")
    assert '<html lang="zh-CN" data-kept=' in made
    assert "<title>一张图</title>" in made
    assert "You need to enable" not in made
    assert made.index("./page/page.js") < made.index('<script type="module"')
    assert made.count("<div") == INDEX.count("<div")


@pytest.mark.parametrize("path", ["/", "/circles", "/plan/", "/plan/circles"])
def test_every_address_of_a_page_gets_it(path):
    got = ask(path, accept="text/html", if_none_match="old")
    assert "<title>甲 &amp; 乙</title>" in got.content.decode()
    assert int(got.headers["content-length"]) == len(got.content)
    assert "etag" not in got.headers


def test_a_packed_page_is_asked_for_unpacked():
    page_asked = {"accept": "text/html", "accept-encoding": "gzip"}
    assert "zh-CN" in ask("/", **page_asked).content.decode()


def test_what_is_not_streamlit_s_page_passes_as_it_is():
    assert ask("/other", accept="text/html").content == b"<p>Streamlit</p>"
    assert ask("/other", accept="text/html").headers["etag"] == "other"
    assert ask("/text", accept="text/html").content == b'<div id="root"></div>'
    assert ask("/", accept="*/*").content.decode() == INDEX


@pytest.mark.parametrize("folder", ["/page", "/plan/page", "/plan/a/page"])
def test_script_and_words_lie_beside_every_page(folder):
    script = ask(f"{folder}/page.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert script.content == (WEB / "page.js").read_bytes()
    assert json.loads(ask(f"{folder}/words.json").content) == WORDS


def test_nothing_else_of_the_disk_is_served():
    for path in ("/page/../shell.py", "/page/..%2fshell.py", "/page/", "/page/shell.py"):
        assert b"ASGI" not in ask(path, accept="*/*").content


@pytest.mark.parametrize(
    ("seconds", "words"), [(14_400, "4 小时"), (5_400, "1.5 小时"), (120, "2 分钟"), (0, "0 分钟")]
)
def test_how_long_work_is_kept_is_said_in_words(monkeypatch, seconds, words):
    monkeypatch.setattr(streamlit, "get_option", lambda _name: seconds)
    assert kept_for() == words


MADE_THERE = re.compile(r"^Press |mark|^add icon$|^Error:$")
"""Words that Streamlit or Vega puts together from parts."""


def english():
    """Words of the table that must stand in Streamlit's own scripts."""
    tables = [*WORDS["texts"], *WORDS["labels"]]
    said = {word for table in tables for word in table.get("words", {})}
    return sorted(
        {word for word in said if not MADE_THERE.search(word)} | {WORDS["lost"]["dialog"]}
    )


def test_streamlit_still_says_what_the_table_translates():
    scripts = "\n".join(
        path.read_text(encoding="utf-8") for path in (STATIC / "static" / "js").glob("*.js")
    )
    assert [word for word in english() if word not in scripts] == []


def test_the_patterns_are_expressions_without_flags():
    tables = [*WORDS["texts"], *WORDS["labels"]]
    assert all(re.compile(start) for t in tables for start, _ in t.get("patterns", []))


def test_planners_are_spared_the_check_of_tests():
    shipped = tomllib.loads((WEB.parents[1] / ".streamlit" / "config.toml").read_text("utf-8"))
    assert shipped["runner"]["enforceSerializableSessionState"] is False
