"""Start the app and find a browser: for the browser tests, the measurements and the screenshots."""

import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
_PLACES = (
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

_SERVE = "from streamlit.web.cli import main; main()"


def find_browser() -> str | None:
    """Return the first Chromium, Chrome or Edge of this machine, None where there is none."""
    named = (shutil.which(name) for name in _NAMES)
    placed = (place for place in _PLACES if Path(place).exists())
    return next((path for path in (*named, *placed) if path), None)


@contextmanager
def running(  # noqa: PLR0913 - each has its usual value
    script: str = "app.py",
    data: Path | None = None,
    more: Mapping[str, object] | None = None,
    *,
    port: int = 0,
    told: Mapping[str, str] | None = None,
    root: Path = ROOT,
    first: str = "",
) -> Iterator[tuple[str, int]]:
    """Run a Streamlit script; give its origin (with `server.baseUrlPath`) and process id.

    Parameters
    ----------
    script
        Path below the root of the project.
    data
        Folder of the plan, that of the project if None.
    more
        Options of Streamlit beyond the usual ones.
    port
        0 for a free one.
    told
        Variables of its environment besides those of this process; unless they name one, it has
        a folder of the user's data of its own.
    root
        Of the checkout that is run.
    first
        Python that the server runs before it starts, such as shorter times for a test.
    """
    port = port or free_port()
    home = tempfile.mkdtemp(prefix="planmap-home-")
    env = {**os.environ, **({"PLANMAP_DATA": str(data)} if data else {}), "PLANMAP_HOME": home}
    env |= told or {}
    options = {
        "server.headless": "true",
        "server.port": port,
        "server.address": "127.0.0.1",
        "runner.enforceSerializableSessionState": "true",
        **(more or {}),
    }
    words = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    process = subprocess.Popen(
        [sys.executable, "-c", f"{first}\n{_SERVE}", "run", script, *words],
        cwd=root,
        env=env | {"PYTHONPATH": str(root)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        origin = f"http://127.0.0.1:{port}{options.get('server.baseUrlPath', '')}"
        wait(origin, process)
        yield origin, process.pid
    finally:
        process.terminate()
        process.wait(timeout=60)
        shutil.rmtree(home, ignore_errors=True)


def memory_mb(process_id: int) -> float:
    """Resident memory of a process and its children, MB."""
    process = psutil.Process(process_id)
    family = [process, *process.children(recursive=True)]
    return sum(each.memory_info().rss for each in family) / 1e6


def free_port() -> int:
    """Return a port of the loopback address that nobody uses.

    Below those that a system gives to connections: one may be opened before the server is there.
    """
    for port in random.sample(range(20_000, 32_768), 100):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("no port of 100 is free")


def wait(origin: str, server: subprocess.Popen[bytes] | None = None) -> None:
    """Wait until an app answers, 60 s at most, and no longer than its server lives."""
    for _ in range(600):
        if server is not None and server.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{origin}/_stcore/health", timeout=1).close()
            return
        except OSError:  # not yet there, or too busy to answer
            time.sleep(0.1)
    raise TimeoutError("the app did not start within 60 s; run it by hand to see why")
