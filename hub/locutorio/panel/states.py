"""What a tile says and offers: from the plain data of a booth to one word, one icon, one tone, one button.

A state is always told three ways, so that it never hangs on colour. Tables, no HTML.
"""

from dataclasses import dataclass

from locutorio.core.tile import Tile
from locutorio.panel.language import later


@dataclass(frozen=True, slots=True)
class Look:
    """`tone` is the family of colours: calm, open, talk, pay, wait, bad."""

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
    "unknown": Look(later("No report yet"), "wait", "wait"),
}

TROUBLES = {
    "needs_flashing": later("The controller needs new firmware: call the technician."),
    "two_controllers": later("Two controllers use the identity of this booth: call the technician."),
    "no_answer": later("The booth does not answer: check its power and network."),
}

UNLOCK = Action("unlock", later("Unlock"), "unlock")
LOCK = Action("lock", later("Lock"), "lock")
CUT_OFF = Action("lock", later("Lock"), "lock", later("End this call?"))
CHECKOUT = Action("checkout", later("Checkout"), "coins")


def state_of(tile: Tile) -> str:
    """A key of LOOKS. What is to be paid stays so when the booth is gone; all else is then unknown."""
    if tile.phase == "settling":
        return "settling"
    if not tile.online:
        return "offline"
    if tile.phase == "open":
        return tile.line
    return tile.phase


def look_of(tile: Tile) -> Look:
    return LOOKS[state_of(tile)]


def action_of(tile: Tile) -> Action:
    """The one thing to do with the booth now. A booth that never confirms its lock can be settled too."""
    if tile.phase == "free":
        return UNLOCK
    if tile.phase in {"settling", "closing"}:
        return CHECKOUT
    return CUT_OFF if tile.line == "talking" else LOCK


def trouble_of(tile: Tile) -> str:
    return TROUBLES.get(tile.trouble, tile.trouble)
