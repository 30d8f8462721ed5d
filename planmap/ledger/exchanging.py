"""`planmap ledger sync`, `qgis`, `attach`, `backup`, `restore`: carried elsewhere and back."""

from geo.exchange.attach_command import add_attach
from geo.exchange.backup_command import add_backup, add_restore
from geo.exchange.qgis_command import add_qgis
from geo.exchange.sync_command import add_sync
from planmap.ledger.verb import LedgerVerb

VERBS = (
    LedgerVerb("sync", "改动文件：导出、并入、裁定冲突 / carry changes", add_sync),
    LedgerVerb("qgis", "供 QGIS 打开，副本编辑后并入 / for QGIS and back", add_qgis),
    LedgerVerb("attach", "附件：照片、PDF / photos and PDF of an item", add_attach),
    LedgerVerb("backup", "备份整个台账到一个文件 / back up", add_backup),
    LedgerVerb("restore", "从备份恢复 / restore a backup", add_restore),
)
