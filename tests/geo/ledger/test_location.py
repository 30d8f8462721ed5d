"""Where the ledger lies."""

from pathlib import Path

import pytest

from geo.district import DISTRICT
from geo.errors import DataError
from geo.ledger import location
from geo.ledger.location import VARIABLE, store_url


def test_each_data_folder_has_a_file_of_its_own(tmp_path):
    home = {"PLANMAP_HOME": str(tmp_path / "home")}
    urls = [store_url(home, tmp_path / name) for name in ("甲", "乙")]
    assert urls[0] != urls[1]
    assert all(url.startswith(f"sqlite:///{tmp_path / 'home'}") for url in urls)
    assert store_url(home, tmp_path / "甲") == urls[0]


def test_the_programs_own_plan_keeps_its_file_wherever_the_program_lies(tmp_path, monkeypatch):
    home = {"PLANMAP_HOME": str(tmp_path / "home")}
    urls = []
    for name in ("program-1", "program-2"):
        monkeypatch.setattr(location, "SHIPPED", tmp_path / name / "data")
        urls.append(store_url(home, tmp_path / name / "data"))
    assert urls[0] == urls[1]
    assert Path(urls[0].removeprefix("sqlite:///")).parent.name == DISTRICT.district.name
    assert store_url(home, tmp_path / "program-1" / "data") != urls[0]  # a folder as any other


def test_the_environment_goes_before_the_installation(tmp_path):
    told = "sqlite:////srv/told.sqlite"
    assert store_url({}, tmp_path, told) == told
    assert store_url({VARIABLE: "sqlite:////srv/a.sqlite"}, tmp_path, told).endswith("a.sqlite")


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("sqlite:////srv/ledger.sqlite", "sqlite:////srv/ledger.sqlite"),
        ("postgresql+psycopg://u@h/d", "postgresql+psycopg://u@h/d"),
        ("postgresql://u@h/d", "postgresql+psycopg://u@h/d"),
        ("ledger.sqlite", f"sqlite:///{Path('ledger.sqlite').resolve()}"),
    ],
)
def test_a_setting_names_another(given, url, tmp_path):
    assert store_url({VARIABLE: given}, tmp_path) == url


@pytest.mark.parametrize("given", ["mysql://u@h/d", "sqlite://", "sqlite:///:memory:", "a://b c:d"])
def test_what_is_no_store_is_refused(given, tmp_path):
    with pytest.raises(DataError, match="台账位置"):
        store_url({VARIABLE: given}, tmp_path)
