"""What a planner does to a copy in QGIS itself, each told as what it is, and reviewed."""

import json
import sqlite3
import struct
from contextlib import closing

import pytest

from geo.errors import DataError
from geo.exchange.accepting import accept
from geo.exchange.comparing import THEIRS
from geo.exchange.qgis_copy import read_copy
from tests.geo.exchange.copies import back, copied

POINTS, ROADS, AREAS = "规划项目_点", "主要道路_线", "规划项目_面"
ONE, TWO, ROAD, UNPLACED = "P5-4-01", "P5-4-03", "r01", "P5-1-01"
PLACE = {"落图依据": "竣工图", "位置精度_米": 20.0}
CURVE = struct.pack("<BII6d", 1, 8, 3, 115.9, 28.6, 115.91, 28.61, 115.92, 28.6)
OF = "table_name = ?"
HEAD = b"GP\0\1" + struct.pack("<i", 4326)


def steps(*each):
    return [json.dumps(one) for one in each]


def told(found):
    return [(each.item, each.field, each.theirs) for each in found.comparison.differences]


@pytest.mark.parametrize(
    ("edited", "wanted"),
    [
        ((POINTS, ["set", ONE, "备注", "甲"]), [(ONE, "remark", "甲")]),
        ((POINTS, ["set", ONE, "位置精度_米", None]), [(ONE, "accuracy_m", None)]),
        ((POINTS, ["shape", ONE, "POINT EMPTY"]), [(ONE, "geometry", None)]),
        ((POINTS, ["shape", ONE, None]), [(ONE, "geometry", None)]),
        (
            (POINTS, ["shape", ONE, "MULTIPOINT (115.9 28.6)"]),
            [(ONE, "geometry", "POINT (115.9 28.6)")],
        ),
        (
            (POINTS, ["shape", ONE, "MULTIPOINT (115.9 28.6, 115.91 28.6)"]),
            [(ONE, "geometry", "MULTIPOINT ((115.9 28.6), (115.91 28.6))")],
        ),
        (
            (ROADS, ["shape", ROAD, "LINESTRING (115.9 28.6, 115.91 28.61)"]),
            [(ROAD, "geometry", "LINESTRING (115.9 28.6, 115.91 28.61)")],
        ),
        (
            (POINTS, ["add", UNPLACED, "POINT (115.9 28.6)", PLACE]),
            [
                (UNPLACED, "basis", "竣工图"),
                (UNPLACED, "accuracy_m", 20.0),
                (UNPLACED, "geometry", "POINT (115.9 28.6)"),
            ],
        ),
    ],
)
def test_an_edit_in_qgis_is_told_as_it_is(qgis, inside, file, edited, wanted):
    path, (layer, step) = copied(file), edited
    assert qgis("act", path, layer, *steps(step)) == {"took": [True]}
    found = back(inside, path)
    assert (told(found), found.notes, found.comparison.missing) == (wanted, (), ())
    assert {each.verdict for each in found.comparison.differences} == {THEIRS}


def test_a_row_deleted_or_of_an_id_that_nobody_knows(qgis, inside, file):
    path = copied(file)
    add = ["add", "P9-9-99", "POINT (115.9 28.6)", PLACE]
    assert qgis("act", path, POINTS, *steps(["delete", ONE], add)) == {"took": [True, True]}
    found = back(inside, path)
    assert found.comparison.missing == (("projects", ONE),)
    assert found.comparison.added == (("projects", "P9-9-99"),)
    with pytest.raises(DataError, match="没有编号为“P9-9-99”的项目"):
        accept(inside.store, found.comparison.differences, inside.act())
    assert inside.ledger.version() == 0


def test_what_the_page_refuses_is_refused_by_item(qgis, inside, file):
    path = copied(file)
    steps_of = steps(["shape", ONE, "POINT (12.5 41.9)"], ["set", TWO, "位置精度_米", None])
    qgis("act", path, POINTS, *steps_of)
    found = back(inside, path)
    for item, words in ((ONE, "超出经度"), (TWO, "不能空")):
        picked = [each for each in found.comparison.differences if each.item == item]
        with pytest.raises(DataError, match=f"{item}.*{words}"):
            accept(inside.store, picked, inside.act())
    assert inside.ledger.version() == 0


def test_a_place_taken_away_in_qgis_is_reviewed_and_taken_away(qgis, inside, file):
    path = copied(file)
    qgis("act", path, POINTS, *steps(["shape", ONE, None]))
    accept(inside.store, back(inside, path).comparison.differences, inside.act())
    assert inside.store.read().projects.loc[ONE, "geometry"] is None


def test_a_further_column_and_a_layer_of_ones_own_are_told(qgis, inside, file):
    path = copied(file)
    qgis("act", path, POINTS, *steps(["column", "我的"]))
    qgis("save_as", path, ROADS, "另名", "EPSG:4326")
    found = back(inside, path)
    assert told(found) == []
    assert found.comparison.missing == ()
    assert sorted(found.notes) == sorted(
        (
            "副本中的图层“另名”不是台账的；没有对照",
            f"图层“{POINTS}”多出字段 我的；这些字段没有对照",
        )
    )


