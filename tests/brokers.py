"""Real brokers for tests, on a free loopback port: they can be killed and come back."""

import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

MOSQUITTO = "/usr/sbin/mosquitto"
STARTS_S = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Broker:
    """A broker process; its port stays the same through kill() and start()."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"mqtt://127.0.0.1:{self.port}"

    def command(self) -> list[str]:
        raise NotImplementedError

    def start(self) -> Self:
        deadline = time.monotonic() + STARTS_S
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                self._process = subprocess.Popen(
                    self.command(),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    cwd=self.folder,
                )
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=0.2).close()
                return self
            except OSError:
                time.sleep(0.02)
        raise TimeoutError(f"{self.command()[0]} does not listen on port {self.port}")

    def signal(self, number: int) -> None:
        if self._process is not None:
            self._process.send_signal(number)

    def kill(self) -> None:
        """As a power cut would end it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            if self._process.stdin:
                self._process.stdin.close()
            self._process = None


class Mosquitto(Broker):
    def command(self) -> list[str]:
        config = self.folder / "mosquitto.conf"
        config.write_text(f"listener {self.port} 127.0.0.1\nallow_anonymous true\npersistence false\n")
        return [MOSQUITTO, "-c", str(config)]


class Iotcore(Broker):
    """Runs in a child that ends when its standard input closes."""

    def command(self) -> list[str]:
        program = (
            "import sys, threading, os\n"
            "from iotcore.iotcore import IotCoreBroker\n"
            "threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()\n"
            f"IotCoreBroker(config_path=None, listen='127.0.0.1', port={self.port}).run_forever()\n"
        )
        return [sys.executable, "-c", program]


BROKERS: dict[str, type[Broker]] = {"mosquitto": Mosquitto, "iotcore": Iotcore}
