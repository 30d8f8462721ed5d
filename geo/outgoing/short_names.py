"""Field names that a dBASE table can hold: ASCII, ten bytes, unique whatever the case."""

import re
from collections.abc import Iterable

_LONGEST = 10
_FIT = re.compile(r"[A-Za-z][A-Za-z0-9_]*")

_KNOWN = {
    "编号": "ID",
    "名称": "NAME",
    "类别": "KIND",
    "类型": "TYPE",
    "工作性质": "WORK",
    "位置": "PLACE",
    "数量": "QUANTITY",
    "单位": "UNIT",
    "来源": "SOURCE",
    "备注": "NOTE",
    "面积": "AREA",
    "长度": "LENGTH",
    "日期": "DATE",
    "等级": "GRADE",
    "分区": "ZONE",
    "条目": "CLAUSE",
    "专栏": "COLUMN",
    "依据": "BASIS",
    "学段": "STAGE",
    "状态": "STATUS",
    "说明": "REMARK",
    "结构": "STRUCTURE",
}
"""Common headers; the others are numbered."""


def short_names(names: Iterable[str]) -> list[str]:
    """(n,) short names in the order of the full ones."""
    taken: set[str] = set()
    return [_free(_wanted(name, place), taken) for place, name in enumerate(names, 1)]


def _wanted(name: str, place: int) -> str:
    if _FIT.fullmatch(name):
        return name[:_LONGEST]
    return _KNOWN.get(name, f"F{place:02}")


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        name = f"{wanted[: _LONGEST - len(str(number)) - 1]}_{number}"
    taken.add(name.casefold())
    return name
