"""The shop's printer: from a receipt to paper, or to a sentence that says what to mend. Station 8.

Lays the receipt out, turns it into the printer's bytes and delivers them. What it raises is a
PrinterTrouble; whoever asked decides what becomes of the job. Must not know queues or the store.
"""

from dataclasses import dataclass
from typing import Protocol

from locutorio.core.errors import ShopError
from locutorio.core.receipt import Receipt
from locutorio.printing.connections import Connection, FileDevice, NetworkDevice, UsbDevice
from locutorio.printing.escpos_bytes import compose, profile_columns, profile_names
from locutorio.printing.layout import MIN_COLUMNS, lay_out
from locutorio.printing.trouble import PrinterTrouble
from locutorio.words import Words


class PrinterSettingsError(ShopError):
    code = "printer_settings"


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """`kind` is none, network, file or usb; `profile` a model by python-escpos. `confirms` is whether a
    network printer answers questions about paper and progress; without it, sent counts as printed.
    """

    kind: str = "none"
    host: str = ""
    port: int = 9100
    path: str = ""
    usb_vendor: int = 0
    usb_product: int = 0
    profile: str = "default"
    columns: int = 42
    confirms: bool = True


class Printer(Protocol):
    def print(self, receipt: Receipt, *, copy: int) -> None:
        """Print it, marked as the `copy`th duplicate unless that is 0; or raise PrinterTrouble."""


class EscposPrinter:
    def __init__(self, connection: Connection, *, profile: str, columns: int) -> None:
        self._connection = connection
        self._profile = profile
        self._columns = columns

    def print(self, receipt: Receipt, *, copy: int) -> None:
        words = Words(receipt.language, receipt.timezone)
        lines = lay_out(receipt, self._columns, words, copy=copy)
        data = compose(lines, self._columns, self._profile, right_to_left=words.right_to_left)
        self._connection.deliver(data)


class NoPrinter:
    """Stands where no printer is set up: a receipt asked for on paper is refused, not kept for ever."""

    def print(self, receipt: Receipt, *, copy: int) -> None:
        raise PrinterTrouble(
            f"Receipt {receipt.number} was not printed: no printer is set up. "
            "Write printer.kind in the settings, start again and reprint.",
            passing=False,
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
    return EscposPrinter(connection, profile=settings.profile, columns=settings.columns)


def _connection(settings: PrinterSettings) -> Connection:
    match settings:
        case PrinterSettings(kind="network", host=host) if host:
            return NetworkDevice(host, settings.port, confirms=settings.confirms)
        case PrinterSettings(kind="network"):
            raise PrinterSettingsError("a network printer needs printer.host, its address")
        case PrinterSettings(kind="file", path=path) if path:
            return FileDevice(path)
        case PrinterSettings(kind="file"):
            raise PrinterSettingsError("a file printer needs printer.path, like /dev/usb/lp0")
        case PrinterSettings(kind="usb", usb_vendor=vendor, usb_product=product) if vendor and product:
            try:
                return UsbDevice(vendor, product)
            except RuntimeError as error:
                raise PrinterSettingsError(str(error)) from error
        case PrinterSettings(kind="usb"):
            raise PrinterSettingsError(
                "a USB printer needs printer.usb_vendor and printer.usb_product; `lsusb` shows them as ID"
            )
    raise PrinterSettingsError(f'printer.kind is none, network, file or usb, not "{settings.kind}"')
