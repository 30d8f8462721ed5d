"""What the plan's data say of an item stays true when an office places it."""

from geo.data_folder import SHIPPED
from geo.plan_data import load_plan


def test_no_note_says_that_an_item_is_not_placed():
    notes = load_plan(SHIPPED).projects["source_note"]
    assert (
        notes.str.contains("规划数据未定位置").sum() == 14 + 37
    )  # of the first three columns, of the rest
    assert not notes.str.contains("落图").any()
