"""Where the plan's data come from: the one seam through which page and commands read them."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from pandas import DataFrame

from geo.edition import edition_of
from geo.lifecircle.rules import load_rules
from geo.network.pace import load_paces
from geo.plan_data import PlanData, load_plan
from geo.walk_thresholds import load_levels


class Standards(NamedTuple):
    """The tables that come from standards, not from the plan.

    `levels`: see `geo.walk_thresholds.load_levels`; `rules`: see `geo.lifecircle.rules.load_rules`;
    `paces`: see `geo.network.pace.load_paces`.
    """

    levels: DataFrame
    rules: DataFrame
    paces: DataFrame


class PlanStore:
    """The plan as published: a folder of files, as data/README.md describes it, only read.

    Every answer raises `DataError` or `MissingColumnError` where there are no data, or naming what
    is missing or wrong, and what to do.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def version(self) -> int:
        """Return a number that is another one as soon as anything of the data changes."""
        return edition_of(self.folder)

    def read(self) -> PlanData:
        """Return the plan, every file of it checked."""
        return load_plan(self.folder)

    def standards(self) -> Standards:
        """Return the three tables of standards, checked."""
        return Standards(load_levels(self.folder), load_rules(self.folder), load_paces(self.folder))

    def described(self) -> str:
        """Say in one Chinese line which data and which edition of them these are."""
        mark = f"{self.version():016x}"[:8]
        newest = max(path.stat().st_mtime for path in self.folder.rglob("*") if path.is_file())
        day = datetime.fromtimestamp(newest).strftime("%Y-%m-%d %H:%M")
        return f"读取数据 {self.folder}（版本 {mark}，最近修改 {day}）"
