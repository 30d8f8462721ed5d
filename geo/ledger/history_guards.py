"""Triggers of the ledger's database: history is only added to, and each entry follows the last.

They bind every writer, also one that opens the file or the database with a program of its own.
Their messages reach that program as they stand.
"""

from typing import Final

_TABLES: Final = ("changes", "changed_fields", "reviews")

ONLY_ADDED: Final = "台账只增不改"
NOT_LAST: Final = "台账冲突：该字段已有更新的改动"
NOT_BEFORE: Final = "台账冲突：改动前的值与台账不符"
CLOSED: Final = "台账冲突：改动已写定，不能再添字段"
SAME: Final = "台账：改动前后相同"
NO_REVIEW: Final = "台账：该改动不需要审核"

_NEWEST = (
    "(SELECT max(seq) FROM changed_fields "
    "WHERE of_table = NEW.of_table AND item = NEW.item AND field = NEW.field)"
)
_BASE_AFTER = "(SELECT after FROM changed_fields WHERE seq = NEW.base AND field = NEW.field)"
_HEADER = (
    "EXISTS (SELECT 1 FROM changes WHERE seq = NEW.seq AND of_table = NEW.of_table "
    "AND item = NEW.item AND seq = (SELECT max(seq) FROM changes))"
)
_WANTED = "(SELECT wants_review FROM changes WHERE seq = NEW.seq)"


def statements(dialect: str) -> list[str]:
    """Return the statements that make the triggers, for `sqlite` or `postgresql`."""
    return _sqlite() if dialect == "sqlite" else _postgresql()


def only_added(table: str, dialect: str) -> list[str]:
    """Return the statements by which a table is only added to."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_{verb}_refused BEFORE {verb.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{ONLY_ADDED}'); END"
            for verb in ("update", "delete")
        ]
    return [
        f"CREATE TRIGGER {table}_refused BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION ledger_only_added()",
        f"CREATE TRIGGER {table}_kept BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_added()",
    ]


def _rules(differs: str, same: str) -> tuple[tuple[str, str], ...]:
    """Conditions under which a changed field is refused, each with what is said."""
    return (
        (f"NOT {_HEADER}", CLOSED),
        (f"coalesce({_NEWEST}, 0) <> NEW.base", NOT_LAST),
        (f"NEW.base > 0 AND NEW.before {differs} {_BASE_AFTER}", NOT_BEFORE),
        (f"NEW.before {same} NEW.after", SAME),
    )


def _sqlite() -> list[str]:
    made = [each for table in _TABLES for each in only_added(table, "sqlite")]
    checks = " ".join(
        f"SELECT RAISE(ABORT, '{words}') WHERE {wrong};" for wrong, words in _rules("IS NOT", "IS")
    )
    return [
        *made,
        f"CREATE TRIGGER changed_fields_follow BEFORE INSERT ON changed_fields BEGIN {checks} END",
        "CREATE TRIGGER reviews_wanted BEFORE INSERT ON reviews BEGIN "
        f"SELECT RAISE(ABORT, '{NO_REVIEW}') WHERE NOT coalesce({_WANTED}, 0); END",
    ]


def _postgresql() -> list[str]:
    checks = " ".join(
        f"IF {wrong} THEN RAISE EXCEPTION '{words}'; END IF;"
        for wrong, words in _rules("IS DISTINCT FROM", "IS NOT DISTINCT FROM")
    )
    wanted = f"IF NOT coalesce({_WANTED}, false) THEN RAISE EXCEPTION '{NO_REVIEW}'; END IF;"
    made = [
        _function("ledger_only_added", f"RAISE EXCEPTION '{ONLY_ADDED}';"),
        _function("ledger_follows", f"{checks} RETURN NEW;"),
        _function("ledger_review_wanted", f"{wanted} RETURN NEW;"),
    ]
    return [
        *made,
        *(each for table in _TABLES for each in only_added(table, "postgresql")),
        "CREATE TRIGGER changed_fields_follow BEFORE INSERT ON changed_fields "
        "FOR EACH ROW EXECUTE FUNCTION ledger_follows()",
        "CREATE TRIGGER reviews_wanted BEFORE INSERT ON reviews "
        "FOR EACH ROW EXECUTE FUNCTION ledger_review_wanted()",
    ]


def _function(name: str, body: str) -> str:
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$body$ BEGIN {body} END $body$"
    )
