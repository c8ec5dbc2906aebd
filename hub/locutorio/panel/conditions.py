"""What can be wrong with a booth or the hub, worded for the person at the counter: what it is, what to do.

One table for the tile, which shows what is so now, and for the log of alarms, which keeps what was. A test
holds it against every fault a booth can tell of and every one the hub finds. Tables, no HTML.
"""

from dataclasses import dataclass

from locutorio.panel.language import later


@dataclass(frozen=True, slots=True)
class Condition:
    """`word` names it in a few words, `todo` says what to do about it."""

    word: str
    todo: str
    icon: str = "warn"


UNNAMED = Condition(later("Unknown alarm"), later("Show it to the technician."))

CONDITIONS = {
    # Told by the booth.
    "relay_stuck": Condition(
        later("The lock does not follow"),
        later("The relay is stuck. Let nobody use this booth and call the technician."),
        "lock",
    ),
    "bypass": Condition(
        later("The line is used past the lock"),
        later("Somebody may have tapped the wires. Look at the booth and its cables."),
        "break",
    ),
    "no_line": Condition(
        later("No line"),
        later("Check the telephone socket. If it is plugged in, report the line to your provider."),
        "offline",
    ),
    "enclosure": Condition(
        later("The controller's box is open"),
        later("See who is at it, and close it."),
        "break",
    ),
    "flash": Condition(
        later("The booth cannot keep its calls"),
        later("It takes no new call until its memory is mended. Call the technician."),
    ),
    "safe_mode": Condition(
        later("The controller has broken down"),
        later("The booth stays locked. Call the technician."),
    ),
    "emergency": Condition(
        later("Emergency call"),
        later("See at once whether somebody needs help. The call is free and nothing here cuts it."),
        "sos",
    ),
    "guard": Condition(
        later("Dialling cut on a locked booth"),
        later("Only emergency numbers pass a locked booth. Nothing was connected."),
        "bar",
    ),
    "fallback": Condition(
        later("The booth acted by itself"),
        later("It lost the hub or the network and did what the owner chose for that."),
    ),
    "refused": Condition(
        later("Messages refused"),
        later("The booth got messages that are forged, old or spoilt. If it goes on, call the technician."),
        "bar",
    ),
    "crash": Condition(
        later("The booth's program started anew"),
        later("If it happens again, call the technician."),
    ),
    "update": Condition(later("New firmware"), later("Nothing, unless the note says that it failed.")),
    # Found by the hub.
    "restarted": Condition(
        later("The controller started anew"),
        later("If nobody switched it off, check its plug and its power supply."),
    ),
    "hub_fallback": Condition(
        later("Restarted during a visit"),
        later("The owner's rule for that was applied. Ask the customer how to go on."),
    ),
    "fenced": Condition(
        later("Another hub commands this booth"),
        later("Use the panel of the hub that was started last, or stop that hub and start this one again."),
        "bar",
    ),
    "two_controllers": Condition(
        later("Two controllers"),
        later("Two controllers use the identity of this booth: call the technician."),
    ),
    "clock_jump": Condition(
        later("The clock jumped"),
        later("Check the time and date of the hub's machine. No call became longer or shorter."),
        "clock",
    ),
    "open_without_visit": Condition(
        later("Open without a visit"),
        later("The line is through though it should be locked. Look at the booth, then call the technician."),
        "unlock",
    ),
    "forged": Condition(
        later("Somebody speaks in the booth's name"),
        later("Messages without its key were thrown away. Show this to the technician."),
        "bar",
    ),
    "lost_records": Condition(
        later("Calls are missing"),
        later("The booth no longer has calls it had counted. Compare with the telephone bill."),
    ),
    "certificate": Condition(
        later("A certificate runs out soon"),
        later("Have the technician renew it: without it the booths cannot connect."),
        "clock",
    ),
    "disk": Condition(
        later("The disk is nearly full"),
        later("Make room on the hub's machine: on a full disk no money can be taken."),
    ),
    "holidays": Condition(
        later("Prices will know no more holidays"),
        later("Their days were written out for five years. Review and adopt the prices again."),
        "clock",
    ),
    "needs_flashing": Condition(
        later("Foreign firmware"), later("The controller needs new firmware: call the technician.")
    ),
    # Only on a tile: they are so, or not.
    "no_answer": Condition(
        later("No answer"), later("The booth does not answer: check its power and network."), "offline"
    ),
    "lease_suspended": Condition(
        later("Emergency numbers only"), later("It lost the hub for a while and goes on by itself."), "wait"
    ),
    "lease_over": Condition(
        later("Closed by itself"), later("It lost the hub for too long. Take the money and unlock it anew.")
    ),
}

# What the log of alarms can hold.
LOGGED = tuple(kind for kind in CONDITIONS if kind not in ("no_answer", "lease_suspended", "lease_over"))

# What an alarm notes in a word of the wire, said in a sentence.
NOTES = {
    "power": later("It had no power."),
    "watchdog": later("It had stopped answering and restarted itself."),
    "crash": later("Its program broke."),
    "update": later("It has new firmware."),
    "unknown": later("It does not know why."),
    "power_idle": later("It had no power; no call was under way."),
    "power_call": later("It had no power; a call was cut."),
    "watchdog_idle": later("It had stopped answering; no call was under way."),
    "watchdog_call": later("It had stopped answering; a call was cut."),
    "lease_over": later("It lost the hub for too long and locked itself."),
}

# Parts of the hub itself, as its health names them, and what to do when one is down.
HUB = {
    "store": later("The books do not answer. No money can be taken until they do: call the technician."),
    "broker": later(
        "The broker does not answer: no booth can be unlocked or locked. Calls are timed in the booths."
    ),
    "spool": later("Printing has stopped. Start the hub again; receipts that wait come out then."),
    "in_charge": later("Another hub has taken over. This one commands no booth: use the panel of the other."),
}


def condition_of(kind: str) -> Condition:
    return CONDITIONS.get(kind, UNNAMED)


def note_of(detail: str) -> str:
    return NOTES.get(detail, detail)
