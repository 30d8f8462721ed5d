"""Each plan project on its own, and all of them; by hand and against the plain definition."""

import math

import numpy as np
import pytest
from geopandas import GeoDataFrame
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point

from geo.crs import to_lonlat
from geo.distance import StraightLine
from geo.errors import UnexpectedCRSError
from geo.scenario.effect import effects, left_after_all

SPOTS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6)


def on_line(at, *xs, prefix):
    frame = at(*[None if x is None else (x, 0) for x in xs], name=[f"{prefix}{x}" for x in xs])
    return frame.set_axis([f"{prefix}{n}" for n in range(len(xs))])


def test_a_project_serves_whom_nothing_served(at):
    demand = on_line(at, 0, 600, 1000, 3000, prefix="d")
    existing, added = on_line(at, 0, prefix="e"), on_line(at, 900, 5000, prefix="n")
    table = effects(demand, existing, added, radius_m=500, model=StraightLine())
    first, second = table.loc["n0"], table.loc["n1"]
    assert first["newly_served"] == ("d1", "d2")  # 300 and 100 m; before 600 and 1 000
    assert (first["n_newly"], first["nearest_for"], first["first_reach"]) == (2, 3, 0)
    assert first["saved_mean_m"] == (300 + 900 + 900) / 3
    assert first["saved_all_m"] == (0 + 300 + 900 + 900) / 4
    assert (second["newly_served"], second["nearest_for"]) == ((), 1)  # d3: 2 000 for 3 000
    assert (second["saved_mean_m"], second["saved_all_m"]) == (1000, 250)
    assert table["name"].tolist() == ["n900", "n5000"]


def test_what_is_left_comes_worst_first(at):
    demand = on_line(at, 0, 600, 2000, 3000, None, prefix="d")
    existing, added = on_line(at, 0, prefix="e"), on_line(at, 900, prefix="n")
    left = left_after_all(demand, existing, added, radius_m=500, model=StraightLine())
    assert left.index.tolist() == ["d3", "d2"]
    assert left["distance_m"].tolist() == [2100, 1100]
    assert left["place_id"].tolist() == ["n0", "n0"]
    assert left["connected"].tolist() == [True, True]


def test_exactly_the_radius_is_served(at):
    demand, added = on_line(at, 0, prefix="d"), on_line(at, 500, prefix="n")
    found = effects(demand, on_line(at, prefix="e"), added, radius_m=500, model=StraightLine())
    assert found["newly_served"].tolist() == [("d0",)]
    assert found["first_reach"].tolist() == [1]
    assert math.isnan(found["saved_mean_m"].iloc[0])
    assert math.isnan(found["saved_all_m"].iloc[0])


def test_nothing_added_nothing_asked_no_place(at):
    model, none = StraightLine(), on_line(at, prefix="x")
    demand, existing = on_line(at, 0, prefix="d"), on_line(at, 900, prefix="e")
    table = effects(demand, existing, none, radius_m=500, model=model)
    assert table.empty
    assert table.columns[0] == "name"
    table = effects(none, existing, on_line(at, 0, None, prefix="n"), radius_m=500, model=model)
    assert table["n_newly"].tolist() == [0, 0]
    table = effects(demand, existing, on_line(at, None, prefix="n"), radius_m=500, model=model)
    assert (table["n_newly"].iloc[0], table["saved_all_m"].iloc[0]) == (0, 0)
    left = left_after_all(demand, none, none, radius_m=500, model=model)
    assert left["distance_m"].tolist() == [math.inf]
    assert left["place_id"].tolist() == [""]


def test_degrees_are_refused(at):
    demand, places = on_line(at, 0, prefix="d"), on_line(at, 9, prefix="p")
    with pytest.raises(UnexpectedCRSError, match="added_m"):
        effects(demand, places, to_lonlat(places), radius_m=5, model=StraightLine())


@given(SPOTS, SPOTS, SPOTS, st.integers(1, 40))
@settings(max_examples=50)
def test_figures_are_those_of_the_definition(demand, existing, added, radius_m):
    frames = [
        GeoDataFrame({"name": ""}, geometry=[Point(spot) for spot in spots], crs="EPSG:4548",
                     index=[f"{letter}{n}" for n in range(len(spots))])
        for letter, spots in zip("den", (demand, existing, added), strict=True)
    ]  # fmt: skip
    model = StraightLine()
    table = effects(*frames, radius_m=radius_m, model=model)
    for row, place in enumerate(added):
        walks = [(min((math.dist(d, e) for e in existing), default=math.inf), math.dist(d, place))
                 for d in demand]  # fmt: skip
        newly = [f"d{n}" for n, (old, new) in enumerate(walks) if new <= radius_m < old]
        saving = [max(old - new, 0) for old, new in walks if math.isfinite(old)]
        assert table["newly_served"].iloc[row] == tuple(newly)
        expected = np.mean(saving) if saving else math.nan
        assert table["saved_all_m"].iloc[row] == pytest.approx(expected, nan_ok=True)
    left = left_after_all(*frames, radius_m=radius_m, model=model)
    far = [
        n
        for n, d in enumerate(demand)
        if min((math.dist(d, p) for p in existing + added), default=math.inf) > radius_m
    ]
    assert set(left.index) == {f"d{n}" for n in far}
