"""What technicians asked of booths, and what came of it."""

from sqlalchemy import Column, ForeignKey, Index, Table

from locutorio.store.schema import BIG, booth_id, metadata, number, own_id, text

inspection = Table(  # its id is what booth and hub call it by
    "inspection",
    metadata,
    own_id(),
    booth_id(),
    text("want"),  # checkup, trace
    number("for_s"),
    number("person_id", ForeignKey("person.id"), nullable=True),
    number("asked_ms"),
    number("ended_ms", nullable=True),
    text("verdict"),  # "" while it goes on
    text("facts"),  # of a checkup, as JSON; else ""
    sqlite_autoincrement=True,  # a number that was used never comes again
)
Index("ix_inspection_booth_id", inspection.c.booth_id)
Index("ix_inspection_ended_ms", inspection.c.ended_ms)  # which go on is asked each second

trace_part = Table(  # edges and line states of a booth that is watched; swept after a while
    "trace_part",
    metadata,
    Column("inspection_id", BIG, ForeignKey("inspection.id"), primary_key=True, autoincrement=False),
    Column("part", BIG, primary_key=True, autoincrement=False),
    number("heard_ms"),
    text("document"),
)
