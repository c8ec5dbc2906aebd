"""The hub as a shop runs it, `locutorio up` in a process of its own: it can be killed, frozen and starved.

It is forked from a process that has imported the program and done nothing else: a hub is started more often
here than anywhere, and each start by itself imports for more than a second.
"""

import asyncio
import os
import re
import resource
import runpy
import signal
import sys
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

STARTS_S = 60.0
STOPS_S = 20.0

FORKS = get_context("forkserver")
FORKS.set_forkserver_preload(["locutorio.cli.run"])


def run(program: tuple[str, ...], log: Path) -> None:
    """What a new process does: run the program, its words into the log."""
    nothing, words = os.open(os.devnull, os.O_RDONLY), os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream, file in ((0, nothing), (1, words), (2, words)):
        os.dup2(file, stream)
    if program[0] == "-m":
        sys.argv = list(program[1:])
        runpy.run_module(program[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv = list(program)
        runpy.run_path(program[0], run_name="__main__")


class HubProcess:
    """`program` is what runs it; the shop's settings file is its last argument."""

    def __init__(self, settings_file: Path, *, program: tuple[str, ...] = ("-m", "locutorio", "up")) -> None:
        self.log = settings_file.with_suffix(".log")
        self._program = (*program, str(settings_file))
        self._process: BaseProcess | None = None
        self._began = 0  # where this start's words begin in the log

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.is_alive()

    @property
    def pid(self) -> int:
        assert self._process is not None
        assert self._process.pid is not None
        return self._process.pid

    async def start(self) -> str:
        """The panel's address."""
        self._began = self.log.stat().st_size if self.log.exists() else 0
        self._process = FORKS.Process(target=run, args=(self._program, self.log))
        self._process.start()
        async with asyncio.timeout(STARTS_S):
            while not (said := re.search(r"^Panel: (\S+)$", self.said(), re.MULTILINE)):
                assert self.runs, f"the hub did not start:\n{self.said()}"
                await asyncio.sleep(0.02)
        return said[1]

    def said(self) -> str:
        """Since its last start."""
        return self.log.read_bytes()[self._began :].decode() if self.log.exists() else ""

    def kill(self) -> None:
        """Gone between two instructions, as at a power cut."""
        if self._process is not None:
            self._process.kill()
            self._process.join()

    def stop(self) -> None:
        """As its owner stops it; killed if it does not."""
        if self._process is not None and self.runs:
            self._process.terminate()
            self._process.join(STOPS_S)
            if self.runs:
                self.kill()
                raise TimeoutError(f"the hub does not stop:\n{self.said()}")

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
