"""Which system coordinates are in."""

import numpy as np
import pytest

from geo.errors import DataError
from geo.incoming.systems import guess_by_values, guess_system

NEAR = {
    "EPSG:4326": (115.91, 28.62),
    "EPSG:4548": (393_420, 3_167_000),
    "EPSG:4527": (39_393_420, 3_167_000),
    "EPSG:4498": (20_393_420, 3_167_000),
    "EPSG:4526": (38_686_600, 3_167_000),
    "EPSG:3857": (12_903_000, 3_324_000),
}
WORDS = {"EPSG:4527": "带号 39", "EPSG:4548": "六位数", "EPSG:3857": "Web 墨卡托"}


@pytest.mark.parametrize("crs", NEAR)
def test_a_system_is_guessed_from_values_in_either_order(crs):
    east, north = NEAR[crs]
    found = guess_by_values(np.array([[east, north]]))
    assert (found.crs, found.swapped, found.declared) == (crs, False, False)
    assert WORDS.get(crs, "") in found.reason
    swapped = guess_by_values(np.array([[north, east]]))
    assert (swapped.crs, swapped.swapped) == (crs, True)
    assert "已对调" in swapped.reason


def test_a_few_wrong_places_do_not_matter():
    places = np.array([(115.91, 28.62)] * 3 + [(0, 0), (np.inf, np.nan)])
    assert guess_by_values(places).crs == "EPSG:4326"


@pytest.mark.parametrize("place", [(10, 20), (0, 0), (1e12, 5)])
def test_other_values_fit_no_system_and_are_shown(place):
    found = guess_by_values(np.array([place]))
    assert found.crs == ""
    assert f"{place[0]:,.2f}" in found.reason


def test_nothing_has_no_system():
    assert guess_by_values(np.empty((0, 2))).crs == ""


@pytest.mark.parametrize("declared", ["EPSG:4490", "EPSG:4326", "OGC:CRS84"])
def test_what_the_file_says_counts(declared):
    found = guess_system(np.array([(115.91, 28.62)]), declared)
    assert found.declared
    assert "文件注明" in found.reason


@pytest.mark.parametrize(
    ("declared", "really"),
    [("EPSG:4326", "EPSG:4548"), ("EPSG:4548", "EPSG:4527"), ("EPSG:4548", "EPSG:4326")]
    + [("EPSG:4527", "EPSG:4548"), ("EPSG:4490", "EPSG:4527")],
)
def test_unless_the_values_cannot_be_in_it(declared, really):
    found = guess_system(np.array([NEAR[really]]), declared)
    assert (found.crs, found.declared) == (really, False)
    assert "但坐标值与之不符" in found.reason


def test_declared_and_swapped_is_told():
    found = guess_system(np.array([(28.62, 115.91)]), "EPSG:4490")
    assert (found.crs, found.swapped) == ("EPSG:4326", True)


def test_unknown_declarations_are_refused():
    with pytest.raises(DataError, match="不认识坐标系“天知道”"):
        guess_system(np.array([(115.9, 28.6)]), "天知道")


def test_a_hopeless_coordinate_is_told_in_few_digits():
    assert "如 1e+308, 5.00" in guess_by_values(np.array([(1e308, 5)])).reason


def test_degrees_by_another_name_are_wgs_84():
    assert guess_system(np.array([(115.9, 28.6)]), "OGC:CRS84").crs == "EPSG:4326"
