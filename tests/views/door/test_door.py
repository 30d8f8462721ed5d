"""What stands at the start of the server."""

import os
import subprocess
import sys

import pytest

from geo.errors import DataError
from tools.headless import ROOT, free_port
from views import reading_progress, server_middleware
from views.access_settings import AccessSettings


@pytest.mark.parametrize(
    ("address", "chosen", "warned"),
    [
        ("127.0.0.1", AccessSettings(), False),
        ("0.0.0.0", AccessSettings(), True),
        ("", AccessSettings(), True),
        ("0.0.0.0", AccessSettings(editors=()), False),
        ("10.1.0.9", AccessSettings(sign_in="oidc", editors=("*",)), False),
    ],
)
def test_an_open_door_is_told_in_the_log(caplog, address, chosen, warned):
    server_middleware.warn(chosen, address)
    assert ("台账只读" in caplog.text) is warned


def test_a_setting_that_says_nothing_clear_stops_the_start(told):
    told(PLANMAP_SHARE="perhaps")
    with pytest.raises(DataError, match="PLANMAP_SHARE"):
        server_middleware.middleware()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PLANMAP_LIMITS", "rows=5"),
        ("PLANMAP_LIMITS", "max_rows"),
        ("PLANMAP_CEILING", "memory_mb=0"),
        ("PLANMAP_CEILING", "memory=2"),
        ("PLANMAP_READERS", "wang"),
    ],
)
def test_a_wrong_setting_stops_the_start(fresh, name, value):
    fresh(**{name: value})
    with pytest.raises(DataError, match=name):
        server_middleware.middleware()


@pytest.fixture
def fresh(told):
    """Set variables for settings, limits and ceiling of this process."""
    caches = reading_progress.limits, reading_progress.ceiling
    for each in caches:
        each.cache_clear()
    yield told
    for each in caches:
        each.cache_clear()


@pytest.mark.parametrize(
    ("variable", "value"), [("PLANMAP_CEILING", "memory_mb=many"), ("PLANMAP_DATA", "nowhere")]
)
def test_the_start_is_refused_in_one_line(variable, value):
    words = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    ended = subprocess.run(
        [*words, "--server.port", str(free_port())],
        cwd=ROOT,
        env=os.environ | {variable: value, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    said = [line for line in ended.stderr.splitlines() if variable in line]
    assert ended.returncode == 1
    assert len(said) == 1
    assert said[0].startswith("无法启动：")
    assert "Traceback" not in ended.stderr + ended.stdout


def test_a_proxy_whose_header_is_not_said_stops_the_start(told):
    told(PLANMAP_SIGN_IN="proxy", PLANMAP_PROXY="127.0.0.1")
    with pytest.raises(DataError, match="TRUSTED_USER_HEADERS"):
        server_middleware.middleware()


def test_the_headers_stand_outside_of_all_refusals(told):
    told()
    names = [each.cls.__name__ for each in server_middleware.middleware()]
    assert names == ["SecurityHeaders", "Identity", "Gate", "InWords", "UploadBound"]
