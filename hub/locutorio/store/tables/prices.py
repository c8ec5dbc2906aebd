"""What calls cost and are sold for: carriers' decks, the packages made from them, tariffs; and re-rating."""

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, Table, Text

from locutorio.store.schema import BIG, flag, metadata, number, own_id, text

deck = Table(  # what a carrier sells by
    "deck",
    metadata,
    own_id(),
    text("name"),
    Column("name_key", Text, nullable=False, unique=True),
    text("currency"),
    text("mapping"),  # which column of its sheets is what, as JSON; "" = none was imported yet
    number("added_ms"),
)

deck_version = Table(
    "deck_version",
    metadata,
    own_id(),
    number("deck_id", ForeignKey("deck.id")),
    number("in_force_from_ms"),
    number("adopted_ms"),
    number("person_id", ForeignKey("person.id"), nullable=True),
    text("file_name"),
    number("row_count"),
    text("sheet"),  # as core.sheet writes it
)

upload = Table(  # a sheet that was sent and is not adopted yet
    "upload",
    metadata,
    own_id(),
    number("deck_id", ForeignKey("deck.id")),
    number("person_id", ForeignKey("person.id")),
    number("at_ms"),
    text("file_name"),
    Column("data", LargeBinary, nullable=False),
    sqlite_autoincrement=True,  # the next one is not taken for one that was dropped
)

package = Table(  # what the shop sells by, to whom it is for
    "package",
    metadata,
    own_id(),
    text("name"),
    Column("name_key", Text, nullable=False, unique=True),
    number("deck_id", ForeignKey("deck.id"), nullable=True),  # whose calls it sells; NULL = nobody's
    text("draft"),  # the recipe somebody works at, as JSON; "" = none
    flag("is_default"),  # for booths and customers without one of their own
    number("added_ms"),
)

tariff = Table(  # a version of a package: what its calls cost from a moment on
    "tariff",
    metadata,
    own_id(),
    number("in_force_from_ms"),
    number("adopted_ms"),
    text("document"),  # written out rate by rate, or a recipe for `deck_version_id`
    number("package_id", ForeignKey("package.id"), nullable=True),  # never NULL; it came to an older table
    number("deck_version_id", ForeignKey("deck_version.id"), nullable=True),
    number("person_id", ForeignKey("person.id"), nullable=True),
)

rerating = Table(  # calls were priced anew, on purpose
    "rerating",
    metadata,
    own_id(),
    number("at_ms"),
    number("person_id", ForeignKey("person.id")),
    text("reason"),
    number("tariff_id", ForeignKey("tariff.id")),
)

rerated = Table(  # what became of one of its calls; the latest one counts while the call is not paid
    "rerated",
    metadata,
    Column("rerating_id", BIG, ForeignKey("rerating.id"), primary_key=True, autoincrement=False),
    Column("call_id", BIG, ForeignKey("record.id"), primary_key=True, autoincrement=False),
    number("old_minor", nullable=True),  # NULL = it had no price
    number("new_minor"),
    number("receipt_number", ForeignKey("receipt.number"), nullable=True),  # it was paid: a refund is due
    text("destination"),
    text("detail"),  # the new charge step by step, as JSON
)
Index("ix_rerated_call_id", rerated.c.call_id)
