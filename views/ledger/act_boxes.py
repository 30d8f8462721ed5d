"""Boxes of an act, wherever something is entered: why, by which document, as of which day."""

from contextlib import suppress
from datetime import date
from typing import NamedTuple

import streamlit as st

from geo.entering.dates import read_day
from geo.errors import DataError
from geo.ledger import Act
from views import writer
from views.escape_markdown import escape_markdown
from views.ledger import acts
from views.local_time import today
from views.state.model import Key


class ActKeys(NamedTuple):
    """Where the boxes keep what is typed."""

    why: Key[str]
    document: Key[str]
    as_of: Key[str]


def draw(keys: ActKeys) -> None:
    """Draw the boxes, and who is entering."""
    st.text_input(
        "为什么改（必填）",
        key=keys.why.name,
        max_chars=acts.MOST_WHY,
        placeholder="如 月度调度、现场核实",
        persist_state="session",
    )
    first, second = st.columns(2, gap="small")
    first.text_input(
        "依据文件（可不填）",
        key=keys.document.name,
        max_chars=acts.MOST_DOCUMENT,
        placeholder="文号或文件名",
        persist_state="session",
    )
    second.text_input(
        "数据截至",
        key=keys.as_of.name,
        max_chars=40,
        placeholder=f"{today().isoformat()}（今天）",
        persist_state="session",
    )
    who = writer.person().name
    st.caption(
        escape_markdown(f"填报人：{who}。" if who else "")
        + "数据截至：所填数字属于哪一天；填 5 月的月报写 5 月 31 日，不填即今天。"
    )
    try:
        as_of(keys)
    except DataError as error:
        st.markdown(f":red[{escape_markdown(str(error))}]")


def day_of(keys: ActKeys) -> date:
    """Return the day to which the figures belong; today where it is not understood yet."""
    with suppress(DataError):
        return as_of(keys) or today()
    return today()


def typed(keys: ActKeys) -> Act:
    """Return what the boxes tell of an act; by whom and when is found when it is written.

    Raises
    ------
    DataError
        If the day cannot be understood, or has not come yet.
    """
    return acts.typed(keys.why.get(), keys.document.get(), as_of(keys))


def as_of(keys: ActKeys) -> date | None:
    """Return the day to which the figures belong, None for today; raises as `typed`."""
    text = keys.as_of.get().strip()
    if not text:
        return None
    read = read_day(text)
    if read.wrong:
        raise DataError(f"数据截至：{read.wrong}")
    day = date.fromisoformat(str(read.value))
    if day > today():
        raise DataError(f"数据截至 {day.isoformat()} 还没有到；请写今天或更早的日期")
    return day
