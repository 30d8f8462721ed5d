"""`planmap ledger sync`, `qgis`, `backup`, `restore`: the ledger carried elsewhere and back."""

import argparse

from geo.exchange.backup_command import add_backup, add_restore
from geo.exchange.qgis_command import add_qgis
from geo.exchange.sync_command import add_sync
from planmap.ledger.verb import LedgerVerb


def _run(options: argparse.Namespace) -> int:
    done: int = options.run(options)
    return done


VERBS = (
    LedgerVerb("sync", "改动文件：导出、并入、裁定冲突 / carry changes", add_sync, _run),
    LedgerVerb("qgis", "供 QGIS 打开，副本编辑后并入 / for QGIS and back", add_qgis, _run),
    LedgerVerb("backup", "备份整个台账到一个文件 / back up", add_backup, _run),
    LedgerVerb("restore", "从备份恢复 / restore a backup", add_restore, _run),
)
