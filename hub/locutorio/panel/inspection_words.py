"""What is looked for in a booth, and what came of asking it, in the reader's language. Tables, no HTML.

A finding's code names a fault (boothwire.findings); each has a word for what is looked at, and what to do
when it is not well.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from boothwire.findings import BAD, OK, UNSEEN, WEAK, Finding

from locutorio.panel.language import later


@dataclass(frozen=True, slots=True)
class Looked:
    """`unit` of what was measured; KiB are made of bytes."""

    word: str
    todo: str
    unit: str = ""


UNNAMED = Looked(later("Something newer"), later("This hub does not know it yet: bring the hub up to date."))

LOOKED: Mapping[str, Looked] = {
    "relay_welded": Looked(
        later("Relay: opening"),
        later("Its contacts stick. Let nobody use the booth, and have the relay replaced."),
        "ms",
    ),
    "relay_dead": Looked(
        later("Relay: closing"), later("Measure its coil; then replace the relay or its transistor."), "ms"
    ),
    "no_line": Looked(
        later("Voltage on the line"), later("Nothing comes from the exchange. Check the socket and the fuse.")
    ),
    "current_at_rest": Looked(
        later("Current at rest"),
        later("Current flows with the handset on: look for a bridge past the relay, or a dead optocoupler."),
    ),
    "hook_stuck": Looked(later("Handset"), later("Put the handset on, or check its optocoupler.")),
    "input_stuck": Looked(
        later("Inputs"), later("One is active with nobody there: check its optocoupler or decoder.")
    ),
    "box_open": Looked(later("Box"), later("Close it, or check its switch.")),
    "swapped_polarity": Looked(
        later("Polarity"), later("The two wires are swapped at the socket. Turn them round.")
    ),
    "no_wifi": Looked(
        later("Wi-Fi"), later("It is not connected. Check name, password and the distance."), ""
    ),
    "weak_wifi": Looked(
        later("Wi-Fi signal"),
        later("Move the aerial out of the box, or bring an access point nearer."),
        "dBm",
    ),
    "wrong_ca": Looked(
        later("Broker's certificate"),
        later("The broker's certificate is not by the authority this booth knows. Give it new files."),
    ),
    "wrong_address": Looked(
        later("Broker's address"),
        later(
            "Its certificate is for another address. Write the one it was made for into the booth's files."
        ),
    ),
    "broker_unreachable": Looked(
        later("Way to the broker"), later("Check the broker, its address and its port.")
    ),
    "broker_refuses": Looked(
        later("Admission at the broker"), later("The broker does not know this booth. Give it new files.")
    ),
    "broker_slow": Looked(
        later("Broker's answer"),
        later("The network delays or loses much. Look at the Wi-Fi."),
        "ms",
    ),
    "hub_silent": Looked(later("Hub's voice"), later("The hub is silent: see whether it runs."), "s"),
    "no_tls": Looked(
        later("Encryption"), later("Anybody in the network can listen. Set up certificates for the shop.")
    ),
    "clock_off": Looked(
        later("Its clock"),
        later("It runs too fast or too slow, and so do its calls. Replace the board."),
        "ppm",
    ),
    "flash_full": Looked(
        later("Room in its memory"), later("Something fills it. Flash it anew with boothkit."), "KiB"
    ),
    "flash_worn": Looked(
        later("Its memory"), later("It does not keep what is written. Replace the board."), "ms"
    ),
    "heap_low": Looked(
        later("Working memory"), later("Hardly any is left. Flash it anew with boothkit."), "KiB"
    ),
    "journal_waiting": Looked(
        later("Calls to hand over"), later("Its calls wait for the hub. Look at the network and at the hub.")
    ),
    "restarted": Looked(later("Last start"), later("Its program broke or hung. See what the alarms say.")),
    "safe_mode": Looked(
        later("Full operation"), later("It crashed too often. Update it, or flash it with boothkit.")
    ),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    word: str
    icon: str
    tone: str


VERDICTS: Mapping[str, Verdict] = {
    OK: Verdict(later("Well"), "check", "good"),
    WEAK: Verdict(later("Weak"), "warn", "weak"),
    BAD: Verdict(later("Bad"), "warn", "bad"),
    UNSEEN: Verdict(later("Not seen"), "wait", "calm"),
}

# How an inspection ended that brought nothing.
ENDED: Mapping[str, str] = {
    "busy": later("Somebody uses the booth, so it did not examine itself. Try again later."),
    "unanswered": later("It did not answer."),
    "replaced": later("Another one took its place."),
}

# How an update in waves stands; otherwise a booth said why it does not take the release.
OUTCOMES: Mapping[str, str] = {
    "": later("Under way"),
    "done": later("Done"),
    "by_hand": later("Stopped by hand"),
    "silent": later("Stopped: %(booth)s said nothing for half an hour"),
    "withdrawn": later("Stopped: %(booth)s was offered another release"),
    "failed": later("Stopped: %(booth)s did not run well with it and went back"),
    "forged": later("Stopped: what %(booth)s got was not what the owner signed"),
    "full": later("Stopped: %(booth)s has no room for it"),
    "no key": later("Stopped: %(booth)s has no key for releases"),
}
STOPPED = later("Stopped because of %(booth)s")

# What a booth said of a release last.
SAID: Mapping[str, str] = {
    "": later("Offered"),
    "busy": later("In use: takes it later"),
    "stalled": later("Fetching was cut short"),
    "taken": later("Tries it"),
    "held": later("Runs it"),
    "older": later("Runs it"),
    "failed": later("Went back"),
    "forged": later("Refused it"),
    "full": later("Has no room"),
    "no key": later("Has no key for releases"),
}


def looked(code: str) -> Looked:
    return LOOKED.get(code, UNNAMED)


def measured(finding: Finding) -> str:
    """With its unit; "" where nothing was measured."""
    value, unit = finding.measured, looked(finding.code).unit
    if value is None or (finding.verdict == OK and isinstance(value, str)):
        return ""
    if unit == "KiB":
        value //= 1024
    return f"{value} {unit}".strip()
