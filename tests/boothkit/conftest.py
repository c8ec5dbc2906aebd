"""A real broker for the bench's own tests."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator

import pytest
from boothkit.hubside import Broker


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    """mosquitto on a free port of this machine, for anybody."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    config = tmp_path_factory.mktemp("broker") / "mosquitto.conf"
    config.write_text(f"listener {port} 127.0.0.1\nallow_anonymous true\n")
    program = shutil.which("mosquitto", path=os.environ["PATH"] + ":/usr/sbin")
    assert program, "mosquitto is not installed: make servers"
    process = subprocess.Popen([program, "-c", config], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for_port(port)
        yield Broker("127.0.0.1", port, None, None)
    finally:
        process.terminate()
        process.wait(10)


def wait_for_port(port: int, within_s: float = 10) -> None:
    deadline_s = time.monotonic() + within_s
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert time.monotonic() < deadline_s, f"nothing listens on port {port}"
            time.sleep(0.02)
        else:
            return
