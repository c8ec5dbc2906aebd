"""Every table of the store. Core tables, no ORM: rows are facts, not objects with a life.

Changing anything here needs a migration: a test holds the two against each other on both databases.
"""

from locutorio.store.schema import metadata
from locutorio.store.tables.alarms import alarm, alarm_seen
from locutorio.store.tables.bills import bill, discount, item, ticked_call
from locutorio.store.tables.books import (
    billed_call,
    billed_extra,
    entry,
    payment,
    posting,
    receipt,
    request,
)
from locutorio.store.tables.booths import boot, booth, desired, hub, report, visit
from locutorio.store.tables.calls import call, charge, decision, granted, record
from locutorio.store.tables.counter import act, customer, extra, person, role
from locutorio.store.tables.firmware import release, release_file, release_offer, rollout, rollout_booth
from locutorio.store.tables.inspections import inspection, trace_part
from locutorio.store.tables.prices import (
    deck,
    deck_version,
    package,
    rerated,
    rerating,
    tariff,
    upload,
)
from locutorio.store.tables.till import (
    closing,
    fiscal_choice,
    print_job,
    quarantine,
    sealing_key,
    shift,
)

__all__ = [
    "APPEND_ONLY",
    "act",
    "alarm",
    "alarm_seen",
    "bill",
    "billed_call",
    "billed_extra",
    "boot",
    "booth",
    "call",
    "charge",
    "closing",
    "customer",
    "decision",
    "deck",
    "deck_version",
    "desired",
    "discount",
    "entry",
    "extra",
    "fiscal_choice",
    "granted",
    "hub",
    "inspection",
    "item",
    "metadata",
    "package",
    "payment",
    "person",
    "posting",
    "print_job",
    "quarantine",
    "receipt",
    "record",
    "release",
    "release_file",
    "release_offer",
    "report",
    "request",
    "rerated",
    "rerating",
    "role",
    "rollout",
    "rollout_booth",
    "sealing_key",
    "shift",
    "tariff",
    "ticked_call",
    "trace_part",
    "upload",
    "visit",
]

# Only ever added to: triggers in the database refuse the rest.
APPEND_ONLY = (
    act, record, charge, decision, tariff, receipt, payment, billed_call, billed_extra, entry,
    posting, request, shift, closing, sealing_key, fiscal_choice,
    alarm, alarm_seen, granted, deck_version, rerating, rerated,
)  # fmt: skip
