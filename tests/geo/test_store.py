"""A folder of files as a store: read whole, checked, and told apart from its other editions."""

import shutil

import pytest

from geo.data_folder import SHIPPED
from geo.errors import DataError
from geo.store import PlanStore


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(SHIPPED, tmp_path / "plan")


def test_everything_of_the_plan_is_read_through_the_store(folder):
    store = PlanStore(folder)
    plan, standards = store.read(), store.standards()
    lines = (folder / "plan_services.csv").read_text("utf-8-sig").splitlines()
    assert len(plan.services) == len([line for line in lines[1:] if line])
    assert set(plan.services.index) <= set(plan.projects.index)
    assert list(standards.levels["minutes"]) == [5, 10, 15]
    assert {"生活圈", "学位"} <= set(standards.rules["preset"])
    assert (standards.paces["speed_m_per_min"] > 0).all()


def test_an_edit_of_any_file_is_another_version(folder):
    store = PlanStore(folder)
    before = store.version()
    assert store.version() == before
    with (folder / "paces.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert store.version() != before


def test_the_store_says_which_data_it_reads(folder):
    store = PlanStore(folder)
    assert str(folder) in store.described()
    assert f"{store.version():016x}"[:8] in store.described()


def test_a_folder_that_is_missing_is_refused(tmp_path):
    store = PlanStore(tmp_path / "none")
    for asked in (store.version, store.described, store.read):
        with pytest.raises(DataError, match="none|boundary"):
            asked()
