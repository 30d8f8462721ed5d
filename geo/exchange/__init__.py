"""The ledger carried elsewhere: three-way comparison, change files, QGIS, backup, attachments."""
