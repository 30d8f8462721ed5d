"""What the commands of exchange have in common: which store, who and why, and how they answer."""

import argparse
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from geo.data_folder import add_data
from geo.entering.dates import read_day
from geo.errors import DataError
from geo.exchange.comparing import Difference
from geo.ledger import Act, Ledger
from geo.ledger.location import VARIABLE, checked_url
from geo.ledger.model import Value
from geo.overlay.wording import title_of
from geo.store import PlanStore, open_store

_SHORT = 60


def add_store(parser: argparse.ArgumentParser) -> None:
    """Add which plan, which ledger, and whether a program reads the answer."""
    add_data(parser)
    parser.add_argument(
        "--store", metavar="URL", help=f"台账（默认取环境变量 {VARIABLE} 或用户目录） / the ledger"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON / answer as JSON")


def add_act(parser: argparse.ArgumentParser, why: str = "") -> None:
    """Add who does it, why (`why` where none is given), and by which document."""
    add = parser.add_argument
    add("--by", required=True, metavar="姓名", help="由谁 / by whom")
    add("--why", required=not why, default=why, metavar="理由", help="为什么 / why")
    add("--document", default="", metavar="文件", help="依据文件 / by which document")


def add_as_of(parser: argparse.ArgumentParser) -> None:
    """Add the day to which figures belong."""
    parser.add_argument(
        "--as-of",
        default="",
        metavar="日期",
        help="数据截至，如月报的月末；默认当日 / day of the figures",
    )


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[PlanStore]:
    """Give the store that the words ask for, and let go of it."""
    told = {VARIABLE: checked_url(options.store)} if options.store else {}
    store = open_store(options.data, {**os.environ, **told})
    try:
        yield store
    finally:
        if store.ledger is not None:
            store.ledger.close()


@contextmanager
def opened_ledger(options: argparse.Namespace) -> Iterator[Ledger]:
    """Give its ledger."""
    with opened(options) as store:
        if store.ledger is None:
            raise DataError("没有台账")
        yield store.ledger


def now() -> datetime:
    """Return the time of this machine."""
    return datetime.now(UTC)


def act_of(options: argparse.Namespace) -> Act:
    """Return who does it now, why, and to which day the figures belong, if that is told.

    Raises
    ------
    DataError
        If that is no day.
    """
    told = options.by.strip(), now(), options.why.strip(), options.document.strip()
    day = getattr(options, "as_of", "")
    if not day:
        return Act(*told)
    read = read_day(day)
    if read.wrong:
        raise DataError(f"--as-of {read.wrong}")
    return Act(*told, date.fromisoformat(str(read.value)))


def answer(options: argparse.Namespace, told: Any, lines: Iterable[str]) -> None:  # noqa: ANN401
    """Print an answer for a program, or its lines for a person."""
    if options.json:
        print(json.dumps(told, ensure_ascii=False, indent=1, default=str))
        return
    for line in lines:
        print(line)


def words_of(difference: Difference) -> str:
    """Return a difference as one line."""
    table, item, field, base, theirs, ours, verdict = difference
    values = f"原为 {short(base)}，对方 {short(theirs)}，本库 {short(ours)}"
    return f"{item} {title_of(table, field)}：{verdict}；{values}"


def short(value: Value) -> str:
    """Return a value as it stands in a line."""
    if value in (None, ""):
        return "（空）"
    text = " ".join(str(value).split())
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
