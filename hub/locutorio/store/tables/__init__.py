"""Every table of the store. Core tables, no ORM: rows are facts, not objects with a life.

Changing anything here needs a migration: a test holds the two against each other on both databases.
"""

from locutorio.store.schema import metadata
from locutorio.store.tables.alarms import alarm, alarm_seen
from locutorio.store.tables.books import (
    billed_call,
    billed_extra,
    entry,
    payment,
    print_job,
    quarantine,
    receipt,
)
from locutorio.store.tables.booths import boot, booth, desired, hub, report, visit
from locutorio.store.tables.calls import call, charge, decision, granted, record
from locutorio.store.tables.counter import act, customer, extra, person
from locutorio.store.tables.firmware import release, release_file, release_offer
from locutorio.store.tables.prices import (
    deck,
    deck_version,
    package,
    rerated,
    rerating,
    tariff,
    upload,
)

__all__ = [
    "APPEND_ONLY",
    "act",
    "alarm",
    "alarm_seen",
    "billed_call",
    "billed_extra",
    "boot",
    "booth",
    "call",
    "charge",
    "customer",
    "decision",
    "deck",
    "deck_version",
    "desired",
    "entry",
    "extra",
    "granted",
    "hub",
    "metadata",
    "package",
    "payment",
    "person",
    "print_job",
    "quarantine",
    "receipt",
    "record",
    "release",
    "release_file",
    "release_offer",
    "report",
    "rerated",
    "rerating",
    "tariff",
    "upload",
    "visit",
]

# Only ever added to: triggers in the database refuse the rest.
APPEND_ONLY = (
    act, record, charge, decision, tariff, receipt, payment, billed_call, billed_extra, entry,
    alarm, alarm_seen, granted, deck_version, rerating, rerated,
)  # fmt: skip
