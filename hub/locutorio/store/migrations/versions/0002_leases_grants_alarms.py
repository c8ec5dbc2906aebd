"""Leases with fallbacks, grants and budgets, alarms, the hub's epoch."""

import sqlalchemy as sa
from alembic import op

from locutorio.store.append_only import protect

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def number(name: str, default: str | None = "0") -> sa.Column[int]:
    return sa.Column(name, BIG, nullable=default is None, server_default=default)


def text(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)


def flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def upgrade() -> None:
    for table in ("record", "call"):
        op.add_column(table, flag("emergency"))
    for column in (text("reset"), number("release"), flag("trial"), number("call"), number("talk_ms")):
        op.add_column("boot", column)
    for column in (
        number("epoch"),
        text("lease", "none"),
        number("granted"),
        number("limit_s"),
        number("cost", None),
        text("faults"),
        number("refused"),
        number("astray_ms", None),
        text("conditions"),
    ):
        op.add_column("report", column)
    op.execute("UPDATE report SET conditions = trouble")
    op.drop_column("report", "trouble")
    op.add_column("desired", number("ungranted_s"))
    op.add_column("visit", number("budget_minor", None))
    op.create_table(
        "hub",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("epoch", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hub")),
    )
    op.execute("INSERT INTO hub (id, epoch) VALUES (1, 0)")
    op.create_table(
        "alarm",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("booth_id", sa.Text(), nullable=False),
        sa.Column("boot", BIG, nullable=True),
        sa.Column("seq", BIG, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on", sa.Boolean(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("at_ms", BIG, nullable=False),
        sa.Column("received_ms", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm")),
        sa.UniqueConstraint("booth_id", "boot", "seq", name=op.f("uq_alarm_booth_id_boot_seq")),
    )
    op.create_index("ix_alarm_at_ms", "alarm", ["at_ms"], unique=False)
    op.create_index("ix_alarm_booth_id_kind", "alarm", ["booth_id", "kind"], unique=False)
    op.create_table(
        "alarm_seen",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("up_to_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("at_ms", BIG, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_alarm_seen_person_id")),
        sa.ForeignKeyConstraint(["up_to_id"], ["alarm.id"], name=op.f("fk_alarm_seen_up_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm_seen")),
    )
    op.create_table(
        "granted",
        sa.Column("booth_id", sa.String(length=64), nullable=False),
        sa.Column("boot", BIG, autoincrement=False, nullable=False),
        sa.Column("call", BIG, autoincrement=False, nullable=False),
        sa.Column("n", BIG, autoincrement=False, nullable=False),
        sa.Column("digits", sa.Text(), nullable=False),
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("fate", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("limit_s", BIG, nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("max_minor", BIG, nullable=True),
        sa.Column("made_ms", BIG, nullable=False),
        sa.ForeignKeyConstraint(["booth_id"], ["booth.id"], name=op.f("fk_granted_booth_id")),
        sa.PrimaryKeyConstraint("booth_id", "boot", "call", "n", name=op.f("pk_granted")),
    )
    op.create_index("ix_granted_visit_id", "granted", ["visit_id"], unique=False)
    protect(op.get_bind(), "alarm", "alarm_seen", "granted")