@pytest.mark.parametrize("system", ["EPSG:4490", "EPSG:4548", "EPSG:3857"])
@pytest.mark.parametrize("layer", [POINTS, ROADS])
def test_a_layer_saved_in_another_system_is_the_same(qgis, inside, file, layer, system):
    path = copied(file)
    qgis("save_as", path, layer, layer, system)
    with closing(sqlite3.connect(path)) as made:
        asked = "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = ?"
        assert made.execute(asked, (layer,)).fetchone() == (int(system[5:]),)
    assert back(inside, path) == (((), (), ()), ())


def test_a_file_saved_as_another_one_has_nothing_to_compare_with(qgis, inside, file):
    path, other = copied(file), file.with_name("另存.gpkg")
    qgis("save_as", path, POINTS, POINTS, "EPSG:4326", other)
    with pytest.raises(DataError, match="没有对照用的原值"):
        back(inside, other)


def written_into(path, statements):
    with closing(sqlite3.connect(path)) as made:
        names = made.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            made.execute(f'DROP TRIGGER "{name}"')
        for statement, values in statements:
            made.execute(statement, values)
        made.commit()


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (HEAD + CURVE, "圆弧"),
        (HEAD + struct.pack("<BII", 1, 10, 1) + CURVE, "圆弧"),
        (HEAD + struct.pack("<BII", 1, 5, 1) + CURVE, "无法读出"),
        (HEAD + struct.pack("<BII", 1, 1008, 0), "圆弧"),
        (HEAD + struct.pack("<BII", 1, 7, 0), "不是点、线、面"),
        (HEAD + struct.pack("<BI", 1, 1), "无法读出"),
        (HEAD + struct.pack("<BI2d", 1, 1, float("inf"), 28.6), "无法读出"),
        (HEAD, "无法读出"),
        (b"GP\0\x0f" + HEAD[4:] + CURVE, "无法读出"),
        (b"PG" + HEAD[2:], "无法读出"),
        (b"", "无法读出"),
        ("POINT (1 2)", "无法读出"),
        (7, "无法读出"),
    ],
)
def test_a_shape_that_cannot_be_read_is_no_removal(inside, file, cell, words):
    path = copied(file)
    change = f'UPDATE "{POINTS}" SET geom = ?, "备注" = ? WHERE "编号" = ?'
    written_into(path, [(change, (cell, "甲", ONE))])
    found = back(inside, path)
    assert told(found) == [(ONE, "remark", "甲")]
    (note,) = found.notes
    assert note.startswith(f"图层“{POINTS}”中 {ONE} ")
    assert words in note


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE gpkg_geometry_columns SET srs_id = 99999", "坐标系不认识"),
        ("UPDATE gpkg_geometry_columns SET srs_id = -1", "坐标系不认识"),
        (
            "UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = 7 WHERE srs_id = 4326",
            "坐标系不认识",
        ),
        ("DELETE FROM gpkg_geometry_columns", "没有图形"),
    ],
)
def test_a_layer_whose_places_cannot_be_told_is_no_removal(inside, file, statement, words):
    path = copied(file)
    written_into(path, [(statement, ())])
    found = back(inside, path)
    assert told(found) == []
    assert len(found.notes) == 4
    assert all(words in each for each in found.notes)


def test_shapes_in_a_column_of_another_name_are_found(inside, file):
    path = copied(file)
    written_into(
        path,
        [
            (f'ALTER TABLE "{POINTS}" RENAME COLUMN geom TO shape', ()),
            (
                "UPDATE gpkg_geometry_columns SET column_name = 'shape' WHERE table_name = ?",
                [POINTS],
            ),
        ],
    )
    assert back(inside, path) == (((), (), ()), ())


def test_items_of_a_layer_that_is_away_are_not_told_as_gone(inside, file):
    path = copied(file)
    written_into(path, [("DELETE FROM gpkg_contents WHERE table_name = ?", (POINTS,))])
    found = back(inside, path)
    assert found.comparison.missing == ()
    assert found.notes == (f"副本中没有图层“{POINTS}”；该图层的要素没有对照",)


def test_text_among_numbers_is_told_and_refused(inside, file):
    path = copied(file)
    change = f'UPDATE "{POINTS}" SET "形象进度_%" = ? WHERE "编号" = ?'
    written_into(path, [(change, ("三十", ONE))])
    found = back(inside, path)
    assert told(found) == [(ONE, "progress", "三十")]
    with pytest.raises(DataError, match=f"{ONE}.*不是数字"):
        accept(inside.store, found.comparison.differences, inside.act())


def test_a_refusal_holds_no_words_of_the_database(file):
    for cut in (200, 5000, 40_000):
        with pytest.raises(DataError, match="不是台账导出的 GeoPackage") as error:
            read_copy(file.read_bytes()[:cut], "副本.gpkg")
        assert "no such" not in str(error.value)
        assert "malformed" not in str(error.value)
