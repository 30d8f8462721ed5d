"""冲突: both values side by side, the same wherever two meet; of a place a picture."""

from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
from shapely import LineString, Point, box

from views.ledger.clash_choice import Origin, Pair, Whose, clash_html, grouped
from views.ledger.clash_picture import distance_words

WHOSE = Whose("我的", "对方的", "用我的", "用对方的")
TOLD = Origin("李芳", datetime(2026, 3, 1, 4, tzinfo=UTC), "核实", "纪要 3 号", 7)
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.mark.parametrize(
    ("mine", "theirs", "words"),
    [
        (Point(0, 0), Point(300, 400), "两处相距 500 米"),
        (Point(0, 0), Point(0, 0), "两处位置相同"),
        (Point(0, 0), None, "一方没有位置"),
        (box(0, 0, 10, 10), box(5, 0, 15, 10), "两处有重叠或相接，中心相距 5 米"),
        (LineString([(0, 0), (10, 0)]), box(20, -5, 30, 5), "最近相距 10 米，中心相距 20 米"),
    ],
)
def test_how_far_two_places_are(mine, theirs, words):
    assert words in distance_words(mine, theirs)


def test_a_place_is_drawn_with_basis_and_accuracy_below():
    pairs = [
        Pair("geometry", "POINT (115.92 28.62)", "POINT (115.93 28.62)"),
        Pair("basis", "甲图", HOSTILE),
        Pair("accuracy_m", 30.0, None),
    ]
    told = clash_html("projects", pairs, WHOSE, TOLD)
    picture = unquote(told.partition("data:image/svg+xml,")[2].partition('"')[0])
    assert picture.count("<circle") == 2
    assert picture.count("dasharray") == 1
    assert "两处相距 978 米" in told  # 0.01° of longitude at 28.62° N
    assert "对方的：李芳" in told
    assert "理由：核实；依据：纪要 3 号；改动 7" in told
    assert "<img src=x" not in told


def test_a_place_goes_together():
    fields = ["status", "accuracy_m", "geometry", "basis"]
    assert grouped(fields) == [("geometry", "basis", "accuracy_m"), ("status",)]
