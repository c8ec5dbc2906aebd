"""The books: receipts, payments, postings; nothing in here ever changes."""

from sqlalchemy import Column, ForeignKey, Index, Table, Text
from sqlalchemy import text as sql

from locutorio.store.schema import BIG, metadata, number, receipt_number, text

receipt = Table(
    "receipt",
    metadata,
    Column("number", BIG, primary_key=True, autoincrement=False),
    text("kind"),  # sale, credit
    number("bill_id", ForeignKey("bill.id")),
    number("corrects", ForeignKey("receipt.number"), nullable=True),  # what a credit note takes back
    number("issued_ms"),
    text("document"),
    text("seal"),
    text("signature"),  # of the seal, as base64; "" = the shop's rules ask for none
    number("key_version"),
)
Index(
    "uq_receipt_sale_of_bill", receipt.c.bill_id, unique=True,
    sqlite_where=sql("kind = 'sale'"), postgresql_where=sql("kind = 'sale'"),
)  # fmt: skip
Index("ix_receipt_corrects", receipt.c.corrects)

payment = Table(  # one of the ways a receipt was paid; of a credit note: given back, as less than nothing
    "payment",
    metadata,
    receipt_number(primary_key=True),
    Column("line", BIG, primary_key=True, autoincrement=False),
    text("method"),
    number("amount_minor"),  # what it counted for
    number("given_minor"),  # what was put on the counter, of which change came back
)

billed_call = Table(
    "billed_call",
    metadata,
    receipt_number(primary_key=True),
    Column("call_id", BIG, ForeignKey("record.id"), primary_key=True, autoincrement=False),
    number("cost_minor"),  # less than nothing on a credit note
)
Index("ix_billed_call_call_id", billed_call.c.call_id)

billed_extra = Table(
    "billed_extra",
    metadata,
    receipt_number(primary_key=True),
    Column("line", BIG, primary_key=True, autoincrement=False),
    text("text"),
    number("quantity"),
    number("amount_minor"),
)

posting = Table(  # money moved, by whom and in which shift; its entries sum to zero
    "posting",
    metadata,
    Column("id", BIG, primary_key=True, autoincrement=False),  # without gaps
    number("at_ms"),
    text("kind"),
    number("shift_id", ForeignKey("shift.id")),
    number("person_id", ForeignKey("person.id"), nullable=True),  # NULL = the hub by itself
    Column("receipt_number", BIG, ForeignKey("receipt.number"), nullable=True),
    number("bill_id", ForeignKey("bill.id"), nullable=True),
    number("customer_id", ForeignKey("customer.id"), nullable=True),
    number("corrects", ForeignKey("posting.id"), nullable=True),
    text("reason"),
    text("seal"),  # over the seal before, this row and its entries
)
Index("ix_posting_shift_id", posting.c.shift_id)
Index("ix_posting_receipt_number", posting.c.receipt_number)
Index("ix_posting_bill_id", posting.c.bill_id)
Index("ix_posting_customer_id", posting.c.customer_id)

entry = Table(
    "entry",
    metadata,
    Column("posting_id", BIG, ForeignKey("posting.id"), primary_key=True, autoincrement=False),
    Column("line", BIG, primary_key=True, autoincrement=False),
    text("account"),
    number("amount_minor"),
)

request = Table(  # what was asked for once and must not be done twice
    "request",
    metadata,
    Column("key", Text, primary_key=True),
    text("hash"),  # over all that was asked
    text("outcome"),  # what it led to, like "receipt 17"
    number("at_ms"),
)
