"""Files of the ledger to take away; each is made where no session is."""

from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from geopandas import GeoDataFrame

from geo.crs import LONLAT
from geo.district import DISTRICT
from geo.ledger import Change, Ledger
from geo.ledger.model import WORDS
from geo.overlay import ITEMS
from geo.overlay.naming import names_of
from geo.overlay.wording import title_of, value_words
from geo.plan_data import PlanData
from views import cache
from views.edition import STORE

Maker = Callable[[], bytes]


def history_table(
    changes: list[Change], names: dict[tuple[str, str], str], zone: tzinfo | None
) -> GeoDataFrame:
    """Return a row for each field of each change, in words; no places."""
    rows = [
        {
            "改动": each.seq,
            "名称": names.get((each.table, each.item), each.item),
            "编号": each.item,
            "内容": title_of(each.table, field.field),
            "改前": value_words(each.table, field.field, field.before),
            "改后": value_words(each.table, field.field, field.after),
            "填报人": each.by,
            "时间": each.at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S"),
            "理由": each.why,
            "依据文件": each.document,
            "数据截至": each.as_of.isoformat() if each.as_of else "",
            "类型": WORDS[each.kind],
            "针对改动": str(each.undoes or ""),
            "审核": each.review,
            "审核人": each.reviewer,
            "审核意见": each.word if each.word != each.review else "",
        }
        for each in changes
        for field in each.fields
    ]
    return GeoDataFrame(rows, columns=_COLUMNS, geometry=[None] * len(rows), crs=LONLAT)


_COLUMNS = [
    "改动", "名称", "编号", "内容", "改前", "改后", "填报人", "时间", "理由", "依据文件",
    "数据截至", "类型", "针对改动", "审核", "审核人", "审核意见",
]  # fmt: skip


def history(format_key: str, zone: tzinfo | None) -> Maker:
    """Return what makes the whole history as XLSX or CSV."""
    plan = cache.plan()
    return partial(_history, _book(), _names(plan), format_key, zone)


def _history(
    book: Ledger, names: dict[tuple[str, str], str], format_key: str, zone: tzinfo | None
) -> bytes:
    from geo.exporting.model import Export, Meta  # noqa: PLC0415 - read when a file is asked for
    from geo.exporting.writing import write  # noqa: PLC0415

    meta = Meta(DISTRICT.district.app, date.today().isoformat(), remark="台账留痕，只增不改")
    table = history_table(book.history(), names, zone)
    return write(Export("留痕", table, meta, None, "名称"), format_key, LONLAT).content


def qgis_copy() -> Maker:
    """Return what makes the GeoPackage of the present state."""
    return partial(_in_a_folder, "台账.gpkg", _write_qgis)


def backup_copy() -> Maker:
    """Return what makes a backup of the whole ledger."""
    return partial(_in_a_folder, "backup.sqlite", _write_backup)


def change_file() -> Maker:
    """Return what makes a file of all changes for another store."""
    return partial(_changes, _book())


def _changes(book: Ledger) -> bytes:
    from geo.exchange.change_text import written  # noqa: PLC0415 - read when a file is asked for
    from geo.exchange.exporting import export  # noqa: PLC0415

    return written(export(book, datetime.now(UTC)))


def _write_qgis(path: Path) -> None:
    from geo.exchange.qgis_file import write_qgis_file  # noqa: PLC0415

    write_qgis_file(STORE, path, datetime.now(UTC))


def _write_backup(path: Path) -> None:
    from geo.exchange.backup import backup  # noqa: PLC0415

    backup(_book(), path)


def _in_a_folder(name: str, write: Callable[[Path], None]) -> bytes:
    with TemporaryDirectory(prefix="planmap-") as folder:
        path = Path(folder) / name
        write(path)
        return path.read_bytes()


def _book() -> Ledger:
    return STORE.writable()


def _names(plan: PlanData) -> dict[tuple[str, str], str]:
    return {(table, item): name for table in ITEMS for item, name in names_of(plan, table).items()}
