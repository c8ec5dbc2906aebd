"""Triggers that make a table append-only in the database itself, whoever speaks to it.

The migrations call this; nothing else does. On SQLite INSERT OR REPLACE takes the old row out without asking
the DELETE trigger, unless the connection says `recursive_triggers`, and no stranger's does: a third trigger
refuses a row with a key that is there.
"""

from sqlalchemy import Connection, text

_SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END
"""
_SQLITE_REPLACE = """
CREATE TRIGGER IF NOT EXISTS {table}_no_REPLACE BEFORE INSERT ON {table} WHEN {there}
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
        refuse_replacing(connection, *tables)
        return
    connection.execute(text(_POSTGRES_REFUSAL))
    for table in tables:
        connection.execute(text(_POSTGRES.format(table=table)))


def refuse_replacing(connection: Connection, *tables: str) -> None:
    """On SQLite: no row of `tables` is put in the place of another that has one of its keys."""
    if connection.dialect.name != "sqlite":
        return
    for table in tables:
        there = " OR ".join(_is_there(connection, table, *key) for key in _keys(connection, table))
        connection.execute(text(_SQLITE_REPLACE.format(table=table, there=there)))


def _keys(connection: Connection, table: str) -> list[tuple[list[str], str]]:
    """The columns of each key that no two rows share, and for which rows it holds."""
    columns = connection.execute(text(f"PRAGMA table_info({table})")).all()
    keys = [([column.name for column in columns if column.pk], "1")]
    for index in connection.execute(text(f"PRAGMA index_list({table})")).all():
        if index.unique and index.origin != "pk":
            names = connection.execute(text(f'PRAGMA index_info("{index.name}")')).all()
            keys.append(([column.name for column in names], _holds_for(connection, index.name)))
    return keys


def _holds_for(connection: Connection, index: str) -> str:
    query = text("SELECT coalesce(sql, '') FROM sqlite_master WHERE type = 'index' AND name = :index")
    created = connection.execute(query, {"index": index}).scalar() or ""
    return created.partition(" WHERE ")[2] or "1"


def _is_there(connection: Connection, table: str, key: list[str], holds_for: str) -> str:
    columns = connection.execute(text(f"PRAGMA table_info({table})")).all()
    new = ", ".join(f'NEW."{column.name}" AS "{column.name}"' for column in columns)
    same = " AND ".join(f'"{name}" = NEW."{name}"' for name in key)
    is_there = f"EXISTS (SELECT 1 FROM {table} WHERE {same} AND {holds_for})"
    is_meant = f"EXISTS (SELECT 1 FROM (SELECT {new}) WHERE {holds_for})"
    return f"({is_there} AND {is_meant})"
