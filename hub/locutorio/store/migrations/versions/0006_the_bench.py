"""Rollouts in waves; inspections of booths, and what they told."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def number(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, BIG, nullable=nullable, autoincrement=False)


def text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def own_id() -> sa.Column[int]:
    return sa.Column("id", BIG, autoincrement=True, nullable=False)


def booth_id() -> sa.Column[str]:
    return sa.Column("booth_id", sa.String(length=64), nullable=False)


def key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def points(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    op.create_table(
        "rollout", own_id(), number("number"), text("sizes"), number("person_id", True), number("begun_ms"),
        number("ended_ms", True), text("outcome"), text("outcome_booth_id"), key("rollout", "id"),
        points("rollout", "number", "release.number"), points("rollout", "person_id", "person.id"),
    )
    op.create_table(
        "rollout_booth", number("rollout_id"), booth_id(), number("wave"), number("offered_ms", True),
        key("rollout_booth", "rollout_id", "booth_id"), points("rollout_booth", "rollout_id", "rollout.id"),
        points("rollout_booth", "booth_id", "booth.id"),
    )
    op.create_table(
        "inspection", own_id(), booth_id(), text("want"), number("for_s"), number("person_id", True),
        number("asked_ms"), number("answered_ms", True),
        sa.Column("stopping", sa.Boolean(), nullable=False), number("ended_ms", True), text("verdict"),
        text("answer"), key("inspection", "id"),
        points("inspection", "booth_id", "booth.id"), points("inspection", "person_id", "person.id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_inspection_booth_id_want"), "inspection", ["booth_id", "want"])
    op.create_index(op.f("ix_inspection_ended_ms"), "inspection", ["ended_ms"])
    op.create_table(
        "trace_part", number("inspection_id"), number("part"), number("heard_ms"), text("document"),
        key("trace_part", "inspection_id", "part"),
        points("trace_part", "inspection_id", "inspection.id"),
    )
