"""A booth whose hub is away until its flash is full, and then comes back. Runs on MicroPython.

On a real flash of BLOCKS blocks with littlefs, so small that it is full before the journal's own limit, or so
large that the limit comes first: the argument. Prints what became of it; see test_full_flash.py.
"""

import json
import os
import sys

import vfs
from booth.folder import Folder
from ramflash import RamFlash
from still_board import Hub, StillBooth


def calls_until_refused(booth):
    """How many calls the booth takes before it locks its line."""
    calls = 0
    while booth.controller.state()["line"] == "idle":
        booth.call("0034911", 65000, booth.beat)
        calls += 1
    return calls


def main():
    data = bytearray(b"\xff" * RamFlash.SIZE * int(sys.argv[1]))
    vfs.VfsLfs2.mkfs(RamFlash(data))
    vfs.mount(vfs.VfsLfs2(RamFlash(data)), "/flash")
    hub = Hub()
    booth = StillBooth(Folder("/flash"), hub)
    booth.beat()
    booth.want(True)
    booth.go(3000)
    calls = calls_until_refused(booth)
    full = booth.controller.state()
    status = os.statvfs("/flash")
    room = status[0] * status[3]
    booth.call("0034912", 65000, booth.beat)  # nobody hears it
    booth.report()
    for _ in range(1000):
        booth.go(3000)
        booth.report()
        if booth.memory.journal.oldest is None:
            break
    free = booth.controller.state()
    booth.call("0034913", 65000, booth.beat)
    booth.report()
    again = StillBooth(Folder("/flash"), hub)
    result = {
        "calls": calls,
        "full": [full[name] for name in ("line", "relay", "faults")],
        "room": room,
        "free": [free[name] for name in ("line", "faults")],
        "told": [[message["digits"], message["talk_ms"]] for message in ended(hub)],
        "flash_alarms": [message["on"] for message in alarms(hub) if message["fault"] == "flash"],
        "boot": again.memory.boot,
    }
    print(json.dumps(result))


def ended(hub):
    return [message for _, message in told(hub, "record") if message["state"] == "ended"]


def alarms(hub):
    return [message for _, message in told(hub, "alarm")]


def told(hub, kind):
    return [line for _, line in sorted(hub.heard.items()) if line[0] == kind]


main()
