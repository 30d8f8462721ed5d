"""What is made anew of a state of the ledger is what would be made of all of it."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from pandas import DataFrame
from pandas.testing import assert_frame_equal

from geo.data_folder import SHIPPED
from geo.overlay.laying import overlaid
from geo.plan_data import in_metric, load_plan
from layers import LAYERS
from layers.features import features_of, with_derived_columns
from layers.items import items_of
from layers.themes import BY_STATE, themed
from views.present import Present

PLAN = load_plan(SHIPPED)
AT = datetime(2026, 3, 4, tzinfo=UTC)
PLACES = [None, "POINT (115.92 28.62)", "LINESTRING (115.91 28.6, 115.93 28.63)"]
FIELDS = st.one_of(
    st.tuples(st.just("geometry"), st.sampled_from(PLACES)),
    st.tuples(st.just("status"), st.sampled_from([None, "在建", "完工"])),
    st.tuples(st.just("progress"), st.sampled_from([None, 3.0, 50.0])),
)
ITEMS = st.sampled_from(["P5-1-01", "P5-1-02", "P8-1-02", "P8-2-01"])
ROADS = [("geometry", PLACES[2]), ("name", "甲路"), ("grade", "C"), ("accuracy_m", 20.0)]


def state(pairs):
    told = [
        {"item": item, "field": field, "value": value, "seq": 1, "by": "甲", "at": AT,
         "why": "", "document": "", "review": "草稿"}
        for (item, field), value in pairs.items()
    ]  # fmt: skip
    columns = ("item", "field", "value", "seq", "by", "at", "why", "document", "review")
    return DataFrame({name: [each[name] for each in told] for name in columns}, dtype=object)


STATES = st.lists(
    st.tuples(st.dictionaries(ITEMS, FIELDS, max_size=3), st.booleans()), min_size=1, max_size=4
)


@settings(max_examples=15)
@given(STATES)
def test_each_state_is_what_all_of_it_makes(states):
    present = Present(PLAN)
    for told, road in states:
        projects = state({(item, field): value for item, (field, value) in told.items()})
        roads = state({("x-1", field): value for field, value in ROADS} if road else {})
        wanted = with_derived_columns(overlaid(PLAN, {"projects": projects, "roads": roads}))
        made = present.plan(overlaid(PLAN, {"projects": projects, "roads": roads}))
        for name in ("projects", "roads"):
            assert_frame_equal(made.frame(name), wanted.frame(name))
        for name, frame in in_metric(wanted).items():
            assert_frame_equal(present.in_metric(made)[name], frame)
        items = present.items(made)
        for spec in LAYERS:
            assert items[spec.layer_id] == items_of(features_of(wanted, spec), spec, spec.rank)
        by_state = present.items(made, BY_STATE)
        for spec in (themed(each, BY_STATE) for each in LAYERS):
            assert by_state[spec.layer_id] == items_of(features_of(wanted, spec), spec, spec.rank)


def test_frames_of_which_nothing_is_said_are_shared():
    present = Present(PLAN)
    bare = present.plan(PLAN)
    made = present.plan(overlaid(PLAN, {"projects": state({("P5-1-01", "status"): "在建"})}))
    assert [name for name, frame in made.frames().items() if frame is not bare.frame(name)] == [
        "projects"
    ]
