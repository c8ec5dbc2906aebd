"""Every table of the store. Core tables, no ORM: rows are facts, not objects with a life.

Changing anything here needs a migration: a test holds the two against each other on both databases.
"""

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, String, Table, Text, UniqueConstraint

from locutorio.store.schema import (
    BIG,
    booth_id,
    flag,
    metadata,
    number,
    own_id,
    receipt_number,
    snapshot_columns,
    text,
)

# --- people ---------------------------------------------------------------------------------------------

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

# --- booths: what they are, what they said, what is wanted of them -----------------------------------------

booth = Table(
    "booth",
    metadata,
    Column("id", String(64), primary_key=True),
    text("label"),
    text("profile"),
    text("key_hex"),
    number("position"),
    number("added_ms"),
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

visit = Table(  # from unlock to checkout: what a bill is for
    "visit",
    metadata,
    Column("id", String(120), primary_key=True),
    booth_id(),
    number("opened_ms"),
    number("locked_ms", nullable=True),
    flag("settled_anyway"),  # an operator settles it without the booth's last word
    number("closed_ms", nullable=True),
    number("budget_minor", nullable=True),  # its calls may come to no more
)

hub = Table(  # one row: which of the hubs on these books is in charge
    "hub",
    metadata,
    Column("id", BIG, primary_key=True, autoincrement=False),
    number("epoch"),
)

# --- firmware: releases, and which booth is to run which ---------------------------------------------------

release = Table(
    "release",
    metadata,
    Column("number", BIG, primary_key=True, autoincrement=False),
    text("firmware"),
    number("added_ms"),
)

release_file = Table(
    "release_file",
    metadata,
    Column("number", BIG, ForeignKey("release.number"), primary_key=True, autoincrement=False),
    Column("name", String(64), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

release_offer = Table(  # what a booth is to run, and what it said of it last
    "release_offer",
    metadata,
    booth_id(primary_key=True),
    number("number", ForeignKey("release.number")),
    text("verdict"),
    number("told_ms", nullable=True),
)

# --- alarms -----------------------------------------------------------------------------------------------

alarm = Table(  # told by a booth (boot and seq), or noticed by the hub (without)
    "alarm",
    metadata,
    own_id(),
    text("booth_id"),  # "" = the hub itself
    number("boot", nullable=True),
    number("seq", nullable=True),
    text("kind"),
    flag("on"),
    text("detail"),
    number("at_ms"),
    number("received_ms"),
    UniqueConstraint("booth_id", "boot", "seq"),
)
Index("ix_alarm_at_ms", alarm.c.at_ms)
Index("ix_alarm_booth_id_kind", alarm.c.booth_id, alarm.c.kind)

alarm_seen = Table(  # somebody has looked at all alarms up to this one
    "alarm_seen",
    metadata,
    own_id(),
    number("up_to_id", ForeignKey("alarm.id")),
    number("person_id", ForeignKey("person.id")),
    number("at_ms"),
)

# --- calls ------------------------------------------------------------------------------------------------


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

tariff = Table(
    "tariff",
    metadata,
    own_id(),
    number("in_force_from_ms"),
    number("adopted_ms"),
    text("document"),
)

extra = Table(
    "extra",
    metadata,
    own_id(),
    text("text"),
    number("amount_minor"),
    number("added_ms"),
)

# --- the books --------------------------------------------------------------------------------------------

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

# --- paper and problems -----------------------------------------------------------------------------------

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

# Only ever added to: triggers in the database refuse the rest.
APPEND_ONLY = (
    act, record, charge, decision, tariff, receipt, payment, billed_call, billed_extra, entry,
    alarm, alarm_seen, granted,
)  # fmt: skip
