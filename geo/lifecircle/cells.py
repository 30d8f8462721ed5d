"""Cells of a table as the text of a file, and bytes of an uploaded file as text."""

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
from pandas import isna

from geo.errors import DataError
from geo.formulas import is_risky


def as_texts(row: Mapping[Hashable, Any]) -> dict[str, str]:
    """Write every value of a row as a file would hold it; numbers keep every digit."""
    return {str(name): plain(_as_text(value)) for name, value in row.items()}


def plain(text: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet from running a text, and outer blanks."""
    text = text.strip()
    while text.startswith("'") and (is_risky(text[1:]) or text[1:2] == "-"):
        text = text[1:].strip()
    return text


def decoded(content: bytes, name: str) -> str:
    """Text of a file in UTF-8 or GB18030.

    Raises
    ------
    DataError
        If it is neither, or holds nothing.
    """
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding).lstrip("\ufeff")  # some tools add a second mark
        except UnicodeDecodeError:
            continue
        if text.strip():
            return text
        raise DataError(f"{name}: 文件是空的 ({len(content)} 字节); 请换回原文件")
    raise DataError(
        f"{name}: 既不是 UTF-8 也不是 GB18030 编码; 请在表格软件中另存为 “CSV UTF-8 (逗号分隔)”"
    )


def _as_text(value: object) -> str:
    if value is None or isna(value):
        return ""
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        return str(int(value))
    return str(value)
