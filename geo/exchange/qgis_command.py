"""`planmap ledger qgis`: the present state for QGIS, and an edited copy of it brought back."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from geo.errors import DataError
from geo.exchange.accepting import accept
from geo.exchange.command_options import act_of, add_store, answer, now, opened, words_of
from geo.exchange.comparing import CONFLICT, THEIRS, Difference
from geo.exchange.qgis_file import write_qgis_file
from geo.exchange.qgis_renewal import usual_path
from geo.exchange.qgis_return import Returned, returned
from geo.exchange.qgis_views import make_views
from geo.guarded.commands import SILENTLY, given
from geo.guarded.reading import qgis_copy
from geo.overlay import PLACEMENT
from geo.overlay.checking import field_of

WAITING = 1
"""Exit code where differences were not accepted."""

_ALL = "all"


def add_qgis(parser: argparse.ArgumentParser) -> None:
    """Add the words of `qgis`; each sets `run`."""
    verbs = parser.add_subparsers(required=True, metavar="export|merge")
    out = verbs.add_parser("export", help="写出只读 GeoPackage 供 QGIS 打开 / write for QGIS")
    out.add_argument(
        "-o", "--out", type=Path, metavar="OUT.gpkg", help="写到（默认在台账旁边） / file to write"
    )
    out.set_defaults(run=_export)
    merge = verbs.add_parser("merge", help="对照、采纳在 QGIS 中编辑过的副本 / an edited copy")
    merge.add_argument("file", type=Path, metavar="FILE", help="编辑过的副本 / the copy")
    merge.add_argument(
        "--accept", action="append", default=[], metavar="编号[.字段]|all",
        help="采纳的差异；all 为全部无冲突的，冲突须逐个写明；不写则只对照 / what is accepted",
    )  # fmt: skip
    merge.add_argument("--by", default="", metavar="姓名", help="由谁 / by whom")
    merge.add_argument("--why", default="", metavar="理由", help="为什么 / why")
    merge.add_argument("--document", default="", metavar="文件", help="依据文件 / document")
    merge.set_defaults(run=_merge)
    add_store(out)
    add_store(merge)


def _export(options: argparse.Namespace) -> int:
    with opened(options) as store:
        path = options.out or usual_path(store)
        if path is None:
            return _views(options, make_views(store))
        if path.suffix.lower() != ".gpkg":
            raise DataError(f"{path.name} 的扩展名不可用；请写成 .gpkg")
        made = write_qgis_file(store, path, now())
    told = {"file": str(path), "items": made.items, "ledger": made.versions.ledger}
    line = f"已写出 {made.items} 个要素到 {path}（只读；编辑请先复制一份）"
    answer(options, told, [line])
    return 0


def _views(options: argparse.Namespace, items: int) -> int:
    line = f"数据库的 qgis 架构里已有 {items} 个要素的视图（只读）；改动随即可见"
    answer(options, {"schema": "qgis", "items": items}, [line])
    return 0


def _merge(options: argparse.Namespace) -> int:
    copy = qgis_copy(given(options.file), SILENTLY)
    with opened(options) as store:
        found = returned(store, copy)
        differences = found.comparison.differences
        picked = _picked(differences, options.accept)
        made = accept(store, picked, act_of(options)) if picked else []
    left = [each for each in differences if each not in picked]
    told = {
        "accepted": [each._asdict() for each in picked],
        "changes": [each.seq for each in made],
        "left": [each._asdict() for each in left],
        "added": [of[1] for of in found.comparison.added],
        "missing": [of[1] for of in found.comparison.missing],
        "notes": list(found.notes),
    }
    answer(options, told, _lines(found, picked, left))
    waits = [each for each in left if each.verdict in (THEIRS, CONFLICT)]
    return WAITING if waits or found.notes or found.comparison.missing else 0


def _picked(differences: Iterable[Difference], asked: Iterable[str]) -> list[Difference]:
    """Differences that are accepted; parts of a place go together."""
    found: list[Difference] = []
    for words in asked:
        item, _, field = words.partition(".")
        told = [each for each in differences if each.item == item]
        if words == _ALL:
            told = [each for each in differences if each.verdict == THEIRS]
        elif not told:
            raise DataError(f"副本中没有编号为“{item[:40]}”的差异；请先不加 --accept 对照")
        elif field:
            wanted = {field_of(told[0].table, field)}
            wanted |= set(PLACEMENT) if wanted & set(PLACEMENT) else set()
            told = [each for each in told if each.field in wanted]
        found += [each for each in told if each not in found]
    return found


def _lines(
    found: Returned, picked: Iterable[Difference], left: Iterable[Difference]
) -> Iterable[str]:
    yield from (f"已采纳 {words_of(each)}" for each in picked)
    yield from map(words_of, left)
    yield from (f"新增 {of[1]}" for of in found.comparison.added)
    for of in found.comparison.missing:
        yield f"副本中没有 {of[1]}：台账不删除要素；要撤下位置请在台账中把位置清空"
    yield from found.notes
    if not found.comparison.differences:
        yield "副本与制作时相同，没有差异"
