"""The numbers that a project keeps are those that the page's widgets can show."""

import pytest

from geo.errors import DataError
from views.state.kept import check_of

RIMS = {
    "ring-detour": (1.0, 3.0, 0.1),
    "ring-speed": (20.0, 120.0, 0.5),
    "lc-speed": (20.0, 120.0, 0.1),
    "lc-delay": (0.0, 180.0, 0.5),
    "lc-detour": (1.0, 2.0, 0.05),
    "lc-cap-radius": (100.0, 5000.0, 1.0),
    "lc-walk-life15-junior-500": (50.0, 5000.0, 1.0),
    "lc-target": (50, 100, 1),
    "lc-k": (1, 10, 1),
    "alpha-zones": (10, 100, 1),
    "sheet-scale": (0, 500_000, 1),
    "lc-sheet-scale": (0, 500_000, 1),
}
"""Least, most, and a step of each widget."""


@pytest.mark.parametrize("key", RIMS)
def test_a_number_is_kept_from_the_least_to_the_most_that_a_widget_takes(key):
    least, most, step = RIMS[key]
    check = check_of(key)
    for value in (least, least + step, most - step, most):
        found = check(value, key)
        assert (found, type(found)) == (value, type(least))
    for value in (least - step, most + step):
        with pytest.raises(DataError, match=f"项目文件 {key}：应为 "):
            check(value, key)


def test_a_detour_of_1_8_is_kept():
    assert check_of("lc-detour")(1.8, "lc-detour") == 1.8


SITE = {
    "id": "c1", "name": "甲", "lon": 115.9, "lat": 28.6, "gain": 12.0, "newly": ["d1"],
    "nearer": 3, "saved_m": 120.0,
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("lon", (-180, 180), (-180.1, 180.1)), ("lat", (-90, 90), (-90.1, 115.9)),
        ("gain", (-1e12, 1e12), (-1.1e12, 1.1e12)), ("saved_m", (-1e9, 1e9), (-1.1e9, 1.1e9)),
        ("nearer", (0, 10**7), (-1, 10**7 + 1)),
        ("newly", (["d"] * 20_000,), (["d"] * 20_001,)),
    ],
)  # fmt: skip
def test_a_site_that_was_found_is_kept_within_what_can_be(field, good, bad):
    check = check_of("lc-sites")
    for value in good:
        assert check([SITE | {field: value}], "")[0][field] == value
    for value in bad:
        with pytest.raises(DataError, match=rf"第 1 项\.{field}：应为"):
            check([SITE | {field: value}], "lc-sites")
    assert len(check([SITE] * 10, "")) == 10
    with pytest.raises(DataError, match="不超过 10 项"):
        check([SITE] * 11, "lc-sites")


USE = {
    "role": "需求", "layer": "0", "title": "甲", "kind": "", "column": "", "stage": "",
    "instead": False, "spacing_m": 100.0, "tolerance_m": 1.0,
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "least", "most", "step"),
    [("spacing_m", 20.0, 500.0, 1.0), ("tolerance_m", 0.01, 50.0, 0.005)],
)
def test_a_use_of_a_layer_is_kept_within_what_its_widgets_take(field, least, most, step):
    check = check_of("lc-own")
    for value in (least, most):
        assert check([USE | {field: value}], "")[0][field] == value
    for value in (least - step, most + step):
        with pytest.raises(DataError, match=field):
            check([USE | {field: value}], "lc-own")
