"""Triggers that keep the contents of attachments: what the history shows stays as it is."""

from sqlalchemy import Connection

from geo.ledger.blobs import BLOBS
from geo.ledger.history_guards import function, refusal, schema_of, trigger

_KEPT = "EXISTS (SELECT 1 FROM attachments WHERE sha256 = OLD.sha256)"
_PARTS = "sha256, size, packing, content"
_OTHER = (
    "EXISTS (SELECT 1 FROM blobs b JOIN attachments a ON a.sha256 = b.sha256 WHERE b.sha256 = "
    "NEW.sha256 AND (b.size, b.packing, b.content) IS NOT (NEW.size, NEW.packing, NEW.content))"
)


def make(connection: Connection) -> None:
    """Make them; when something was last kept may be written anew."""
    sqlite = connection.dialect.name == "sqlite"
    for statement in _sqlite() if sqlite else _postgresql(schema_of(connection)):
        connection.exec_driver_sql(statement)


def _sqlite() -> list[str]:
    guards = {
        "delete": ("DELETE", _KEPT),
        "update": (f"UPDATE OF {_PARTS}", _KEPT),
        "replace": ("INSERT", _OTHER),  # REPLACE deletes without a trigger of its own
    }
    return [
        f"CREATE TRIGGER blobs_{name}_refused BEFORE {verb} ON blobs WHEN {wrong} "
        f"BEGIN {refusal()}; END"
        for name, (verb, wrong) in guards.items()
    ]


def _postgresql(schema: str) -> list[str]:
    told = f"IF {_KEPT} THEN {refusal('postgresql')}; END IF; RETURN coalesce(NEW, OLD);"
    when = f"BEFORE DELETE OR UPDATE OF {_PARTS}"
    return [
        function("ledger_content_kept", told, schema),
        *trigger(BLOBS, "kept", when, "ledger_content_kept()"),
    ]
