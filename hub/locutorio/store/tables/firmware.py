"""Firmware releases, and which booth is to run which."""

from sqlalchemy import Column, ForeignKey, LargeBinary, String, Table

from locutorio.store.schema import BIG, booth_id, metadata, number, text

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
