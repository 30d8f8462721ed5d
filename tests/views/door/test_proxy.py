"""The examples of docs/deploy.zh.md, run as they stand there but for ports, names and paths."""

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest

from tools.headless import free_port

DOC = Path(__file__).resolve().parents[3] / "docs/deploy.zh.md"
NAME = "tuzhi.example.gov.cn"
SECRET = "改成随机口令"
MAPPING = {"X-Remote-User": "user", "X-Remote-Groups": "groups"}


def block(kind: str) -> str:
    """The example of a kind in the document."""
    return re.search(rf"```{kind}\n(.*?)```", DOC.read_text("utf-8"), re.DOTALL)[1]


def need(*names: str) -> None:
    for name in names:
        if not shutil.which(name):
            pytest.skip(f"no {name} on this machine: the example cannot be run")


def output(*words: str) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture(scope="module")
def tls(tmp_path_factory) -> Path:
    need("openssl")
    folder = tmp_path_factory.mktemp("tls")
    made = ("-days", "1", "-nodes", "-newkey", "rsa:2048", "-subj", f"/CN={NAME}")
    files = ("-keyout", str(folder / "tuzhi.key"), "-out", str(folder / "tuzhi.crt"))
    output("openssl", "req", "-x509", *made, "-addext", "subjectAltName=IP:127.0.0.1", *files)
    return folder


@contextmanager
def started(words: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                httpx.get(f"https://127.0.0.1:{port}/", verify=False, trust_env=False)
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=10)


@contextmanager
def nginx(folder: Path, tls: Path, behind: int) -> Iterator[int]:
    port, users = free_port(), folder / "planmap.users"
    lines = [f"{name}:{output('openssl', 'passwd', '-apr1', name)}" for name in ("wang", "li")]
    users.write_text("\n".join(lines) + "\n", encoding="utf-8")
    site = block("nginx").replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
    site = site.replace("/etc/nginx/tls", str(tls)).replace("/etc/nginx/planmap.users", str(users))
    site = site.replace("127.0.0.1:8501", f"127.0.0.1:{behind}")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    aside = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    user = "user root; " if getattr(os, "geteuid", lambda: 1)() == 0 else ""
    whole = f"{user}daemon off; pid {folder}/pid; error_log {folder}/error; events {{}}\n"
    whole += f"http {{ access_log off; {aside}\n{site}\n}}\n"
    (folder / "nginx.conf").write_text(whole, encoding="utf-8")
    with started(["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "error")], port):
        yield port


@contextmanager
def caddy(folder: Path, tls: Path, behind: int) -> Iterator[int]:
    port = free_port()
    site = block("caddy").replace(NAME, f"https://127.0.0.1:{port}")
    site = site.replace("/etc/caddy", str(tls)).replace("127.0.0.1:8501", f"127.0.0.1:{behind}")
    hashes = {
        name: output("caddy", "hash-password", "--plaintext", name) for name in ("wang", "li")
    }
    site = site.replace("wang HASH", "\n".join(f"{name} {text}" for name, text in hashes.items()))
    whole = "{\nadmin off\nauto_https off\nstorage file_system " + str(folder) + "\n}\n" + site
    (folder / "Caddyfile").write_text(whole, encoding="utf-8")
    with started(["caddy", "run", "--config", str(folder / "Caddyfile")], port):
        yield port


@pytest.fixture(scope="module")
def behind(serve):
    """The app as the document says it is set behind a proxy."""
    told = dict(line.split("=", 1) for line in block("sh").strip().splitlines())
    told["STREAMLIT_SERVER_ALLOWED_HOSTS"] += " 127.0.0.1"  # the name of the proxy here
    assert json.loads(told["STREAMLIT_SERVER_TRUSTED_USER_HEADERS"]) == MAPPING
    assert (told["PLANMAP_SIGN_IN"], told["PLANMAP_WRITERS"]) == ("proxy", "wang")
    with serve(**told) as server:
        yield server


@pytest.fixture(scope="module", params=[nginx, caddy], ids=["nginx", "caddy"])
def proxied(request, behind, tls, tmp_path_factory):
    need(request.param.__name__)
    port = int(behind.origin.rsplit(":", 1)[1])
    folder = tmp_path_factory.mktemp(request.param.__name__)
    with request.param(folder, tls, port) as found, ExitStack() as clients:

        def through(name: str):
            auth = (name, name) if name else None
            client = httpx.Client(verify=False, trust_env=False, auth=auth, timeout=60)
            return type(behind)(f"https://127.0.0.1:{found}", clients.enter_context(client))

        yield through


def test_the_proxy_lets_in_whom_it_knows(proxied):
    assert proxied("").ask("/").status_code == 401
    answer = proxied("wang").ask("/share/zones.geojson")
    assert answer.status_code == 200
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert proxied("wang").ask("/_stcore/metrics").status_code == 404


def test_a_writer_opens_the_page_and_sends_a_large_file(proxied):
    wang = proxied("wang")
    with wang.page() as page:
        assert page.says("要素")
        assert "只读" not in page.text
        assert wang.put(page.session, b"a" * 150 * 2**20).status_code == 204
        assert wang.delete(page.session).status_code == 204


def test_a_reader_reads(proxied):
    li = proxied("li")
    with li.page() as page:
        assert page.says("只读")
        assert li.put(page.session, b"a").status_code == 403


def test_a_reader_who_sends_the_header_himself_stays_a_reader(proxied):
    li = proxied("li")
    with li.page(X_Remote_User="wang", X_Remote_Groups="planners") as page:
        assert page.says("只读")
        assert li.put(page.session, b"a", X_Remote_User="wang").status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Remote_User": "wang"},
        {"X_Remote_User": "wang", "X_Forwarded_For": "127.0.0.1"},
        {"X_Remote_User": "wang", "X_Planmap_Proxy": "wrong"},
    ],
)
def test_past_the_proxy_nobody_is_anybody(behind, headers):
    assert behind.ask("/share/zones.geojson", **headers).status_code == 401
    with behind.page(**headers) as page:
        assert page.says("您尚未登录")
        assert behind.put(page.session, b"a", **headers).status_code == 403


def test_a_forwarded_address_makes_no_proxy(serve):
    """Without a secret, from an address that is not the proxy's, claiming that it is."""
    told = {
        "STREAMLIT_SERVER_TRUSTED_USER_HEADERS": json.dumps(MAPPING),
        "PLANMAP_SIGN_IN": "proxy",
        "PLANMAP_PROXY": "10.1.0.5",
        "PLANMAP_WRITERS": "*",
        "FORWARDED_ALLOW_IPS": "*",
    }
    with serve(**told) as server:
        said = {"X_Remote_User": "wang", "X_Forwarded_For": "10.1.0.5"}
        assert server.ask("/share/zones.geojson", **said).status_code == 401
