"""`planmap lifecircle`: the whole analysis, from files to files.

What is asked for wrongly ends with a message and exit code 2.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from time import perf_counter

from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.console import begin, exit_code, tell_share
from geo.crs import to_metric
from geo.errors import DataError
from geo.guarded.commands import by_command, given
from geo.guarded.reading import Asked, layer, rules
from geo.incoming.command_options import asked_for, choices_of
from geo.incoming.limits import LARGE
from geo.incoming.model import Incoming
from geo.incoming.naming import named, usual_label
from geo.incoming.wanting import PLACES
from geo.lifecircle.command_case import ALWAYS, CHANGES, METHOD_FILE, Case, gaps_of, texts_of
from geo.lifecircle.command_folder import check_folder, write_all
from geo.lifecircle.command_method import summary_lines
from geo.lifecircle.command_options import UNSTATED, parser
from geo.lifecircle.command_supply import (
    Change,
    check_near,
    check_size,
    read_scenario,
    supply_of,
)
from geo.lifecircle.command_ways import Ways, from_file, on_foot, straight
from geo.lifecircle.demand_layers import layer_demand
from geo.lifecircle.rules import preset_rules
from geo.lifecircle.services import existing
from geo.lifecircle.shares import TARGET, Target
from geo.lifecircle.weights import checked_weights
from geo.network.pace import Pace
from geo.network.sources import skeleton
from geo.outgoing.csv_text import BOM
from geo.plan_data import PlanData
from geo.store.folder import open_store
from geo.store.model import PlanStore

_FILES = (*ALWAYS, *CHANGES)


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
    result = gaps_of(case, case.supply.facilities_m)
    texts = texts_of(case, result, lambda stage, share: tell_share(stage, 0.5 + 0.4 * share))
    texts[METHOD_FILE] = _for_notepad(f"生成日期：{date.today()}\n{texts[METHOD_FILE]}\n")
    tell_share(f"写出 {len(texts)} 个文件", 0.95)
    for name in write_all(options.out, texts, _FILES):
        print(f"已删去上次的 {name}，本次没有该项", file=sys.stderr)
    print("\n".join([f"测距：{result.label}", *summary_lines(result)]))
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
    store = open_store(options.data)
    tell_share(store.described(), 0.0)
    pace = Pace(options.speed, options.delay)
    plan = store.read()
    rules = preset_rules(_rules(store, options), options.preset)
    change = _change(plan, options)
    existing_m, projects_m = existing(to_metric(plan.facilities)), to_metric(plan.projects)
    supply = supply_of(existing_m, projects_m, change)
    check_near(supply.facilities_m, to_metric(plan.boundary))
    demand_m, demand = _demand(plan, options)
    return Case(
        demand_m=demand_m,
        demand=demand,
        weight=options.weight,
        zones_m=to_metric(plan.zones),
        rules=rules,
        ways=_ways(plan, pace, options),
        pace=pace,
        change=change,
        supply=supply,
        target=TARGET if options.target == TARGET.share else Target(options.target, "用户设定"),
    )


def _rules(store: PlanStore, options: argparse.Namespace) -> DataFrame:
    if options.rules is None:
        return store.standards().rules
    check_size(options.rules)
    return rules(given(options.rules), by_command(_tell_demand))


def _change(plan: PlanData, options: argparse.Namespace) -> Change:
    chosen = options.unstated or next(iter(UNSTATED))
    return Change(
        services=plan.services if options.plan else None,
        unstated=UNSTATED[chosen],
        scenario=read_scenario(options.scenario) if options.scenario else None,
    )


def _demand(plan: PlanData, options: argparse.Namespace) -> tuple[GeoDataFrame, str]:
    """Demand points, METRIC, and what they are in words."""
    if options.demand is None:
        inside = plan.communities[plan.communities["in_district"]]
        return to_metric(inside), "区内居住小区（communities.csv）"
    tell_share(f"读取需求图层 {options.demand.name}", 0.1)
    asked = Asked(choices_of(options), plan.boundary, LARGE)
    found, hint = layer(given(options.demand), PLACES, asked, by_command(_tell_demand))
    _tell_found(found, hint)
    frame = named(found.frame_ll, usual_label(map(str, found.frame_ll.columns)))
    demand_m = _weighed(frame, options.weight)
    spread = "；面已按 50 米网格分成点，处数为点数" if (demand_m["part"] < 1).any() else ""
    ids = f"列“{found.choices.id_column}”" if found.choices.id_column else "序号"
    return demand_m, f"{options.demand.name}（编号为图层中要素的{ids}{spread}）"


def _tell_found(found: Incoming, hint: str) -> None:
    """Say on the error stream what reading met."""
    told = [f"{each.text}：{each.count:,}" for each in found.report.issues]
    for words in (*found.notes, *told, *([hint] if hint else [])):
        print(words, file=sys.stderr)


def _weighed(frame: GeoDataFrame, weight: str) -> GeoDataFrame:
    """Demand points of a layer; refused where the weight that is asked for is none."""
    demand_m = layer_demand(to_metric(frame))
    if weight and not checked_weights(frame, weight).notna().any():
        raise DataError(f"“{weight}”列没有数字；请补上，或改选其他列")
    return demand_m


def _ways(plan: PlanData, pace: Pace, options: argparse.Namespace) -> Ways:
    if options.straight or options.detour is not None:
        return straight(1.0 if options.straight else options.detour)
    tell_share("路网", 0.2)
    if options.network is None:
        return on_foot(skeleton(plan.roads), pace)
    return on_foot(from_file(options.network, progress=_tell_reading), pace)


def _tell_demand(stage: str, share: float) -> None:
    tell_share(stage, 0.1 + 0.1 * share)


def _tell_reading(stage: str, share: float) -> None:
    tell_share(stage, 0.2 + 0.2 * share)


def _for_notepad(text: str) -> str:
    """Text as every Windows shows it right: with a BOM, lines ended by CRLF."""
    return BOM + text.replace("\n", "\r\n")
