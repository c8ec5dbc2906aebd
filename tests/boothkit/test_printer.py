"""The virtual printer over real sockets, in its good and bad moods."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from boothkit.printer.drawing import CELL_WIDTH, MARGIN, as_picture
from boothkit.printer.paper import Row, Span
from boothkit.printer.server import VirtualPrinter
from PIL import Image

RECEIPT = b"\x1b@Hello\n\x1dV\x00"
DEADLINE_S = 60


def with_printer(folder, story, **options):
    """Runs `story(printer, reader, writer)` against a printer that is on."""

    async def play():
        printer = VirtualPrinter(folder, **options)
        await printer.start()
        try:
            async with asyncio.timeout(DEADLINE_S):
                reader, writer = await asyncio.open_connection("127.0.0.1", printer.port)
                try:
                    await story(printer, reader, writer)
                finally:
                    writer.close()
        finally:
            await printer.stop()

    asyncio.run(play())


async def until(true):
    while not true():
        await asyncio.sleep(0.005)


def test_a_receipt_is_kept_as_text_and_picture(tmp_path):
    seen = []

    async def story(printer, _reader, writer):
        writer.write(RECEIPT)
        await until(lambda: printer.printed)

    with_printer(tmp_path / "out", story, on_printed=seen.append)
    (printed,) = seen
    assert printed.text == printed.text_file.read_text(encoding="utf-8") == "Hello\n"
    with Image.open(printed.picture_file) as picture:
        assert picture.width == 42 * CELL_WIDTH + 2 * MARGIN
        assert min(picture.get_flattened_data()) < 60, "there is ink on it"


def test_receipts_of_an_earlier_run_are_kept(tmp_path):
    async def story(printer, _reader, writer):
        writer.write(RECEIPT)
        await until(lambda: printer.printed)

    with_printer(tmp_path, story)
    with_printer(tmp_path, story)
    assert sorted(file.name for file in tmp_path.glob("*.txt")) == ["receipt-0001.txt", "receipt-0002.txt"]


def test_a_printer_without_a_knife_ends_the_receipt_when_the_sender_hangs_up(tmp_path):
    async def story(printer, _reader, writer):
        writer.write(b"no cut\n")
        writer.close()
        await until(lambda: printer.printed)
        assert printer.printed[0].text == "no cut\n"

    with_printer(tmp_path, story)


def test_what_it_does_not_understand_is_told_with_the_receipt(tmp_path):
    async def story(printer, _reader, writer):
        writer.write(b"good\n\x1bz\x00bad\n\x1dV\x00")
        await until(lambda: printer.printed)
        assert printer.printed[0].problems[0] == "unknown command 1b 7a"
        assert printer.printed[0].text.startswith("good\n")

    with_printer(tmp_path, story)


def test_it_answers_when_ready(tmp_path):
    async def story(_printer, reader, writer):
        writer.write(b"\x10\x04\x01")
        assert await reader.readexactly(1) == b"\x12"
        writer.write(b"x\n\x1dV\x00\x1dr\x01")
        assert await reader.readexactly(1) == b"\x00"

    with_printer(tmp_path, story)


def test_out_of_paper_it_answers_at_once_and_prints_later(tmp_path):
    async def story(printer, reader, writer):
        printer.set_state("paper_out")
        writer.write(RECEIPT + b"\x1dr\x01\x10\x04\x04")
        assert (await reader.readexactly(1))[0] & 0x60, "out of paper"
        assert not printer.printed
        printer.set_state("ready")
        assert await reader.readexactly(1) == b"\x00"
        assert [printed.text for printed in printer.printed] == ["Hello\n"]

    with_printer(tmp_path, story)


def test_with_its_cover_open_it_says_so_and_prints_later(tmp_path):
    async def story(printer, reader, writer):
        printer.set_state("cover_open")
        writer.write(b"\x10\x04\x02" + RECEIPT + b"\x1dr\x01")
        assert (await reader.readexactly(1))[0] & 0x04, "the cover is open"
        assert not printer.printed
        printer.set_state("ready")
        assert await reader.readexactly(1) == b"\x00"
        assert [printed.text for printed in printer.printed] == ["Hello\n"]

    with_printer(tmp_path, story)


def test_slow_it_answers_when_the_last_line_is_out(tmp_path):
    async def story(printer, reader, writer):
        printer.set_state("slow")
        writer.write(b"one\ntwo\nthree\n\x1dV\x00\x1dr\x01")
        assert await reader.readexactly(1) == b"\x00"
        assert [printed.text for printed in printer.printed] == ["one\ntwo\nthree\n"]

    with_printer(tmp_path, story)


def test_what_lay_in_its_memory_comes_out_though_the_sender_is_gone(tmp_path):
    async def story(printer, _reader, writer):
        printer.set_state("paper_out")
        writer.write(RECEIPT)
        writer.close()
        await writer.wait_closed()
        printer.set_state("ready")
        await until(lambda: printer.printed)

    with_printer(tmp_path, story)


def test_stalled_it_says_nothing_until_it_goes_on(tmp_path):
    async def story(printer, reader, writer):
        printer.set_state("stalled")
        writer.write(b"\x10\x04\x01")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(reader.readexactly(1), 0.05)
        printer.set_state("ready")
        assert await reader.readexactly(1) == b"\x12"

    with_printer(tmp_path, story)


def test_switched_off_and_on_it_keeps_its_port(tmp_path):
    async def story(printer, reader, _writer):
        port = printer.port
        await printer.stop()
        assert await reader.read() == b"", "the connection is gone"
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection("127.0.0.1", port)
        await printer.start()
        _, again = await asyncio.open_connection("127.0.0.1", port)
        again.write(RECEIPT)
        await until(lambda: printer.printed)
        again.close()

    with_printer(tmp_path, story)


def test_the_drawer_is_kicked(tmp_path):
    async def story(printer, _reader, writer):
        writer.write(b"\x1bp\x00\x19\xfa")
        await until(lambda: printer.kicks)
        assert printer.kicks[0].pin == 2

    with_printer(tmp_path, story)


def test_a_row_too_long_goes_on_in_the_next():
    short, long = (as_picture([Row((Span("x" * cells),))], 32) for cells in (32, 33))
    assert long.height == short.height + 30
    assert as_picture([Row((Span("x" * 16, wide=2),))], 32).height == short.height


def test_the_command_prints_receipts_and_obeys_until_it_is_stopped(tmp_path):
    code = "from boothkit.cli.printer import printer_command; printer_command()"
    arguments = [sys.executable, "-u", "-c", code, "--port", "0", "--folder", str(tmp_path / "out")]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        port = int(process.stdout.readline().split(":")[1].split(".")[0])

        async def send():
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(RECEIPT)
            await writer.drain()
            writer.close()

        asyncio.run(send())
        shown = [process.stdout.readline() for _ in range(4)]
        process.stdin.write("soggy\n")
        process.stdin.flush()
        assert "It can be: ready, paper_out" in process.stdout.readline()
        process.stdin.write("cover_open\n")
        process.stdin.flush()
        assert process.stdout.readline() == "The printer is cover_open.\n"
        os.kill(process.pid, signal.SIGTERM)
        assert process.wait(DEADLINE_S) == 0
    assert "Hello\n" in shown
    assert (Path(tmp_path) / "out" / "receipt-0001.png").exists()
