"""Versions of the ledger's database, oldest first; each is read by Alembic."""
