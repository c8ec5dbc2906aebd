"""Talking with a printer that answers: before, whether it can print; afterwards, whether it has.

A small receipt sent to a printer out of paper looks delivered, lies in its memory and comes out by itself
later: so it is asked, and only its own answer counts. The same by network, serial line and USB. Must not
know what the bytes say.
"""

from dataclasses import dataclass
from typing import Protocol

from locutorio.printing.trouble import PrinterTrouble

ASK_ONLINE = b"\x10\x04\x01"
ASK_PAPER = b"\x10\x04\x04"
ASK_PRINTED = b"\x1dr\x01"  # answered in its turn, after everything before it is on paper


@dataclass(frozen=True, slots=True)
class Patience:
    """How long an answer may take: at once, and once everything is printed."""

    answer_s: float = 3.0
    printed_s: float = 8.0


class Wire(Protocol):
    """What it is asked raises OSError if it fails, and TimeoutError, which is one, if it takes too long."""

    def send(self, data: bytes) -> None: ...

    def receive(self, timeout_s: float) -> bytes:
        """The next bytes, b"" if the other end hung up."""

    def close(self) -> None: ...


def deliver(wire: Wire, data: bytes, *, name: str, confirms: bool, patience: Patience) -> bool:
    """Whether the printer said that all of it is on paper; it is only asked if it is one that `confirms`."""
    if confirms:
        _check_ready(wire, name, patience)
    try:
        wire.send(data + ASK_PRINTED if confirms else data)
        if confirms:
            _answer(wire, patience.printed_s, real_time=False)
    except OSError as error:
        raise unfinished(name, error) from error
    return confirms


def _check_ready(wire: Wire, name: str, patience: Patience) -> None:
    try:
        wire.send(ASK_ONLINE)
        online = not _answer(wire, patience.answer_s, real_time=True) & 0x08
        wire.send(ASK_PAPER)
        paper = not _answer(wire, patience.answer_s, real_time=True) & 0x60
    except OSError as error:
        raise PrinterTrouble(
            f"{name} does not answer ({reason(error)}). Switch it off and on; the receipt waits. "
            "If this model never answers, write printer.confirms = false.",
            passing=True,
        ) from error
    if not (online and paper):
        remedy = "is not ready. Close its cover" if paper else "is out of paper. Put in a new roll"
        raise PrinterTrouble(f"{name} {remedy}; the receipt waits.", passing=True)


def _answer(wire: Wire, timeout_s: float, *, real_time: bool) -> int:
    """The next status byte of the wanted sort: bit 4 tells answers to DLE EOT from those to GS r."""
    while True:
        received = wire.receive(timeout_s)
        if not received:
            raise ConnectionAbortedError("it hung up")
        for byte in received:
            if bool(byte & 0x10) == real_time:
                return byte


def unreachable(name: str, error: Exception) -> PrinterTrouble:
    return PrinterTrouble(
        f"{name} cannot be reached ({reason(error)}). "
        "Switch it on and check its cable and its address; the receipt waits.",
        passing=True,
    )


def unfinished(name: str, error: Exception) -> PrinterTrouble:
    return PrinterTrouble(
        f"{name} did not say that the receipt is printed ({reason(error)}). "
        "Look whether it came out; if not, see to the printer and reprint.",
        passing=False,
    )


def reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return getattr(error, "strerror", None) or str(error)
