"""A booth on a desk: the real firmware under MicroPython, its pins in the hands of this process.

The firmware runs as it stands; only `machine` and `network` are ours (shim/). At speed 1 its time is this
machine's. Faster, this process owns time: the booth is told how far time has come (`T`), does all that is
due and says so before time goes on, so edges keep their scripted moments exactly, however loaded
the machine is. The folder is the board's flash: it outlives `kill` (a power cut) and the next `start`.
How its processor is run is a part of its own: here without a cable, in virtual_board.py with one.
"""

import asyncio
import contextlib
import json
import os
import shutil
import signal
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from boothkit.deskclock import DeskClock
from boothkit.pins import ROOT, pinout
from boothkit.programs import micropython

FIRMWARE = ROOT / "firmware"
SHIM = Path(__file__).parent / "shim"
BOARD = "pico_w"
# What a Pico W leaves a program: 201 KB after its start, less 46 KB for a TLS handshake, which here takes no
# room in this heap. Words are twice as wide here: a module takes 2.3 times its .mpy, there 1.3 times.
HEAP_BYTES = round((201_000 - 46_000) * 2.3 / 1.3)
SIGNAL_DBM = -55  # of a network in the same room
START_S = 60.0
STOP_S = 1.0
RESETS = (64, -signal.SIGKILL)  # how the program ends then: shim/machine.py, and the watchdog here
BY_POWER, BY_WATCHDOG = 1, 3  # why it starts, as an RP2040 says it; its own restart is the watchdog's work


class Chip(Protocol):
    """How MicroPython is run with `folder` as its flash."""

    has_cable: bool  # then it may stand at its REPL, with no program that drives the pins

    async def launch(
        self,
        folder: Path,
        firmware: Path,
        options: list[str],
        environment: dict[str, str],
        ended: int | None,
    ) -> asyncio.subprocess.Process:
        """`firmware` is the program, unless one lies on the flash. `ended` is how it ended the last time;
        None: the power comes on."""
        ...


class BareChip:
    """Runs the firmware as it stands; what it prints is kept beside its flash."""

    has_cable = False

    async def launch(
        self,
        folder: Path,
        firmware: Path,
        options: list[str],
        environment: dict[str, str],
        ended: int | None,
    ) -> asyncio.subprocess.Process:
        with (folder / "console.log").open("ab") as console:
            return await asyncio.create_subprocess_exec(
                *micropython(*options, str(firmware / "main.py")),
                cwd=folder,
                env=environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=console,
                stderr=console,
                start_new_session=True,  # Ctrl-C in the terminal is for us, not for the booth
            )


