"""Triggers that make a table append-only in the database itself, whoever speaks to it.

The migrations call this; nothing else does. SQLite needs `recursive_triggers` besides (see engine), or
INSERT OR REPLACE would walk past the DELETE trigger.
"""

from sqlalchemy import Connection, text

_SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END
"""
_POSTGRES_REFUSAL = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME; END $$
"""
_POSTGRES = """
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""


def protect(connection: Connection, *tables: str) -> None:
    """From now on `tables` take rows and never change or lose one."""
    if connection.dialect.name == "sqlite":
        for table in tables:
            for verb in ("UPDATE", "DELETE"):
                connection.execute(text(_SQLITE.format(table=table, verb=verb)))
        return
    connection.execute(text(_POSTGRES_REFUSAL))
    for table in tables:
        connection.execute(text(_POSTGRES.format(table=table)))
