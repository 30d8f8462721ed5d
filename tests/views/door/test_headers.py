"""What every answer carries."""

import re

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit import config

from layers.backgrounds import AMAP, OSM, TIANDITU, background
from tools.loops import finished
from views import security_headers, server_middleware
from views.access_gate import parts_of

PATHS = (
    "/",
    "/circles",
    "/_stcore/health",
    "/_stcore/metrics",
    "/component/streamlit_folium.st_folium/index.html",
    "/media/none",
    "/own-points/a/b",
    "/share/zones.geojson",
    "/app/static/none.js",
    "/static/none.js",
    "/auth/logout",
)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", ["localhost", "evil.example"])
def test_every_answer_tells_the_browser_what_not_to_do(server, path, host):
    answer = server.ask(path, Host=host)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'self'" in policy
    assert "http:" not in policy
    assert "*" not in policy


def test_the_page_runs_its_own_scripts_alone(server):
    page = directives(server.ask("/"))
    assert re.fullmatch(r"'self' 'sha256-[A-Za-z0-9+/]{43}='", page["script-src"])
    assert page["img-src"] == "'self' data: blob:"
    assert page["connect-src"] == page["frame-src"] == "'self'"


def test_the_map_runs_no_script_of_an_attribute_and_loads_tiles_alone(server):
    frame = directives(server.ask("/component/streamlit_folium.st_folium/index.html"))
    assert frame["script-src-attr"] == "'none'"
    assert frame["connect-src"] == "'self'"
    outside = [word for word in frame["img-src"].split() if "//" in word]
    assert tuple(outside) == security_headers.TILES


@pytest.mark.parametrize("path", ["/media/x", "/own-points/a/b", "/share/zones.geojson"])
def test_data_runs_nothing(server, path):
    assert directives(server.ask(path)).keys() == {"default-src", "frame-ancestors"}


def test_the_places_of_tiles_are_those_of_the_backgrounds():
    hosts = set()
    for name in (TIANDITU, AMAP, OSM):
        chosen = background(name, "0" * 32, (115.9, 28.6))
        for url in chosen.urls:
            host = url.split("/")[2]
            hosts |= {host.replace("{s}", each) for each in chosen.options.get("subdomains", "-")}
    assert hosts == {place.removeprefix("https://") for place in security_headers.TILES}


def test_a_portal_that_is_named_may_frame_the_page(told):
    told(PLANMAP_FRAMES="https://portal.office.cn")
    found = security_headers.headers_of("/")
    assert "frame-ancestors 'self' https://portal.office.cn" in found["Content-Security-Policy"]
    assert "X-Frame-Options" not in found


def test_an_error_of_the_server_has_them_too(told):
    told()

    def broken(_request):
        raise RuntimeError("inside")

    app = Starlette(
        routes=[Route("/x", broken)],
        middleware=[Middleware(security_headers.SecurityHeaders)],
        exception_handlers={Exception: server_middleware.failed},
    )
    answer = get(app, "/x")
    assert answer.status_code == 500
    assert "inside" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_an_answer_keeps_what_it_says_of_itself(told):
    told()
    app = Starlette(
        routes=[Route("/x", lambda _: PlainTextResponse("a", headers={"ETag": '"1"'}))],
        middleware=[Middleware(security_headers.SecurityHeaders)],
    )
    assert get(app, "/x").headers["etag"] == '"1"'


@pytest.mark.parametrize(
    ("base", "path", "parts"),
    [
        ("", "/_stcore/metrics/", ["_stcore", "metrics"]),
        ("map", "/map/_stcore/metrics", ["_stcore", "metrics"]),
        ("/a/b/", "/a/b/media/x", ["media", "x"]),
        ("map", "/mapper/media", ["mapper", "media"]),
        ("map", "/share/zones.geojson", ["share", "zones.geojson"]),
        ("map", "/map", [""]),
        ("", "/", [""]),
    ],
)
def test_addresses_are_read_below_the_base(base, path, parts):
    config.set_option("server.baseUrlPath", base)
    try:
        assert parts_of(path) == parts
    finally:
        config.set_option("server.baseUrlPath", "")


def get(app, path):
    async def ask():
        inside = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=inside, base_url="http://localhost") as client:
            return await client.get(path)

    return finished(ask())


def directives(answer) -> dict[str, str]:
    policy = answer.headers["content-security-policy"]
    return dict(part.strip().split(" ", 1) for part in policy.split(";"))
