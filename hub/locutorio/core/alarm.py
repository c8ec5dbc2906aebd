"""What the shop must know of at once: told by a booth, or noticed by the hub. Pure data.

Must not know who hears them or how they are worded.
"""

from dataclasses import dataclass

FENCED = "fenced"  # the booth listens to a hub that was started later
TWO_CONTROLLERS = "two_controllers"  # one identity, two voices
CLOCK_JUMP = "clock_jump"  # the hub's clock and the booth's ticks have come apart
OPEN_WITHOUT_VISIT = "open_without_visit"  # the line is through though it is to be locked
NEEDS_FLASHING = "needs_flashing"  # it speaks another version of the wire
# These last: they stand in the report's `conditions` meanwhile.
CONDITIONS = (FENCED, TWO_CONTROLLERS, CLOCK_JUMP, OPEN_WITHOUT_VISIT, NEEDS_FLASHING)

RESTARTED = "restarted"  # detail: why
FORGED = "forged"  # a message in the booth's name was refused
LOST_RECORDS = "lost_records"  # numbers that will never come
HUB_FALLBACK = "hub_fallback"  # the hub locked a visit by the owner's rules
CERTIFICATE = "certificate"  # one runs out soon
DISK = "disk"  # hardly any room left for the books
HOLIDAYS = "holidays"  # prices know the holidays of this year, but soon no more
HUB_KINDS = (*CONDITIONS, RESTARTED, FORGED, LOST_RECORDS, HUB_FALLBACK, CERTIFICATE, DISK, HOLIDAYS)


@dataclass(frozen=True, slots=True)
class Alarm:
    """One that the hub raises. `on` False: what lasted is over."""

    kind: str
    on: bool = True
    detail: str = ""
