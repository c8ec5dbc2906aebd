"""A whole controller board on a desk, with its USB cable: the real MicroPython, from bare to booth.

A technician's program finds on `port` what a real board has on its own: the REPL, its files, the running
program's console. The folder is its flash and nothing is in it but what was put there; `booth` has its pins.
"""

import asyncio
import fcntl
import os
import shutil
import signal
import termios
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from boothkit.cable import Cable
from boothkit.programs import micropython
from boothkit.virtual import FIRMWARE, SHIM, VirtualBooth

SOFT_RESET = 0  # how MicroPython ends on Ctrl-D


class CableChip:
    has_cable = True

    def __init__(self, cable: Cable) -> None:
        self._cable = cable

    async def launch(
        self,
        folder: Path,
        firmware: Path,
        options: list[str],
        environment: dict[str, str],
        ended: int | None,
    ) -> asyncio.subprocess.Process:
        console = self._cable.open_console()
        raw = ended == SOFT_RESET and self._cable.raw
        self._cable.raw = raw
        try:
            if ended == SOFT_RESET:
                os.write(console, b"MPY: soft reboot\r\n")
            if raw:
                self._cable.type(b"\x01")  # the REPL for programs outlives a soft reset, the program does not
            return await asyncio.create_subprocess_exec(
                *micropython(*options, str(SHIM / "board_start.py")),
                cwd=folder,
                env=environment | {"BOOTH_BARE": str(int(raw))},
                stdin=console,
                stdout=console,
                stderr=console,
                start_new_session=True,
                preexec_fn=take_console,
            )
        finally:
            os.close(console)


def take_console() -> None:
    """In the chip's process, so that Ctrl-C reaches it; before MicroPython hears it, it is nothing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class VirtualBoard:
    """An async context manager: with power while it is open."""

    def __init__(self, folder: Path, config: dict[str, Any] | None = None, *, speed: float = 1.0) -> None:
        """With `config` it is a booth: the firmware is on it already. Without, its flash is left as it is."""
        self._cable = Cable()
        self.booth = VirtualBooth(folder, config, speed=speed, chip=CableChip(self._cable))
        if config is not None:
            shutil.copytree(
                FIRMWARE, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__")
            )

    @property
    def port(self) -> str:
        return self._cable.port

    def plug(self) -> None:
        self._cable.plug()

    def pull(self) -> None:
        """The cable out of the laptop; the power stays."""
        self._cable.pull()

    async def __aenter__(self) -> Self:
        await self.booth.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.booth.stop()
        self._cable.close()


class BoardOnDesk:
    """A virtual board for a program that does not wait for it: it has a thread of its own."""

    def __init__(self, board: VirtualBoard, loop: asyncio.AbstractEventLoop) -> None:
        self.board, self._loop = board, loop

    @property
    def port(self) -> str:
        return self.board.port

    def do(self, deed: Callable[[VirtualBoard], Any]) -> Any:
        """Whatever touches the board or its pins is done in its thread."""

        async def act() -> Any:
            return deed(self.board)

        return asyncio.run_coroutine_threadsafe(act(), self._loop).result()


@contextmanager
def board_on_desk(
    folder: Path, config: dict[str, Any] | None = None, *, speed: float = 1.0
) -> Iterator[BoardOnDesk]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def power_on() -> VirtualBoard:
        return await VirtualBoard(folder, config, speed=speed).__aenter__()

    board = None
    try:
        board = asyncio.run_coroutine_threadsafe(power_on(), loop).result()
        yield BoardOnDesk(board, loop)
    finally:
        if board:
            asyncio.run_coroutine_threadsafe(board.__aexit__(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
