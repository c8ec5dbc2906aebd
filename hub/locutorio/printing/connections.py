"""The ways paper is asked for: of a printer that answers, through a device file, or through CUPS.

Each delivers one whole piece of paper and says whether the printer confirmed it, or raises PrinterTrouble.
Must not know what the bytes say.
"""

import os
import subprocess
from collections.abc import Callable
from contextlib import closing
from typing import Protocol

from locutorio.printing import dialogue
from locutorio.printing.dialogue import Patience, Wire, unfinished, unreachable

ACCEPTED_S = 20.0  # by CUPS, which may have to wake up first
STANDARD = Patience()


class Connection(Protocol):
    def deliver(self, data: bytes) -> bool:
        """Whether the printer said that it is on paper; False: this one cannot say."""


class AskedDevice:
    """A printer at the end of a wire, which `reach` opens or raises OSError."""

    def __init__(
        self, name: str, reach: Callable[[], Wire], *, confirms: bool = True, patience: Patience = STANDARD
    ) -> None:
        self._name = name
        self._reach = reach
        self._confirms = confirms
        self._patience = patience

    def deliver(self, data: bytes) -> bool:
        try:
            wire = self._reach()
        except OSError as error:
            raise unreachable(self._name, error) from error
        with closing(wire):
            return dialogue.deliver(
                wire, data, name=self._name, confirms=self._confirms, patience=self._patience
            )


class FileDevice:
    """A device file like /dev/usb/lp0, or a plain file that receipts are added to."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._name = f"The printer at {path}"

    def deliver(self, data: bytes) -> bool:
        try:
            device = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        except OSError as error:
            raise unreachable(self._name, error) from error
        try:
            while data:
                data = data[os.write(device, data) :]
        except OSError as error:
            raise unfinished(self._name, error) from error
        finally:
            os.close(device)
        return False


class CupsQueue:
    """A queue of the system's spooler, which is given the bytes as they are. What becomes of them it keeps
    to itself: accepted is not printed."""

    def __init__(self, queue: str, *, accepted_s: float = ACCEPTED_S) -> None:
        self._queue = queue
        self._name = f"The print queue {queue}"
        self._accepted_s = accepted_s

    def deliver(self, data: bytes) -> bool:
        command = ["lp", "-d", self._queue, "-o", "raw", "-s"]
        try:
            done = subprocess.run(
                command, input=data, capture_output=True, timeout=self._accepted_s, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise unfinished(self._name, TimeoutError()) from error
        except OSError as error:
            raise unreachable(self._name, error) from error
        if done.returncode:
            complaint = done.stderr.decode(errors="replace").strip() or f"lp ended with {done.returncode}"
            raise unreachable(self._name, OSError(complaint))
        return False
