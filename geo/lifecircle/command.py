"""`planmap lifecircle`: the whole analysis, from files to files.

What is asked for wrongly ends with a message and exit code 2.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from time import perf_counter

from pandas import DataFrame

from geo.console import begin, exit_code, tell_share
from geo.errors import DataError
from geo.incoming.command_options import asked_for
from geo.lifecircle.case import Case
from geo.lifecircle.command_inputs import demand_layer, network_layer, scenario_file, standard_of
from geo.lifecircle.command_options import UNSTATED_WORDS, parser
from geo.lifecircle.method_text import summary_lines
from geo.lifecircle.parts import Parts
from geo.lifecircle.question import (
    DETOUR,
    NETWORK,
    STRAIGHT,
    Own,
    OwnDemand,
    Question,
    Settings,
    Supply,
    Ways,
)
from geo.lifecircle.result_files import ALWAYS, CHANGES, texts_of
from geo.lifecircle.result_folder import check_folder, write_all
from geo.lifecircle.rules import preset_to_begin
from geo.lifecircle.supply import check_near, refuse_lost
from geo.plan_data import PlanData, in_metric
from geo.store import PlanStore

_FILES = (*ALWAYS, *CHANGES)
_DEMAND, _NETWORK = "demand", "network"
"""Tokens of the layers that files are given for."""


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words ask for; return the exit code."""
    begin()
    options = parser().parse_args(words)
    return exit_code(lambda: _run(options))


def _run(options: argparse.Namespace) -> None:
    start = perf_counter()
    check_folder(options.out, _FILES, force=options.force)
    _refuse_needless(options)
    case = _case(options)
    tell_share(f"{len(case.demand_m):,} 处需求点 × {len(case.rules)} 条标准", 0.4)
    texts = texts_of(case, date.today().isoformat(), _tell_writing)
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


def _tell_writing(stage: str, share: float) -> None:
    tell_share(stage, 0.5 + 0.4 * share)


def _case(options: argparse.Namespace) -> Case:
    store = PlanStore(options.data)
    tell_share(store.described(), 0.0)
    plan = store.read()
    standard = standard_of(store, options.rules)
    frames = in_metric(plan)
    layers: dict[str, object] = {}
    settings, layers = _settings(plan, standard, options), dict[str, object]()
    if options.demand is not None:
        found = demand_layer(plan, options)
        layers[_DEMAND] = found.frame
        demand = OwnDemand(Own(_DEMAND, options.demand.name), ids=found.ids)
        settings = replace(settings, question=replace(settings.question, demand=demand))
    if settings.ways.network:
        layers[_NETWORK] = network_layer(options.network)
    parts = Parts(frames, plan.services, standard, layers.__getitem__)
    counted = parts.supply(settings.supply)
    refuse_lost(counted)
    check_near(counted.facilities_m, frames["boundary"])
    return parts.case(settings)


def _settings(plan: PlanData, standard: DataFrame, options: argparse.Namespace) -> Settings:
    """Return what is asked, as plain values."""
    scenario = scenario_file(options.scenario) if options.scenario else None
    chosen = tuple(map(str, plan.services.index)) if options.plan else ()
    return Settings(
        Question(options.preset or preset_to_begin(standard, whole=True)),
        _ways(options),
        Supply(chosen, UNSTATED_WORDS[options.unstated or next(iter(UNSTATED_WORDS))], scenario),
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
