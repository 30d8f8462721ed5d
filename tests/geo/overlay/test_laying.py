"""What a ledger says stands in the plan; what it says nothing of is the very same."""

from datetime import UTC, datetime

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pandas import DataFrame

from geo.data_folder import SHIPPED
from geo.ledger import Edit
from geo.network.build import streets_of
from geo.overlay.laying import overlaid
from geo.plan_data import load_plan
from geo.schema import UNPLACED, UNREPORTED

PLAN = load_plan(SHIPPED)
ROAD, SCHOOL, PARK = "P5-1-01", "P8-1-05", "P8-2-01"
LINE = "LINESTRING (115.92 28.62, 115.93 28.63)"
AT = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


def entry(item, field, value, review=""):
    return {"item": item, "field": field, "value": value, "seq": 1, "by": "张三", "at": AT,
            "why": "", "document": "纪要12号", "review": review}  # fmt: skip


def state(*entries):
    return DataFrame(list(entries), dtype=object)


def placed(item, wkt, review=""):
    pairs = (("geometry", wkt), ("basis", "规划图"), ("accuracy_m", 20))
    return [entry(item, field, value, review=review) for field, value in pairs]


def test_an_empty_ledger_leaves_the_plan_itself():
    assert overlaid(PLAN, {}) is PLAN
    empty = DataFrame({name: [] for name in entry("", "", "")}, dtype=object)
    assert overlaid(PLAN, {"projects": empty, "roads": empty}) is PLAN


def test_frames_of_which_nothing_is_said_stay_the_same_objects():
    made = overlaid(PLAN, {"projects": state(entry(ROAD, "remark", "先办"))})
    for name, frame in PLAN.frames().items():
        assert (made.frame(name) is frame) == (name != "projects")
    assert made.services is PLAN.services


def test_only_the_cells_that_are_told_change():
    made = overlaid(PLAN, {"projects": state(entry(ROAD, "status", "在建"),
                                             entry(PARK, "progress", 40))}).projects  # fmt: skip
    assert made.loc[ROAD, "status"] == "在建"
    assert made.loc[PARK, "progress"] == 40.0
    assert set(made["status"]) == {"在建", UNREPORTED}
    before = PLAN.projects
    rest = [name for name in before if name not in ("status", "progress")]
    assert made[rest].equals(before[rest])
    assert made.drop(index=[ROAD, PARK]).equals(before.drop(index=[ROAD, PARK]))


def test_a_place_comes_with_who_gave_it():
    made = overlaid(PLAN, {"projects": state(*placed(ROAD, LINE, "草稿"))}).projects
    row = made.loc[ROAD]
    assert row["geometry"].equals(shapely.from_wkt(LINE))
    assert (row["basis"], row["accuracy_m"]) == ("规划图", 20.0)
    assert (row["placed_by"], row["placed_document"]) == ("张三", "纪要12号")
    assert row["placed_at"] == AT.astimezone().strftime("%Y-%m-%d %H:%M")
    assert (row["placed_review"], row["review"]) == ("草稿", "草稿")
    others = made.drop(index=ROAD)
    assert set(others["placed_by"]) == set(others["review"]) == {""}


def test_a_place_outside_the_outline_is_flagged():
    # the outline of the district lies within 115.8-116.0 E, 28.57-28.67 N
    far = "POINT (116.5 28.9)"
    told = state(*placed(ROAD, far), *placed(PARK, "POINT (115.92 28.62)"))
    made = overlaid(PLAN, {"projects": told}).projects
    assert (bool(made.loc[ROAD, "outside"]), bool(made.loc[PARK, "outside"])) == (True, False)


def test_a_place_taken_away_is_none():
    item = PLAN.projects.index[PLAN.projects.geometry.notna()][0]
    pairs = (("geometry", None), ("basis", None), ("accuracy_m", None))
    told = state(*(entry(item, field, value) for field, value in pairs))
    row = overlaid(PLAN, {"projects": told}).projects.loc[item]
    assert row["geometry"] is None
    assert row["basis"] == UNPLACED
    assert row["accuracy_m"] != row["accuracy_m"]
    assert row["placed_by"] == ""


def test_a_place_put_back_as_published_is_nobodys():
    item = PLAN.projects.index[PLAN.projects.geometry.notna()][0]
    back = state(entry(item, "geometry", PLAN.projects.loc[item, "geometry"].wkt))
    assert overlaid(PLAN, {"projects": back}).projects.loc[item, "placed_by"] == ""


