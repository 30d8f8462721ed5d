"""What a network is made of, in words for a planner."""

from typing import NamedTuple

import numpy as np

from geo.network.graph import WalkNetwork

SHOWN = 5
"""How many of the connected parts next in size are named."""


class Row(NamedTuple):
    """One line of the report."""

    name: str
    value: str


def report_rows(network: WalkNetwork) -> list[Row]:
    """Name and value of each figure, Chinese, for a table or a terminal."""
    report = network.report
    dropped = [Row(f"剔除：{why}", f"{n:,}") for why, n in report.dropped.items() if n]
    return [
        Row("路网", network.label),
        Row("道路（条）", f"{report.lines:,}"),
        Row("节点（个）", f"{report.nodes:,}"),
        Row("路段（条）", f"{report.edges:,}"),
        Row("总长（公里）", _km(report.length_m)),
        Row("连通部分（个）", f"{report.components:,}"),
        Row("最大部分占总长", f"{report.largest_share:.1%}"),
        Row("其次各部分（公里）", "、".join(map(_km, _next_sizes(network))) or "无"),
        Row("接点容差（米）", f"{report.tolerance_m:g}" if report.tolerance_m else "按共用节点"),
        *(dropped or [Row("剔除", "无")]),
    ]


def _next_sizes(network: WalkNetwork) -> list[float]:
    """Lengths in metres of the connected parts after the largest, largest first."""
    parts = network.components[network.starts]
    return sorted(np.bincount(parts, weights=network.lengths_m), reverse=True)[1 : SHOWN + 1]


def _km(metres: float) -> str:
    return f"{metres / 1000:,.2f}"
