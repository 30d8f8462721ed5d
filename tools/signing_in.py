"""An OpenID provider on this machine, an app that asks it, and people who sign in there."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import oidc_provider_mock as mock
from playwright.sync_api import BrowserContext, Page, expect
from werkzeug.serving import make_server

from tools.headless import free_port, running

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

SECRET = "0123456789abcdef0123456789abcdef"
WANG, LI, EVE = "wang@office.cn", "li@office.cn", "eve@elsewhere.cn"
WEI_1, WEI_2, CHEN = "wei1@office.cn", "wei2@office.cn", "chen@office.cn"
NAMES = {WEI_1: "王伟", WEI_2: "王伟"}
"""Shown names that are not the first part of the address."""


class Misnamed:
    """A provider that calls itself otherwise in its description than in its tokens."""

    def __init__(self, app: "WSGIApplication") -> None:
        self.app = app

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer as the provider does, but for its description."""
        if not environ["PATH_INFO"].endswith("openid-configuration"):
            return self.app(environ, start)
        told = json.loads(b"".join(self.app(environ, _unsaid)))
        content = json.dumps(told | {"issuer": "http://other.invalid"}).encode()
        start("200 OK", [("Content-Type", "application/json")])
        return [content]


def _unsaid(*_: Any) -> Any:  # noqa: ANN401 - what WSGI asks for
    """Take the beginning of an answer that is not passed on."""


@contextmanager
def provider(*, misnamed: bool = False, hours: float = 1.0) -> Iterator[str]:
    """Run a provider; `hours`: how long its tokens hold. Give its address."""
    groups = {WANG: ["planners"], LI: ["staff"], WEI_1: ["planners"], WEI_2: [], CHEN: [], EVE: []}
    users = [
        mock.User(
            sub=name,
            claims={
                "email": name,
                "name": NAMES.get(name, name.split("@")[0]),
                "groups": groups_of,
            },
        )
        for name, groups_of in groups.items()
    ]
    app = mock.app(user_claims=users, access_token_max_age=timedelta(hours=hours))
    server = make_server("127.0.0.1", 0, Misnamed(app) if misnamed else app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()


@contextmanager
def office(folder: Path, address: str, script: str = "app.py", **variables: str) -> Iterator[str]:
    """Run the app, or another script, that asks this provider; give its origin."""
    port = free_port()
    secrets = folder / "secrets.toml"
    secrets.write_text(
        f"""[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "{SECRET}"
client_id = "planmap"
client_secret = "of this test"
server_metadata_url = "{address}/.well-known/openid-configuration"
""",
        encoding="utf-8",
    )
    told = {"STREAMLIT_SECRETS_FILES": str(secrets)}
    if "PLANMAP_INSTALLATION" not in variables:
        told["PLANMAP_READERS"] = "*@office.cn"
    with running(script, port=port, told=told | variables) as (origin, _):
        yield origin


@dataclass
class Person:
    """Somebody with a browser of his own."""

    context: BrowserContext
    page: Page
    origin: str

    def signs_in(self, name: str) -> None:
        """Sign in, and wait for the page."""
        self.answers_as(name)
        self.page.wait_for_url(f"{self.origin}/")
        self.settles()

    def answers_as(self, name: str) -> None:
        """Go to the provider and give it a name; what comes of it is not waited for."""
        self.page.goto(self.origin)
        self.page.get_by_role("button", name="登录", exact=True).click()
        self.page.get_by_role("button", name=name).click()

    def settles(self) -> None:
        """Wait until no run is under way."""
        self.page.wait_for_selector(
            "[data-testid=stApp][data-test-script-state=notRunning]", timeout=30_000
        )

    def is_out(self) -> None:
        """Come anew, and see nothing but the question who one is."""
        self.page.goto(self.origin)
        expect(self.page.get_by_role("button", name="登录", exact=True)).to_be_visible()
        expect(self.page.locator("iframe")).to_have_count(0)

    def asks(self, path: str) -> int:
        """Status of a plain request of this browser."""
        return self.page.request.get(f"{self.origin}{path}").status
