"""What one booth looks like on the operator's screen: plain data, already worked out. Station 6.

Must not know HTML. Amounts in minor units, times in seconds or Unix milliseconds.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tile:
    """`line` is the reported line state, or "unknown" before the first report. `phase` is what the
    operator can do with the booth:

    free       locked and no visit: can be unlocked
    opening    unlock sent, the booth has not yet closed its relay
    open       the booth is unlocked; a call may run
    closing    lock sent, the booth has not yet reported its relay open
    settling   locked with a visit to pay: checkout
    """

    booth_id: str
    label: str
    key: str  # the one key that unlocks or locks it: "1" … "9"
    online: bool
    phase: str
    line: str
    visit_id: str
    number: str
    country: str
    destination: str
    talk_s: int
    cost_minor: int | None  # of the running call; None = cannot be priced
    calls_count: int
    visit_minor: int  # finished calls of the visit plus the running one
    unpriced_count: int
    seen_ago_s: int | None  # since the booth was last heard; None = never
    trouble: str  # "" or a code the panel words: "needs_flashing", "no_answer" …
    lease: str = "none"  # as the booth has it: none, open, suspended (hub missed), over (ended by itself)
    limit_s: int = 0  # talk seconds at which the booth will cut the running call; 0 = no limit
    bill_id: int = 0  # of its visit; 0 = none
    together: tuple[str, ...] = ()  # the labels of the other booths on that bill
    budget_minor: int | None = None  # what the bill's calls may come to; None = as much as they do
    left_minor: int | None = None  # of the budget, the running call's cost so far taken off
    fate: str = ""  # of the call on the line: priced, unpriced, free, barred; "" = the hub has not said
    why: str = ""  # why it is barred: core.fates and core.decision name the reasons
    emergency: bool = False  # the running call is to an emergency number
    conditions: tuple[str, ...] = ()  # what the hub finds is wrong with the booth: core.alarm.CONDITIONS
    faults: tuple[str, ...] = ()  # what the booth itself says is wrong with it
