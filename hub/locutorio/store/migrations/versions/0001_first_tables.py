"""The first tables: people, booths, calls, the books, paper."""

import sqlalchemy as sa
from alembic import op

from locutorio.store.append_only import protect

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "booth",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("key_hex", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("added_ms", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booth")),
    )
    op.create_table(
        "extra",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("amount_minor", BIG, nullable=False),
        sa.Column("added_ms", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extra")),
    )
    op.create_table(
        "person",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("added_ms", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("name_key", name=op.f("uq_person_name_key")),
    )
    op.create_table(
        "quarantine",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("at_ms", BIG, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantine")),
    )
    op.create_table(
        "tariff",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("in_force_from_ms", BIG, nullable=False),
        sa.Column("adopted_ms", BIG, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tariff")),
    )
    op.create_table(
        "act",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("at_ms", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("booth_id", sa.Text(), nullable=False),
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_act_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act")),
    )
    op.create_table(
        "boot",
        sa.Column("booth_id", sa.String(length=64), nullable=False),
        sa.Column("boot", BIG, autoincrement=False, nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("wire", BIG, nullable=True),
        sa.Column("firmware", sa.Text(), nullable=False),
        sa.Column("board", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("anchor_ms", BIG, nullable=True),
        sa.Column("estimated", sa.Boolean(), nullable=False),
        sa.Column("heard_ms", BIG, nullable=False),
        sa.Column("reported_seq", BIG, nullable=False),
        sa.Column("stored_seq", BIG, nullable=False),
        sa.ForeignKeyConstraint(["booth_id"], ["booth.id"], name=op.f("fk_boot_booth_id")),
        sa.PrimaryKeyConstraint("booth_id", "boot", name=op.f("pk_boot")),
    )
    op.create_table(
        "call",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("booth_id", sa.String(length=64), nullable=False),
        sa.Column("boot", BIG, nullable=False),
        sa.Column("seq", BIG, nullable=False),
        sa.Column("call", BIG, nullable=False),
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("digits", sa.Text(), nullable=False),
        sa.Column("dialled_ms", BIG, nullable=False),
        sa.Column("answered_ms", BIG, nullable=True),
        sa.Column("ended_ms", BIG, nullable=True),
        sa.Column("talk_ms", BIG, nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("pulses", BIG, nullable=False),
        sa.Column("flashes", BIG, nullable=False),
        sa.Column("ending", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["booth_id"], ["booth.id"], name=op.f("fk_call_booth_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
        sa.UniqueConstraint("booth_id", "boot", "call", name=op.f("uq_call_booth_id_boot_call")),
    )
    op.create_index("ix_call_visit_id", "call", ["visit_id"], unique=False)
    op.create_table(
        "desired",
        sa.Column("booth_id", sa.String(length=64), nullable=False),
        sa.Column("ctr", BIG, nullable=False),
        sa.Column("unlocked", sa.Boolean(), nullable=False),
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("limit_s", BIG, nullable=False),
        sa.Column("changed_ms", BIG, nullable=False),
        sa.ForeignKeyConstraint(["booth_id"], ["booth.id"], name=op.f("fk_desired_booth_id")),
        sa.PrimaryKeyConstraint("booth_id", name=op.f("pk_desired")),
    )
    op.create_table(
        "record",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("booth_id", sa.String(length=64), nullable=False),
        sa.Column("boot", BIG, nullable=False),
        sa.Column("seq", BIG, nullable=False),
        sa.Column("call", BIG, nullable=False),
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("digits", sa.Text(), nullable=False),
        sa.Column("dialled_ms", BIG, nullable=False),
        sa.Column("answered_ms", BIG, nullable=True),
        sa.Column("ended_ms", BIG, nullable=True),
        sa.Column("talk_ms", BIG, nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("pulses", BIG, nullable=False),
        sa.Column("flashes", BIG, nullable=False),
        sa.Column("ending", sa.Text(), nullable=False),
        sa.Column("received_ms", BIG, nullable=False),
        sa.ForeignKeyConstraint(["booth_id"], ["booth.id"], name=op.f("fk_record_booth_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint("booth_id", "boot", "seq", name=op.f("uq_record_booth_id_boot_seq")),
    )
    op.create_table(
        "report",
        sa.Column("booth_id", sa.String(length=64), nullable=False),
        sa.Column("boot", BIG, nullable=False),
        sa.Column("n", BIG, nullable=False),
        sa.Column("at_ms", BIG, nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("relay", sa.Boolean(), nullable=False),
        sa.Column("ctr", BIG, nullable=False),
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("call", BIG, nullable=False),
        sa.Column("digits", sa.Text(), nullable=False),
        sa.Column("talk_ms", BIG, nullable=False),
        sa.Column("oldest_boot", BIG, nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("heard_ms", BIG, nullable=True),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["booth_id"], ["booth.id"], name=op.f("fk_report_booth_id")),
        sa.PrimaryKeyConstraint("booth_id", name=op.f("pk_report")),
    )
    op.create_table(
        "visit",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("booth_id", sa.String(length=64), nullable=False),
        sa.Column("opened_ms", BIG, nullable=False),
        sa.Column("locked_ms", BIG, nullable=True),
        sa.Column("settled_anyway", sa.Boolean(), nullable=False),
        sa.Column("closed_ms", BIG, nullable=True),
        sa.ForeignKeyConstraint(["booth_id"], ["booth.id"], name=op.f("fk_visit_booth_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    op.create_table(
        "charge",
        sa.Column("call_id", BIG, autoincrement=False, nullable=False),
        sa.Column("tariff_id", BIG, nullable=False),
        sa.Column("answered_at_ms", BIG, nullable=False),
        sa.Column("seconds", BIG, nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("cost_minor", BIG, nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("at_ms", BIG, nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["record.id"], name=op.f("fk_charge_call_id")),
        sa.ForeignKeyConstraint(["tariff_id"], ["tariff.id"], name=op.f("fk_charge_tariff_id")),
        sa.PrimaryKeyConstraint("call_id", name=op.f("pk_charge")),
    )
    op.create_table(
        "decision",
        sa.Column("call_id", BIG, autoincrement=False, nullable=False),
        sa.Column("amount_minor", BIG, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("at_ms", BIG, nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["record.id"], name=op.f("fk_decision_call_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_decision_person_id")),
        sa.PrimaryKeyConstraint("call_id", name=op.f("pk_decision")),
    )
    op.create_table(
        "receipt",
        sa.Column("number", BIG, autoincrement=False, nullable=False),
        sa.Column("visit_id", sa.String(length=120), nullable=False),
        sa.Column("issued_ms", BIG, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_receipt_visit_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_receipt")),
        sa.UniqueConstraint("visit_id", name=op.f("uq_receipt_visit_id")),
    )
    op.create_table(
        "billed_call",
        sa.Column("receipt_number", BIG, autoincrement=False, nullable=False),
        sa.Column("call_id", BIG, autoincrement=False, nullable=False),
        sa.Column("cost_minor", BIG, nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["record.id"], name=op.f("fk_billed_call_call_id")),
        sa.ForeignKeyConstraint(
            ["receipt_number"], ["receipt.number"], name=op.f("fk_billed_call_receipt_number")
        ),
        sa.PrimaryKeyConstraint("receipt_number", "call_id", name=op.f("pk_billed_call")),
        sa.UniqueConstraint("call_id", name=op.f("uq_billed_call_call_id")),
    )
    op.create_table(
        "billed_extra",
        sa.Column("receipt_number", BIG, autoincrement=False, nullable=False),
        sa.Column("line", BIG, autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("quantity", BIG, nullable=False),
        sa.Column("amount_minor", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["receipt_number"], ["receipt.number"], name=op.f("fk_billed_extra_receipt_number")
        ),
        sa.PrimaryKeyConstraint("receipt_number", "line", name=op.f("pk_billed_extra")),
    )
    op.create_table(
        "entry",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("posting", BIG, nullable=False),
        sa.Column("at_ms", BIG, nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("amount_minor", BIG, nullable=False),
        sa.Column("receipt_number", BIG, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["receipt_number"], ["receipt.number"], name=op.f("fk_entry_receipt_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
    )
    op.create_table(
        "payment",
        sa.Column("receipt_number", BIG, autoincrement=False, nullable=False),
        sa.Column("request_key", sa.Text(), nullable=False),
        sa.Column("request_hash", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("paid_minor", BIG, nullable=False),
        sa.Column("change_minor", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("at_ms", BIG, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_payment_person_id")),
        sa.ForeignKeyConstraint(
            ["receipt_number"], ["receipt.number"], name=op.f("fk_payment_receipt_number")
        ),
        sa.PrimaryKeyConstraint("receipt_number", name=op.f("pk_payment")),
        sa.UniqueConstraint("request_key", name=op.f("uq_payment_request_key")),
    )
    op.create_table(
        "print_job",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("receipt_number", BIG, autoincrement=False, nullable=False),
        sa.Column("copy", BIG, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("queued_ms", BIG, nullable=False),
        sa.Column("tries", BIG, nullable=False),
        sa.Column("not_before_ms", BIG, nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("sent_ms", BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["receipt_number"], ["receipt.number"], name=op.f("fk_print_job_receipt_number")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_job")),
    )
    protect(
        op.get_bind(),
        "act",
        "record",
        "charge",
        "decision",
        "tariff",
        "receipt",
        "payment",
        "billed_call",
        "billed_extra",
        "entry",
    )
