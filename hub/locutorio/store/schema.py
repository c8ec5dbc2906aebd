"""What the tables are made of: columns that many of them have, named alike everywhere.

Times are Unix milliseconds (`_ms`) unless the column belongs to a boot, where they are milliseconds since
that boot, as the booth sent them. Money is whole minor units.
"""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, MetaData, String, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers rows by itself only in a column called INTEGER, which holds 64 bits there anyway.
BIG = BigInteger().with_variant(Integer, "sqlite")


def number(name: str, *constraints: ForeignKey, nullable: bool = False) -> Column[int]:
    return Column(name, BIG, *constraints, nullable=nullable)


def text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def own_id() -> Column[int]:
    return Column("id", BIG, primary_key=True, autoincrement=True)


def booth_id(*, primary_key: bool = False) -> Column[str]:
    return Column("booth_id", String(64), ForeignKey("booth.id"), primary_key=primary_key, nullable=False)


def receipt_number(*, primary_key: bool = False) -> Column[int]:
    return Column(
        "receipt_number", BIG, ForeignKey("receipt.number"), primary_key=primary_key, nullable=False,
        autoincrement=False,
    )  # fmt: skip


def snapshot_columns() -> list[Column[Any]]:
    """The whole state of a call, as each record carries it and as the call keeps the latest of it."""
    return [
        booth_id(),
        number("boot"),
        number("seq"),
        number("call"),
        text("visit_id"),
        text("state"),
        text("digits"),
        number("dialled_ms"),
        number("answered_ms", nullable=True),
        number("ended_ms", nullable=True),
        number("talk_ms"),
        text("evidence"),
        number("pulses"),
        number("flashes"),
        text("ending"),
        flag("emergency"),
    ]
