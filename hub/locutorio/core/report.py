"""What is known of a booth from its own words: its boots, and the state it last reported. Station 4.

Pure data, as it is kept. Times ending in `at_ms` here are milliseconds since the booth's boot, `heard_ms`
and `anchor_ms` Unix time.
"""

from dataclasses import dataclass

UNHEARD_AFTER_MS = 15_000  # three heartbeats


@dataclass(frozen=True, slots=True)
class Boot:
    """One run of a booth's controller. `nonce` is "" and `wire` None while only its records are known.

    `anchor_ms` is the wall time of its moment 0, `estimated` if it never greeted. It numbered records up
    to `reported_seq`; up to `stored_seq` all are stored, or known to be lost. `call` and its `talk_ms` are
    what it last reported: of a call that a reset cuts, its flash may know less.
    """

    booth_id: str
    boot: int
    nonce: str = ""
    wire: int | None = None
    firmware: str = ""
    board: str = ""
    profile: str = ""
    reset: str = ""
    release: int = 0
    trial: bool = False
    anchor_ms: int | None = None
    estimated: bool = True
    heard_ms: int = 0
    reported_seq: int = 0
    stored_seq: int = 0
    call: int = 0
    talk_ms: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """The latest state of the latest boot; as it stands here before a boot's first word.

    `at_ms` was heard at `heard_ms`. `conditions` are the hub's own findings (see core.conditions);
    `astray_ms` is since when, in booth time, the line has been through against our will.
    """

    boot: int = 0
    n: int = 0
    at_ms: int = 0
    line: str = "unknown"
    relay: bool = False
    ctr: int = 0
    visit_id: str = ""
    call: int = 0
    digits: str = ""
    talk_ms: int = 0
    oldest_boot: int = 0
    epoch: int = 0
    lease: str = "none"
    granted: int = 0
    limit_s: int = 0
    cost: int | None = None
    faults: str = ""
    refused: int = 0
    astray_ms: int | None = None
    online: bool = False
    heard_ms: int | None = None
    conditions: str = ""

    @property
    def in_call(self) -> bool:
        return self.line in ("dialling", "ringing_out", "talking")
