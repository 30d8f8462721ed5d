"""`planmap ledger place`: where an item lies, by words, coordinates, a file or a shape."""

import argparse
from collections.abc import Mapping

from geo.errors import DataError
from geo.exchange.command_options import act_of, add_act, add_store, answer, opened
from geo.ledger import Change, Edit, Value
from geo.overlay import ACCURACY, BASIS, GEOMETRY
from geo.overlay.naming import name_of
from geo.placing.command_options import add_placing, placement_of
from geo.placing.ground import ground_of
from geo.placing.model import Placement
from planmap.ledger.items import add_item, table_of, values_of
from planmap.ledger.verb import LedgerVerb
from planmap.ledger.words import change_json, change_lines

_WHY = "落图"
_SEE_BASIS = "见落图依据"


def _add(parser: argparse.ArgumentParser) -> None:
    add_item(parser)
    add_placing(parser.add_argument_group("落在哪里 / where"))
    parser.add_argument("--basis", required=True, metavar="依据", help="落图依据 / basis")
    parser.add_argument(
        "--accuracy", type=float, required=True, metavar="米", help="位置精度 / accuracy, metres"
    )
    parser.add_argument(
        "--set", nargs="+", action="extend", default=[], metavar="字段=值",
        help="同时填写的字段，新增道路的名称等 / other fields",
    )  # fmt: skip
    parser.add_argument(
        "--dry-run", action="store_true", help="只试算，不写入 / work out, write nothing"
    )
    add_act(parser, _WHY)
    add_store(parser)


def _run(options: argparse.Namespace) -> None:
    with opened(options) as store:
        plan = store.read()
        table = table_of(plan, options.item, options.table)
        more = values_of(table, options.set)
        subject = name_of(plan, table, options.item) or str(more.get("name") or "")
        found = placement_of(options, ground_of(plan), subject)
        _check_accuracy(options.accuracy, found)
        change = None
        if not options.dry_run:
            change = store.write(_edit(options, table, found, more))
    _say(options, found, change, subject)


def _edit(
    options: argparse.Namespace, table: str, found: Placement, more: Mapping[str, Value]
) -> Edit:
    values = {
        **more,
        GEOMETRY: found.geometry.wkt,
        BASIS: f"{options.basis.strip()}；{found.basis}",
        ACCURACY: options.accuracy,
    }
    act = act_of(options)
    return Edit(table, options.item, values, act._replace(document=act.document or _SEE_BASIS))


def _say(options: argparse.Namespace, found: Placement, change: Change | None, name: str) -> None:
    if change is None:
        answer(options, _told(found), _lines(found))
        return
    told = {**change_json(change, name), "placement": _told(found)}
    answer(options, told, [*change_lines(change, name), *_lines(found)])


def _check_accuracy(accuracy_m: float, found: Placement) -> None:
    if accuracy_m < found.accuracy_m:
        raise DataError(
            f"位置精度 {accuracy_m:g} 米优于所据线位能给出的 {found.accuracy_m:g} 米；"
            f"请填不小于 {found.accuracy_m:g} 的数"
        )


def _told(found: Placement) -> dict[str, object]:
    return {
        "wkt": found.geometry.wkt,
        "basis": found.basis,
        "accuracy_m_at_least": found.accuracy_m,
        "gaps": [{"between": gap.between, "metres": gap.metres} for gap in found.gaps],
        "warnings": list(found.warnings),
    }


def _lines(found: Placement) -> list[str]:
    gaps = [f"缺口：{gap.description}" for gap in found.gaps]
    return [f"位置：{found.basis}（±{found.accuracy_m:g} 米以上）", *gaps, *found.warnings]


VERBS = (
    LedgerVerb(
        "place",
        "落图：给要素一个位置 / place an item",
        _add,
        _run,
        "例：planmap ledger place 编号 --bounded-by 甲路以北 乙路以南 丙路以西 丁路以东 "
        "--basis 规划红线图 --accuracy 100 --by 张三 --document 文号",
    ),
)
