"""Booths: what they are, what they said, what is wanted of them; the visits; which hub is in charge."""

from sqlalchemy import Column, ForeignKey, Index, String, Table

from locutorio.store.schema import BIG, booth_id, flag, metadata, number, text

booth = Table(
    "booth",
    metadata,
    Column("id", String(64), primary_key=True),
    text("label"),
    text("profile"),
    text("key_hex"),
    number("position"),
    number("added_ms"),
    number("package_id", ForeignKey("package.id"), nullable=True),  # NULL = the shop's
)

boot = Table(  # one run of a booth's controller; its anchor turns booth time into wall time
    "boot",
    metadata,
    booth_id(primary_key=True),
    Column("boot", BIG, primary_key=True, autoincrement=False),
    text("nonce"),  # "" while nothing but records is known of the boot
    number("wire", nullable=True),
    text("firmware"),
    text("board"),
    text("profile"),
    text("reset"),  # why it began
    number("release"),  # of the firmware; 0 = not from a release
    flag("trial"),  # that release is not confirmed yet
    number("anchor_ms", nullable=True),  # wall time of the boot's moment 0
    flag("estimated"),
    number("heard_ms"),
    number("reported_seq"),  # the booth says it numbered records up to here
    number("stored_seq"),  # all records up to here are stored, or known to be lost
    number("call"),  # the last it reported, 0 = none, and how long that had talked
    number("talk_ms"),
)

report = Table(  # the latest state a booth reported
    "report",
    metadata,
    booth_id(primary_key=True),
    number("boot"),
    number("n"),
    number("at_ms"),
    text("line"),
    flag("relay"),
    number("ctr"),
    text("visit_id"),
    number("call"),
    text("digits"),
    number("talk_ms"),
    number("oldest_boot"),  # the boot of the oldest record the booth still holds; `boot` if it holds none
    number("epoch"),  # the highest hub's epoch it ever heard
    text("lease"),
    number("granted"),
    number("limit_s"),
    number("cost", nullable=True),
    text("faults"),  # what it says is wrong with it
    number("refused"),
    number("astray_ms", nullable=True),  # since when it has been through against our will
    flag("online"),
    number("heard_ms", nullable=True),
    text("conditions"),  # what the hub finds is wrong with it
)

desired = Table(  # what the hub wants of a booth's lock
    "desired",
    metadata,
    booth_id(primary_key=True),
    number("ctr"),
    flag("unlocked"),
    text("visit_id"),
    number("limit_s"),
    number("ungranted_s"),
    number("changed_ms"),
)

visit = Table(  # from unlock to lock: whose calls go on one bill
    "visit",
    metadata,
    Column("id", String(120), primary_key=True),
    booth_id(),
    number("opened_ms"),
    number("locked_ms", nullable=True),
    flag("settled_anyway"),  # an operator settles it without the booth's last word
    number("closed_ms", nullable=True),  # the booth is free again: paid, parked, or moved elsewhere
    number("package_id", ForeignKey("package.id"), nullable=True),  # sold by, from the unlock on
    number("customer_id", ForeignKey("customer.id"), nullable=True),  # whose it is, if the shop knows them
    number("bill_id", ForeignKey("bill.id"), nullable=True),  # never NULL; it came to an older table
)
Index("ix_visit_bill_id", visit.c.bill_id)

hub = Table(  # one row: which of the hubs on these books is in charge
    "hub",
    metadata,
    Column("id", BIG, primary_key=True, autoincrement=False),
    number("epoch"),
)
