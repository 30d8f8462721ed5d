"""Two stores over one plan: the shipped one, each with a ledger of its own."""

import json
import os
import subprocess
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from geo.data_folder import data_folder
from geo.exchange.change_text import parsed, written
from geo.exchange.exporting import export
from geo.exchange.qgis_file import write_qgis_file
from geo.exchange.taking import take
from geo.ledger import Act, Edit, Ledger
from geo.store import PlanStore

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
MINUTES = count(1)
SCRIPT = Path(__file__).with_name("in_qgis.py")
PYTHON = "/usr/bin/python3"


class Office:
    """A store with the few verbs that the tests speak."""

    def __init__(self, folder, name, plan, *, reviewed=False, url=""):
        self.name, self.plan = name, plan
        self.url = url or f"sqlite:///{folder / f'{name}.sqlite'}"
        self.store = PlanStore(data_folder(), lambda: Ledger(self.url), lambda: reviewed)
        self.store.published = lambda: plan
        self.ledger = self.store.ledger

    def act(self, why="现场核实"):
        return Act(self.name, NOON + timedelta(minutes=next(MINUTES)), why, "会议纪要")

    def set(self, item, table="projects", **values):
        return self.store.write(Edit(table, item, values, self.act()))

    def values(self):
        """Every value that the ledger says, as plan items have it now, by table, item and field."""
        return {
            (table, row.item, row.field): row.value
            for table, state in self.store.states().items()
            for row in state.itertuples()
        }

    def file(self, since=0):
        """What it carries out, through the text of the file."""
        told = export(self.ledger, self.act().at, since=since)
        return parsed(written(told), "改动.json")

    def meets(self, other, item):
        """Bring the other one a file that says otherwise than it does of the item's state."""
        self.set(item, status="在建")
        other.set(item, status="停缓建")
        other.take(self.file())

    def take(self, file, *, others_only=False):
        return take(self.store, file, self.act("并入"), others_only=others_only)


@pytest.fixture(scope="session")
def plan():
    return PlanStore(data_folder()).published()


@pytest.fixture(params=["sqlite", "postgresql"])
def offices(request, tmp_path, plan):
    """One on a file, the other on a file or on a server."""
    server = request.param == "postgresql"
    url = request.getfixturevalue("postgresql_url") if server else ""
    made = Office(tmp_path, "内网", plan), Office(tmp_path, "外网", plan, url=url)
    yield made
    for each in made:
        each.ledger.close()


@pytest.fixture
def office(tmp_path, plan):
    """Make one more: `office("外网", reviewed=True)`; `room` is a folder of its own."""
    made = []

    def opened(name, *, room=tmp_path, **more):
        made.append(Office(room, name, plan, **more))
        return made[-1]

    yield opened
    for each in made:
        each.ledger.close()


@pytest.fixture(scope="session")
def qgis():
    """Ask QGIS; None of it on this machine skips."""
    known = [PYTHON, "-c", "import qgis.core"]
    if (
        not Path(PYTHON).exists()
        or subprocess.run(known, capture_output=True, check=False).returncode
    ):
        pytest.skip("no QGIS with Python on this machine: apt-get install python3-qgis")

    def asked(*words):
        told = {"QT_QPA_PLATFORM": "offscreen", "PATH": os.environ["PATH"], "HOME": "/tmp"}
        run = subprocess.run(
            [PYTHON, SCRIPT, *map(str, words)],
            capture_output=True,
            check=False,
            encoding="utf-8",
            env=told,
        )
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout.splitlines()[-1])

    return asked


@pytest.fixture
def inside(office):
    return office("内网")


@pytest.fixture
def file(inside, tmp_path):
    path = tmp_path / "只读.gpkg"
    write_qgis_file(inside.store, path, inside.act().at)
    return path
