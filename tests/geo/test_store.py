"""A folder of files as a store: read whole, checked, and told apart from its other editions."""

import shutil
from datetime import UTC, datetime

import pytest

from geo.data_folder import SHIPPED
from geo.errors import DataError
from geo.ledger import Act, Edit
from geo.store import PlanStore, open_store


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


def edit(**values):
    act = Act("张三", datetime(2026, 3, 4, tzinfo=UTC), "会议确定", "纪要")
    return Edit("projects", "P5-1-01", values, act)


def test_a_store_to_which_nothing_was_written_is_the_plan_as_published(folder, tmp_path):
    file = tmp_path / "none" / "ledger.sqlite"
    store = open_store(folder, {"PLANMAP_STORE": str(file)})
    assert store.version() == PlanStore(folder).version()
    assert store.read().projects.equals(PlanStore(folder).read().projects)
    assert "台账为空" in store.described()
    assert not file.parent.exists()


def test_every_change_of_the_ledger_is_another_version(folder, tmp_path):
    store = open_store(folder, {"PLANMAP_STORE": str(tmp_path / "ledger.sqlite")})
    seen = {store.version()}
    folder_version = store.folder_version()
    for state in ("前期", "在建"):
        store.write(edit(status=state))
        assert store.version() not in seen | {0}
        seen.add(store.version())
    assert store.folder_version() == folder_version
    assert "台账第 2 版" in store.described()


def test_a_ledger_within_the_folder_is_no_part_of_its_edition(folder):
    store = open_store(folder, {"PLANMAP_STORE": str(folder / "ledger.sqlite")})
    before, words = store.folder_version(), store.described()
    store.write(edit(status="在建"))
    assert (folder / "ledger.sqlite").is_file()
    assert store.folder_version() == before
    assert store.described() == words.replace("台账为空", "台账第 1 版")
    (folder / "ledgers.sqlite").write_bytes(b"x")  # another file, under another name
    assert store.folder_version() != before


def test_a_plan_read_as_published_takes_no_edit(folder, tmp_path):
    environ = {"PLANMAP_STORE": str(tmp_path / "ledger.sqlite")}
    open_store(folder, environ).write(edit(status="在建"))
    bare = open_store(folder, environ, as_published=True)
    assert set(bare.read().projects["status"]) == {"未填报"}
    assert "仅规划原文" in bare.described()
    with pytest.raises(DataError, match="仅规划原文"):
        bare.write(edit(status="完工"))


def test_the_installation_says_whether_a_change_is_a_draft(folder, tmp_path):
    file = tmp_path / "installation.toml"
    environ = {
        "PLANMAP_STORE": str(tmp_path / "ledger.sqlite"),
        "PLANMAP_INSTALLATION": str(file),
    }
    file.write_text("", "utf-8")
    store = open_store(folder, environ)
    assert store.write(edit(status="前期")).review == ""
    file.write_text("review = true\n", "utf-8")
    draft = store.write(edit(status="在建"))
    assert draft.review == "草稿"
    assert store.read().projects.loc["P5-1-01", "review"] == "草稿"
    assert store.undo(draft.seq, edit().act).review == ""  # nothing of it is left to be reviewed
    assert store.read().projects.loc["P5-1-01", "review"] == ""


def test_an_edit_is_checked_against_the_plan_as_it_is_now(folder, tmp_path):
    environ = {"PLANMAP_STORE": str(tmp_path / "ledger.sqlite")}
    store, other = open_store(folder, environ), open_store(folder, environ)
    base = store.published()
    other.write(edit(status="在建"))
    version = store.ledger_version()
    laid = store.laid(base, store.states(), version)
    assert laid.projects.loc["P5-1-01", "status"] == "在建"
    with pytest.raises(DataError, match="还没有位置"):
        store.write(edit(accuracy_m=30.0), base)
    line = "LINESTRING (115.9 28.6, 115.91 28.61)"
    other.write(edit(geometry=line, basis="某函", accuracy_m=50.0))  # since it was laid
    store.write(edit(accuracy_m=30.0), base)
    assert store.read().projects.loc["P5-1-01", "accuracy_m"] == 30
