"""The ways bytes reach a printer: over the network, into a device file, by USB.

Each delivers one whole receipt or raises PrinterTrouble. The network printer is asked before whether it
can print and afterwards whether it has: a small receipt sent to a printer out of paper looks delivered,
lies in its memory and comes out by itself later. Must not know what the bytes say.
"""

import os
import socket
from typing import Protocol

from locutorio.printing.python_escpos import EscposError, Usb
from locutorio.printing.trouble import PrinterTrouble

ANSWER_TIMEOUT_S = 3.0
PRINTED_TIMEOUT_S = 8.0

ASK_ONLINE = b"\x10\x04\x01"
ASK_PAPER = b"\x10\x04\x04"
ASK_PRINTED = b"\x1dr\x01"  # answered in its turn, after everything before it is on paper


class Connection(Protocol):
    def deliver(self, data: bytes) -> None: ...


class NetworkDevice:
    def __init__(
        self,
        host: str,
        port: int,
        *,
        confirms: bool = True,
        answer_timeout_s: float = ANSWER_TIMEOUT_S,
        printed_timeout_s: float = PRINTED_TIMEOUT_S,
    ) -> None:
        self._address = (host, port)
        self._name = f"The printer at {host}:{port}"
        self._confirms = confirms
        self._answer_timeout_s = answer_timeout_s
        self._printed_timeout_s = printed_timeout_s

    def deliver(self, data: bytes) -> None:
        try:
            link = socket.create_connection(self._address, self._answer_timeout_s)
        except OSError as error:
            raise _unreachable(self._name, error) from error
        with link:
            if self._confirms:
                self._check_ready(link)
            try:
                self._send(link, data)
            except OSError as error:
                raise _unfinished(self._name, error) from error

    def _check_ready(self, link: socket.socket) -> None:
        try:
            link.sendall(ASK_ONLINE)
            online = not _answer(link, real_time=True) & 0x08
            link.sendall(ASK_PAPER)
            paper = not _answer(link, real_time=True) & 0x60
        except OSError as error:
            raise PrinterTrouble(
                f"{self._name} does not answer ({_reason(error)}). Switch it off and on; the receipt waits. "
                "If this model never answers, write printer.confirms = false.",
                passing=True,
            ) from error
        if not (online and paper):
            remedy = "is not ready. Close its cover" if paper else "is out of paper. Put in a new roll"
            raise PrinterTrouble(f"{self._name} {remedy}; the receipt waits.", passing=True)

    def _send(self, link: socket.socket, data: bytes) -> None:
        if not self._confirms:
            link.sendall(data)
            return
        link.settimeout(self._printed_timeout_s)
        link.sendall(data + ASK_PRINTED)
        _answer(link, real_time=False)


class FileDevice:
    """A device file like /dev/usb/lp0, or a plain file that receipts are added to."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._name = f"The printer at {path}"

    def deliver(self, data: bytes) -> None:
        try:
            device = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        except OSError as error:
            raise _unreachable(self._name, error) from error
        try:
            while data:
                data = data[os.write(device, data) :]
        except OSError as error:
            raise _unfinished(self._name, error) from error
        finally:
            os.close(device)


class UsbDevice:
    """Raises RuntimeError where pyusb is not installed."""

    def __init__(self, vendor: int, product: int) -> None:
        if not Usb.is_usable():
            raise RuntimeError(
                "USB printers need pyusb: install python-escpos[usb], or use printer.kind = file"
            )
        self._ids = (vendor, product)
        self._name = f"The USB printer {vendor:04x}:{product:04x}"

    def deliver(self, data: bytes) -> None:
        device = Usb(*self._ids, timeout=int(ANSWER_TIMEOUT_S * 1000))
        try:
            device.open()
        except (ValueError, EscposError) as error:  # pyusb without libusb, and no such device
            raise _unreachable(self._name, error) from error
        try:
            device._raw(data)
        except OSError as error:
            raise _unfinished(self._name, error) from error
        finally:
            device.close()


def _answer(link: socket.socket, *, real_time: bool) -> int:
    """The next status byte of the wanted sort: bit 4 tells answers to DLE EOT from those to GS r."""
    while True:
        byte = link.recv(1)
        if not byte:
            raise ConnectionAbortedError("it hung up")
        if bool(byte[0] & 0x10) == real_time:
            return byte[0]


def _unreachable(name: str, error: Exception) -> PrinterTrouble:
    return PrinterTrouble(
        f"{name} cannot be reached ({_reason(error)}). "
        "Switch it on and check its cable and its address; the receipt waits.",
        passing=True,
    )


def _unfinished(name: str, error: Exception) -> PrinterTrouble:
    return PrinterTrouble(
        f"{name} did not say that the receipt is printed ({_reason(error)}). "
        "Look whether it came out; if not, see to the printer and reprint.",
        passing=False,
    )


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return getattr(error, "strerror", None) or str(error)
