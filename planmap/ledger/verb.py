"""What the verbs of `planmap ledger` share: their options, their store, what they print."""

import argparse
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from geo.data_folder import add_data
from geo.ledger import Act
from geo.ledger.location import VARIABLE
from geo.store import PlanStore, open_store

Add = Callable[[argparse.ArgumentParser], None]
Run = Callable[[argparse.Namespace], int | None]


@dataclass(frozen=True)
class LedgerVerb:
    """A verb: its name, what it does, its options, an example, and the work."""

    name: str
    words: str
    add: Add
    run: Run
    example: str = ""


def add_store(parser: argparse.ArgumentParser) -> None:
    """Add where data and ledger lie, and how results are printed."""
    parser.add_argument(
        "--store", default="", metavar="URL",
        help=f"台账位置：SQLite 文件或 postgresql+psycopg://…（{VARIABLE}，否则用户目录） / store",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="结果写成 JSON / results as JSON")
    add_data(parser)


def add_act(parser: argparse.ArgumentParser, why: str = "") -> None:
    """Add who does it, why, and by which document; `why` is taken where none is given."""
    parser.add_argument("--by", required=True, metavar="姓名", help="由谁填写 / by whom")
    parser.add_argument(
        "--why", required=not why, default=why, metavar="理由", help="为什么改 / why"
    )
    parser.add_argument(
        "--document", default="", metavar="文件", help="依据文件（名称、文号） / by which document"
    )


def store_of(options: argparse.Namespace) -> PlanStore:
    """Return the plan with the ledger that the options or the environment name."""
    named = {VARIABLE: options.store} if options.store else {}
    return open_store(Path(options.data), {**os.environ, **named})


def act_of(options: argparse.Namespace) -> Act:
    """Return who does it, now."""
    return Act(options.by.strip(), datetime.now(UTC), options.why.strip(), options.document.strip())


def say(options: argparse.Namespace, told: Any, lines: Callable[[], list[str]]) -> None:  # noqa: ANN401
    """Print a result: as JSON where asked for, else as lines."""
    if options.json:
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for line in lines():
        print(line)
