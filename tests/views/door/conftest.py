"""A real server with its own settings, and a page opened on it without a browser."""

import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
import pytest
from google.protobuf.text_format import MessageToString
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tools.headless import running
from views.access_settings import forget

NOTHING: Mapping[str, str] = {}


@dataclass
class Server:
    """A running server: its origin, and a client that keeps cookies."""

    origin: str
    client: httpx.Client = field(default_factory=lambda: httpx.Client(trust_env=False, timeout=60))

    def ask(self, path: str, method: str = "GET", **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.request(method, f"{self.origin}{path}", headers=named)

    @contextmanager
    def page(self, path: str = "", query: str = "", **headers: str) -> Iterator["OpenPage"]:
        """Open the page as a browser does, without drawing it; `query` of its address."""
        token = self.xsrf()
        address = self.origin.replace("http", "ws") + f"{path}/_stcore/stream"
        cookies = "; ".join(f"{name}={value}" for name, value in self.client.cookies.items())
        if self.client.auth is not None:
            signed = next(self.client.auth.auth_flow(httpx.Request("GET", self.origin)))
            headers["Authorization"] = signed.headers["Authorization"]
        given = {"Cookie": cookies, "Origin": self.origin, **_named(headers)}
        with connect(
            address,
            ssl=_believing() if address.startswith("wss") else None,
            subprotocols=["streamlit", token],
            additional_headers=given,
            max_size=None,
            max_queue=None,  # else a page that says more than is read cannot hear the end
            open_timeout=60,
            proxy=None,
        ) as socket:
            yield OpenPage(socket, query)

    def handshake(self, *headers: str) -> int:
        """Ask for the page's websocket with these header lines; return the status, 101 for yes."""
        key = "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="
        upgrade = "Connection: Upgrade", "Upgrade: websocket", *key
        head = "\r\n".join(["GET /_stcore/stream HTTP/1.1", *headers, *upgrade, "", ""])
        host, port = self.origin.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=20) as plain:
            plain.sendall(head.encode())
            return int(plain.recv(65536).split()[1])

    def xsrf(self) -> str:
        self.client.get(f"{self.origin}/_stcore/health")
        return self.client.cookies["_streamlit_xsrf"]

    def delete(self, session: str, name: str = "1") -> httpx.Response:
        """Take a file away as the box of the page does."""
        return self.client.delete(
            f"{self.origin}/_stcore/upload_file/{session}/{name}",
            headers={"X-Xsrftoken": self.xsrf()},
        )

    def put(self, session: str, content: bytes, name: str = "1", **headers: str) -> httpx.Response:
        """Send a file as the box of the page does."""
        return self.client.put(
            f"{self.origin}/_stcore/upload_file/{session}/{name}",
            files={"file": ("a.csv", content, "text/csv")},
            headers={"X-Xsrftoken": self.xsrf(), **_named(headers)},
        )


class OpenPage:
    """A page that is open, what the server has sent to it, and what may be sent by hand.

    `ids` are those of its widgets by key, `fragments` of the parts that run by themselves.
    """

    def __init__(self, socket, query: str = "") -> None:
        self.socket, self.query = socket, query
        self.session = ""
        self.text = ""
        self.ids: dict[str, str] = {}
        self.fragments: set[str] = set()
        self.run()

    def run(self, pressed: str = "", **more) -> None:
        """Ask for a run and wait for its end."""
        self.send(pressed, **more)
        assert self.says("script_finished")

    def press(self, button: str, typed: Mapping[str, str] = NOTHING) -> str:
        """Press a button by its id; return all the page says until it falls silent."""
        self.send(button, typed=typed)
        told = ""
        while self.says("script_finished", 2 if told else 20):
            told, self.text = told + self.text, ""
        return told + self.text

    def send(
        self,
        pressed: str = "",
        *,
        fragment: str = "",
        typed: Mapping[str, str] = NOTHING,
    ) -> None:
        """Ask for a run with a button pressed and texts typed, by id."""
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.fragment_id = fragment
        if pressed:
            message.rerun_script.widget_states.widgets.add(id=pressed, trigger_value=True)
        for name, text in typed.items():
            message.rerun_script.widget_states.widgets.add(id=name, string_value=text)
        self.text = ""
        self.socket.send(message.SerializeToString())

    def says(self, words: str, seconds: float = 60) -> bool:
        """Whether the words come within the time."""
        end = time.monotonic() + seconds
        while words not in self.text:
            try:
                content = self.socket.recv(timeout=max(0.0, end - time.monotonic()))
            except (TimeoutError, ConnectionClosed):
                return False
            message = ForwardMsg()
            message.ParseFromString(content)
            self.text += MessageToString(message, as_utf8=True)
            if message.WhichOneof("type") == "new_session":
                self.session = message.new_session.initialize.session_id
            self._learn(message)
        return True

    def _learn(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        name = str(getattr(getattr(element, kind), "id", "")) if kind else ""
        if name.count("-") > 1:  # $$ID-<hash>-<key>
            self.ids[name.split("-", 2)[2]] = name
        if message.delta.fragment_id:
            self.fragments.add(message.delta.fragment_id)


def _believing() -> ssl.SSLContext:
    """Take any certificate: that of the test's own proxy."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


@contextmanager
def serving(**variables: str) -> Iterator[Server]:
    """Run a server with these variables in its environment."""
    with running(told=variables) as (origin, _):
        found = Server(origin)
        with found.client:
            yield found


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with serving() as found:
        yield found


@pytest.fixture
def told(monkeypatch):
    """Set variables for the settings of this process."""

    def tell(**variables: str) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        forget()

    forget()
    yield tell
    forget()


@pytest.fixture(scope="session")
def serve():
    """Run servers of one's own."""
    return serving


@pytest.fixture(scope="session")
def opened():
    """Talk to a server that runs."""

    @contextmanager
    def found(origin: str) -> Iterator[Server]:
        server = Server(origin)
        with server.client:
            yield server

    return found
