"""What stands beside every export: 说明.json for programs, 说明.txt for people."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence

from geo.exporting.column_types import kind_of
from geo.exporting.csv_text import BOM
from geo.exporting.export_crs import System
from geo.exporting.model import Meta
from geo.exporting.preparation import Ready

JSON_NAME, TEXT_NAME = "说明.json", "说明.txt"

_MOST_ITEMS = 200
"""Items of a list in words; the JSON file has them all."""

Facts = dict[str, object]


def about(meta: Meta, system: System) -> Facts:
    """What holds for a whole export."""
    return {
        "来源": meta.source,
        "日期": meta.date,
        "坐标系": {
            "代码": system.key,
            "名称": system.description,
            "单位": system.unit,
            "坐标顺序": "经度、纬度" if system.unit == "度" else "东坐标、北坐标",
        },
        **({"台账": meta.ledger} if meta.ledger else {}),
        "筛选": meta.filter_words or "无",
        "位置精度": meta.accuracy_words or "未注明",
        "许可": meta.licence or "未注明",
        "备注": meta.remark,
    }


def about_layer(ready: Ready, notes: Sequence[str] = ()) -> Facts:
    """What holds for one layer: where it is from, counts, fields, features without place.

    `notes` says what its files could not hold.
    """
    kinds = Counter(shape.geom_type for shape in ready.shapes[ready.placed])
    return {
        "图层": ready.name,
        **about(ready.meta, ready.system),
        "要素数": len(ready.table),
        "图形": dict(kinds),
        "字段": [f"{name}（{kind_of(ready.table[name])}）" for name in ready.table],
        "未落图": ready.unplaced,
        "提示": [*ready.notes, *notes],
    }


def about_pairs(facts: Facts) -> list[tuple[str, str]]:
    """Facts as pairs of words, those without words left out."""
    return [(name, words) for name, value in facts.items() if (words := _words(value))]


def members(facts: Facts, layers: Sequence[Facts] = ()) -> dict[str, bytes]:
    """Return the two files by name: facts of the whole, then those of its layers."""
    whole = {**facts, "图层清单": list(layers)} if layers else facts
    data = json.dumps(whole, ensure_ascii=False, indent=1)
    parts = ["\r\n".join(map("：".join, about_pairs(part))) for part in (facts, *layers)]
    return {JSON_NAME: data.encode(), TEXT_NAME: (BOM + "\r\n\r\n".join(parts) + "\r\n").encode()}


def _words(value: object) -> str:
    if isinstance(value, Mapping):
        return "，".join(f"{name} {_words(inside)}" for name, inside in value.items())
    if isinstance(value, list):
        more = [f"……共 {len(value):,} 项"] if len(value) > _MOST_ITEMS else []
        return "；".join([*map(_words, value[:_MOST_ITEMS]), *more])
    return str(value)
