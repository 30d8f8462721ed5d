"""Carried changes that take another one back: they restore what was before it, or are refused."""

from sqlalchemy import Connection

from geo.errors import DataError
from geo.exchange.change_file import CarriedChange
from geo.exchange.comparing import same_value
from geo.exchange.held import HeldChange, held
from geo.ledger.model import WORDS, Value


def restored(connection: Connection, change: CarriedChange) -> tuple[HeldChange, dict[str, Value]]:
    """Return the change that is taken back and, by field, what was before it.

    Raises
    ------
    DataError
        If that one is not here, or is of another item, or is not taken back whole.
    """
    undone = held(connection, [change.undoes]).get(change.undoes)
    word = WORDS[change.kind]
    if undone is None:
        raise DataError(
            f"要{word}的改动 {change.undoes} 未到；请先并入较早的改动文件，再并入本文件"
        )
    if undone.head[:2] != (change.table, change.item):
        raise DataError(f"要{word}的改动 {change.undoes} 不是这一项的；请在对方重新导出")
    fields = {each.field: each for each in change.fields}
    if set(fields) != set(undone.fields):
        raise DataError(f"没有{word}改动 {change.undoes} 的全部字段；请在对方重新导出")
    for name, (before, after) in undone.fields.items():
        told = fields[name]
        if not (same_value(name, told.before, after) and same_value(name, told.after, before)):
            raise DataError(
                f"{name} 没有恢复为改动 {change.undoes} 之前的值，不是{word}；请在对方重新导出"
            )
    return undone, {name: before for name, (before, _) in undone.fields.items()}
