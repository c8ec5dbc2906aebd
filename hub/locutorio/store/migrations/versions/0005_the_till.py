"""Bills, shifts, postings, closings, sets of rights.

Each visit there is gets a bill of its own, and what was booked becomes the postings of a first shift.
Receipts keep their number, their document and their seal, byte for byte.
"""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

import sqlalchemy as sa
from alembic import op

from locutorio.core.books.charge import Charge
from locutorio.core.books.posting import Posting
from locutorio.core.seal import FIRST_SEAL
from locutorio.store.append_only import protect, refuse_replacing

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REBUILT = ("receipt", "payment", "billed_call", "entry", "print_job")
STILL_POINT_AT_RECEIPTS = ("billed_extra", "rerated")
PROTECTED = (
    "receipt", "payment", "billed_call", "entry", "posting", "request", "shift", "closing", "sealing_key",
    "fiscal_choice",
)  # fmt: skip
PROTECTED_BEFORE = (
    "act", "record", "charge", "decision", "tariff", "billed_extra", "alarm", "alarm_seen", "granted",
    "deck_version", "rerating", "rerated",
)  # fmt: skip


def number(name: str, nullable: bool = False, default: str | None = None) -> sa.Column[int]:
    return sa.Column(name, BIG, nullable=nullable, server_default=default, autoincrement=False)


def text(name: str, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)


def flag(name: str, default: sa.sql.elements.ColumnElement[bool] | None = None) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=default)


def own_id() -> sa.Column[int]:
    return sa.Column("id", BIG, autoincrement=True, nullable=False)


def key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*(columns or ("id",)), name=op.f(f"pk_{table}"))


