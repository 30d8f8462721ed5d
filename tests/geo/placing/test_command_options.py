"""Options of commands: the question that they ask, what they refuse."""

import argparse
import io
import sys

import pytest
from shapely import LineString, Point

from geo.errors import DataError
from geo.placing.command_options import add_placing, is_placing, placement_of, question_of
from geo.placing.questions import (
    AlongRoad,
    AtJunction,
    BesideRoads,
    BoundedBy,
    BoundSide,
    ByCoordinates,
    ByWkt,
    NearPlace,
    OfFeature,
    RoadSide,
)


def options(*words):
    parser = argparse.ArgumentParser()
    add_placing(parser)
    return parser.parse_args(words)


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("--road 甲 --from 乙 --to 丙", AlongRoad("甲", "乙", "丙")),
        ("--road 甲 --tolerance 50 --choice 2", AlongRoad("甲", tolerance_m=50, choice=2)),
        ("--road 甲 --side 以南 --within 200", RoadSide("甲", "以南", 200)),
        (
            "--bounded-by 甲路以北 乙路 丙路西侧 --most-gap 300",
            BoundedBy(
                (BoundSide("甲路", "北"), BoundSide("乙路"), BoundSide("丙路", "西")),
                most_gap_m=300,
            ),
        ),
        (
            "--bounded-by 甲路以北 乙路以西 --within 300",
            BesideRoads((BoundSide("甲路", "北"), BoundSide("乙路", "西")), 300),
        ),
        ("--near 甲校 --metres 200 --towards 东北", NearPlace("甲校", 200, "东北")),
        ("--junction 甲 乙", AtJunction("甲", "乙")),
        ("--junction 甲 乙 --towards 东 --metres 80", AtJunction("甲", "乙", "东", 80)),
        ("--feature 主要道路 r01", OfFeature("主要道路", "r01")),
    ],
)
def test_options_ask_a_question(words, question):
    assert question_of(options(*words.split())) == question


def test_a_wkt_and_what_is_typed_in():
    assert question_of(options("--wkt", "POINT (115.9 28.6)")) == ByWkt("POINT (115.9 28.6)")
    assert is_placing(options("--wkt", ""))
    assert not is_placing(options())


def test_coordinates_from_standard_input(monkeypatch, grid):
    monkeypatch.setattr(sys, "stdin", io.StringIO("28.6300,115.9100"))
    asked = options("--coordinates", "-", "--system", "4490")
    assert question_of(asked) == ByCoordinates("28.6300,115.9100", "4490")
    monkeypatch.setattr(sys, "stdin", io.StringIO("28.6300,115.9100"))
    assert placement_of(asked, grid, "校").geometry.equals(Point(115.91, 28.63))


def test_coordinates_from_a_file(tmp_path, grid):
    path = tmp_path / "点.csv"
    path.write_text("点号,经度,纬度\n1,115.91,28.63\n2,115.92,28.63\n", "utf-8")
    found = placement_of(options("--coordinates", str(path), "--shape", "line"), grid, "路")
    assert found.geometry.equals(LineString([(115.91, 28.63), (115.92, 28.63)]))
    assert found.basis.startswith("路：按文件 点.csv 的坐标落图")


def test_a_placement_of_roads(grid, local):
    found = placement_of(options("--road", "一纬路", "--from", "一经路", "--to", "二经路"), grid)
    assert local(found.geometry).equals(LineString([(0, 0), (1000, 0)]))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "没有说明落在哪里；请给出 --road、--bounded-by"),
        ("--road 甲 --junction 甲 乙", "--road、--junction 只能给出一种"),
        ("--road 甲 --side 南", "给了 --side，没有给 --within"),
        ("--road 甲 --within 9", "给了 --within，没有给 --side"),
        ("--near 甲", "给了 --near，没有给 --metres"),
        ("--junction 甲 乙 --metres 9", "给了 --metres，没有给 --towards"),
        ("--bounded-by 甲 乙 丙 --from 丁", "--from 不能与 --bounded-by 连用"),
        ("--wkt x --system 4490 --within 0", "--within、--system 不能与 --wkt 连用"),
    ],
)
def test_options_that_do_not_go_together_are_refused(words, told):
    with pytest.raises(DataError, match=told):
        question_of(options(*words.split()))
