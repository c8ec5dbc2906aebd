"""The hub as a shop runs it, `locutorio up` in a process of its own: it can be killed, frozen and starved."""

import asyncio
import os
import re
import resource
import signal
import subprocess
import sys
from pathlib import Path

STARTS_S = 60.0
STOPS_S = 20.0


class HubProcess:
    """`program` is what runs it; the shop's settings file is its last argument."""

    def __init__(self, settings_file: Path, *, program: tuple[str, ...] = ("-m", "locutorio", "up")) -> None:
        self.log = settings_file.with_suffix(".log")
        self._command = [sys.executable, *program, str(settings_file)]
        self._process: subprocess.Popen[bytes] | None = None
        self._began = 0  # where this start's words begin in the log

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def start(self) -> str:
        """The panel's address."""
        self._began = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(self._command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        async with asyncio.timeout(STARTS_S):
            while not (said := re.search(r"^Panel: (\S+)$", self.said(), re.MULTILINE)):
                assert self.runs, f"the hub did not start:\n{self.said()}"
                await asyncio.sleep(0.02)
        return said[1]

    def said(self) -> str:
        """Since its last start."""
        return self.log.read_bytes()[self._began :].decode()

    def kill(self) -> None:
        """Gone between two instructions, as at a power cut."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """As its owner stops it; killed if it does not."""
        if self._process is not None and self.runs:
            self._process.terminate()
            try:
                self._process.wait(STOPS_S)
            except subprocess.TimeoutExpired:
                self.kill()
                raise

    def freeze(self, frozen: bool) -> None:
        os.kill(self.pid, signal.SIGSTOP if frozen else signal.SIGCONT)

    def limit_files(self, size: int | None) -> None:
        """No file of the hub may grow past `size` bytes: a full disk to it. None: there is room again."""
        _, hard = resource.prlimit(self.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (hard if size is None else size, hard))

    def memory_kib(self) -> int:
        """What it keeps in memory now."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1])
