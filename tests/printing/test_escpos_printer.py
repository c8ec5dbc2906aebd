"""Receipts over a real socket into the virtual printer: what arrives is what was laid out."""

from dataclasses import replace
from functools import partial

import pytest
import segno
from boothkit.printer.decoder import Decoder
from boothkit.printer.drawing import as_picture
from boothkit.printer.paper import Feed, Kick, Picture, Qr, Row
from locutorio.desk.print_queue import PrintJob
from locutorio.printing.connections import AskedDevice
from locutorio.printing.dialogue import ASK_PAPER, Patience
from locutorio.printing.escpos_bytes import compose
from locutorio.printing.layout import lay_out
from locutorio.printing.picture import DOTS_A_MODULE, QUIET_MODULES, ROW_HEIGHT, draw
from locutorio.printing.printers import PrinterSettings, PrinterSettingsError, open_printer
from locutorio.printing.sheet import Line
from locutorio.printing.trouble import PrinterTrouble
from locutorio.printing.wires import NetworkWire
from paper_samples import family
from PIL import ImageOps

LATIN = ("en", "fr", "es", "cs", "pt")


def laid_out(receipt, columns, copy=0):
    return [line.text(columns).rstrip() for line in lay_out(receipt, columns, copy=copy)]


def network(printer, **settings):
    return open_printer(
        PrinterSettings(kind="network", host="127.0.0.1", port=printer.device.port, **settings)
    )


def by_network(printer, *, wire=NetworkWire, **how):
    return AskedDevice("The printer", partial(wire, "127.0.0.1", printer.device.port), **how)


def job(document, *, copy=0, kick=False):
    return PrintJob(1, document, copy, kick)


def rows_of(printed):
    return [item for item in printed.items if isinstance(item, Row)]


@pytest.mark.parametrize(
    ("profile", "columns"),
    [("TM-T88V", 42), ("TM-T20II-42col", 42), ("default", 42), ("TM-T20II", 48), ("NT-5890K", 32)],
)
@pytest.mark.parametrize("language", LATIN)
def test_every_letter_arrives(printer, samples, profile, columns, language):
    receipt = samples[language]
    network(printer, profile=profile, columns=columns).print(job(receipt, copy=1))
    (printed,) = printer.printed(1)
    assert printed.problems == ()
    assert [row.text.rstrip() for row in rows_of(printed)] == laid_out(receipt, columns, copy=1)
    assert all(row.cells <= columns for row in rows_of(printed))


def test_double_letters_arrive_double(printer, samples):
    network(printer).print(job(samples["en"]))
    double = [
        row.text.split() for row in rows_of(printer.printed(1)[0]) if row.spans and row.spans[0].wide == 2
    ]
    assert double == [["Corner", "Calls"], ["Amount", "due", "€3.80"]]


@pytest.mark.parametrize("language", ["cs", "ar"])
def test_letters_the_printer_lacks_come_as_a_picture_never_as_question_marks(printer, samples, language):
    network(printer, profile="TM-T88III").print(job(samples[language]))
    (printed,) = printer.printed(1)
    assert printed.problems == ()
    assert {type(item) for item in printed.items} == {Picture, Feed}
    assert {item.width for item in printed.items if isinstance(item, Picture)} == {42 * 12}
    assert "?" not in printed.text


def test_a_question_mark_somebody_wrote_is_one(printer, samples):
    asked = replace(samples["en"], footer_lines=("Was all well?",))
    network(printer, profile="TM-T88III").print(job(asked))
    assert "Was all well?" in printer.printed(1)[0].text


def items_of(document, path, *, kick=False, **settings):
    """What a printer that only listens would have made of it."""
    device = open_printer(PrinterSettings(kind="file", path=str(path), **settings))
    assert device.print(job(document, kick=kick)) is False, "a file cannot say that it was printed"
    return Decoder().feed(path.read_bytes())


def side_of(link) -> int:
    side, _ = segno.make_qr(link, error="m").symbol_size(DOTS_A_MODULE, QUIET_MODULES)
    return side


