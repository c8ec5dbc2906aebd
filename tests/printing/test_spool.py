"""The spool on a real store, with a printer that goes off, stalls and dies."""

import threading
from dataclasses import replace

import pytest
from locutorio.desk import print_queue
from locutorio.desk.print_queue import PrintSummary
from locutorio.printing.printers import NoPrinter, PrinterSettings, open_printer
from locutorio.printing.spool import Spool
from locutorio.printing.trouble import PrinterTrouble
from locutorio.store import bills, books, paper
from paper_samples import ENGLISH, deposit_slip
from waiting import wait_for

NOW_MS = 1_772_449_000_000


class Clock:
    """Runs on by a minute whenever it is read, so that nothing put off waits long."""

    now_ms = NOW_MS

    def __call__(self) -> int:
        self.now_ms += 60_000
        return self.now_ms


@pytest.fixture
def shop(store, samples):
    """Puts the receipt of a paid bill in the books and asks for it on paper."""

    def sell(number: int, *, kick: bool = False) -> None:
        with store.begin() as tx:
            bill_id = bills.add(tx, name="", opened_ms=NOW_MS, person_id=None)
            issued = replace(samples["en"], number=number, bill_id=bill_id, calls=())
            books.add_receipt(tx, issued, seal="", signature="")
            print_queue.enqueue_receipt(tx, number, now_ms=NOW_MS, kick=kick)

    return sell


@pytest.fixture
def run(store):
    """Starts a spool for a printer and stops it after the test."""
    started = []

    def start(device) -> Spool:
        spool = Spool(store, device, clock=Clock())
        started.append(spool)
        spool.start()
        return spool

    yield start
    for spool in started:
        spool.stop()


def network(printer):
    return open_printer(PrinterSettings(kind="network", host="127.0.0.1", port=printer.device.port))


def numbers(printed) -> list[str]:
    return [line.split()[1] for receipt in printed for line in receipt.text.splitlines() if "Booth 3" in line]


def test_receipts_come_out_in_order_and_once(store, shop, run, printer):
    for number in (1, 2, 3):
        shop(number)
    run(network(printer))
    assert numbers(printer.printed(3)) == ["1", "2", "3"]
    wait_for(lambda: print_queue.summary(store).waiting == 0)
    assert {print_queue.paper_of(store, number).state for number in (1, 2, 3)} == {"confirmed"}


def test_what_cannot_be_confirmed_is_not_said_to_be(store, shop, run, tmp_path):
    shop(1)
    run(open_printer(PrinterSettings(kind="file", path=str(tmp_path / "lp0"))))
    wait_for(lambda: print_queue.paper_of(store, 1).state == "sent")


def test_the_drawer_opens_once_though_the_paper_has_to_wait(store, shop, run, printer):
    printer.set_state("paper_out")
    shop(1, kick=True)
    spool = run(network(printer))
    wait_for(lambda: "out of paper" in print_queue.summary(store).error)
    assert printer.device.kicks == []
    printer.set_state("ready")
    spool.wake()
    printer.printed(1)
    wait_for(lambda: print_queue.paper_of(store, 1).state == "confirmed")
    assert len(printer.device.kicks) <= 1, "none, if the paper came too late for it"


def test_wake_prints_at_once(store, shop, run, printer):
    spool = run(network(printer))
    shop(1)
    spool.wake()
    assert numbers(printer.printed(1)) == ["1"]


def test_a_printer_that_is_off_is_waited_for(store, shop, run, printer):
    printer.off()
    shop(1)
    run(network(printer))
    wait_for(lambda: "cannot be reached" in print_queue.summary(store).error)
    assert print_queue.summary(store).waiting == 1
    printer.on()
    (printed,) = printer.printed(1)
    assert "DUPLICATE" not in printed.text
    wait_for(lambda: print_queue.summary(store) == PrintSummary(0, 0, (), ""))


def test_paper_that_ran_out_prints_once_when_it_is_back(store, shop, run, printer):
    printer.set_state("paper_out")
    shop(1)
    run(network(printer))
    wait_for(lambda: "out of paper" in print_queue.summary(store).error)
    printer.set_state("ready")
    wait_for(lambda: print_queue.summary(store).waiting == 0)
    assert numbers(printer.printed(1)) == ["1"]


