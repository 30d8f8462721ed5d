"""A slider over the days of changes moves everything; what lies in the past says so."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from views.ledger import change_days

ITEM = "P5-1-02"
STATES = {0: "前期", 3: "在建", 10: "完工"}
"""By day after 1 March 2026."""


@pytest.fixture
def built(opened, office):
    for day, state in STATES.items():
        office.write(ITEM, {"status": state}, day=day)
    return opened(ITEM)


def slider(page):
    (found,) = (each for each in page.test.select_slider if each.key == "as-of-step")
    return found


def test_before_the_first_change_there_is_no_bar(opened, office):
    assert office.ledger.version() == 0
    page = opened()
    assert "then-上一次" not in page.keys
    assert "台账截至" not in page.html


def test_the_slider_has_each_day_of_a_change_and_now(built):
    assert slider(built).options == ["2026-03-01", "2026-03-04", "2026-03-11", "现在"]
    assert slider(built).value == "现在"
    assert "<dd>完工</dd>" in built.html


def test_each_day_shows_what_was_known_then_whichever_way_one_goes(built):
    for name, state in [("2026-03-04", "在建"), ("2026-03-01", "前期"), ("2026-03-11", "完工"),
                        ("2026-03-04", "在建")]:  # fmt: skip
        slider(built).set_value(name)
        assert f"<dd>{state}</dd>" in built.run().html
        assert f"台账截至 {name}</b>，只供查看" in built.html
        assert "card-enter" not in built.keys
    slider(built).set_value("现在")
    assert "只供查看" not in built.run().html
    assert "<dd>完工</dd>" in built.html
    assert "card-enter" in built.keys


def test_steps_lead_from_change_to_change_and_back_to_now(built):
    seen = []
    for _ in STATES:
        built.press("then-上一次")
        seen.append(slider(built).value)
    assert seen == ["2026-03-11", "2026-03-04", "2026-03-01"]
    assert built.test.button(key="then-上一次").disabled
    assert slider(built.press("then-下一次")).value == "2026-03-04"
    built.press("then-back")
    assert slider(built).value == "现在"
    assert built.test.button(key="then-下一次").disabled


def test_a_day_without_a_change_stands_among_them(built):
    built.test.text_input(key="as-of-day").input("2026年3月7日")
    built.run().press("then-go")
    assert slider(built).value == "2026-03-07"
    assert slider(built).options[1:4] == ["2026-03-04", "2026-03-07", "2026-03-11"]
    assert "<dd>在建</dd>" in built.html


def test_the_map_by_state_follows(built):
    built.choose("by", "按状态")
    assert "完工 1" in built.html
    built.press("then-上一次").press("then-上一次")
    assert "在建 1" in built.html
    assert "完工 1" not in built.html


def test_days_are_those_of_the_readers_clock(office, monkeypatch):
    office.write(ITEM, {"status": "前期"}, day=0.6)  # 18:24 UTC on 1 March
    monkeypatch.setattr(change_days, "zone", lambda: ZoneInfo("Asia/Shanghai"))
    assert change_days.ever() == (date(2026, 3, 2),)
    monkeypatch.setattr(change_days, "zone", lambda: ZoneInfo("Europe/London"))
    assert change_days.ever() == (date(2026, 3, 1),)


def test_what_was_written_today_is_no_past(office, monkeypatch):
    office.write(ITEM, {"status": "前期"}, day=0)
    office.write(ITEM, {"status": "在建"}, day=3)
    monkeypatch.setattr(change_days, "today", lambda: date(2026, 3, 4))
    assert change_days.past() == (date(2026, 3, 1),)
    assert change_days.ever() == (date(2026, 3, 1), date(2026, 3, 4))
