"""Firmware releases, which booth is to run which, and the waves in which many booths come to it."""

from sqlalchemy import Column, ForeignKey, LargeBinary, String, Table

from locutorio.store.schema import BIG, booth_id, metadata, number, own_id, text

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

rollout = Table(  # a release on its way to many booths, wave by wave
    "rollout",
    metadata,
    own_id(),
    number("number", ForeignKey("release.number")),
    text("sizes"),  # of the waves, as somebody wrote them
    number("person_id", ForeignKey("person.id"), nullable=True),  # NULL = at the hub's own console
    number("begun_ms"),
    number("ended_ms", nullable=True),
    text("outcome"),  # "" while it goes on; done, by_hand, or why it stopped
    text("outcome_booth_id"),  # because of which booth; "" = of none
)

rollout_booth = Table(
    "rollout_booth",
    metadata,
    Column("rollout_id", BIG, ForeignKey("rollout.id"), primary_key=True, autoincrement=False),
    booth_id(primary_key=True),
    number("wave"),  # from 1
    number("offered_ms", nullable=True),  # NULL = its wave has not come
)
