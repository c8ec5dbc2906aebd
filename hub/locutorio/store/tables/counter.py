"""People: at the counter and before it; what they may do and did; and the extras that are sold."""

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text

from locutorio.store.schema import flag, metadata, number, own_id, text

role = Table(  # a set of rights the owner put together; those of core.rights are not kept here
    "role",
    metadata,
    Column("key", String(64), primary_key=True),
    text("name"),
    text("rights"),  # as a JSON list
    number("changed_ms"),
)

person = Table(
    "person",
    metadata,
    own_id(),
    text("name"),
    Column("name_key", Text, nullable=False, unique=True),  # the name without regard to case
    text("role"),  # one of core.rights, or the key of a role
    flag("active"),
    text("password_hash"),
    number("added_ms"),
    Column("pin_hash", Text, nullable=True),  # to change places at one screen; NULL = they have none
    number("failures"),  # wrong passwords and PINs since the last right one
    number("locked_until_ms"),
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
    text("before"),  # what was so, as JSON, where something was changed; else ""
    text("after"),
)
Index("ix_act_at_ms", act.c.at_ms)

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
    text("legal_name"),  # of a company, for its invoices; "" = a person
    text("address"),  # line by line
    text("tax_id"),
    text("email"),
    text("country"),  # ISO; "" = the shop's
    number("credit_minor"),  # so far below nothing may the account go
)

extra = Table(
    "extra",
    metadata,
    own_id(),
    text("text"),
    number("amount_minor"),  # of one, tax included
    number("added_ms"),
    text("key"),  # one letter or digit that adds it at the checkout; "" = none
    text("barcode"),
    text("tax"),  # percent, as a Decimal is written; "" = the shop's
    flag("active"),
)
