"""What technicians asked of booths, and what came of it."""

from sqlalchemy import Column, ForeignKey, Index, Table

from locutorio.store.schema import BIG, booth_id, flag, metadata, number, own_id, text

inspection = Table(  # its id is what booth and hub call it by
    "inspection",
    metadata,
    own_id(),
    booth_id(),
    text("want"),  # vitals, checkup, trace
    number("for_s"),
    number("person_id", ForeignKey("person.id"), nullable=True),  # NULL = the hub asked by itself
    number("asked_ms"),
    number("answered_ms", nullable=True),  # the booth's first word
    flag("stopping"),  # a trace is to end
    number("ended_ms", nullable=True),
    text("verdict"),  # "" while it goes on; see core/inspection.py
    text("answer"),  # a checkup as the booth told it, JSON; else ""
    sqlite_autoincrement=True,  # a number that was used never comes again
)
Index("ix_inspection_booth_id_want", inspection.c.booth_id, inspection.c.want)
Index("ix_inspection_ended_ms", inspection.c.ended_ms)  # which go on is asked each second

trace_part = Table(  # edges and line states of a booth that is watched; swept after a while
    "trace_part",
    metadata,
    Column("inspection_id", BIG, ForeignKey("inspection.id"), primary_key=True, autoincrement=False),
    Column("part", BIG, primary_key=True, autoincrement=False),
    number("heard_ms"),
    text("document"),  # as the booth told it, JSON
)
