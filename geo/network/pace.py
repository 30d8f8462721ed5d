"""How fast people walk, and how long they wait at junctions; usual speeds with their sources."""

from dataclasses import dataclass
from pathlib import Path

from pandas import DataFrame

from geo.errors import DataError
from geo.schema import Column, Span, TableSchema
from geo.tables import load_table

PACES = TableSchema(
    "paces.csv",
    "pace",
    (
        Column("pace", required=True),
        Column("speed_m_per_min", "number", required=True, span=Span(20, 120)),
        Column("source", required=True),
        Column("checked", required=True, allowed=("已读来源", "转引", "未核对")),
    ),
    "none",
)


@dataclass(frozen=True)
class Pace:
    """Walking speed in metres a minute (20 to 120), delay at each junction in seconds (0 to 180).

    Planning practice takes 60 m/min: 800-1 000 m in 15 minutes (GB 50180-2018) is 53-67 m/min.
    """

    speed_m_per_min: float = 60.0
    junction_delay_s: float = 0.0

    def __post_init__(self) -> None:
        """Refuse values out of range."""
        if not 20 <= self.speed_m_per_min <= 120:
            raise DataError(
                f"步行速度 {self.speed_m_per_min} 米/分无效，应在 20–120 之间（常用 60）；请改填"
            )
        if not 0 <= self.junction_delay_s <= 180:
            raise DataError(f"路口等候 {self.junction_delay_s} 秒无效，应在 0–180 之间；请改填")

    @property
    def delay_m(self) -> float:
        """Metres one could have walked while waiting at a junction."""
        return self.junction_delay_s / 60 * self.speed_m_per_min

    @property
    def description(self) -> str:
        """The pace in Chinese words."""
        waiting = f"，每个路口等候 {self.junction_delay_s:g} 秒" if self.junction_delay_s else ""
        return f"步行 {self.speed_m_per_min:g} 米/分{waiting}"


def load_paces(folder: Path) -> DataFrame:
    """Read and check paces.csv.

    Returns
    -------
    DataFrame
        (n,) rows indexed by pace (Chinese words): speed_m_per_min, source, checked.

    Raises
    ------
    DataError, MissingColumnError
        Naming each row, column and value that is wrong, and what to do.
    """
    return load_table(folder, PACES)
