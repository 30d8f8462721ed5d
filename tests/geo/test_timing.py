"""Whether items keep their dates, each case worked out by hand for 30 June 2024."""

from datetime import date

import pytest
from pandas import DataFrame

from geo.schema import UNREPORTED
from geo.timing import timings

DAY = date(2024, 6, 30)


@pytest.mark.parametrize(
    ("status", "planned", "actual", "told"),
    [
        ("未填报", ("", ""), ("", ""), UNREPORTED),
        ("在建", ("", ""), ("2023-01-01", ""), UNREPORTED),
        ("未填报", ("2024-06-29", ""), ("", ""), "逾期未开工"),
        ("前期", ("2024-06-30", ""), ("", ""), "未到期"),
        ("在建", ("2024-06-01", ""), ("", ""), "未到期"),
        ("未填报", ("2024-06-01", ""), ("2024-06-20", ""), "未到期"),
        ("未填报", ("2024-06-01", ""), ("2024-07-20", ""), "逾期未开工"),
        ("在建", ("2023-01-01", "2024-06-29"), ("2023-01-01", ""), "逾期未完工"),
        ("在建", ("2023-01-01", "2024-06-30"), ("2023-01-01", ""), "未到期"),
        ("停缓建", ("", "2023-12-31"), ("", ""), "逾期未完工"),
        ("前期", ("2023-01-01", "2024-01-01"), ("", ""), "逾期未完工"),
        ("完工", ("", "2024-05-31"), ("", "2024-06-01"), "逾期完工"),
        ("投用", ("", "2024-05-31"), ("", "2024-05-31"), "按期完工"),
        ("在建", ("", "2024-05-31"), ("", "2024-05-01"), "按期完工"),
        ("在建", ("", "2024-12-31"), ("", "2024-07-01"), "未到期"),
        ("完工", ("", "2024-05-31"), ("", ""), "已完工"),
        ("完工", ("", ""), ("", ""), "已完工"),
        ("取消", ("2020-01-01", "2021-01-01"), ("", ""), "已取消"),
    ],
)
def test_what_is_told_of_an_item(status, planned, actual, told):
    names = ("planned_start", "planned_finish", "actual_start", "actual_finish")
    row = {"status": status, **dict(zip(names, (*planned, *actual), strict=True))}
    assert list(timings(DataFrame([row], index=["one"]), DAY)) == [told]


def test_no_items_are_told_nothing():
    names = ("status", "planned_start", "planned_finish", "actual_start", "actual_finish")
    assert timings(DataFrame({name: [] for name in names}, dtype="str"), DAY).empty
