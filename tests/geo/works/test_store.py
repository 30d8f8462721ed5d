"""Works kept piece by piece: what comes back, what is written, who is refused."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread

import geopandas
import pytest
from shapely import Point

from geo.errors import DataError
from geo.ledger import blobs
from geo.ledger.database import Database
from geo.project_file import Project, dump, load, store
from geo.project_file.writing import head, joined, layer_piece
from geo.works.model import NOBODY, BehindError, Draft, GoneError, Work, WorkPart, WorksLimits
from geo.works.store import Works

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def works(store_url):
    database = Database(store_url)
    yield Works(database, WorksLimits(works=3, megabytes=0.1))
    database.close()


def layer(name, count=2):
    points = [Point(115 + at / 1000, 28.6) for at in range(count)]
    frame = geopandas.GeoDataFrame(
        {"名称": [f"{name}{at}" for at in range(count)]}, geometry=points
    )
    return store(frame.set_crs(4326), name, look={"visible": True})


def draft(*layers, seen=0, work="w", owner="me", choices=None):
    packed = [blobs.packed([joined(each.features).encode()]) for each in layers]
    parts = [
        WorkPart("layer", *layer_piece(each), mark.sha256, mark.size)
        for each, mark in zip(layers, packed, strict=True)
    ]
    begun = head("1", "2026-11-28", choices or {})
    return Draft(work, owner, "王工", "地块", begun, tuple(parts), tuple(packed), seen)


def rows(works, table):
    with works.database.reading() as connection:
        return connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()


def test_a_work_comes_back_as_its_project_file_byte_for_byte(works):
    one, two = layer("甲"), layer("乙", 3)
    works.save(draft(one, two, choices={"q": "路"}), NOON)
    found = works.read("w")
    assert found.content == dump(Project("1", "2026-11-28", {"q": "路"}, (one, two))).encode()
    assert 0 <= len(found.content) - found.work.size < 100  # what joins the pieces
    assert [each.name for each in load(found.content).layers] == ["甲", "乙"]
    assert (found.work.version, found.work.saved, found.viewed) == (1, NOON, False)


def test_nothing_was_ever_saved_and_nothing_is_made(works):
    assert works.of("me") == []
    with pytest.raises(GoneError):
        works.read("w")
    assert works.clean(NOON) == 0
    with works.database.reading() as connection:
        assert connection is None


def test_a_content_is_kept_once_and_a_save_writes_what_changed(works):
    one = layer("甲")
    works.save(draft(one), NOON)
    works.save(draft(replace(one, name="另名"), layer("乙"), seen=1), NOON)
    works.save(draft(one, work="other"), NOON)
    assert rows(works, "blobs") == 2
    works.save(draft(one, seen=2), NOON)
    assert rows(works, "work_parts") == 2  # one of each work
    assert [each.name for each in load(works.read("w").content).layers] == ["甲"]


def test_who_is_behind_writes_nothing_and_hears_when_the_other_was_saved(works):
    works.save(draft(choices={"q": "一"}), NOON)
    later = NOON + timedelta(minutes=5)
    assert works.save(draft(choices={"q": "二"}, seen=1), later) == 2
    with pytest.raises(BehindError) as told:
        works.save(draft(choices={"q": "三"}, seen=1), NOON + DAY)
    assert told.value.saved == later
    with pytest.raises(BehindError):
        works.save(draft(choices={"q": "三"}), NOON)  # two tabs that began at the same address
    assert load(works.read("w").content).choices == {"q": "二"}


def test_a_deleted_work_is_gone_until_it_is_taken_back(works):
    works.save(draft(), NOON)
    works.delete("w", NOON)
    with pytest.raises(GoneError):
        works.read("w")
    with pytest.raises(GoneError):
        works.save(draft(seen=1), NOON)
    assert works.of("me")[0].deleted == NOON
    works.delete("w", None)
    assert works.save(draft(seen=1), NOON) == 2


def test_a_link_opens_the_work_for_reading_until_it_is_taken_away(works):
    works.save(draft(), NOON)
    works.share("w", "link")
    assert works.read("link").viewed
    works.share("w", None)
    with pytest.raises(GoneError):
        works.read("link")


def test_a_copy_has_its_own_life(works):
    works.save(draft(layer("甲")), NOON)
    new = Work("copy", "you", "李工", "地块 副本", 0, 0, NOON, NOON)
    works.copy("w", new, NOON + DAY)
    works.save(draft(seen=1), NOON)
    assert [each.name for each in load(works.read("copy").content).layers] == ["甲"]
    assert [(each.name, each.owner_name) for each in works.of("you")] == [("地块 副本", "李工")]


@pytest.mark.parametrize("name", ["", "  ", "长" * 61])
def test_a_name_has_letters_and_not_too_many(works, name):
    works.save(draft(), NOON)
    with pytest.raises(DataError, match="1–60"):
        works.rename("w", name)
    works.rename("w", "  新  名 ")
    assert works.read("w").work.name == "新 名"


def test_an_owner_has_so_many_works_and_no_more(works):
    for name in "abc":
        works.save(draft(work=name), NOON)
    with pytest.raises(DataError, match=r"已存 3 个工作.*上限 3 个"):
        works.save(draft(work="d"), NOON)
    works.save(draft(work="d", owner="you"), NOON)
    with pytest.raises(DataError, match="MB"):
        works.save(draft(layer("大", 2_000), work="e", owner="you"), NOON)


def test_cleaning_takes_what_is_old_and_leaves_what_is_open(works):
    works.save(draft(layer("甲")), NOON)
    works.save(draft(layer("乙"), work="nobodys", owner=NOBODY), NOON)
    works.save(draft(layer("丙"), work="open", owner=NOBODY), NOON)
    works.touch(["open"], NOON + 14 * DAY)
    assert works.clean(NOON + 13 * DAY) == 0
    assert works.clean(NOON + 15 * DAY) == 1
    with pytest.raises(GoneError):
        works.read("nobodys")
    assert works.read("open").content
    assert rows(works, "blobs") == 2
    works.delete("w", NOON)
    works.touch(["w"], NOON + 31 * DAY)
    assert works.clean(NOON + 31 * DAY) == 1  # 丙, not open for 14 days
    assert works.clean(NOON + 33 * DAY) == 1
    assert rows(works, "blobs") == rows(works, "work_parts") == 0


def test_a_content_just_kept_waits_for_what_refers_to_it(works):
    with works.database.writing() as connection:
        blobs.put(connection, blobs.plain(b"photo"), NOON)
        assert blobs.clean(connection, NOON + timedelta(minutes=59)) == 0
        assert blobs.clean(connection, NOON + timedelta(minutes=61)) == 1


def test_a_content_that_is_not_what_its_name_says_is_refused(works):
    works.save(draft(layer("甲")), NOON)
    for spoilt in (b"", b"no zlib", blobs.packed([b"x"]).content):
        with works.database.writing() as connection:
            connection.execute(blobs.BLOBS.update().values(content=spoilt))
        with pytest.raises(DataError, match="已损坏"):
            works.read("w")


def test_two_programs_save_one_work_and_one_of_them_is_behind(works, store_url):
    works.save(draft(layer("甲")), NOON)
    other = Works(Database(store_url))
    told = []

    def save(which, name):
        try:
            which.save(draft(layer(name), seen=1), NOON)
        except BehindError:
            told.append(name)

    threads = [Thread(target=save, args=given) for given in ((works, "乙"), (other, "丙"))]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    other.database.close()
    assert len(told) == 1
    assert [each.name for each in load(works.read("w").content).layers] == list(
        {"乙", "丙"} - {*told}
    )
    assert works.read("w").work.version == 2