def test_a_code_is_drawn_by_the_printer_or_for_it(tmp_path, samples):
    receipt = family(samples["en"])
    drawn = [item for item in items_of(receipt, tmp_path / "own") if isinstance(item, Qr)]
    assert drawn == [Qr(receipt.link, "center")]
    by_us = items_of(receipt, tmp_path / "ours", profile="NT-5890K", columns=32)
    (picture,) = [item for item in by_us if isinstance(item, Picture)]
    assert (picture.width, picture.height) == (32 * 12, side_of(receipt.link))


def test_an_arabic_receipt_has_its_code_in_the_picture(samples):
    with_code, without = (
        draw(lay_out(receipt, 42, copy=0), 42, right_to_left=True)
        for receipt in (family(samples["ar"]), replace(family(samples["ar"]), link=""))
    )
    modules = segno.make_qr(family(samples["ar"]).link, error="m").symbol_size(DOTS_A_MODULE, QUIET_MODULES)[
        0
    ]
    assert with_code.height - without.height == modules + 2 * ROW_HEIGHT, "the code, its line and a gap"


@pytest.mark.parametrize(("when", "place"), [("before", 0), ("after", -1)])
def test_the_drawer_opens_to_the_paper(tmp_path, samples, when, place):
    items = items_of(samples["en"], tmp_path / "lp0", kick=True, drawer_kick=when, drawer_pin=5)
    assert [n for n, item in enumerate(items) if isinstance(item, Kick)] == [place % len(items)]
    assert items[place] == Kick(5)


def test_a_drawer_opens_only_when_it_is_asked_to(tmp_path, samples):
    assert not any(isinstance(item, Kick) for item in items_of(samples["en"], tmp_path / "lp0"))


def test_the_drawer_alone_needs_no_paper_laid_out(printer):
    assert network(printer).print(job(None, kick=True)) is True
    assert printer.device.kicks == [Kick(2)]
    assert printer.device.printed == []


def test_a_drawer_on_a_printer_that_is_not_ready_stays_shut(printer):
    printer.set_state("cover_open")
    with pytest.raises(PrinterTrouble, match="Close its cover"):
        network(printer).print(job(None, kick=True))
    printer.set_state("ready")
    network(printer).print(job(None, kick=True))
    assert len(printer.device.kicks) == 1


def test_a_slow_printer_is_waited_for(printer, samples):
    printer.set_state("slow")
    assert network(printer).print(job(samples["en"])) is True


def picture_of(data):
    """The picture alone, on paper of 32 columns, without the blank dots that fill its last band."""
    pictures = [item for item in Decoder().feed(data) if isinstance(item, Picture)]
    return ImageOps.invert(as_picture(pictures, 32)).crop((0, 0, 32 * 12, 1000))


def test_a_printer_without_raster_gets_the_same_picture_by_columns(samples):
    lines = lay_out(samples["ar"], 32, copy=0)
    by_rows = compose(lines, 32, "TM-T88V", right_to_left=True)
    by_columns = compose(lines, 32, "TM-U220", right_to_left=True)
    assert b"\x1b*" in by_columns
    assert b"\x1dv0" not in by_columns
    assert picture_of(by_columns).tobytes() == picture_of(by_rows).tobytes()


def test_a_picture_is_no_wider_than_the_paper(samples):
    lines = lay_out(samples["ar"], 40, copy=0)
    pictures = Decoder().feed(compose(lines, 40, "TM-U220", right_to_left=True))
    assert max(item.width for item in pictures if isinstance(item, Picture)) == 400


def test_arabic_starts_at_the_right_edge(samples):
    lines = [Line("مكالمة", "00:01:00")]
    left = draw(lines, 32, right_to_left=False)
    right = draw(lines, 32, right_to_left=True)
    middle = 16 * 12
    assert black(right.crop((middle, 0, 384, 32))) == black(left.crop((0, 0, middle, 32))) > 100


def black(picture):
    return picture.histogram()[0]


def test_a_printer_that_is_off_says_so_and_nothing_is_lost(printer, samples):
    device = network(printer)
    printer.off()
    with pytest.raises(PrinterTrouble, match=r"cannot be reached.*Switch it on") as trouble:
        device.print(job(samples["en"]))
    assert trouble.value.passing
    printer.on()
    device.print(job(samples["en"]))
    assert len(printer.printed(1)) == 1


