"""`planmap lifecircle`: the whole analysis, from files to files.

What is asked for wrongly ends with a message and exit code 2.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter

from pandas import DataFrame

from geo.command_parser import CommandParser
from geo.console import begin, exit_code, tell_share
from geo.errors import DataError
from geo.importing.command_options import add_reading, asked_for
from geo.lifecircle.case import Case
from geo.lifecircle.command_inputs import (
    demand_layer,
    network_layer,
    part_of,
    scenario_file,
    standard_of,
)
from geo.lifecircle.method_text import summary_lines
from geo.lifecircle.parts import Parts
from geo.lifecircle.planned import UNSTATED, Unstated
from geo.lifecircle.question import (
    DETOUR,
    NETWORK,
    STRAIGHT,
    LifeCircleSettings,
    Own,
    OwnDemand,
    Question,
    Supply,
    Ways,
)
from geo.lifecircle.result_files import ALWAYS, CHANGES, check_folder, texts_of, write_all
from geo.lifecircle.rules import preset_to_begin
from geo.lifecircle.shares import TARGET
from geo.lifecircle.supply import check_near, refuse_lost
from geo.network.build import SKELETON, SKELETON_TOLERANCE_M
from geo.plan_data import PlanData, in_metric
from geo.store_options import add_plan, plan_of

_FILES = (*ALWAYS, *CHANGES)
_DEMAND, _NETWORK = "demand", "network"
"""Tokens of the layers that files are given for."""

_UNSTATED_WORDS: dict[str, Unstated] = {name or "不计": name for name in UNSTATED}
"""What a planned school of unstated stage may be taken for, by the word for it."""


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words ask for; return the exit code."""
    begin()
    options = _parser().parse_args(words)
    return exit_code(lambda: _run(options))


def _run(options: argparse.Namespace) -> None:
    start = perf_counter()
    check_folder(options.out, _FILES, force=options.force)
    _refuse_needless(options)
    case = _case(options)
    tell_share(f"{len(case.demand_m):,} 处需求点 × {len(case.rules)} 条标准", 0.4)
    texts = texts_of(case, date.today().isoformat(), part_of(0.5, 0.4))
    tell_share(f"写出 {len(texts)} 个文件", 0.95)
    for name in write_all(options.out, texts, _FILES):
        print(f"已删去上次的 {name}，本次没有该项", file=sys.stderr)
    print("\n".join([f"测距：{case.now.label}", *summary_lines(case.now)]))
    tell_share(f"完成，{perf_counter() - start:.1f} 秒：{options.out}", 1.0)


def _refuse_needless(options: argparse.Namespace) -> None:
    """Refuse what would be asked for in vain."""
    needless = [*(["weight"] if options.weight else []), *asked_for(options)]
    if needless and not options.demand:
        told = "、--".join(needless)
        raise DataError(f"小区资料没有人口、户数列；请用 --demand 给出图层，或去掉 --{told}")
    if options.unstated and not options.plan:
        raise DataError("--unstated 只在计入规划项目时有用；请加 --plan，或去掉 --unstated")
    if options.delay and (options.straight or options.detour is not None):
        raise DataError("直线距离没有路口等候；请去掉 --delay，或改用路网")


def _case(options: argparse.Namespace) -> Case:
    store = plan_of(options)
    tell_share(store.described(), 0.0)
    plan = store.read()
    standard = standard_of(store, options.rules)
    frames = in_metric(plan)
    settings, layers = _settings(plan, standard, options), dict[str, object]()
    if options.demand is not None:
        layers[_DEMAND], ids = demand_layer(plan, options)
        demand = OwnDemand(Own(_DEMAND, options.demand.name), ids=ids)
        settings = replace(settings, question=replace(settings.question, demand=demand))
    if settings.ways.network:
        layers[_NETWORK] = network_layer(options.network)
    parts = Parts(frames, plan.services, standard, layers.__getitem__)
    counted = parts.supply(settings.supply)
    refuse_lost(counted)
    check_near(counted.facilities_m, frames["boundary"])
    return parts.case(settings)


def _settings(
    plan: PlanData, standard: DataFrame, options: argparse.Namespace
) -> LifeCircleSettings:
    """Return what is asked, as plain values."""
    scenario = scenario_file(options.scenario) if options.scenario else None
    chosen = tuple(map(str, plan.services.index)) if options.plan else ()
    return LifeCircleSettings(
        Question(options.preset or preset_to_begin(standard, whole=True)),
        _ways(options),
        Supply(chosen, _UNSTATED_WORDS[options.unstated or next(iter(_UNSTATED_WORDS))], scenario),
        options.weight,
        options.target,
    )


def _ways(options: argparse.Namespace) -> Ways:
    method = STRAIGHT if options.straight else NETWORK if options.detour is None else DETOUR
    return Ways(
        method=method,
        detour=1.0 if options.detour is None else options.detour,
        speed_m_per_min=options.speed,
        delay_s=options.delay,
        network=_NETWORK if options.network else "",
    )


def _parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    words = CommandParser(
        prog="planmap lifecircle",
        description="生活圈分析：缺口、占比、规划前后，从文件到文件 / the life circle analysis",
    )
    add = words.add_argument
    add("-o", "--out", type=Path, required=True, metavar="FOLDER", help="输出目录 / folder")
    add(
        "--force", action="store_true", help="替换目录里上次的结果 / replace an earlier run's files"
    )
    add_plan(words)
    add("--preset", default="", help="评价标准，如 生活圈、学位 / preset of the standard")
    add("--rules", type=Path, metavar="FILE", help="自己的标准表 .csv / own table of rules")
    _add_ways(words)
    _add_supply(words)
    add("--demand", type=Path, metavar="FILE", help="需求图层，点或面（默认区内小区） / own demand")
    add("--weight", default="", metavar="COLUMN", help="需求图层的人口或户数列 / people, dwellings")
    add_reading(words.add_argument_group("需求图层 / the demand layer"))
    add("--target", type=_share, default=TARGET.share, help="目标占比（0.85） / share to reach")
    return words


def _add_ways(parser: argparse.ArgumentParser) -> None:
    add = parser.add_mutually_exclusive_group().add_argument
    default = f"默认{SKELETON}，容差 {SKELETON_TOLERANCE_M:g} 米"
    add("--network", type=Path, metavar="FILE", help=f"路网、线图层或 OSM（{default}） / network")
    add("--straight", action="store_true", help="按直线距离筛查 / straight lines")
    add("--detour", type=float, metavar="FACTOR", help="直线×绕行系数，如 1.3 / detour factor")
    parser.add_argument(
        "--speed", type=float, default=60.0, help="步速，米/分（60） / metres a minute"
    )
    parser.add_argument("--delay", type=float, default=0.0, help="路口等候，秒（0） / seconds")


def _add_supply(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    first = next(iter(_UNSTATED_WORDS))
    add("--plan", action="store_true", help="计入规划项目 / count the plan's projects")
    add(
        "--unstated",
        choices=tuple(_UNSTATED_WORDS),
        help=f"规划未载明学段的学校按什么计（{first}） / stage taken for granted",
    )
    add("--scenario", type=Path, metavar="FILE", help="方案 .json / a scenario of the app")


def _share(words: str) -> float:
    share = float(words)
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"目标占比 {words} 应在 0–1 之间，如 0.85")
    return share
