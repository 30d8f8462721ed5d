"""The file for QGIS in QGIS itself: read, and a copy of it edited there and brought back."""

import sqlite3
import stat
from contextlib import closing

import pytest
import shapely

from geo.errors import DataError
from geo.exchange.accepting import accept
from geo.exchange.comparing import CONFLICT, OURS, THEIRS
from geo.exchange.qgis_file import write_qgis_file
from geo.exchange.qgis_renewal import QgisRenewal
from tests.geo.exchange.copies import back, copied

STATUS, MOVED, DROPPED = "P5-4-01", "P5-4-03", "P5-7-02"
PLACED = "P5-1-01"


def test_qgis_shows_every_table_under_chinese_titles(qgis, file):
    told = qgis("look", copied(file))
    assert told["points"] == 28
    assert (told["unplaced"], told["spatial"]) == (106, False)
    assert {"编号", "名称", "状态", "形象进度_%", "备注", "落图依据"} <= {*told["fields"]}
    assert (told["crs"], told["style"]) == ("EPSG:4326", "categorizedSymbol")
    assert {"规划项目_线", "规划项目_面", "主要道路_线"} <= {*told["sublayers"]}
    assert not {each for each in told["sublayers"] if each.startswith("planmap")}


def test_a_copy_edited_in_qgis_comes_back_three_ways(qgis, inside, file):
    path = copied(file)
    assert qgis("edit", path, STATUS, MOVED, DROPPED, PLACED) == {"saved": True}
    inside.set(STATUS, status="停缓建")
    inside.set(DROPPED, remark="本库改")
    found = back(inside, path)
    told = {(each.item, each.field): each for each in found.comparison.differences}
    assert {key: each.verdict for key, each in told.items()} == {
        (STATUS, "status"): CONFLICT,
        (MOVED, "geometry"): THEIRS,
        (PLACED, "geometry"): THEIRS,
        (PLACED, "basis"): THEIRS,
        (PLACED, "accuracy_m"): THEIRS,
    }
    assert told[STATUS, "status"][3:6] == (None, "在建", "停缓建")
    assert found.comparison.missing == (("projects", DROPPED),)
    good = [each for each in told.values() if each.verdict == THEIRS]
    made = accept(inside.store, good, inside.act("QGIS 中绘制"))
    assert {(each.item, each.kind, each.why) for each in made} == {
        (MOVED, "merge", "QGIS 中绘制"),
        (PLACED, "merge", "QGIS 中绘制"),
    }
    projects = inside.store.read().projects
    assert projects.loc[PLACED, "geometry"].equals(shapely.Point(115.9, 28.6))
    before = inside.plan.projects.loc[MOVED, "geometry"]
    assert projects.loc[MOVED, "geometry"].x == pytest.approx(before.x + 0.001, abs=1e-8)
    left = [
        each for each in back(inside, path).comparison.differences if each.verdict != "双方相同"
    ]
    assert [(each.item, each.verdict) for each in left] == [(STATUS, CONFLICT)]


def test_an_untouched_copy_has_no_difference(inside, file):
    assert back(inside, copied(file)) == (((), (), ()), ())


def test_what_only_we_changed_is_ours(inside, file):
    inside.set(STATUS, status="在建")
    (found,) = back(inside, copied(file)).comparison.differences
    assert (found.item, found.verdict, found.theirs, found.ours) == (STATUS, OURS, None, "在建")


def test_the_file_is_read_only_and_replaced_whole(inside, file):
    assert not file.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    inside.set(STATUS, status="在建")
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as reader:
        reader.execute("BEGIN")
        asked = 'SELECT "状态" FROM "规划项目_点" WHERE "编号" = ?'
        assert reader.execute(asked, (STATUS,)).fetchone() == (None,)
        write_qgis_file(inside.store, file, inside.act().at)
        assert reader.execute(asked, (STATUS,)).fetchone() == (None,)
    with closing(sqlite3.connect(file)) as reader:
        assert reader.execute(asked, (STATUS,)).fetchone() == ("在建",)
        assert reader.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert [each.name for each in file.parent.glob("*gpkg*")] == [file.name]


def test_the_renewal_follows_changes_and_tells_its_trouble(inside, tmp_path):
    path = tmp_path / "qgis" / "只读.gpkg"
    renewal = QgisRenewal(inside.store, path, lambda: inside.act().at)
    assert renewal.renew()
    assert not path.parent.exists()
    inside.set(STATUS, status="在建")
    assert not renewal.renew()
    assert "只读.gpkg" in renewal.trouble
    path.parent.mkdir()
    assert (renewal.renew(), renewal.trouble) == (True, "")
    first = path.stat().st_mtime_ns
    assert renewal.renew()
    assert path.stat().st_mtime_ns == first
    inside.set(STATUS, status="完工")
    assert renewal.renew()
    assert path.stat().st_mtime_ns > first


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" * 99, b"no database at all" * 50])
def test_what_is_no_copy_is_refused(inside, tmp_path, content):
    path = tmp_path / "a.gpkg"
    path.write_bytes(content)
    with pytest.raises(DataError, match="不是台账导出的 GeoPackage"):
        back(inside, path)


def test_rows_that_cannot_be_compared_are_told(inside, file):
    path = copied(file)
    with closing(sqlite3.connect(path)) as made:
        made.execute('UPDATE "规划项目_点" SET "编号" = ? WHERE "编号" = ?', (MOVED, STATUS))
        made.execute('UPDATE "规划项目_点" SET "编号" = NULL WHERE "编号" = ?', (DROPPED,))
        made.execute('ALTER TABLE "主要道路_线" DROP COLUMN "备注"')
        made.execute('DROP TABLE "规划项目_面"')
        made.execute("DELETE FROM gpkg_contents WHERE table_name = '规划项目_面'")
        made.commit()
    found = back(inside, path)
    for sign in (f"{MOVED} 在图层“规划项目_点”有 2 个要素", "没有填 编号", "备注", "规划项目_面"):
        assert any(sign in each for each in found.notes), (sign, found.notes)
    assert found.comparison.differences == ()
    assert {("projects", STATUS), ("projects", DROPPED)} <= {*found.comparison.missing}