def points(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    more_columns()
    set_aside()
    tables_of_the_till()
    tables_of_bills()
    tables_of_the_books()
    bill_of_each_visit()
    carry_receipts()
    carry_postings()
    seal_charges()
    for table in REBUILT:
        op.drop_table(f"old_{table}")
    protect(op.get_bind(), *PROTECTED)
    refuse_replacing(op.get_bind(), *PROTECTED_BEFORE)


def more_columns() -> None:
    for table, columns in {
        "act": (text("before", ""), text("after", "")),
        "charge": (text("seal", ""),),
        "customer": (
            text("legal_name", ""), text("address", ""), text("tax_id", ""), text("email", ""),
            text("country", ""), number("credit_minor", default="0"),
        ),
        "extra": (text("key", ""), text("barcode", ""), text("tax", ""), flag("active", sa.true())),
        "person": (
            sa.Column("pin_hash", sa.Text(), nullable=True), number("failures", default="0"),
            number("locked_until_ms", default="0"),
        ),
    }.items():  # fmt: skip
        for column in columns:
            op.add_column(table, column)
    op.create_index("ix_act_at_ms", "act", ["at_ms"])


def set_aside() -> None:
    """Copies of the tables that are made anew: SQLite cannot take a constraint from one that stands.

    While they are away the tables that point at them hold rows that point nowhere: SQLite counts those
    until the end of the transaction, PostgreSQL is told to look away.
    """
    sqlite = op.get_bind().dialect.name == "sqlite"
    if sqlite:
        op.execute("PRAGMA defer_foreign_keys = ON")
    else:
        for table in STILL_POINT_AT_RECEIPTS:
            op.drop_constraint(f"fk_{table}_receipt_number", table)
    for table in REBUILT:
        op.execute(f"CREATE TABLE old_{table} AS SELECT * FROM {table}")
    for table in reversed(REBUILT):
        op.drop_table(table)


def tables_of_the_till() -> None:
    op.create_table(
        "shift", number("id"), number("opened_ms"), number("person_id", True), number("float_minor"),
        key("shift"), points("shift", "person_id", "person.id"),
    )
    op.create_table(
        "closing", number("number"), text("kind"), text("period"), number("shift_id", True), number("at_ms"),
        number("person_id", True), text("document"), text("seal"), text("signature"), number("key_version"),
        key("closing", "number"), points("closing", "shift_id", "shift.id"),
        points("closing", "person_id", "person.id"),
        sa.UniqueConstraint("kind", "period", name=op.f("uq_closing_kind_period")),
    )
    op.create_table(
        "sealing_key", number("version"), text("public_pem"), number("from_ms"),
        key("sealing_key", "version"),
    )
    op.create_table(
        "fiscal_choice", own_id(), text("profile"), number("at_ms"), key("fiscal_choice"),
    )
    op.create_table(
        "request", text("key"), text("hash"), text("outcome"), number("at_ms"), key("request", "key"),
    )
    op.create_table(
        "role", sa.Column("key", sa.String(length=64), nullable=False), text("name"), text("rights"),
        number("changed_ms"), key("role", "key"),
    )  # fmt: skip


def tables_of_bills() -> None:
    op.create_table(
        "bill", own_id(), text("name"), number("opened_ms"), number("person_id", True),
        number("customer_id", True), number("budget_minor", True), number("parked_ms", True),
        number("closed_ms", True), number("joined_id", True), key("bill"),
        points("bill", "person_id", "person.id"), points("bill", "customer_id", "customer.id"),
        points("bill", "joined_id", "bill.id"),
    )
    op.create_index("ix_bill_closed_ms", "bill", ["closed_ms"])
    op.create_table(
        "ticked_call", number("call_id"), number("bill_id"), number("person_id"), number("at_ms"),
        key("ticked_call", "call_id"), points("ticked_call", "call_id", "record.id"),
        points("ticked_call", "bill_id", "bill.id"), points("ticked_call", "person_id", "person.id"),
    )
    op.create_index("ix_ticked_call_bill_id", "ticked_call", ["bill_id"])
    op.create_table(
        "item", own_id(), number("bill_id"), number("extra_id", True), text("text"), number("quantity"),
        number("amount_minor"), text("tax"), number("person_id"), number("at_ms"), key("item"),
        points("item", "bill_id", "bill.id"), points("item", "extra_id", "extra.id"),
        points("item", "person_id", "person.id"),
    )
    op.create_index("ix_item_bill_id", "item", ["bill_id"])
    op.create_table(
        "discount", number("bill_id"), sa.Column("percent", sa.String(length=16), nullable=False),
        number("amount_minor"), text("reason"), number("person_id"), number("at_ms"),
        key("discount", "bill_id"), points("discount", "bill_id", "bill.id"),
        points("discount", "person_id", "person.id"),
    )
    # A column that points at a row of another table; both databases take it in these words.
    kind = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(
        f"ALTER TABLE visit ADD COLUMN bill_id {kind} CONSTRAINT fk_visit_bill_id REFERENCES bill (id)"
    )
    op.create_index("ix_visit_bill_id", "visit", ["bill_id"])


def tables_of_the_books() -> None:
    op.create_table(
        "receipt", number("number"), text("kind"), number("bill_id"), number("corrects", True),
        number("issued_ms"), text("document"), text("seal"), text("signature"), number("key_version"),
        key("receipt", "number"), points("receipt", "bill_id", "bill.id"),
        points("receipt", "corrects", "receipt.number"),
    )
    of_a_sale = sa.text("kind = 'sale'")
    op.create_index(
        "uq_receipt_sale_of_bill", "receipt", ["bill_id"], unique=True, sqlite_where=of_a_sale,
        postgresql_where=of_a_sale,
    )
    op.create_index("ix_receipt_corrects", "receipt", ["corrects"])
    op.create_table(
        "payment", number("receipt_number"), number("line"), text("method"), number("amount_minor"),
        number("given_minor"), key("payment", "receipt_number", "line"),
        points("payment", "receipt_number", "receipt.number"),
    )
    op.create_table(
        "billed_call", number("receipt_number"), number("call_id"), number("cost_minor"),
        key("billed_call", "receipt_number", "call_id"), points("billed_call", "call_id", "record.id"),
        points("billed_call", "receipt_number", "receipt.number"),
    )
    op.create_index("ix_billed_call_call_id", "billed_call", ["call_id"])
    op.create_table(
        "posting", number("id"), number("at_ms"), text("kind"), number("shift_id"),
        number("person_id", True), number("receipt_number", True), number("bill_id", True),
        number("customer_id", True), number("corrects", True), text("reason"), text("seal"), key("posting"),
        points("posting", "shift_id", "shift.id"), points("posting", "person_id", "person.id"),
        points("posting", "receipt_number", "receipt.number"), points("posting", "bill_id", "bill.id"),
        points("posting", "customer_id", "customer.id"), points("posting", "corrects", "posting.id"),
    )
    for column in ("shift_id", "receipt_number", "bill_id", "customer_id"):
        op.create_index(f"ix_posting_{column}", "posting", [column])
    op.create_table(
        "entry", number("posting_id"), number("line"), text("account"), number("amount_minor"),
        key("entry", "posting_id", "line"), points("entry", "posting_id", "posting.id"),
    )
    op.create_table(
        "print_job", own_id(), text("kind"), number("receipt_number", True), text("document"),
        number("copy"), flag("kick"), text("state"), number("queued_ms"), number("tries"),
        number("not_before_ms"), text("error"), number("sent_ms", True), key("print_job"),
        points("print_job", "receipt_number", "receipt.number"),
    )  # fmt: skip
    op.create_index("ix_print_job_state", "print_job", ["state"])
    op.create_index("ix_print_job_receipt_number", "print_job", ["receipt_number"])


def rows(question: str) -> list[Any]:
    return list(op.get_bind().execute(sa.text(question)))


def add(table: str, values: Iterable[dict[str, Any]]) -> None:
    for some in values:
        columns, places = ", ".join(some), ", ".join(f":{name}" for name in some)
        op.get_bind().execute(sa.text(f"INSERT INTO {table} ({columns}) VALUES ({places})"), some)


def bill_of_each_visit() -> None:
    opened_by = dict(map(tuple, rows("SELECT visit_id, person_id FROM act WHERE kind = 'unlock'")))
    visits = rows("SELECT * FROM visit ORDER BY opened_ms, id")
    for bill_id, visit in enumerate(visits, start=1):
        add("bill", [{
            "id": bill_id, "name": "", "opened_ms": visit.opened_ms, "person_id": opened_by.get(visit.id),
            "customer_id": visit.customer_id, "budget_minor": visit.budget_minor,
            "closed_ms": visit.closed_ms,
        }])  # fmt: skip
        op.get_bind().execute(
            sa.text("UPDATE visit SET bill_id = :bill WHERE id = :visit"),
            {"bill": bill_id, "visit": visit.id},
        )
    number_on("bill")
    op.drop_column("visit", "budget_minor")


def carry_receipts() -> None:
    op.execute(
        "INSERT INTO receipt SELECT o.number, 'sale', v.bill_id, NULL, o.issued_ms, o.document, o.seal, '', 0"
        " FROM old_receipt o JOIN visit v ON v.id = o.visit_id ORDER BY o.number"
    )
    op.execute(
        "INSERT INTO payment SELECT receipt_number, 1, method, paid_minor - change_minor, paid_minor"
        " FROM old_payment"
    )
    op.execute("INSERT INTO billed_call SELECT receipt_number, call_id, cost_minor FROM old_billed_call")
    op.execute(
        "INSERT INTO request SELECT request_key, request_hash, 'receipt ' || receipt_number, at_ms"
        " FROM old_payment"
    )
    add("print_job", ({**job._mapping, "kind": "receipt", "document": "", "kick": False}
                      for job in rows("SELECT * FROM old_print_job ORDER BY id")))  # fmt: skip
    number_on("print_job")
    if op.get_bind().dialect.name != "sqlite":
        for table in STILL_POINT_AT_RECEIPTS:
            op.create_foreign_key(
                f"fk_{table}_receipt_number", table, "receipt", ["receipt_number"], ["number"]
            )


def carry_postings() -> None:
    """One shift, open since the first entry, and its postings, chained."""
    entries: dict[int, list[Any]] = {}
    for entry in rows("SELECT posting, at_ms, account, amount_minor, receipt_number FROM old_entry ORDER BY id"):
        entries.setdefault(entry.posting, []).append(entry)
    if not entries:
        return
    from_ms = min(some[0].at_ms for some in entries.values())
    add("shift", [{"id": 1, "opened_ms": from_ms, "person_id": None, "float_minor": 0}])
    paid = {row.receipt_number: row.person_id for row in rows("SELECT * FROM old_payment")}
    bills = {row.number: row.bill_id for row in rows("SELECT number, bill_id FROM receipt")}
    postings = [Posting(1, from_ms, "float", 1, None, None, None, None, None, "", ())]
    for posting_id, some in enumerate((entries[posting] for posting in sorted(entries)), start=2):
        sold = some[0].receipt_number
        lines = tuple((entry.account, entry.amount_minor) for entry in some)
        postings.append(
            Posting(
                posting_id, some[0].at_ms, "sale", 1, paid.get(sold), sold, bills[sold], None, None, "", lines
            )
        )
    write(postings)


def write(postings: Iterable[Posting]) -> None:
    seal = FIRST_SEAL
    for posting in postings:
        seal = posting.seal(seal)
        columns = ("id", "at_ms", "kind", "shift_id", "person_id", "receipt_number", "bill_id", "reason")
        add("posting", [{name: getattr(posting, name) for name in columns} | {"seal": seal}])
        add("entry", (
            {"posting_id": posting.id, "line": line, "account": account, "amount_minor": amount_minor}
            for line, (account, amount_minor) in enumerate(posting.entries, start=1)
        ))  # fmt: skip


def seal_charges() -> None:
    # Append-only, but for this once.
    sqlite = op.get_bind().dialect.name == "sqlite"
    for trigger in ("charge_no_UPDATE", "charge_no_DELETE") if sqlite else ("charge_no_change ON charge",):
        op.execute(f"DROP TRIGGER {trigger}")
    names = ", ".join(field.name for field in fields(Charge))
    for row in rows(f"SELECT {names} FROM charge"):
        op.get_bind().execute(
            sa.text("UPDATE charge SET seal = :seal WHERE call_id = :call_id"),
            {"seal": Charge(*row).seal(), "call_id": row.call_id},
        )
    protect(op.get_bind(), "charge")


def number_on(table: str) -> None:
    """PostgreSQL numbers rows from where it was told to; these were numbered by hand."""
    if op.get_bind().dialect.name != "sqlite":
        op.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'),"
            f" coalesce((SELECT max(id) FROM {table}), 0) + 1, false)"
        )
