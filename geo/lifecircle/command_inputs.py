"""What the command reads: a demand layer, a network, a table of rules, a scenario."""

import argparse
import json
import sys
from pathlib import Path

from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.console import tell_share
from geo.disk_space import reason
from geo.errors import DataError
from geo.guarded.commands import by_command, given
from geo.guarded.reading import Asked, layer, network, rules
from geo.importing.command_options import choices_of
from geo.importing.feature_names import usual_label, with_feature_names
from geo.importing.layer_requirement import PLACES
from geo.importing.limits import LARGE
from geo.importing.model import Incoming
from geo.lifecircle.demand_weights import checked_weights
from geo.network.graph import WalkNetwork
from geo.plan_data import PlanData
from geo.progress import Progress
from geo.scenario.edits import Scenario
from geo.scenario.storing import from_dict
from geo.store import PlanStore

MAX_BYTES = 10 * 2**20
"""No table of rules or scenario is larger."""


def demand_layer(plan: PlanData, options: argparse.Namespace) -> tuple[GeoDataFrame, str]:
    """Read the demand layer, any CRS, and what its ids are, in words.

    Refused where the weight that is asked for is none.
    """
    tell_share(f"读取需求图层 {options.demand.name}", 0.1)
    asked = Asked(choices_of(options), plan.boundary, LARGE)
    found, hint = layer(given(options.demand), PLACES, asked, by_command(part_of(0.1, 0.1)))
    _tell_found(found, hint)
    frame = with_feature_names(found.frame_ll, usual_label(map(str, found.frame_ll.columns)))
    weight = options.weight
    if weight and not checked_weights(frame, weight).notna().any():
        raise DataError(f"“{weight}”列没有数字；请补上，或改选其他列")
    column = found.choices.id_column
    return frame, f"列“{column}”" if column else "序号"


def network_layer(path: Path) -> WalkNetwork:
    """Read a network as `network_sources.read_network`; errors say how to choose a layer."""
    try:
        return network(given(path), by_command(part_of(0.2, 0.2)))
    except DataError as error:
        raise DataError(
            f"{error}（要指定图层或坐标系，请先用 planmap network import 存成路网）"
        ) from error


def standard_of(store: PlanStore, path: Path | None) -> DataFrame:
    """Rules of a file, or those of the data."""
    if path is None:
        return store.standards().rules
    _check_size(path)
    return rules(given(path), by_command(part_of(0.1, 0.1)))


def scenario_file(path: Path) -> Scenario:
    """Read a scenario as the app exports it.

    Raises
    ------
    DataError
        If the file is missing, too large or cannot be read, is not JSON, or holds no scenario.
    """
    _check_size(path)
    try:
        parsed = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise DataError(f"{path.name} 无法读取：{reason(error)}") from error
    except (ValueError, RecursionError) as error:
        raise DataError(
            f"{path.name} 不是有效的 JSON（{error}）；请使用本页导出的方案文件"
        ) from error
    return from_dict(parsed)


def _check_size(path: Path) -> None:
    """Refuse a file that is missing, or larger than any table or scenario of ours."""
    if not path.is_file():
        raise DataError(f"找不到文件 {path}；请检查路径")
    if path.stat().st_size > MAX_BYTES:
        raise DataError(f"{path.name} 大于 {MAX_BYTES / 2**20:g} MB；请检查是否给错了文件")


def _tell_found(found: Incoming, hint: str) -> None:
    """Say on the error stream what reading met."""
    told = [f"{each.text}：{each.count:,}" for each in found.report.issues]
    for words in (*found.notes, *told, *([hint] if hint else [])):
        print(words, file=sys.stderr)


def part_of(begin: float, length: float) -> Progress:
    """Tell a stage on the console as this part of the whole work."""
    return lambda stage, share: tell_share(stage, begin + length * share)
