"""A record or an alarm as the journal keeps it: its values in a fixed order, to spare the flash.

Station 3 of the call's way. A line outlives an update of the firmware, and its taking back. So a new field
goes to the end and none is ever moved or taken out: a line that is too short was written by an older
firmware and gets what stands here, one that is too long by a newer and is cut. (boot, seq) and the kind
stand in front of it already. It must not know where a line is kept, nor how a message travels.
"""

import json

FIELDS = {  # kind: (field, what it is where it was not written)
    "record": (
        ("call", 0),
        ("visit", ""),
        ("state", "ended"),
        ("digits", ""),
        ("dialled_ms", 0),
        ("answered_ms", None),
        ("ended_ms", None),
        ("talk_ms", 0),
        ("evidence", ""),
        ("pulses", 0),
        ("flashes", 0),
        ("ending", ""),
        ("emergency", False),
    ),
    "alarm": (
        ("at_ms", 0),
        ("fault", "crash"),
        ("on", False),
        ("detail", ""),
    ),
}


def to_text(kind, message):
    return json.dumps([message[field] for field, _ in FIELDS[kind]])


def to_message(line):
    """The message of a journal's line (boot, seq, kind, text)."""
    message = dict(FIELDS[line[2]])
    message.update(zip([field for field, _ in FIELDS[line[2]]], json.loads(line[3])))
    message["boot"], message["seq"] = line[:2]
    return message
