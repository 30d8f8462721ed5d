"""How much of an upload is taken: the usual bounds, or those of this installation.

`PLANMAP_LIMITS` names others, such as `max_rows=1000000, max_columns=300`; Streamlit's own
`server.maxUploadSize` bounds the size as sent.
"""

import os
from dataclasses import fields, replace
from functools import cache

from geo.errors import DataError
from geo.incoming.limits import MB, Limits

VARIABLE = "PLANMAP_LIMITS"


@cache
def limits() -> Limits:
    """Return the bounds.

    Raises
    ------
    DataError
        If the variable names a bound that there is not, or no whole number above 0.
    """
    return limits_of(os.environ.get(VARIABLE, ""))


def limits_of(text: str) -> Limits:
    """Return the usual bounds with those of a text such as `max_rows=1000000, max_columns=300`."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    return replace(Limits(), **{name.strip(): _number(name.strip(), at) for name, _, at in pairs})


def words(bounds: Limits) -> str:
    """Return the bounds as a planner reads them."""
    return (
        f"单个文件不超过 {bounds.max_file / MB:,.0f} MB（解压后 {bounds.max_bytes / MB:,.0f} MB）、"
        f"{bounds.max_rows:,} 行、{bounds.max_columns:,} 列、{bounds.max_vertices:,} 个顶点"
    )


def _number(name: str, text: str) -> int:
    known = [field.name for field in fields(Limits)]
    if name not in known:
        raise DataError(f"环境变量 {VARIABLE} 中没有“{name}”这一项；可选：{'、'.join(known)}")
    if not text.strip().isdecimal() or not int(text):
        raise DataError(f"环境变量 {VARIABLE} 的 {name} 应为大于 0 的整数，实为“{text.strip()}”")
    return int(text)
