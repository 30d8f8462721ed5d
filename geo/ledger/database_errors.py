"""What a database refuses, in Chinese words that say what to do; no path, no address, no English.

SQLite and PostgreSQL name each refusal by a code, whatever language the server speaks; only who
is turned away at the door of a PostgreSQL server gets words alone.
"""

import logging
from typing import Final, Literal, NamedTuple

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionError

Doing = Literal["reading", "writing"]

_log = logging.getLogger(__name__)


class _Fault(NamedTuple):
    what: str
    do: str


_IN_USE: Final = _Fault(
    "台账文件正被其他程序占用（例如 QGIS 正在编辑）", "在该程序中结束编辑，或稍候"
)
_FULL: Final = _Fault("磁盘已满", "清理磁盘")
_READ_ONLY: Final = _Fault(
    "台账所在位置不可写（文件或目录只读，或没有权限）",
    "请管理员放开权限，或换一个位置（PLANMAP_STORE）",
)
_BROKEN_DISK: Final = _Fault("读写台账文件时磁盘出错", "检查磁盘（台账不宜放在网络盘上）")
_DAMAGED: Final = _Fault("台账文件已损坏或不是台账", "从备份恢复（planmap ledger restore）")
_NO_LETTERS: Final = _Fault(
    "台账里有读不懂的文字（由其他程序写入）", "从备份恢复（planmap ledger restore）"
)
_GONE: Final = _Fault(
    "台账文件不见了（被移走、改名或删除）",
    "放回原处或从备份恢复（planmap ledger restore）；若要从头开始，重新启动程序",
)
_REFUSED: Final = _Fault(
    "台账数据库拒绝登录", "请管理员核对 PLANMAP_STORE 中的用户、口令、库名与授权"
)
_FORBIDDEN: Final = _Fault("台账数据库的用户没有权限", "请管理员授权")
_STANDBY: Final = _Fault("台账数据库只读（例如备用服务器）", "请管理员核对 PLANMAP_STORE")
_BUSY: Final = _Fault("台账正忙", "稍候")
_CROWDED: Final = _Fault("台账数据库的连接已用完", "稍候，或请管理员放宽连接数")
_AWAY: Final = _Fault("连不上台账数据库", "等它恢复（或请管理员启动它）")

_BY_CODE: Final = {
    "SQLITE_BUSY": _IN_USE,
    "SQLITE_LOCKED": _IN_USE,
    "SQLITE_FULL": _FULL,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_CANTOPEN": _READ_ONLY,
    "SQLITE_PERM": _READ_ONLY,
    "SQLITE_AUTH": _READ_ONLY,
    "SQLITE_IOERR": _BROKEN_DISK,
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_NOTADB": _DAMAGED,
    "53100": _FULL,
    "53300": _CROWDED,
    "42501": _FORBIDDEN,
    "25006": _STANDBY,
    "55P03": _BUSY,
    "40P01": _BUSY,
    "40001": _BUSY,
    "57014": _BUSY,
    "57P03": _AWAY,
}
"""By the name of SQLite's code without what it adds (SQLITE_IOERR_WRITE), or by SQLSTATE."""

_RAISED: Final = ("SQLITE_CONSTRAINT_TRIGGER", "P0001")
"""Said by the ledger's own triggers, in Chinese."""

_AT_THE_DOOR: Final = (
    (("database system is",), _AWAY),  # starting up, shutting down, in recovery mode
    (("too many clients", "connection slots", "too many connections"), _CROWDED),
    (("password authentication", "role ", "pg_hba.conf", "no password", "database "), _REFUSED),
)

_LOST: Final = {
    "reading": "与台账数据库的连接中断；连接恢复后请刷新",
    "writing": "与台账数据库的连接中断，不知是否已写入；连接恢复后请再保存一次"
    "（已写入的不会写第二次），您填的内容仍在",
}


def gone(doing: Doing) -> str:
    """Return what is said where the file is no longer there."""
    return _said(_GONE, doing)


def busy(doing: Doing) -> str:
    """Return what is said where others of this program write for too long."""
    return _said(_BUSY, doing)


def words_of(error: SQLAlchemyError, doing: Doing) -> str:
    """Return one sentence on an error of the database."""
    if isinstance(error, NoConnectionError):
        return _said(_CROWDED, doing)
    if not isinstance(error, DBAPIError):
        _log.warning("%s the ledger: %s", doing, error)
        return "台账数据库无法使用；请管理员查看程序日志"
    if error.connection_invalidated:
        return _LOST[doing]
    code = _code(error.orig)
    if fault := _fault(code, str(error.orig).casefold()):
        return _said(fault, doing)
    if code in _RAISED:
        return f"台账数据库拒绝了这次操作（{_first_line(error)}）；请刷新后查看，或联系管理员"
    _log.warning("%s the ledger: %s", doing, error)
    return f"台账数据库拒绝了这次操作（代码 {code}）；请管理员查看程序日志"


def _code(orig: BaseException | None) -> str:
    """Return SQLite's name or PostgreSQL's state; "" for one who did not get in."""
    return getattr(orig, "sqlite_errorname", None) or getattr(orig, "sqlstate", None) or ""


def _fault(code: str, said: str) -> _Fault | None:
    if code:
        return _BY_CODE.get("_".join(code.split("_")[:2]))
    if "could not decode to utf-8" in said:
        return _NO_LETTERS
    for signs, fault in _AT_THE_DOOR:
        if "fatal" in said and any(sign in said for sign in signs):
            return fault
    return _AWAY


def _said(fault: _Fault, doing: Doing) -> str:
    if doing == "reading":
        return f"{fault.what}，无法读取台账；请{fault.do.removeprefix('请')}，然后刷新"
    return f"{fault.what}，没有写入；请{fault.do.removeprefix('请')}，然后再保存，您填的内容仍在"


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).strip().splitlines()[0][:200]
