"""Every message between booth and hub: one table of kinds, their direction and their fields.

This table is the wire. A topic is `locutorio/<version>/<shop>/<booth>/<kind>`; a payload is the
signature, a space, and a JSON object with the fields of its kind, all of them and no others.

Up, from the booth:
- `hello`    first on each connection: who speaks, in which boot, how far its records go
- `presence` retained, and the last will: is the booth on the line to the broker
- `state`    reported state: what the booth is doing now; each replaces the one before (n rises)
- `record`   numbered (boot, seq) and kept in the booth until acknowledged; the whole state of a call
- `alarm`    numbered and kept like a record: something happened that the shop must know of
- `want`     asks for a piece of a firmware release, or says what became of it
- `checkup`  what the booth found out about itself when it was asked to
- `trace`    what its inputs do, while it was asked to tell; `part` rises until one is `over`

Down, from the hub. Each names the boot it is meant for by its nonce and the hub by its epoch; none is ever
retained, and a booth refuses another boot's nonce and an epoch below the highest it has heard:
- `desired`  what the hub wants of the lock: the lease (ctr rises)
- `grant`    what the running call may do: its price and its limit, or that it is barred (n rises)
- `beat`     the hub is there, and what time it is (n rises)
- `ack`      cumulative: every record and alarm of `boot` up to `seq` is committed and may be forgotten;
             it says nothing of other boots
- `offer`    a firmware release is to be had
- `piece`    a piece of it, as wanted
- `inspect`  look at yourself (n rises for ever; it is said again until an answer with that n comes)

Times are milliseconds since the boot (`_ms`), from the booth's monotonic ticks; the hub turns them
into wall time with the `at_ms` of the boot's hello. Only `unix_ms` is wall time.
"""

import json

from boothwire import WIRE_VERSION, WireError
from boothwire.fields import (
    base64,
    digits,
    edges,
    facts,
    flag,
    limits,
    nonce,
    one_of,
    optional_uint,
    plan,
    text,
    uint,
    words_of,
)
from boothwire.mac import SIGNATURE_LENGTH, sign, verify

ROOT = "locutorio"
PAYLOAD_MAX = 1536

UP = "up"
DOWN = "down"

# guarded: handset off on a locked line, each digit watched; refused: cut until the handset is back.
LINE_STATES = (
    "locked",
    "guarded",
    "refused",
    "idle",
    "off_hook",
    "dialling",
    "ringing_out",
    "talking",
    "ended",
)
CALL_STATES = ("dialling", "ringing_out", "talking", "ended")
# Which signal started the bill; "" while unanswered.
EVIDENCE = ("", "reversal", "metering", "delay")
# Why a call ended; "" while it runs. "fallback": cut by the booth itself because it lost the hub or never
# got a grant; "restart": found unfinished in the journal after a reboot.
ENDINGS = ("", "hangup", "released", "locked", "limit", "barred", "fallback", "restart")

# What a booth does when it loses broker or hub: cut at once and be locked until it is unlocked anew; let a
# running call finish first; or let only emergency numbers through until the hub is back, then go on.
FALLBACKS = ("lock", "finish", "emergency")
# How the lease stands: none or locked; open; suspended by the fallback "emergency"; over by another one.
LEASE_STATES = ("none", "open", "suspended", "over")
# What a grant says: priced; allowed without a price; free of charge; not allowed.
FATES = ("priced", "unpriced", "free", "barred")

# What an alarm tells of. Those that last are told again with `on` false when they are over, and stand in
# the reported state meanwhile.
LASTING_FAULTS = (
    "relay_stuck",  # the spare contact does not follow the coil
    "bypass",  # loop current flows though the relay is open
    "no_line",  # no voltage from the exchange
    "enclosure",  # the box is open
    "flash",  # records cannot be written down
    "safe_mode",  # it crashed too often: line locked, nothing but the link works
)
FAULTS = LASTING_FAULTS + (
    "emergency",  # an emergency number was dialled
    "guard",  # a locked line was cut: a digit that leads to no emergency number, or an answer without one
    "fallback",  # the booth acted by itself because it lost broker or hub
    "refused",  # a message that was forged, replayed or spoilt
    "crash",  # the program broke and started anew
    "update",  # what became of a firmware release
)
# Why the controller started.
RESETS = ("power", "watchdog", "crash", "update", "unknown")

# What a booth is asked to find out: what it knows without moving anything, at any time; that, and whether
# what it can move moves, while nobody uses it; what its inputs do, until told to stop or `for_s` are over.
INSPECTIONS = ("vitals", "checkup", "trace", "stop")

