"""The shop's printer: from a print job to paper, or to a sentence that says what to mend. Station 8.

Lays the document out, turns it into the printer's bytes, opens the drawer before or after it, and delivers
all that. What it raises is a PrinterTrouble; whoever asked decides what becomes of the job. Must not know the
store.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from locutorio.core.errors import ShopError
from locutorio.core.receipt import Receipt
from locutorio.desk.print_queue import Document, PrintJob
from locutorio.printing.connections import AskedDevice, Connection, CupsQueue, FileDevice
from locutorio.printing.dialogue import Wire
from locutorio.printing.escpos_bytes import compose, kick, profile_columns, profile_names
from locutorio.printing.layout import lay_out
from locutorio.printing.sheet import MIN_COLUMNS
from locutorio.printing.trouble import NothingToPrintOn
from locutorio.printing.usb_wire import UsbWire
from locutorio.printing.wires import NetworkWire, SerialWire
from locutorio.words import Words


class PrinterSettingsError(ShopError):
    code = "printer_settings"


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """`kind` is none, network, serial, usb, cups or file; `profile` a model by python-escpos. `confirms` is
    whether a printer that could be asked answers questions about paper and progress; without it, sent counts
    as printed. The drawer on its plug `drawer_pin` opens to the paper: `drawer_kick` is before or after it.
    """

    kind: str = "none"
    host: str = ""
    port: int = 9100
    path: str = ""
    baud: int = 9600
    queue: str = ""
    usb_vendor: int = 0
    usb_product: int = 0
    profile: str = "default"
    columns: int = 42
    confirms: bool = True
    drawer_kick: str = "before"
    drawer_pin: int = 2


class Printer(Protocol):
    def print(self, job: PrintJob) -> bool:
        """Whether the printer said that it is on paper (False: it cannot say); or raise PrinterTrouble."""


class EscposPrinter:
    def __init__(self, connection: Connection, settings: PrinterSettings) -> None:
        self._connection = connection
        self._settings = settings

    def print(self, job: PrintJob) -> bool:
        paper = self._paper(job.document, job.copy) if job.document else b""
        pulse = kick(self._settings.drawer_pin) if job.kick else b""
        after = self._settings.drawer_kick == "after"
        return self._connection.deliver(paper + pulse if after else pulse + paper)

    def _paper(self, document: Document, copy: int) -> bytes:
        columns = self._settings.columns
        words = Words(document.language, document.timezone)
        return compose(
            lay_out(document, columns, copy=copy),
            columns,
            self._settings.profile,
            right_to_left=words.right_to_left,
        )


class NoPrinter:
    """Stands where no printer is set up: what is asked for on paper is refused, not kept for ever."""

    def print(self, job: PrintJob) -> bool:
        paper = f"Receipt {job.document.number}" if isinstance(job.document, Receipt) else "The paper"
        raise NothingToPrintOn(
            f"{paper} was not printed: no printer is set up. "
            "Write printer.kind in the settings, start again and reprint."
        )


def open_printer(settings: PrinterSettings) -> Printer:
    """The printer the settings name; PrinterSettingsError says what to write instead. Connects to nothing."""
    if settings.kind == "none":
        return NoPrinter()
    connection = _connection(settings)
    if settings.profile not in profile_names():
        known = ", ".join(profile_names())
        raise PrinterSettingsError(f'there is no printer profile "{settings.profile}"; known are {known}')
    widest = profile_columns(settings.profile)
    if not MIN_COLUMNS <= settings.columns <= widest:
        raise PrinterSettingsError(
            f"printer.columns is {settings.columns}, but {settings.profile} prints {MIN_COLUMNS} to {widest}"
        )
    return EscposPrinter(connection, settings)


def _connection(settings: PrinterSettings) -> Connection:
    match settings:
        case PrinterSettings(kind="network", host=host, port=port):
            _needed(host, "a network printer needs printer.host, its address")
            return _asked(f"The printer at {host}:{port}", partial(NetworkWire, host, port), settings)
        case PrinterSettings(kind="serial", path=path):
            _needed(path, "a serial printer needs printer.path, like /dev/ttyUSB0")
            return _asked(f"The printer at {path}", partial(SerialWire, path, settings.baud), settings)
        case PrinterSettings(kind="usb", usb_vendor=vendor, usb_product=product):
            needed = (
                "a USB printer needs printer.usb_vendor and printer.usb_product; `lsusb` shows them as ID"
            )
            _needed(vendor and product, needed)
            name = f"The USB printer {vendor:04x}:{product:04x}"
            return _asked(name, partial(UsbWire, vendor, product), settings)
        case PrinterSettings(kind="cups", queue=queue):
            _needed(queue, "a CUPS printer needs printer.queue, its name; `lpstat -e` lists them")
            return CupsQueue(queue)
        case PrinterSettings(kind="file", path=path):
            _needed(path, "a file printer needs printer.path, like /dev/usb/lp0")
            return FileDevice(path)
    raise PrinterSettingsError(
        f'printer.kind is none, network, serial, usb, cups or file, not "{settings.kind}"'
    )


def _asked(name: str, reach: Callable[[], Wire], settings: PrinterSettings) -> Connection:
    return AskedDevice(name, reach, confirms=settings.confirms)


def _needed(value: object, sentence: str) -> None:
    if not value:
        raise PrinterSettingsError(sentence)
