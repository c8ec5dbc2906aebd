"""What the codes of findings mean, in words for a technician.

Must not know how anything is judged.
"""

from boothwire.findings import BAD, OK, UNSEEN, WEAK, Finding

SIGNS = {OK: "✓", WEAK: "!", BAD: "✗", UNSEEN: "·"}
STYLES = {OK: "green", WEAK: "yellow", BAD: "bold red", UNSEEN: "dim"}

# code: (what is looked at, what to do when it is not well)
WORDS = {
    "relay_welded": ("relay opens", "its contacts stick: replace K1, and do not leave the booth unlocked"),
    "relay_dead": ("relay closes", "measure the coil's voltage; if it is there replace K1, else Q1 and D7"),
    "no_line": ("line voltage", "no battery from the exchange: look at the socket, the fuse F1, U6"),
    "current_at_rest": (
        "no current at rest",
        "current with the handset on: a bridge round K1, or U1/U2 stuck",
    ),
    "hook_stuck": ("handset on", "the handset is off, or U5 is stuck"),
    "input_stuck": (
        "inputs rest",
        "an input is active with nobody there: look at its optocoupler or decoder",
    ),
    "box_open": ("box closed", "close the box, or look at the tamper switch"),
    "swapped_polarity": ("polarity", "A and B are swapped at the socket since this board was calibrated"),
    "no_wifi": (
        "Wi-Fi",
        "not connected: check name and password with `boothkit provision`, and the distance",
    ),
    "weak_wifi": ("Wi-Fi signal", "move the aerial out of the metal box, or bring an access point nearer"),
    "wrong_ca": (
        "broker trusted",
        "the broker's certificate is not from this shop: give the booth its ca.der anew",
    ),
    "wrong_address": ("broker's address", "its certificate is for another: `locutorio broker-config` anew"),
    "broker_unreachable": ("broker reached", "is the hub on, the address right, the port open?"),
    "broker_refuses": (
        "broker admits it",
        "it does not know this booth's name or certificate: provision it anew",
    ),
    "broker_slow": ("broker's answer", "the network loses or delays much: look at the Wi-Fi"),
    "hub_silent": ("hub heard", "the broker is there, the hub is not: start it"),
    "no_tls": ("TLS", "nothing is encrypted: well for a desk, not for a shop"),
    "clock_off": ("clock", "the board's crystal is off: its durations are; replace the board"),
    "flash_full": ("room in the flash", "what does not belong there fills it: `boothkit flash` tidies"),
    "flash_worn": ("flash holds", "it does not keep what is written: replace the board"),
    "heap_low": ("memory", "little is left: is something else on the board?"),
    "journal_waiting": ("records fetched", "the hub does not fetch the booth's records"),
    "restarted": ("started in order", "it last started because its program broke or hung: read crash.txt"),
    "safe_mode": ("runs in full", "it crashed too often: `boothkit flash`, and read crash.txt"),
    "opto_dead": (
        "optocouplers",
        "nothing came through this input: look at its optocoupler and its resistor",
    ),
    "key_missing": ("every key", "these keys were not heard: look at the decoder and the telephone"),
    "key_wrong": ("keys heard right", "a decoder's output is swapped, stuck or open"),
    "pulse_missing": ("dial pulses", "they were not counted: loop current too weak, or the dial too fast"),
    "answer_unseen": ("answer", "the line showed none: ask the operator for it, or use the profile `delay`"),
    "ring_missing": ("ringing", "the booth was called and did not notice: look at C1, R8, D4, U3"),
    "lamp_unseen": ("lamp", "it did not light: look at its plug and its transistor"),
    "buzzer_unheard": ("buzzer", "it did not sound: look at its plug and its transistor"),
}


# Of what is measured as a number.
UNITS = {
    "relay_welded": "ms",
    "relay_dead": "ms",
    "weak_wifi": "dBm",
    "broker_slow": "ms",
    "hub_silent": "s",
    "clock_off": "ppm",
    "flash_full": "bytes",
    "flash_worn": "ms",
    "heap_low": "bytes",
}


def title(code: str) -> str:
    return WORDS[code][0]


def advice(finding: Finding) -> str:
    """What to do; empty where there is nothing to be done."""
    return WORDS[finding.code][1] if finding.verdict in (WEAK, BAD) else ""


def measured(finding: Finding) -> str:
    """What was found, and what it was held against."""
    if finding.measured is None:
        return ""
    found = finding.measured
    unit = UNITS.get(finding.code, "") if isinstance(found, int) else ""
    return f"{found} {unit}".strip() + ("" if finding.limit is None else f" (limit {finding.limit})")
