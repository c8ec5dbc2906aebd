"""The other ways to a printer: a serial line, a print queue of the system, USB."""

import os
import select
import socket
import threading
import tty
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from locutorio.desk.print_queue import PrintJob
from locutorio.printing.connections import AskedDevice, CupsQueue
from locutorio.printing.dialogue import Patience
from locutorio.printing.printers import PrinterSettings, open_printer
from locutorio.printing.trouble import PrinterTrouble
from locutorio.printing.usb_wire import UsbWire
from locutorio.printing.wires import SerialWire
from usb_beside import PRODUCT, VENDOR, UsbBeside

RECEIPT = b"receipt\n\x1dV\x00"


@pytest.fixture
def cable(printer) -> Iterator[str]:
    """A serial line with the virtual printer at its end: the path of its port."""
    master, slave = os.openpty()
    tty.setraw(slave)
    end = socket.create_connection(("127.0.0.1", printer.device.port))
    closing, closed = os.pipe()
    pump = threading.Thread(target=carry, args=(master, end, closing))
    pump.start()
    yield os.ttyname(slave)
    os.write(closed, b"x")
    pump.join()
    end.close()
    for descriptor in (master, slave, closing, closed):
        os.close(descriptor)


def carry(master: int, end: socket.socket, closing: int) -> None:
    while True:
        ready, _, _ = select.select([master, end, closing], [], [])
        if closing in ready:
            return
        if master in ready:
            end.sendall(os.read(master, 4096))
        if end in ready:
            os.write(master, end.recv(4096))


def by_serial(path: str, **how) -> AskedDevice:
    return AskedDevice(f"The printer at {path}", partial(SerialWire, path, 115_200), **how)


def test_a_serial_printer_confirms(printer, cable, samples):
    device = open_printer(PrinterSettings(kind="serial", path=cable, baud=115_200))
    assert device.print(PrintJob(1, samples["cs"], 0)) is True
    assert "Jiří Dvořák" in printer.printed(1)[0].text


def test_a_serial_printer_says_that_its_cover_is_open(printer, cable):
    printer.set_state("cover_open")
    with pytest.raises(PrinterTrouble, match="Close its cover") as trouble:
        by_serial(cable).deliver(RECEIPT)
    assert trouble.value.passing


def test_a_serial_printer_that_is_silent_is_given_up(printer, cable):
    printer.set_state("stalled")
    with pytest.raises(PrinterTrouble, match=r"does not answer \(no answer in time\)") as trouble:
        by_serial(cable, patience=Patience(answer_s=0.1)).deliver(RECEIPT)
    assert trouble.value.passing


def test_a_serial_port_that_is_not_there_says_what_to_do(tmp_path):
    with pytest.raises(PrinterTrouble, match=r"cannot be reached.*check its cable") as trouble:
        by_serial(str(tmp_path / "ttyUSB0")).deliver(RECEIPT)
    assert trouble.value.passing


@pytest.fixture
def bus(printer) -> UsbBeside:
    return UsbBeside(printer.device.port)


def by_usb(bus: UsbBeside, product: int = PRODUCT, **how) -> AskedDevice:
    return AskedDevice("The USB printer", partial(UsbWire, VENDOR, product, backend=bus), **how)


def test_a_usb_printer_confirms_wherever_it_listens_and_answers(printer, bus):
    for _ in range(2):  # it is let go of in between
        assert by_usb(bus).deliver(RECEIPT) is True
        assert bus.claimed == set()
    assert [printed.text for printed in printer.printed(2)] == ["receipt\n", "receipt\n"]
    assert not bus.driver_holds


def test_a_usb_printer_out_of_paper_says_so(printer, bus):
    printer.set_state("paper_out")
    with pytest.raises(PrinterTrouble, match="out of paper") as trouble:
        by_usb(bus).deliver(RECEIPT)
    assert trouble.value.passing


def test_a_usb_printer_that_is_silent_is_given_up(printer, bus):
    printer.set_state("stalled")
    with pytest.raises(PrinterTrouble, match=r"does not answer \(no answer in time\)"):
        by_usb(bus, patience=Patience(answer_s=0.1)).deliver(RECEIPT)


def test_a_usb_printer_that_is_not_there_says_what_to_do(bus):
    with pytest.raises(PrinterTrouble, match=r"cannot be reached \(no such device") as trouble:
        by_usb(bus, PRODUCT + 1).deliver(RECEIPT)
    assert trouble.value.passing


@pytest.fixture
def spooler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Puts an `lp` in front of the system's, with this as its last deed; it keeps what it was given."""

    def stand_in(deed: str = "exit 0") -> Path:
        program = tmp_path / "bin" / "lp"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\necho "$@" >{tmp_path}/asked\ncat >{tmp_path}/given\n{deed}\n')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
        return tmp_path

    return stand_in


def test_the_systems_queue_gets_the_bytes_as_they_are_and_cannot_say_more(spooler):
    kept = spooler()
    assert CupsQueue("counter").deliver(RECEIPT) is False
    assert (kept / "given").read_bytes() == RECEIPT
    assert (kept / "asked").read_text() == "-d counter -o raw -s\n"


def test_a_queue_that_refuses_is_tried_again(spooler):
    spooler('echo "lp: The printer or class does not exist." >&2; exit 1')
    with pytest.raises(PrinterTrouble, match=r"queue counter cannot be reached \(lp: The printer") as trouble:
        CupsQueue("counter").deliver(RECEIPT)
    assert trouble.value.passing


def test_a_queue_that_never_answers_leaves_a_doubt(spooler):
    spooler("exec sleep 60")
    with pytest.raises(PrinterTrouble, match="Look whether it came out") as trouble:
        CupsQueue("counter", accepted_s=0.2).deliver(RECEIPT)
    assert not trouble.value.passing


def test_without_a_spooler_one_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PrinterTrouble, match="cannot be reached") as trouble:
        CupsQueue("counter").deliver(RECEIPT)
    assert trouble.value.passing
