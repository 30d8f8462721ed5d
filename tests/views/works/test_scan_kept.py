"""The scan under the map is part of the work: kept once, back with its points, if not too large."""

import pytest
from sqlalchemy import func, select

from geo.ledger.blobs import BLOBS
from geo.placing.scan_model import ScanPicture
from views import layer_store
from views.placing import scan
from views.state import work
from views.works import saver, scan_part
from views.works.opening import PARAMETER

PINS = ((10.0, 20.0, 115.92, 28.62), (900.0, 700.0, 115.94, 28.60))


@pytest.fixture
def scanned():
    """What a session holds of a scan, by key; its picture is on the shelf."""
    token = layer_store.put(ScanPicture(b"\x89PNG pixels", "image/png", 1_000, 800, False, 1))
    held = {"token": token, "name": "红线图.png", "size": (1_000, 800)}
    return {"scan": held, "scan-pins": PINS, "scan-opacity": 80}


def pictures(store):
    with store().database.reading() as connection:
        return connection.execute(select(func.count()).select_from(BLOBS)).scalar_one()


def test_a_scan_comes_back_with_its_points(worked, anew, name_of, scanned):
    test = anew(**{PARAMETER: name_of(worked(**scanned))})
    assert not test.exception
    held = test.session_state["scan"]
    assert (held["name"], held["size"]) == ("红线图.png", (1_000, 800))
    assert held["token"] != scanned["scan"]["token"]
    assert layer_store.get(held["token"]).content == b"\x89PNG pixels"
    assert (test.session_state["scan-pins"], test.session_state["scan-opacity"]) == (PINS, 80)


def test_its_picture_is_written_once_and_is_in_no_project_file(store, worked, name_of, scanned):
    test = worked(**scanned)
    test.session_state["scan-pins"] = PINS[:1]
    test.run()
    assert saver.SAVER.flush("", 60)
    assert pictures(store) == 1
    found = store().read(name_of(test))
    assert b"scan" not in found.content
    assert found.scan.content == b"\x89PNG pixels"


def test_a_scan_that_is_taken_away_goes_from_the_work(store, worked, name_of, scanned):
    test = worked(**scanned)
    for key, value in work.undone(scanned).items():
        test.session_state[key] = value
    test.session_state["scan"] = None
    test.run()
    assert saver.SAVER.flush("", 60)
    assert store().read(name_of(test)).scan is None


def test_a_picture_that_is_too_large_is_not_kept_and_that_is_said(monkeypatch, session, scanned):
    session.update(scanned)
    assert "随工作自动保存" in scan.kept_words()
    assert scan_part.take(scanned) is not None
    for module in (scan, scan_part):
        monkeypatch.setattr(module, "MOST_KEPT", 5)
    assert "不随工作保存" in scan.kept_words()
    assert scan_part.take(scanned) is None
