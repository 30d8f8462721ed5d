"""Triggers of the ledger's database: history is only added to, and each entry follows the last.

They bind every writer, also one that opens the file or the database with a program of its own.
Their messages reach that program as they stand.
"""

from typing import Final

from sqlalchemy import Connection, Integer, Table, Text, UniqueConstraint, func

from geo.ledger.generation import GENERATION
from geo.ledger.tables import CHANGES, FIELDS, REVIEWS

LOCK: Final = 0x706C616E
"""Advisory lock of PostgreSQL: writers follow one another, so that numbers rise as they commit."""

ONLY_ADDED: Final = "台账只增不改"
NOT_NEXT: Final = "台账：编号不是下一号"
NOT_LAST: Final = "台账冲突：该字段已有更新的改动"
NOT_BEFORE: Final = "台账冲突：改动前的值与台账不符"
CLOSED: Final = "台账冲突：改动已写定，不能再添字段"
SAME: Final = "台账：改动前后相同"
NOT_TEXT: Final = "台账：应为文字"
RESTORED_ALONE: Final = "台账：只有恢复备份时才换代"
NO_REVIEW: Final = "台账：该改动不需要审核"

_TABLES: Final = (CHANGES, FIELDS, REVIEWS)

_NEWEST = (
    "(SELECT max(seq) FROM changed_fields "
    "WHERE of_table = NEW.of_table AND item = NEW.item AND field = NEW.field)"
)
_BASE_AFTER = (
    "(SELECT after FROM changed_fields WHERE seq = NEW.base AND field = NEW.field "
    "AND of_table = NEW.of_table AND item = NEW.item)"
)
_HEADER = (
    "EXISTS (SELECT 1 FROM changes WHERE seq = NEW.seq AND of_table = NEW.of_table "
    "AND item = NEW.item AND seq = (SELECT max(seq) FROM changes) AND fields_count > "
    "(SELECT count(*) FROM changed_fields WHERE seq = NEW.seq))"
)
_ANY = "BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE"
_WANTED = "(SELECT wants_review FROM changes WHERE seq = NEW.seq)"


def statements(dialect: str, schema: str = "public") -> list[str]:
    """Return the statements that make the triggers, for `sqlite` or `postgresql`.

    Whatever path a writer of PostgreSQL searches, what they ask stands in `schema`.
    """
    return _sqlite() if dialect == "sqlite" else _postgresql(schema)


def only_added(table: Table, dialect: str) -> list[str]:
    """Return the statements by which a table is only added to, each row under the next number."""
    if dialect == "sqlite":
        return _only_added_sqlite(table)
    made = [
        *trigger(table, "refused", "BEFORE UPDATE OR DELETE", "ledger_only_added()"),
        *trigger(table, "kept", "BEFORE TRUNCATE", "ledger_only_added()", each="STATEMENT"),
    ]
    if key := numbered_by(table):
        made += trigger(table, "next", "BEFORE INSERT", f"ledger_next_{key}()")
    return made


def _only_added_sqlite(table: Table) -> list[str]:
    """REPLACE deletes without a trigger of its own: what is there already is refused before."""
    name = table.name
    there = " OR ".join(
        f"EXISTS (SELECT 1 FROM {name} WHERE {' AND '.join(f'{key} = NEW.{key}' for key in keys)})"
        for keys in _unique(table)
    )
    bytes_ = " OR ".join(
        f"typeof(NEW.{each.name}) = 'blob'" for each in table.columns if isinstance(each.type, Text)
    )
    made = [
        f"CREATE TRIGGER {name}_update_refused BEFORE UPDATE ON {name} BEGIN {_raise()}; END",
        f"CREATE TRIGGER {name}_delete_refused BEFORE DELETE ON {name} BEGIN {_raise()}; END",
        f"CREATE TRIGGER {name}_replace_refused BEFORE INSERT ON {name} "
        f"BEGIN {_raise(NOT_TEXT)} WHERE {bytes_}; {_raise()} WHERE {there}; END",
    ]
    if key := numbered_by(table):  # known to SQLite after the row is there alone
        last = f"(SELECT {key} FROM {name} WHERE {key} <> NEW.{key} ORDER BY {key} DESC LIMIT 1)"
        above = f"(SELECT number FROM generation WHERE of_table = '{name}')"
        following = f"max(coalesce({last}, 0), coalesce({above}, 0)) + 1"
        made.append(
            f"CREATE TRIGGER {name}_next AFTER INSERT ON {name} "
            f"BEGIN {_raise(NOT_NEXT)} WHERE NEW.{key} <> {following}; END"
        )
    return made


def refusal(dialect: str = "sqlite", words: str = ONLY_ADDED) -> str:
    """Return what refuses within a trigger."""
    if dialect == "sqlite":
        return f"SELECT RAISE(ABORT, '{words}')"
    return f"RAISE EXCEPTION '{words}'"