class VirtualBooth:
    firmware = FIRMWARE  # or a folder of its modules compiled, as a release brings them, with the loader

    def __init__(
        self,
        folder: Path,
        config: dict | None,
        *,
        speed: float = 1.0,
        heap_bytes: int = HEAP_BYTES,
        chip: Chip | None = None,
    ) -> None:
        """Without `config` the flash is left as it is."""
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        if config is not None:
            (self.folder / "config.json").write_text(json.dumps(config), "utf-8")
        self.speed = speed
        self.heap_bytes = heap_bytes
        self._chip = chip or BareChip()
        self.outputs: dict[str, bool] = {}
        self.on_output: Callable[[str, bool, int], None] | None = None
        self.sticky_relay = False  # the contact stays where it is
        self.restarts = 0  # times the firmware or its watchdog restarted the board
        self.calendar: datetime | None = None  # what its clock was last set to
        self._pins = pinout()["pins"]
        self._names = {pin[BOARD]: name for name, pin in self._pins.items()}
        self._inputs = {name: False for name, pin in self._pins.items() if pin["direction"] == "in"}
        self._network_up = True
        self._signal_dbm = SIGNAL_DBM
        self._process: asyncio.subprocess.Process | None = None
        self._wire: asyncio.StreamWriter | None = None
        self._minders: list[asyncio.Task[None]] = []  # one for each time the power was on
        self._watchdog: asyncio.TimerHandle | None = None
        # Time of its own needs a thread in the firmware's process, and Ctrl-C gets lost among threads.
        self._by_itself = speed == 1 and not self._chip.has_cable
        self._clock = DeskClock(speed, self._tell_time, by_itself=self._by_itself)
        self._done = asyncio.Event()  # the booth has done all that was due
        self._ready = asyncio.Event()  # the pins are connected

    # ---- power

    async def start(self) -> None:
        """Power up. Returns when the pins are connected."""
        if self._process:
            return
        self._ready.clear()
        await self._boot(BY_POWER, None)
        await asyncio.wait_for(self._ready.wait(), START_S)
        if not self._process:
            raise RuntimeError(f"the firmware did not start:\n{self.console()[-2000:]}")
        self._clock.start()

    async def _boot(self, cause: int, ended: int | None) -> None:
        self._sockets = Path(tempfile.mkdtemp(prefix="booth"))  # a socket's path must be short
        path = str(self._sockets / "bench")
        self._server = await asyncio.start_unix_server(self._serve, path)
        options, environment = ["-X", f"heapsize={self.heap_bytes}"], self._environment(path, cause)
        process = await self._chip.launch(self.folder, self.firmware, options, environment, ended)
        self._process = process
        self._minders.append(asyncio.create_task(self._mind(process)))

    async def stop(self) -> None:
        """Power down for good."""
        process = self._process
        if process and process.returncode is None:
            self._process = None  # its end is meant
            process.terminate()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), STOP_S)
            self._process = process
        self._clock.stop()
        while self._minders:  # one that is just starting it again adds another
            self.kill()
            await self._minders.pop()

    def kill(self) -> None:
        """A power cut: the firmware is gone between two instructions, and every output falls."""
        process, self._process = self._process, None
        if process:
            if process.returncode is None:
                process.kill()
            self._unplug()
            self._ready.set()

    def hang(self) -> None:
        """The program stands still with its outputs as they are: now only the watchdog helps."""
        if self._process:
            self._process.send_signal(signal.SIGSTOP)

    def console(self) -> str:
        """What the firmware has printed, in all its boots."""
        return (self.folder / "console.log").read_text("utf-8", "replace")

    def _unplug(self) -> None:
        self._server.close()
        if self._wire:
            self._wire.close()
            self._wire = None
        if self._watchdog:
            self._watchdog.cancel()
        shutil.rmtree(self._sockets, ignore_errors=True)
        self._done.set()
        for name in list(self.outputs):
            self._output(name, False)

    async def _mind(self, process: asyncio.subprocess.Process) -> None:
        """What a board does by itself: start again after a reset, its own or the watchdog's."""
        await process.wait()
        if self._process is not process:
            return
        resets = self._ready.is_set() or process.returncode in RESETS
        self._process = None
        self._unplug()
        if resets:
            self.restarts += 1
            await self._boot(BY_WATCHDOG, process.returncode)
        else:
            self._ready.set()  # so much for the start

    # ---- time

    def now_ms(self) -> int:
        """Booth time since the first start; it goes on through power cuts."""
        return self._clock.now_ms()

    async def sleep_until(self, at_ms: int) -> None:
        await self._clock.sleep_until(at_ms)

    # ---- the world around the booth

    def set_pin(self, name: str, active: bool) -> None:
        """An input's logical level, now."""
        if self._inputs[name] != active:
            self._inputs[name] = active
            self._send(self._input_line(name))

    def set_network(self, up: bool) -> None:
        """The wireless network, as the booth's radio sees it."""
        self._network_up = up
        self._send(f"N {int(up)}")

    def set_signal(self, dbm: int) -> None:
        """How well its radio hears the wireless network."""
        self._signal_dbm = dbm
        self._send(f"S {dbm}")

    def _input_line(self, name: str) -> str:
        pin = self._pins[name]
        level = pin["active"] if self._inputs[name] else 1 - pin["active"]
        return f"I {pin[BOARD]} {level} {self.now_ms()}"

    def _send(self, line: str) -> None:
        if self._wire:
            self._wire.write(line.encode() + b"\n")

    async def _tell_time(self, at_ms: int) -> None:
        """Time has come so far; returns when the booth has caught up, or is without power."""
        if self._wire:
            self._done.clear()
            self._send(f"T {at_ms}")
            await self._done.wait()

    # ---- the firmware's side

    def _environment(self, path: str, cause: int) -> dict[str, str]:
        fast = not self._by_itself
        places = [*([SHIM / "fast"] if fast else []), SHIM, self.firmware / "lib"]
        return {
            "PATH": os.environ.get("PATH", ""),
            "BOOTH_BENCH": path,
            "BOOTH_RESET": str(cause),
            "BOOTH_FAST": "1" if fast else "0",
            "MICROPYPATH": ":".join([*map(str, places), ".frozen"]),
        }

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._wire = writer
        for name in self._inputs:
            self._send(self._input_line(name))
        self._send(f"N {int(self._network_up)}")
        self._send(f"S {self._signal_dbm}")
        self._send(f"T {self.now_ms()}")
        awaited = {str(pin[BOARD]) for pin in self._pins.values() if pin["direction"] == "out"}
        if self._chip.has_cable:
            self._ready.set()
        with contextlib.suppress(ConnectionError):
            while line := await reader.readline():
                words = line.decode().split()
                self._obey(words)
                if words[0] == "O":
                    awaited.discard(words[1])
                if not awaited:
                    self._ready.set()

    def _obey(self, words: list[str]) -> None:
        if words[0] == "O":
            name = self._names[int(words[1])]
            self._output(name, int(words[2]) == self._pins[name]["active"])
        elif words[0] == "T":
            self._done.set()
        elif words[0] == "C":
            self.calendar = datetime(*map(int, words[1:]), tzinfo=UTC)
        elif words[0] == "W":
            self._feed(int(words[1]) / 1000)

    def _feed(self, patience_s: float) -> None:
        """The watchdog, in this machine's time: a fast booth that hangs holds its own time up."""
        if self._watchdog:
            self._watchdog.cancel()
        if self._process:
            self._watchdog = asyncio.get_running_loop().call_later(patience_s, self._process.kill)

    def _output(self, name: str, active: bool) -> None:
        if self.outputs.get(name) == active:
            return
        self.outputs[name] = active
        if name == "relay" and not self.sticky_relay:
            self.set_pin("relay_sense", active)
        if self.on_output:
            self.on_output(name, active, self.now_ms())
