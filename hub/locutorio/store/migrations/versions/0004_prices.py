"""Carriers' decks, packages, customers, re-rating. The tariffs there are become versions of a first package."""

import json

import sqlalchemy as sa
from alembic import op

from locutorio.store.append_only import protect

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def number(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, BIG, nullable=nullable)


def text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def own_id() -> sa.Column[int]:
    return sa.Column("id", BIG, autoincrement=True, nullable=False)


def key(table: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def points(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    op.create_table(
        "deck", own_id(), text("name"), text("name_key"), text("currency"), text("mapping"),
        number("added_ms"), key("deck"), sa.UniqueConstraint("name_key", name=op.f("uq_deck_name_key")),
    )
    op.create_table(
        "deck_version", own_id(), number("deck_id"), number("in_force_from_ms"), number("adopted_ms"),
        number("person_id", True), text("file_name"), number("row_count"), text("sheet"),
        key("deck_version"), points("deck_version", "deck_id", "deck.id"),
        points("deck_version", "person_id", "person.id"),
    )
    op.create_table(
        "upload", own_id(), number("deck_id"), number("person_id"), number("at_ms"), text("file_name"),
        sa.Column("data", sa.LargeBinary(), nullable=False), key("upload"),
        points("upload", "deck_id", "deck.id"), points("upload", "person_id", "person.id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "package", own_id(), text("name"), text("name_key"), number("deck_id", True), text("draft"),
        sa.Column("is_default", sa.Boolean(), nullable=False), number("added_ms"), key("package"),
        points("package", "deck_id", "deck.id"),
        sa.UniqueConstraint("name_key", name=op.f("uq_package_name_key")),
    )
    op.create_table(
        "customer", own_id(), text("name"), text("name_key"), text("note"), number("package_id", True),
        sa.Column("active", sa.Boolean(), nullable=False), number("added_ms"), key("customer"),
        points("customer", "package_id", "package.id"),
        sa.UniqueConstraint("name_key", name=op.f("uq_customer_name_key")),
    )
    tariffs_of_a_first_package()
    op.create_table(
        "rerating", own_id(), number("at_ms"), number("person_id"), text("reason"), number("tariff_id"),
        key("rerating"), points("rerating", "person_id", "person.id"),
        points("rerating", "tariff_id", "tariff.id"),
    )
    op.create_table(
        "rerated", sa.Column("rerating_id", BIG, autoincrement=False, nullable=False),
        sa.Column("call_id", BIG, autoincrement=False, nullable=False), number("old_minor", True),
        number("new_minor"), number("receipt_number", True), text("destination"), text("detail"),
        sa.PrimaryKeyConstraint("rerating_id", "call_id", name=op.f("pk_rerated")),
        points("rerated", "rerating_id", "rerating.id"), points("rerated", "call_id", "record.id"),
        points("rerated", "receipt_number", "receipt.number"),
    )
    op.create_index(op.f("ix_rerated_call_id"), "rerated", ["call_id"])
    more_columns()
    protect(op.get_bind(), "deck_version", "rerating", "rerated")


def tariffs_of_a_first_package() -> None:
    add("tariff", "package_id", "package")
    add("tariff", "deck_version_id", "deck_version")
    add("tariff", "person_id", "person")
    connection = op.get_bind()
    last = connection.execute(sa.text("SELECT document FROM tariff ORDER BY id DESC LIMIT 1")).scalar()
    if last is None:
        return
    name = str(json.loads(last).get("name") or "Standard")
    connection.execute(
        sa.text(
            "INSERT INTO package (name, name_key, draft, is_default, added_ms) "
            "SELECT :name, :key, '', :yes, min(adopted_ms) FROM tariff"
        ),
        {"name": name, "key": name.casefold(), "yes": True},
    )
    # Append-only, but for this once.
    sqlite = connection.dialect.name == "sqlite"
    for trigger in ("tariff_no_UPDATE", "tariff_no_DELETE") if sqlite else ("tariff_no_change ON tariff",):
        op.execute(f"DROP TRIGGER {trigger}")
    op.execute("UPDATE tariff SET package_id = (SELECT id FROM package)")
    protect(connection, "tariff")


def more_columns() -> None:
    add("booth", "package_id", "package")
    add("visit", "package_id", "package")
    add("visit", "customer_id", "customer")
    op.add_column("charge", text("carrier_cost", True))
    add("charge", "deck_version_id", "deck_version")


def add(table: str, column: str, to: str) -> None:
    """A column that points at a row of another table, or at none; both databases take it in these words."""
    kind = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    name = op.f(f"fk_{table}_{column}")
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind} CONSTRAINT {name} REFERENCES {to} (id)")
