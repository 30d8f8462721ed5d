"""What a database refuses, in Chinese words that say what to do; no path, no address."""

from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError

_KNOWN: Final = (
    (
        ("database is locked", "database table is locked"),
        "台账文件正被其他程序占用（例如 QGIS 正在编辑）；您填的内容仍在，请稍后再保存，"
        "或先在该程序中结束编辑",
    ),
    (
        ("database or disk is full", "no space left", "disk full", "could not extend file"),
        "磁盘已满，没有写入；请清理磁盘后再保存，您填的内容仍在",
    ),
    (
        ("readonly database", "read-only", "unable to open database file", "permission denied"),
        "台账所在位置不可写（文件或目录只读，或没有权限）；请联系管理员，或换一个位置（PLANMAP_STORE）",
    ),
    (
        ("disk i/o error",),
        "读写台账文件时磁盘出错，没有写入；请检查磁盘，台账不宜放在网络盘上",
    ),
    (
        ("file is not a database", "malformed", "database corrupt"),
        "台账文件已损坏或不是台账；请从备份恢复（planmap ledger restore）",
    ),
    (
        ("password authentication failed", "role ", "no pg_hba.conf entry"),
        "台账数据库拒绝登录；请管理员核对 PLANMAP_STORE 中的用户、口令与授权",
    ),
    (
        ("lock timeout", "deadlock", "could not serialize"),
        "台账正忙，没有写入；您填的内容仍在，请再保存一次",
    ),
)

_LOST: Final = "与台账数据库的连接中断，没有写入；您填的内容仍在，连接恢复后请再保存一次"


def words_of(error: DBAPIError, file: Path | None) -> str:
    """Return what is wrong; `file` is None for a server."""
    said = str(error.orig).casefold()
    for signs, words in _KNOWN:
        if any(sign in said for sign in signs):
            return words
    if file is None and (error.connection_invalidated or "connection" in said):
        return _LOST
    first = str(error.orig).strip().splitlines()[0][:200] if str(error.orig).strip() else ""
    return f"台账数据库拒绝了这次操作（{first}）；请联系管理员"
