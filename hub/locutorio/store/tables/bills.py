"""Bills that are not paid yet: whose visits, what was bought besides, and what was agreed.

A bill has the calls of its visits, without those ticked onto another, with those ticked onto it. It is open
while it has neither a receipt nor an end.
"""

from sqlalchemy import Column, ForeignKey, Index, String, Table

from locutorio.store.schema import BIG, metadata, number, own_id, text

bill = Table(
    "bill",
    metadata,
    own_id(),
    text("name"),  # "" = after its booths
    number("opened_ms"),
    number("person_id", ForeignKey("person.id"), nullable=True),  # whose it is now: who opened or took it
    number("customer_id", ForeignKey("customer.id"), nullable=True),
    number("budget_minor", nullable=True),  # its calls may come to no more
    number("parked_ms", nullable=True),  # since when it waits without a booth
    number("closed_ms", nullable=True),  # paid, or joined to another
    number("joined_id", ForeignKey("bill.id"), nullable=True),  # which that was
)
Index("ix_bill_closed_ms", bill.c.closed_ms)

ticked_call = Table(  # a call that is paid for with another bill than its visit's; the last one counts
    "ticked_call",
    metadata,
    Column("call_id", BIG, ForeignKey("record.id"), primary_key=True, autoincrement=False),
    number("bill_id", ForeignKey("bill.id")),
    number("person_id", ForeignKey("person.id")),
    number("at_ms"),
)
Index("ix_ticked_call_bill_id", ticked_call.c.bill_id)

item = Table(  # an extra on an open bill
    "item",
    metadata,
    own_id(),
    number("bill_id", ForeignKey("bill.id")),
    number("extra_id", ForeignKey("extra.id"), nullable=True),
    text("text"),
    number("quantity"),
    number("amount_minor"),  # of the whole line, tax included
    text("tax"),  # percent
    number("person_id", ForeignKey("person.id")),
    number("at_ms"),
)
Index("ix_item_bill_id", item.c.bill_id)

discount = Table(  # agreed on a bill; the latest counts
    "discount",
    metadata,
    Column("bill_id", BIG, ForeignKey("bill.id"), primary_key=True, autoincrement=False),
    Column("percent", String(16), nullable=False),  # as a Decimal is written; "" = an amount
    number("amount_minor"),
    text("reason"),
    number("person_id", ForeignKey("person.id")),
    number("at_ms"),
)
