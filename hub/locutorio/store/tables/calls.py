"""Records, the calls they tell of, what those were allowed and what they cost."""

from sqlalchemy import Column, ForeignKey, Index, Table, Text, UniqueConstraint

from locutorio.store.schema import BIG, booth_id, metadata, number, own_id, snapshot_columns, text

record = Table(
    "record",
    metadata,
    own_id(),
    *snapshot_columns(),
    number("received_ms"),
    UniqueConstraint("booth_id", "boot", "seq"),
)

call = Table(  # read model: each call as its latest record tells it; `id` is that of its first record
    "call",
    metadata,
    Column("id", BIG, primary_key=True, autoincrement=False),
    *snapshot_columns(),
    UniqueConstraint("booth_id", "boot", "call"),
)
Index("ix_call_visit_id", call.c.visit_id)

granted = Table(  # what a call was allowed, each time that was said anew
    "granted",
    metadata,
    booth_id(primary_key=True),
    Column("boot", BIG, primary_key=True, autoincrement=False),
    Column("call", BIG, primary_key=True, autoincrement=False),
    Column("n", BIG, primary_key=True, autoincrement=False),
    text("digits"),
    text("visit_id"),
    text("fate"),
    text("label"),
    number("limit_s"),
    text("plan"),  # as JSON; "null" where the booth was told none
    number("max_minor", nullable=True),
    number("made_ms"),
)
Index("ix_granted_visit_id", granted.c.visit_id)

charge = Table(  # the price of a call, with the tariff version it was made from, for ever
    "charge",
    metadata,
    Column("call_id", BIG, ForeignKey("record.id"), primary_key=True, autoincrement=False),
    number("tariff_id", ForeignKey("tariff.id")),
    number("answered_at_ms"),
    number("seconds"),
    text("destination"),
    number("cost_minor"),
    text("detail"),  # the charge step by step, as JSON
    number("at_ms"),
    Column("carrier_cost", Text, nullable=True),  # exact, in the shop's currency; NULL = not known
    number("deck_version_id", ForeignKey("deck_version.id"), nullable=True),  # what that was worked out from
    text("seal"),  # over the row
)

decision = Table(  # what a person decided a call costs that no tariff could price
    "decision",
    metadata,
    Column("call_id", BIG, ForeignKey("record.id"), primary_key=True, autoincrement=False),
    number("amount_minor"),
    text("note"),
    number("person_id", ForeignKey("person.id")),
    number("at_ms"),
)