# What every message from the hub begins with: the boot it is meant for, and which hub speaks.
FROM_HUB = (("nonce", nonce), ("epoch", uint))

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
            ("epoch", uint),  # the highest hub's epoch ever heard
            ("reset", one_of(*RESETS)),
            ("release", uint),  # of the firmware that runs; 0 = not from a release
            ("trial", flag),  # that release is not confirmed yet
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
            ("epoch", uint),
            ("lease", one_of(*LEASE_STATES)),
            ("granted", uint),  # n of the grant in force for `call`; 0 = none
            ("limit_s", uint),  # talk seconds at which the booth will cut `call`; 0 = no limit
            ("cost", optional_uint),  # of `call` so far by its grant, in units of its plan
            ("faults", words_of(*LASTING_FAULTS)),  # those that last now
            ("refused", uint),  # messages refused in this boot
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
            ("emergency", flag),  # an emergency number: passes every lock, never costs anything
        ),
    ),
    "alarm": (
        UP,
        False,
        (
            ("boot", uint),
            ("seq", uint),  # in one row with the records
            ("at_ms", uint),
            ("fault", one_of(*FAULTS)),
            ("on", flag),
            ("detail", text),
        ),
    ),
    "want": (
        UP,
        False,
        (
            ("boot", uint),
            ("release", uint),
            ("name", text),  # of the file wanted; "manifest" first
            ("offset", uint),
            ("verdict", text),  # "" = go on; otherwise why no more is wanted
        ),
    ),
    "checkup": (
        UP,
        False,
        (
            ("boot", uint),
            ("n", uint),  # as in what asked for it; 0 = a technician at the board
            ("at_ms", uint),
            ("verdict", one_of("done", "busy")),  # busy: somebody uses the booth, nothing was moved
            ("facts", facts),
            ("limits", limits),  # of this board, where it was calibrated
        ),
    ),
    "trace": (
        UP,
        False,
        (
            ("boot", uint),
            ("n", uint),
            ("part", uint),  # from 1
            ("at_ms", uint),  # it is told what happened up to now
            ("over", flag),
            ("lost", uint),  # edges there was no room for, so far
            ("line", one_of(*LINE_STATES)),
            ("edges", edges),  # the first part begins with the inputs that are active already
        ),
    ),
    "desired": (
        DOWN,
        False,
        FROM_HUB
        + (
            ("ctr", uint),  # rises; a booth refuses what is not above the last it obeyed
            ("until_ms", uint),  # booth time after which it is too late to obey
            ("unlocked", flag),
            ("visit", text),  # "" when locked
            ("limit_s", uint),  # most seconds any one call of the visit may talk; 0 = no limit
            ("ungranted_s", uint),  # most seconds a call may talk without a grant
            ("patience_s", uint),  # the hub is lost when nothing was heard of it for so long
            ("broker_idle", one_of(*FALLBACKS)),  # what to do when the broker is lost, no call under way
            ("broker_call", one_of(*FALLBACKS)),  # ... in a call
            ("hub_idle", one_of(*FALLBACKS)),  # when the broker is there but the hub is not
            ("hub_call", one_of(*FALLBACKS)),
        ),
    ),
    "grant": (
        DOWN,
        False,
        FROM_HUB
        + (
            ("call", uint),
            ("digits", digits),  # as they were when it was made; other digits need another grant
            ("n", uint),  # rises with each grant for the call
            ("fate", one_of(*FATES)),
            ("label", text),
            ("limit_s", uint),  # most talk seconds, counted from the answer; 0 = none but the lease's
            ("plan", plan),  # what the call is metered with; null where the booth need not know
        ),
    ),
    "beat": (DOWN, False, FROM_HUB + (("n", uint), ("unix_ms", uint))),
    "ack": (DOWN, False, FROM_HUB + (("boot", uint), ("seq", uint))),
    "offer": (DOWN, False, FROM_HUB + (("release", uint),)),
    "inspect": (DOWN, False, FROM_HUB + (("n", uint), ("want", one_of(*INSPECTIONS)), ("for_s", uint))),
    "piece": (
        DOWN,
        False,
        FROM_HUB
        + (
            ("release", uint),
            ("name", text),
            ("offset", uint),
            ("size", uint),  # of the whole file
            ("data", base64),
        ),
    ),
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
    """The body: the fields in the table's order, no spaces between them (the board keeps no dict's order)."""
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
