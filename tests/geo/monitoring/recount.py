"""The figures of an office counted again from its history, by plain loops and nothing else."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from math import fsum

import shapely

METRE = 0.01
_SIZES = (shapely.get_num_coordinates, shapely.length, shapely.area)


def known_until(history, when):
    """Changes that the store knew of: all up to the last that it had heard of by then."""
    heard = [each.seq for each in history if when is None or each.recorded <= when]
    last = max(heard, default=0)
    return [each for each in history if each.seq <= last]


def values_on(history, day, when=None):
    """Values by item and field on a day, as known at a time."""
    newest = {}
    for change in known_until(history, when):
        of = change.as_of or change.at.astimezone().date()
        if of > day:
            continue
        for each in change.fields:
            there = newest.get((change.item, each.field))
            if there is None or (of, change.seq) >= there[:2]:
                newest[change.item, each.field] = (of, change.seq, each.after)
    found = defaultdict(dict)
    for (item, field), (of, _, value) in newest.items():
        if value is not None and value != "":
            found[item][field] = value
            found[item].setdefault("since", {})[field] = of
    return found


def sum_of(values, start):
    """The sum of what is told of a measure, None for nothing."""
    told = [value for field, value in values.items() if field.startswith(start)]
    return fsum(told) if told else None


def timing_of(values, day):
    """Whether an item keeps its dates, as the glossary of the office says it."""
    today, status = day.isoformat(), values.get("status", "未填报")
    if status == "取消":
        return "已取消"
    begun, ended = values.get("actual_start"), values.get("actual_finish")
    start, finish = values.get("planned_start"), values.get("planned_finish")
    if status in ("完工", "投用") or (ended and ended <= today):
        if not ended or not finish:
            return "已完工"
        return "逾期完工" if ended > finish else "按期完工"
    if finish and finish < today:
        return "逾期未完工"
    has_begun = status not in ("未填报", "未启动", "前期") or (begun and begun <= today)
    if start and start < today and not has_begun:
        return "逾期未开工"
    return "未到期" if start or finish else "未填报"


def zones_of(shape_m, zones_m):
    """Every zone that a shape lies in, one by one."""
    if shape_m is None:
        return [""]
    found = []
    for zone, area in zones_m.items():
        part = shapely.intersection(shape_m, area)
        if _SIZES[shapely.get_dimensions(shape_m)](part) >= METRE:
            found.append(zone)
    return found or [""]


def rows_on(history, items, moment):
    """One dict for each item at a moment: what a board counts."""
    day, year = moment.day, moment.of_year
    now = values_on(history, day, moment.known)
    begin, end = date(year, 1, 1), min(day, date(year, 12, 31))
    at_end = values_on(history, end, moment.known)
    before = values_on(history, begin - timedelta(days=1), moment.known)
    rows = []
    for item in items:
        values = now[item]
        after = sum_of(at_end[item], "done_") if begin <= day else None
        earlier = sum_of(before[item], "done_")
        row = {
            "item": item,
            "status": values.get("status", "未填报"),
            "lead_unit": values.get("lead_unit", "未填报"),
            "due_year": values.get("planned_finish", "未填报")[:4],
            "timing": timing_of(values, day),
            "total": sum_of(values, "total_"),
            "done": sum_of(values, "done_"),
            "planned": sum_of(values, f"planned_{year}_"),
            "actual": None if after is None else after - (earlier or 0),
            "first_told": after is not None and earlier is None,
        }
        rows.append(row)
    return rows


def board_of(rows, keys):
    """Counts and sums by key; `keys` gives the keys of an item."""
    found = defaultdict(lambda: {"counts": Counter(), "sums": defaultdict(list)})
    for row in rows:
        for key in keys(row):
            group = found[key]
            group["counts"].update(["items", row["status"], f"时限{row['timing']}"])
            group["counts"].update(["overdue"] * (row["timing"] in ("逾期未开工", "逾期未完工")))
            group["counts"].update(["first_told"] * row["first_told"])
            for name in ("total", "done", "planned", "actual"):
                if row[name] is not None:
                    group["sums"][name].append(row[name])
            for rate, part, base in (("rate", "actual", "planned"), ("done_rate", "done", "total")):
                if row[part] is not None and row[base] is not None:
                    group["sums"][rate].append((row[part], row[base]))
    return found


def rate_of(pairs):
    """What is done of what is planned, of those that told both; None where nothing is planned."""
    base = fsum(each for _, each in pairs)
    return fsum(each for each, _ in pairs) / base if base > 0 else None
