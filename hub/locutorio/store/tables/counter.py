"""People: at the counter and before it; what they did; and the extras that are sold."""

from sqlalchemy import Column, ForeignKey, Table, Text

from locutorio.store.schema import flag, metadata, number, own_id, text

person = Table(
    "person",
    metadata,
    own_id(),
    text("name"),
    Column("name_key", Text, nullable=False, unique=True),  # the name without regard to case
    text("role"),
    flag("active"),
    text("password_hash"),
    number("added_ms"),
)

act = Table(  # who did what at the counter, and when
    "act",
    metadata,
    own_id(),
    number("at_ms"),
    number("person_id", ForeignKey("person.id"), nullable=True),
    text("kind"),
    text("booth_id"),
    text("visit_id"),
    text("detail"),
)

customer = Table(  # somebody the shop knows
    "customer",
    metadata,
    own_id(),
    text("name"),
    Column("name_key", Text, nullable=False, unique=True),
    text("note"),
    number("package_id", ForeignKey("package.id"), nullable=True),  # NULL = the booth's, or the shop's
    flag("active"),
    number("added_ms"),
)

extra = Table(
    "extra",
    metadata,
    own_id(),
    text("text"),
    number("amount_minor"),
    number("added_ms"),
)