def schema_of(connection: Connection) -> str:
    """Return where the tables are: a schema of PostgreSQL, or the file of SQLite."""
    if connection.dialect.name == "sqlite":
        return "main"
    return str(connection.scalar(func.current_schema()))


def _raise(words: str = ONLY_ADDED) -> str:
    return refusal(words=words)


def _unique(table: Table) -> list[list[str]]:
    """Return the names of columns that are found once together."""
    more = [each for each in table.constraints if isinstance(each, UniqueConstraint)]
    keys = [[column.name for column in each.columns] for each in (table.primary_key, *more)]
    return sorted(keys, key=lambda names: (names != table.primary_key.columns.keys(), names))


def numbered_by(table: Table) -> str:
    """Return the column that numbers the rows, "" for none."""
    (key, *others) = table.primary_key.columns
    return "" if others or not isinstance(key.type, Integer) else key.name


def _rules(differs: str, same: str) -> tuple[tuple[str, str], ...]:
    """Conditions under which a changed field is refused, each with what is said."""
    return (
        (f"NOT {_HEADER}", CLOSED),
        (f"NEW.base >= NEW.seq OR coalesce({_NEWEST}, 0) <> NEW.base", NOT_LAST),
        (f"NEW.base > 0 AND NEW.before {differs} {_BASE_AFTER}", NOT_BEFORE),
        (f"NEW.before {same} NEW.after", SAME),
    )


def _sqlite() -> list[str]:
    made = [each for table in _TABLES for each in only_added(table, "sqlite")]
    closed = [
        f"CREATE TRIGGER generation_{verb}_refused BEFORE {verb.upper()} ON {GENERATION.name} "
        f"BEGIN {_raise(RESTORED_ALONE)}; END"
        for verb in ("insert", "update", "delete")
    ]
    checks = " ".join(f"{_raise(words)} WHERE {wrong};" for wrong, words in _rules("IS NOT", "IS"))
    return [
        *made,
        *closed,
        f"CREATE TRIGGER changed_fields_follow BEFORE INSERT ON changed_fields BEGIN {checks} END",
        "CREATE TRIGGER reviews_wanted BEFORE INSERT ON reviews "
        f"BEGIN {_raise(NO_REVIEW)} WHERE NOT coalesce({_WANTED}, 0); END",
    ]


def _postgresql(schema: str) -> list[str]:
    checks = " ".join(
        f"IF {wrong} THEN RAISE EXCEPTION '{words}'; END IF;"
        for wrong, words in _rules("IS DISTINCT FROM", "IS NOT DISTINCT FROM")
    )
    wanted = f"IF NOT coalesce({_WANTED}, false) THEN RAISE EXCEPTION '{NO_REVIEW}'; END IF;"
    bodies = {
        "ledger_only_added": f"RAISE EXCEPTION '{ONLY_ADDED}';",
        "ledger_restored_alone": f"RAISE EXCEPTION '{RESTORED_ALONE}';",
        "ledger_follows": f"{checks} RETURN NEW;",
        "ledger_review_wanted": f"{wanted} RETURN NEW;",
        **{f"ledger_next_{key}": _next(key) for key in ("seq", "number")},
    }
    return [
        *(function(name, body, schema) for name, body in bodies.items()),
        *(each for table in _TABLES for each in only_added(table, "postgresql")),
        *trigger(FIELDS, "follow", "BEFORE INSERT", "ledger_follows()"),
        *trigger(GENERATION, "refused", _ANY, "ledger_restored_alone()", each="STATEMENT"),
        *trigger(REVIEWS, "wanted", "BEFORE INSERT", "ledger_review_wanted()"),
    ]


def _next(key: str) -> str:
    """Give a row the next number, and refuse another one; who asks waits for those before him."""
    return (
        f"PERFORM pg_advisory_xact_lock({LOCK}); "
        f"EXECUTE 'SELECT coalesce(max({key}), 0) FROM ' || CAST(TG_RELID AS regclass) "
        "INTO following; following := greatest(following, "
        "(SELECT number FROM generation WHERE of_table = TG_TABLE_NAME)) + 1; "
        f"IF NEW.{key} <> following THEN RAISE EXCEPTION '{NOT_NEXT}'; END IF; "
        f"NEW.{key} := following; RETURN NEW;"
    )


def trigger(table: Table, what: str, when: str, runs: str, each: str = "ROW") -> list[str]:
    """Make a trigger that runs also where a session replays what another server wrote."""
    name = f"{table.name}_{what}"
    return [
        f"CREATE TRIGGER {name} {when} ON {table.name} FOR EACH {each} EXECUTE FUNCTION {runs}",
        f"ALTER TABLE {table.name} ENABLE ALWAYS TRIGGER {name}",
    ]


def function(name: str, body: str, schema: str) -> str:
    """Make a function of triggers that finds what it names in a schema, whatever path is set."""
    quoted = schema.replace('"', '""')
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql "
        f'SET search_path = "{quoted}", pg_temp AS '
        f"$body$ DECLARE following bigint; BEGIN {body} END $body$"
    )
