"""The one door of the ledger: what may be written of an item, checked before it is."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

import shapely

from geo.checks import cell_flaw
from geo.errors import DataError
from geo.geometry_parsing import Flaw, wkt_place
from geo.has_geometry import has_geometry
from geo.overlay import ACCURACY, ADDED, BASIS, GEOMETRY, ITEMS, PLACEMENT
from geo.overlay.indicator_values import figure_flaw
from geo.overlay.published import Value
from geo.plain_text import is_plain, printable
from geo.plan_data import PlanData
from geo.schema import TABLES, UNPLACED, Column, TableSchema

MOST_LETTERS: Final = 2_000
"""Of a text."""

MOST_NAME: Final = 200
"""Letters of the name of what is added; it stands on maps, sheets and in lists."""

MOST_VERTICES: Final = 20_000
"""Of a geometry; the longest road of a district has some hundred."""

MOST_WKT: Final = 50 * MOST_VERTICES
"""Letters of a geometry."""

_PLACE_WORDS: Final = ("位置", GEOMETRY, "wkt")
_NEW_ID: Final = r"[A-Za-z0-9][A-Za-z0-9-]{0,39}"


def field_of(table: str, word: str) -> str:
    """Return the field that a title or a name stands for; 位置 is the geometry.

    Raises
    ------
    DataError
        If there is none that may be written; the message lists the titles.
    """
    asked = word.strip()
    if asked.casefold() in _PLACE_WORDS:
        return GEOMETRY
    for column in _table(table).columns:
        if not column.derived and asked and asked in (column.name, column.title, column.header):
            return column.name
    titles = "、".join(dict.fromkeys(each.title for each in writable(table)))
    raise DataError(f"没有字段“{asked[:40]}”；可填：位置、{titles}")


def writable(table: str) -> tuple[Column, ...]:
    """Return the columns of a table that a ledger may change, beside the geometry."""
    return tuple(
        each
        for each in _table(table).columns
        if each.title and not (each.derived or each.traced or each.fixed)
    )


def check_edit(
    plan: PlanData, table: str, item: str, values: Mapping[str, Value]
) -> dict[str, Value]:
    """Return the values that are to be written of an item, each in its type.

    Parameters
    ----------
    plan
        As it is now, the ledger laid over it.
    table, item
        A word of `ITEMS`, and the id of an item, or of one to be added (`ADDED`).
    values
        By field; numbers may come as text, None or "" empties a field. A geometry is WKT in
        EPSG:4326, longitude first; without one, basis and accuracy go as well.

    Raises
    ------
    DataError
        Naming item, field, value and what to do.
    """
    schema = _table(table)
    new = item not in plan.rows(table).index
    if new:
        _check_new(table, item, values)
    if not values:
        raise DataError(f"“{item}”没有要写的字段；请至少给出一个")
    told = _placement(_emptied(values), schema)
    problems = [
        f"“{item}”的{_title(schema, field)}：值“{_short(flaw.value)}”{flaw.wrong}；{flaw.cure}"
        for field, value in told.items()
        if (flaw := _flaw(plan, (table, item), field, value))
    ]
    problems += [f"“{item}”：{each}" for each in _between(plan, (table, item), told)]
    if problems:
        raise DataError("\n".join(problems))
    return {field: _typed(schema, field, value) for field, value in told.items()}


def _table(table: str) -> TableSchema:
    if table not in ITEMS:
        raise DataError(f"“{table}”里的要素不能填报；可用：{'、'.join(ITEMS)}")
    return TABLES[table]


def _check_new(table: str, item: str, values: Mapping[str, Value]) -> None:
    if table not in ADDED:
        raise DataError(f"规划里没有编号为“{_short(item)}”的项目；请核对编号")
    if not re.fullmatch(_NEW_ID, item):
        raise DataError(f"编号“{_short(item)}”不可用；请用字母、数字和连字符，不超过 40 个")
    schema = TABLES[table]
    needed = [each for each in schema.columns if each.required and not each.fixed]
    lacking = [each.title for each in needed if values.get(each.name) in (None, "")]
    lacking += [] if values.get(GEOMETRY) or schema.place == "none" else ["位置"]
    if lacking:
        raise DataError(f"“{item}”是新增的，还缺：{'、'.join(dict.fromkeys(lacking))}；请一并填写")


def _emptied(values: Mapping[str, Value]) -> dict[str, Value]:
    told = {name: each.strip() if isinstance(each, str) else each for name, each in values.items()}
    return {name: None if each == "" else each for name, each in told.items()}


def _placement(values: dict[str, Value], table: TableSchema) -> dict[str, Value]:
    """Take basis and accuracy away with a place that is taken away."""
    if GEOMETRY in values and values[GEOMETRY] is None:
        basis = UNPLACED if table.place == "wkt" else None
        return {**values, BASIS: basis, ACCURACY: None}
    return values


def _flaw(plan: PlanData, of: tuple[str, str], field: str, value: Value) -> Flaw | None:
    """What is wrong with one value."""
    table, item = of
    schema, shown = TABLES[table], "" if value is None else f"{value}"
    if field == GEOMETRY and schema.place != "none":
        return _shape_flaw(shown, schema)
    column = schema.column(field)
    if column is None or column.derived or column.traced or not column.title:
        return Flaw(shown, "不是可以填的字段", f"可填：{_titles(table)}")
    if column.fixed:
        where = "备注" if schema.column("remark") else "该年的说明"
        return Flaw(shown, "是规划原文，不能改", f"请写在{where}里")
    if shown and (asked := _by_row(table, column)):
        return asked(plan, item, shown)
    most = MOST_NAME if field == "name" else MOST_LETTERS
    return _text_flaw(shown, most) or cell_flaw(column, "" if shown == column.blank else shown)


def _by_row(table: str, column: Column) -> Callable[[PlanData, str, str], Flaw | None] | None:
    """Return what judges a value by the row that it is of; None where the column alone does."""
    if column.part and column.part.measure == "value" and table == "indicators":
        return _figure_flaw
    return {"stage": _stage_flaw, "item": _owner_flaw}.get(column.name)


def _figure_flaw(plan: PlanData, item: str, figure: str) -> Flaw | None:
    return figure_flaw(plan.rows("indicators").loc[item], figure)


def _owner_flaw(plan: PlanData, _: str, owner: str) -> Flaw | None:
    if owner in plan.projects.index:
        return None
    return Flaw(owner, "不是规划项目的编号", "请核对编号")


def _text_flaw(text: str, most: int) -> Flaw | None:
    if len(text) > most:
        return Flaw(printable(text), f"超过 {most:,} 个字", "请写短些，或放进附件")
    if not is_plain(text):
        return Flaw(printable(text), "含有控制字符或残缺的字", "请重新输入")
    return None


def _shape_flaw(text: str, table: TableSchema) -> Flaw | None:
    if not text:
        return None if table.place == "wkt" else Flaw("", "为空", "道路必须有位置")
    if len(text) > MOST_WKT:
        return Flaw(text, "太长", "请先简化图形")
    flaw = wkt_place(text, table).flaw or wkt_place(_rounded(text), table).flaw
    if flaw is not None:
        return flaw
    count = int(shapely.get_num_coordinates(shapely.from_wkt(text)))
    if count > MOST_VERTICES:
        return Flaw(text, f"有 {count:,} 个点，超过 {MOST_VERTICES:,}", "请先简化图形")
    return None


def _stage_flaw(plan: PlanData, item: str, stage: str) -> Flaw | None:
    """Whether the plan leaves the stage of what an item serves open, and knows this one."""
    column = TABLES["projects"].column("stage")
    if column is None or item not in plan.services.index:
        return Flaw(stage, "不能填：规划没有把该项目列为设施", "请写在备注里")
    service = plan.services.loc[item]
    own = plan.projects.loc[item, "stage"]
    if service["stage"] and service["stage"] != own:
        return Flaw(stage, f"不能填：规划已载明学段“{service['stage']}”", "如需说明请写在备注里")
    return cell_flaw(column, stage)


def _between(plan: PlanData, of: tuple[str, str], told: Mapping[str, Value]) -> Iterator[str]:
    """What is wrong between the values: a place comes with basis and accuracy."""
    if TABLES[of[0]].place == "none":
        return
    given = [each for each in PLACEMENT if told.get(each) is not None]
    if told.get(GEOMETRY) is not None:
        lacking = [each for each in PLACEMENT if told.get(each) is None]
        if told.get(BASIS) == UNPLACED:
            yield f"位置已给出，落图依据不能是“{UNPLACED}”；请写明依据"
        if lacking:
            titles = "、".join(_title(TABLES[of[0]], each) for each in lacking)
            yield f"给出位置时须同时填写{titles}；请补上"
    elif GEOMETRY not in told and (given or BASIS in told or ACCURACY in told):
        frame = plan.frame(of[0])
        if not bool(has_geometry(frame.loc[[of[1]]]).iloc[0]):
            yield "还没有位置，不能只填落图依据或位置精度；请连同位置一起填"
        elif any(each in told and told[each] in (None, UNPLACED) for each in (BASIS, ACCURACY)):
            yield "已有位置，落图依据和位置精度不能空；要撤下位置请把位置清空"


def _typed(table: TableSchema, field: str, value: Value) -> Value:
    column = table.column(field)
    if value is None or (column is not None and value == column.blank):
        return None
    if column is not None and column.type == "number":
        return float(value)
    if field == GEOMETRY:
        return _rounded(str(value))
    return str(value)


def _rounded(wkt: str) -> str:
    """A shape as it is written: flat, to a millimetre."""
    flat = shapely.force_2d(shapely.from_wkt(wkt))
    return str(shapely.to_wkt(flat, rounding_precision=8))


def _title(table: TableSchema, field: str) -> str:
    column = table.column(field)
    return "位置" if field == GEOMETRY else column.title if column and column.title else field


def _titles(table: str) -> str:
    return "、".join(["位置", *dict.fromkeys(each.title for each in writable(table))])


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"{text[:37]}…"