def doubtful(store) -> list[int | None]:
    return [job.receipt_number for job in print_queue.summary(store).doubtful]


class Interrupted:
    """A printer from which the answer never comes."""

    def __init__(self) -> None:
        self.asked = 0

    def print(self, job) -> bool:
        self.asked += 1
        raise PrinterTrouble("no answer: look", passing=False)


def test_a_doubtful_receipt_is_not_printed_again_unasked(store, shop, run):
    shop(1)
    device = Interrupted()
    spool = run(device)
    wait_for(lambda: print_queue.summary(store).error == "no answer: look")
    assert doubtful(store) == [1]
    shop(2)
    spool.wake()
    wait_for(lambda: doubtful(store) == [1, 2])
    assert device.asked == 2


def test_a_copy_of_a_doubtful_receipt_is_marked_and_ends_the_doubt(store, shop, run, printer):
    shop(1)
    run(Interrupted()).stop()
    wait_for(lambda: doubtful(store) == [1])
    with store.begin() as tx:
        print_queue.enqueue_receipt(tx, 1, now_ms=NOW_MS)
    run(network(printer))
    assert "DUPLICATE 1" in printer.printed(1)[0].text
    assert doubtful(store) == []


def test_what_was_with_the_printer_when_the_hub_died_is_doubtful(store, shop, run, printer):
    shop(1)
    shop(2)
    assert print_queue.next_job(store, NOW_MS).document.number == 1  # and the hub dies here
    run(network(printer))
    assert numbers(printer.printed(1)) == ["2"]
    assert doubtful(store) == [1]
    assert "The hub stopped while printing" in print_queue.summary(store).error


def test_a_job_is_taken_once(store, shop):
    shop(1)
    assert print_queue.next_job(store, NOW_MS).copy == 0
    assert print_queue.next_job(store, NOW_MS) is None


def test_a_failed_job_waits_longer_each_time(store, shop):
    shop(1)
    at_ms, waits = NOW_MS, []
    for _ in range(8):
        job = print_queue.next_job(store, at_ms)
        print_queue.failed(store, job.id, error="off", now_ms=at_ms)
        wait_ms = next(ms for ms in range(1000, 60_001, 1000) if _due(store, at_ms + ms))
        waits.append(wait_ms // 1000)
        at_ms += wait_ms
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]


def _due(store, now_ms: int) -> bool:
    with store.read() as tx:
        return paper.due(tx, now_ms) is not None


def test_without_a_printer_nothing_piles_up(store, shop, run):
    shop(1)
    run(NoPrinter())
    wait_for(lambda: "no printer is set up" in print_queue.summary(store).error)
    assert print_queue.summary(store).waiting == 0


def test_without_a_printer_nobody_is_asked_to_look_for_slips_and_drawers(store, run):
    with store.begin() as tx:
        print_queue.enqueue_slip(tx, deposit_slip(ENGLISH), now_ms=NOW_MS, kick=True)
        print_queue.enqueue_kick(tx, now_ms=NOW_MS)
    run(NoPrinter())
    wait_for(lambda: print_queue.summary(store) == PrintSummary(0, 0, (), ""))


class Slow:
    def __init__(self) -> None:
        self.begun = threading.Event()
        self.go_on = threading.Event()

    def print(self, job) -> bool:
        self.begun.set()
        assert self.go_on.wait(10)
        return True


def test_stopping_waits_for_the_receipt_in_hand_and_takes_no_other(store, shop, run):
    shop(1)
    shop(2)
    device = Slow()
    spool = run(device)
    assert device.begun.wait(10)
    stopping = threading.Thread(target=spool.stop)
    stopping.start()
    assert spool.healthy()
    wait_for(lambda: spool._stopping)
    device.go_on.set()
    stopping.join(10)
    assert not spool.healthy()
    assert print_queue.summary(store) == PrintSummary(1, 0, (), "")
