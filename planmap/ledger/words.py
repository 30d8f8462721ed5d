"""Changes and values of the ledger as lines for people, and as JSON for programs."""

from datetime import datetime
from typing import Any

import shapely

from geo.ledger.model import DRAFT, WORDS, Change, Value
from geo.overlay import GEOMETRY
from geo.overlay.wording import title_of
from geo.plain_text import printable

_NONE = "（空）"


def value_words(field: str, value: Value) -> str:
    """Return a value in words; a shape by its kind, its parts and its points."""
    if value is None or value == "":
        return _NONE
    if field != GEOMETRY:
        return f"{value:g}" if isinstance(value, float) else line_of(str(value))
    shape = shapely.from_wkt(str(value), on_invalid="ignore")
    if shape is None:
        return "无法读取的图形"
    kind = next(word for word in ("Point", "LineString", "Polygon") if word in shape.geom_type)
    parts, points = shapely.get_num_geometries(shape), shapely.get_num_coordinates(shape)
    several = f" {parts} 处" if parts > 1 else ""
    return f"{_KINDS[kind]}{several}" + (f"（{points} 个点）" if kind != "Point" else "")


_KINDS = {"Point": "点", "LineString": "线", "Polygon": "面"}


def line_of(text: str) -> str:
    """Return a text in one line that a console only shows: changes are carried from elsewhere."""
    return printable(" ".join(text.split()))


def time_words(when: datetime | None) -> str:
    """Return a time as the clock on this machine's wall shows it."""
    return when.astimezone().strftime("%Y-%m-%d %H:%M:%S") if when else ""


def change_lines(change: Change, name: str = "") -> list[str]:
    """Return a change in some lines, its number first; `name` is that of the item."""
    state = f"，{change.review}" if change.review else ""
    if change.review == DRAFT and change.taken_back:
        state += f"，已由改动 {change.taken_back} 撤回"
    item = f"{line_of(name)}（{change.item}）" if name else change.item
    of = f"（撤去 {change.undoes}）" if change.undoes else ""
    head = (
        f"{change.seq}  {time_words(change.at)}  {line_of(change.by)}  {WORDS[change.kind]}{of}  "
        f"{item}{state}"
    )
    fields = [
        f"    {title_of(change.table, each.field)}：{value_words(each.field, each.before)} → "
        f"{value_words(each.field, each.after)}"
        for each in change.fields
    ]
    document = f"；依据文件：{line_of(change.document)}" if change.document else ""
    day = f"；数据截至：{change.as_of}" if change.as_of else ""
    why = f"    理由：{line_of(change.why)}{document}{day}"
    judged = (
        [
            f"    {change.review}：{line_of(change.reviewer)}，{time_words(change.reviewed)}，"
            f"{line_of(change.word)}"
        ]
        if change.reviewer
        else []
    )
    return [head, *fields, why, *judged]


def change_json(change: Change, name: str = "") -> dict[str, Any]:
    """Return a change as plain values; times in UTC, shapes as WKT."""
    return {
        "change": change.seq,
        "uid": change.uid,
        "table": change.table,
        "item": change.item,
        "name": name,
        "by": change.by,
        "at": change.at.isoformat(),
        "recorded": change.recorded.isoformat(),
        "why": change.why,
        "document": change.document,
        "as_of": change.as_of.isoformat() if change.as_of else None,
        "kind": change.kind,
        "undoes": change.undoes,
        "review": change.review,
        "reviewer": change.reviewer,
        "reviewed": change.reviewed.isoformat() if change.reviewed else None,
        "word": change.word,
        "taken_back": change.taken_back or None,
        "fields": [
            {
                "field": each.field,
                "title": title_of(change.table, each.field),
                "before": each.before,
                "after": each.after,
                "base": each.base,
            }
            for each in change.fields
        ],
    }
