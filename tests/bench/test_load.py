"""The load generator speaks the protocol, knows right from wrong, and keeps its bounds."""

from argparse import ArgumentTypeError

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.load import Load, _ratios, _seconds, _users
from bench.load_clicks import Found, percentile, said
from bench.load_memory import points_csv
from bench.load_session import Seen, Session
from geo.filtering import Criteria
from tools.headless import running
from tools.loops import finished


def test_the_95th_of_100_lies_between_its_neighbours():
    assert percentile([float(n) for n in range(101)], 95) == 95
    assert percentile([1.0, 2.0], 50) == 1.5
    assert percentile([7.0], 95) == 7


def test_ratios_are_of_this_build_by_the_one_before():
    clicks = {("before", 1): 2.0, ("this", 1): 1.0, ("before", 50): 10.0, ("this", 50): 3.0}
    loads = [Load(*who, Found([seconds] * 3), 100, 1) for who, seconds in clicks.items()]
    assert list(_ratios(loads)) == [("1", "0.50", "0.50", "1.00"), ("50", "0.30", "0.30", "3.00")]


@pytest.mark.parametrize("words", ["0", "101", "1,500", ""])
def test_a_crowd_has_bounds(words):
    with pytest.raises((ArgumentTypeError, ValueError), match=r"users must|invalid literal"):
        _users(words)


@pytest.mark.parametrize("words", ["5", "601", "nan"])
def test_a_run_has_an_end(words):
    with pytest.raises(ArgumentTypeError, match="seconds must"):
        _seconds(words)


def test_a_widget_is_known_by_its_key_and_an_error_box_by_its_words():
    session, seen = Session("http://127.0.0.1:1"), Seen()
    message = ForwardMsg()
    message.delta.new_element.multiselect.id = "$$ID-0a1b-in-code-7"
    message.delta.new_element.multiselect.options.extend(["甲", "乙"])
    session._look(message, seen)
    assert session.ids == {"in-code-7": "$$ID-0a1b-in-code-7"}
    assert session.options["in-code-7"] == ["甲", "乙"]
    box = ForwardMsg()
    box.delta.new_element.alert.body = "地图出错"
    box.delta.new_element.alert.format = box.delta.new_element.alert.ERROR
    session._look(box, seen)
    note = ForwardMsg()
    note.delta.new_element.alert.body = "请调整筛选"
    note.delta.new_element.alert.format = note.delta.new_element.alert.INFO
    session._look(note, seen)
    assert seen.errors == ["地图出错"]


def test_the_table_of_points_has_a_row_for_each_and_the_same_ones_again():
    rows = points_csv(50, 1).decode().splitlines()
    assert len(rows) == 51
    assert rows[0].split(",")[2:4] == ["经度", "纬度"]
    assert points_csv(50, 1) == points_csv(50, 1) != points_csv(50, 2)


def test_a_visitor_changes_the_filter_and_sees_its_count():
    with running() as (origin, _):
        texts = finished(_visit(origin))
    assert said(Criteria()) in texts[0]
    assert said(Criteria((("column", ("专栏6",)),))) in texts[1]
    assert said(Criteria()) not in texts[1]


async def _visit(origin):
    async with Session(origin) as session:
        first = await session.run()
        session.put("col", string_array_value={"data": ["专栏6"]})
        return first.texts, (await session.run()).texts
