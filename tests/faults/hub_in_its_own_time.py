"""The hub as `locutorio up` runs it, by a clock that a test turns: a number of milliseconds in a file beside
the settings stands for how far it is off."""

import sys
from pathlib import Path

from locutorio.app import Hub
from locutorio.cli.run import run_until_stopped
from locutorio.clock import now_ms
from locutorio.settings import read_settings


def main(settings_file: Path) -> None:
    off = settings_file.with_name("clock-is-off-ms")
    hub = Hub(
        read_settings(settings_file),
        settings_file.parent,
        clock=lambda: now_ms() + int(off.read_text() if off.exists() else 0),
    )
    run_until_stopped(hub)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
