"""ESC/POS bytes to what stands on the paper: strict, incremental, written from the printer's side.

Bytes it does not understand become a Problem among the items, in their place; it goes on behind them, as
printers do. Must not know sockets or how paper looks.
"""

from boothkit.printer.commands import COMMANDS, PREFIXES
from boothkit.printer.head import Head
from boothkit.printer.paper import Item, Problem
from boothkit.printer.stream import IncompleteError, Reader, UnknownCommandError


class Decoder:
    """Feed it bytes as they come; it gives back what is finished."""

    def __init__(self) -> None:
        self._head = Head()
        self._pending = b""

    def feed(self, data: bytes) -> list[Item]:
        """The items completed by `data`."""
        reader = Reader(self._pending + data)
        self._pending = b""
        done = 0
        try:
            while reader.at < len(reader.data):
                self._step(reader)
                done = reader.at
        except IncompleteError:
            self._pending = reader.data[done:]
        items, self._head.items = self._head.items, []
        return items

    def _step(self, reader: Reader) -> None:
        lead = reader.take(1)
        if lead >= b" ":
            self._head.write(lead)
            return
        if lead in PREFIXES:
            lead += reader.take(1)
        try:
            if lead not in COMMANDS:
                raise UnknownCommandError(f"unknown command {lead.hex(' ')}")
            COMMANDS[lead](self._head, reader)
        except UnknownCommandError as error:
            self._head.put(Problem(str(error)))