def test_a_whole_road_is_added_and_half_a_one_is_not():
    whole = [*placed("x-1", LINE), entry("x-1", "name", "规划一路"), entry("x-1", "grade", "C")]
    half = [entry("x-0", "name", "无处路"), *placed("x-2", LINE)]
    gone = [*placed("x-3", None), entry("x-3", "name", "撤销路")]
    made = overlaid(PLAN, {"roads": state(*whole, *half, *gone)}).roads
    assert list(made.index) == [*PLAN.roads.index, "x-1"]
    assert made.index.name == PLAN.roads.index.name
    assert made.crs == PLAN.roads.crs
    assert made.iloc[:-1][list(PLAN.roads)].equals(PLAN.roads)
    assert (made.loc["x-1", "name"], made.loc["x-1", "accuracy_m"]) == ("规划一路", 20.0)
    assert made.loc["x-1", "source"] == ""
    assert made["added"].to_dict() == dict.fromkeys(PLAN.roads.index, "") | {"x-1": "单位补绘"}


def test_nobody_walks_on_a_road_that_an_office_drew():
    told = state(*placed("x-1", LINE), entry("x-1", "name", "规划一路"), entry("x-1", "grade", "C"))
    made = overlaid(PLAN, {"roads": told}).roads
    assert list(streets_of(made).index) == list(PLAN.roads.index)


def test_no_item_is_added_to_the_plan_itself():
    told = state(*placed("P9-9-99", LINE), entry("P9-9-99", "name", "甲"))
    assert list(overlaid(PLAN, {"projects": told}).projects.index) == list(PLAN.projects.index)


def test_what_no_description_knows_is_passed_over():
    told = state(entry(ROAD, "colour", "red"), entry(ROAD, "zone", "core"))
    assert overlaid(PLAN, {"projects": told}).projects.equals(PLAN.projects)


@pytest.mark.parametrize(
    "value",
    [
        "GEOMETRYCOLLECTION" + "(GEOMETRYCOLLECTION" * 9,
        "<b>",
        7,
        "",
        "MULTIPOINT (EMPTY, (116 28.6))",
    ],
)
def test_a_place_that_is_none_draws_nothing(value):
    made = overlaid(PLAN, {"projects": state(entry(ROAD, "geometry", value))}).projects
    assert made.loc[ROAD, "geometry"] is None


def test_the_stage_an_office_states_counts_where_the_plan_is_silent():
    told = state(entry("P8-1-02", "stage", "小学"), entry("P8-1-03", "stage", "初中"))
    made = overlaid(PLAN, {"projects": told}).services
    assert PLAN.services.loc["P8-1-02", "stage"] == ""
    assert made.loc["P8-1-02", "stage"] == "小学"
    assert made.loc["P8-1-03", "stage"] == "九年一贯制"  # as the plan says


ENTRIES = [
    *placed(ROAD, LINE, "草稿"), *placed("x-1", LINE), *placed("x-2", LINE),
    entry("x-1", "name", "甲路"), entry("x-2", "name", "乙路"), entry(PARK, "status", "完工"),
    entry(PARK, "remark", "<script>", review="通过"), entry(SCHOOL, "progress", 3, review="草稿"),
]  # fmt: skip


@given(st.permutations(ENTRIES))
def test_the_order_of_entries_does_not_matter(entries):
    told = {"projects": state(*ENTRIES), "roads": state(*ENTRIES)}
    turned = {"projects": state(*entries), "roads": state(*entries)}
    one, other = overlaid(PLAN, told), overlaid(PLAN, turned)
    assert one.projects.equals(other.projects)
    assert one.roads.equals(other.roads)


def test_a_real_ledger_is_laid_over(store, act):
    store.write(Edit("projects", ROAD, {"geometry": LINE, "basis": "图", "accuracy_m": "20"}, act))
    store.write(Edit("projects", ROAD, {"status": "在建", "progress": 35}, act))
    row = store.read().projects.loc[ROAD]
    assert row["geometry"].equals(shapely.from_wkt(LINE))
    assert (row["status"], row["progress"], row["accuracy_m"]) == ("在建", 35.0, 20.0)
    change = store.ledger.history("projects", ROAD)[0]
    before = {each.field: each.before for each in change.fields}
    assert before == {"geometry": None, "basis": UNPLACED, "accuracy_m": None}
    store.ledger.undo(change.seq, act)
    back = store.read().projects.loc[ROAD]
    assert (back["geometry"], back["basis"], back["placed_by"]) == (None, UNPLACED, "")
    assert back["status"] == "在建"


def test_an_earlier_day_is_read(store, act):
    first = act._replace(at=datetime(2026, 1, 1, tzinfo=UTC))
    store.write(Edit("projects", ROAD, {"status": "前期"}, first))
    store.write(Edit("projects", ROAD, {"status": "在建"}, act))
    assert store.read().projects.loc[ROAD, "status"] == "在建"
    assert store.read(datetime(2025, 1, 1, tzinfo=UTC)).projects.loc[ROAD, "status"] == UNREPORTED
