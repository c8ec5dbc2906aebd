"""The till: shifts of the drawer, the closings that seal a period, and by which rules it is kept."""

from sqlalchemy import Column, ForeignKey, Index, Table, UniqueConstraint

from locutorio.store.schema import BIG, flag, metadata, number, own_id, text

shift = Table(  # the drawer in one hand after another, from a float to a count
    "shift",
    metadata,
    Column("id", BIG, primary_key=True, autoincrement=False),  # without gaps
    number("opened_ms"),
    number("person_id", ForeignKey("person.id"), nullable=True),  # NULL = it opened by itself
    number("float_minor"),  # what was counted, or what the last one left
)

closing = Table(  # a shift, a day, a month or a year is over: its Z report
    "closing",
    metadata,
    Column("number", BIG, primary_key=True, autoincrement=False),
    text("kind"),  # shift, day, month, year
    text("period"),  # the shift's id; 2026-11-22; 2026-11; 2026
    number("shift_id", ForeignKey("shift.id"), nullable=True),
    number("at_ms"),
    number("person_id", ForeignKey("person.id"), nullable=True),
    text("document"),
    text("seal"),
    text("signature"),
    number("key_version"),
    UniqueConstraint("kind", "period"),
)

sealing_key = Table(  # what signatures are checked with
    "sealing_key",
    metadata,
    Column("version", BIG, primary_key=True, autoincrement=False),
    text("public_pem"),
    number("from_ms"),
)

fiscal_choice = Table(  # by which country's rules the till is kept, each time that changed
    "fiscal_choice",
    metadata,
    own_id(),
    text("profile"),
    number("at_ms"),
)

print_job = Table(
    "print_job",
    metadata,
    own_id(),
    text("kind"),  # receipt, slip, report, kick
    Column("receipt_number", BIG, ForeignKey("receipt.number"), nullable=True),
    text("document"),  # of a slip or report, as JSON; else ""
    number("copy"),  # 0 = the original
    flag("kick"),  # the drawer opens with it
    text("state"),  # see paper.py
    number("queued_ms"),
    number("tries"),
    number("not_before_ms"),
    text("error"),
    number("sent_ms", nullable=True),
)
Index("ix_print_job_state", print_job.c.state)  # asked for each second
Index("ix_print_job_receipt_number", print_job.c.receipt_number)

quarantine = Table(  # messages that could not be taken, the latest thousand
    "quarantine",
    metadata,
    own_id(),
    number("at_ms"),
    text("topic"),
    text("reason"),
    text("payload"),
)
