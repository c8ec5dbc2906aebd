"""What a tile says and offers: from the plain data of a booth to one word, one icon, one tone, one button.

A state is always told three ways, so that it never hangs on colour. Tables, no HTML.
"""

from dataclasses import dataclass

from locutorio.core.board import BoothNow
from locutorio.core.open_bill import OpenBill
from locutorio.core.tile import Tile
from locutorio.panel.conditions import Condition, condition_of
from locutorio.panel.language import later


@dataclass(frozen=True, slots=True)
class Look:
    """`tone` is the family of colours: calm, open, talk, pay, wait, bad, sos."""

    word: str
    icon: str
    tone: str


@dataclass(frozen=True, slots=True)
class Action:
    """`question` is asked before it is done, "" = never; the button asks it, no window opens."""

    name: str
    word: str
    icon: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """What booths on one bill have in common to the eye: a shape, and a family of colours beside it."""

    shape: str
    tone: str


SHAPES = ("●", "▲", "■", "◆", "★", "✚")

LOOKS = {
    "free": Look(later("Free"), "lock", "calm"),
    "opening": Look(later("Unlocking"), "wait", "wait"),
    "closing": Look(later("Locking"), "wait", "wait"),
    "settling": Look(later("To pay"), "coins", "pay"),
    "offline": Look(later("Offline"), "offline", "bad"),
    "locked": Look(later("Unlocking"), "wait", "wait"),
    "idle": Look(later("Ready"), "unlock", "open"),
    "off_hook": Look(later("Handset up"), "handset", "open"),
    "dialling": Look(later("Dialling"), "dial", "open"),
    "ringing_out": Look(later("Ringing"), "ringing", "open"),
    "talking": Look(later("Talking"), "talk", "talk"),
    "ended": Look(later("Call ended"), "handset", "open"),
    "guarded": Look(later("Locked"), "handset", "calm"),
    "refused": Look(later("Cut off"), "bar", "calm"),
    "barred": Look(later("Not allowed"), "bar", "bad"),
    "emergency": Look(later("Emergency call"), "sos", "sos"),
    "unknown": Look(later("No report yet"), "wait", "wait"),
}

UNLOCK = Action("unlock", later("Unlock"), "unlock")
LOCK = Action("lock", later("Lock"), "lock")
CUT_OFF = Action("lock", later("Lock"), "lock", later("End this call?"))
CHECKOUT = Action("checkout", later("Checkout"), "coins")

CALLING = ("dialling", "ringing_out", "talking")  # lines with a call under way
NEAR_S = 600  # so long before it the shop's own limit is worth a word
AT_A_LOCK = ("guarded", "refused")  # lines of a locked booth whose handset is up
LEASE_CONDITIONS = {"suspended": "lease_suspended", "over": "lease_over"}


def state_of(tile: Tile) -> str:
    """A key of LOOKS. An emergency call comes before everything; what is to be paid stays so when the
    booth is gone; all else is then unknown."""
    if tile.emergency and tile.online and tile.line in CALLING:
        return "emergency"
    if tile.phase == "settling":
        return "settling"
    if not tile.online:
        return "offline"
    if tile.phase == "open":
        return "barred" if tile.fate == "barred" and tile.line in (*CALLING, "ended") else tile.line
    if tile.phase == "free" and tile.line in AT_A_LOCK:
        return tile.line
    return tile.phase


def sign_of(bill_id: int) -> Sign:
    """The same for as long as the bill is open; that two bills share one is rare, and harmless: their
    booths are named beside it."""
    place = bill_id % len(SHAPES)
    return Sign(SHAPES[place], f"sign-{place}")


def waits_for_booth(bill: OpenBill) -> bool:
    """Whether what is in its way may go by itself."""
    return any(hindrance.kind in ("closing", "missing") for hindrance in bill.in_the_way)


def look_of(tile: Tile) -> Look:
    return LOOKS[state_of(tile)]


def line_of(now: BoothNow, now_ms: int) -> Look:
    """Of a booth and its line, for who looks after it: what it does, and not what is to be paid."""
    if not now.is_online(now_ms):
        return LOOKS["offline"]
    return LOOKS[now.report.line if now.phase == "open" or now.report.in_call else now.phase]


def action_of(tile: Tile) -> Action:
    """The one thing to do with the booth now. A booth that never confirms its lock can be settled too."""
    if tile.phase == "free":
        return UNLOCK
    if tile.phase in {"settling", "closing"}:
        return CHECKOUT
    return CUT_OFF if tile.line == "talking" and not tile.emergency else LOCK


def shows_call(tile: Tile) -> bool:
    """A call is under way that the tile should show: one of its visit, or an emergency call on the lock."""
    return tile.line in CALLING and (tile.phase == "open" or state_of(tile) == "emergency")


def shows_limit(tile: Tile) -> bool:
    """The second at which the booth will cut the call: always with a budget, else when it comes near."""
    near = tile.budget_minor is not None or tile.limit_s - tile.talk_s <= NEAR_S
    return state_of(tile) == "talking" and tile.limit_s > 0 and near


def conditions_of(tile: Tile) -> list[Condition]:
    """What is wrong with the booth now, the gravest first: what it tells of itself, what the hub found, and
    how its lease stands."""
    kinds = [tile.trouble, *tile.faults, *tile.conditions, LEASE_CONDITIONS.get(tile.lease, "")]
    return [condition_of(kind) for kind in dict.fromkeys(filter(None, kinds))]