def test_a_printer_out_of_paper_is_not_sent_the_receipt(printer, samples):
    printer.set_state("paper_out")
    with pytest.raises(PrinterTrouble, match="out of paper") as trouble:
        network(printer).print(job(samples["en"]))
    assert trouble.value.passing
    printer.set_state("ready")
    network(printer).print(job(samples["fr"]))
    assert ["Éléonore" in printed.text for printed in printer.printed(1)] == [True]


def test_a_stalled_printer_times_out_before_anything_is_sent(printer, samples):
    printer.set_state("stalled")
    device = by_network(printer, patience=Patience(answer_s=0.1))
    with pytest.raises(PrinterTrouble, match="does not answer") as trouble:
        device.deliver(b"receipt\n")
    assert trouble.value.passing


def test_paper_that_runs_out_in_the_middle_is_for_a_person_to_judge(printer):
    """Asked, it was ready; then it stops. The receipt comes out later: never print it again unasked."""

    class RunsOut(NetworkWire):
        def send(self, data):
            self.sent = data
            super().send(data)

        def receive(self, timeout_s):
            answer = super().receive(timeout_s)
            if self.sent == ASK_PAPER:
                printer.set_state("paper_out")
            return answer

    # The picture's dots look like a question answered at once: that answer is not the printed receipt's.
    picture = b"\x1dv0\x00\x01\x00\x03\x00\x10\x04\x01"
    device = by_network(printer, wire=RunsOut, patience=Patience(printed_s=0.2))
    with pytest.raises(PrinterTrouble, match="Look whether it came out") as trouble:
        device.deliver(picture + b"receipt\n\x1dV\x00")
    assert not trouble.value.passing
    printer.set_state("ready")
    assert [printed.text for printed in printer.printed(1)] == ["[picture 8 x 3]\nreceipt\n"]


def test_a_printer_that_only_listens_is_believed(printer):
    printer.set_state("paper_out")
    assert by_network(printer, confirms=False).deliver(b"receipt\n") is False
    printer.set_state("ready")
    assert printer.printed(1)[0].text == "receipt\n"


def test_a_file_printer_gets_receipt_after_receipt(tmp_path, samples):
    path = tmp_path / "lp0"
    device = open_printer(PrinterSettings(kind="file", path=str(path), profile="TM-T88V"))
    device.print(job(samples["en"]))
    device.print(job(samples["cs"]))
    rows = [item.text.rstrip() for item in Decoder().feed(path.read_bytes()) if isinstance(item, Row)]
    assert rows == laid_out(samples["en"], 42) + laid_out(samples["cs"], 42)


def test_a_file_that_cannot_be_opened_says_what_to_do(tmp_path, samples):
    device = open_printer(PrinterSettings(kind="file", path=str(tmp_path / "no" / "lp0")))
    with pytest.raises(PrinterTrouble, match=r"No such file.*check its cable") as trouble:
        device.print(job(samples["en"]))
    assert trouble.value.passing


def test_a_usb_printer_that_is_not_there_says_what_to_do(samples):
    """Here there is no libusb either."""
    device = open_printer(PrinterSettings(kind="usb", usb_vendor=0x04B8, usb_product=0x0E15))
    with pytest.raises(PrinterTrouble, match=r"USB printer 04b8:0e15 cannot be reached.*the receipt waits"):
        device.print(job(samples["en"]))


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (
            {"kind": "network", "host": "h", "profile": "TM-T88VI"},
            'no printer profile "TM-T88VI"; known are .*TM-T88V',
        ),
        ({"kind": "network"}, "needs printer.host"),
        ({"kind": "file"}, "needs printer.path"),
        ({"kind": "serial"}, "needs printer.path, like /dev/ttyUSB0"),
        ({"kind": "cups"}, "needs printer.queue"),
        ({"kind": "usb", "usb_vendor": 1}, "needs printer.usb_vendor and printer.usb_product"),
        ({"kind": "pigeon"}, 'not "pigeon"'),
        ({"kind": "file", "path": "p", "profile": "NT-5890K"}, "columns is 42, but NT-5890K prints 24 to 32"),
    ],
)
def test_wrong_settings_say_what_to_write(settings, sentence):
    with pytest.raises(PrinterSettingsError, match=sentence):
        open_printer(PrinterSettings(**settings))


def test_without_a_printer_a_receipt_is_refused(samples):
    with pytest.raises(PrinterTrouble, match="no printer is set up"):
        open_printer(PrinterSettings()).print(job(samples["en"]))
