"""Every message between booth and hub: one table of kinds, their direction and their fields.

This table is the wire. A topic is `locutorio/<version>/<shop>/<booth>/<kind>`; a payload is the
signature, a space, and a JSON object with the fields of its kind, all of them and no others.

- `hello`    up    first on each connection: who speaks, in which boot, how far its records go
- `presence` up    retained, and the last will: is the booth on the line to the broker
- `state`    up    reported state: what the booth is doing now; each replaces the one before (n rises)
- `record`   up    numbered (boot, seq) and kept in the booth until acknowledged; the whole state of a call
- `desired`  down  what the hub wants of the lock; bound to the boot by nonce, ctr rises; never retained
- `ack`      down  cumulative: every record of `boot` up to `seq` is committed and may be forgotten;
                   it says nothing of other boots

Times are milliseconds since the boot (`_ms`), from the booth's monotonic ticks; the hub turns them
into wall time with the `at_ms` of the boot's hello.
"""

import json

from boothwire import WIRE_VERSION, WireError
from boothwire.fields import digits, flag, nonce, one_of, optional_uint, text, uint
from boothwire.mac import SIGNATURE_LENGTH, sign, verify

ROOT = "locutorio"
PAYLOAD_MAX = 1024

UP = "up"
DOWN = "down"

LINE_STATES = ("locked", "idle", "off_hook", "dialling", "ringing_out", "talking", "ended")
CALL_STATES = ("dialling", "ringing_out", "talking", "ended")
# Which signal started the bill; "" while unanswered.
EVIDENCE = ("", "reversal", "metering", "delay")
# Why a call ended; "" while it runs. "restart": found unfinished in the journal after a reboot.
ENDINGS = ("", "hangup", "released", "locked", "limit", "restart")

# kind: (direction, retained, fields in their order on the wire)
MESSAGES = {
    "hello": (
        UP,
        False,
        (
            ("wire", uint),
            ("firmware", text),
            ("board", text),
            ("profile", text),
            ("boot", uint),
            ("nonce", nonce),
            ("at_ms", uint),
            ("seq", uint),  # the last record numbered in this boot
            ("oldest_boot", uint),  # the oldest record still held; (boot, seq + 1) if none is
            ("oldest_seq", uint),
        ),
    ),
    "presence": (UP, True, (("boot", uint), ("nonce", nonce), ("online", flag))),
    "state": (
        UP,
        False,
        (
            ("boot", uint),
            ("n", uint),
            ("at_ms", uint),
            ("line", one_of(*LINE_STATES)),
            ("relay", flag),  # read back from the contact: True = line through
            ("ctr", uint),  # the last desired state obeyed
            ("visit", text),
            ("call", uint),  # 0 = none
            ("digits", digits),
            ("talk_ms", uint),
            ("seq", uint),  # as in hello
            ("oldest_boot", uint),
            ("oldest_seq", uint),
        ),
    ),
    "record": (
        UP,
        False,
        (
            ("boot", uint),
            ("seq", uint),
            ("call", uint),  # from 1 in each boot
            ("visit", text),
            ("state", one_of(*CALL_STATES)),
            ("digits", digits),
            ("dialled_ms", uint),  # first digit
            ("answered_ms", optional_uint),
            ("ended_ms", optional_uint),
            ("talk_ms", uint),  # from the answer to now or the end
            ("evidence", one_of(*EVIDENCE)),
            ("pulses", uint),  # metering pulses counted
            ("flashes", uint),
            ("ending", one_of(*ENDINGS)),
        ),
    ),
    "desired": (
        DOWN,
        False,
        (
            ("nonce", nonce),  # of the boot it is meant for; any other boot refuses it
            ("ctr", uint),  # rises; a booth refuses what is not above the last it obeyed
            ("unlocked", flag),
            ("visit", text),  # "" when locked
            ("limit_s", uint),  # most seconds any one call of the visit may talk; 0 = none
        ),
    ),
    "ack": (DOWN, False, (("boot", uint), ("seq", uint))),
}


def topic(shop, booth, kind):
    """The topic on which `kind` travels. `+` for shop or booth makes a subscription."""
    if kind not in MESSAGES:
        raise WireError("no message is called %r" % kind)
    return "%s/%d/%s/%s/%s" % (ROOT, WIRE_VERSION, shop, booth, kind)


def parse_topic(name):
    """(shop, booth, kind) of a topic, or WireError."""
    parts = name.split("/")
    if len(parts) != 5 or parts[0] != ROOT:
        raise WireError("not one of our topics: %s" % name[:80])
    if parts[1] != str(WIRE_VERSION):
        raise WireError("wire version %s, this side speaks %d" % (parts[1][:8], WIRE_VERSION))
    if parts[4] not in MESSAGES:
        raise WireError("no message is called %s" % parts[4][:20])
    return parts[2], parts[3], parts[4]


def is_retained(kind):
    return MESSAGES[kind][1]


def encode(name, message, key):
    """The payload for the topic `name`: signature, space, JSON. `message` is a dict with the kind's
    fields, no more and no fewer; `key` the booth's secret bytes. Returns bytes."""
    kind = parse_topic(name)[2]
    check(kind, message)
    body = to_json(kind, message)
    return sign(key, name, body).encode() + b" " + body


def decode(name, payload, key):
    """The message on topic `name` as a dict, or WireError if anything about it is not to the letter:
    size, signature, JSON, a missing or foreign field, a value out of its kind, another spelling."""
    kind = parse_topic(name)[2]
    if len(payload) > PAYLOAD_MAX:
        raise WireError("%d bytes, at most %d are taken" % (len(payload), PAYLOAD_MAX))
    payload = bytes(payload)
    signature, body = payload[:SIGNATURE_LENGTH], payload[SIGNATURE_LENGTH + 1 :]
    if payload[SIGNATURE_LENGTH : SIGNATURE_LENGTH + 1] != b" ":
        raise WireError("no signature")
    if not verify(key, name, body, signature):
        raise WireError("the signature does not fit")
    message = from_json(body)
    check(kind, message)
    # One message, one spelling: no spaces, no doubled field, no 01. Both Pythons then read it alike.
    if to_json(kind, message) != body:
        raise WireError("not spelt as %s is" % kind)
    return message


def to_json(kind, message):
    """The body: the fields in the table's order, without spaces (a dict's order is not kept on the board)."""
    parts = []
    for field, _ in MESSAGES[kind][2]:
        parts.append('"%s":%s' % (field, json.dumps(message[field])))
    return ("{" + ",".join(parts) + "}").encode()


def from_json(body):
    try:
        message = json.loads(str(body, "utf-8"))
    except (ValueError, UnicodeError, RuntimeError):  # RuntimeError: nested too deep
        raise WireError("not JSON") from None
    if type(message) is not dict:
        raise WireError("not a JSON object")
    return message


def check(kind, message):
    """Raise WireError unless `message` has the fields of `kind` to the letter."""
    fields = MESSAGES[kind][2]
    for field, checker in fields:
        if field not in message:
            raise WireError("%s lacks %s" % (kind, field))
        checker(field, message[field])
    if len(message) != len(fields):
        known = [field for field, _ in fields]
        foreign = sorted(str(field)[:20] for field in message if field not in known)
        raise WireError("%s has no field %s" % (kind, ", ".join(foreign)))
