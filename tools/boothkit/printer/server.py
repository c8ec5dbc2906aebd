"""The virtual printer at its TCP port: takes bytes, answers status, saves each receipt as text and PNG.

It can be made to misbehave as real ones do: out of paper or with its cover open (it keeps what it was sent
and prints it when that is over), slow, stalled (it takes a connection and says nothing), dying (it goes off
over the first line of a receipt), or off (stopped).
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from boothkit.printer.decoder import Decoder
from boothkit.printer.drawing import as_picture
from boothkit.printer.paper import Cut, Item, Kick, Problem, Query, as_text

State = Literal["ready", "paper_out", "cover_open", "slow", "stalled", "dying"]
STATES: tuple[State, ...] = get_args(State)

# Answers to DLE EOT n by n; bit 4 and bit 1 are always set.
STATUS = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}
STATUS_WHILE: dict[State, dict[int, int]] = {
    "paper_out": STATUS | {1: 0x1A, 2: 0x32, 4: 0x7E},
    "cover_open": STATUS | {1: 0x1A, 2: 0x16},
}
SLOW_LINE_S = 0.05


@dataclass(frozen=True, slots=True)
class Printed:
    """A receipt that came out: its text, where text and picture were saved, what was odd about it."""

    text: str
    items: tuple[Item, ...]
    text_file: Path
    picture_file: Path
    problems: tuple[str, ...]


class VirtualPrinter:
    def __init__(
        self,
        folder: Path,
        *,
        port: int = 0,
        columns: int = 42,
        on_printed: Callable[[Printed], None] | None = None,
    ) -> None:
        self.port = port
        self.printed: list[Printed] = []
        self.kicks: list[Kick] = []
        self._folder = folder
        self._columns = columns
        self._on_printed = on_printed
        self._state: State = "ready"
        self._changed = asyncio.Event()
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task] = set()
        self._paper: list[Item] = []

    async def start(self) -> None:
        """Switched on. A port of 0 takes a free one and keeps it from then on."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Switched off, in the middle of whatever it is doing."""
        if self._server is None:
            return
        self._server.close()
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        await self._server.wait_closed()
        self._server = None

    def set_state(self, state: State) -> None:
        self._state = state
        self._changed.set()
        self._changed = asyncio.Event()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = asyncio.current_task()
        self._connections.add(connection)
        try:
            await self._converse(reader, writer)
        except asyncio.CancelledError:
            pass  # switched off
        finally:
            self._connections.discard(connection)
            writer.close()
            self._tear_off()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Like the real thing: reception answers real-time questions, printing takes from its buffer."""
        buffer: asyncio.Queue[bytes] = asyncio.Queue()
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._receive(reader, writer, buffer))
                tasks.create_task(self._print(buffer, writer))
        except* ConnectionError:
            pass

    async def _receive(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, buffer: asyncio.Queue[bytes]
    ) -> None:
        data = None
        while data != b"":
            await self._leave("stalled")
            data = await reader.read(65536)
            await self._leave("stalled")
            for at in range(len(data) - 2):
                if data[at : at + 2] == b"\x10\x04":
                    answers = STATUS_WHILE.get(self._state, STATUS)
                    writer.write(bytes([answers.get(data[at + 2], 0x12)]))
            buffer.put_nowait(data)

    async def _print(self, buffer: asyncio.Queue[bytes], writer: asyncio.StreamWriter) -> None:
        decoder = Decoder()
        while data := await buffer.get():
            for item in decoder.feed(data):
                await self._leave("stalled", "paper_out", "cover_open")
                if self._state == "slow":
                    await asyncio.sleep(SLOW_LINE_S)
                self._take(item, writer)

    def _take(self, item: Item, writer: asyncio.StreamWriter) -> None:
        match item:
            case Query(name="GS r"):
                writer.write(b"\x00")
            case Query():
                pass  # real-time: answered on reception
            case Kick():
                self.kicks.append(item)
            case Cut():
                self._tear_off()
            case _:
                self._paper.append(item)
                if self._state == "dying":
                    raise ConnectionAbortedError("it went off")

    def _tear_off(self) -> None:
        """The receipt is in the customer's hand: cut, or when a printer without knife hangs up."""
        if not self._paper:
            return
        items, self._paper = tuple(self._paper), []
        problems = tuple(item.text for item in items if isinstance(item, Problem))
        number = len(list(self._folder.glob("receipt-*.txt"))) + 1
        text_file = self._folder / f"receipt-{number:04}.txt"
        picture_file = text_file.with_suffix(".png")
        text = as_text(items, self._columns)
        text_file.write_text(text, encoding="utf-8")
        as_picture(items, self._columns).save(picture_file)
        printed = Printed(text, items, text_file, picture_file, problems)
        self.printed.append(printed)
        if self._on_printed:
            self._on_printed(printed)

    async def _leave(self, *states: State) -> None:
        """Waits until the printer is in none of `states`."""
        while self._state in states:
            await self._changed.wait()
