"""The books: receipts, payments, entries; their paper; and what could not be taken."""

from sqlalchemy import Column, ForeignKey, String, Table, Text

from locutorio.store.schema import BIG, metadata, number, own_id, receipt_number, text

receipt = Table(
    "receipt",
    metadata,
    Column("number", BIG, primary_key=True, autoincrement=False),
    Column("visit_id", String(120), ForeignKey("visit.id"), nullable=False, unique=True),
    number("issued_ms"),
    text("document"),
    text("seal"),
)

payment = Table(
    "payment",
    metadata,
    receipt_number(primary_key=True),
    Column("request_key", Text, nullable=False, unique=True),
    text("request_hash"),
    text("method"),
    number("paid_minor"),
    number("change_minor"),
    number("person_id", ForeignKey("person.id")),
    number("at_ms"),
)

billed_call = Table(
    "billed_call",
    metadata,
    receipt_number(primary_key=True),
    Column("call_id", BIG, ForeignKey("record.id"), primary_key=True, unique=True, autoincrement=False),
    number("cost_minor"),
)

billed_extra = Table(
    "billed_extra",
    metadata,
    receipt_number(primary_key=True),
    Column("line", BIG, primary_key=True, autoincrement=False),
    text("text"),
    number("quantity"),
    number("amount_minor"),
)

entry = Table(  # double entry: the entries of one posting sum to zero
    "entry",
    metadata,
    own_id(),
    number("posting"),
    number("at_ms"),
    text("account"),
    number("amount_minor"),
    receipt_number(),
)

print_job = Table(
    "print_job",
    metadata,
    own_id(),
    receipt_number(),
    number("copy"),  # 0 = the original
    text("state"),  # queued, sending, sent, doubtful: see paper.py
    number("queued_ms"),
    number("tries"),
    number("not_before_ms"),
    text("error"),
    number("sent_ms", nullable=True),
)

quarantine = Table(  # messages that could not be taken, the latest thousand
    "quarantine",
    metadata,
    own_id(),
    number("at_ms"),
    text("topic"),
    text("reason"),
    text("payload"),
)
