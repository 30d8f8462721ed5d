"""A scenario on other facilities than those it was made on: the edits that still can be made."""

from dataclasses import replace

from geopandas import GeoDataFrame

from geo.scenario.edits import Edit, Scenario


def fitting(scenario: Scenario, facilities_m: GeoDataFrame) -> tuple[Scenario, tuple[Edit, ...]]:
    """Scenario without the edits of facilities that are not there, and those edits.

    Parameters
    ----------
    scenario
        Edits in their order.
    facilities_m
        (n,) facilities indexed by id. May be empty.
    """
    there = set(facilities_m.index.astype(str))
    kept: list[Edit] = []
    left: list[Edit] = []
    for edit in scenario.edits:
        fits = (edit.facility_id in there) != (edit.action == "增加")
        (kept if fits else left).append(edit)
        if fits:
            there = there ^ {edit.facility_id} if edit.action != "移动" else there
    return replace(scenario, edits=tuple(kept)), tuple(left)
