"""Lines a person types while a program watches something else.

They are read past sys.stdin, whose lock would hold up the program's end.
"""

import asyncio
import os
import queue
import threading
from collections.abc import AsyncIterator, Iterator


class Typed:
    """Called, it gives the next line typed since, or None; after the end of the input there is none."""

    def __init__(self) -> None:
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def __call__(self) -> str | None:
        try:
            return self._lines.get_nowait()
        except queue.Empty:
            return None

    def _listen(self) -> None:
        for line in read_lines():
            self._lines.put(line)


async def lines() -> AsyncIterator[str]:
    """As they are typed, for a program with an event loop."""
    typed: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def listen() -> None:
        for line in read_lines():
            loop.call_soon_threadsafe(typed.put_nowait, line)
        loop.call_soon_threadsafe(typed.put_nowait, None)

    threading.Thread(target=listen, daemon=True).start()
    while (line := await typed.get()) is not None:
        yield line


def read_lines() -> Iterator[str]:
    rest = b""
    while data := os.read(0, 1024):
        *whole, rest = (rest + data).split(b"\n")
        for line in whole:
            yield line.decode(errors="replace").strip()
