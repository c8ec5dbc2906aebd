"""What the shop must know of at once, and up to where somebody has looked."""

from sqlalchemy import ForeignKey, Index, Table, UniqueConstraint

from locutorio.store.schema import flag, metadata, number, own_id, text

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
