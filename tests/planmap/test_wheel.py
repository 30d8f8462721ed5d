"""What `pip install .` brings: every module and file of the program, nothing else, and it runs."""

import os
import shutil
import subprocess
import sys
from email import message_from_string
from pathlib import Path
from urllib.request import urlopen
from zipfile import ZipFile

import pytest

from bench.load_session import Session
from planmap import __version__
from tools.headless import free_port, wait
from tools.loops import finished

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("geo", "layers", "sheets", "views", "planmap")
BESIDE = (".streamlit/config.toml", "app.py", "static/README.md")
FILES = ("pyproject.toml", "requirements.txt", "README.md", "LICENSE", *BESIDE)
_BUILD = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"


def sources(*folders):
    """Names of the files below folders of the project, as a checkout has them."""
    for folder in folders:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix != ".pyc":
                yield path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel from a copy, which has secrets and leftovers besides."""
    copy, built = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("built")
    for name in (*FILES, *sources(*PACKAGES, "data")):
        target = copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    for name in (".streamlit/secrets.toml", "static/vendor/leaflet.js", "tools/line.py"):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text("", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _BUILD, str(built)],
        cwd=copy, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (made,) = built.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Unpack the wheel, as pip does."""
    folder = tmp_path_factory.mktemp("installed")
    with ZipFile(wheel) as zipped:
        zipped.extractall(folder)
    return folder


def about(installed, name):
    return (installed / f"planmap-{__version__}.dist-info" / name).read_text(encoding="utf-8")


def test_every_file_of_the_program_is_in_it_and_nothing_else(installed):
    files = [path.relative_to(installed) for path in installed.rglob("*") if path.is_file()]
    found = {path.as_posix() for path in files if path.parts[0] in PACKAGES}
    beside = {f"planmap/shipped/{name}" for name in (*BESIDE, *sources("data"))}
    assert found == {*sources(*PACKAGES), *beside}


def test_no_name_of_common_use_is_taken(installed):
    names = {path.name for path in installed.iterdir()}
    assert names == {*PACKAGES, f"planmap-{__version__}.dist-info"}


def test_it_names_what_it_needs_its_version_and_its_command(installed):
    told = message_from_string(about(installed, "METADATA"))
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert told["Name"] == "planmap"
    assert told["Version"] == __version__
    assert told["Requires-Python"] == ">=3.11"
    assert told.get_all("Requires-Dist") == [pin for pin in pins if not pin.startswith("#")]
    assert about(installed, "entry_points.txt").split() == [
        *("[console_scripts]", "planmap", "=", "planmap.__main__:main")
    ]


def begun(installed, folder, *words):
    """Words that run an installed command elsewhere, and where."""
    code = "import sys; from planmap.__main__ import main; sys.exit(main())"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PLANMAP")}
    environment = {**kept, "PYTHONPATH": str(installed)}
    return {"args": [sys.executable, "-c", code, *words], "cwd": folder, "env": environment}


def test_an_installed_command_finds_its_plan_from_anywhere(installed, tmp_path):
    words = ("export", "-o", "out", "--layer", "zones", "--format", "CSV")
    done = subprocess.run(
        **begun(installed, tmp_path, *words), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert str(installed / "planmap" / "shipped" / "data") in done.stderr
    assert (tmp_path / "out" / "空间结构.csv").exists()


async def page_of(origin):
    """What a visitor's first run of the page brings; an error box on it is an error."""
    async with Session(origin) as visitor:
        return await visitor.run()


def test_an_installed_page_is_served_from_anywhere(installed, tmp_path):
    port = free_port()
    words = begun(installed, tmp_path, "serve", "--headless", "--port", str(port))
    with subprocess.Popen(**words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as serving:
        try:
            origin = f"http://127.0.0.1:{port}"
            wait(origin)
            with urlopen(f"{origin}/share/zones.geojson", timeout=60) as answer:
                assert "空间结构" in answer.read().decode()
            with urlopen(f"{origin}/app/static/vendor/planmap.js", timeout=60) as answer:
                assert answer.status == 200
            assert any("规划项目" in text for text in finished(page_of(origin)).texts)
        finally:
            serving.terminate()
